// The table of rules: what has a line is computed, what has none is refused with a sentence.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allRules, type Occasion, ruleOf } from "../../../src/crosscheck/seats/law.ts";

const said = (occasion: Occasion) => {
  const rule = ruleOf(occasion);
  return "because" in rule ? rule.because : [rule.residual, rule.threshold];
};

describe("the table of rules", () => {
  test.each([
    [{ kind: "TK", date: "2021-03-17", seats: 150, threshold: 25 }, ["averages-from-quota", 25]],
    [{ kind: "PS", date: "2023-03-15", seats: 43, threshold: 25 }, ["averages", 25]],
    [{ kind: "AB", date: "2023-03-15", seats: 26, threshold: undefined }, ["averages", 25]],
    [{ kind: "GR", date: "2026-03-18", seats: 19, threshold: 25 }, ["averages", 25]],
    [{ kind: "GR", date: "2026-03-18", seats: 18, threshold: 50 }, ["remainders", 50]],
    [{ kind: "GR", date: "2022-03-16", seats: 17 }, ["remainders", 50]],
  ])("%j", (occasion, expected) => {
    expect(said(occasion)).toEqual(expected);
  });

  test.each([
    ["a kind without a line", { kind: "EP", date: "2024-06-06", seats: 31 }, "KIND"],
    ["a body that is elected otherwise", { kind: "EK", date: "2023-05-30", seats: 75 }, "KIND"],
    ["no kind of an object's own", { kind: "constructor", date: "2022-03-16", seats: 17 }, "KIND"],
    ["a small water authority", { kind: "AB", date: "2023-03-15", seats: 18 }, "SEATS"],
    ["a size that the law does not have", { kind: "TK", date: "2021-03-17", seats: 100 }, "SEATS"],
    ["a day after the last line", { kind: "PS", date: "2027-03-17", seats: 43 }, "DATE"],
    ["a day before the first line", { kind: "TK", date: "2017-03-15", seats: 150 }, "DATE"],
    ["a threshold that is not the law's", { kind: "GR", date: "2026-03-18", seats: 17, threshold: 25 }, "THRESHOLD"],
  ])("%s is refused", (_, occasion, because) => {
    expect(said(occasion)).toBe(because);
  });

  test("the sentence names what was found and what the table has", () => {
    const rule = ruleOf({ kind: "GR", date: "2030-03-20", seats: 17 });
    expect("because" in rule && rule.says).toEqual({
      nl: "De rekenregels in dit programma voor GR gelden van 1 januari 2018 tot en met 31 december 2026, niet op 20 maart 2030. De wet kan veranderd zijn. De zetels zijn niet nagerekend.",
      en: "The rules of this program for GR hold from 1 January 2018 to 31 December 2026, not on 20 March 2030. The law may have changed. The seats were not recomputed.",
    });
  });

  test("nothing of a file steers a screen from within the sentence", () => {
    const rule = ruleOf({ kind: "\u001b[2J\u202eGR", date: "2022-03-16", seats: 17 });
    expect("because" in rule && rule.says.nl).not.toMatch(/[\u001b\u202e]/);
  });

  test("no two lines hold for one election, and each has its articles and its source", () => {
    const rules = allRules();
    for (const [i, a] of rules.entries())
      for (const b of rules.slice(i + 1)) {
        const meet = (x: readonly [number | string, number | string], y: typeof x) => x[0] <= y[1] && y[0] <= x[1];
        expect(a.kind === b.kind && meet(a.seats, b.seats) && meet(a.dates, b.dates)).toBe(false);
      }
    for (const { articles, source } of rules) expect([articles, source].every((text) => text.length > 20)).toBe(true);
  });

  test("the page of the spec has the same lines", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/spec/crosscheck-seats.md"), "utf8");
    for (const { kind, seats, dates, residual, threshold } of allRules())
      expect(page).toContain(
        `| ${kind} | ${seats.join(" to ")} | ${dates.join(" to ")} | \`${residual}\` | ${threshold} % |`,
      );
  });
});
