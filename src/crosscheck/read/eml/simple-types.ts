// What the text of an element or the value of an attribute may be. The names of the types are what a person reads in an error.

import { rejectedReasons, uncountedReasons } from "../votes.ts";

export interface SimpleType {
  /** "a day": what was expected, for people. */
  readonly name: string;
  readonly accepts: (value: string) => boolean;
  /** `kept`: as written; `collapsed`: runs of blanks become one, and those at either end go, as xs:token has it. */
  readonly blanks: "kept" | "collapsed";
  /** A figure: what is no number is told as rule L4. */
  readonly isNumber: boolean;
}

function type(name: string, accepts: (value: string) => boolean, options: Partial<SimpleType> = {}): SimpleType {
  return { name, accepts, blanks: "collapsed", isNumber: false, ...options };
}

const matching = (name: string, pattern: RegExp) => type(name, (value) => pattern.test(value));

export function oneOf(...values: readonly string[]): SimpleType {
  const all = new Set(values);
  return type(values.join(", "), (value) => all.has(value));
}

export const token = type("text", () => true);
/** Nothing but blanks. */
export const nothing = type("nothing", (value) => value === "");

/** Rule L4: `0`, or 1 to 999999999. The schema would take `+7`, `007` and blanks, which two programs may read differently. */
function isNumber(text: string): boolean {
  const { length } = text;
  if (length === 0 || length > 9 || (length > 1 && text.charCodeAt(0) === 0x30)) return false;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

export const number = type("a number", isNumber, { blanks: "kept", isNumber: true });
export const positive = type("a number from 1 on", (value) => value !== "0" && isNumber(value), {
  blanks: "kept",
  isNumber: true,
});
/** For what is never counted with: empty, or a number from 1 on. */
export const maybePositive = type("nothing or a number from 1 on", (value) => value === "" || positive.accepts(value));
/** Of a list, a candidate, a polling station. */
export const ordinal = type("a number from 1 on", (value) => value !== "0" && isNumber(value), { isNumber: true });
export const regionNumber = type("a number", (value) => /^[0-9]{1,5}$/.test(value) && Number(value) <= 32_767, {
  isNumber: true,
});

const dayPattern = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?$/;
/** xs:date, which may have a zone. */
export const day = type("a day YYYY-MM-DD", (value) => isDay(dayPattern.exec(value)?.[1]));
const momentPattern =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?$/;
export const moment = type("a moment YYYY-MM-DDThh:mm:ss", (value) => isDay(momentPattern.exec(value)?.[1]));
export const dayOrMoment = type("a day or a moment", (value) => day.accepts(value) || moment.accepts(value));

function isDay(value: string | undefined): boolean {
  if (value === undefined || value < "0001") return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
}

export const boolean = oneOf("true", "false", "1", "0");
export const nameToken = matching("a name without blanks", /^[\p{L}\p{M}\p{N}._:·-]+$/u);
export const electionId = matching(
  "an election such as TK2027 or GR2026_Juinen",
  /^(?:EP|EK|TK|GR|BC|GC|ER|PS|AB|NR|PR|LR|IR)2[0-9]{3}(?:[0-9]{4})?(?:_[\p{L}\p{M}\p{N}_-]*)?$/u,
);
export const electionCategory = oneOf("EK", "TK", "EP", "PS", "AB", "GR", "BC", "GC", "ER", "NR", "PR", "LR", "IR");
export const electionSubcategory = oneOf(
  ...["PS1", "PS2", "AB1", "AB2", "GR1", "GR2", "BC", "GC", "ER1", "TK", "EK", "EP", "NR", "PR", "LR", "IR"],
);
export const domainId = matching("a number of a region", /^(?:[0-9]{4}|[12]?[0-9])$/);
export const contestId = matching(
  "geen, alle or the number of a district",
  /^(?:[1-9][0-9]*|geen|alle|(?=[MDCLXVI])M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))$/,
);
export const authorityId = matching("CSB, HSB with a number or four digits", /^(?:CSB|(?:HSB|SB)[0-9]+|[0-9]{4})$/);
export const unitId = matching(
  "the id of a unit, such as 0668::SB1 or HSB19::0971",
  /^(?:HSB[0-9]+|(?:HSB[0-9]+::)?[0-9]{4}|(?:(?:HSB[0-9]+::)?[0-9]{4}::)?SB[0-9]+|HSB[0-9]+::SB[0-9]+)$/,
);
export const shortCode = type(
  "a short code of letters, then digits, 1 to 15",
  (value) =>
    /^[A-Za-z]{1,15}$/.test(value) ||
    (value.length > 0 && [...value].length <= 15 && /^\p{L}*[0-9]{0,7}$/u.test(value)),
);
export const uncountedReason = oneOf(...uncountedReasons);
export const rejectedReason = oneOf(...rejectedReasons);
export const votingMethod = oneOf(
  ...["AMS", "FPP", "IRV", "NOR", "OPV", "RCV", "SPV", "STV"],
  ...["cumulative", "approval", "block", "supporterlist", "partisan", "supplementaryvote", "other"],
);
