// Agreed papers against the figures of a count (rules P1 to P6). Pure: the count is asked for figures, and knows nothing of paper.
// docs/spec/paper-entry.md, "Paper against count"

import type { AgreedPaper } from "./double-entry.ts";
import {
  type Field,
  type Figure,
  type Figures,
  type Letter,
  letters,
  listFields,
  type Model,
  models,
  partsOf,
  totalUnit,
} from "./fields.ts";
import { compareUnits, type PaperForm } from "./form.ts";
import { type PaperSum, wrongSums } from "./sums.ts";
import { type Difference, type FieldDifference, foldSwaps, type UnitDifferences } from "./swaps.ts";

/** What paper is compared with. H is never asked: it is in no file, and is E + F + G. */
export interface ComparedCount {
  readonly units: readonly string[];
  /** Undefined: the file does not have it. */
  figure(unit: string, field: Field): number | undefined;
  /** Before a correction, where the file says so. */
  initial(unit: string, field: Field): number | undefined;
}

export interface PaperComparison {
  /** Units of which all lists were compared, the total not among them. */
  readonly compared: readonly string[];
  readonly isTotalCompared: boolean;
  /** Units that should have been compared and have no agreed paper. */
  readonly missing: readonly string[];
  readonly differences: readonly Difference[];
  /** Figures that were compared, and those of them that are votes for candidates. */
  readonly figures: number;
  readonly candidates: number;
  /** Boxes that nobody can read: not compared. */
  readonly unreadable: readonly { readonly unit: string; readonly field: Field }[];
  /** Letters that this count does not have for anybody, or not where the paper has nothing: not compared. */
  readonly notInCount: readonly Letter[];
  /** Earlier papers that were typed, and of which this count does not say what stood there. */
  readonly earlier: readonly { readonly unit: string; readonly model: Model }[];
  /** Corrections whose empty boxes refer to a paper that nobody typed: not compared. */
  readonly withoutEarlier: readonly { readonly unit: string; readonly model: Model }[];
  /** Papers on which a list is not to be read, or was not typed: what was compared of them is not the whole unit. */
  readonly partial: readonly { readonly unit: string; readonly fields: readonly Field[] }[];
  /** Sums that do not come out on the paper itself. */
  readonly sums: readonly { readonly unit: string; readonly model: Model; readonly sum: PaperSum }[];
  /** By list, how many votes more the papers of all compared units have than the count; negative for fewer. */
  readonly changes: ReadonlyMap<number, number>;
}

/**
 * `only`: the units of a sample, of which papers are expected; undefined: all of the form and of the count. Papers of others are compared
 * as well: what they say may be a no.
 */
export function comparePapers(
  form: PaperForm,
  agreed: readonly AgreedPaper[],
  count: ComparedCount,
  only?: ReadonlySet<string>,
): PaperComparison {
  const isWanted = (unit: string) => only === undefined || only.has(unit);
  const known = lettersOf(count);
  const judged = chainsOf(agreed).map((chain) => judgeChain(chain, form, count, known));
  const whole = judged.filter(({ isWhole, isInCount, unread }) => isWhole && (!isInCount || unread.length === 0));
  const compared = new Set(whole.map(({ unit }) => unit));
  const wanted = new Set([...form.units.map(({ id }) => id), ...count.units].filter(isWanted));
  return {
    compared: [...compared].filter((unit) => unit !== totalUnit),
    isTotalCompared: compared.has(totalUnit),
    missing: [...wanted].filter((unit) => !compared.has(unit)).toSorted(compareUnits),
    differences: foldSwaps(judged, form, (unit, field) => figureOf(count, unit, field)),
    figures: sumOf(judged.map(({ figures }) => figures)),
    candidates: sumOf(judged.map(({ candidates }) => candidates)),
    unreadable: judged.flatMap(({ unit, unreadable }) => unreadable.map((field) => ({ unit, field }))),
    notInCount: inCounts.filter((letter) => judged.some(({ absent }) => absent.includes(letter))),
    earlier: judged.flatMap(({ earlier }) => earlier),
    withoutEarlier: judged.flatMap(({ unit, model, isWhole }) => (isWhole ? [] : [{ unit, model }])),
    partial: judged.flatMap(({ unit, isWhole, isInCount, unread }) =>
      isWhole && isInCount && !compared.has(unit) ? [{ unit, fields: unread }] : [],
    ),
    sums: judged.flatMap(({ unit, model, paper }) =>
      wrongSums(paper, form, unit === totalUnit).map((sum) => ({ unit, model, sum })),
    ),
    changes: changesOf(
      whole.filter(({ unit }) => unit !== totalUnit),
      form,
      count,
    ),
  };
}

