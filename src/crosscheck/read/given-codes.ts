// Hash codes that a person gives: typed, or in a text file as the programs of the Kiesraad print them.

import { readBytesSync } from "../../files/bounded.ts";
import {
  FormatError,
  findHashGroups,
  isMeantAsHash,
  parseHashGroups,
  quote,
  wrongHashGroups,
} from "../../format/index.ts";

/** Bytes of a text file with hash codes: 350 municipalities have 50 KB. */
const textLimit = 64 * 1024;

/**
 * `given`: each a code of 64 hex digits in groups of any size, or the path of a text file. Returns SHA-256 values, each once. Throws
 * FileError; FormatError for a code with a slip in it, and for a file without a code.
 */
export function findGivenCodes(given: readonly string[]): readonly string[] {
  return [...new Set(given.flatMap((one) => (isCode(one) ? [parseHashGroups(one)] : codesIn(one))))];
}

/** 16 groups are meant as a code, even where one of them is mistyped. */
function isCode(typed: string): boolean {
  const wrong = wrongHashGroups(typed);
  if (wrong.length > 0 && wrong.length < 16)
    throw new FormatError("HEX", "hash code", "16 groups of 4 hex digits", `group ${wrong.join(", ")} that is none`);
  if (/^[0-9a-f]{4}(?:[ :-][0-9a-f]{4}){1,30}$/i.test(typed) && wrong.length === 0 && !isMeantAsHash(typed))
    throw new FormatError("HEX", "hash code", "16 groups of 4 hex digits", `${typed.split(/[ :-]/).length} groups`);
  return isMeantAsHash(typed);
}

function codesIn(path: string): readonly string[] {
  const text = new TextDecoder("utf-8").decode(readBytesSync(path, textLimit));
  const codes = findHashGroups(text);
  if (codes.length === 0) throw new FormatError("HEX", quote(path), "a text with hash codes of 64 hex digits", "none");
  return codes;
}
