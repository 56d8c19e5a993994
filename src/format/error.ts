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

/** Foreign text for use in messages: its first 80 characters, with all that a person could not see spelt out. */
export function quote(foreign: string): string {
  const characters = Array.from(foreign.slice(0, 160)); // whole code points: no half of a pair is cut off
  const cut = characters.slice(0, 80).join("");
  const visible = JSON.stringify(cut).replace(invisible, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
  });
  return cut.length < foreign.length ? `${visible.slice(0, -1)}…"` : visible;
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
