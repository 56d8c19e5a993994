// JSON as people write it by hand, read strictly: JSON.parse keeps the last of two equal keys without a word.

import { decodeUtf8 } from "./decode.ts";
import { FormatError, quote } from "./error.ts";

/** Strings (with the colon that makes one a key) and brackets of a text that JSON.parse has accepted. */
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;

/** The value of a text in which every object has each of its keys once. Throws FormatError UTF8, JSON. */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  const text = decodeUtf8(bytes, where);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FormatError("JSON", where, "JSON", `a fault (${(error as Error).message}): correct it`);
  }
  const twice = repeatedKey(text);
  if (twice !== undefined) throw new FormatError("JSON", where, "each key once", `${quote(twice)} twice: remove one`);
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
