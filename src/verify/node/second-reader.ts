// A second reader of a folder: a thread that reads and digests files from the end of a list, while the main thread goes through it from
// the start. Which of the two reads a file is settled by one word of shared memory for each.

import { constants } from "node:fs";
import type { Worker } from "node:worker_threads";
import { startThread, type ThreadBody } from "../../files/thread.ts";
import type { FileDigested, SecondReader } from "../proof/ports.ts";
import { isPlain, leaveSecond, type Watched, watchSecond, whileWatched } from "./watch.ts";

/** Who reads a file. */
const [free, ours, others] = [0, 1, 2];
/** Bytes of one read. */
const chunkBytes = 1024 * 1024;

interface ReaderData {
  /** As the system opens them. */
  readonly places: readonly string[];
  readonly limit: number;
  readonly flags: number;
  readonly chunkBytes: number;
  readonly claims: Int32Array;
  /** Bytes read so far. */
  readonly count: BigInt64Array;
  readonly watched: Watched;
}

/** Of many files, or of none when much was read of one: a message for each of 100,000 would cost more than its digest. */
interface Results {
  readonly files: readonly (readonly [index: number, size: number, sha256: string | undefined])[];
  readonly isLast: boolean;
}

/** One at a time: what the watch looks at is this thread's alone. */
export class ThreadReader implements SecondReader {
  readonly #worker: Worker;
  readonly #claims: Int32Array;
  readonly #count = new BigInt64Array(new SharedArrayBuffer(8));
  readonly #results = new Map<number, FileDigested>();
  #waiting: (() => void) | undefined;
  #failure: Error | undefined;
  #isDone = false;

  /** `places`: files as the system opens them. `limit`: bytes of one file. */
  constructor(places: readonly string[], limit: number) {
    this.#claims = new Int32Array(new SharedArrayBuffer(4 * places.length));
    // The thread names what hangs as it stands; what must be spelt out is read by the main thread.
    for (const [i, place] of places.entries()) if (!isPlain(place)) this.#claims[i] = ours;
    const data: ReaderData = {
      places,
      limit,
      flags: constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
      chunkBytes,
      claims: this.#claims,
      count: this.#count,
      watched: watchSecond(),
    };
    this.#worker = startThread(readFromEnd, data, whileWatched);
    this.#worker.on("message", (results: Results) => this.#take(results));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", (code) => {
      if (!this.#isDone) this.#fail(new Error(`the second reader of a folder ended (${code}) before its answer`));
    });
  }

  get bytes(): number {
    return Number(Atomics.load(this.#count, 0));
  }

  claim(index: number): boolean {
    return Atomics.compareExchange(this.#claims, index, free, ours) !== others;
  }

  async result(index: number, onBytes: () => void): Promise<FileDigested> {
    for (;;) {
      onBytes();
      const result = this.#results.get(index);
      this.#results.delete(index);
      if (result !== undefined) return result;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#isDone) throw new Error(`the second reader of a folder has no answer for file ${index}`);
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  #take({ files, isLast }: Results): void {
    for (const [index, size, sha256] of files) this.#results.set(index, { size, sha256 });
    this.#isDone = isLast;
    this.#waiting?.();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.();
  }

  async stop(): Promise<void> {
    this.#isDone = true;
    await this.#worker.terminate();
    leaveSecond();
    if (this.#failure !== undefined) throw this.#failure;
  }
}

/** What the thread does. */
const readFromEnd: ThreadBody<[typeof whileWatched]> = ({ parentPort, workerData }, crypto, fs, watched) => {
  const { places, limit, flags, chunkBytes, claims, count, watched: on }: ReaderData = workerData;
  const buffer = new Uint8Array(chunkBytes);
  const batch = { files: 256, bytes: 32 * chunkBytes };
  let files: [number, number, string | undefined][] = [];
  let unsaid = 0;
  const say = (isLast: boolean) => {
    parentPort?.postMessage({ files, isLast });
    files = [];
    unsaid = 0;
  };
  const read = (place: string): { size: number; sha256: string | undefined } => {
    const text = Buffer.from(place);
    const hash = crypto.createHash("sha256");
    let size = 0;
    let file: number | undefined;
    try {
      const opened = watched(on, text, () => fs.openSync(place, flags));
      file = opened;
      if (!watched(on, text, () => fs.fstatSync(opened)).isFile()) return { size, sha256: undefined };
      while (size <= limit) {
        const more = watched(on, text, () => fs.readSync(opened, buffer));
        if (more === 0) break;
        hash.update(buffer.subarray(0, more));
        size += more;
        Atomics.add(count, 0, BigInt(more));
        unsaid += more;
        if (unsaid >= batch.bytes) say(false);
      }
      return { size, sha256: hash.digest("hex") };
    } catch (error) {
      if (error instanceof Error && "code" in error) return { size, sha256: undefined };
      throw error;
    } finally {
      if (file !== undefined) {
        const opened = file;
        watched(on, text, () => fs.closeSync(opened));
      }
    }
  };
  for (let i = places.length - 1; i >= 0; i--) {
    if (Atomics.compareExchange(claims, i, 0, 2) !== 0) continue;
    const { size, sha256 } = read(places[i] ?? "");
    files.push([i, size, sha256]);
    if (files.length === batch.files) say(false);
  }
  say(true);
};
