// A drive or a share that does not answer: after some time it is given up. The clock of whoever reads a medium.

import { VerifyError } from "./proof/verdict.ts";

/**
 * In milliseconds. `silence`: without an answer, after which a drive is given up; `lastWords`: for which a window that closes with the
 * program shows them. A test makes them shorter; nothing from outside reaches them.
 */
export const limits = { silence: 180_000, lastWords: 60_000 };

/**
 * A drive or a share does not answer. The read may wait in the system for ever, and so would whoever closes the medium or ends the
 * process in the usual way: node/hung.ts
 */
export class SilentMedium extends VerifyError {
  constructor(silence: number) {
    super("FOUT", `the drive has not answered for ${silence / 1000} s; no verdict`);
  }
}

/** A read that never ends must not hang the run: what comes late is thrown away with it. Rejects SilentMedium after `silence` milliseconds. */
export function inTime<T>(answer: Promise<T>, silence = limits.silence): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SilentMedium(silence)), silence);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
