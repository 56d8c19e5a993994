// The trust roots of a packed verifier, told in its own bytes: whoever makes a disc reads them without running it.
// docs/packaging.md, "The mark"

import { decodeBase64, encodeBase64 } from "../text/decode.ts";
import { FormatError } from "../text/error.ts";
import { textDigest } from "./note.ts";

/** Joined here, so that a program which looks for marks does not seem to carry one. */
const opening = ["zegel", "built-in v1 "].join("/");
const none = "none";
/** Characters of a mark: some eighty of the largest notes. */
const markLimit = 8 * 1024 * 1024;

/** `zegel/built-in v1 NOTES SHA256`: the notes in base64 with commas between, or `none`; the digest of that text. */
export function encodeBuiltInMark(notes: readonly Uint8Array[]): string {
  const body = notes.length === 0 ? none : notes.map(encodeBase64).join(",");
  return `${opening}${body} ${textDigest(body)}`;
}

/** Looks for the mark in a program that passes in chunks. What begins as a mark and is none, or comes twice, is refused. */
export class BuiltInSearch {
  readonly #where: string;
  #rest = "";
  #found: readonly Uint8Array[] | undefined;

  /** `where`: what errors call the program. */
  constructor(where: string) {
    this.#where = where;
  }

  /** Throws FormatError. */
  push(chunk: Uint8Array): void {
    let text = this.#rest + new TextDecoder("latin1").decode(chunk);
    for (;;) {
      const at = text.indexOf(opening);
      if (at === -1) {
        this.#rest = text.slice(Math.max(0, text.length - opening.length + 1));
        return;
      }
      const more = /[^A-Za-z0-9+/=, ]/.exec(text.slice(at + opening.length));
      const end = more === null ? text.length : at + opening.length + more.index;
      if (end - at > markLimit) throw this.#bad(`one of over ${markLimit} characters`);
      if (more === null) {
        this.#rest = text.slice(at); // its end is in the next chunk
        return;
      }
      this.#take(text.slice(at, end));
      text = text.slice(end);
    }
  }

  /** The notes, none for a verifier without a root; undefined: there is no mark. Throws FormatError. */
  finish(): readonly Uint8Array[] | undefined {
    if (this.#rest.startsWith(opening)) this.#take(this.#rest);
    this.#rest = "";
    return this.#found;
  }

  #take(text: string): void {
    if (this.#found !== undefined) throw this.#bad("two");
    const [body = "", digest, more] = text.slice(opening.length).split(" ");
    if (more !== undefined || digest !== textDigest(body)) throw this.#bad("one with another digest, or half of one");
    this.#found = body === none ? [] : body.split(",").map((note) => decodeBase64(note, this.#where));
  }

  #bad(found: string): FormatError {
    return new FormatError("FIELD", this.#where, "one whole mark of the trust roots built in", found);
  }
}
