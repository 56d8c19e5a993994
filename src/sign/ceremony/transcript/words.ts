// A command line on one line of text, each word in exactly one spelling. docs/spec/transcript.md, "Words"

import { FormatError, quote } from "../../../format/index.ts";

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;
const wordLimit = 512;

/** Words divided by one blank: as they are, or as a JSON string of ASCII where a shell would want quotes. */
export function encodeWords(words: readonly string[]): string {
  return words.map((word) => (plain.test(word) ? word : asciiJson(word))).join(" ");
}

/** JSON.stringify leaves letters beyond ASCII: escaped, no form of Unicode and nothing invisible can be in question. */
function asciiJson(word: string): string {
  return JSON.stringify(word).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The inverse of encodeWords. Throws FormatError. */
export function parseWords(text: string, where: string): string[] {
  const bad = (found: string) => new FormatError("FIELD", where, "words divided by one blank", quote(found));
  const words: string[] = [];
  const pattern = /(?:("(?:[^"\\]|\\.)*")|([^" ]+))(?: |$)/y;
  while (pattern.lastIndex < text.length) {
    const rest = text.slice(pattern.lastIndex);
    const found = pattern.exec(text);
    if (found === null || words.length === wordLimit) throw bad(rest);
    words.push(found[1] === undefined ? (found[2] ?? "") : unquote(found[1], bad));
  }
  if (words.length === 0 || encodeWords(words) !== text) throw bad(text);
  return words;
}

function unquote(quoted: string, bad: (found: string) => FormatError): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw bad(quoted);
  }
}
