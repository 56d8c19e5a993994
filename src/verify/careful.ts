// Reading what is hard to read: again, in smaller pieces, with a bound, and with a note of every sector that would not come.
// All within one run: what was read once is never read again to be believed instead.

import { sectorBytes } from "../iso9660/index.ts";
import { type Medium, ReadError } from "./platform.ts";
import { VerifyError } from "./verdict.ts";

/** Pieces in bytes, falling. The last is a sector: smaller a drive cannot read. */
const pieces = [64 * 1024, sectorBytes];
/** Tries of one sector. */
const triesOfSector = 2;
/** Failed reads in a run, after which only whole chunks are tried: a drive takes seconds for each. */
const failureLimit = 2_000;
/**
 * In milliseconds. `silence`: without an answer, after which a drive is given up; `lastWords`: for which a window that closes with the
 * program shows them. A test makes them shorter; nothing from outside reaches them.
 */
export const limits = { silence: 180_000, lastWords: 60_000 };

/**
 * A drive or a share does not answer. The read may wait in the system for ever, and so would whoever closes the medium or ends the
 * process in the usual way: node-hung.ts
 */
export class SilentMedium extends VerifyError {
  constructor(silence: number) {
    super("FOUT", `the drive has not answered for ${silence / 1000} s; no verdict`);
  }
}

/** Bytes `from` to `to` of the medium would not come. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Keeps the gaps of one run. */
export class CarefulReader {
  readonly gaps: Gap[] = [];
  readonly #medium: Medium;
  readonly #silence: number;
  #failures = 0;

  /** `silence` in milliseconds. */
  constructor(medium: Medium, silence = limits.silence) {
    this.#medium = medium;
    this.#silence = silence;
  }

  /**
   * Fills `into` from `position`, zeros where nothing would come; those places stand in `gaps` afterwards, in order and
   * merged. `position` is a multiple of a sector. Rejects SilentMedium, and VerifyError when the drive is empty.
   */
  async read(position: number, into: Uint8Array): Promise<void> {
    if (await this.#try(position, into)) return;
    await this.#inPieces(position, into, 0);
  }

  /** True when any byte of the stretch would not come. */
  hasGap(from: number, to: number): boolean {
    return this.gaps.some((gap) => gap.from < to && gap.to > from);
  }

  async #inPieces(position: number, into: Uint8Array, level: number): Promise<void> {
    const size = pieces[level];
    if (size === undefined || this.#failures >= failureLimit) {
      this.#gap(position, into);
      return;
    }
    for (let at = 0; at < into.length; at += size) {
      const part = into.subarray(at, Math.min(into.length, at + size));
      const tries = size === sectorBytes ? triesOfSector : 1;
      let isRead = false;
      for (let i = 0; i < tries && !isRead; i++) isRead = await this.#try(position + at, part);
      if (!isRead) await this.#inPieces(position + at, part, level + 1); // two levels deep at most
    }
  }

  #gap(position: number, into: Uint8Array): void {
    into.fill(0);
    const before = this.gaps.at(-1);
    const to = position + into.length;
    if (before !== undefined && before.to === position) this.gaps[this.gaps.length - 1] = { from: before.from, to };
    else this.gaps.push({ from: position, to });
  }

  /** One read; a short one counts as none. */
  async #try(position: number, into: Uint8Array): Promise<boolean> {
    try {
      if ((await inTime(this.#medium.read(position, into), this.#silence)) === into.length) return true;
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
    }
    this.#failures++;
    return false;
  }
}

/** A read that never ends must not hang the run: what comes late is thrown away with it. Rejects SilentMedium after `silence` milliseconds. */
export function inTime<T>(answer: Promise<T>, silence = limits.silence): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SilentMedium(silence)), silence);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
