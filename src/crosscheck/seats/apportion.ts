// The whole way from votes to people, in the order of the law. docs/spec/crosscheck-seats.md

import { type Elected, electFrom, type ListResult, oneList } from "./elect.ts";
import { distributeInGroup, type GroupSeats, membersOf } from "./groups.ts";
import { candidateName, type ElectionInput, judgeInput, type PartyList } from "./input.ts";
import { type NoRule, type Rule, ruleOf } from "./law.ts";
import { type Asking, answer, type Lot, type Question } from "./lots.ts";
import { distributeSeats, type ListVotes, type Seats } from "./seats.ts";
import type { Reading } from "./steps.ts";

export interface Apportionment {
  readonly rule: Rule;
  readonly seats: Seats;
  /** The lists of each group that has seats, by its number. */
  readonly groups: ReadonlyMap<number, GroupSeats>;
  /** Of each list, in the order of their numbers. */
  readonly results: readonly ListResult[];
  /** Where two programs of the Kiesraad read the law differently, and this computation came by. */
  readonly readings: readonly Reading[];
}

export type Outcome =
  /** `unused`: lots of the record that this computation does not need. */
  | { readonly state: "done"; readonly result: Apportionment; readonly unused: readonly Lot[] }
  /** Nobody told how this lot fell. */
  | { readonly state: "lot"; readonly question: Question }
  /** There are no rules for such an election here, or its figures cannot be computed with. */
  | { readonly state: "refused"; readonly because: NoRule["because"] | "INPUT"; readonly says: NoRule["says"] };

/** `lots`: of the record of the central electoral committee, in its order. */
export function apportion(input: ElectionInput, lots: readonly Lot[] = []): Outcome {
  const rule = ruleOf(input);
  if ("because" in rule) return { state: "refused", ...rule };
  const fault = judgeInput(input);
  if (fault !== undefined) return { state: "refused", because: "INPUT", says: fault };
  const answered = answer(compute(input, rule), lots);
  if (answered.open !== undefined) return { state: "lot", question: answered.open };
  return { state: "done", result: answered.result, unused: answered.unused };
}

function* compute(input: ElectionInput, rule: Rule): Asking<Apportionment> {
  const lists = input.lists.map((list) => votesOf(list, input));
  // P 5 to P 10
  const seats = yield* distributeSeats({ seats: input.seats, residual: rule.residual, lists });
  const groups = new Map<number, GroupSeats>();
  const results: ListResult[] = [];
  for (const list of input.lists) {
    const own = seats.perList.get(list.number) ?? 0;
    // P 12, P 13
    const steps = yield* stepsOf(list, own, input, groups);
    // P 15 to P 19a
    if (seats.quota === undefined) continue;
    const race = { council: input.seats, quota: seats.quota, threshold: rule.threshold, deceased: input.deceased };
    results.push(yield* electFrom(list, steps, race));
  }
  const readings = new Set([...seats.readings, ...results.flatMap((result) => result.readings)]);
  return { rule, seats, groups, results, readings: [...readings] };
}

function* stepsOf(list: PartyList, seats: number, input: ElectionInput, groups: Map<number, GroupSeats>) {
  const [only, second] = list.lists;
  if (only !== undefined && second === undefined) return oneList(only, seats);
  const group = yield* distributeInGroup(list.number, seats, membersOf(list, input.deceased));
  if (seats > 0) groups.set(list.number, group);
  return group.steps;
}

/** A list as P 5 to P 10 see it: votes for the deceased count for it (the Kiesraad's reading), but the deceased take no seat. */
export function votesOf(list: PartyList, input: Pick<ElectionInput, "deceased">): ListVotes {
  const all = list.lists.flatMap(({ candidates }) => candidates);
  const living = new Set(
    all.map(({ key }) => key).filter((key) => !input.deceased.has(candidateName(list.number, key))),
  );
  return { number: list.number, votes: all.reduce((sum, { votes }) => sum + votes, 0), candidates: living.size };
}

/** Everybody elected, list by list, each in the order of election. */
export function allElected({ results }: Apportionment): (Elected & { readonly list: number })[] {
  return results.flatMap(({ list, elected }) => elected.map((one) => ({ ...one, list })));
}
