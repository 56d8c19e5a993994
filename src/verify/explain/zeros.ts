// Where only zeros may stand, and something else does: padding, system area, and behind the data in every last sector.
// docs/spec/image.md; docs/spec/verification.md step 11

import { isFilledWith } from "../../format/index.ts";
import { dueZeroFrom, type Region, sectorBytes } from "../../iso9660/index.ts";

/** Bytes `from` to `to` of a region. */
interface ZeroRange {
  readonly from: number;
  readonly to: number;
  readonly region: Region;
}

/** Step 11: takes the bytes of a disc in order. */
export class ZeroCheck {
  /** Regions with a byte that is not zero where only zeros may stand, in order. */
  readonly notZero: Region[] = [];
  readonly #ranges: Iterator<ZeroRange>;
  #next: ZeroRange | undefined;

  /** `regions`: in order of sector. */
  constructor(regions: Iterable<Region>) {
    this.#ranges = zeroRanges(regions);
    this.#step();
  }

  update(position: number, bytes: Uint8Array): void {
    const end = position + bytes.length;
    for (let range = this.#next; range !== undefined && range.from < end; range = this.#step()) {
      const { from, to, region } = range;
      const part = bytes.subarray(Math.max(0, from - position), Math.min(bytes.length, to - position));
      if (this.notZero.at(-1) !== region && !isFilledWith(0, part)) this.notZero.push(region);
      if (to > end) return;
    }
  }

  #step(): ZeroRange | undefined {
    const step = this.#ranges.next();
    this.#next = step.done === true ? undefined : step.value;
    return this.#next;
  }
}

/** Where only zeros may stand, in order. One at a time, as the bytes pass: nearly every file has such a place behind its end. */
function* zeroRanges(regions: Iterable<Region>): Generator<ZeroRange> {
  for (const region of regions) {
    const start = region.from * sectorBytes;
    const to = start + region.count * sectorBytes;
    const from = start + dueZeroFrom(region);
    if (from < to) yield { from, to, region };
  }
}
