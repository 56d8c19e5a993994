// Keys of letters, and what the register holds of them: made of the system's randomness, committed to by scrypt on all cores.
// docs/spec/receipt.md, "Commitment"

import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { startThread } from "../../files/thread.ts";
import {
  commitmentInput,
  commitmentSalt,
  commitmentScrypt,
  encodeHex,
  receiptKeyBytes,
  receiptProof,
  receiptScopes,
} from "../../format/index.ts";

/** 60 random bits. */
export function newReceiptKey(): Uint8Array {
  const key = new Uint8Array(randomBytes(receiptKeyBytes));
  key[0] = (key[0] ?? 0) & 15;
  return key;
}

/** One disc of an envelope: what its four commitments are made of. */
export interface Committed {
  readonly key: Uint8Array;
  /** As printed: 0123-K. */
  readonly envelope: string;
  readonly disc: number;
  /** Of its release note's text. */
  readonly releaseSha256: string;
}

export interface Job {
  readonly input: Uint8Array;
  readonly salt: Uint8Array;
}

/** For each disc, by scope 0 to 3, its commitment in hex. `threads`: how many at once. */
export async function commitmentsOf(
  discs: readonly Committed[],
  threads = availableParallelism(),
): Promise<readonly (readonly string[])[]> {
  const jobs = discs.flatMap(({ key, envelope, disc, releaseSha256 }) =>
    receiptScopes.map((scope) => ({
      input: commitmentInput(receiptProof(key, envelope, releaseSha256, scope)),
      salt: commitmentSalt(envelope, disc, scope),
    })),
  );
  const count = Math.max(1, Math.min(threads, jobs.length));
  const shares = Array.from({ length: count }, (_, i) => jobs.filter((_, at) => at % count === i));
  const made = await Promise.all(shares.map(scryptShare));
  const all = jobs.map((_, at) => made[at % count]?.[Math.floor(at / count)] ?? "");
  return discs.map((_, i) => all.slice(i * receiptScopes.length, (i + 1) * receiptScopes.length));
}

/** In a thread of its own. Rejects with what the thread threw. */
function scryptShare(jobs: readonly Job[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const thread = startThread(derive, { jobs, ...commitmentScrypt });
    thread.once("message", (outputs: readonly Uint8Array[]) => resolve(outputs.map(encodeHex)));
    thread.once("error", reject);
    thread.once("exit", (code) => {
      if (code !== 0) reject(new Error(`a thread that made commitments ended with ${code}`));
    });
  });
}

interface Share {
  readonly jobs: readonly Job[];
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly dkLen: number;
}

/** What the thread runs: it is handed over as its source text. */
function derive(threads: typeof import("node:worker_threads"), crypto: typeof import("node:crypto")): void {
  const { jobs, N, r, p, dkLen } = threads.workerData as Share;
  const outputs = jobs.map(({ input, salt }) => crypto.scryptSync(input, salt, dkLen, { N, r, p }));
  threads.parentPort?.postMessage(outputs.map((output) => new Uint8Array(output)));
}
