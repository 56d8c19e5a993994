// The one pass over an image: every byte once, in order, into the digest of the image and into that of the file it belongs to.
// docs/spec/verification.md step 11

import { copyBytes } from "../../../format/text/decode.ts";
import type { Medium, Platform } from "../ports.ts";
import { answer, type CarefulReader } from "./careful.ts";
import { FileDigests, type FilePlan } from "./file-digests.ts";
import { chunkBytes, type Prefix } from "./prefix.ts";

/** Buffers in flight: enough that reading, the files' digests and the image's digest do not wait for each other. */
const bufferCount = 8;

export interface PassPlan extends FilePlan {
  /** Counted as zeros for the image's digest: the place of the seal. Bytes. */
  readonly blankFrom: number;
  readonly blankTo: number;
}

/** What is read from, and where the reading stands. */
export interface Opened {
  readonly medium: Medium;
  readonly reader: CarefulReader;
  /** What was read already. It gives its chunks away. */
  readonly prefix: Prefix;
}

export interface PassHooks {
  /** Gets bytes done. */
  readonly onProgress: (done: number) => void;
  /** Gets all bytes in order; they may be written over as soon as it returns. */
  readonly onBytes: (position: number, bytes: Uint8Array) => void;
}

export interface PassOutcome {
  /** Undefined when a sector cannot be read: then there is no digest of the whole. */
  readonly imageSha256: string | undefined;
  /** By path; a file that overlaps another, lies beyond the end or cannot be read as a whole has none. */
  readonly files: ReadonlyMap<string, string>;
  /** Files of which a sector cannot be read. */
  readonly unreadable: readonly string[];
  /** Content by path; of a file that has no digest or is too long there is none. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

/** Step 11: reads `plan.bytes` bytes, each once. Rejects VerifyError when the medium is gone, Error when a thread for digests ends. */
export async function readOnce(
  opened: Opened,
  plan: PassPlan,
  platform: Platform,
  { onProgress, onBytes }: PassHooks,
): Promise<PassOutcome> {
  const { reader } = opened;
  const image = platform.parallelSha256();
  const files = new FileDigests(plan, reader, platform);
  try {
    for await (const { position, bytes, release } of chunksOf(opened, plan.bytes, platform)) {
      onBytes(position, bytes);
      const blanked = blank(bytes, plan.blankFrom - position, plan.blankTo - position);
      const whole = { from: 0, to: blanked.length, isLast: false };
      release(Promise.all([files.update(position, bytes), image.update(blanked, [whole])]));
      onProgress(position + bytes.length);
    }
    files.end();
    const [imageSha256] = await image.update(new Uint8Array(0), [{ from: 0, to: 0, isLast: true }]);
    return {
      imageSha256: reader.hasGap(0, plan.bytes) ? undefined : imageSha256,
      files: files.digests,
      unreadable: files.unreadable,
      kept: files.kept,
    };
  } finally {
    image.stop();
    files.stop();
  }
}

/** With zeros from `from` to `to`. A copy, where there is something to blank: the files' digests read the same buffer. */
function blank(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (to <= 0 || from >= bytes.length) return bytes;
  return copyBytes(bytes).fill(0, Math.max(0, from), Math.min(bytes.length, to));
}

interface Chunk {
  readonly position: number;
  readonly bytes: Uint8Array;
  /** Takes the promise after which the bytes may be written over. */
  release(when: Promise<unknown>): void;
}

interface Slot {
  readonly buffer: Uint8Array;
  /** Resolves when the buffer may be written over. */
  free: Promise<unknown>;
}

/** 0..end in order: first what the prefix holds, then the medium, always one read ahead and never two at a time. */
async function* chunksOf({ medium, reader, prefix }: Opened, end: number, platform: Platform): AsyncGenerator<Chunk> {
  const start = prefix.end;
  let position = 0;
  const consumed: Promise<unknown>[] = [];
  for (const chunk of prefix.takeChunks()) {
    const bytes = chunk.subarray(0, Math.max(0, Math.min(chunk.length, end - position)));
    const release = (when: Promise<unknown>) => {
      consumed.push(when);
      when.catch(() => undefined); // awaited below
    };
    if (bytes.length > 0) yield { position, bytes, release };
    position += chunk.length;
    if (consumed.length >= bufferCount) await consumed.shift();
  }
  await Promise.all(consumed);
  const slots: Slot[] = [];
  const readInto = async (index: number, at: number): Promise<Uint8Array> => {
    if (slots.length < bufferCount) slots.push({ buffer: platform.buffer(chunkBytes), free: Promise.resolve() });
    const slot = slots[index % bufferCount] as Slot; // slots fill in order of index
    await slot.free;
    const bytes = slot.buffer.subarray(0, Math.min(chunkBytes, end - at));
    await answer(reader.read(at, bytes), medium);
    return bytes;
  };
  let ahead = start < end ? readInto(0, start) : undefined;
  ahead?.catch(() => undefined); // awaited below; here only so that an early end leaves no unhandled rejection
  for (let index = 0, at = start; ahead !== undefined; index++) {
    const bytes = await ahead;
    const next = at + bytes.length;
    ahead = next < end ? readInto(index + 1, next) : undefined;
    ahead?.catch(() => undefined);
    const slot = slots[index % bufferCount] as Slot;
    yield {
      position: at,
      bytes,
      release: (when) => {
        slot.free = when;
        when.catch(() => undefined); // the next read into this slot awaits it
      },
    };
    at = next;
  }
  await Promise.all(slots.map((slot) => slot.free));
}
