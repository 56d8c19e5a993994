// P 12 to P 19a: the seats of a group over its lists, and the people who take them.

import { describe, expect, test } from "vitest";
import { electFrom, oneList } from "../../../src/crosscheck/seats/elect.ts";
import { fraction } from "../../../src/crosscheck/seats/fraction.ts";
import { distributeInGroup, type GroupStep } from "../../../src/crosscheck/seats/groups.ts";
import type { PartyList } from "../../../src/crosscheck/seats/input.ts";
import { answer, type Lot } from "../../../src/crosscheck/seats/lots.ts";
import { groupOf, partyOf } from "./races.ts";

const race = { council: 19, quota: fraction(100), threshold: 25, deceased: new Set<string>() };

/** A list that is no group, with so many seats. */
function elect(votes: readonly number[], seats: number, more: Partial<typeof race> = {}, lots: readonly Lot[] = []) {
  const party = partyOf(1, votes);
  const steps = oneList(party.lists[0] ?? { id: "1", district: 1, candidates: [] }, seats);
  return answer(electFrom(party, steps, { ...race, ...more }), lots);
}

function who(done: ReturnType<typeof elect>): string[] {
  if (done.open !== undefined) throw new Error(JSON.stringify(done.open));
  return done.result.elected.map(({ key, by, on }) => `${key} ${by} ${on}`);
}

describe("P 15, P 17: a list that is no group", () => {
  test("more votes than the threshold, not as many, and then the order of the list", () => {
    expect(who(elect([60, 10, 26, 25], 3))).toEqual(["1 preference 1", "3 preference 1", "2 order 1"]);
    expect(who(elect([60, 10, 26, 25], 1))).toEqual(["1 preference 1"]);
    expect(who(elect([60, 10, 51, 50], 3, { threshold: 50 }))).toEqual([
      "1 preference 1",
      "3 preference 1",
      "2 order 1",
    ]);
  });

  test("equal votes and too few seats: a lot, one seat at a time", () => {
    const open = { article: "P15", contestants: ["1/2", "1/3", "1/4"] } as const;
    expect(elect([60, 30, 30, 30], 3).open).toEqual(open);
    const first = { ...open, drawn: "1/4" };
    expect(elect([60, 30, 30, 30], 3, {}, [first]).open).toEqual({ article: "P15", contestants: ["1/2", "1/3"] });
    const second = { article: "P15", contestants: ["1/2", "1/3"], drawn: "1/3" } as const;
    expect(who(elect([60, 30, 30, 30], 3, {}, [first, second]))).toEqual([
      "1 preference 1",
      "4 preference 1",
      "3 preference 1",
    ]);
  });

  test("equal votes and seats enough: the order of the list, and it is told that another program orders otherwise", () => {
    const done = elect([26, 60, 26], 3);
    expect(who(done)).toEqual(["2 preference 1", "1 preference 1", "3 preference 1"]);
    expect(done.open === undefined && done.result.readings).toEqual(["EQUAL_VOTES_ORDER"]);
    const apart = elect([27, 60, 26], 3);
    expect(apart.open === undefined && apart.result.readings).toEqual([]);
  });

  test("P 19a: the deceased take no seat and stand in no ranking", () => {
    const done = elect([60, 10, 26, 25], 2, { deceased: new Set(["1/1", "2/3"]) });
    expect(who(done)).toEqual(["3 preference 1", "2 order 1"]);
    expect(done.open === undefined && done.result.ranking.get("1")).toEqual(["3", "2", "4"]);
  });

  test("P 19: the elected by preference, others over the threshold, and the rest; without seats only in a small council", () => {
    const ranking = (seats: number, council: number) => {
      const done = elect([10, 30, 60, 40], seats, { council });
      return done.open === undefined ? done.result.ranking.get("1") : undefined;
    };
    expect(ranking(1, 19)).toEqual(["3", "4", "2", "1"]);
    expect(ranking(0, 13)).toBeUndefined();
    expect(ranking(0, 12)).toEqual(["3", "4", "2", "1"]);
  });
});

function inGroup(
  seats: number,
  votes: readonly number[],
  candidates: readonly number[] = [],
  lots: readonly Lot[] = [],
) {
  const { lists } = groupOf(4, ...votes.map((count) => [["A", count]] as const));
  const members = lists.map((list, i) => ({ list, votes: votes[i] ?? 0, candidates: candidates[i] ?? 50 }));
  const done = answer(distributeInGroup(4, seats, members), lots);
  return done.open ?? done.result.steps.map(({ id, article }) => `${id} ${article}`).join(", ");
}

describe("P 12, P 13: the lists of a group", () => {
  test("whole group quotas, then the largest remainders", () => {
    expect(inGroup(5, [300, 200, 100])).toBe("1 P 12, 1 P 12, 2 P 12, 3 P 12, 2 P 12");
    expect(inGroup(0, [300, 200])).toBe("");
    expect(inGroup(3, [0, 0])).toBe("");
  });

  test("equal remainders and too few seats: a lot", () => {
    const question = { article: "P12", contestants: ["4.1", "4.2"] } as const;
    expect(inGroup(3, [150, 150])).toEqual(question);
    expect(inGroup(3, [150, 150], [], [{ ...question, drawn: "4.2" }])).toBe("1 P 12, 2 P 12, 2 P 12");
    expect(inGroup(4, [150, 150])).toBe("1 P 12, 1 P 12, 2 P 12, 2 P 12");
  });

  test("a list without candidates left is passed over; when each had its remainder, by averages", () => {
    expect(inGroup(5, [300, 200, 100], [1])).toBe("1 P 12, 2 P 12, 3 P 13, 2 P 13, 2 P 13");
    expect(inGroup(5, [300, 200, 100], [1, 2, 1])).toBe("1 P 12, 2 P 12, 3 P 13, 2 P 13");
  });
});

