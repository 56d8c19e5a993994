// The register on disk: read whole and judged, one writer at a time, each line flushed before anybody is told that it is recorded.
// docs/spec/register.md, "Writing"

import { readBytes } from "../../files/bounded.ts";
import { AppendedFile, lineDigest } from "../../files/lines/appended.ts";
import { refuseExisting, writeNew } from "../../files/new-file.ts";
import { encodeUtf8, refuseResaved } from "../../format/index.ts";
import { momentOf, wholeLines } from "../../format/text/chain.ts";
import { type Fact, type Register, RegisterChain, registerLimit } from "../register/index.ts";

/** A new register, whole or not at all. Throws FilesError EXISTS, FILE; FormatError; RegisterError RULE. */
export function createBook(path: string, facts: readonly Fact[], now: Date): RegisterChain {
  refuseExisting(path);
  const { chain, lines } = RegisterChain.begin(facts, momentOf(now), lineDigest);
  writeNew(path, encodeUtf8(`${lines.join("\n")}\n`), 0o644);
  return chain;
}

/** To be looked at. A last line that broke off is refused: a command that records something repairs it. Throws FileError, FormatError, RegisterError. */
export async function readBook(path: string): Promise<RegisterChain> {
  return parse(await readBytes(path, registerLimit), path);
}

/** Throws FormatError, RegisterError. `target`: as of RegisterChain. Only of what is no register it is asked whether another program saved it anew: one that is was not. */
function parse(bytes: Uint8Array, path: string, target?: number): RegisterChain {
  try {
    return RegisterChain.parse(bytes, path, lineDigest, target);
  } catch (error) {
    refuseResaved(wholeLines(bytes), path);
    throw error;
  }
}

/** The one writer of a register, until `release`. */
export class RegisterBook {
  readonly #file: AppendedFile;
  readonly #chain: RegisterChain;
  readonly #staged: string[] = [];

  private constructor(file: AppendedFile, chain: RegisterChain) {
    this.#file = file;
    this.#chain = chain;
  }

  /**
   * Takes the lock, reads and judges the whole; a last line that broke off is cut, and a line says so (`torn`, whose bytes are handed to
   * `onTorn` too). `target`: a line that is about to be corrected. Throws FilesError BUSY, FILE; FormatError; RegisterError.
   */
  static async open(
    path: string,
    onTorn: (bytes: number) => void,
    { now = new Date(), target }: { readonly now?: Date; readonly target?: number | undefined } = {},
  ): Promise<RegisterBook> {
    const file = await AppendedFile.open(path, { limit: registerLimit, doing: "is recording in this register" });
    try {
      const book = new RegisterBook(file, parse(file.bytes, path, target));
      if (file.torn > 0) {
        const line = book.#chain.add({ kind: "torn", bytes: file.torn }, momentOf(now));
        await file.cut();
        await file.append(encodeUtf8(`${line}\n`));
        onTorn(file.torn);
      }
      return book;
    } catch (error) {
      await file.release();
      throw error;
    }
  }

  get register(): Register {
    return this.#chain.register;
  }

  get chain(): Pick<RegisterChain, "lines" | "head" | "headAt"> {
    return this.#chain;
  }

  /** The next line, judged and not yet written. Throws FormatError, RegisterError RULE, and then there is no such line. */
  stage(fact: Fact, now = new Date()): void {
    this.#staged.push(`${this.#chain.add(fact, momentOf(now))}\n`);
  }

  /** Writes what was staged, in one piece: when it returns, it is on the disk. Where it throws, the book is of no more use. Throws FilesError BUSY, FILE. */
  async flush(): Promise<void> {
    const staged = this.#staged.splice(0);
    if (staged.length > 0) await this.#file.append(encodeUtf8(staged.join("")));
  }

  /** Lines that belong together: all are recorded, or none and the book is of no more use. Throws as `stage` and `flush` do. */
  async add(facts: readonly Fact[], now = new Date()): Promise<void> {
    for (const fact of facts) this.stage(fact, now);
    await this.flush();
  }

  async release(): Promise<void> {
    await this.#file.release();
  }
}
