// How far the seats are from other seats: the fewest votes that must move, vanish or appear until one seat changes or a lot is needed.
// Stark and Teague 2014 for averages. docs/spec/crosscheck-seats.md, "Margin"

import { ceil, compare, type Fraction, fraction, minus, over, plus } from "./fraction.ts";
import { answer } from "./lots.ts";
import { distributeSeats, type ListVotes, type Race, type Seats } from "./seats.ts";
import type { Step } from "./steps.ts";

export interface Margin {
  readonly votes: number;
  /** No smaller change was found, and the search ended there: the margin may be larger. */
  readonly atLeast: boolean;
  /** Whose votes go; undefined: they appear from nowhere. */
  readonly from: number | undefined;
  /** Who gets them; undefined: they vanish. */
  readonly to: number | undefined;
  /** With so many votes a lot would decide; else the seats are others. */
  readonly byLot: boolean;
  readonly method: "formula" | "search";
}

/** Distributions that a search may compute: some seconds for a council of 25 lists. */
const workLimit = 50_000;

/**
 * 0 where a lot decides already. Undefined: there are no votes, or no other list to get them. `work`: distributions that a search
 * may compute.
 */
export function marginOf(race: Race, work: number = workLimit): Margin | undefined {
  if (race.lists.every(({ votes }) => votes === 0)) return undefined;
  const now = answer(distributeSeats(race));
  if (now.open !== undefined)
    return { votes: 0, atLeast: false, from: undefined, to: undefined, byLot: true, method: "search" };
  const seats = now.result;
  if (race.residual === "remainders" || seats.empty > 0 || seats.steps.some(isNoAverage))
    return search(race, seats, undefined, work);
  const closed = byFormula(race, seats);
  if (closed === undefined || isFarFromMore(race, seats, closed.votes)) return closed;
  return search(race, seats, isChange(race, seats, closed) ? closed : undefined, work);
}

function isNoAverage({ article }: Step): boolean {
  return article === "P 9" || article === "P 10";
}

/** `moved` votes bring neither P 9 nor P 10 within reach: averages alone decide. */
function isFarFromMore({ seats, lists }: Race, { perList }: Seats, moved: number): boolean {
  const total = lists.reduce((sum, { votes }) => sum + votes, 0);
  return lists.every(({ number, votes, candidates }) => {
    const own = perList.get(number) ?? 0;
    const isNearHalf = (votes + moved) * 2 > total - moved && own * 2 <= seats + 2;
    return own < candidates && !isNearHalf;
  });
}

/** P 9 may give back the seat that an average took: then the votes of the formula change nothing. */
function isChange(race: Race, seats: Seats, { from, to, votes }: Margin): boolean {
  const listOf = (number: number | undefined) => race.lists.find((list) => list.number === number);
  return changeOf(race, seats, listOf(from), listOf(to), votes) !== undefined;
}

/** P 7: over all pairs the votes that must move until the last seat of one is worth no more than the next of the other. */
function byFormula(race: Race, { perList, quota }: Seats): Margin | undefined {
  let best: Margin | undefined;
  const note = (from: number | undefined, to: number | undefined, votes: bigint, byLot: boolean) => {
    if (best === undefined || votes < best.votes)
      best = { votes: Number(votes), atLeast: false, from, to, byLot, method: "formula" };
  };
  const seatsOf = ({ number }: ListVotes) => perList.get(number) ?? 0;
  const needsQuota = race.residual === "averages-from-quota" && quota !== undefined;
  for (const loser of race.lists.filter((list) => seatsOf(list) > 0)) {
    for (const winner of race.lists) {
      if (winner === loser || (needsQuota && compare(fraction(winner.votes), quota) < 0)) continue;
      const exact = between(loser, seatsOf(loser), winner, seatsOf(winner));
      const votes = ceil(exact);
      note(loser.number, winner.number, votes, compare(exact, fraction(votes)) === 0);
    }
  }
  if (needsQuota) for (const list of race.lists) noteQuota(race, list, quota, note);
  return best;
}

/** The x for which (v − x) / s of the one equals (w + x) / (t + 1) of the other. */
function between(loser: ListVotes, seats: number, winner: ListVotes, own: number): Fraction {
  const gap = minus(fraction(loser.votes, seats), fraction(winner.votes, own + 1));
  return over(gap, plus(fraction(1, seats), fraction(1, own + 1)));
}

/** P 7, second paragraph: what a list below the quota needs to reach it, what one at or over it loses to fall below. */
function noteQuota(
  { lists }: Race,
  list: ListVotes,
  quota: Fraction,
  note: (from: number | undefined, to: number | undefined, votes: bigint, byLot: boolean) => void,
): void {
  const distance = minus(quota, fraction(list.votes));
  const largest = lists.filter((one) => one !== list).sort((a, b) => b.votes - a.votes)[0]?.number;
  if (compare(distance, fraction(0)) > 0) note(largest, list.number, ceil(distance), false);
  else note(list.number, largest, -ceil(distance) + 1n, false);
}

/**
 * One vote more in each round, between every pair of lists, and from or to nowhere. The seats need not stay changed as more votes move:
 * hence no halving. `closed`: a margin that is known to be enough.
 */
function search(race: Race, now: Seats, closed: Margin | undefined, work: number): Margin {
  const ends = [...race.lists, undefined];
  const pairs = ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => ({ from, to })));
  const moves = [...pairs.filter(({ from, to }) => from && to), ...pairs.filter(({ from, to }) => !(from && to))];
  const total = race.lists.reduce((sum, { votes }) => sum + votes, 0);
  let left = work;
  for (let votes = 1; votes <= total; votes++) {
    if (closed !== undefined && votes >= closed.votes) return closed;
    if (left < moves.length) return { ...unknown, votes, atLeast: true };
    for (const { from, to } of moves) {
      if (from !== undefined && from.votes < votes) continue;
      left--;
      const change = changeOf(race, now, from, to, votes);
      if (change === undefined) continue;
      return { votes, atLeast: false, from: from?.number, to: to?.number, byLot: change === "lot", method: "search" };
    }
  }
  return { ...unknown, votes: total, atLeast: true };
}

const unknown = { from: undefined, to: undefined, byLot: false, method: "search" } as const;

function changeOf(
  race: Race,
  now: Seats,
  from: ListVotes | undefined,
  to: ListVotes | undefined,
  votes: number,
): "lot" | "seats" | undefined {
  const moved = (list: ListVotes) => (list === from ? -votes : list === to ? votes : 0);
  const lists = race.lists.map((list) => ({ ...list, votes: list.votes + moved(list) }));
  const then = answer(distributeSeats({ ...race, lists }));
  if (then.open !== undefined) return "lot";
  const isOther = lists.some(({ number }) => then.result.perList.get(number) !== now.perList.get(number));
  return isOther ? "seats" : undefined;
}
