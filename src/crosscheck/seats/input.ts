// An election as the computation needs it: what the files say, without what they do not decide. Judged once, here; the rest of the
// room relies on it.

import { fill, type Text } from "../../words/language.ts";
import type { Occasion } from "./law.ts";

export interface Candidate {
  /** Who it is, the same on all lists of a group; without blanks, commas or slashes. */
  readonly key: string;
  /** Votes for this candidate on this list. */
  readonly votes: number;
}

/** A list as handed in for one or more electoral districts: all with the same candidates in the same order (H 11). */
export interface DistrictList {
  /** Unique within the group; without blanks, commas or slashes. */
  readonly id: string;
  /** The lowest number of its districts: where votes are equal the law goes by it. */
  readonly district: number;
  /** In the order of the list. */
  readonly candidates: readonly Candidate[];
}

/** A list number: one list, or a group of lists (lijstengroep). */
export interface PartyList {
  readonly number: number;
  /** More than one: a group. In the order of their districts. */
  readonly lists: readonly DistrictList[];
}

export interface ElectionInput extends Occasion {
  /** In the order of their numbers. */
  readonly lists: readonly PartyList[];
  /** Who died: `LIST/KEY`. */
  readonly deceased: ReadonlySet<string>;
}

export const limits = {
  lists: 64,
  districtLists: 64,
  candidates: 120,
  seats: 1000,
  votes: 999_999_999,
  allVotes: 1e12,
} as const;

/** How a candidate is named in questions, lots and findings. */
export function candidateName(list: number, key: string): string {
  return `${list}/${key}`;
}

/** What is not as this room needs it, as a sentence; undefined: all is. A name that the election lacks is refused too: it may be a slip. */
export function judgeInput({ seats, lists, deceased }: ElectionInput): Text | undefined {
  if (!isCount(seats, limits.seats) || seats === 0) return say(texts.seats, { seats });
  if (lists.length === 0 || lists.length > limits.lists) return say(texts.lists, { count: lists.length });
  const numbers = lists.map(({ number }) => number);
  if (new Set(numbers).size < numbers.length) return say(texts.twice, { what: numbers.join(", ") });
  const known = new Set<string>();
  for (const list of lists) {
    const fault = judgeList(list, known);
    if (fault !== undefined) return fault;
  }
  const all = lists.flatMap(({ lists }) => lists.flatMap(({ candidates }) => candidates.map(({ votes }) => votes)));
  if (all.reduce((sum, votes) => sum + votes, 0) > limits.allVotes) return say(texts.votes, {});
  const stranger = [...deceased].find((name) => !known.has(name));
  return stranger === undefined ? undefined : say(texts.stranger, { what: stranger });
}

function judgeList({ number, lists }: PartyList, known: Set<string>): Text | undefined {
  if (!isCount(number, limits.votes) || lists.length === 0 || lists.length > limits.districtLists)
    return say(texts.list, { list: number });
  if (new Set(lists.map(({ id }) => id)).size < lists.length) return say(texts.list, { list: number });
  for (const { id, candidates } of lists) {
    const keys = candidates.map(({ key }) => key);
    if (candidates.length === 0 || candidates.length > limits.candidates) return say(texts.list, { list: number });
    if (new Set(keys).size < keys.length) return say(texts.twice, { what: `${number}.${id}` });
    const bad = [id, ...keys].find((name) => name === "" || /[\s,/]/.test(name));
    if (bad !== undefined) return say(texts.name, { what: bad });
    if (candidates.some(({ votes }) => !isCount(votes, limits.votes))) return say(texts.list, { list: number });
    for (const key of keys) known.add(candidateName(number, key));
  }
  return undefined;
}

function isCount(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= limit;
}

const texts = {
  seats: {
    nl: "Het aantal zetels is {seats}. Er kan alleen met 1 tot en met 1000 zetels gerekend worden.",
    en: "The number of seats is {seats}. Only 1 to 1000 seats can be computed.",
  },
  lists: {
    nl: "Er zijn {count} lijsten. Er kan alleen met 1 tot en met 64 lijsten gerekend worden.",
    en: "There are {count} lists. Only 1 to 64 lists can be computed.",
  },
  list: {
    nl: "Met lijst {list} kan niet gerekend worden: het aantal kandidaten, kieskringen of stemmen is te groot of ontbreekt.",
    en: "List {list} cannot be computed: its number of candidates, districts or votes is too large or missing.",
  },
  votes: {
    nl: "Er zijn meer stemmen dan er mensen zijn. Daarmee wordt niet gerekend.",
    en: "There are more votes than there are people. These are not computed with.",
  },
  twice: { nl: "Dit staat er twee keer: {what}.", en: "This stands twice: {what}." },
  name: {
    nl: "Met de naam {what} kan niet gerekend worden: er staat een spatie, komma of schuine streep in.",
    en: "The name {what} cannot be used: it holds a blank, a comma or a slash.",
  },
  stranger: {
    nl: "Kandidaat {what} staat niet op de lijsten. Kijk de naam of het nummer na.",
    en: "Candidate {what} is on no list. Check the name or the number.",
  },
} as const satisfies Record<string, Text>;

function say({ nl, en }: Text, values: Readonly<Record<string, string | number>>): Text {
  return { nl: fill(nl, values), en: fill(en, values) };
}
