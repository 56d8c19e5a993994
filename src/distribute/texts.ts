// TEXTS: what the letter says and no note knows, as strict JSON. docs/spec/letter.md, "TEXTS"
// A letter with a wrong telephone hour is printed four hundred times: nothing is filled in for whoever forgot it.

import { checkDay, checkText, FormatError, parseJson, quote, readEnvelope, spellOut } from "../format/index.ts";
import type { Text } from "../words/language.ts";
import { DistributeError } from "./error.ts";

export interface LetterTexts {
  /** Of the letter. */
  readonly date: string;
  /** One line above the address: to whom it goes back. */
  readonly sender: string;
  /** Undefined: the place is left for a label. */
  readonly address: readonly string[] | undefined;
  /** These three: undefined: a line is left for the pen. */
  readonly municipality: string | undefined;
  readonly envelope: string | undefined;
  readonly bag: string | undefined;
  /** By when the disc must have been verified. */
  readonly lastDay: string;
  /** How long that takes. */
  readonly minutes: number;
  readonly telephoneHours: Text;
  /** Where else the codes stand: `2027, 1234`. */
  readonly staatscourant: string;
  readonly website: string;
}

/** Bytes of the file. */
export const textsLimit = 65_536;
/** Faults shown at once. */
const shownLimit = 40;
/** Lines of an address in the window of an envelope. */
export const addressLines = 6;

/** What a field must be, in words, and its value. `read` throws FormatError. */
interface Field<T> {
  readonly expected: string;
  readonly read: (value: unknown) => T;
}

const day: Field<string> = {
  expected: "a day as YYYY-MM-DD",
  read: (value) => checkDay(textOf(value), ""),
};

const line = (limit: number): Field<string> => ({
  expected: `a text of 1 to ${limit} characters in one line`,
  read: (value) => {
    const text = textOf(value);
    if (text === "") throw new FormatError("TEXT", "", "a text", "nothing");
    return checkText(text, "", limit);
  },
});

const matching = (pattern: RegExp, expected: string): Field<string> => ({
  expected,
  read: (value) => {
    const text = textOf(value);
    if (!pattern.test(text)) throw new FormatError("TEXT", "", expected, quote(text));
    return text;
  },
});

/** As it is printed, check letter and all: it is read aloud at the telephone, and typed into the program. */
const envelope: Field<string> = {
  expected: "4 to 6 digits, a hyphen and the letter that belongs to them, such as 0123-K",
  read: (value) => {
    const text = textOf(value);
    if (readEnvelope(text) !== text) throw new FormatError("TEXT", "", "an envelope number", quote(text));
    return text;
  },
};

/** `"none"` must be written: what is left out was forgotten. */
const orNone = <T>({ expected, read }: Field<T>): Field<T | undefined> => ({
  expected: `${expected}, or "none"`,
  read: (value) => (value === "none" ? undefined : read(value)),
});

const lines = (most: number, limit: number): Field<readonly string[]> => ({
  expected: `a list of 1 to ${most} lines of 1 to ${limit} characters`,
  read: (value) => {
    if (!Array.isArray(value)) throw new FormatError("TEXT", "", "a list", kindOf(value));
    if (value.length < 1 || value.length > most) throw new FormatError("COUNT", "", "lines", `${value.length} lines`);
    return value.map(line(limit).read);
  },
});

const wholeNumber = (least: number, most: number): Field<number> => ({
  expected: `a whole number from ${least} to ${most}, without quotation marks`,
  read: (value) => {
    if (typeof value !== "number") throw new FormatError("NUMBER", "", "a number", kindOf(value));
    if (!Number.isInteger(value) || value < least || value > most)
      throw new FormatError("NUMBER", "", "a number", `${value}`);
    return value;
  },
});

const inBothLanguages = (limit: number): Field<Text> => ({
  expected: `{"nl": …, "en": …}, each ${line(limit).expected}`,
  read: (value) => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const names = entries.map(([name]) => name).sort();
    if (Array.isArray(value) || names.join() !== "en,nl") throw new FormatError("TEXT", "", "two texts", kindOf(value));
    const of = (name: string) => line(limit).read(new Map(entries).get(name));
    return { nl: of("nl"), en: of("en") };
  },
});

const fields: { readonly [Name in keyof LetterTexts]: Field<LetterTexts[Name]> } = {
  date: day,
  sender: line(60),
  address: orNone(lines(addressLines, 45)),
  municipality: orNone(line(40)),
  envelope: orNone(envelope),
  bag: orNone(line(30)),
  lastDay: day,
  minutes: wholeNumber(1, 240),
  telephoneHours: inBothLanguages(80),
  staatscourant: matching(/^20[0-9]{2}, [1-9][0-9]{0,5}$/, "year and number, such as 2027, 1234"),
  website: matching(/^[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?$/, "the name of a web site, such as kiesraad.nl"),
};

/** The bytes of TEXTS; `where` names the file. Throws FormatError JSON, UTF8, and DistributeError TEXTS with every fault at once. */
export function parseTexts(bytes: Uint8Array, where: string): LetterTexts {
  const value = parseJson(bytes, where);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new DistributeError("TEXTS", `${where}: expected one JSON object, found ${kindOf(value)}`);
  const given = new Map<string, unknown>(Object.entries(value));
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { expected, read }] of Object.entries(fields)) {
    if (!given.has(name)) faults.push(`${name}: expected ${expected}, found nothing: add it`);
    else
      try {
        values[name] = read(given.get(name));
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        faults.push(`${name}: expected ${expected}, found ${foundIn(error)}`);
      }
    given.delete(name);
  }
  for (const name of given.keys())
    faults.push(`${quote(name)}: is no field of these texts: remove it, or correct its name`);
  const { date, lastDay } = values as Partial<LetterTexts>;
  if (date !== undefined && lastDay !== undefined && lastDay < date)
    faults.push(`lastDay: expected the day of the letter (${date}) or one after it, found ${lastDay}`);
  refuse(where, faults);
  return values as unknown as LetterTexts; // every field of it has passed its own check above
}

/** What is wrong with the text itself, where the words for the field do not say it. */
function foundIn({ code, expected, found }: FormatError): string {
  return code === "TEXT" && expected.startsWith("Latin") ? `${found}: ${expected} only` : found;
}

function refuse(where: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > shownLimit ? [`… and ${faults.length - shownLimit} more`] : [];
  const shown = [...faults.slice(0, shownLimit), ...more].map((fault) => `  ${spellOut(fault, 400)}`);
  throw new DistributeError("TEXTS", `${where}: these texts cannot be used:\n${shown.join("\n")}`);
}

/** Throws FormatError for what is no text. */
function textOf(value: unknown): string {
  if (typeof value !== "string") throw new FormatError("TEXT", "", "a text", kindOf(value));
  return value;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}
