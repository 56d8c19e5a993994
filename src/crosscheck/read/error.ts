// Why a file is not read: one of the rules L1 to L5, the place, and what was expected and found there.

import { Fault, spellOut } from "../../format/index.ts";
import { fill, type Text } from "../../words/language.ts";

export type ReadRule = "L1" | "L2" | "L3" | "L4" | "L5";

interface Reason extends Text {
  readonly rule: ReadRule;
}

/** `{names}` are filled in where it is thrown: foreign text among them is spelt out and cut. docs/spec/crosscheck.md, "Reading" */
export const reasons = {
  NOT_UTF8: { rule: "L1", nl: "geen geldige UTF-8", en: "no valid UTF-8" },
  NOT_XML: { rule: "L1", nl: "geen goede XML ({detail})", en: "no sound XML ({detail})" },
  FORBIDDEN_MARKUP: { rule: "L1", nl: "{what} mag hier niet staan", en: "{what} may not stand here" },
  XML_DECLARATION: {
    rule: "L1",
    nl: "alleen XML 1.0 in UTF-8 wordt gelezen, hier staat {found}",
    en: "only XML 1.0 in UTF-8 is read, found {found}",
  },
  WRONG_ROOT: {
    rule: "L1",
    nl: "het eerste onderdeel is geen EML van de goede soort (gevonden: {found})",
    en: "the root element is no EML of the right namespace (found {found})",
  },
  TOO_DEEP: { rule: "L2", nl: "meer dan {limit} onderdelen in elkaar", en: "more than {limit} elements in each other" },
  TOO_MANY: { rule: "L2", nl: "meer dan {limit} keer {what}", en: "more than {limit} times {what}" },
  TOO_LONG: { rule: "L2", nl: "een stuk van meer dan {limit} tekens", en: "a piece of more than {limit} characters" },
  TOO_LARGE: { rule: "L2", nl: "meer dan {limit} bytes", en: "more than {limit} bytes" },
  WRONG_PLACE: {
    rule: "L3",
    nl: "{found} hoort hier niet (verwacht: {expected})",
    en: "{found} does not belong here (expected {expected})",
  },
  MISSING: { rule: "L3", nl: "in {where} ontbreekt {expected}", en: "{where} lacks {expected}" },
  ATTRIBUTE: {
    rule: "L3",
    nl: "kenmerk {name} van {where}: verwacht {expected}, gevonden {found}",
    en: "attribute {name} of {where}: expected {expected}, found {found}",
  },
  VALUE: {
    rule: "L3",
    nl: "{where}: verwacht {expected}, gevonden {found}",
    en: "{where}: expected {expected}, found {found}",
  },
  NUMBER: {
    rule: "L4",
    nl: "{where}: verwacht een getal van 0 tot en met 999999999 zonder iets ervoor, gevonden {found}",
    en: "{where}: expected a number from 0 to 999999999 with nothing before it, found {found}",
  },
  TWICE: { rule: "L5", nl: "{what} staat er twee keer", en: "{what} stands there twice" },
  ABSENT: { rule: "L5", nl: "{what} ontbreekt", en: "{what} is missing" },
  ZIP: { rule: "L1", nl: "dit is geen goede zip ({detail})", en: "this is no sound zip ({detail})" },
  ZIP_ENTRY: { rule: "L1", nl: "een zip met {what} wordt niet gelezen", en: "a zip with {what} is not read" },
  SHEET: { rule: "L1", nl: "geen goede CSV van een telling ({detail})", en: "no sound CSV of a count ({detail})" },
} as const satisfies Record<string, Reason>;
export type ReadReason = keyof typeof reasons;

/** Throws a ReadError of the place that the reader has come to. */
export type Fail = (reason: ReadReason, values?: Readonly<Record<string, string | number>>) => never;

/** Where in a file, from 1; a character is a code point. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export class ReadError extends Fault<ReadRule> {
  readonly reason: ReadReason;
  readonly values: Readonly<Record<string, string | number>>;
  /** Undefined: the file as a whole. */
  readonly place: Place | undefined;

  constructor(reason: ReadReason, values: Readonly<Record<string, string | number>> = {}, place?: Place) {
    const where = place === undefined ? "" : `line ${place.line}, character ${place.column}: `;
    super(reasons[reason].rule, `${where}${fill(reasons[reason].en, spelt(values), valueLimit)}`);
    this.reason = reason;
    this.values = spelt(values);
    this.place = place;
  }
}

const valueLimit = 80;

/** Values may be megabytes of foreign text: what is kept of them is cut. */
function spelt(values: Readonly<Record<string, string | number>>): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? value : spellOut(value, valueLimit),
    ]),
  );
}
