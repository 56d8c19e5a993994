// The fields of a description: each is taken once, and what nobody took is refused.

import { checkText, FormatError, quote } from "../../format/index.ts";
import { SignError } from "../error.ts";

/** The fields of one JSON object; what nobody took is refused at the end. */
export class Fields {
  readonly #fields: Map<string, unknown>;
  readonly #where: string;

  constructor(value: unknown, where: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new SignError("DESCRIPTION", `${where}: expected a JSON object, found another value`);
    this.#fields = new Map(Object.entries(value));
    this.#where = where;
  }

  /** A description says nothing of a version before the second. */
  version(): 1 | 2 {
    if (!this.has("version")) return 1;
    const value = this.take("version");
    if (value !== 2) throw bad(this.#where, "version", "2 (a description of version 1 names none)", spelt(value));
    return 2;
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  take(name: string): unknown {
    const value = this.#fields.get(name);
    if (value === undefined) throw bad(this.#where, name, "a value", "nothing");
    this.#fields.delete(name);
    return value;
  }

  text(name: string, limit = 200): string {
    return this.#line(this.take(name), name, limit);
  }

  /** Absent, or a text. */
  optional(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  /** A file of the ceremony's folder: no path, so that the commands printed on paper are right there. */
  file(name: string): string {
    return this.#file(this.text(name), name);
  }

  files(name: string): string[] {
    return this.texts(name).map((text) => this.#file(text, name));
  }

  /** One file, or a list of them, each once. */
  oneOrMore(name: string): string[] {
    const files = Array.isArray(this.#fields.get(name)) ? this.files(name) : [this.file(name)];
    const twice = files.find((file, i) => files.indexOf(file) !== i);
    if (twice !== undefined) throw bad(this.#where, name, "each file once", quote(twice));
    return files;
  }

  #file(text: string, name: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text))
      throw bad(this.#where, name, "a file beside the description, its name of letters, digits and . _ -", quote(text));
    return text;
  }

  list(name: string): unknown[] {
    const value = this.take(name);
    if (!Array.isArray(value) || value.length === 0 || value.length > 64)
      throw bad(this.#where, name, "a list of 1 to 64", Array.isArray(value) ? `${value.length}` : "another value");
    return value;
  }

  texts(name: string): string[] {
    return this.list(name).map((value) => this.#line(value, name, 200));
  }

  /** `"none"` must be written. */
  orNone<T>(name: string, parse: (value: unknown, where: string) => T): T | undefined {
    const value = this.take(name);
    return value === "none" ? undefined : parse(value, `${this.#where}: ${name}`);
  }

  end(): void {
    const [name] = this.#fields.keys();
    if (name !== undefined) throw bad(this.#where, name, "no such field here", quote(name));
  }

  #line(value: unknown, name: string, limit: number): string {
    if (typeof value !== "string") throw bad(this.#where, name, "a text in quotes", typeof value);
    return described(() => checkText(value, `${this.#where}: ${name}`, limit));
  }
}

function spelt(value: unknown): string {
  return quote(JSON.stringify(value) ?? "nothing");
}

/** What `parse` gives. Throws SignError DESCRIPTION for its FormatError. */
export function described<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof FormatError ? new SignError("DESCRIPTION", error.message) : error;
  }
}

export function bad(where: string, field: string, expected: string, found: string): SignError {
  return new SignError("DESCRIPTION", `${where}: ${field}: expected ${expected}, found ${found}: correct it`);
}
