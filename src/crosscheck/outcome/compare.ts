// Rules Z1 to Z3: the result (520) against the computation: seats of each list, who is elected, how, and in which order.

import type { Elected, PersonName, ReadMessage, Result } from "../read/model.ts";
import type { Findings } from "../rules/findings.ts";
import { showName } from "../rules/people.ts";
import type { Apportionment } from "../seats/apportion.ts";
import type { Elected as Computed } from "../seats/elect.ts";
import { candidateName } from "../seats/input.ts";
import type { Prepared } from "./election.ts";

export interface Compared {
  readonly lists: number;
  /** People of the result who were known by code or name on the lists of the count. */
  readonly people: number;
  /** People who could not be tied to the lists, because neither codes nor candidate lists are at hand. */
  readonly unknown: number;
  /** People of whom the result does not say in which manner they were elected. */
  readonly unranked: number;
}

export function compareResult(
  prepared: Prepared,
  { results }: Apportionment,
  { source, message }: ReadMessage<Result>,
  findings: Findings,
): Compared {
  const place = { file: source.path, other: prepared.count.source.path };
  const compared = { lists: 0, people: 0, unknown: 0, unranked: 0 };
  const numbers = new Set([...results.map(({ list }) => list), ...message.lists.map(({ number }) => number)]);
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const official = message.lists.find((list) => list.number === number)?.elected ?? [];
    const computed = results.find(({ list }) => list === number)?.elected ?? [];
    compared.lists++;
    const figure = { kind: "list", list: number } as const;
    if (official.length !== computed.length)
      findings.add({ code: "Z1", ...place, figure, found: official.length, expected: computed.length });
    const known = official.map((person) => ({ person, key: keyOf(prepared, number, person) }));
    compared.people += known.filter(({ key }) => key !== undefined).length;
    const unknown = known.filter(({ key }) => key === undefined && !hasNames(prepared, number));
    compared.unknown += unknown.length;
    compared.unranked += known.filter(({ person, key }) => key !== undefined && person.ranking === undefined).length;
    if (unknown.length > 0) continue;
    comparePeople(prepared, { number, known, computed }, (finding) => findings.add({ ...place, ...finding }));
  }
  return compared;
}

interface Side {
  readonly number: number;
  readonly known: readonly { readonly person: Elected; readonly key: string | undefined }[];
  readonly computed: readonly Computed[];
}

type Add = (finding: Omit<Parameters<Findings["add"]>[0], "file">) => void;

function comparePeople(prepared: Prepared, { number, known, computed }: Side, add: Add): void {
  const candidate = (key: string) => ({ kind: "candidate", list: number, candidate: key }) as const;
  const nameOf = (key: string) => showKnown(prepared.names.get(candidateName(number, key)), key);
  for (const { person, key } of known) {
    const own = computed.find((one) => one.key === key);
    const figure = candidate(key ?? person.shortCode ?? String(person.position));
    if (own === undefined) add({ code: "Z2", part: "not-elected", figure, found: showKnown(person.name, key ?? "") });
    else if (person.ranking !== undefined && person.ranking !== rankingOf(own))
      add({ code: "Z3", part: "manner", figure, found: person.ranking, expected: rankingOf(own) });
  }
  for (const { key } of computed)
    if (known.every((one) => one.key !== key))
      add({ code: "Z2", part: "not-in-result", figure: candidate(key), expected: nameOf(key) });
  const [theirs, ours] = [known.map(({ key }) => key ?? ""), computed.map(({ key }) => key)];
  const isSameSet = theirs.length === ours.length && theirs.every((key) => ours.includes(key));
  const at = theirs.findIndex((key, i) => key !== ours[i]);
  if (!isSameSet || at < 0) return;
  const code = isAmongEquals(theirs, computed) ? "Z3o" : "Z3";
  const [found, expected] = [nameOf(theirs[at] ?? ""), nameOf(ours[at] ?? "")];
  add({ code, part: "order", figure: { kind: "list", list: number }, found, expected });
}

/** Only people with equal preference votes changed places: there two programs of the Kiesraad differ, and nobody else is elected. */
function isAmongEquals(theirs: readonly string[], computed: readonly Computed[]): boolean {
  const votesOf = (key: string | undefined) =>
    computed.find((one) => one.key === key && one.by === "preference")?.votes;
  return theirs.every(
    (key, i) => key === computed[i]?.key || (votesOf(key) ?? -1) === (votesOf(computed[i]?.key) ?? -2),
  );
}

function rankingOf({ by }: Computed): 1 | 2 {
  return by === "preference" ? 1 : 2;
}

/**
 * The key of a person of the result on the lists of the count: by short code where both have them, with the name that the candidate lists
 * give to it, else by that name alone.
 * Never by `Id`: in a result it is the place in the order of election.
 */
function keyOf({ input, names }: Prepared, number: number, { shortCode, name }: Elected): string | undefined {
  const list = input.lists.find((one) => one.number === number);
  const keys = new Set(list?.lists.flatMap(({ candidates }) => candidates.map(({ key }) => key)));
  if (shortCode !== undefined && keys.has(shortCode)) {
    const known = names.get(candidateName(number, shortCode));
    // Who reads a result reads names: a code with the name of somebody else is nobody.
    return known === undefined || isSame(known, name) ? shortCode : undefined;
  }
  const fits = [...keys].filter((key) => isSame(names.get(candidateName(number, key)), name));
  return fits.length === 1 ? fits[0] : undefined;
}

function hasNames({ names }: Prepared, number: number): boolean {
  return [...names.keys()].some((key) => key.startsWith(`${number}/`));
}

function isSame(a: PersonName | undefined, b: PersonName): boolean {
  return a !== undefined && a.lastName === b.lastName && a.initials === b.initials && a.prefix === b.prefix;
}

function showKnown(name: PersonName | undefined, key: string): string {
  return name === undefined || name.lastName === "" ? key : showName(name);
}
