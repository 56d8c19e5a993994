// What the threads of a flow do with its blocks: one writes them to a file, one digests the whole, one digests stretches of it. They
// meet the main thread at counters in shared memory: a message for each block would cost more than its digest.

import type { reach, ThreadBody } from "../../files/thread.ts";

/** Where each counter stands; behind them, for each thread, how many blocks it is done with. */
export const counters = {
  /** Blocks that may be taken. The end is counted as one more, which holds nothing. */
  filled: 0,
  /** Blocks in all, once that is known; before, -1. */
  blocks: 1,
  /** Bytes of the last block. */
  lastBytes: 2,
  own: 3,
} as const;

/** What a thread does with the blocks. */
export type Task =
  /** `descriptor`: of an empty file. */
  | { readonly what: "write"; readonly descriptor: number }
  | { readonly what: "digest" }
  /** `table`: from and to of each stretch, in order of position and disjoint; a row is filled in before its bytes come, and `to` is 0 before. */
  | { readonly what: "digest stretches"; readonly table: Float64Array; readonly digests: Uint8Array };

export interface FlowData {
  readonly counters: typeof counters;
  readonly control: Int32Array;
  /** Memory of as many blocks as can be under way, one behind the other. */
  readonly memory: Uint8Array;
  readonly blockBytes: number;
  /** The thread's own counter. */
  readonly own: number;
  readonly task: Task;
}

/** The only message of a thread. */
export interface FlowAnswer {
  /** Of the whole; of what lies in no stretch. Lower-case hex. */
  readonly sha256?: string;
  /** What the system says where a block cannot be written. */
  readonly failure?: {
    readonly code: string;
    readonly errno: number;
    readonly syscall: string;
    readonly message: string;
  };
}

/** Takes the blocks in order until the end. */
export const takeBlocks: ThreadBody<[typeof reach]> = (threads, crypto, fs, reached) => {
  const { counters, control, memory, blockBytes, own, task } = threads.workerData as FlowData;
  const blockCount = memory.length / blockBytes;
  const hash = crypto.createHash("sha256");
  let running = crypto.createHash("sha256");
  let row = 0;

  const write = (descriptor: number, bytes: Uint8Array, position: number) => {
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(descriptor, bytes, at, bytes.length - at, position + at);
  };
  /** Up to the end of the stretch that is under way, or up to its beginning; else to the end of the block. */
  const digestStretches = (table: Float64Array, digests: Uint8Array, bytes: Uint8Array, position: number) => {
    for (let at = 0; at < bytes.length; ) {
      const [from = 0, to = 0] = table.subarray(2 * row, 2 * row + 2);
      const isWithin = to > 0 && from <= position + at;
      const next = to === 0 ? bytes.length : Math.min(bytes.length, (isWithin ? to : from) - position);
      const part = bytes.subarray(at, next);
      const isWhole = isWithin && position + at === from && position + next === to;
      at = next;
      if (isWhole) {
        digests.set(crypto.hash("sha256", part, "buffer"), 32 * row++); // in one call: there may be 100,000 of them
        continue;
      }
      (isWithin ? running : hash).update(part);
      if (!isWithin || position + at < to) continue;
      digests.set(running.digest(), 32 * row++);
      running = crypto.createHash("sha256");
    }
  };
  const take = (bytes: Uint8Array, position: number) => {
    if (task.what === "write") write(task.descriptor, bytes, position);
    else if (task.what === "digest") hash.update(bytes);
    else digestStretches(task.table, task.digests, bytes, position);
  };
  const takeAll = () => {
    for (let block = 0; ; block++) {
      reached(control, counters.filled, block + 1);
      const blocks = Atomics.load(control, counters.blocks);
      if (block === blocks) return;
      const at = (block % blockCount) * blockBytes;
      const length = block === blocks - 1 ? Atomics.load(control, counters.lastBytes) : blockBytes;
      take(memory.subarray(at, at + length), block * blockBytes);
      Atomics.store(control, own, block + 1);
      Atomics.notify(control, own);
    }
  };
  try {
    takeAll();
    threads.parentPort?.postMessage({ sha256: hash.digest("hex") });
  } catch (error) {
    const { code = "", errno = 0, syscall = "", message } = error as NodeJS.ErrnoException;
    threads.parentPort?.postMessage({ failure: { code, errno, syscall, message } });
  }
};
