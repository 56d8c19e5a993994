// The one error of this room: a text or a byte string is not what its format says.

import { invisible } from "./characters.ts";

export type FormatErrorCode =
  | "UTF8"
  | "TEXT"
  | "HEX"
  | "BASE64"
  | "NUMBER"
  | "DATE"
  | "LIMIT"
  | "TYPE_LINE"
  | "FIELD"
  | "ORDER"
  | "DUPLICATE"
  | "KEY"
  | "SIGNATURE_LINE"
  | "PATH"
  | "COUNT"
  | "REFERENCE"
  | "SEAL"
  | "CODE";

/** Characters of foreign text in a message, unless its place says otherwise. */
const shownLimit = 80;
/** Characters of what `shown` puts in: a path that a person typed must be whole. */
const filledLimit = 400;

/** Foreign text for use in messages: its first 80 characters, with all that a person could not see spelt out. */
export function quote(foreign: string): string {
  const cut = cutTo(foreign, shownLimit);
  const visible = JSON.stringify(cut).replace(invisible, (character) => {
    const hex = hexOf(character);
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
  });
  return cut.length < foreign.length ? `${visible.slice(0, -1)}…"` : visible;
}

/**
 * Foreign text as it stands, without quotation marks: its first `limit` characters, with all that a person could not see,
 * or that would move or hide what stands beside it, spelt out as `\u{…}`.
 */
export function spellOut(foreign: string, limit = shownLimit): string {
  const cut = cutTo(foreign, limit);
  return cut.length < foreign.length ? `${spell(cut)}…` : spell(cut);
}

/**
 * A line for the screen, as a tag of a template: what stands in the template is ours, what is filled in is spelt out and cut
 * at 400 characters. A number is filled in as it is.
 */
export function shown(template: readonly string[], ...values: readonly (string | number)[]): string {
  return template
    .map((text, i) => (i === 0 ? text : `${spellOut(String(values[i - 1]), filledLimit)}${text}`))
    .join("");
}

/** Whole code points: no half of a pair is cut off. */
function cutTo(foreign: string, limit: number): string {
  if (foreign.length <= limit) return foreign;
  return Array.from(foreign.slice(0, 2 * limit))
    .slice(0, limit)
    .join("");
}

function spell(text: string): string {
  return text.replace(invisible, (character) => `\\u{${hexOf(character)}}`);
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

/** What was expected, what was found, and where. `message` holds all three. */
export class FormatError extends Error {
  readonly code: FormatErrorCode;
  readonly expected: string;
  readonly found: string;
  readonly where: string;

  constructor(code: FormatErrorCode, where: string, expected: string, found: string) {
    super(`${where}: expected ${expected}, found ${found}`);
    this.name = "FormatError";
    this.code = code;
    this.expected = expected;
    this.found = found;
    this.where = where;
  }
}
