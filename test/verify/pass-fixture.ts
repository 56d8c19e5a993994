// A pass over eleven megabytes and a little more, and what its digests are: what every way of passing is held against.

import { createHash } from "node:crypto";
import { expect } from "vitest";
import { encodeUtf8 } from "../../src/format/index.ts";
import type { Medium, Pass, PassDigests, PassOrder } from "../../src/verify/proof/ports.ts";

export const mebibyte = 2 ** 20;
export const bytes = new Uint8Array(11 * mebibyte + 4096);
for (let i = 0; i < bytes.length; i += 4) new DataView(bytes.buffer).setUint32(i, Math.imul(i + 1, 2_654_435_761));

export const digestOf = (...parts: readonly Uint8Array[]) =>
  createHash("sha256").update(Buffer.concat(parts)).digest("hex");

/** Over the whole of `bytes`, with two files, one in two stretches, and a seal's place across the bound of two chunks. */
export function orderOf(medium: Medium, change: Partial<PassOrder> = {}): PassOrder {
  const stretches = Float64Array.of(10, 20, 1, 2048, 3 * mebibyte, 0, 3 * mebibyte + 2048, 9 * mebibyte, 1);
  const [blankFrom, blankTo] = [2 * mebibyte - 100, 2 * mebibyte + 100];
  return { medium, before: [], end: bytes.length, blankFrom, blankTo, stretches, ...change };
}

export const due: PassDigests = {
  image: digestOf(new Uint8Array(bytes).fill(0, 2 * mebibyte - 100, 2 * mebibyte + 100)),
  files: encodeUtf8(
    digestOf(bytes.subarray(10, 20)) +
      digestOf(bytes.subarray(2048, 3 * mebibyte), bytes.subarray(3 * mebibyte + 2048, 9 * mebibyte)),
  ),
};

/** Each chunk is as it shall be; `filling`: what is done to one that did not come whole. */
export async function digestsOf(pass: Pass, filling: (at: number, into: Uint8Array) => void = () => undefined) {
  let done = 0;
  try {
    while (done < bytes.length) {
      const chunk = await pass.next();
      expect(chunk.position).toBe(done);
      if (chunk.count !== chunk.bytes.length) filling(chunk.position, chunk.bytes);
      expect(Buffer.from(chunk.bytes).equals(bytes.subarray(done, done + chunk.bytes.length))).toBe(true);
      done += chunk.bytes.length;
      pass.release();
      if (done === 3 * mebibyte) await new Promise((resolve) => setTimeout(resolve, 30)); // the threads run ahead, and wait
    }
    return await pass.end();
  } finally {
    await pass.stop();
  }
}
