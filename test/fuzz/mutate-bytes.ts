// Changes that know nothing of what they change.

import type { Op } from "./input.ts";
import type { Random } from "./random.ts";

/** One change to the bytes `from` to `from + length` of an input. `seeds`: others to take bytes from. */
export function havoc(
  bytes: Uint8Array,
  random: Random,
  seeds: readonly string[],
  from = 0,
  length = bytes.length,
): Op[] {
  const at = from + random.below(Math.max(1, length));
  const other = from + random.below(Math.max(1, length));
  const few = random.pick([1, 1, 2, 4, 8, 32]);
  const old = bytes[at] ?? 0;
  switch (random.below(9)) {
    case 0:
    case 1:
      return [["set", at, Uint8Array.of(old ^ (1 << random.below(8)))]];
    case 2:
      return [
        ["set", at, Uint8Array.of(random.pick([0, 1, 10, 32, 127, 128, 255, old + 1, old - 1, random.below(256)]))],
      ];
    case 3:
      return [["set", at, random.bytes(few)]];
    case 4:
      return [
        ["insert", at, random.once(2) ? random.bytes(few) : new Uint8Array(few).fill(random.pick([0, 10, 32, 255]))],
      ];
    case 5:
      return [["delete", at, few]];
    case 6:
      return [["copy", other, at, few * 4]];
    case 7:
      return [["repeat", other, at, few * 8]];
    default:
      return [["graft", random.pick(seeds), at, random.once(3) ? other : at, random.pick([4, 16, 64, 512, 2048])]];
  }
}
