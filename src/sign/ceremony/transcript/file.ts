// A transcript on disk: lines are only ever added, each flushed before the next thing happens. docs/spec/transcript.md

import { constants } from "node:fs";
import { type FileHandle, realpath } from "node:fs/promises";
import { openFile, readBytes, readOpenSync } from "../../../files/bounded.ts";
import { codeOf } from "../../../files/error.ts";
import { Lock } from "../../../files/lock.ts";
import { refuseExisting, writeNew } from "../../../files/new-file.ts";
import { encodeUtf8, refuseResaved } from "../../../format/index.ts";
import { SignError } from "../../error.ts";
import type { Fact, Present } from "./fact.ts";
import { FactOrder } from "./order.ts";
import {
  encodeLine,
  lineDigest,
  openingLines,
  parseTranscript,
  type Transcript,
  transcriptLimit,
} from "./transcript.ts";

/** Of a moment of the machine's clock, to the second. */
export function momentOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** A new transcript, whole or not at all. Throws FilesError EXISTS, FILE, SignError TRANSCRIPT, FormatError. */
export async function createTranscript(path: string, facts: readonly Fact[], now: Date): Promise<void> {
  refuseExisting(path);
  const lines = openingLines(facts, momentOf(now));
  writeNew(path, encodeUtf8(`${lines.join("\n")}\n`), 0o644);
}

/** Throws SignError FILE, TRANSCRIPT, FormatError. */
export async function readTranscript(path: string): Promise<Transcript> {
  const bytes = await readBytes(path, transcriptLimit);
  refuseResaved(wholeLines(bytes), path);
  return parseTranscript(bytes, path);
}

/** Without a last line that broke off, which is no sign of another program: the recorder repairs it. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(10) + 1;
  return end === 0 ? bytes : bytes.subarray(0, end);
}

/** The one writer of a transcript, until `release`. */
export class TranscriptWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #lock: Lock;
  readonly #order: FactOrder;
  #line: number;
  #head: string;
  #length: number;

  private constructor(
    path: string,
    file: FileHandle,
    lock: Lock,
    order: FactOrder,
    { entries, head }: Transcript,
    length: number,
  ) {
    this.#path = path;
    this.#file = file;
    this.#lock = lock;
    this.#order = order;
    this.#line = entries.at(-1)?.line ?? 1;
    this.#head = head;
    this.#length = length;
  }

  /**
   * Takes the lock, reads and judges the whole, and says in new lines what an earlier run left undone: a last line that
   * broke off (cut, its length recorded), a command without an end. Throws FilesError BUSY, FILE, SignError FILE, TRANSCRIPT, FormatError.
   */
  static async open(path: string, now: () => Date = () => new Date()): Promise<TranscriptWriter> {
    const lock = Lock.take(`${await realpath(path).catch(() => path)}.lock`, "is recording in this transcript");
    let file: FileHandle | undefined;
    try {
      file = await openFile(path, constants.O_RDWR);
      const bytes = readOpenSync(file.fd, path, transcriptLimit); // of the very file that is written
      const whole = wholeLines(bytes);
      refuseResaved(whole, path);
      const transcript = parseTranscript(whole, path);
      const order = new FactOrder(transcript.version);
      for (const { fact } of transcript.entries) order.take(fact, path);
      if (order.isClosed) throw new SignError("TRANSCRIPT", `${path}: is closed: nothing can be added`);
      const writer = new TranscriptWriter(path, file, lock, order, transcript, whole.length);
      const torn = bytes.length - whole.length;
      if (torn > 0) {
        await file.truncate(whole.length);
        await writer.add({ kind: "torn", bytes: torn }, now());
      }
      if (order.isRunning) await writer.add({ kind: "interrupted" }, now());
      return writer;
    } catch (error) {
      await file?.close();
      lock.release();
      throw error;
    }
  }

  get present(): readonly Present[] {
    return this.#order.present;
  }

  /** Throws SignError TRANSCRIPT, BUSY, FILE, FormatError. When it returns, the line is on the disk. */
  async add(fact: Fact, now: Date): Promise<void> {
    const line = this.#line + 1;
    const text = encodeLine({ line, at: momentOf(now), fact }, this.#head);
    const bytes = encodeUtf8(`${text}\n`);
    if (this.#length + bytes.length > transcriptLimit)
      throw new SignError("TRANSCRIPT", `${this.#path}: is full (${transcriptLimit} bytes): close it`);
    this.#order.take(fact, `${this.#path} line ${line}`);
    const { size } = await this.#file.stat();
    if (size !== this.#length)
      throw new SignError(
        "BUSY",
        `${this.#path}: expected ${this.#length} bytes, found ${size}: somebody else writes it`,
      );
    try {
      for (let done = 0; done < bytes.length; )
        done += (await this.#file.write(bytes, done, bytes.length - done, this.#length + done)).bytesWritten;
      await this.#file.datasync();
    } catch (error) {
      throw new SignError(
        "FILE",
        `${this.#path}: line ${line} cannot be written (${codeOf(error)}); the lines before it are safe`,
      );
    }
    this.#line = line;
    this.#head = lineDigest(text);
    this.#length += bytes.length;
  }

  async release(): Promise<void> {
    await this.#file.close();
    this.#lock.release();
  }
}
