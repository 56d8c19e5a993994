// What is to be typed, without a figure: the election, its units, lists and candidates. Its digest stands in each entry, so that an entry
// belongs to this form and no other. docs/spec/paper-entry.md

import { sha256 } from "@noble/hashes/sha2.js";
import {
  checkDay,
  checkLine,
  checkText,
  compareText,
  decodeDecimal,
  encodeHex,
  encodeUtf8,
} from "../../format/text/decode.ts";
import { FormatError, quote } from "../../format/text/error.ts";
import { spellOut } from "../../format/text/foreign.ts";
import { joinLines, Lines, match, split } from "../../format/text/lines.ts";

export interface PaperForm {
  /** `GR2026_Juinen`. */
  readonly election: string;
  /** `GR`, `TK`, …: at some elections a figure cannot occur. */
  readonly category: string;
  readonly date: string;
  readonly name: string;
  /** Whose count it is: `0042`. */
  readonly authority: string;
  readonly authorityName: string;
  /** In the order of `compareUnits`. */
  readonly units: readonly FormUnit[];
  /** By number. */
  readonly lists: readonly FormList[];
}

export interface FormUnit {
  /** As the count names it: `0042::SB1`. */
  readonly id: string;
  readonly name: string;
}

export interface FormList {
  readonly number: number;
  /** "" for a list without a name. */
  readonly name: string;
  readonly candidates: readonly FormCandidate[];
}

export interface FormCandidate {
  readonly position: number;
  readonly name: string;
}

const typeLine = "zegel/paper-form v1";
const what = "paper form";
/** Characters: some 20,000 lines of a name. */
const formLimit = 8 * 1024 * 1024;
export const unitLimit = 5000;
export const listLimit = 64;
export const candidateLimit = 120;
/** The highest number of a list or a place on it. */
export const numberLimit = 999;
const nameLimit = 200;

/** The text of a form. Throws FormatError on a form that could not be read back. */
export function encodeForm(form: PaperForm): string {
  const { election, category, date, name, authority, authorityName, units, lists } = form;
  const text = joinLines(
    [
      typeLine,
      `election ${election}`,
      `category ${category}`,
      `date ${date}`,
      `name ${name}`,
      `authority ${authority} ${authorityName}`,
      ...units.map((unit) => `unit ${unit.id} ${unit.name}`),
      ...lists.flatMap(({ number, name: listName, candidates }) => [
        `list ${number}${listName === "" ? "" : ` ${listName}`}`,
        ...candidates.map((candidate) => `candidate ${candidate.position} ${candidate.name}`),
      ]),
    ],
    what,
  );
  parseForm(text);
  return text;
}

/** The inverse of `encodeForm`. Throws FormatError. */
export function parseForm(text: string): PaperForm {
  const lines = new Lines(text, what, formLimit);
  lines.exactly(typeLine);
  const election = checkElection(lines.field("election"), lines.where);
  const category = match(lines.field("category"), /^[A-Z]{2}$/, "two capitals", lines.where);
  const date = checkDay(lines.field("date"), lines.where);
  const name = checkName(lines.field("name"), lines.where);
  const [authority = "", authorityName = ""] = split(lines.field("authority"), 2, lines.where);
  checkUnitId(authority, lines.where);
  checkName(authorityName, lines.where);
  const units = lines.fields("unit", unitLimit, (value) => parseUnit(value, lines.where));
  const lists: FormList[] = [];
  while (lines.next("list")) {
    if (lists.length === listLimit) throw new FormatError("LIMIT", lines.where, `at most ${listLimit} lists`, "more");
    lists.push(parseList(lines));
  }
  lines.end();
  const form = { election, category, date, name, authority, authorityName, units, lists };
  checkOrders(form);
  return form;
}

/** What an entry names its form by. */
export const formDigest = (form: PaperForm): string => digestOf(encodeUtf8(encodeForm(form)));

/** SHA-256 in lower-case hex: of a form, and of the files that belong to it. */
export const digestOf = (bytes: Uint8Array): string => encodeHex(sha256(bytes));

/** `GR2026_Juinen`: a name without blanks. Throws FormatError. */
export function checkElection(text: string, where: string): string {
  checkText(text, where, 100);
  return match(text, /^\S+$/, "the id of an election", where);
}

/** `0042::SB1`. Throws FormatError. */
export function checkUnitId(text: string, where: string): string {
  return match(text, /^[!-~]{1,64}$/, "the id of a unit", where);
}

/** A name that is spelt out: it is the same on every screen and page, which spell out what a person could not see. */
function checkName(text: string, where: string): string {
  checkLine(text, where, nameLimit);
  if (spellOut(text, nameLimit) !== text) throw new FormatError("TEXT", where, "a name that is spelt out", quote(text));
  return text;
}

function parseUnit(value: string, where: string): FormUnit {
  const [id = "", name = ""] = split(value, 2, where);
  if (id === "total") throw new FormatError("FIELD", where, "the id of a unit", quote(id));
  return { id: checkUnitId(id, where), name: checkName(name, where) };
}

function parseList(lines: Lines): FormList {
  const value = lines.field("list");
  const [digits = "", name = ""] = value.includes(" ") ? split(value, 2, lines.where) : [value];
  const number = decodeDecimal(digits, 1, numberLimit, lines.where);
  if (name !== "") checkName(name, lines.where);
  const candidates = lines.fields("candidate", candidateLimit, (candidate): FormCandidate => {
    const [place = "", candidateName = ""] = split(candidate, 2, lines.where);
    const position = decodeDecimal(place, 1, numberLimit, lines.where);
    return { position, name: checkName(candidateName, lines.where) };
  });
  return { number, name, candidates };
}

/** One form, one text: units, lists and candidates stand in one order, each once. */
function checkOrders({ units, lists }: PaperForm): void {
  const isRising = (numbers: readonly number[]) =>
    numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0));
  const isGood =
    units.every((unit, i) => i === 0 || compareUnits(units[i - 1]?.id ?? "", unit.id) < 0) &&
    isRising(lists.map(({ number }) => number)) &&
    lists.every(({ candidates }) => isRising(candidates.map(({ position }) => position)));
  if (!isGood) throw new FormatError("ORDER", what, "units, lists and candidates in order, each once", "another order");
}

/** Order of units: by the number of the station, then by the id. */
export function compareUnits(one: string, other: string): number {
  return (stationNumber(one) ?? 0) - (stationNumber(other) ?? 0) || compareText(one, other);
}

/** 12 of `0668::SB12`; undefined: it is no station. */
export function stationNumber(id: string): number | undefined {
  const [, digits] = /::SB([0-9]{1,6})$/.exec(id) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * A foreign name as one line of a form: NFC, single blanks, whatever a person could not see spelt out, at most 200 characters. `otherwise`
 * where nothing is left of it.
 */
export function formName(foreign: string, otherwise = "-"): string {
  const name = spellOut(foreign.normalize("NFC").replace(/\s+/gu, " ").trim(), nameLimit - 1);
  return name === "" ? otherwise : name;
}
