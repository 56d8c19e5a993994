// From the seats of a list, or of a group of lists, to the people who take them: Kieswet, articles P 15 to P 19a.

import { compare, type Fraction, fraction, times } from "./fraction.ts";
import { type GroupStep, membersOf, oneMoreInGroup } from "./groups.ts";
import { candidateName, type DistrictList, type PartyList } from "./input.ts";
import { rankingCouncil } from "./law.ts";
import type { Asking } from "./lots.ts";
import type { Reading } from "./steps.ts";

export interface Elected {
  readonly key: string;
  /** By preference votes (P 15), or in the order of the list (P 17, P 18). */
  readonly by: "preference" | "order";
  /** The list of the group on which the person is elected (P 16, P 18). */
  readonly on: string;
  /** Votes on all lists of the group together. */
  readonly votes: number;
}

export interface ListResult {
  readonly list: number;
  /** In the order of election: first those by preference. */
  readonly elected: readonly Elected[];
  /** By id of the list, its candidates in their order for seats that fall vacant (P 19); absent where the law leaves it out. */
  readonly ranking: ReadonlyMap<string, readonly string[]>;
  /** Seats that nobody is left to take. */
  readonly open: number;
  readonly readings: readonly Reading[];
}

export interface ElectRace {
  /** Seats of the whole body. */
  readonly council: number;
  readonly quota: Fraction;
  /** Percentage of the quota. */
  readonly threshold: number;
  readonly deceased: ReadonlySet<string>;
}

interface Person {
  readonly key: string;
  readonly votes: number;
  /** Place among all of the group, by district and then by order of the list: where votes are equal the law goes by the list. */
  readonly place: number;
}

/** The work on one list or group. */
interface Work {
  readonly party: PartyList;
  /** The living, by key. */
  readonly people: ReadonlyMap<string, Person>;
  /** Seats of each list of the group that nobody took yet, by id. */
  readonly open: Map<string, number>;
  readonly elected: Elected[];
  readonly readings: Set<Reading>;
}

/** `steps`: the seats of the group in the order in which its lists got them; of a list that is no group, `oneList`. */
export function* electFrom(party: PartyList, steps: readonly GroupStep[], race: ElectRace): Asking<ListResult> {
  const work = begin(party, steps, race);
  const threshold = times(race.quota, fraction(race.threshold, 100));
  const over = [...work.people.values()].filter(({ votes }) => compare(fraction(votes), threshold) > 0).sort(byVotes);
  const preferred = yield* byPreference(work, over, steps.length);
  yield* seatPreferred(work, preferred, steps);
  yield* inOrderOfList(work, steps, race.deceased);
  const open = [...work.open.values()].reduce((sum, seats) => sum + seats, 0);
  const isRanked = steps.length > 0 || race.council < rankingCouncil;
  const ranking = isRanked ? rank(work, preferred, over) : new Map<string, readonly string[]>();
  return { list: party.number, elected: work.elected, ranking, open, readings: [...work.readings] };
}

/** The seats of a list that is no group. */
export function oneList({ id }: DistrictList, seats: number): GroupStep[] {
  return Array.from({ length: seats }, () => ({
    article: "P 12",
    id,
    method: "whole",
    value: undefined,
    equal: [],
    byLot: false,
  }));
}

/** P 19a: the deceased are left out of all that follows. */
function begin(party: PartyList, steps: readonly GroupStep[], { deceased }: ElectRace): Work {
  const people = new Map<string, Person>();
  for (const { candidates } of party.lists)
    for (const { key, votes } of candidates) {
      if (deceased.has(candidateName(party.number, key))) continue;
      const known = people.get(key);
      people.set(key, { key, votes: votes + (known?.votes ?? 0), place: known?.place ?? people.size });
    }
  const open = new Map(party.lists.map(({ id }) => [id, steps.filter((step) => step.id === id).length]));
  return { party, people, open, elected: [], readings: new Set() };
}

function byVotes(a: Person, b: Person): number {
  return b.votes - a.votes || a.place - b.place;
}

/** P 15: in the order of their votes, as far as there are seats. A lot decides only where there are too few for equals. */
function* byPreference({ party, readings }: Work, over: readonly Person[], seats: number): Asking<Person[]> {
  const chosen: Person[] = [];
  const waiting = [...over];
  while (chosen.length < seats && waiting.length > 0) {
    const equal = waiting.filter(({ votes }) => votes === waiting[0]?.votes);
    const isShort = equal.length > seats - chosen.length;
    if (equal.length > 1 && !isShort) readings.add("EQUAL_VOTES_ORDER");
    const contestants = equal.map(({ key }) => candidateName(party.number, key));
    const at = isShort ? contestants.indexOf(yield { article: "P15", contestants }) : 0;
    const [next] = waiting.splice(at, 1);
    if (next === undefined || at < 0) throw new RangeError("the lot names a candidate who is not in it");
    chosen.push(next);
  }
  return chosen;
}

/** P 16: each on the list with most votes for that person, as far as it has seats. */
function* seatPreferred(work: Work, preferred: readonly Person[], steps: readonly GroupStep[]): Asking<void> {
  for (const { key } of preferred) {
    const lists = listsOf(work, key);
    const [first] = lists;
    if (first === undefined) continue;
    let on = lists.find(({ id }) => seatsLeft(work, id) > 0);
    if (on === undefined) {
      yield* makeRoom(work, steps);
      on = first;
      work.open.set(on.id, seatsLeft(work, on.id) + 1);
    }
    take(work, key, "preference", on.id);
  }
}

