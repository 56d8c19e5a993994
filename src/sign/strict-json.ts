// JSON as people write it by hand, read strictly: JSON.parse keeps the last of two equal keys without a word.
// The room build-iso has the same for its release description; rooms do not import each other.

import { decodeUtf8, quote } from "../format/index.ts";
import { SignError } from "./error.ts";

/** Strings (with the colon that makes one a key) and brackets of a text that JSON.parse has accepted. */
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;

/** Throws SignError DESCRIPTION, FormatError UTF8. */
export function parseStrictJson(bytes: Uint8Array, where: string): unknown {
  const text = decodeUtf8(bytes, where);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SignError("DESCRIPTION", `${where}: expected JSON, found a fault (${(error as Error).message})`);
  }
  const twice = repeatedKey(text);
  if (twice !== undefined)
    throw new SignError("DESCRIPTION", `${where}: expected each key once, found ${quote(twice)} twice: remove one`);
  return value;
}

function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (colon !== undefined) {
      const key = String(JSON.parse(token.slice(0, -colon.length)));
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