/** All but H, which is in no file. */
const inCounts = letters.filter((letter) => letter !== "H");

/** Those that the count has for anybody. */
function lettersOf(count: ComparedCount): ReadonlySet<Field> {
  const units = [totalUnit, ...count.units];
  return new Set(inCounts.filter((letter) => units.some((unit) => count.figure(unit, letter) !== undefined)));
}

/** Of a unit with several papers the last one counts. */
function changesOf(judged: readonly JudgedChain[], form: PaperForm, count: ComparedCount): Map<number, number> {
  const papers = new Map(judged.map(({ unit, paper }) => [unit, paper]));
  return new Map(
    form.lists.map(({ number }) => {
      const field = `E.${number}` as const;
      const ofUnit = ([unit, paper]: readonly [string, Figures]) =>
        (Number(paper.get(field)) || 0) - (count.figure(unit, field) ?? 0);
      return [number, sumOf([...papers].map(ofUnit))];
    }),
  );
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** A paper and what corrected it, in the order in which it was typed. */
interface Chain {
  readonly unit: string;
  readonly papers: readonly AgreedPaper[];
}

/** A paper that corrects nothing begins a chain of its own: two of them must both agree with the count. */
function chainsOf(agreed: readonly AgreedPaper[]): Chain[] {
  const chains: { unit: string; papers: AgreedPaper[] }[] = [];
  for (const paper of agreed) {
    const last = chains.findLast(({ unit }) => unit === paper.unit);
    if (last !== undefined && models[paper.model].corrects) last.papers.push(paper);
    else chains.push({ unit: paper.unit, papers: [paper] });
  }
  return chains;
}

interface JudgedChain extends UnitDifferences {
  /** False: boxes of a correction refer to a paper that nobody typed. */
  readonly isWhole: boolean;
  /** Lists that were not compared. */
  readonly unread: readonly Field[];
  readonly unreadable: Field[];
  readonly absent: Field[];
  readonly earlier: { unit: string; model: Model }[];
  figures: number;
  candidates: number;
}

function judgeChain(
  { unit, papers }: Chain,
  form: PaperForm,
  count: ComparedCount,
  known: ReadonlySet<Field>,
): JudgedChain {
  const states = statesOf(papers);
  const paper = states.at(-1) ?? new Map<Field, Figure>();
  const { model } = papers.at(-1) as AgreedPaper;
  const [first] = papers;
  const isWhole = first === undefined || !models[first.model].corrects || !hasGap(first.figures, form);
  const judged: JudgedChain = {
    unread: listFields(form).filter((field) => !paper.has(field) || paper.get(field) === "?"),
    ...{ unit, model, paper, isWhole, unreadable: [], absent: [], earlier: [], differences: [] },
    ...{ figures: 0, candidates: 0, isInCount: unit === totalUnit || count.units.includes(unit) },
  };
  if (!judged.isInCount) return judged;
  for (const [field, figure] of paper) {
    if (!isWhole && figure === "-" && !isEmptyZero(field, paper, form)) continue;
    const inCount = figureOf(count, unit, field);
    const isZero = isEmptyZero(field, paper, form) || isEvenInCount(field, unit, count);
    compareFigure(judged, field, figure === "-" && isZero ? 0 : figure, inCount, known);
  }
  dropFollowing(judged);
  const before = states.at(-2);
  if (before !== undefined) compareEarlier(judged, before, papers.at(-2)?.model ?? model, form, count);
  return judged;
}

/** What the papers say one after the other: an empty box of a correction leaves what stood before. */
function statesOf(papers: readonly AgreedPaper[]): Figures[] {
  const states: Figures[] = [];
  for (const { figures } of papers) {
    const before = states.at(-1);
    if (before === undefined) states.push(figures);
    else states.push(new Map([...before, ...[...figures].filter(([, figure]) => figure !== "-")]));
  }
  return states;
}

const hasGap = (figures: Figures, form: PaperForm) =>
  [...figures].some(([field, figure]) => figure === "-" && !isEmptyZero(field, figures, form));

/** P2: an empty box is 0 where nothing can stand in it: C at these elections, I and J where D and H are equal. */
function isEmptyZero(field: Field, figures: Figures, { category }: PaperForm): boolean {
  if (field === "C") return category === "GR" || category === "ER";
  const [d, h] = [figures.get("D"), figures.get("H")];
  return (field === "I" || field === "J") && typeof d === "number" && d === h;
}

/** The same of I and J where D and H are equal in the count: then a slip in D on paper is one line, and not three. */
function isEvenInCount(field: Field, unit: string, count: ComparedCount): boolean {
  if (field !== "I" && field !== "J") return false;
  const d = count.figure(unit, "D");
  return d !== undefined && d === figureOf(count, unit, "H");
}

/** H is in no file. */
function figureOf(count: ComparedCount, unit: string, field: Field): number | undefined {
  if (field !== "H") return count.figure(unit, field);
  const parts = (["E", "F", "G"] as const).map((part) => count.figure(unit, part));
  return parts.includes(undefined) ? undefined : sumOf(parts as number[]);
}

function compareFigure(
  judged: JudgedChain,
  field: Field,
  onPaper: Figure,
  inCount: number | undefined,
  known: ReadonlySet<Field>,
): void {
  // What the count has of others and not here, it leaves out; it may, where the paper has nothing.
  const mayLack = partsOf(field)[0] === "letter" && !(known.has(field) && Number(onPaper) > 0);
  if (onPaper === "?") judged.unreadable.push(field);
  else if (inCount === undefined && mayLack) judged.absent.push(field);
  else {
    judged.figures++;
    if (partsOf(field)[0] === "candidate") judged.candidates++;
    if (onPaper !== inCount) judged.differences.push({ field, paper: onPaper, count: inCount, isInitial: false });
  }
}

/** H is in no file: where it differs by just what E, F and G differ, it says nothing that these do not say. */
function dropFollowing({ differences }: JudgedChain): void {
  const amount = ({ paper, count }: FieldDifference) => (typeof paper === "number" ? paper : 0) - (count ?? 0);
  const at = differences.findIndex(({ field }) => field === "H");
  const parts = differences.filter(({ field }) => field === "E" || field === "F" || field === "G");
  const own = differences[at];
  if (own !== undefined && parts.length > 0 && amount(own) === sumOf(parts.map(amount))) differences.splice(at, 1);
}

/** P3: the paper before a correction against what the count says stood there. */
function compareEarlier(
  judged: JudgedChain,
  before: Figures,
  model: Model,
  form: PaperForm,
  count: ComparedCount,
): void {
  let isCompared = false;
  for (const [field, figure] of before) {
    const inCount = field === "H" ? undefined : count.initial(judged.unit, field);
    const onPaper = figure === "-" && isEmptyZero(field, before, form) ? 0 : figure;
    if (inCount === undefined || onPaper === "?") continue;
    isCompared = true;
    judged.figures++;
    if (onPaper !== inCount) judged.differences.push({ field, paper: onPaper, count: inCount, isInitial: true });
  }
  if (!isCompared) judged.earlier.push({ unit: judged.unit, model });
}
