// scrypt of commitments, on all cores: what the register holds is meant to cost whoever guesses. docs/spec/receipt.md, "Commitment"

import { scryptSync } from "node:crypto";
import { availableParallelism } from "node:os";
import { startThread } from "../../files/thread.ts";
import { type CommitmentParts, commitmentScrypt, encodeHex } from "../../format/index.ts";

/** To start a thread takes as long as one commitment: fewer than this are made here. */
const leastForThreads = 8;

/** The commitments in hex, in the order given; 0.04 s of one core each. `threads`: how many at once. */
export async function scryptAll(
  parts: readonly CommitmentParts[],
  threads = availableParallelism(),
): Promise<readonly string[]> {
  const { N, r, p, dkLen } = commitmentScrypt;
  if (parts.length < leastForThreads)
    return parts.map(({ input, salt }) => encodeHex(scryptSync(input, salt, dkLen, { N, r, p })));
  const count = Math.max(1, Math.min(threads, parts.length));
  const shares = Array.from({ length: count }, (_, i) => parts.filter((_, at) => at % count === i));
  const made = await Promise.all(shares.map(scryptShare));
  return parts.map((_, at) => made[at % count]?.[Math.floor(at / count)] ?? "");
}

/** In a thread of its own. Rejects with what the thread threw. */
function scryptShare(parts: readonly CommitmentParts[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const thread = startThread(derive, { parts, ...commitmentScrypt });
    thread.once("message", (outputs: readonly Uint8Array[]) => resolve(outputs.map(encodeHex)));
    thread.once("error", reject);
    thread.once("exit", (code) => {
      if (code !== 0) reject(new Error(`a thread that made commitments ended with ${code}`));
    });
  });
}

interface Share {
  readonly parts: readonly CommitmentParts[];
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly dkLen: number;
}

/** What the thread runs: it is handed over as its source text. */
function derive(threads: typeof import("node:worker_threads"), crypto: typeof import("node:crypto")): void {
  const { parts, N, r, p, dkLen } = threads.workerData as Share;
  const outputs = parts.map(({ input, salt }) => crypto.scryptSync(input, salt, dkLen, { N, r, p }));
  threads.parentPort?.postMessage(outputs.map((output) => new Uint8Array(output)));
}
