// What stands on a record (proces-verbaal) on paper: its figures by their names on the paper, and the models that people hold in their
// hands. docs/spec/paper-entry.md

import type { Text } from "../../words/language.ts";

/** A–D who were admitted, E the votes for candidates, F blank, G invalid, H all ballot papers, I and J how many too many or too few. */
export const letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] as const;
export type Letter = (typeof letters)[number];

/** `E.3`: all votes for list 3. `K.3.12`: votes for candidate 12 of list 3. */
export type ListField = `E.${number}`;
export type CandidateField = `K.${number}.${number}`;
export type Field = Letter | ListField | CandidateField;

/** The field with this name; undefined: there is none. Numbers from 1 to 999, without leading zeros. */
export function readField(name: string): Field | undefined {
  return /^(?:[A-J]|E\.[1-9][0-9]{0,2}|K\.[1-9][0-9]{0,2}\.[1-9][0-9]{0,2})$/.test(name) ? (name as Field) : undefined;
}

/** Its place in a file, for comparing: letters, then lists, then candidates. */
export function placeOf(field: Field): number {
  const [kind, list, position] = partsOf(field);
  if (kind === "letter") return field.charCodeAt(0);
  return (kind === "list" ? 1 : 2) * 1e7 + list * 1000 + position;
}

/** What kind of field it is, and the numbers in its name: 0 where it has none. */
export function partsOf(field: Field): readonly ["letter" | "list" | "candidate", list: number, position: number] {
  const [kind, list = 0, position = 0] = field.split(".").map((part, i) => (i === 0 ? part : Number(part)));
  if (field.length === 1) return ["letter", 0, 0];
  return [kind === "E" ? "list" : "candidate", Number(list), Number(position)];
}

/** A figure as it stands on paper: a number, an empty box, or one that nobody can read. */
export type Figure = number | "-" | "?";
export type Figures = ReadonlyMap<Field, Figure>;

/** What a form asks: the lists, and the places on each. Nothing else of a form matters to its figures. */
export interface Ballot {
  readonly lists: readonly { readonly number: number; readonly candidates: readonly { readonly position: number }[] }[];
}

export const listFields = ({ lists }: Ballot): ListField[] => lists.map(({ number }) => `E.${number}` as const);

/** The candidates of one list, in its order. */
export function candidateFields({ lists }: Ballot, list: number): CandidateField[] {
  const candidates = lists.find(({ number }) => number === list)?.candidates ?? [];
  return candidates.map(({ position }) => `K.${list}.${position}` as const);
}

/** What is asked of every unit before it is finished, in the order of the paper: the lists stand above their total. */
export function paperOrder(ballot: Ballot): Field[] {
  return ["A", "B", "C", "D", ...listFields(ballot), "E", "F", "G", "H", "I", "J"];
}

/** Every field of a form. */
export function allFields(ballot: Ballot): Field[] {
  return [...paperOrder(ballot), ...ballot.lists.flatMap(({ number }) => candidateFields(ballot, number))];
}

interface ModelText {
  /** As its foot says: `N 10-1`. */
  readonly printed: string;
  /** Figures of one unit, of a total, or of either. */
  readonly of: "unit" | "total" | "either";
  /** It stands in the place of an earlier paper, and what it leaves empty is as it was there. */
  readonly corrects: boolean;
  readonly what: Text;
}

const unit = (printed: string, nl: string, en: string): ModelText => ({
  ...{ printed, of: "unit", corrects: false },
  what: { nl, en },
});
const total = (printed: string, nl: string, en: string): ModelText => ({ ...unit(printed, nl, en), of: "total" });
const corrected = (model: ModelText): ModelText => ({ ...model, corrects: true });

/** By the name in a file. In the order in which a person looks for hers. */
export const models = {
  "N10-1": unit("N 10-1", "Telling in het stembureau zelf", "Counted at the polling station"),
  "Na31-2-1": unit("Na 31-2, bijlage 1", "Telling op een centrale plek", "Counted at one central place"),
  "Na14-1": corrected(
    unit("Na 14-1", "Verbetering van een N 10-1 (versie 1 of 2)", "Correction of an N 10-1 (versions 1 and 2)"),
  ),
  "Na14-2-1": corrected(
    unit("Na 14-2, bijlage 1", "Verbetering van een Na 31-2, bijlage 1", "Correction of an Na 31-2, annex 1"),
  ),
  "N29-2": unit("N 29-2", "Telling van briefstemmen", "Postal votes"),
  "Na14-3": corrected(unit("Na 14-3", "Verbetering van een N 29-2", "Correction of an N 29-2")),
  "Na31-1": total(
    "Na 31-1",
    "Totaal van de gemeente, geteld in de stembureaus",
    "Municipal total, counted at the stations",
  ),
  "Na31-2": total(
    "Na 31-2",
    "Totaal van de gemeente, geteld op een centrale plek",
    "Municipal total, counted centrally",
  ),
  "Na14-2": corrected(
    total("Na 14-2", "Verbetering van het totaal van de gemeente", "Correction of a municipal total"),
  ),
  O7: total("O 7", "Totaal van een kieskring", "Total of a district"),
  O20: total("O 20", "Totaal van het nationaal briefstembureau", "Total of the national postal voting committee"),
  P22: total("P 22-1 of P 22-2", "Totaal van de hele verkiezing", "Total of the whole election"),
  other: {
    printed: "?",
    of: "either",
    corrects: false,
    what: { nl: "Een ander papier", en: "Another paper" },
  },
} as const satisfies Record<string, ModelText>;
export type Model = keyof typeof models;
export const modelNames = Object.keys(models) as Model[];

/** The unit that stands for all of them together. */
export const totalUnit = "total";

/** Models of one unit, or of the total, in the order in which they are offered. */
export function modelsOf(unitId: string): Model[] {
  const wanted = unitId === totalUnit ? "total" : "unit";
  return modelNames.filter((name) => models[name].of === wanted || models[name].of === "either");
}