/**
 * P 16, second paragraph: the seat that P 12 or P 13 gave last lapses, of those that nobody took. Equal remainders or averages: a lot, as
 * in P 9. Only whole seats left: these were given at one time; as OSV2020 does, that of the lowest district, and it is told.
 */
function* makeRoom(work: Work, steps: readonly GroupStep[]): Asking<void> {
  const free = steps.filter(({ id }) => seatsLeft(work, id) > 0);
  const last = free.at(-1);
  if (last === undefined) throw new RangeError("more people elected than seats");
  const isEqual = ({ method, value }: GroupStep) =>
    value !== undefined && last.value !== undefined && method === last.method && compare(value, last.value) === 0;
  const equal = [...new Set(free.filter(isEqual).map(({ id }) => id))];
  const name = (id: string) => `${work.party.number}.${id}`;
  let { id } = last;
  if (last.method === "whole") {
    id = free[0]?.id ?? id;
    work.readings.add("P16_WHOLE_SEAT");
  } else if (equal.length > 1) {
    const drawn = yield { article: "P16", contestants: equal.map(name) };
    id = equal.find((one) => name(one) === drawn) ?? id;
  }
  work.open.set(id, seatsLeft(work, id) - 1);
}

/** P 17, P 18: each list in its own order; who is elected on several stays where most votes are, and the others go on; until all is full. */
function* inOrderOfList(work: Work, given: readonly GroupStep[], deceased: ReadonlySet<string>): Asking<void> {
  const placed: Elected[] = work.elected.splice(0);
  const steps = [...given];
  for (;;) {
    yield* passOn(work, placed, { given: steps, seats: given.length }, deceased);
    const claims = new Map<string, string[]>();
    for (const { id, candidates } of work.party.lists)
      for (const { key } of firstFree(work, placed, candidates).slice(0, seatsLeft(work, id)))
        claims.set(key, [...(claims.get(key) ?? []), id]);
    if (claims.size === 0) break;
    for (const [key, ids] of claims) {
      const on = listsOf(work, key).find(({ id }) => ids.includes(id));
      if (on === undefined) continue;
      take(work, key, "order", on.id);
      placed.push(...work.elected.splice(0));
    }
  }
  const order = (one: Elected) => work.people.get(one.key)?.place ?? 0;
  const byOrder = placed.filter(({ by }) => by === "order").sort((a, b) => order(a) - order(b));
  work.elected.push(...placed.filter(({ by }) => by === "preference"), ...byOrder);
}

/** A seat whose list has nobody left goes on to another list of the group, by P 12 and P 13 carried on. */
function* passOn(
  work: Work,
  placed: readonly Elected[],
  seats: { readonly given: GroupStep[]; readonly seats: number },
  deceased: ReadonlySet<string>,
): Asking<void> {
  const freeOn = ({ candidates }: DistrictList) => firstFree(work, placed, candidates).length;
  for (const list of work.party.lists) {
    while (seatsLeft(work, list.id) > 0 && freeOn(list) === 0) {
      const mayTake = (id: string) =>
        work.party.lists.some((one) => one.id === id && freeOn(one) > seatsLeft(work, id));
      const step = yield* oneMoreInGroup(work.party.number, membersOf(work.party, deceased), seats, mayTake);
      if (step === undefined) return;
      work.readings.add("P18_EXHAUSTED");
      seats.given.push(step);
      work.open.set(list.id, seatsLeft(work, list.id) - 1);
      work.open.set(step.id, seatsLeft(work, step.id) + 1);
    }
  }
}

function firstFree<Of extends { readonly key: string }>(
  { people }: Work,
  placed: readonly Elected[],
  candidates: readonly Of[],
): Of[] {
  const isFree = ({ key }: Of) => people.has(key) && placed.every((one) => one.key !== key);
  return candidates.filter(isFree);
}

/** The lists that name a person: most votes first, and where these are equal the lowest district. */
function listsOf({ party }: Work, key: string): DistrictList[] {
  const votesOn = ({ candidates }: DistrictList) => candidates.find((one) => one.key === key)?.votes;
  const named = party.lists.filter((list) => votesOn(list) !== undefined);
  return named.sort((a, b) => (votesOn(b) ?? 0) - (votesOn(a) ?? 0) || a.district - b.district);
}

function seatsLeft({ open }: Work, id: string): number {
  return open.get(id) ?? 0;
}

function take(work: Work, key: string, by: Elected["by"], on: string): void {
  work.open.set(on, seatsLeft(work, on) - 1);
  work.elected.push({ key, by, on, votes: work.people.get(key)?.votes ?? 0 });
}

/** P 19: those elected by preference in their order, then who else is over the threshold, then the others in the order of the list. */
function rank({ party, people }: Work, preferred: readonly Person[], over: readonly Person[]): Map<string, string[]> {
  const first = [...preferred, ...over.filter((person) => !preferred.includes(person))].map(({ key }) => key);
  return new Map(
    party.lists.map(({ id, candidates }) => {
      const own = candidates.map(({ key }) => key).filter((key) => people.has(key));
      const ahead = first.filter((key) => own.includes(key));
      return [id, [...ahead, ...own.filter((key) => !ahead.includes(key))]];
    }),
  );
}
