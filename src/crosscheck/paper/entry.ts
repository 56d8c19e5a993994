// What one person typed from paper: `zegel/paper-entry v1`. It may be unfinished, and is gone on with later. docs/spec/paper-entry.md

import { checkSha256, checkText, decodeDecimal, encodeUtf8 } from "../../format/text/decode.ts";
import { FormatError, quote } from "../../format/text/error.ts";
import { joinLines, Lines, oneOf, split } from "../../format/text/lines.ts";
import { type Field, type Figure, type Figures, type Model, modelNames, placeOf, readField } from "./fields.ts";
import { candidateLimit, checkElection, checkUnitId, listLimit, unitLimit } from "./form.ts";

/** First and second entry are made apart from each other; the third decides where they differ. */
export type EntryNumber = 1 | 2 | 3;

export interface PaperEntry {
  readonly election: string;
  /** Digest of the form that it belongs to. */
  readonly form: string;
  readonly entry: EntryNumber;
  /** Who typed it, as she chose to say. */
  readonly person: string;
  readonly papers: readonly Paper[];
}

/** One paper of one unit, or of the total. */
export interface Paper {
  readonly unit: string;
  readonly model: Model;
  /** In the order of `placeOf`. */
  readonly figures: Figures;
  readonly isFinished: boolean;
}

export const entryTypeLine = "zegel/paper-entry v1";
const what = "paper entry";
/** Bytes: 5,000 units with all candidates of a Tweede Kamer. */
export const entryLimit = 128 * 1024 * 1024;
/** A unit may stand on an earlier paper, and on what corrected it. */
export const paperLimit = 3 * unitLimit;
const figureLimit = 10 + listLimit * (1 + candidateLimit);
export const personLimit = 100;
/** The highest figure: as in a count. */
export const figureMaximum = 999_999_999;

/** The bytes of an entry. Throws FormatError on one that could not be read back. */
export function encodeEntry({ election, form, entry, person, papers }: PaperEntry): Uint8Array {
  const lines = [
    entryTypeLine,
    `election ${election}`,
    `form ${form}`,
    `entry ${entry}`,
    `person ${person}`,
    ...papers.flatMap(paperLines),
  ];
  const bytes = encodeUtf8(joinLines(lines, what));
  parseEntry(bytes);
  return bytes;
}

function paperLines({ unit, model, figures, isFinished }: Paper): string[] {
  const lines = [
    `unit ${unit}`,
    `model ${model}`,
    ...[...figures].sort(([a], [b]) => placeOf(a) - placeOf(b)).map(([field, figure]) => `${field} ${figure}`),
  ];
  return isFinished ? [...lines, `end ${lines.length}`] : lines;
}

/** The inverse of `encodeEntry`. Whether it fits a form is for `judgeFit` to say. Throws FormatError. */
export function parseEntry(bytes: Uint8Array): PaperEntry {
  const lines = Lines.fromBytes(bytes, what, entryLimit);
  lines.exactly(entryTypeLine);
  const election = checkElection(lines.field("election"), lines.where);
  const form = checkSha256(lines.field("form"), lines.where);
  const entry = decodeDecimal(lines.field("entry"), 1, 3, lines.where) as EntryNumber;
  const person = checkText(lines.field("person"), lines.where, personLimit);
  const papers: Paper[] = [];
  while (lines.next("unit")) {
    if (papers.length === paperLimit)
      throw new FormatError("LIMIT", lines.where, `at most ${paperLimit} papers`, "more");
    papers.push(parsePaper(lines));
  }
  lines.end();
  return { election, form, entry, person, papers };
}

function parsePaper(lines: Lines): Paper {
  const unit = checkUnitId(lines.field("unit"), lines.where);
  const model = oneOf(lines.field("model"), modelNames, lines.where);
  const figures = new Map<Field, Figure>();
  let place = 0;
  while (!lines.next("unit") && !lines.next("end")) {
    const line = lines.line();
    if (line === undefined) break;
    const [name = "", value = ""] = split(line, 2, lines.where);
    const field = readField(name);
    if (field === undefined) throw new FormatError("FIELD", lines.where, "a field, a unit or an end", quote(line));
    if (placeOf(field) <= place) throw new FormatError("ORDER", lines.where, "fields in order, each once", quote(line));
    if (figures.size === figureLimit)
      throw new FormatError("LIMIT", lines.where, `at most ${figureLimit} figures a paper`, "more");
    place = placeOf(field);
    figures.set(field, parseFigure(value, lines.where));
  }
  const isFinished = lines.next("end");
  if (isFinished && lines.field("end") !== String(figures.size + 2))
    throw new FormatError("COUNT", lines.where, `the number of lines of the unit, ${figures.size + 2}`, "another");
  return { unit, model, figures, isFinished };
}

function parseFigure(value: string, where: string): Figure {
  return value === "-" || value === "?" ? value : decodeDecimal(value, 0, figureMaximum, where);
}

/** What a person typed in a box; `""`: nothing; undefined: no figure. Points between thousands are taken out, other hyphens are one. */
export function readFigure(typed: string): Figure | "" | undefined {
  const text = typed.trim();
  if (text === "") return "";
  if (/^[-\u2010-\u2015\u2212]+$/.test(text)) return "-";
  if (text === "?") return "?";
  const digits = /^[0-9]{1,3}(?:\.[0-9]{3})+$/.test(text) ? text.replaceAll(".", "") : text;
  return /^[0-9]{1,9}$/.test(digits) ? Number(digits) : undefined;
}
