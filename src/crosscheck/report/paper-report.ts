// Papers among the files of a run: which count they belong to, whether two people agree, and whether the count says the same.
// docs/spec/paper-entry.md, "Verdicts"

import { FormatError } from "../../format/index.ts";
import { isWhole, populationOf } from "../outcome/draw.ts";
import { prepare } from "../outcome/election.ts";
import { type PaperSeats, seatsByPaper } from "../outcome/paper-seats.ts";
import { type ComparedCount, comparePapers, type PaperComparison } from "../paper/compare.ts";
import {
  type DoubleEntry,
  type EntryFile,
  judgeDouble,
  type Refusal,
  type WaitingPaper,
} from "../paper/double-entry.ts";
import { type PaperEntry, parseEntry } from "../paper/entry.ts";
import { type Field, totalUnit } from "../paper/fields.ts";
import { judgeFit } from "../paper/fit.ts";
import { formDigest, type PaperForm } from "../paper/form.ts";
import { comparedCount, formOf, PaperError } from "../paper/from-messages.ts";
import { isTable, parseTable } from "../paper/table.ts";
import type { Inputs } from "../read/inputs.ts";
import type { Count, ReadMessage } from "../read/model.ts";
import { weights } from "../rules/findings.ts";
import type { Judged } from "../rules/judge.ts";
import { apportion } from "../seats/apportion.ts";
import type { Sample } from "../seats/sample-file.ts";
import { inOrder, type Verdict, verdictsOf } from "./verdict.ts";

/** All papers of one form, against its count. */
export interface PaperPart {
  readonly count: ReadMessage<Count>;
  readonly form: PaperForm;
  readonly digest: string;
  readonly entries: readonly EntryFile[];
  readonly double: DoubleEntry;
  readonly comparison: PaperComparison;
}

/** A file that is meant as an entry and is none. */
export interface BrokenEntry {
  readonly path: string;
  readonly error: FormatError;
}

export interface PaperReport {
  readonly inputs: Inputs;
  readonly judged: Judged;
  readonly parts: readonly PaperPart[];
  /** Counts of which nothing was typed. */
  readonly untyped: readonly ReadMessage<Count>[];
  /** Entries of no form that these files make. */
  readonly strays: readonly Refusal[];
  readonly broken: readonly BrokenEntry[];
  /** Of a sample. Undefined: all stations are looked at. */
  readonly looked: LookedAt | undefined;
  /** With the figures of the paper, where all of them were compared and the seats can be computed. */
  readonly seats: PaperSeats | undefined;
  readonly verdicts: readonly [Verdict, ...Verdict[]];
}

/** How far the stations of a sample were compared. */
export interface LookedAt {
  readonly sample: Sample;
  /** Drawn, and not compared. */
  readonly missing: readonly string[];
  /** Boxes of drawn stations that nobody can read: in a sample they are differences. */
  readonly unreadable: readonly { readonly unit: string; readonly field: Field; readonly form: PaperForm }[];
  /** Whose stations it is drawn from. */
  readonly municipalities: number;
}

interface KnownForm {
  readonly count: ReadMessage<Count>;
  readonly form: PaperForm;
  readonly digest: string;
}

/** `sample`: of these stations papers are expected; undefined: of all. It is one of these files: see `judgeSample`. */
export function reportOnPaper(inputs: Inputs, judged: Judged, sample?: Sample): PaperReport {
  const only = sample === undefined ? undefined : new Set(sample.stations);
  const forms = formsOf(judged);
  const { entries, broken } = readEntries(inputs, forms);
  const strays = entries.flatMap((file) => strayOf(file, forms));
  const parts = forms.flatMap((known): PaperPart[] => {
    const own = entries.filter(({ entry }) => entry.form === known.digest && entry.election === known.form.election);
    if (own.length === 0) return [];
    const double = judgeDouble(own, known.form);
    const count: ComparedCount = comparedCount(known.count.message);
    return [{ ...known, entries: own, double, comparison: comparePapers(known.form, double.agreed, count, only) }];
  });
  const untyped = judged.dossier.counts.filter((count) => !parts.some((part) => part.count === count));
  const looked = sample === undefined ? undefined : lookedAt(sample, parts, judged);
  // Above the municipalities there is seldom paper of every unit; a municipality whose papers were forgotten must not pass.
  const forgotten = untyped.filter(({ message }) => message.kind === "510b").length;
  const leftAside = strays.length + broken.length + (looked === undefined ? forgotten : looked.missing.length);
  const verdicts = verdictsOfPaper(judged, parts, leftAside, looked);
  const seats = seatsOf(judged, parts);
  return { inputs, judged, parts, untyped, strays, broken, looked, seats, verdicts };
}

/** Which drawn stations were compared. */
function lookedAt(sample: Sample, parts: readonly PaperPart[], { dossier }: Judged): LookedAt {
  const drawn = new Set(sample.stations);
  const compared = new Set(parts.flatMap(({ comparison }) => comparison.compared));
  return {
    sample,
    missing: sample.stations.filter((station) => !compared.has(station)),
    unreadable: parts.flatMap(({ form, comparison }) =>
      comparison.unreadable.filter(({ unit }) => drawn.has(unit)).map((place) => ({ ...place, form })),
    ),
    municipalities: populationOf(dossier)?.municipalities ?? 0,
  };
}

