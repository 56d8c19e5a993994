// A pass in two threads and a ring of shared memory: one reads synchronously and digests the whole, the other digests the files, and
// the main thread looks at each chunk in between and stays free. docs/adr/0030-threads-of-a-pass.md

import type { Worker } from "node:worker_threads";
import { reach, startThread } from "../../files/thread.ts";
import type { Chunk, Pass, PassDigests, PassOrder } from "../proof/ports.ts";
import { tryRead } from "../proof/read/careful.ts";
import { chunkBytes } from "../proof/read/prefix.ts";
import { digestFiles, digestWhole } from "../proof/read/running-digests.ts";
import { limits, SilentMedium } from "../silence.ts";
import { asMediumError, FileDescriptor } from "./medium.ts";
import {
  type ChunkRead,
  counters,
  type DigesterData,
  digestBeside,
  type ReaderData,
  type RingData,
  readAhead,
  sha256In,
  type ThreadDigests,
} from "./ring-threads.ts";

/** Chunks in flight: enough that reading, both digests and the main thread do not wait for each other. */
const slotCount = 8;
/** Looks at the reader within the limit of silence. Beats are counted, no clock: a machine that slept has not waited for a drive. */
const beats = 20;

type Threads = readonly [reader: Worker, digester: Worker];
let prepared: Threads | undefined;

/** Starts the threads of the next pass: whoever knows that there will be one need not wait for them then. They hold up no end. */
export function prepareThreads(): void {
  if (prepared !== undefined) return;
  prepared = startThreads();
  for (const thread of prepared) thread.unref();
}

function startThreads(): Threads {
  return [
    startThread(readAhead, undefined, reach, sha256In, digestWhole),
    startThread(digestBeside, undefined, reach, sha256In, digestWhole, digestFiles),
  ];
}

export class RingPass implements Pass {
  readonly #order: PassOrder;
  readonly #data: RingData;
  readonly #before: Uint8Array[];
  readonly #reader: Inbox<ChunkRead & ThreadDigests>;
  readonly #digester: Inbox<ThreadDigests>;
  readonly #watch: NodeJS.Timeout;
  #isSilent = false;
  #position = 0;
  #length = 0;
  #chunk = 0;

  constructor(order: PassOrder) {
    const { medium, before, end, blankFrom, blankTo, stretches } = order;
    const handle = medium.handle instanceof FileDescriptor ? medium.handle : undefined;
    this.#order = order;
    this.#before = [...before];
    this.#data = {
      counters,
      control: new Int32Array(new SharedArrayBuffer(4 * Object.keys(counters).length)),
      slots: new Uint8Array(new SharedArrayBuffer(slotCount * chunkBytes)),
      chunkBytes,
      before,
      end,
      blankFrom,
      blankTo,
      isDigestedByReader: medium.kind === "file",
    };
    const reading: ReaderData = {
      ...this.#data,
      descriptor: handle?.number,
      requestBytes: handle?.requestBytes ?? chunkBytes,
    };
    const digesting: DigesterData = { ...this.#data, stretches };
    const onFailure = (error: Error) => this.#fail(error);
    const [reader, digester] = prepared ?? startThreads();
    prepared = undefined;
    this.#reader = new Inbox(reader, reading, onFailure);
    this.#digester = new Inbox(digester, digesting, onFailure);
    this.#watch = this.#watchReads();
  }

  async next(): Promise<Chunk> {
    const position = this.#position;
    const known = this.#before.shift();
    if (known !== undefined) return this.#give(position, known, known.length);
    const at = (this.#chunk % slotCount) * chunkBytes;
    const bytes = this.#data.slots.subarray(at, at + Math.min(chunkBytes, this.#order.end - position));
    const { count, failure } = await this.#reader.take();
    if (failure !== undefined) {
      const error = asMediumError(failure.errno, failure.message);
      if (error.code !== "READ") throw error;
      return this.#give(position, bytes, undefined);
    }
    // A medium that has no descriptor is read here, the reader waits.
    const own = count ?? (await tryRead(this.#order.medium, { at: position, into: bytes }));
    return this.#give(position, bytes, own);
  }

  #give(position: number, bytes: Uint8Array, count: number | undefined): Chunk {
    this.#length = bytes.length;
    return { position, bytes, count };
  }

  release(): void {
    this.#position += this.#length;
    Atomics.store(this.#data.control, counters.released, ++this.#chunk);
    Atomics.notify(this.#data.control, counters.released);
  }

  async end(): Promise<PassDigests> {
    const [read, beside] = await Promise.all([this.#reader.take(), this.#digester.take()]);
    const image = read.image ?? beside.image;
    if (image === undefined || beside.files === undefined) throw new Error("a thread ended without its digest");
    return { image, files: beside.files };
  }

  #fail(error: Error): void {
    this.#reader.fail(error);
    this.#digester.fail(error);
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch);
    const ended = Promise.all([this.#reader.stop(), this.#digester.stop()]);
    if (!this.#isSilent) await ended; // a read that hangs keeps its thread for ever
  }

  /** Rejects what waits when one read is under way for as long as the limit. */
  #watchReads(): NodeJS.Timeout {
    const { silence } = limits;
    let [last, same] = [0, 0];
    return setInterval(() => {
      const now = Atomics.load(this.#data.control, counters.reads);
      same = now === last && now % 2 !== 0 ? same + 1 : 0;
      last = now;
      if (same < beats) return;
      this.#isSilent = true;
      this.#fail(new SilentMedium(silence));
    }, silence / beats);
  }
}

/** The messages of a thread, in order. Every way in which it can end before its last one rejects. */
class Inbox<Message> {
  readonly #worker: Worker;
  readonly #messages: Message[] = [];
  #waiting: { resolve: (message: Message) => void; reject: (error: Error) => void } | undefined;
  #isDone = false;
  #failure: Error | undefined;

  /** `onFailure`: whoever waits for another thread must not wait for ever. */
  constructor(worker: Worker, data: RingData, onFailure: (error: Error) => void) {
    this.#worker = worker;
    worker.on("message", (message: Message & { readonly isLast?: boolean }) => this.#put(message));
    worker.on("error", onFailure);
    worker.on("exit", (code) => {
      if (!this.#isDone) onFailure(new Error(`a thread of the pass ended (${code}) before its answer`));
    });
    worker.ref();
    worker.postMessage(data);
  }

  take(): Promise<Message> {
    return new Promise((resolve, reject) => {
      const message = this.#messages.shift();
      if (message !== undefined) resolve(message);
      else if (this.#failure !== undefined) reject(this.#failure);
      else this.#waiting = { resolve, reject };
    });
  }

  #put(message: Message & { readonly isLast?: boolean }): void {
    if (message.isLast === true) this.#isDone = true;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) this.#messages.push(message);
    else waiting.resolve(message);
  }

  fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
