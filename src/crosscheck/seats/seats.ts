// From votes a list to seats a list: Kieswet, articles P 5 to P 10.

import { compare, type Fraction, fraction } from "./fraction.ts";
import { largeCouncil, type ResidualRule } from "./law.ts";
import type { Asking } from "./lots.ts";
import type { Method, Reading, ResidualSeat, Step } from "./steps.ts";

/** One list, or one group of lists: for P 5 to P 10 a group counts as one list (P 3). */
export interface ListVotes {
  readonly number: number;
  /** Votes for all its candidates. */
  readonly votes: number;
  /** Candidates who can take a seat: the deceased are left out of account (P 19a). */
  readonly candidates: number;
}

export interface Race {
  readonly seats: number;
  readonly residual: ResidualRule;
  /** In the order of their numbers. */
  readonly lists: readonly ListVotes[];
}

export interface Seats {
  /** By number of the list. */
  readonly perList: ReadonlyMap<number, number>;
  /** Undefined: there are no votes. */
  readonly quota: Fraction | undefined;
  /** Seats that nobody can take. */
  readonly empty: number;
  readonly steps: readonly Step[];
  readonly readings: readonly Reading[];
}

interface Standing extends ListVotes {
  full: number;
  /** P 8: votes over after the full seats of P 6. It is of the division: it does not grow where P 10 takes seats back. */
  readonly remainder: Fraction;
  /** P 8, second paragraph: votes of 75 % of the quota. P 7, second paragraph: of the quota. */
  readonly hasThreeQuarters: boolean;
  readonly hasQuota: boolean;
  /** Residual seats by each method that it holds now: what P 9 takes away no longer counts. */
  readonly residual: Record<Method, number>;
}

/** What was done so far. */
interface Progress {
  readonly race: Race;
  readonly quota: Fraction;
  readonly standings: readonly Standing[];
  readonly steps: Step[];
  readonly readings: Set<Reading>;
}

/**
 * Asks where a lot decides; see `answer`. The numbers of the lists differ, and no count is negative or beyond its limit: `judgeInput`
 * sees to it.
 */
export function* distributeSeats(race: Race): Asking<Seats> {
  const votes = race.lists.reduce((sum, list) => sum + list.votes, 0);
  if (votes === 0) return noVotes(race);
  const progress = fullSeats(race, votes);
  const residual = race.seats - seatsGiven(progress);
  yield* residualSeats(progress, residual, false);
  yield* absoluteMajority(progress, votes);
  const freed = exhaustedSeats(progress);
  yield* residualSeats(progress, freed, true);
  const empty = race.seats - seatsGiven(progress);
  if (empty > 0) progress.steps.push({ article: "P 10", empty });
  const perList = new Map(progress.standings.map((standing) => [standing.number, seatsOf(standing)]));
  return { perList, quota: progress.quota, empty, steps: progress.steps, readings: [...progress.readings] };
}

/** The law does not say what happens then. No seat is given. */
function noVotes({ lists, seats }: Race): Seats {
  const perList = new Map(lists.map(({ number }) => [number, 0]));
  return { perList, quota: undefined, empty: seats, steps: [{ article: "P 5", empty: seats }], readings: [] };
}

/** P 5, P 6. */
function fullSeats(race: Race, votes: number): Progress {
  // Plain numbers, which are exact here: a search for the margin comes by many thousand times.
  if (!Number.isSafeInteger(votes * race.seats * 4)) throw new RangeError(`${votes} votes for ${race.seats} seats`);
  const quota = fraction(votes, race.seats);
  const standings = race.lists.map((list) => {
    const own = list.votes * race.seats;
    return {
      ...list,
      full: (own - (own % votes)) / votes,
      remainder: fraction(own % votes, race.seats),
      hasThreeQuarters: own * 4 >= votes * 3,
      hasQuota: own >= votes,
      residual: { average: 0, remainder: 0, "single-average": 0 },
    };
  });
  const steps: Step[] = [
    { article: "P 5", votes, seats: race.seats, quota },
    ...standings.map(({ number, votes, full }) => ({ article: "P 6", list: number, votes, seats: full }) as const),
  ];
  return { race, quota, standings, steps, readings: new Set() };
}

function seatsOf({ full, residual }: Standing): number {
  return full + residual.average + residual.remainder + residual["single-average"];
}

function seatsGiven({ standings }: Progress): number {
  return standings.reduce((sum, standing) => sum + seatsOf(standing), 0);
}

/** P 7, P 8: one seat after the other, until all are given or no list may have one. `again`: after P 10, among lists with candidates left. */
function* residualSeats(progress: Progress, seats: number, again: boolean): Asking<void> {
  for (let left = seats; left > 0; left--) {
    const round = nextRound(progress, again);
    if (round === undefined) return;
    const [value, equal] = largest(round.claims);
    if (again) noteReading(progress, round.method, value);
    const byLot = equal.length > left;
    const number = byLot
      ? Number(yield { article: articleOf(progress).lot, contestants: equal.map(String) })
      : equal[0];
    const winner = progress.standings.find((standing) => standing.number === number);
    if (winner === undefined) throw new RangeError(`the lot names list ${number}`);
    winner.residual[round.method]++;
    const { article } = articleOf(progress);
    progress.steps.push({ article, method: round.method, list: winner.number, value, equal, byLot, again });
  }
}

