// How many stations, and which.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { compare, fraction } from "../../../src/crosscheck/seats/fraction.ts";
import {
  drawOrder,
  fewestWrong,
  filesDigest,
  parseDice,
  riskOf,
  sampleSize,
  wrongSeen,
} from "../../../src/crosscheck/seats/sample.ts";
import { describeSample } from "../../../src/crosscheck/seats/sample-words.ts";
import { FormatError } from "../../../src/format/index.ts";
import { assert, integer, property, tuple } from "../../world/properties.ts";

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return k > n ? 0n : result;
}

describe("how many", () => {
  test.each([
    [21, 1, 20, 21],
    [29, 1, 28, 29],
    [300, 3, 189, 235],
    [300, 10, 77, 110],
    [9600, 5, 4327, 5777],
    [9600, 48, 580, 877],
    [9600, 96, 294, 448],
  ])("of %i stations with %i wrong: %i at 95 %%, %i at 99 %%", (stations, wrong, at95, at99) => {
    expect([sampleSize(stations, wrong, 5), sampleSize(stations, wrong, 1)]).toEqual([at95, at99]);
  });

  test("the risk is the share of the samples that meet none", () => {
    const some = integer({ min: 1, max: 40 }).chain((n) =>
      tuple(integer({ min: n, max: n }), integer({ min: 0, max: n }), integer({ min: 0, max: n })),
    );
    assert(
      property(some, ([stations, wrong, looked]) => {
        const exact = fraction(choose(stations - wrong, looked), choose(stations, looked));
        expect(compare(riskOf(stations, wrong, looked), exact)).toBe(0);
      }),
    );
  });

  test("one station fewer would not do", () => {
    const some = tuple(integer({ min: 1, max: 60 }), integer({ min: 1, max: 60 }), integer({ min: 1, max: 20 }));
    assert(
      property(some, ([stations, wanted, percent]) => {
        const wrong = Math.min(stations, wanted);
        const size = sampleSize(stations, wrong, percent);
        const limit = fraction(percent, 100);
        expect(compare(riskOf(stations, wrong, size), limit)).toBeLessThanOrEqual(0);
        if (size > 0) expect(compare(riskOf(stations, wrong, size - 1), limit)).toBe(1);
      }),
    );
  });

  test("what a sample has seen is told the other way round too", () => {
    expect([wrongSeen(9600, 580, 5), wrongSeen(21, 20, 5), wrongSeen(21, 0, 5)]).toEqual([48, 1, undefined]);
  });

  test("the largest errors first", () => {
    expect(fewestWrong([400, 1100, 900], 1742)).toBe(2);
    expect(fewestWrong([400, 1100, 900], 1100)).toBe(1);
    expect(fewestWrong([400, 1100, 900], 2401)).toBeUndefined();
    expect(fewestWrong([400], 0)).toBe(1);
  });

  test("no counts, no answer", () => {
    for (const [n, k, m] of [
      [10, 11, 1],
      [10, 1, 11],
      [10, -1, 1],
      [10.5, 1, 1],
      [1e9, 1, 1],
    ] as const)
      expect(() => riskOf(n, k, m)).toThrow(RangeError);
    expect(() => sampleSize(10, 0, 5)).toThrow(RangeError);
    expect(compare(riskOf(10, 10, 10), fraction(0))).toBe(0);
  });
});

describe("in words", () => {
  test("what a sample proves, and never more", () => {
    expect(describeSample(9600, 580, 5, "nl")).toBe(
      "580 van 9.600 stembureaus bekeken, geen verschil. Dat betekent: is bij 48 of meer stembureaus het papier anders dan de computer, dan was dat met 95 % kans gezien. Het betekent niet dat elk stembureau klopt.",
    );
    expect(describeSample(21, 21, 5, "en")).toBe("All 21 polling stations looked at, no difference.");
    expect(describeSample(21, 0, 5, "nl")).toContain("te weinig om iets te zeggen");
  });
});

describe("which", () => {
  const dice = "12345612345612345612";
  const digest = filesDigest(["b".repeat(64), "a".repeat(64)]);

  test("dice are twenty throws, read out with or without blanks", () => {
    expect(parseDice("12345 61234 56123 45612")).toBe(dice);
    for (const bad of ["1234561234561234561", `${dice}1`, "02345612345612345612", "7".repeat(20), "１".repeat(20), ""])
      expect(() => parseDice(bad)).toThrow(FormatError);
  });

  test("anyone can redraw with sha256sum", () => {
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(digest).toBe(sha256(`${"a".repeat(64)}\n${"b".repeat(64)}\n`));
    const stations = ["0668::SB1", "0668::SB2", "0668::SB112", "0042::SB1"];
    const order = stations.toSorted((a, b) =>
      sha256(`${dice}\n${digest}\n${a}`) < sha256(`${dice}\n${digest}\n${b}`) ? -1 : 1,
    );
    expect(drawOrder(dice, digest, stations)).toEqual(order);
    expect(drawOrder(dice, digest, stations.toReversed())).toEqual(order);
  });

  test("other dice or other files draw others", () => {
    const stations = Array.from({ length: 40 }, (_, i) => `0668::SB${i + 1}`);
    const drawn = drawOrder(dice, digest, stations);
    expect(drawOrder(`2${dice.slice(1)}`, digest, stations)).not.toEqual(drawn);
    expect(drawOrder(dice, filesDigest(["c".repeat(64)]), stations)).not.toEqual(drawn);
    expect(drawn.toSorted()).toEqual(stations.toSorted());
  });
});
