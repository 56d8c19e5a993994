// Reading a medium that is hard to read: again, in smaller pieces, no more than so often; and which sectors cannot be read.
// docs/spec/verification.md step 11
// The reader only asks for bytes (it is a generator, without a clock): a thread answers at once, a browser when its stream has them.
// A sector that was read is never read a second time: a drive (or an opponent) could answer differently, and we would have to
// choose whom to believe.

import { sectorBytes } from "../../../iso9660/index.ts";
import { type Medium, ReadError } from "../ports.ts";

/** Pieces in bytes, falling. The last is a sector: smaller a drive cannot read. */
const pieces = [64 * 1024, sectorBytes];
/** Tries of one sector. */
const triesOfSector = 2;
/** Failed reads in a run, after which only whole chunks are tried: a drive takes seconds for each. */
const failureLimit = 2_000;

/** One read: `into` is to be filled from byte `at` of the medium. */
export interface ReadRequest {
  readonly at: number;
  readonly into: Uint8Array;
}

/** Asks for one read at a time, and is sent how many bytes came; undefined: the medium cannot be read there. */
export type Reading<Result> = Generator<ReadRequest, Result, number | undefined>;

/**
 * Answers a reading from a medium. `first`: the first request was answered already, with this. Rejects what the medium rejects with,
 * unless that is a ReadError.
 */
export async function answer<Result>(
  reading: Reading<Result>,
  medium: Medium,
  first?: { readonly count: number | undefined },
): Promise<Result> {
  let next = reading.next();
  if (first !== undefined && next.done !== true) next = reading.next(first.count);
  while (next.done !== true) next = reading.next(await tryRead(medium, next.value));
  return next.value;
}

/** Undefined where the medium cannot be read. */
export async function tryRead(medium: Medium, { at, into }: ReadRequest): Promise<number | undefined> {
  try {
    return await medium.read(at, into);
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}

/** Bytes `from` to `to` of the medium cannot be read. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Reads, and keeps what cannot be read. One for each pass over a medium. */
export class CarefulReader {
  readonly gaps: Gap[] = [];
  #failures = 0;

  /**
   * Fills `into` from `position`, zeros where nothing can be read; those places stand in `gaps` afterwards, in order and
   * merged. `position` is a multiple of a sector.
   */
  *read(position: number, into: Uint8Array): Reading<void> {
    if (!(yield* this.#try(position, into))) yield* this.#inPieces(position, into, 0);
  }

  /** True when any byte of the stretch cannot be read. */
  hasGap(from: number, to: number): boolean {
    return this.gaps.some((gap) => gap.from < to && gap.to > from);
  }

  *#inPieces(position: number, into: Uint8Array, level: number): Reading<void> {
    const size = pieces[level];
    if (size === undefined || this.#failures >= failureLimit) {
      this.#gap(position, into);
      return;
    }
    for (let at = 0; at < into.length; at += size) {
      const part = into.subarray(at, Math.min(into.length, at + size));
      const tries = size === sectorBytes ? triesOfSector : 1;
      let isRead = false;
      for (let i = 0; i < tries && !isRead; i++) isRead = yield* this.#try(position + at, part);
      if (!isRead) yield* this.#inPieces(position + at, part, level + 1); // two levels deep at most
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
  *#try(at: number, into: Uint8Array): Reading<boolean> {
    if ((yield { at, into }) === into.length) return true;
    this.#failures++;
    return false;
  }
}
