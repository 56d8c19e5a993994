// Two people typed the same papers apart from each other; a third decides where they differ, with the paper in hand. A slip of one of
// them is never an alarm: what is not agreed is not compared. docs/spec/paper-entry.md, "Two entries and a third"

import type { EntryNumber, Paper, PaperEntry } from "./entry.ts";
import { type Field, type Figure, type Figures, type Model, partsOf, placeOf } from "./fields.ts";
import { judgeFit, type Misfit } from "./fit.ts";
import { compareUnits, formDigest, type PaperForm } from "./form.ts";

/** An entry, and the file that it came from. */
export interface EntryFile {
  /** Foreign text. */
  readonly path: string;
  readonly sha256: string;
  readonly entry: PaperEntry;
}

/** A file of which nothing was used. */
export type Refusal =
  | { readonly path: string; readonly why: "misfit"; readonly misfit: Misfit }
  | { readonly path: string; readonly why: "samePerson"; readonly other: string; readonly person: string }
  | { readonly path: string; readonly why: "contradicts"; readonly other: string; readonly unit: string };

/** A file with the very bytes of another. */
export interface Copy {
  readonly path: string;
  readonly other: string;
}

/** A paper on which two people agree, or a third decided. */
export interface AgreedPaper {
  readonly unit: string;
  readonly model: Model;
  readonly figures: Figures;
}

/** What a third person must look up. `field` undefined: they did not take the same model for their paper. */
export interface OpenField {
  readonly unit: string;
  readonly model: Model;
  readonly field: Field | undefined;
  readonly first: Figure | Model | undefined;
  readonly second: Figure | Model | undefined;
  /** Who decided said it, and nobody had asked: the first two had agreed. */
  readonly third?: Figure;
}

/** An entry that somebody has yet to make, or to finish. `list`: only its candidates are missing. */
export interface WaitingPaper {
  readonly unit: string;
  readonly entry: 1 | 2;
  readonly isBegun: boolean;
  readonly list?: number;
}

export interface DoubleEntry {
  /** In the order of units; of one unit the earlier paper first. */
  readonly agreed: readonly AgreedPaper[];
  readonly open: readonly OpenField[];
  readonly waiting: readonly WaitingPaper[];
  readonly refusals: readonly Refusal[];
  readonly copies: readonly Copy[];
}

/** All entries for one form, judged together. */
export function judgeDouble(files: readonly EntryFile[], form: PaperForm): DoubleEntry {
  const { used, refusals, copies } = sift(files, form);
  const papers = byEntry(used);
  const units = [...new Set([...papers[1].keys(), ...papers[2].keys()])].sort(compareUnits);
  const judged = units.map((unit) =>
    judgeUnit(unit, papers[1].get(unit) ?? [], papers[2].get(unit) ?? [], papers[3].get(unit) ?? []),
  );
  return {
    agreed: judged.flatMap(({ agreed }) => agreed),
    open: judged.flatMap(({ open }) => open),
    waiting: judged.flatMap(({ waiting }) => waiting),
    refusals,
    copies,
  };
}

/** Papers of each unit, by entry; files that cannot be used are left out. */
function byEntry(used: readonly EntryFile[]): Readonly<Record<EntryNumber, ReadonlyMap<string, readonly Paper[]>>> {
  const of = (number: EntryNumber) => used.filter(({ entry }) => entry.entry === number).map(({ entry }) => entry);
  return { 1: together(of(1)), 2: together(of(2)), 3: together(of(3)) };
}

/** How many people voted at a station, by its paper: voters who were admitted (D) and ballot papers (H). */
export interface PaperBound {
  readonly admitted: number;
  readonly papers: number;
}

/**
 * By unit, on what two people agree or a third decided, whether or not the papers are finished: D and H are typed of all stations before
 * a sample is drawn, for a station can be wrong by that much. A unit is left out while one of them is missing, differs, or cannot be read.
 */
