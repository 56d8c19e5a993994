// Small elections with people who do not exist, for the tests of seats and people elected.

import type { ElectionInput, PartyList } from "../../../src/crosscheck/seats/input.ts";
import { answer } from "../../../src/crosscheck/seats/lots.ts";
import { distributeSeats, type ListVotes, type Race, type Seats } from "../../../src/crosscheck/seats/seats.ts";

/** Lists 1, 2, …, with so many votes; 50 candidates unless told. */
export function listsOf(votes: readonly number[], candidates: readonly number[] = []): ListVotes[] {
  return votes.map((count, i) => ({ number: i + 1, votes: count, candidates: candidates[i] ?? 50 }));
}

export function raceOf(seats: number, votes: readonly number[], candidates: readonly number[] = []): Race {
  return { seats, residual: seats < 19 ? "remainders" : "averages", lists: listsOf(votes, candidates) };
}

/** Without a lot. Throws where one is needed. */
export function seatsOf(race: Race): Seats {
  const done = answer(distributeSeats(race));
  if (done.open !== undefined) throw new Error(`a lot is needed: ${JSON.stringify(done.open)}`);
  return done.result;
}

export function counts({ perList }: Seats): number[] {
  return [...perList.values()];
}

/** One list that is no group: candidates 1, 2, … with so many votes. */
export function partyOf(number: number, votes: readonly number[]): PartyList {
  return {
    number,
    lists: [{ id: "1", district: 1, candidates: votes.map((count, i) => ({ key: `${i + 1}`, votes: count })) }],
  };
}

/** A group: lists `1`, `2`, … of the districts of these numbers, with keys and votes in their order. */
export function groupOf(
  number: number,
  ...lists: readonly (readonly (readonly [key: string, votes: number])[])[]
): PartyList {
  return {
    number,
    lists: lists.map((candidates, i) => ({
      id: `${i + 1}`,
      district: i + 1,
      candidates: candidates.map(([key, votes]) => ({ key, votes })),
    })),
  };
}

export function electionOf(
  seats: number,
  lists: readonly PartyList[],
  more: Partial<ElectionInput> = {},
): ElectionInput {
  return { kind: "GR", date: "2022-03-16", seats, lists, deceased: new Set(), ...more };
}
