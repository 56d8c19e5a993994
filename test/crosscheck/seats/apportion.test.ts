// The whole way; what is refused before anything is computed.

import { describe, expect, test } from "vitest";
import { allElected, apportion } from "../../../src/crosscheck/seats/apportion.ts";
import type { ElectionInput, PartyList } from "../../../src/crosscheck/seats/input.ts";
import { electionOf, groupOf, partyOf } from "./races.ts";

const lists = [partyOf(1, [300, 120, 80]), partyOf(2, [160, 150, 90]), partyOf(5, [100])];
const good = electionOf(5, lists);

function elected(input: ElectionInput): string {
  const outcome = apportion(input);
  if (outcome.state !== "done") throw new Error(JSON.stringify(outcome));
  return allElected(outcome.result)
    .map(({ list, key }) => `${list}/${key}`)
    .join(" ");
}

describe("from votes to people", () => {
  test("the seats, then those who take them", () => {
    expect(elected(good)).toBe("1/1 1/2 1/3 2/1 2/2");
  });

  test("votes for the deceased count for their list, and others take the seats", () => {
    expect(elected({ ...good, deceased: new Set(["2/1"]) })).toBe("1/1 1/2 1/3 2/2 2/3");
    // List 1 has a candidate too few: by P 10 its seat goes on to list 2, which has no remainder but 75 % of the quota.
    expect(elected({ ...good, deceased: new Set(["1/3"]) })).toBe("1/1 1/2 2/1 2/2 2/3");
  });

  test("a person counts once in a group of lists", () => {
    const group = groupOf(
      1,
      [
        ["A", 300],
        ["B", 100],
      ],
      [
        ["A", 50],
        ["C", 50],
      ],
    );
    expect(elected(electionOf(5, [group, ...lists.slice(1)]))).toBe("1/A 1/B 1/C 2/1 2/2");
  });

  test("nobody voted: nobody is elected", () => {
    expect(elected(electionOf(5, [partyOf(1, [0, 0])]))).toBe("");
  });
});

describe("refused", () => {
  const one = (candidate: { readonly key: string; readonly votes: number }): PartyList[] => [
    { number: 1, lists: [{ id: "1", district: 1, candidates: [candidate] }] },
  ];
  const [only] = lists;
  const twice = only === undefined ? [] : [only, only];
  const many = Array.from({ length: 65 }, (_, i) => partyOf(i + 1, [1]));

  test.each([
    ["no lists", { lists: [] }],
    ["too many lists", { lists: many }],
    ["a list twice", { lists: twice }],
    ["a list without candidates", { lists: [partyOf(1, [])] }],
    [
      "121 candidates",
      {
        lists: [
          partyOf(
            1,
            Array.from({ length: 121 }, () => 1),
          ),
        ],
      },
    ],
    [
      "a candidate twice",
      {
        lists: [
          groupOf(1, [
            ["A", 1],
            ["A", 2],
          ]),
        ],
      },
    ],
    ["votes below nothing", { lists: one({ key: "A", votes: -1 }) }],
    ["half a vote", { lists: one({ key: "A", votes: 0.5 }) }],
    ["a billion votes", { lists: one({ key: "A", votes: 1_000_000_000 }) }],
    [
      "more votes than people",
      {
        lists: Array.from({ length: 11 }, (_, i) =>
          partyOf(
            i + 1,
            Array.from({ length: 120 }, () => 999_999_999),
          ),
        ),
      },
    ],
    ["a key with a comma", { lists: one({ key: "A,B", votes: 1 }) }],
    ["a key with a line break", { lists: one({ key: "A\nB", votes: 1 }) }],
    ["a deceased person on no list", { deceased: new Set(["1/9"]) }],
  ])("%s", (_, bad) => {
    const outcome = apportion({ ...good, ...bad });
    expect(outcome).toMatchObject({ state: "refused", because: "INPUT" });
    expect(outcome.state === "refused" && outcome.says.nl.length).toBeGreaterThan(20);
  });

  test("an election without a rule, whatever its figures", () => {
    expect(apportion({ ...good, kind: "EP" })).toMatchObject({ state: "refused", because: "KIND" });
    expect(apportion({ ...good, threshold: 25 })).toMatchObject({ state: "refused", because: "THRESHOLD" });
    expect(apportion({ ...good, threshold: 50 }).state).toBe("done");
  });
});