export function boundsOf(files: readonly EntryFile[], form: PaperForm): Map<string, PaperBound> {
  const entries = byEntry(sift(files, form).used);
  const bounds = new Map<string, PaperBound>();
  for (const { id } of form.units) {
    const of = (field: Field) => {
      const [first, second, third] = ([1, 2, 3] as const).map((entry) => lastFigure(entries[entry].get(id), field));
      const isAgreed = first === second ? third === undefined || third === first : third !== undefined;
      const figure = third ?? first;
      return isAgreed && first !== undefined && second !== undefined && typeof figure === "number" ? figure : undefined;
    };
    const [admitted, papers] = [of("D"), of("H")];
    if (admitted !== undefined && papers !== undefined) bounds.set(id, { admitted, papers });
  }
  return bounds;
}

/** Of a paper and what corrected it: what a correction leaves empty is as it was. */
function lastFigure(papers: readonly Paper[] = [], field: Field): Figure | undefined {
  let last: Figure | undefined;
  for (const { figures } of papers) {
    const figure = figures.get(field);
    if (figure !== undefined && figure !== "-") last = figure;
  }
  return last;
}

interface Sifted {
  readonly used: EntryFile[];
  readonly refusals: Refusal[];
  readonly copies: Copy[];
}

/** Takes out what cannot be used, each file with its reason. */
function sift(files: readonly EntryFile[], form: PaperForm): Sifted {
  const digest = formDigest(form);
  const sifted: Sifted = { used: [], refusals: [], copies: [] };
  for (const file of files) {
    const { path, sha256, entry } = file;
    const misfit = judgeFit(entry, form, digest);
    const twin = sifted.used.find((before) => before.sha256 === sha256);
    const refusal = misfit === undefined ? refusalBeside(file, sifted.used) : { path, why: "misfit" as const, misfit };
    if (refusal !== undefined && twin === undefined) sifted.refusals.push(refusal);
    else if (twin !== undefined) sifted.copies.push({ path, other: twin.path });
    else sifted.used.push(file);
  }
  return sifted;
}

/** Why a file cannot stand beside those before it: one person was both the first and the second, or one typist said two things. */
function refusalBeside({ path, entry }: EntryFile, used: readonly EntryFile[]): Refusal | undefined {
  for (const { path: other, entry: before } of used) {
    const { person } = entry;
    if (before.entry !== entry.entry) {
      if (isSamePerson(person, before.person) && sharesUnit(entry, before))
        return { path, why: "samePerson", other, person };
      continue;
    }
    const unit = contradiction(entry, before);
    if (unit !== undefined) return { path, why: "contradicts", other, unit };
  }
  return undefined;
}

/** Of letters and digits alone: a point or a capital more makes nobody another. */
export function isSamePerson(one: string, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return plain(one) === plain(other);
}

const sharesUnit = (one: PaperEntry, other: PaperEntry) => {
  const units = new Set(one.papers.map(({ unit }) => unit));
  return other.papers.some(({ unit }) => units.has(unit));
};

/** A unit of which both finished the same paper, and not alike. */
function contradiction(one: PaperEntry, other: PaperEntry): string | undefined {
  const [a, b] = [byUnit(one), byUnit(other)];
  const finished = (papers: readonly Paper[] = []) => papers.filter(({ isFinished }) => isFinished);
  for (const [unit, papers] of a) {
    const [mine, its] = [finished(papers), finished(b.get(unit))];
    if (mine.slice(0, its.length).some((paper, i) => !isSamePaper(paper, its[i]))) return unit;
  }
  return undefined;
}

function isSamePaper(one: Paper | undefined, other: Paper | undefined): boolean {
  if (one?.model !== other?.model || one?.figures.size !== other?.figures.size) return false;
  return [...(one?.figures ?? [])].every(([field, figure]) => other?.figures.get(field) === figure);
}

