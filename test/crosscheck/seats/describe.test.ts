// The computation in words, and the worked example of the page.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, describe as group, test } from "vitest";
import { apportion } from "../../../src/crosscheck/seats/apportion.ts";
import { describe, describeQuestion, showIn } from "../../../src/crosscheck/seats/describe.ts";
import { fraction } from "../../../src/crosscheck/seats/fraction.ts";
import type { ElectionInput } from "../../../src/crosscheck/seats/input.ts";
import { parseLots } from "../../../src/crosscheck/seats/lots.ts";
import { electionOf, groupOf, partyOf } from "./races.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/spec/crosscheck-seats.md"), "utf8");

/** The first candidate has all votes but one for each other. */
const spread = (number: number, votes: number, candidates: number) =>
  partyOf(number, [votes - candidates + 1, ...Array.from({ length: candidates - 1 }, () => 1)]);

const lines = (input: ElectionInput, language: "nl" | "en" = "nl") => {
  const outcome = apportion(input);
  if (outcome.state !== "done") throw new Error(JSON.stringify(outcome));
  return describe(outcome.result, language);
};

group("the page", () => {
  test("has the example as the program says it", () => {
    const [, example] = /```zegel-seats\n([\s\S]*?)```/.exec(page) ?? [];
    const lists = [spread(1, 2571, 7), spread(2, 977, 4), spread(3, 567, 2), spread(4, 536, 2), spread(5, 453, 1)];
    expect(lines(electionOf(15, lists)).join("\n")).toBe(example?.trimEnd());
  });

  test("has lots as the program reads them", () => {
    const [, example = ""] = /```zegel-lots\n([\s\S]*?)```/.exec(page) ?? [];
    expect(parseLots(example, "page").lots.length).toBe(2);
  });
});

group("in words", () => {
  test("averages, lists with too few candidates, a group, and seats that stay empty", () => {
    const party = groupOf(
      3,
      [
        ["A", 300],
        ["B", 1],
      ],
      [
        ["A", 100],
        ["C", 50],
      ],
    );
    expect(lines(electionOf(19, [spread(1, 453, 3), spread(2, 440, 9), party]), "en")).toEqual([
      "P 5: 1,344 valid votes divided by 19 seats. The quota is 70 14/19.",
      "P 6: list 1: 453 votes, full seats: 6.",
      "P 6: list 2: 440 votes, full seats: 6.",
      "P 6: list 3: 451 votes, full seats: 6.",
      "P 7: residual seat 1 to list 1: average 64 5/7.",
      "P 10: list 1 has more seats than candidates. Seats that go to other lists: 4.",
      "P 10: list 3 has more seats than candidates. Seats that go to other lists: 3.",
      "P 7 (after P 10): a freed seat to list 2: average 62 6/7.",
      "P 7 (after P 10): a freed seat to list 2: average 55.",
      "P 7 (after P 10): a freed seat to list 2: average 48 8/9.",
      "P 10: no list with votes has candidates left. Seats that stay empty: 4.",
      "P 12: list 3: the group quota is 150 1/3. Seats per list of the group: 1: 2, 2: 1.",
      "P 15: elected by preference votes is who has more than 17 13/19 votes (25 % of the quota).",
    ]);
  });

  test("a question names the article and who takes part, and for P 9 what being drawn means", () => {
    expect(describeQuestion({ article: "P9", contestants: ["2", "3"] }, "nl")).toBe(
      "Hier beslist het lot (Kieswet, artikel P 9): tussen 2, 3. De uitkomst staat in het papieren proces-verbaal van het centraal stembureau (P 22). Wie geloot wordt, staat een zetel af.",
    );
    expect(describeQuestion({ article: "P15", contestants: ["2/a", "2/b"] }, "en")).not.toContain("gives up");
  });

  test("numbers as the language writes them", () => {
    const quota = fraction(10_422_852, 150);
    expect([showIn(quota, "nl"), showIn(quota, "en"), showIn(fraction(3, 4), "nl")]).toEqual([
      "69.485 17/25",
      "69,485 17/25",
      "3/4",
    ]);
  });
});
