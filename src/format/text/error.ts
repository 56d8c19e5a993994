// The base of every expected error, and the one error of src/format: a text or a byte string is not what its format says.

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
  | "CODE"
  | "JSON";

/** Characters of foreign text in a message, unless its place says otherwise. */
const shownLimit = 80;
/** Foreign text for use in messages: its first 80 characters, with all that a person could not see spelt out. */
export function quote(foreign: string): string {
  const cut = cutTo(foreign, shownLimit);
  const visible = JSON.stringify(cut).replace(invisible, (character) => {
    const hex = hexOf(character);
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
  });
  return cut.length < foreign.length ? `${visible.slice(0, -1)}…"` : visible;
}

/** Whole code points: no half of a pair is cut off. */
export function cutTo(foreign: string, limit: number): string {
  if (foreign.length <= limit) return foreign;
  return Array.from(foreign.slice(0, 2 * limit))
    .slice(0, limit)
    .join("");
}

/** The code point of a character, in hex. */
export function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

/**
 * An expected error: `message` is a sentence for a person, `code` says which of the errors of its room it is. Whatever is thrown and
 * is no Fault is a mistake in the program, or the system's own error (which has a `code` too: ask `instanceof Fault`).
 */
export abstract class Fault<Code extends string = string> extends Error {
  readonly code: Code;
  /** `message` for a Dutch reader; undefined: it is in English only. */
  dutch: string | undefined;

  constructor(code: Code, message: string | { readonly nl: string; readonly en: string }, options?: ErrorOptions) {
    super(typeof message === "string" ? message : message.en, options);
    this.name = new.target.name;
    this.code = code;
    this.dutch = typeof message === "string" ? undefined : message.nl;
  }
}

/** What was expected, what was found, and where. `message` holds all three. */
export class FormatError extends Fault<FormatErrorCode> {
  readonly expected: string;
  readonly found: string;
  readonly where: string;

  constructor(code: FormatErrorCode, where: string, expected: string, found: string) {
    super(code, `${where}: expected ${expected}, found ${found}`);
    this.expected = expected;
    this.found = found;
    this.where = where;
  }
}

/** What `parse` returns, or why it refuses what it was given. Throws whatever `parse` throws that is no FormatError. */
export function tryParse<Value>(parse: () => Value): Value | FormatError {
  try {
    return parse();
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
