// Bytes on their way into a file and into digests. The main thread puts them into a ring of shared memory, and stays free for signals
// and progress; a thread writes them, others digest them, so that no core waits for another.

import type { Worker } from "node:worker_threads";
import { reach, startThread } from "../../files/thread.ts";
import { counters, type FlowAnswer, type FlowData, type Task, takeBlocks } from "./flow-threads.ts";

/** Bytes of a block: one write. */
const blockBytes = 1 << 20;
/** Blocks under way: enough that reading, writing and digesting do not wait for each other. */
const blockCount = 8;
/** Milliseconds that the main thread works or waits without letting signals and timers in. */
const turnTime = 20;

export interface FlowOptions {
  /** Of an empty file, which whoever opened it closes after `end` or `stop`. */
  readonly descriptor?: number | undefined;
  /** Whether the whole is digested. */
  readonly isDigested?: boolean;
  /** How many stretches are digested at the most; with any, what lies in none of them is digested as well. */
  readonly stretches?: number;
}

export interface FlowEnd {
  /** Bytes. */
  readonly size: number;
  /** Of the whole, lower-case hex; "" where it was not asked for. */
  readonly sha256: string;
  /** Of all that lies in no stretch; "" where there are none. */
  readonly restSha256: string;
}

export class Flow {
  readonly #control: Int32Array;
  readonly #memory = new Uint8Array(new SharedArrayBuffer(blockBytes * blockCount));
  readonly #table: Float64Array;
  readonly #digests: Uint8Array;
  readonly #threads: Thread[];
  #stretches = 0;
  #block = 0;
  #filled = 0;
  #turn = performance.now();

  constructor({ descriptor, isDigested = false, stretches = 0 }: FlowOptions) {
    this.#table = new Float64Array(new SharedArrayBuffer(16 * (stretches + 1)));
    this.#digests = new Uint8Array(new SharedArrayBuffer(32 * stretches));
    const tasks: Task[] = [];
    if (isDigested) tasks.push({ what: "digest" });
    if (stretches > 0) tasks.push({ what: "digest stretches", table: this.#table, digests: this.#digests });
    if (descriptor !== undefined) tasks.push({ what: "write", descriptor });
    this.#control = new Int32Array(new SharedArrayBuffer(4 * (counters.own + tasks.length)));
    this.#control[counters.blocks] = -1;
    const shared = { counters, control: this.#control, memory: this.#memory, blockBytes };
    this.#threads = tasks.map((task, i) => new Thread({ ...shared, own: counters.own + i, task }));
  }

  /** Bytes so far. */
  get size(): number {
    return this.#block * blockBytes + this.#filled;
  }

  /** Memory for the next bytes, which are told by `took`; never empty. */
  get room(): Uint8Array {
    const at = (this.#block % blockCount) * blockBytes;
    return this.#memory.subarray(at + this.#filled, at + blockBytes);
  }

  /** `count` bytes were put at the start of `room`. With a promise: wait for it before the next call. It rejects when a thread failed. */
  took(count: number): Promise<void> | undefined {
    this.#filled += count;
    return this.#filled < blockBytes ? undefined : this.#nextBlock();
  }

  /** Copies `bytes`. With a promise: as `took`. */
  append(bytes: Uint8Array): Promise<void> | undefined {
    const { room } = this;
    if (bytes.length >= room.length) return this.#appendParts(bytes);
    room.set(bytes);
    this.#filled += bytes.length;
    return undefined;
  }

  async #appendParts(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + this.room.length);
      this.room.set(part);
      at += part.length;
      await this.took(part.length);
    }
  }

  async appendZeros(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      const part = this.room.subarray(0, left).fill(0);
      left -= part.length;
      await this.took(part.length);
    }
  }

  /** The `length` bytes from byte `from` on, 1 at least, have a digest of their own. Called before they come, and in order. */
  markStretch(from: number, length: number): void {
    const row = 2 * this.#stretches++;
    this.#table[row] = from;
    this.#table[row + 1] = from + length;
  }

  /** After the end, in lower-case hex: of the stretch that was marked as number `index`, counted from 0. */
  stretchSha256(index: number): string {
    return Buffer.from(this.#digests.buffer, 32 * index, 32).toString("hex");
  }

  /** Resolves when all bytes are digested and written. */
  async end(): Promise<FlowEnd> {
    const { size } = this;
    const hasRest = this.#filled > 0;
    Atomics.store(this.#control, counters.lastBytes, hasRest ? this.#filled : blockBytes);
    Atomics.store(this.#control, counters.blocks, this.#block + (hasRest ? 1 : 0));
    this.#publish(hasRest ? 2 : 1);
    const answers = await Promise.all(this.#threads.map(async ({ task, answer }) => ({ task, ...(await answer) })));
    const of = (what: Task["what"]) => answers.find(({ task }) => task.what === what)?.sha256 ?? "";
    return { size, sha256: of("digest"), restSha256: of("digest stretches") };
  }

  /** Ends its threads, whatever they are at. Resolves when none of them writes any more. */
  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #publish(count: number): void {
    Atomics.add(this.#control, counters.filled, count);
    Atomics.notify(this.#control, counters.filled);
  }

  /** Resolves when every thread is done with the block that lay where the next one goes. */
  async #nextBlock(): Promise<void> {
    this.#publish(1);
    this.#block++;
    this.#filled = 0;
    for (const [i, thread] of this.#threads.entries()) {
      const own = counters.own + i;
      for (let done = Atomics.load(this.#control, own); done <= this.#block - blockCount; ) {
        // A thread that failed never counts on: that is heard of when others get their turn.
        if (Atomics.wait(this.#control, own, done, turnTime) === "timed-out") await this.#letOthers();
        if (thread.failure !== undefined) throw thread.failure;
        done = Atomics.load(this.#control, own);
      }
    }
    if (performance.now() - this.#turn >= turnTime) await this.#letOthers();
  }

  async #letOthers(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#turn = performance.now();
    for (const { failure } of this.#threads) if (failure !== undefined) throw failure;
  }
}

/** One of them. Every way in which it can end before its answer rejects. */
class Thread {
  readonly task: Task;
  readonly answer: Promise<FlowAnswer>;
  readonly #worker: Worker;
  failure: Error | undefined;

  constructor(data: FlowData) {
    this.task = data.task;
    this.#worker = startThread(takeBlocks, data, reach);
    this.answer = new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        this.failure ??= error;
        reject(error);
      };
      this.#worker.on("message", (answer: FlowAnswer) => {
        if (answer.failure === undefined) resolve(answer);
        else fail(Object.assign(new Error(answer.failure.message), answer.failure));
      });
      this.#worker.on("error", fail);
      this.#worker.on("exit", (code) =>
        fail(new Error(`a thread that was to ${data.task.what} ended early (${code})`)),
      );
    });
    this.answer.catch(() => undefined); // whoever awaits it reports it
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
