// The fewest votes that change a seat or need a lot: the formula for averages against trying every move, and what it cannot answer.

import { describe, expect, test } from "vitest";
import { answer } from "../../../src/crosscheck/seats/lots.ts";
import { marginOf } from "../../../src/crosscheck/seats/margin.ts";
import { distributeSeats, type Race } from "../../../src/crosscheck/seats/seats.ts";
import { array, assert, constantFrom, integer, property } from "../../world/properties.ts";
import { listsOf, raceOf } from "./races.ts";

/** Seats as text; a lot is an outcome of its own. */
function outcome(race: Race): string {
  const done = answer(distributeSeats(race));
  return done.open === undefined ? [...done.result.perList.entries()].sort().join(" ") : "lot";
}

/** `votes` go from one list to the other; the last index is nowhere. */
function moved(race: Race, from: number, to: number, votes: number): Race {
  const lists = race.lists.map((list, i) => ({
    ...list,
    votes: list.votes + (i === from ? -votes : i === to ? votes : 0),
  }));
  return { ...race, lists };
}

/** Tries every move of one vote, then of two, … as nobody would who had a formula. */
function tried(race: Race, limit: number): number | undefined {
  const before = outcome(race);
  if (before === "lot") return 0;
  for (let votes = 1; votes <= limit; votes++)
    for (let from = 0; from <= race.lists.length; from++)
      for (let to = 0; to <= race.lists.length; to++) {
        if (from === to || (race.lists[from]?.votes ?? votes) < votes) continue;
        if (outcome(moved(race, from, to, votes)) !== before) return votes;
      }
  return undefined;
}

describe("the margin", () => {
  const votes = array(integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 4 });

  test("by formula is what trying finds", () => {
    let byFormula = 0;
    const rules = constantFrom("averages", "averages-from-quota");
    assert(
      property(votes, integer({ min: 19, max: 25 }), rules, (given, seats, residual) => {
        const race = { seats, residual, lists: listsOf(given) };
        const margin = marginOf(race);
        if (margin === undefined) return;
        if (margin.method === "formula") byFormula++;
        expect(margin.votes).toBe(tried(race, margin.votes));
        if (margin.votes > 1) expect(tried(race, margin.votes - 1)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
    expect(byFormula).toBeGreaterThan(10);
  });

  test("by search too, in small councils and with few candidates", () => {
    const caps = array(integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 });
    assert(
      property(votes, caps, integer({ min: 2, max: 25 }), (given, candidates, seats) => {
        const race = raceOf(seats, given, candidates);
        const margin = marginOf(race);
        if (margin === undefined || margin.atLeast) return;
        expect(margin.votes).toBe(tried(race, margin.votes));
      }),
      { numRuns: 40 },
    );
  });

  test("says whose votes, and that a lot would decide", () => {
    // Averages 950 / 10 = 95 and 849 / 9 = 94 1/3: list 1 has the last seat.
    const race = { seats: 19, residual: "averages", lists: listsOf([950, 855]) } as const;
    const margin = marginOf(race);
    expect(margin).toMatchObject({ method: "formula", atLeast: false });
    const [from, to] = [(margin?.from ?? 0) - 1, (margin?.to ?? 0) - 1];
    expect(outcome(moved(race, from, to, margin?.votes ?? 0)) === "lot").toBe(margin?.byLot);
  });

  test("is nothing where a lot decides already, and unknown where nobody voted", () => {
    expect(marginOf(raceOf(19, [195, 195, 10]))).toMatchObject({ votes: 0, byLot: true });
    expect(marginOf(raceOf(19, [0, 0]))).toBeUndefined();
    expect(marginOf(raceOf(19, [195, 190, 10]))?.votes).toBeGreaterThan(0);
  });

  test("a search that ends too early says at least so much, and no more", () => {
    const race = raceOf(17, [1893, 1345, 1372, 1157, 941]);
    const whole = marginOf(race);
    const cut = marginOf(race, 60);
    expect(whole).toMatchObject({ atLeast: false });
    expect(cut).toMatchObject({ atLeast: true, from: undefined, to: undefined });
    expect(cut?.votes).toBeLessThanOrEqual(whole?.votes ?? 0);
  });
});
