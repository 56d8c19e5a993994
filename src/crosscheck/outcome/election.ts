// From the files of an election to what the computation of seats needs: the one count that covers all of it, the lists that it names,
// and who the people on them are.

import type { Candidates, Count, CountUnit, Definition, Message, PersonName, ReadMessage } from "../read/model.ts";
import type { BallotCandidate, BallotList, Votes } from "../read/votes.ts";
import type { Dossier } from "../rules/dossier.ts";
import { districtOf } from "../rules/regions.ts";
import { candidateName, type DistrictList, type ElectionInput, type PartyList } from "../seats/input.ts";

/** A file without which nothing can be computed. */
export type Lacking = "count" | "definition";

export interface Prepared {
  readonly count: ReadMessage<Count>;
  readonly definition: ReadMessage<Definition>;
  readonly input: ElectionInput;
  /** By number of the list and key; empty where no candidate list is at hand. */
  readonly names: ReadonlyMap<string, PersonName>;
}

/** `deceased`: as `resolveDeceased` gives them. */
export function prepare(dossier: Dossier, deceased: ReadonlySet<string>): Prepared | Lacking {
  const count = wholeCount(dossier.counts);
  if (count === undefined) return "count";
  const definition = ofElection(dossier.definitions, count);
  if (definition === undefined) return "definition";
  const { election } = definition.message;
  const lists = listsOf(count.message);
  const input = {
    kind: election.category,
    date: election.date,
    seats: definition.message.seats,
    threshold: definition.message.preferenceThreshold,
    lists,
    deceased,
  };
  return { count, definition, input, names: namesOf(count.message, dossier.candidates) };
}

/** Files of another election are said by rule I1; nothing is computed from them. */
export function ofElection<Kind extends Message>(
  files: readonly ReadMessage<Kind>[],
  count: ReadMessage<Count>,
): ReadMessage<Kind> | undefined {
  return files.find(({ message }) => message.election.id === count.message.election.id);
}

/** The count of the whole election: a 510d, or for a municipal council the 510b of its one municipality. */
export function wholeCount(counts: readonly ReadMessage<Count>[]): ReadMessage<Count> | undefined {
  const above = counts.find(({ message }) => message.kind === "510d");
  if (above !== undefined) return above;
  const own = counts.filter(({ message }) => message.kind === "510b" && message.election.category === "GR");
  return own.length === 1 ? own[0] : undefined;
}

/**
 * Lists of the same number in several districts are one where they name the same people in the same order (H 11): it follows from the
 * count itself, so that it can be computed without the candidate lists of all districts.
 */
export function listsOf(count: Count): PartyList[] {
  const parties = new Map<number, DistrictList[]>();
  for (const { id, votes, order } of partsOf(count))
    for (const list of votes.ballot.lists) {
      const lists = parties.get(list.number) ?? [];
      parties.set(list.number, lists);
      add(lists, { id, district: districtOf(id) ?? 0, candidates: candidatesOf(list, votes, order) });
    }
  const numbers = [...parties.keys()].sort((a, b) => a - b);
  return numbers.map((number) => ({ number, lists: parties.get(number) ?? [] }));
}

interface Part {
  readonly id: string;
  readonly votes: Votes;
  /** A ballot that has the places on the lists, where that of `votes` lacks them. */
  readonly order: Votes;
}

/** The districts; where there are none the total, in the order in which a unit has its candidates. */
function partsOf({ contest, authority, total, units }: Count): Part[] {
  const isOfDistricts = contest.id === "alle" && units.some(({ id }) => districtOf(id) !== undefined);
  if (!isOfDistricts) return [{ id: authority.id, votes: total, order: units[0]?.votes ?? total }];
  const district = ({ id }: CountUnit) => districtOf(id) ?? 0;
  return units.toSorted((a, b) => district(a) - district(b)).map(({ id, votes }) => ({ id, votes, order: votes }));
}

function add(lists: DistrictList[], list: DistrictList): void {
  const keysOf = ({ candidates }: DistrictList) => candidates.map(({ key }) => key).join(" ");
  const at = lists.findIndex((one) => keysOf(one) === keysOf(list));
  const same = lists[at];
  if (same === undefined) {
    lists.push(list);
    return;
  }
  const candidates = same.candidates.map(({ key, votes }, i) => ({
    key,
    votes: votes + (list.candidates[i]?.votes ?? 0),
  }));
  lists[at] = { ...same, candidates };
}

function candidatesOf(list: BallotList, { figures }: Votes, order: Votes): DistrictList["candidates"] {
  const places = placesOf(order, list.number);
  return list.candidates
    .map((candidate, i) => ({
      key: keyOf(candidate),
      votes: figures[list.cell + 1 + i] ?? 0,
      place: candidate.position ?? places.get(keyOf(candidate)) ?? i,
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ key, votes }) => ({ key, votes }));
}

/** Short code, or the place on the list where the file has no short codes. */
export function keyOf({ position, shortCode }: BallotCandidate): string {
  return shortCode ?? String(position);
}

function placesOf({ ballot }: Votes, number: number): Map<string, number> {
  const candidates = ballot.lists.find((list) => list.number === number)?.candidates ?? [];
  return new Map(candidates.map((candidate) => [keyOf(candidate), candidate.position ?? 0]));
}

/** Who stands where, by the candidate lists: a unit of the count ties the place on a list to the key. */
function namesOf(count: Count, candidates: readonly ReadMessage<Candidates>[]): Map<string, PersonName> {
  const names = new Map<string, PersonName>();
  const units = [...count.units, { id: count.authority.id, votes: count.total }];
  for (const { message } of candidates) {
    if (message.election.id !== count.election.id) continue;
    const number = Number(message.contest.id);
    const unit = units.find(({ id }) => districtOf(id) === number) ?? units[0];
    for (const list of message.lists)
      for (const { position, name } of list.candidates) {
        const places = unit?.votes.ballot.lists.find((one) => one.number === list.number)?.candidates ?? [];
        const own = places.find((one) => one.position === position);
        if (own !== undefined) names.set(candidateName(list.number, keyOf(own)), name);
      }
  }
  return names;
}

/**
 * Whom a person named as deceased, `3.12` (place 12 of list 3), `3/JansenA` or `JansenA`: its name in the input. Undefined: nobody, or
 * several people, fit.
 */
export function resolveDeceased(named: string, count: Count): string | undefined {
  const people = listsOf(count).flatMap(({ number, lists }) =>
    [...new Set(lists.flatMap(({ candidates }) => candidates.map(({ key }) => key)))].map((key) => ({ number, key })),
  );
  const [, list, place] = /^(\d+)\.(\d+)$/.exec(named) ?? [];
  const fits =
    list === undefined
      ? people.filter(({ number, key }) => named === key || named === candidateName(number, key))
      : people.filter(({ number, key }) => number === Number(list) && isAt(count, number, key, Number(place)));
  const [only, second] = fits;
  return only === undefined || second !== undefined ? undefined : candidateName(only.number, only.key);
}

/** Some ballot of the count has this person at this place. */
function isAt({ total, units }: Count, number: number, key: string, place: number): boolean {
  const ballots = new Set([total, ...units.map(({ votes }) => votes)].map(({ ballot }) => ballot));
  return [...ballots].some((ballot) =>
    ballot.lists.some(
      (list) => list.number === number && list.candidates.some((one) => one.position === place && keyOf(one) === key),
    ),
  );
}
