// What holds for people elected from any group of lists, whoever stands on which of them.

import { expect, test } from "vitest";
import { electFrom } from "../../../src/crosscheck/seats/elect.ts";
import { fraction } from "../../../src/crosscheck/seats/fraction.ts";
import { distributeInGroup, membersOf } from "../../../src/crosscheck/seats/groups.ts";
import { candidateName, type PartyList } from "../../../src/crosscheck/seats/input.ts";
import type { Asking } from "../../../src/crosscheck/seats/lots.ts";
import { array, assert, integer, property, record, uniqueArray } from "../../world/properties.ts";
import { groupOf } from "./races.ts";

/** Carries a computation on: the lot always falls on who stands at this place. */
function drawing<Result>(asking: Asking<Result>, place: number): Result {
  let next = asking.next();
  for (let asked = 0; next.done !== true; asked++) {
    const { contestants } = next.value;
    if (asked > 500 || contestants.length < 2)
      throw new Error(`asked ${asked} times, ${contestants.length} contestants`);
    next = asking.next(contestants[place % contestants.length] ?? "");
  }
  return next.value;
}

const person = record({ key: integer({ min: 0, max: 14 }), votes: integer({ min: 0, max: 40 }) });
const list = uniqueArray(person, { minLength: 1, maxLength: 8, selector: ({ key }) => key });
const group = array(list, { minLength: 2, maxLength: 5 }).map((lists) =>
  groupOf(3, ...lists.map((people) => people.map(({ key, votes }) => [`P${key}`, votes] as const))),
);

function living(party: PartyList, deceased: ReadonlySet<string>): Set<string> {
  const keys = party.lists.flatMap(({ candidates }) => candidates.map(({ key }) => key));
  return new Set(keys.filter((key) => !deceased.has(candidateName(party.number, key))));
}

test("as many people as seats, each once, the living alone, those by preference first and in the order of their votes", () => {
  assert(
    property(
      group,
      integer({ min: 0, max: 9 }),
      integer({ min: 0, max: 15 }),
      integer({ min: 0, max: 3 }),
      (party, wanted, dead, place) => {
        const deceased = new Set([candidateName(3, `P${dead}`)]);
        const alive = living(party, deceased);
        // P 10 sees to it that a group has no more seats than people.
        const seats = Math.min(wanted, alive.size);
        const { steps } = drawing(distributeInGroup(3, seats, membersOf(party, deceased)), place);
        const race = { council: 19, quota: fraction(100), threshold: 25, deceased };
        const { elected, open, ranking } = drawing(electFrom(party, steps, race), place);
        expect(elected.length + open).toBe(steps.length);
        expect(new Set(elected.map(({ key }) => key)).size).toBe(elected.length);
        expect(elected.every(({ key }) => alive.has(key))).toBe(true);
        const preferred = elected.filter(({ by }) => by === "preference");
        expect(elected.slice(0, preferred.length)).toEqual(preferred);
        expect(preferred.map(({ votes }) => votes)).toEqual(
          preferred.map(({ votes }) => votes).toSorted((a, b) => b - a),
        );
        expect(preferred.every(({ votes }) => votes > 25)).toBe(true);
        for (const { key, on } of elected)
          expect(party.lists.find(({ id }) => id === on)?.candidates.some((one) => one.key === key)).toBe(true);
        for (const keys of ranking.values()) expect(new Set(keys).size).toBe(keys.length);
        // A seat stays open only where no list with votes has anybody left.
        const isFree = (key: string) => alive.has(key) && elected.every((one) => one.key !== key);
        const hasVotes = party.lists.filter(({ candidates }) => candidates.some(({ votes }) => votes > 0));
        if (open > 0) expect(hasVotes.some(({ candidates }) => candidates.some(({ key }) => isFree(key)))).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});
