// P 5 to P 10: the seats of 32 elections with the order of their residual seats, small facts of each article, and what holds for all.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { show } from "../../../src/crosscheck/seats/fraction.ts";
import { answer } from "../../../src/crosscheck/seats/lots.ts";
import { distributeSeats, type Race } from "../../../src/crosscheck/seats/seats.ts";
import { residualOrder } from "../../../src/crosscheck/seats/steps.ts";
import { array, assert, constantFrom, integer, property } from "../../world/properties.ts";
import { counts, listsOf, raceOf, seatsOf } from "./races.ts";

interface Fact {
  readonly name: string;
  readonly seats: number;
  readonly votes: readonly number[];
  readonly candidateVotes?: readonly (readonly number[])[];
  readonly steps: readonly number[];
  readonly expected: readonly number[] | "lots";
}

const { facts } = JSON.parse(readFileSync(join(import.meta.dirname, "apportionment-facts.json"), "utf8")) as {
  readonly facts: readonly Fact[];
};

describe("the facts of another program", () => {
  test("there are 32, two of them with a lot", () => {
    expect(facts.length).toBe(32);
    expect(facts.filter(({ expected }) => expected === "lots").length).toBe(2);
  });

  test.each(facts)("$name, $seats seats", ({ seats, votes, candidateVotes, steps, expected }) => {
    const race = raceOf(
      seats,
      votes,
      candidateVotes?.map(({ length }) => length),
    );
    const done = answer(distributeSeats(race));
    if (expected === "lots") {
      expect(done.open?.article).toBe("P9");
      return;
    }
    if (done.open !== undefined) throw new Error(JSON.stringify(done.open));
    expect(counts(done.result)).toEqual(expected);
    expect(residualOrder(done.result.steps)).toEqual(steps);
  });
});

describe("each article", () => {
  test("P 5, P 6: the quota is a fraction, and a list at it has its seat", () => {
    const { steps, quota } = seatsOf(raceOf(7, [100, 50, 50]));
    expect(quota && show(quota)).toBe("28 4/7");
    expect(steps.slice(1, 4).map((step) => "seats" in step && step.seats)).toEqual([3, 1, 1]);
    expect(counts(seatsOf(raceOf(4, [50, 25, 25])))).toEqual([2, 1, 1]);
  });

  test("P 7: a lot is needed where averages are equal and seats too few, and only then", () => {
    const race = (seats: number) => ({ seats, residual: "averages", lists: listsOf([195, 195, 10]) }) as const;
    expect(answer(distributeSeats(race(19))).open).toEqual({ article: "P7", contestants: ["1", "2"] });
    const drawn = answer(distributeSeats(race(19)), [{ article: "P7", contestants: ["2", "1"], drawn: "2" }]);
    expect(drawn.open === undefined && counts(drawn.result)).toEqual([9, 10, 0]);
    expect(counts(seatsOf(race(20)))).toEqual([10, 10, 0]);
  });

  test("P 7, second paragraph: below the quota there is no residual seat, at the quota there is", () => {
    const race = (third: number): Race => ({
      seats: 19,
      residual: "averages-from-quota",
      lists: listsOf([950, 849, third]),
    });
    expect(counts(seatsOf(race(99)))).toEqual([10, 9, 0]);
    expect(counts(seatsOf(race(100)))).toEqual([10, 8, 1]);
    expect(counts(seatsOf({ ...race(99), residual: "averages" }))).toEqual([10, 8, 1]);
  });

  test("P 8: 75 % of the quota takes part, less does not", () => {
    // 900 votes, 9 seats, quota 100: the remainders are 25, 25 + …, 75 or 74.
    expect(counts(seatsOf(raceOf(9, [520, 305, 75])))).toEqual([5, 3, 1]);
    expect(counts(seatsOf(raceOf(9, [521, 305, 74])))).toEqual([6, 3, 0]);
  });

  test("P 9: exactly half of the votes is no majority", () => {
    expect(residualOrder(seatsOf(raceOf(15, [2571, 977, 567, 536, 453])).steps).at(-1)).toBe(1);
    expect(seatsOf(raceOf(15, [2552, 987, 570, 539, 456])).steps.some(({ article }) => article === "P 9")).toBe(false);
  });

  test("P 9: who is drawn gives a seat up", () => {
    const race = raceOf(15, [2552, 511, 511, 511, 509, 509]);
    const lot = { article: "P9", contestants: ["2", "3", "4"], drawn: "3" } as const;
    const done = answer(distributeSeats(race), [lot]);
    expect(done.open === undefined && counts(done.result)).toEqual([8, 2, 1, 2, 1, 1]);
  });

  test("P 10: seats that nobody can take stay empty and are told", () => {
    const { empty, steps } = seatsOf(raceOf(19, [1000, 900], [3, 4]));
    expect(empty).toBe(12);
    expect(steps.at(-1)).toEqual({ article: "P 10", empty: 12 });
  });

  test("no votes at all: no seats, and no quota", () => {
    const { quota, steps, perList } = seatsOf(raceOf(10, [0, 0]));
    expect([quota, steps, [...perList.values()]]).toEqual([undefined, [{ article: "P 5", empty: 10 }], [0, 0]]);
  });

  test("a list without votes gets no seat, and stays without one when others have no candidates left", () => {
    expect(counts(seatsOf(raceOf(10, [500, 0], [5, 5])))).toEqual([5, 0]);
  });
});

