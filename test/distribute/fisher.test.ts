// Fisher's exact test against 200 tables that Python's math.comb summed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fisher, isRarerThan } from "../../src/distribute/status/fisher.ts";

const lines = readFileSync(join(import.meta.dirname, "fisher.tsv"), "utf8")
  .trimEnd()
  .split("\n")
  .slice(1);

test("200 tables have the probability that Python found", () => {
  const wrong = lines.filter((line) => {
    const [a = 0, b = 0, c = 0, d = 0] = line.split("\t").slice(0, 4).map(Number);
    const [above = "", below = ""] = line.split("\t").slice(4);
    const found = fisher({ bad: a, good: b }, { bad: c, good: d });
    return found.above * BigInt(below) !== found.below * BigInt(above);
  });
  expect(wrong).toEqual([]);
  expect(lines).toHaveLength(200);
});

test("three of 50 against none of 251 is rarer than 1 in 100, not than 1 in 1000; one of 50 against five is chance", () => {
  expect(isRarerThan(fisher({ bad: 3, good: 47 }, { bad: 0, good: 251 }), 100)).toBe(true);
  expect(isRarerThan(fisher({ bad: 3, good: 47 }, { bad: 0, good: 251 }), 1000)).toBe(false); // it is 0.0044
  expect(isRarerThan(fisher({ bad: 1, good: 49 }, { bad: 5, good: 246 }), 100)).toBe(false);
});

test("ten thousand discs take no longer than a person waits", () => {
  const { above, below } = fisher({ bad: 300, good: 4700 }, { bad: 200, good: 4800 });
  expect(above > 0n && above < below).toBe(true);
});

test.each([-1, 0.5, Number.NaN, 1_000_001])("%d is no count", (bad) => {
  expect(() => fisher({ bad, good: 1 }, { bad: 0, good: 1 })).toThrow(RangeError);
  expect(fisher({ bad: 0, good: 1 }, { bad: 0, good: 1 })).toEqual({ above: 2n, below: 2n });
});
