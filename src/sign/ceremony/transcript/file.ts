// A transcript on disk: lines are only ever added, each flushed before the next thing happens. docs/spec/transcript.md

import { readBytes } from "../../../files/bounded.ts";
import { AppendedFile, lineDigest } from "../../../files/lines/appended.ts";
import { refuseExisting, writeNew } from "../../../files/new-file.ts";
import { encodeUtf8, refuseResaved } from "../../../format/index.ts";
import { momentOf, wholeLines } from "../../../format/text/chain.ts";
import { SignError } from "../../error.ts";
import type { Fact, Present } from "./fact.ts";
import { FactOrder } from "./order.ts";
import { encodeLine, openingLines, parseTranscript, type Transcript, transcriptLimit } from "./transcript.ts";

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

/** The one writer of a transcript, until `release`. */
export class TranscriptWriter {
  readonly #path: string;
  readonly #file: AppendedFile;
  readonly #order: FactOrder;
  #line: number;
  #head: string;

  private constructor(path: string, file: AppendedFile, order: FactOrder, { entries, head }: Transcript) {
    this.#path = path;
    this.#file = file;
    this.#order = order;
    this.#line = entries.at(-1)?.line ?? 1;
    this.#head = head;
  }

  /**
   * Takes the lock, reads and judges the whole, and says in new lines what an earlier run left undone: a last line that
   * broke off (cut, its length recorded), a command without an end. Throws FilesError BUSY, FILE, SignError TRANSCRIPT, FormatError.
   */
  static async open(path: string, now: () => Date = () => new Date()): Promise<TranscriptWriter> {
    const file = await AppendedFile.open(path, { limit: transcriptLimit, doing: "is recording in this transcript" });
    try {
      refuseResaved(file.bytes, path);
      const transcript = parseTranscript(file.bytes, path);
      const order = new FactOrder(transcript.version);
      for (const { fact } of transcript.entries) order.take(fact, path);
      if (order.isClosed) throw new SignError("TRANSCRIPT", `${path}: is closed: nothing can be added`);
      const writer = new TranscriptWriter(path, file, order, transcript);
      if (file.torn > 0) {
        await file.cut();
        await writer.add({ kind: "torn", bytes: file.torn }, now());
      }
      if (order.isRunning) await writer.add({ kind: "interrupted" }, now());
      return writer;
    } catch (error) {
      await file.release();
      throw error;
    }
  }

  get present(): readonly Present[] {
    return this.#order.present;
  }

  /** Throws SignError TRANSCRIPT, FilesError BUSY, FILE, FormatError. When it returns, the line is on the disk. */
  async add(fact: Fact, now: Date): Promise<void> {
    const line = this.#line + 1;
    const text = encodeLine({ line, at: momentOf(now), fact }, this.#head);
    this.#order.take(fact, `${this.#path} line ${line}`);
    await this.#file.append(encodeUtf8(`${text}\n`));
    this.#line = line;
    this.#head = lineDigest(text);
  }

  async release(): Promise<void> {
    await this.#file.release();
  }
}
