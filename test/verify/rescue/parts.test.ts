// The pieces of a rescue by themselves: lists of stretches, and the map.

import { describe, expect, test } from "vitest";
import { FormatError } from "../../../src/format/index.ts";
import { encodeMap, parseMap } from "../../../src/verify/rescue/map.ts";
import {
  bytesOf,
  common,
  inUnits,
  merged,
  rest,
  type Stretches,
  without,
} from "../../../src/verify/rescue/stretches.ts";
import fc from "../../world/properties.ts";

const end = 60;
const some = fc.array(
  fc
    .tuple(fc.nat({ max: end }), fc.nat({ max: 9 }))
    .map(([from, count]) => ({ from, to: Math.min(end, from + count) })),
  { maxLength: 8 },
);
const setOf = (stretches: Stretches) =>
  new Set(stretches.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));
const isInForm = (stretches: Stretches) =>
  stretches.every(({ from, to }, i) => to > from && from > (stretches[i - 1]?.to ?? -1));

describe("stretches", () => {
  test("are as sets of bytes are, and in one form", () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [one, other] = [merged(a), merged(b)];
        const [x, y] = [setOf(one), setOf(other)];
        expect(x).toEqual(setOf(a));
        expect(bytesOf(one)).toBe(x.size);
        expect([...setOf(common(one, other))]).toEqual([...x].filter((at) => y.has(at)));
        expect([...setOf(without(one, other))]).toEqual([...x].filter((at) => !y.has(at)));
        expect([...setOf(rest(one, end))]).toEqual(Array.from({ length: end }, (_, i) => i).filter((at) => !x.has(at)));
        for (const list of [one, common(one, other), without(one, other), rest(one, end), inUnits(one, 4)])
          expect(isInForm(list)).toBe(true);
        expect([...x].every((at) => setOf(inUnits(one, 4)).has(at))).toBe(true);
      }),
    );
  });
});

describe("the map", () => {
  const release = "0123456789abcdef".repeat(4);

  test("prints what it parses, and parses what it prints", () => {
    fc.assert(
      fc.property(some, fc.nat({ max: 99 }), (stretches, inputs) => {
        const missing = inUnits(merged(stretches), 1).map(({ from, to }) => ({ from: from * 2048, to: to * 2048 }));
        const bytes = encodeMap({ release, inputs, missing });
        expect(parseMap(bytes)).toEqual({ release, inputs, missing });
      }),
    );
  });

  test("any other text is refused, whatever was changed in one", () => {
    const good = encodeMap({ release, inputs: 1, missing: [{ from: 2048, to: 6144 }] });
    expect(() => parseMap(good)).not.toThrow();
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Uint8Array.from(good);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        try {
          expect([...encodeMap(parseMap(bytes))]).toEqual([...bytes]); // another digit is another map
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
