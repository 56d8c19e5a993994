// Changes to texts that know lines, words, digits and characters that look alike.

import type { Op } from "./input.ts";
import { havoc } from "./mutate-bytes.ts";
import type { Random } from "./random.ts";

// A byte order mark, blanks, bidi and invisible characters, decomposed and unpaired ones, sign beginnings, numbers.
const tokens = [
  ...["\ufeff", "\u00a0", "\u202e", "\u200b", "\u0301", "e\u0301", "\ufe0f", "\u{e0041}", "\r", "\t", "\u0085", "\n\n"],
  ...["— ", "— anna ", "\n— ", "none", "0", "1", "00", "-1", "+1", "1e3", "0x1", "999999999999999999", "2027-02-29"],
  ...[
    "final",
    "demonstration",
    "emergency",
    "agrees",
    "differs",
    " v2\n",
    "place C:\\OSV\n",
    "start OSV/osv.jar\n",
    "\\\\",
    "..",
    "/",
    "//",
    "ZEGEL",
    "NUL",
    "a ",
    "=",
    "==",
    "+",
  ],
];

/** One change to a text of `length` bytes. */
export function mutateText(bytes: Uint8Array, random: Random, seeds: readonly string[]): Op[] {
  const [one, other] = [pickLine(bytes, random), pickLine(bytes, random)];
  switch (random.below(9)) {
    case 0:
      return [["delete", one.from, one.to - one.from]];
    case 1:
      return [["repeat", one.from, random.pick([one.from, other.from]), one.to - one.from]];
    case 2: {
      // exchanged: the later one is moved in front of the earlier, and what was there behind it
      const [first, last] = one.from < other.from ? [one, other] : [other, one];
      return [
        ["repeat", last.from, first.from, last.to - last.from],
        ["delete", last.from + (last.to - last.from), last.to - last.from],
      ];
    }
    case 3:
    case 4: {
      const token = new TextEncoder().encode(random.pick(tokens));
      return [[random.once(2) ? "insert" : "set", one.from + random.below(one.to - one.from + 1), token]];
    }
    case 5: {
      // a digit or a letter becomes another of its kind
      const at = one.from + random.below(one.to - one.from);
      const old = bytes[at] ?? 0;
      const from = old >= 97 ? 97 : old >= 65 ? 65 : 48;
      return [["set", at, Uint8Array.of(from + random.below(from === 48 ? 10 : 26))]];
    }
    case 6:
      return [["graft", random.pick(seeds), random.below(2000), one.from, random.between(1, 200)]];
    default:
      return havoc(bytes, random, seeds);
  }
}

/** With its line feed. */
function pickLine(bytes: Uint8Array, random: Random): { from: number; to: number } {
  let used = bytes.length;
  while (used > 2 && bytes[used - 1] === 10 && bytes[used - 2] === 10) used--; // a seal is filled up with line feeds
  const at = random.below(used);
  const from = bytes.lastIndexOf(10, at - 1) + 1;
  const end = bytes.indexOf(10, at);
  return { from: at === 0 ? 0 : from, to: end === -1 ? bytes.length : end + 1 };
}
