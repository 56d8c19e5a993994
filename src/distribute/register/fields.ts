// The parts of a fact: what may stand in each place of a line, and how it is printed. docs/spec/register.md, "Facts"

import {
  checkMoment,
  checkSha256,
  checkText,
  decodeDecimal,
  discLimit,
  envelopeOf,
  FormatError,
  isPrinted,
  oneOf,
  quote,
  releaseFields,
  token,
} from "../../format/index.ts";

/** One place of a line. */
export interface Part<T> {
  /** Words that it takes; undefined: all that are left, so that only the last of a line may be so. */
  readonly words: number | undefined;
  /** Throws FormatError. */
  readonly parse: (text: string, where: string) => T;
  readonly print: (value: T) => string;
}

const text = (parse: (text: string, where: string) => string): Part<string> => ({ words: 1, parse, print: (v) => v });
const rest = (parse: (text: string, where: string) => string): Part<string> => ({ ...text(parse), words: undefined });
const number = (min: number, max: number): Part<number> => ({
  words: 1,
  parse: (v, where) => decodeDecimal(v, min, max, where),
  print: String,
});

export const of = <T extends string>(values: readonly T[]): Part<T> => ({
  words: 1,
  parse: (v, where) => oneOf(v, values, where),
  print: (v) => v,
});

/** `none` where there is nothing. */
export const orNone = <T>({ words, parse, print }: Part<T>): Part<T | undefined> => ({
  words,
  parse: (v, where) => (v === "none" ? undefined : parse(v, where)),
  print: (v) => (v === undefined ? "none" : print(v)),
});

export const sha256 = text(checkSha256);
export const name = text(token);
export const count = number(0, 1_000_000);
export const bytes = number(1, Number.MAX_SAFE_INTEGER);
/** A line of the file. */
export const lineNumber = number(2, 9_999_999);
export const disc = number(1, discLimit);
export const copy = number(1, 999_999);
export const listNumber = number(1, 256);
/** 0 a disc in a drive, 1 an image file, 2 a folder, 3 what is installed. */
export const scope = number(0, 3);
export const election = text(releaseFields.election);
export const role = text(releaseFields.role);
export const sequence = number(1, 999_999);
export const version = text(releaseFields.version);
export const product = rest(releaseFields.product);
/** Of an office or a municipality, never of a person. */
export const officeName = rest((v, where) => checkText(v, where, 100));
export const place = rest((v, where) => checkText(v, where, 100));

/** The number on a seal bag: its own, in capitals and digits. */
export const seal = text((v, where) => shaped(v, /^[A-Z0-9][A-Z0-9-]{0,31}$/, "capitals, digits and hyphens", where));
/** A name of a carrier, and a number that it gave. */
export const carrier = name;
export const track = orNone(text((v, where) => shaped(v, /^[A-Z0-9][A-Z0-9-]{0,39}$/, "capitals and digits", where)));
/** The control number of the check; of an afmeldcode, which holds no more, its first two digits. */
export const link = orNone(
  text((v, where) =>
    v.length === 2 ? shaped(v, /^[0-9A-HJKMNP-TV-Z]{2}$/, "two digits of a code", where) : controlNumber(v, where),
  ),
);
/** The first 44 bits of what was found. */
export const found = orNone(text((v, where) => shaped(v, /^[0-9a-f]{11}$/, "11 lower-case hex digits", where)));

export const envelope = text((v, where) => {
  if (!/^[0-9]{4,6}-[A-Z]$/.test(v) || envelopeOf(v.slice(0, -2)) !== v)
    throw new FormatError("FIELD", where, "an envelope number such as 0123-K", quote(v));
  return v;
});

export const control = text(controlNumber);

function controlNumber(v: string, where: string): string {
  if (!isPrinted("control", v)) throw new FormatError("FIELD", where, "a control number", quote(v));
  return v;
}

/** The number of a recall list that a check knew; 0: it knew of none. */
export const knownList = orNone(number(0, 256));
export const moment = text(checkMoment);

/** `1..420`: the first and the last, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}
export const copies: Part<Range> = {
  words: 1,
  parse: (v, where) => {
    const [, from = "", to = ""] = /^([0-9]+)\.\.([0-9]+)$/.exec(v) ?? [];
    const first = copy.parse(from, where);
    return { from: first, to: decodeDecimal(to, first, 999_999, where) };
  },
  print: ({ from, to }) => `${from}..${to}`,
};

/** Two clerks who saw the same thing. */
export type Pair = readonly [string, string];
export const pair: Part<Pair> = {
  words: 2,
  parse: (v, where) => {
    const blank = v.indexOf(" ");
    if (blank < 0) throw new FormatError("FIELD", where, "two clerks", quote(v));
    const [one, other] = [v.slice(0, blank), v.slice(blank + 1)];
    if (one === other) throw new FormatError("DUPLICATE", where, "two clerks", quote(v));
    return [token(one, where), token(other, where)];
  },
  print: (both) => both.join(" "),
};

function shaped(text: string, pattern: RegExp, expected: string, where: string): string {
  if (!pattern.test(text)) throw new FormatError("FIELD", where, expected, quote(text));
  return text;
}