describe("where two programs read the law differently", () => {
  test("P 9 and then P 10 under 19 seats is told, P 10 alone is not", () => {
    const both = seatsOf(raceOf(15, [2571, 977, 567, 536, 453], [7, 4, 2, 2, 1]));
    expect(both.readings).toContain("P9_THEN_P10");
    const alone = seatsOf(raceOf(15, [2000, 1600, 1200, 800, 400], [4, 4, 3, 2, 2]));
    expect(alone.readings).not.toContain("P9_THEN_P10");
    const large = seatsOf(raceOf(24, [7501, 1249, 1249, 1249, 1249, 1249, 1248, 7], [12]));
    expect(large.readings).not.toContain("P9_THEN_P10");
  });

  test("a list without candidates left whose average equals another's is told", () => {
    const equal = seatsOf(raceOf(20, [2000, 2000, 1600, 1600, 800], [4, 5, 4, 4, 3]));
    expect(equal.readings).toEqual(["LOTS_AFTER_P10"]);
    const apart = seatsOf(raceOf(20, [2003, 2000, 1600, 1597, 800], [4, 6, 4, 4, 3]));
    expect(apart.readings).toEqual([]);
  });
});

describe("what holds for all", () => {
  const votes = array(integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 });
  const rules = constantFrom("remainders", "averages", "averages-from-quota");

  test("all seats are given, unless nobody is left to take them", () => {
    const caps = array(integer({ min: 1, max: 12 }), { minLength: 8, maxLength: 8 });
    const seats = integer({ min: 1, max: 40 });
    assert(
      property(votes, caps, seats, constantFrom("remainders", "averages"), (given, candidates, seats, residual) => {
        const lists = listsOf(given, candidates);
        const done = answer(distributeSeats({ seats, residual, lists }));
        if (done.open !== undefined) return;
        const { perList, empty } = done.result;
        const taken = [...perList.values()].reduce((sum, one) => sum + one, 0);
        expect(taken + empty).toBe(seats);
        for (const { number, candidates } of lists) expect(perList.get(number)).toBeLessThanOrEqual(candidates);
        const isFull = lists.every(
          ({ number, votes, candidates }) => votes === 0 || perList.get(number) === candidates,
        );
        if (empty > 0) expect(isFull).toBe(true);
      }),
    );
  });

  test("the order of the lists changes nothing", () => {
    assert(
      property(votes, integer({ min: 1, max: 40 }), rules, (given, seats, residual) => {
        const lists = listsOf(given);
        const there = answer(distributeSeats({ seats, residual, lists }));
        const back = answer(distributeSeats({ seats, residual, lists: lists.toReversed() }));
        if (there.open !== undefined || back.open !== undefined) {
          expect(there.open?.article).toBe(back.open?.article);
          return;
        }
        for (const { number } of lists) expect(there.result.perList.get(number)).toBe(back.result.perList.get(number));
      }),
    );
  });

  test("averages are the largest quotients of all, as d'Hondt found", () => {
    assert(
      property(
        votes,
        integer({ min: 19, max: 40 }),
        constantFrom("averages", "averages-from-quota"),
        (given, seats, residual) => {
          const done = answer(distributeSeats({ seats, residual, lists: listsOf(given) }));
          if (done.open !== undefined || done.result.quota === undefined) return;
          if (done.result.steps.some(({ article }) => article === "P 9" || article === "P 10")) return;
          const total = given.reduce((sum, one) => sum + one, 0);
          const isIn = (own: number) => residual === "averages" || own * seats >= total;
          const quotients = given.flatMap((own, i) =>
            Array.from({ length: isIn(own) ? seats : 0 }, (_, n) => ({ list: i + 1, own, by: n + 1 })),
          );
          quotients.sort((a, b) => b.own * a.by - a.own * b.by);
          const taken = quotients.slice(0, seats);
          const expected = given.map((_, i) => taken.filter(({ list }) => list === i + 1).length);
          expect(counts(done.result)).toEqual(expected);
        },
      ),
    );
  });

  test("by averages, more votes never cost a seat, nor does one seat more to give", () => {
    assert(
      property(votes, integer({ min: 1, max: 40 }), integer({ min: 1, max: 50 }), (given, seats, more) => {
        const before = answer(distributeSeats({ seats, residual: "averages", lists: listsOf(given) }));
        const raised = given.map((count, i) => (i === 0 ? count + more : count));
        const after = answer(distributeSeats({ seats, residual: "averages", lists: listsOf(raised) }));
        const larger = answer(distributeSeats({ seats: seats + 1, residual: "averages", lists: listsOf(given) }));
        if (before.open !== undefined) return;
        if (after.open === undefined)
          expect(after.result.perList.get(1)).toBeGreaterThanOrEqual(before.result.perList.get(1) ?? 0);
        const isMoved = (steps: readonly { article: string }[]) => steps.some(({ article }) => article === "P 9");
        if (larger.open !== undefined || isMoved(before.result.steps) || isMoved(larger.result.steps)) return;
        for (const [list, count] of before.result.perList)
          expect(larger.result.perList.get(list)).toBeGreaterThanOrEqual(count);
      }),
    );
  });

  test("no list with more votes has fewer seats, where each may take what it gets", () => {
    assert(
      property(votes, integer({ min: 1, max: 40 }), rules, (given, seats, residual) => {
        const done = answer(distributeSeats({ seats, residual, lists: listsOf(given) }));
        if (done.open !== undefined) return;
        const own = counts(done.result);
        for (const [i, more] of given.entries())
          for (const [j, less] of given.entries()) if (more > less) expect(own[i]).toBeGreaterThanOrEqual(own[j] ?? 0);
      }),
    );
  });
});
