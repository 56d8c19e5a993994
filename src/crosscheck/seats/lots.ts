// Where the law lets a lot decide, this room asks and never guesses. The outcome is a fact on paper: the record of the central
// electoral committee (P 22) tells it, and a text `zegel/lots v1` brings it here. docs/spec/crosscheck-seats.md, "Lots"

import { FormatError, joinLines, Lines, oneOf, quote, split } from "../../format/index.ts";

/** The articles that let a lot decide; P 16 does not say it, but names a seat given last where several were given for the same value. */
export const lotArticles = ["P7", "P8", "P9", "P12", "P13", "P15", "P16"] as const;
export type LotArticle = (typeof lotArticles)[number];

/** `P 8`, as the law writes it. */
export function showArticle(article: LotArticle): string {
  return article.replace("P", "P ");
}

/** What a lot must decide: one seat, among whom. */
export interface Question {
  readonly article: LotArticle;
  /**
   * Each without blanks or commas, in the order of the lists: `3`, a list; `3.HSB12`, a list of a group, by its first district;
   * `3/JansenA`, a candidate.
   * P 9: who is drawn gives a seat up. P 16: likewise. Else who is drawn gets it.
   */
  readonly contestants: readonly string[];
}

/** One lot that was drawn. */
export interface Lot extends Question {
  readonly drawn: string;
}

export interface LotsFile {
  /** Identifier of the election, `GR2026_Juinen`. */
  readonly election: string;
  /** In the order of the record. */
  readonly lots: readonly Lot[];
}

const firstLine = "zegel/lots v1";
const lotLimit = 200;
/** Characters: candidates of a list, at most 120, with short codes of some twenty. */
const lineLimit = 4000;
/** Bytes of the whole text. */
export const lotsLimit = lotLimit * lineLimit;

/** Throws FormatError. */
export function parseLots(text: string, what: string): LotsFile {
  const lines = new Lines(text, what, lotsLimit, lineLimit);
  lines.exactly(firstLine);
  const election = word(lines.field("election"), lines.where);
  const lots = lines.fields("lot", lotLimit, (value) => parseLot(value, lines.where));
  if (lots.length === 0) throw new FormatError("COUNT", what, 'at least one line "lot …"', "none");
  lines.end();
  return { election, lots };
}

/** Throws FormatError where a name holds what a line cannot. */
export function encodeLots({ election, lots }: LotsFile): string {
  return joinLines([firstLine, `election ${election}`, ...lots.map((lot) => lotLine(lot, lot.drawn))], "lots");
}

/** The line that answers a question; without an answer, what a person copies and completes. */
export function lotLine({ article, contestants }: Question, drawn = "…"): string {
  return `lot ${article} of ${contestants.join(",")} drawn ${drawn}`;
}

function parseLot(value: string, where: string): Lot {
  const [article = "", of, names = "", drawnWord, drawn = ""] = split(value, 5, where);
  if (of !== "of" || drawnWord !== "drawn")
    throw new FormatError("FIELD", where, '"lot ARTICLE of A,B drawn A"', quote(value));
  const contestants = names.split(",").map((name) => word(name, where));
  if (contestants.length < 2 || new Set(contestants).size < contestants.length)
    throw new FormatError("DUPLICATE", where, "two or more contestants, each once", quote(names));
  if (!contestants.includes(drawn)) throw new FormatError("REFERENCE", where, `one of ${names}`, quote(drawn));
  return { article: oneOf(article, lotArticles, where), contestants, drawn };
}

function word(text: string, where: string): string {
  if (text === "" || /[\s,]/.test(text)) throw new FormatError("FIELD", where, "a name without blanks", quote(text));
  return text;
}

/** A computation that asks where the law lets a lot decide; what it is sent is who was drawn. */
export type Asking<Result> = Generator<Question, Result, string>;

export type Answered<Result> =
  /** `unused`: lots of the record that this computation does not need. */
  | { readonly open: undefined; readonly result: Result; readonly unused: readonly Lot[] }
  /** The computation stops here until somebody tells the outcome. */
  | { readonly open: Question };

/**
 * Carries a computation on with the lots of the record, in their order. A lot that it does not ask for is passed over: OSV2020 draws
 * after P 10 where this computation sees one list only that has candidates left.
 */
export function answer<Result>(asking: Asking<Result>, lots: readonly Lot[] = []): Answered<Result> {
  const unused: Lot[] = [];
  let at = 0;
  let next = asking.next();
  while (next.done !== true) {
    const question = next.value;
    const found = lots.findIndex((lot, i) => i >= at && isAnswer(lot, question));
    const lot = lots[found];
    if (lot === undefined) return { open: question };
    unused.push(...lots.slice(at, found));
    at = found + 1;
    next = asking.next(lot.drawn);
  }
  return { open: undefined, result: next.value, unused: [...unused, ...lots.slice(at)] };
}

function isAnswer(lot: Lot, { article, contestants }: Question): boolean {
  const named = new Set(lot.contestants);
  return (
    lot.article === article &&
    named.size === contestants.length &&
    contestants.every((contestant) => named.has(contestant))
  );
}