function articleOf({ race }: Progress): { article: "P 7" | "P 8"; lot: "P7" | "P8" } {
  return race.residual === "remainders" ? { article: "P 8", lot: "P8" } : { article: "P 7", lot: "P7" };
}

interface Claim {
  readonly list: number;
  readonly value: Fraction;
}

interface Round {
  readonly method: Method;
  readonly claims: readonly [Claim, ...Claim[]];
}

/** By which method the next seat is given, and what each list that may have it brings. Undefined: none may. */
function nextRound(progress: Progress, again: boolean): Round | undefined {
  const withVotes = progress.standings.filter(({ votes }) => votes > 0);
  const open = again ? withVotes.filter((standing) => seatsOf(standing) < standing.candidates) : withVotes;
  for (const method of methodsOf(progress.race.residual)) {
    const [first, ...others] = open.filter((standing) => mayHave(progress, standing, method));
    if (first === undefined) continue;
    const claim = (standing: Standing) => ({ list: standing.number, value: worthOf(standing, method) });
    return { method, claims: [claim(first), ...others.map(claim)] };
  }
  return undefined;
}

/** In the order in which they are tried. The last of P 8 does not follow from its text: all seats must be given, so the limit of one falls. */
function methodsOf(residual: ResidualRule): readonly Method[] {
  return residual === "remainders" ? ["remainder", "single-average", "average"] : ["average"];
}

function mayHave({ race }: Progress, { hasQuota, hasThreeQuarters, residual }: Standing, method: Method): boolean {
  if (race.residual === "averages-from-quota") return hasQuota;
  if (method === "average") return true;
  return residual[method] === 0 && (method === "single-average" || hasThreeQuarters);
}

/** The average after the seat is given (P 7); the votes over after the full seats (P 8). */
function worthOf(standing: Standing, method: Method): Fraction {
  return method === "remainder" ? standing.remainder : fraction(standing.votes, seatsOf(standing) + 1);
}

/** The largest value, and all who have it. */
function largest(claims: readonly [Claim, ...Claim[]]): [Fraction, number[]] {
  const top = claims.reduce((best, claim) => (compare(claim.value, best.value) > 0 ? claim : best));
  return [top.value, claims.filter(({ value }) => compare(value, top.value) === 0).map(({ list }) => list)];
}

/** P 9. The last residual seat has the smallest value; who else has a seat by the same method for the same value is in the lot. */
function* absoluteMajority(progress: Progress, votes: number): Asking<void> {
  const { race, standings, steps } = progress;
  const majority = standings.find((standing) => standing.votes * 2 > votes);
  if (majority === undefined || seatsOf(majority) * 2 > race.seats) return;
  const given = steps.filter((step): step is ResidualSeat => "method" in step && step.list !== majority.number);
  const last = given.at(-1);
  if (last === undefined) return;
  const isEqual = ({ method, value }: ResidualSeat) => method === last.method && compare(value, last.value) === 0;
  const equal = given.filter(isEqual).map(({ list }) => list);
  const lists = standings.filter(({ number }) => equal.includes(number)).map(({ number }) => number);
  const from = lists.length > 1 ? Number(yield { article: "P9", contestants: lists.map(String) }) : last.list;
  const loser = standings.find(({ number }) => number === from);
  if (loser === undefined) throw new RangeError(`the lot names list ${from}`);
  loser.residual[last.method]--;
  // It is a seat of its own kind: it is none of those that a list may have once.
  majority.residual.average++;
  steps.push({ article: "P 9", list: majority.number, from, equal: lists });
}

/** P 10: what lists have beyond their candidates is taken back, residual seats first. How many seats that are. */
function exhaustedSeats(progress: Progress): number {
  let freed = 0;
  for (const standing of progress.standings) {
    const beyond = seatsOf(standing) - standing.candidates;
    if (beyond <= 0) continue;
    for (let i = 0; i < beyond; i++) takeBack(standing);
    progress.steps.push({ article: "P 10", list: standing.number, seats: beyond });
    freed += beyond;
  }
  const isMoved = progress.steps.some((step) => step.article === "P 9");
  if (freed > 0 && isMoved && progress.race.seats < largeCouncil) progress.readings.add("P9_THEN_P10");
  return freed;
}

function takeBack(standing: Standing): void {
  const { residual } = standing;
  const method = (["average", "single-average", "remainder"] as const).find((one) => residual[one] > 0);
  if (method === undefined) standing.full--;
  else residual[method]--;
}

/** OSV2020 lets lists without candidates left take part, and draws where they are as large as another. */
function noteReading(progress: Progress, method: Method, value: Fraction): void {
  const all = progress.standings.filter((standing) => standing.votes > 0 && mayHave(progress, standing, method));
  const values = all.map((standing) => ({ standing, value: worthOf(standing, method) }));
  const isExhausted = (standing: Standing) => seatsOf(standing) >= standing.candidates;
  const inLot = values.some(
    (one) =>
      isExhausted(one.standing) &&
      compare(one.value, value) >= 0 &&
      values.some((other) => other !== one && compare(other.value, one.value) === 0),
  );
  if (inLot) progress.readings.add("LOTS_AFTER_P10");
}
