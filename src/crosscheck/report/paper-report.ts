// Papers among the files of a run: which count they belong to, whether two people agree, and whether the count says the same.
// docs/spec/paper-entry.md, "Verdicts"

import { FormatError } from "../../format/index.ts";
import type { PaperSeats } from "../outcome/paper-seats.ts";
import { type ComparedCount, comparePapers, type PaperComparison } from "../paper/compare.ts";
import { type DoubleEntry, type EntryFile, judgeDouble, type Refusal } from "../paper/double-entry.ts";
import { type PaperEntry, parseEntry } from "../paper/entry.ts";
import { judgeFit } from "../paper/fit.ts";
import { formDigest, type PaperForm } from "../paper/form.ts";
import { comparedCount, formOf, PaperError } from "../paper/from-messages.ts";
import { isTable, parseTable } from "../paper/table.ts";
import type { Inputs } from "../read/inputs.ts";
import type { Count, ReadMessage } from "../read/model.ts";
import type { Judged } from "../rules/judge.ts";
import type { Sample } from "../seats/sample-file.ts";
import { type LookedAt, lookedAt, seatsOf, waitingIn } from "./paper/sample.ts";
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
export function verdictsOfPart({ judged, looked }: PaperReport, part: PaperPart): readonly [Verdict, ...Verdict[]] {
  const own = looked && { ...looked, unreadable: looked.unreadable.filter(({ form }) => form === part.form) };
  return verdictsOfPaper(judged, [part], 0, own);
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
