// Texts of `name value` lines in a fixed order, the shape of every note. docs/spec/README.md, "Common rules".

import { checkLine, decodeUtf8 } from "./decode.ts";
import { FormatError, type FormatErrorCode, quote } from "./error.ts";

/** Reads a text line by line; every take names what must come next. */
export class Lines {
  readonly #lines: readonly string[];
  readonly #what: string;
  #at = 0;

  /** `limit` in characters. Throws FormatError LIMIT, TEXT. */
  constructor(text: string, what: string, limit: number) {
    if (text.length > limit) throw new FormatError("LIMIT", what, `at most ${limit} characters`, `${text.length}`);
    if (!text.endsWith("\n")) throw new FormatError("TEXT", what, "a line feed at the end", "none");
    this.#lines = text.slice(0, -1).split("\n");
    this.#what = what;
    for (const [i, line] of this.#lines.entries()) {
      checkLine(line, `${what} line ${i + 1}`);
      if (line.startsWith("— ")) throw this.#bad("TEXT", i, "no line that looks like a signature", line);
    }
  }

  /** Same, from bytes. */
  static fromBytes(bytes: Uint8Array, what: string, limit: number): Lines {
    if (bytes.length > limit) throw new FormatError("LIMIT", what, `at most ${limit} bytes`, `${bytes.length}`);
    return new Lines(decodeUtf8(bytes, what), what, limit);
  }

  /** Where the line taken last stands, for messages. */
  get where(): string {
    return `${this.#what} line ${this.#at}`;
  }

  /** The next line must be exactly `line`. */
  exactly(line: string, code: FormatErrorCode = "TYPE_LINE"): void {
    if (this.#lines[this.#at] !== line) throw this.#bad(code, this.#at, quote(line), this.#lines[this.#at]);
    this.#at++;
  }

  /** The value of the next line, which must be `name value`. */
  field(name: string): string {
    const line = this.#lines[this.#at];
    if (line === undefined || !line.startsWith(`${name} `) || line.length === name.length + 1)
      throw this.#bad("FIELD", this.#at, `"${name} …"`, line);
    this.#at++;
    return line.slice(name.length + 1);
  }

  /** True when the next line is a `name value`. */
  next(name: string): boolean {
    return this.#lines[this.#at]?.startsWith(`${name} `) ?? false;
  }

  /** The next whole line, or undefined at the end. */
  line(): string | undefined {
    return this.#lines[this.#at] === undefined ? undefined : this.#lines[this.#at++];
  }

  /** All following lines `name value`, at most `limit`. */
  fields(name: string, limit: number): string[] {
    const values: string[] = [];
    while (this.next(name)) {
      if (values.length === limit) throw this.#bad("LIMIT", this.#at, `at most ${limit} lines "${name}"`, "more");
      values.push(this.field(name));
    }
    return values;
  }

  /** Nothing may follow. */
  end(): void {
    if (this.#at !== this.#lines.length) throw this.#bad("FIELD", this.#at, "nothing more", this.#lines[this.#at]);
  }

  #bad(code: FormatErrorCode, at: number, expected: string, found: string | undefined): FormatError {
    return new FormatError(
      code,
      `${this.#what} line ${at + 1}`,
      expected,
      found === undefined ? "the end" : quote(found),
    );
  }
}

/** `text` cut at single blanks into exactly `count` parts; the last part keeps its blanks. */
export function split(text: string, count: number, where: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (parts.length < count - 1) {
    const at = rest.indexOf(" ");
    if (at <= 0) throw new FormatError("FIELD", where, `${count} parts`, quote(text));
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  if (rest === "" || rest.startsWith(" ")) throw new FormatError("FIELD", where, `${count} parts`, quote(text));
  return [...parts, rest];
}

/** `text` when it matches `pattern` as a whole. */
export function match(text: string, pattern: RegExp, expected: string, where: string): string {
  if (!pattern.test(text)) throw new FormatError("FIELD", where, expected, quote(text));
  return text;
}

/** A name without blanks: letters (also Dutch and Frisian), digits and `. _ -`, at most 64 characters. */
export function token(text: string, where: string): string {
  return match(text, /^[\p{Script=Latin}0-9][\p{Script=Latin}0-9._-]{0,63}$/u, "a name without blanks", where);
}

/** One of a closed list. */
export function oneOf<T extends string>(text: string, values: readonly T[], where: string): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new FormatError("FIELD", where, values.join(" or "), quote(text));
  return found;
}
