// What the two threads of a pass do. They meet at counters in shared memory and talk to nobody but by these: a message for each piece
// would cost more than its digest. docs/adr/0030-threads-of-a-pass.md

import type { reach, ThreadBody } from "../../files/thread.ts";
import type { Sha256 } from "../proof/ports.ts";
import type { digestFiles, digestWhole } from "../proof/read/running-digests.ts";

/** Where each counter stands. */
export const counters = {
  /** Chunks that are as they shall be digested. */
  filled: 0,
  /** Chunks that the other thread has digested. */
  digested: 1,
  /** Chunks that the main thread has handed back. */
  released: 2,
  /** Begins and ends of reads: odd while one is under way. */
  reads: 3,
} as const;

/** What both get. Lengths and positions in bytes. */
export interface RingData {
  readonly counters: typeof counters;
  readonly control: Int32Array;
  /** Memory of as many chunks as can be under way, one behind the other. */
  readonly slots: Uint8Array;
  readonly chunkBytes: number;
  /** Chunks that were read before; the receiver only looks at them. */
  readonly before: readonly Uint8Array[];
  readonly end: number;
  readonly blankFrom: number;
  readonly blankTo: number;
  /** The digest of the whole is taken by the thread that reads, or by the other: a drive shall not wait for a digest. */
  readonly isDigestedByReader: boolean;
}

export interface ReaderData extends RingData {
  /** Undefined: the main thread reads. */
  readonly descriptor: number | undefined;
  readonly requestBytes: number;
}

export interface DigesterData extends RingData {
  readonly stretches: Float64Array;
}

/** One message for each chunk that was not read before: how it went. */
export interface ChunkRead {
  /** Bytes that came. */
  readonly count?: number;
  /** What the system says instead. */
  readonly failure?: { readonly errno: number; readonly message: string };
}

/** The last message of each thread. */
export interface ThreadDigests {
  readonly isLast?: true;
  readonly image?: string | undefined;
  readonly files?: Uint8Array;
}

/** Running digests by Node. A thread is given the source text of it. */
export function sha256In({ createHash }: Pick<typeof import("node:crypto"), "createHash">): () => Sha256 {
  return () => {
    const hash = createHash("sha256");
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest("hex") };
  };
}

/** On its one message, reads ahead for as long as there is memory, and digests the whole. A chunk that did not come whole waits until it is handed back. */
export const readAhead: ThreadBody<[typeof reach, typeof sha256In, typeof digestWhole]> = (
  { parentPort },
  crypto,
  fs,
  reached,
  hashes,
  whole,
) =>
  parentPort?.once("message", (data: ReaderData) => {
    const { control, slots, chunkBytes, before, end, descriptor, requestBytes } = data;
    const { filled, digested, released, reads } = data.counters;
    const slotCount = slots.length / chunkBytes;
    const begin = hashes(crypto);
    const image = data.isDigestedByReader ? whole(begin, data.blankFrom, data.blankTo) : undefined;
    const readAll = (into: Uint8Array, position: number): ChunkRead => {
      if (descriptor === undefined) return {};
      let count = 0;
      for (let more = -1; count < into.length && more !== 0; count += more) {
        const length = Math.min(requestBytes, into.length - count);
        Atomics.add(control, reads, 1);
        try {
          more = fs.readSync(descriptor, into, count, length, position + count);
        } catch (error) {
          const { errno = 0, message } = error as NodeJS.ErrnoException;
          return { failure: { errno, message } };
        } finally {
          Atomics.add(control, reads, 1);
        }
      }
      return { count };
    };
    const fill = (chunk: number) => {
      Atomics.store(control, filled, chunk + 1);
      Atomics.notify(control, filled);
    };
    let position = 0;
    let chunk = 0;
    for (const bytes of before) {
      image?.update(position, bytes);
      position += bytes.length;
      fill(chunk++);
    }
    for (; position < end; chunk++) {
      reached(control, digested, chunk - slotCount + 1);
      reached(control, released, chunk - slotCount + 1);
      const at = (chunk % slotCount) * chunkBytes;
      const bytes = slots.subarray(at, at + Math.min(chunkBytes, end - position));
      const read = readAll(bytes, position);
      parentPort.postMessage(read);
      if (read.count !== bytes.length) reached(control, released, chunk + 1);
      fill(chunk);
      image?.update(position, bytes);
      position += bytes.length;
    }
    const digests: ThreadDigests = { isLast: true, image: image?.digest() };
    parentPort.postMessage(digests);
  });

/** On its one message, digests the files, and the whole where the other thread does not. */
export const digestBeside: ThreadBody<[typeof reach, typeof sha256In, typeof digestWhole, typeof digestFiles]> = (
  { parentPort },
  crypto,
  _fs,
  ...[reached, hashes, whole, files]
) =>
  parentPort?.once("message", (data: DigesterData) => {
    const { control, slots, chunkBytes, before, end } = data;
    const { filled, digested } = data.counters;
    const slotCount = slots.length / chunkBytes;
    const begin = hashes(crypto);
    const image = data.isDigestedByReader ? undefined : whole(begin, data.blankFrom, data.blankTo);
    const running = files(begin, data.stretches);
    let position = 0;
    for (let chunk = 0; position < end; chunk++) {
      reached(control, filled, chunk + 1);
      const at = (chunk % slotCount) * chunkBytes;
      const bytes = before[chunk] ?? slots.subarray(at, at + Math.min(chunkBytes, end - position));
      running.update(position, bytes);
      image?.update(position, bytes);
      position += bytes.length;
      Atomics.store(control, digested, chunk + 1);
      Atomics.notify(control, digested);
    }
    const ofFiles = running.digest();
    const digests: ThreadDigests = { isLast: true, image: image?.digest(), files: ofFiles };
    parentPort.postMessage(digests, [ofFiles.buffer]);
  });