/** Steps of P 12 for whole seats, and then residual ones by these remainders. */
function stepsOf(
  wholes: readonly string[],
  residual: readonly (readonly [id: string, remainder: number])[] = [],
): GroupStep[] {
  const step = { article: "P 12", equal: [], byLot: false } as const;
  return [
    ...wholes.map((id) => ({ ...step, id, method: "whole", value: undefined }) as const),
    ...residual.map(([id, value]) => ({ ...step, id, method: "remainder", value: fraction(value) }) as const),
  ];
}

function electInGroup(party: PartyList, steps: readonly GroupStep[], lots: readonly Lot[] = []) {
  return answer(electFrom(party, steps, race), lots);
}

describe("P 16: on which list of the group", () => {
  const group = groupOf(
    1,
    [
      ["A", 30],
      ["B", 5],
    ],
    [
      ["B", 40],
      ["A", 10],
    ],
    [
      ["C", 4],
      ["D", 2],
    ],
    [
      ["E", 3],
      ["F", 1],
    ],
  );

  test("the one with most votes for the person, as far as it has seats", () => {
    expect(who(electInGroup(group, stepsOf(["1", "2"])))).toEqual(["B preference 2", "A preference 1"]);
    expect(who(electInGroup(group, stepsOf(["2", "2"])))).toEqual(["B preference 2", "A preference 2"]);
  });

  test("none of them has seats: all the same, and the seat given last lapses", () => {
    const steps = stepsOf(
      ["2"],
      [
        ["3", 5],
        ["4", 4],
      ],
    );
    expect(who(electInGroup(group, steps))).toEqual(["B preference 2", "A preference 1", "C order 3"]);
  });

  test("two were given last, for the same remainder: a lot, and who is drawn gives the seat up", () => {
    const steps = stepsOf(
      ["2"],
      [
        ["3", 5],
        ["4", 5],
      ],
    );
    const question = { article: "P16", contestants: ["1.3", "1.4"] } as const;
    expect(electInGroup(group, steps).open).toEqual(question);
    expect(who(electInGroup(group, steps, [{ ...question, drawn: "1.3" }]))).toEqual([
      "B preference 2",
      "A preference 1",
      "E order 4",
    ]);
  });

  test("only whole seats are left, given at one time: that of the lowest district, and it is told that the law is silent", () => {
    const done = electInGroup(group, stepsOf(["2", "3", "4"]));
    expect(who(done)).toEqual(["B preference 2", "A preference 1", "E order 4"]);
    expect(done.open === undefined && done.result.readings).toEqual(["P16_WHOLE_SEAT"]);
  });
});

describe("P 18: elected on several lists", () => {
  test("the person stays where most votes are, the other list goes on", () => {
    const group = groupOf(
      1,
      [
        ["X", 10],
        ["Y", 5],
        ["Z", 1],
      ],
      [
        ["X", 12],
        ["W", 3],
      ],
    );
    expect(who(electInGroup(group, stepsOf(["1", "2"])))).toEqual(["X order 2", "Y order 1"]);
    expect(who(electInGroup(group, stepsOf(["1", "1", "2", "2"])))).toEqual([
      "X order 2",
      "Y order 1",
      "Z order 1",
      "W order 2",
    ]);
  });

  test("equal votes: on the list of the lowest district", () => {
    const group = groupOf(
      1,
      [
        ["X", 10],
        ["Y", 5],
      ],
      [
        ["X", 10],
        ["W", 3],
      ],
    );
    expect(who(electInGroup(group, stepsOf(["1", "2"])))).toEqual(["X order 1", "W order 2"]);
  });

  test("a seat whose list has nobody left goes on to another of the group, and it is told that the law is silent", () => {
    const group = groupOf(
      1,
      [["X", 10]],
      [
        ["X", 12],
        ["W", 3],
      ],
      [
        ["V", 5],
        ["U", 1],
      ],
    );
    const done = electInGroup(
      group,
      stepsOf(
        [],
        [
          ["2", 15],
          ["1", 10],
        ],
      ),
    );
    expect(who(done)).toEqual(["X order 2", "V order 3"]);
    expect(done.open === undefined && [done.result.open, done.result.readings]).toEqual([0, ["P18_EXHAUSTED"]]);
  });

  test("a seat that nobody in the group is left to take stays open", () => {
    const group = groupOf(1, [["X", 10]], [["X", 12]]);
    const done = electInGroup(group, stepsOf(["1", "2"]));
    expect(who(done)).toEqual(["X order 2"]);
    expect(done.open === undefined && done.result.open).toBe(1);
  });
});
