// The lines of a note as one table of fields: parsing, printing, screens and comparisons walk the same table, so that none of them can
// leave a field out. Seal and lists have another structure, and each its own parser. docs/spec/README.md, "Common rules"

import { checkMoment, checkSha256, checkText, decodeDecimal } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { joinLines, Lines, oneOf, split } from "../text/lines.ts";

/** What may stand behind the name of a line. */
export interface Value<T> {
  /** Throws FormatError. */
  readonly parse: (text: string, where: string) => T;
  /** The inverse of parse. Throws FormatError on a value whose text would be read as another one. */
  readonly print: (value: T, where: string) => string;
}

/** The line or the lines of one field. */
export interface Field<T> {
  /** What its lines begin with. */
  readonly name: string;
  /** Takes its lines from `lines`. Throws FormatError. */
  readonly take: (lines: Lines) => T;
  /** What stands behind the name, one text a line. */
  readonly texts: (value: T, where: string) => readonly string[];
}

/** Every field of a note, in the order of its lines. */
export type FieldTable<T> = { readonly [Name in keyof T]-?: Field<T[Name]> };

/** A field as its note shows it. */
export interface ShownField<Name> {
  readonly field: Name;
  /** What its lines begin with. */
  readonly name: string;
  /** What stands behind the name of each of its lines. */
  readonly texts: readonly string[];
}

/** The first line, what messages call the note, and how long it may be; `limit` and `lineLimit` (of each line) in characters. */
export interface NoteForm {
  readonly typeLine: string;
  readonly what: string;
  readonly limit: number;
  readonly lineLimit?: number;
}

export interface NoteLines<T> {
  /** Throws FormatError. */
  readonly parse: (text: string) => T;
  /** The text of the note, not yet judged as a whole: the encoder parses it. Throws FormatError. */
  readonly print: (note: T) => string;
  /** Every field, in order. Throws FormatError on a value that print refuses. */
  readonly walk: (note: T) => readonly ShownField<keyof T & string>[];
}

/** A kind of note. `table` is called for each note and not once when the program starts: so a mutation test can tell who tests it. */
export function noteLines<T extends object>(form: NoteForm, table: () => FieldTable<T>): NoteLines<T> {
  const { typeLine, what, limit, lineLimit } = form;
  const walk = (note: T) => {
    const fields = table();
    return namesOf(fields).map((field) => {
      const { name, texts } = fields[field];
      return { field, name, texts: texts(note[field], `${what} (${name})`) };
    });
  };
  return {
    parse: (text) => {
      const lines = new Lines(text, what, limit, lineLimit);
      lines.exactly(typeLine);
      const fields = table();
      const note: Partial<T> = {};
      for (const field of namesOf(fields)) note[field] = fields[field].take(lines);
      lines.end();
      return note as T; // each of its fields was taken
    },
    print: (note) => {
      const lines = walk(note).flatMap(({ name, texts }) => texts.map((text) => `${name} ${text}`));
      return joinLines([typeLine, ...lines], what);
    },
    walk,
  };
}

function namesOf<T>(fields: FieldTable<T>): (keyof T & string)[] {
  return Object.keys(fields) as (keyof T & string)[];
}

/** One line. */
export function line<T>(name: string, value: Value<T>): Field<T> {
  return {
    name,
    take: (lines) => value.parse(lines.field(name), `${lines.where} (${name})`),
    texts: (given, where) => [value.print(given, where)],
  };
}

/** One line, or none where the value is undefined. */
export function optional<T>(name: string, value: Value<T>): Field<T | undefined> {
  return {
    name,
    take: (lines) => (lines.next(name) ? line(name, value).take(lines) : undefined),
    texts: (given, where) => (given === undefined ? [] : [value.print(given, where)]),
  };
}

/** Any number of lines up to `limit`. */
export function repeated<T>(name: string, limit: number, value: Value<T>): Field<readonly T[]> {
  return {
    name,
    take: (lines) => lines.fields(name, limit, (text) => value.parse(text, `${lines.where} (${name})`)),
    texts: (given, where) => given.map((one) => value.print(one, where)),
  };
}

/** The same, each with its number before the value: 1, 2, 3 … */
export function numbered<T>(name: string, limit: number, value: Value<T>): Field<readonly T[]> {
  return {
    name,
    take: (lines) =>
      lines.fields(name, limit, (text, i) => {
        const where = `${lines.where} (${name})`;
        const [number = "", rest = ""] = split(text, 2, where);
        decodeDecimal(number, i + 1, i + 1, where);
        return value.parse(rest, where);
      }),
    texts: (given, where) => given.map((one, i) => `${i + 1} ${value.print(one, where)}`),
  };
}

/** One line for each of `words`, in their order: `name word value`. */
export function lineForEach<Word extends string, T>(
  name: string,
  words: readonly Word[],
  value: Value<T>,
): Field<Readonly<Record<Word, T>>> {
  return {
    name,
    take: (lines) => {
      const found = words.map((word) => [word, line(`${name} ${word}`, value).take(lines)]);
      return Object.fromEntries(found) as Record<Word, T>;
    },
    texts: (given, where) => words.map((word) => `${word} ${value.print(given[word], where)}`),
  };
}

/** A text or number that is printed as it stands; `parse` checks it. */
export function plain<T extends string | number>(parse: Value<T>["parse"]): Value<T> {
  return { parse, print: String };
}

/** One line for each check, with the name of the check in front; its value is what the check returns. */
export function plainLines<T extends { readonly [Name in keyof T]: string | number }>(
  checks: Checks<T>,
): FieldTable<T> {
  const lines = Object.entries(checks as Checks<Record<string, string>>).map(
    ([name, parse]) => [name, line(name, plain(parse))] as const,
  );
  return Object.fromEntries(lines) as unknown as FieldTable<T>; // field by field, as `checks` has them
}
type Checks<T> = { readonly [Name in keyof T]: Value<T[Name]>["parse"] };

/** SHA-256, 64 lower-case hex digits. */
export const sha256: Value<string> = plain(checkSha256);
/** `YYYY-MM-DDThh:mm:ssZ` */
export const moment: Value<string> = plain(checkMoment);

/** A TEXT of at most `limit` characters. */
export function text(limit: number): Value<string> {
  return plain((value, where) => checkText(value, where, limit));
}

/** A whole number `min..max`. */
export function decimal(min: number, max: number): Value<number> {
  return plain((value, where) => decodeDecimal(value, min, max, where));
}

/** One of a closed list of words. */
export function oneWord<T extends string>(words: readonly T[]): Value<T> {
  return plain((value, where) => oneOf(value, words, where));
}

/** `word` stands for no value. A value whose text would be read as another one (`word` itself, for instance) is refused. */
export function orWord<T>(word: string, value: Value<T>): Value<T | undefined> {
  return {
    parse: (given, where) => (given === word ? undefined : value.parse(given, where)),
    print: (given, where) => {
      if (given === undefined) return word;
      const printed = value.print(given, where);
      value.parse(printed, where);
      return printed;
    },
  };
}

/** `none` stands for no value. */
export function orNone<T>(value: Value<T>): Value<T | undefined> {
  return orWord("none", value);
}

/** A fixed word, a blank and the value. `expected`: what may stand there, for messages. */
export function behind<T>(word: string, value: Value<T>, expected: string): Value<T> {
  return {
    parse: (given, where) => {
      if (!given.startsWith(`${word} `)) throw new FormatError("FIELD", where, expected, quote(given));
      return value.parse(given.slice(word.length + 1), where);
    },
    print: (given, where) => `${word} ${value.print(given, where)}`,
  };
}
