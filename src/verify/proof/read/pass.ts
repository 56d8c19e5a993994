// The one pass over an image: every byte once, in order, into the digest of the image and into that of the file it belongs to.
// docs/spec/verification.md step 11

import type { Medium, PassOrder, Platform } from "../ports.ts";
import { answer, type CarefulReader } from "./careful.ts";
import { FileDigests, type FilePlan, type FilesPassed } from "./file-digests.ts";
import type { Prefix } from "./prefix.ts";

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

export interface PassOutcome extends FilesPassed {
  /** Undefined when a sector cannot be read: then there is no digest of the whole. */
  readonly imageSha256: string | undefined;
}

/** Step 11: reads `plan.bytes` bytes, each once. Rejects VerifyError when the medium is gone, Error when a thread for digests ends. */
export async function readOnce(
  { medium, reader, prefix }: Opened,
  plan: PassPlan,
  platform: Platform,
  { onProgress, onBytes }: PassHooks,
): Promise<PassOutcome> {
  const files = new FileDigests(plan);
  const before = upTo(plan.bytes, prefix.takeChunks());
  const isRead = before.reduce((sum, chunk) => sum + chunk.length, 0);
  const { blankFrom, blankTo } = plan;
  const order: PassOrder = { medium, before, end: plan.bytes, blankFrom, blankTo, stretches: files.stretches };
  const pass = platform.pass(order);
  try {
    for (let done = 0; done < plan.bytes; ) {
      const { position, bytes, count } = await pass.next();
      if (position !== done || bytes.length === 0) throw new Error(`expected bytes from ${done}, found ${position}`);
      if (position >= isRead) await answer(reader.read(position, bytes), medium, { count });
      onBytes(position, bytes);
      files.update(position, bytes);
      done += bytes.length;
      pass.release();
      onProgress(done);
    }
    const digests = await pass.end();
    const imageSha256 = reader.hasGap(0, plan.bytes) ? undefined : digests.image;
    return { imageSha256, ...files.end(digests.files, reader, platform.sha256().digest()) };
  } finally {
    await pass.stop();
  }
}

/** What of the chunks lies before `end`. */
function upTo(end: number, chunks: readonly Uint8Array[]): Uint8Array[] {
  let position = 0;
  const parts: Uint8Array[] = [];
  for (const chunk of chunks) {
    const part = chunk.subarray(0, Math.max(0, end - position));
    if (part.length > 0) parts.push(part);
    position += chunk.length;
  }
  return parts;
}
