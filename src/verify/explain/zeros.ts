// Where only zeros may stand, and something else does: padding, system area, and behind the data in every last sector.
// docs/spec/image.md; docs/spec/verification.md step 11

import { isFilledWith } from "../../format/index.ts";
import { dueZeroFrom, type Region, sectorBytes } from "../../iso9660/index.ts";

/** Step 11: takes the bytes of a disc in order. */
export class ZeroCheck {
  /** Regions with a byte that is not zero where only zeros may stand, in order. */
  readonly notZero: Region[] = [];
  readonly #ranges: readonly { readonly from: number; readonly to: number; readonly region: Region }[];
  #at = 0;

  constructor(regions: readonly Region[]) {
    this.#ranges = regions.flatMap((region) => {
      const start = region.from * sectorBytes;
      const to = start + region.count * sectorBytes;
      const from = start + dueZeroFrom(region);
      return from < to ? [{ from, to, region }] : [];
    });
  }

  update(position: number, bytes: Uint8Array): void {
    const end = position + bytes.length;
    for (;;) {
      const range = this.#ranges[this.#at];
      if (range === undefined || range.from >= end) return;
      const part = bytes.subarray(Math.max(0, range.from - position), Math.min(bytes.length, range.to - position));
      if (this.notZero.at(-1) !== range.region && !isFilledWith(0, part)) this.notZero.push(range.region);
      if (range.to > end) return;
      this.#at++;
    }
  }
}
