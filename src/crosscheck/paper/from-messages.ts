// A form out of a count or a list of stations, with the candidate lists; and a count as what paper is compared with. Of a count a form
// takes the names of its units and nothing else.

import { Fault, quote } from "../../format/index.ts";
import type { Candidates, Count, PersonName, Stations } from "../read/model.ts";
import { letterOf, type Votes } from "../read/votes.ts";
import type { ComparedCount } from "./compare.ts";
import { type Field, totalUnit } from "./fields.ts";
import { compareUnits, type FormList, type FormUnit, formName, type PaperForm } from "./form.ts";

/** `LISTS`: no candidate lists that fit. `UNITS`: nothing to type. */
export class PaperError extends Fault<"LISTS" | "UNITS"> {}

/**
 * The form of a count (of any level) or of a municipality's list of stations. `lists`: candidate lists, among which those of its own
 * district are taken. Throws PaperError, and FormatError where a name of the files cannot stand in a form.
 */
export function formOf(source: Count | Stations, lists: readonly Candidates[]): PaperForm {
  const { election } = source;
  const authority = source.kind === "110b" ? source.municipality : source.authority;
  const units = source.kind === "110b" ? stationsOf(source) : unitsOf(source);
  if (units.length === 0)
    throw new PaperError("UNITS", "expected a file with polling stations or units, found none in it");
  const form = {
    election: election.id,
    category: election.category,
    date: election.date,
    name: formName(election.name, election.id),
    authority: authority.id,
    authorityName: formName(authority.name, authority.id),
    units: units.toSorted((a, b) => compareUnits(a.id, b.id)),
    lists: isOfDistricts(source) ? listsAlone(source) : listsOf(ownLists(source, lists)),
  };
  if (source.kind !== "110b") demandSameLists(form.lists, source.total);
  return form;
}

/** The count of a whole election with districts: a place on a list is another person in each, so of its paper (P 22) the lists are typed. */
function isOfDistricts(source: Count | Stations): source is Count {
  return source.kind === "510d" && source.contest.id === "alle";
}

function listsAlone({ total }: Count): FormList[] {
  return total.ballot.lists
    .map(({ number, name }) => ({ number, name: formName(name, ""), candidates: [] }))
    .sort((a, b) => a.number - b.number);
}

const stationsOf = ({ stations }: Stations): FormUnit[] =>
  stations.map(({ unitId, number, name }) => ({ id: unitId, name: formName(name, String(number)) }));

/** A count calls a station `Stembureau Dorpshuis (postcode: 1234 AB)` where the list of stations has `Dorpshuis`: both make one form. */
const unitsOf = ({ units }: Count): FormUnit[] =>
  units.map(({ id, name }) => {
    const short = formName(name, id).replace(/^Stembureau (?=.)/, "");
    return { id, name: formName(short.replace(/(.) \(postcode: [^()]*\)$/, "$1"), id) };
  });

/** Those of the same election and district: where there are districts a place on a list is another person in each. */
function ownLists({ election, contest }: Count | Stations, lists: readonly Candidates[]): Candidates {
  const own = lists.filter((one) => one.election.id === election.id);
  const exact = own.filter((one) => one.contest.id === contest.id);
  const [found, ...more] = exact.length > 0 ? exact : own;
  if (found === undefined || more.length > 0)
    throw new PaperError(
      "LISTS",
      `expected one file of candidate lists (230b) of ${quote(election.id)}, found ${found === undefined ? "none" : `${1 + more.length} that fit`}`,
    );
  return found;
}

function listsOf({ lists }: Candidates): FormList[] {
  return lists
    .map(({ number, name, candidates }) => ({
      number,
      name: formName(name, ""),
      candidates: candidates
        .map(({ position, name: person }) => ({ position, name: formName(personName(person), String(position)) }))
        .toSorted((a, b) => a.position - b.position),
    }))
    .toSorted((a, b) => a.number - b.number);
}

/** As a list on paper has it: `de Vries, A.B. (Anna)`. */
function personName({ initials, firstName, prefix, lastName }: PersonName): string {
  const last = prefix === "" ? lastName : `${prefix} ${lastName}`;
  const parts = [last, initials].filter((part) => part !== "").join(", ");
  return firstName === "" ? parts : `${parts} (${firstName})`;
}

/** A form with other lists than its count would be typed for nothing. Totals of a 510d name people and no places: there only the lists. */
function demandSameLists(lists: readonly FormList[], { ballot }: Votes): void {
  const own = new Map(ballot.lists.map((list) => [list.number, list.candidates]));
  const wrong = lists.find(({ number, candidates }) => {
    const counted = own.get(number);
    const places = counted?.map(({ position }) => position).filter((position) => position !== undefined) ?? [];
    const isSame = candidates.length === places.length && candidates.every(({ position }) => places.includes(position));
    return counted === undefined || (places.length > 0 && !isSame);
  });
  if (wrong !== undefined || own.size !== lists.length)
    throw new PaperError(
      "LISTS",
      `expected candidate lists (230b) with the lists of the count, found another list ${wrong?.number ?? "too few"}`,
    );
}

/** A count, asked for its figures by the names that stand on paper. */
export function comparedCount(count: Count): ComparedCount {
  const { total, units } = count;
  const votes = new Map<string, Votes>(units.map(({ id, votes: own }) => [id, own]));
  votes.set(totalUnit, total);
  const cells = new Map<Votes["ballot"], Map<Field, number>>();
  const cellOf = (own: Votes, field: Field): number | undefined => {
    const known = cells.get(own.ballot) ?? new Map(cellsOf(own.ballot, own === total ? placesIn(count) : new Map()));
    cells.set(own.ballot, known);
    return known.get(field);
  };
  return {
    units: units.map(({ id }) => id),
    figure(unit, field) {
      const own = votes.get(unit);
      const cell = own === undefined ? undefined : cellOf(own, field);
      return cell === undefined ? undefined : own?.figures[cell];
    },
    initial(unit, field) {
      const own = votes.get(unit);
      const cell = own === undefined ? undefined : cellOf(own, field);
      const before = cell === undefined ? undefined : own?.initial?.[cell];
      return before === undefined || before < 0 ? undefined : before;
    },
  };
}

/**
 * The total of a 510d names people by short code alone, and its units by place, too. By list and short code, their place; people whose
 * place is not the same in all units are left out.
 */
function placesIn({ units }: Count): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const moved = new Set<string>();
  for (const ballot of new Set(units.map(({ votes }) => votes.ballot)))
    for (const { number, candidates } of ballot.lists)
      for (const { position, shortCode } of candidates) {
        if (position === undefined || shortCode === undefined) continue;
        const key = `${number} ${shortCode}`;
        if ((places.get(key) ?? position) !== position) moved.add(key);
        places.set(key, position);
      }
  for (const key of moved) places.delete(key);
  return places;
}

/** Where each field stands on this ballot. */
function* cellsOf(
  { lists, others, otherCell }: Votes["ballot"],
  places: ReadonlyMap<string, number>,
): Generator<[Field, number]> {
  for (const { number, cell, candidates } of lists) {
    yield [`E.${number}`, cell];
    for (const [i, { position, shortCode }] of candidates.entries()) {
      const place = position ?? places.get(`${number} ${shortCode}`);
      if (place !== undefined) yield [`K.${number}.${place}`, cell + 1 + i];
    }
  }
  for (const [i, name] of others.entries()) {
    const letter = letterOf[name as keyof typeof letterOf];
    if (letter !== undefined) yield [letter, otherCell + i];
  }
}
