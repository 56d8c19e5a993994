// Texts of `name value` lines in a fixed order, the shape of every note. docs/spec/README.md, "Common rules".

import { checkLine, decodeUtf8 } from "./decode.ts";
import { FormatError, type FormatErrorCode, quote } from "./error.ts";

/**
 * Reads a text line by line; whoever takes a line says what it must be, and gets FormatError where it is not. A line is checked when it
 * is reached, so that no more is read than the limits allow.
 */
export class Lines {
  readonly #text: string;
  readonly #what: string;
  readonly #lineLimit: number;
  /** Where the next line begins. */
  #at = 0;
  /** The next line, once looked at. */
  #ahead: string | undefined;
  #taken = 0;

  /** `limit` and `lineLimit`, of each line, in characters. Throws FormatError LIMIT, TEXT. */
  constructor(text: string, what: string, limit: number, lineLimit = 1000) {
    if (text.length > limit) throw new FormatError("LIMIT", what, `at most ${limit} characters`, `${text.length}`);
    if (!text.endsWith("\n")) throw new FormatError("TEXT", what, "a line feed at the end", "none");
    this.#text = text;
    this.#what = what;
    this.#lineLimit = lineLimit;
  }

  /** Same, from bytes of UTF-8. `limit`: bytes. Throws FormatError LIMIT, UTF8, TEXT. */
  static fromBytes(bytes: Uint8Array, what: string, limit: number): Lines {
    if (bytes.length > limit) throw new FormatError("LIMIT", what, `at most ${limit} bytes`, `${bytes.length}`);
    return new Lines(decodeUtf8(bytes, what), what, limit);
  }

  /** Where the line taken last stands, for messages. */
  get where(): string {
    return `${this.#what} line ${this.#taken}`;
  }

  /** The next line must be exactly `line`. */
  exactly(line: string, code: FormatErrorCode = "TYPE_LINE"): void {
    if (this.#peek() !== line) throw this.#bad(code, quote(line));
    this.#take();
  }

  /** The value of the next line, which must be `name value`. */
  field(name: string): string {
    if (!this.next(name)) throw this.#bad("FIELD", `"${name} …"`);
    return this.#take().slice(name.length + 1);
  }

  /** True when the next line is a `name value`. */
  next(name: string): boolean {
    return this.#peek()?.startsWith(`${name} `) ?? false;
  }

  /** The next whole line, or undefined at the end. */
  line(): string | undefined {
    return this.#peek() === undefined ? undefined : this.#take();
  }

  /** All following lines `name value`, at most `limit`: what `read` makes of each value; `where` is then its line. */
  fields<T>(name: string, limit: number, read: (value: string, i: number) => T): T[] {
    const values: T[] = [];
    while (this.next(name)) {
      if (values.length === limit) throw this.#bad("LIMIT", `at most ${limit} lines "${name}"`);
      values.push(read(this.field(name), values.length));
    }
    return values;
  }

  /** Nothing may follow. */
  end(): void {
    if (this.#peek() !== undefined) throw this.#bad("FIELD", "nothing more");
  }

  #peek(): string | undefined {
    if (this.#ahead === undefined && this.#at < this.#text.length) {
      const line = this.#text.slice(this.#at, this.#text.indexOf("\n", this.#at));
      checkLine(line, `${this.#what} line ${this.#taken + 1}`, this.#lineLimit);
      this.#ahead = line;
      if (line.startsWith("— ")) throw this.#bad("TEXT", "no line that looks like a signature");
    }
    return this.#ahead;
  }

  #take(): string {
    const line = this.#ahead ?? "";
    this.#at += line.length + 1;
    this.#ahead = undefined;
    this.#taken++;
    return line;
  }

  #bad(code: FormatErrorCode, expected: string): FormatError {
    const found = this.#ahead === undefined ? "the end" : quote(this.#ahead);
    return new FormatError(code, `${this.#what} line ${this.#taken + 1}`, expected, found);
  }
}

/** The text of `lines`. A line feed inside a value would smuggle in a line of its own: FormatError TEXT. */
export function joinLines(lines: readonly string[], what: string): string {
  const broken = lines.find((line) => line.includes("\n"));
  if (broken !== undefined) throw new FormatError("TEXT", what, "values of one line", quote(broken));
  return `${lines.join("\n")}\n`;
}

/** `text` cut at single blanks into exactly `count` parts; the last part keeps its blanks. Throws FormatError FIELD. */
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

/** `text`, when it matches `pattern`, which the caller anchors at both ends. Throws FormatError FIELD. */
export function match(text: string, pattern: RegExp, expected: string, where: string): string {
  if (!pattern.test(text)) throw new FormatError("FIELD", where, expected, quote(text));
  return text;
}

// The letters of paths (path.ts): no full-width or small-capital look-alikes, and no Unicode property that grows.
const tokenPattern =
  /^[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff][A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff._-]{0,63}$/;

/** A name of letters (also Dutch and Frisian), digits and `. _ -`, at most 64 characters. Throws FormatError FIELD. */
export function token(text: string, where: string): string {
  return match(text, tokenPattern, "a name without blanks", where);
}

/** One of a closed list. Throws FormatError FIELD. */
export function oneOf<T extends string>(text: string, values: readonly T[], where: string): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new FormatError("FIELD", where, values.join(" or "), quote(text));
  return found;
}
