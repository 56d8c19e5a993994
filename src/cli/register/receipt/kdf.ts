// scrypt of a commitment, by Node: asynchronous, so that several are made at once, one a thread.

import { scrypt } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Kdf } from "../../../distribute/receipts/index.ts";
import { commitmentScrypt } from "../../../format/index.ts";

const { N, r, p, dkLen } = commitmentScrypt;

/** 0.04 s of one core each. */
export const nodeKdf: Kdf = (proof, salt) =>
  new Promise((resolve, reject) => {
    scrypt(proof, salt, dkLen, { N, r, p }, (error, made) => (error === null ? resolve(made) : reject(error)));
  });

/** As many threads as the machine has cores, where Node has not started its four yet. Before anything is read. */
export function useAllCores(): void {
  process.env.UV_THREADPOOL_SIZE ??= String(Math.min(64, availableParallelism()));
}
