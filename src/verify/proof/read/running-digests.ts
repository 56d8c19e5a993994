// The two digests of a pass, as its bytes go by: of the whole, and of every file. docs/spec/verification.md steps 11 and 12
// A thread can be given the source text of these functions, so each uses nothing but its arguments.

import type { Sha256 } from "../ports.ts";

/** Takes bytes in order. */
export interface RunningDigest<Result> {
  update(position: number, bytes: Uint8Array): void;
  /** Lower-case hex; ends it. */
  digest(): Result;
}

/** Step 11: of all bytes, with zeros from `blankFrom` to `blankTo`. Bytes. */
export function digestWhole(begin: () => Sha256, blankFrom: number, blankTo: number): RunningDigest<string> {
  const hash = begin();
  return {
    update(position, bytes) {
      const from = Math.min(bytes.length, Math.max(0, blankFrom - position));
      const to = Math.max(from, Math.min(bytes.length, blankTo - position));
      hash.update(bytes.subarray(0, from));
      if (from < to) hash.update(new Uint8Array(to - from));
      hash.update(bytes.subarray(to));
    },
    digest: () => hash.digest(),
  };
}

/**
 * Step 12: of every file; `stretches` as PassOrder has them, the digests as PassDigests has them. None is begun that has no byte yet: a
 * browser has few digests at a time.
 */
export function digestFiles(begin: () => Sha256, stretches: Float64Array): RunningDigest<Uint8Array<ArrayBuffer>> {
  const digests = new Uint8Array(64 * stretches.filter((isLast, i) => i % 3 === 2 && isLast !== 0).length);
  let count = 0;
  let hash: Sha256 | undefined;
  let at = 0;
  return {
    update(position, bytes) {
      const end = position + bytes.length;
      for (; at < stretches.length; at += 3) {
        const from = stretches[at] ?? 0;
        const to = stretches[at + 1] ?? 0;
        if (from >= end) return;
        hash ??= begin();
        hash.update(bytes.subarray(Math.max(0, from - position), Math.min(bytes.length, to - position)));
        if (to > end) return;
        if (stretches[at + 2] === 0) continue;
        const sha256 = hash.digest();
        for (let i = 0; i < 64; i++) digests[64 * count + i] = sha256.charCodeAt(i);
        count++;
        hash = undefined;
      }
    },
    digest() {
      if (at < stretches.length) throw new Error("the bytes ended before the last file");
      return digests;
    },
  };
}
