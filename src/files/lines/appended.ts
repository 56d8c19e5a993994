// A file that only grows, line by line: one writer at a time, each line on the disk before anybody is told that it is recorded. A last
// line that broke off (kill -9, a power cut) is cut when the file is opened to be written, and its writer says so in the next line.

import { constants } from "node:fs";
import { type FileHandle, realpath } from "node:fs/promises";
import { type LineDigest, wholeLines } from "../../format/text/chain.ts";
import { openFile, readOpenSync } from "../bounded.ts";
import { sha256Of } from "../digest.ts";
import { codeOf, FilesError } from "../error.ts";
import { Lock } from "../lock.ts";

/** What the next line of a chain names. */
export const lineDigest: LineDigest = (line) => sha256Of(`${line}\n`);

export interface Appending {
  /** Bytes of the whole file. */
  readonly limit: number;
  /** Completes the sentence "process 12 …", such as "is recording in this transcript". */
  readonly doing: string;
}

/** The one writer of such a file, until `release`. */
export class AppendedFile {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #lock: Lock;
  readonly #limit: number;
  #length: number;
  /** Whole lines, as they were read; of the very file that is written. */
  readonly bytes: Uint8Array;
  /** Bytes of a last line that broke off: not among `bytes`, and on the disk until `cut`. */
  readonly torn: number;

  private constructor(path: string, file: FileHandle, lock: Lock, limit: number, read: Uint8Array) {
    this.#path = path;
    this.#file = file;
    this.#lock = lock;
    this.#limit = limit;
    this.bytes = wholeLines(read);
    this.torn = read.length - this.bytes.length;
    this.#length = this.bytes.length;
  }

  /** Takes the lock `PATH.lock` and reads the whole. Throws FilesError BUSY, FILE. */
  static async open(path: string, { limit, doing }: Appending): Promise<AppendedFile> {
    const lock = Lock.take(`${await realpath(path).catch(() => path)}.lock`, doing);
    let file: FileHandle | undefined;
    try {
      file = await openFile(path, constants.O_RDWR);
      return new AppendedFile(path, file, lock, limit, readOpenSync(file.fd, path, limit));
    } catch (error) {
      await file?.close();
      lock.release();
      throw error;
    }
  }

  /** Takes away the line that broke off: only when the lines before it were found to be ours. Throws the system's error. */
  async cut(): Promise<void> {
    await this.#file.truncate(this.#length);
  }

  /** Whole lines. When it returns, they are on the disk; where it throws, the file is as it was. Throws FilesError BUSY, FILE. */
  async append(bytes: Uint8Array): Promise<void> {
    if (this.#length + bytes.length > this.#limit)
      throw new FilesError("FILE", {
        nl: `${this.#path}: is vol (${this.#limit} bytes): sluit dit bestand, en begin een nieuw`,
        en: `${this.#path}: is full (${this.#limit} bytes): close it`,
      });
    const { size } = await this.#file.stat();
    if (size !== this.#length)
      throw new FilesError("BUSY", {
        nl: `${this.#path}: verwacht ${this.#length} bytes, gevonden ${size}: een ander schrijft erin; begin opnieuw`,
        en: `${this.#path}: expected ${this.#length} bytes, found ${size}: somebody else writes it`,
      });
    try {
      for (let done = 0; done < bytes.length; )
        done += (await this.#file.write(bytes, done, bytes.length - done, this.#length + done)).bytesWritten;
      await this.#file.datasync();
    } catch (error) {
      await this.cut().catch(() => undefined); // where that fails too, the next that opens it cuts what broke off
      throw new FilesError("FILE", {
        nl: `${this.#path}: de nieuwe regel is niet te schrijven (${codeOf(error)}); wat er stond is veilig: maak ruimte, en begin opnieuw`,
        en: `${this.#path}: the new line cannot be written (${codeOf(error)}); the lines before it are safe`,
      });
    }
    this.#length += bytes.length;
  }

  async release(): Promise<void> {
    await this.#file.close();
    this.#lock.release();
  }
}