/**
 * Where the papers of all stations were compared and these are the whole election. Undefined: they are not, or nobody can compute the
 * seats.
 */
function seatsOf({ dossier, findings }: Judged, parts: readonly PaperPart[]): PaperSeats | undefined {
  const prepared = prepare(dossier, new Set());
  const areSumsWrong = findings.codes.some((code) => code.startsWith("S") && weights[code] === "fault");
  if (typeof prepared === "string" || areSumsWrong) return undefined;
  const complete = parts.filter(isComplete);
  const own = complete.find(({ count }) => count === prepared.count);
  const municipal = dossier.counts.filter(({ message }) => message.kind === "510b");
  const used = own === undefined ? municipal.map((count) => complete.find((part) => part.count === count)) : [own];
  if (used.includes(undefined) || (own === undefined && !isWhole(dossier))) return undefined;
  const outcome = apportion(prepared.input);
  if (outcome.state === "refused") return undefined;
  if (outcome.state === "lot") return "lot";
  const changes = new Map<number, number>();
  for (const part of used)
    for (const [list, votes] of part?.comparison.changes ?? []) changes.set(list, (changes.get(list) ?? 0) + votes);
  return seatsByPaper(prepared, outcome.result, changes);
}

function isComplete({ count, form, comparison }: PaperPart): boolean {
  const compared = new Set(comparison.compared);
  return [...form.units, ...count.message.units].every(({ id }) => compared.has(id));
}

/** A form can be made from the count itself, and before there is one from the list of stations. */
function formsOf({ dossier }: Judged): KnownForm[] {
  const lists = dossier.candidates.map(({ message }) => message);
  const known: KnownForm[] = [];
  for (const count of dossier.counts) {
    const stations = dossier.stations.filter(({ message }) => message.municipality.id === count.message.authority.id);
    for (const source of [count.message, ...stations.map(({ message }) => message)]) {
      const form = formIfAny(() => formOf(source, lists));
      const digest = form === undefined ? "" : formDigest(form);
      if (form !== undefined && !known.some((one) => one.digest === digest)) known.push({ count, form, digest });
    }
  }
  return known;
}

function formIfAny(make: () => PaperForm): PaperForm | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof PaperError || error instanceof FormatError) return undefined;
    throw error;
  }
}

function readEntries(
  { papers }: Inputs,
  forms: readonly KnownForm[],
): { entries: readonly EntryFile[]; broken: readonly BrokenEntry[] } {
  const entries: EntryFile[] = [];
  const broken: BrokenEntry[] = [];
  for (const { source, bytes } of papers)
    try {
      entries.push({ path: source.path, sha256: source.sha256, entry: entryOf(bytes, forms) });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      broken.push({ path: source.path, error });
    }
  return { entries, broken };
}

/** A table is read by its form: which boxes make it whole. */
function entryOf(bytes: Uint8Array, forms: readonly KnownForm[]): PaperEntry {
  if (!isTable(bytes)) return parseEntry(bytes);
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  const own = forms.find(({ digest }) => text.includes(digest)) ?? forms[0];
  if (own === undefined)
    throw new FormatError("REFERENCE", "paper table", "the count and the lists that it belongs to", "none");
  return parseTable(bytes, own.form);
}

/** Held against the form that it comes nearest to: of its own election, where there is one. */
function strayOf({ path, entry }: EntryFile, forms: readonly KnownForm[]): Refusal[] {
  if (forms.some(({ digest, form }) => digest === entry.form && form.election === entry.election)) return [];
  const nearest = forms.find(({ form }) => form.election === entry.election) ?? forms[0];
  if (nearest === undefined) return [];
  const misfit = judgeFit(entry, nearest.form, nearest.digest);
  return misfit === undefined ? [] : [{ path, why: "misfit", misfit }];
}

/** Of the papers of one count alone. */
export function verdictsOfPart(judged: Judged, part: PaperPart): readonly [Verdict, ...Verdict[]] {
  return verdictsOfPaper(judged, [part], 0, undefined);
}

/**
 * 0 only when every unit of every form was compared, or every station of a sample, and no file was left aside: what it says could be a no.
 */
function verdictsOfPaper(
  judged: Judged,
  parts: readonly PaperPart[],
  leftAside: number,
  looked: LookedAt | undefined,
): readonly [Verdict, ...Verdict[]] {
  const isOpen = ({ double, comparison }: PaperPart) =>
    double.open.length + waitingIn(double, looked).length + double.refusals.length + comparison.missing.length > 0;
  const isUnread = looked !== undefined && looked.unreadable.length > 0;
  const differs = isUnread || parts.some(({ comparison }) => comparison.differences.length > 0);
  const isEmpty = parts.every(({ comparison }) => comparison.figures === 0);
  const all = verdictsOf(judged.findings, isEmpty || leftAside > 0 || parts.some(isOpen), ["L", "I"]);
  return differs ? inOrder([...all, "PAPIER_WIJKT_AF"]) : all;
}

/** Papers that somebody has yet to type. Beside a sample only D and H are typed of a station, and its paper is never finished. */
export function waitingIn({ waiting }: DoubleEntry, looked: LookedAt | undefined): readonly WaitingPaper[] {
  if (looked === undefined) return waiting;
  const drawn = new Set([totalUnit, ...looked.sample.stations]);
  return waiting.filter(({ unit }) => drawn.has(unit));
}
