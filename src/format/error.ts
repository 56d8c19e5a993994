// The one error of this room: a text or a byte string is not what its format says.

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

/** Foreign text, cut and made visible, for use in messages. At most 80 characters; no control or bidi character. */
export function quote(foreign: string): string {
  const cut = foreign.length > 80 ? `${foreign.slice(0, 80)}…` : foreign;
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
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