function byUnit({ papers }: PaperEntry): Map<string, Paper[]> {
  const units = new Map<string, Paper[]>();
  for (const paper of papers) units.set(paper.unit, [...(units.get(paper.unit) ?? []), paper]);
  return units;
}

/**
 * What several files of one typing say, which do not contradict each other: a person saves often, and people share the stations of a
 * city. Of each unit the papers of the file that has most of it.
 */
function together(entries: readonly PaperEntry[]): Map<string, Paper[]> {
  const most = new Map<string, Paper[]>();
  for (const [unit, papers] of entries.flatMap((entry) => [...byUnit(entry)]))
    if (amountOf(papers) > amountOf(most.get(unit) ?? [])) most.set(unit, papers);
  return most;
}

/** A finished paper is more than any that is not. */
const amountOf = (papers: readonly Paper[]) =>
  papers.reduce((sum, { figures, isFinished }) => sum + (isFinished ? 1e6 : 1 + figures.size), 0);

type JudgedUnit = Pick<DoubleEntry, "agreed" | "open" | "waiting">;

/** The papers of one unit go together in the order in which they were typed. */
function judgeUnit(
  unit: string,
  first: readonly Paper[],
  second: readonly Paper[],
  third: readonly Paper[],
): JudgedUnit {
  const agreed: AgreedPaper[] = [];
  const open: OpenField[] = [];
  const waiting: WaitingPaper[] = [];
  const count = Math.max(first.length, second.length);
  const decisions = [...third];
  for (let i = 0; i < count; i++) {
    const [one, two] = [first[i], second[i]];
    if (one === undefined || two === undefined || !one.isFinished || !two.isFinished) {
      if (!one?.isFinished) waiting.push({ unit, entry: 1, isBegun: one !== undefined });
      if (!two?.isFinished) waiting.push({ unit, entry: 2, isBegun: two !== undefined });
      continue;
    }
    const { model } = one;
    if (model !== two.model) {
      open.push({ unit, model, field: undefined, first: model, second: two.model });
      continue;
    }
    const at = decisions.findIndex((decision) => decision.model === model);
    const decision = at < 0 ? undefined : decisions.splice(at, 1)[0];
    const pair = judgePair(one, two, decision?.figures ?? new Map());
    open.push(...pair.open);
    waiting.push(...pair.waiting);
    if (pair.open.length === 0 && pair.waiting.length === 0) agreed.push({ unit, model, figures: pair.figures });
  }
  for (const { model, figures } of decisions)
    for (const [field, figure] of figures)
      open.push({ unit, model, field, first: undefined, second: undefined, third: figure });
  return { agreed, open, waiting };
}

/** Two finished papers of one unit and model, and what a third person decided. */
function judgePair(
  one: Paper,
  two: Paper,
  decided: Figures,
): Pick<DoubleEntry, "open" | "waiting"> & { figures: Figures } {
  const { unit, model } = one;
  const figures = new Map<Field, Figure>();
  const open: OpenField[] = [];
  const lists: WaitingPaper[] = [];
  const fields = [...new Set([...one.figures.keys(), ...two.figures.keys(), ...decided.keys()])];
  for (const field of fields.sort((a, b) => placeOf(a) - placeOf(b))) {
    const [first, second, third] = [one.figures.get(field), two.figures.get(field), decided.get(field)];
    if (first === second && first !== undefined) {
      if (third === undefined || third === first) figures.set(field, first);
      else open.push({ unit, model, field, first, second, third });
    } else if (third !== undefined) figures.set(field, third);
    else if (first === undefined || second === undefined) {
      const entry = first === undefined ? 1 : 2;
      const [kind, list] = partsOf(field);
      if (kind !== "candidate") open.push({ unit, model, field, first, second });
      else if (!lists.some((waits) => waits.list === list && waits.entry === entry))
        lists.push({ unit, entry, isBegun: true, list });
    } else open.push({ unit, model, field, first, second });
  }
  return { figures, open, waiting: lists };
}
