// Differences that are one slip: figures of two boxes, two lists or two stations in each other's place (rule P5). One line, not two.

import { candidateFields, type Field, type Figure, type Figures, type Model, partsOf, totalUnit } from "./fields.ts";
import type { PaperForm } from "./form.ts";

/** One box of one paper that the count has otherwise. */
export interface FieldDifference {
  readonly field: Field;
  readonly paper: Figure;
  /** Undefined: it does not have such a box, which is no letter. */
  readonly count: number | undefined;
  /** The paper before a correction, against what the count says of that. */
  readonly isInitial: boolean;
}

/** One paper, or what stands when its corrections are read into it, with what differs. */
export interface UnitDifferences {
  readonly unit: string;
  readonly model: Model;
  readonly paper: Figures;
  readonly isInCount: boolean;
  readonly differences: FieldDifference[];
}

/** One line of the list of differences. */
export type Difference =
  | ({ readonly kind: "field"; readonly unit: string; readonly model: Model } & FieldDifference)
  | {
      readonly kind: "fields" | "lists";
      readonly unit: string;
      readonly model: Model;
      readonly fields: readonly [Field, Field];
      readonly paper: readonly [Figure, Figure];
      readonly count: readonly [number, number];
    }
  | { readonly kind: "stations"; readonly unit: string; readonly model: Model; readonly other: string }
  | { readonly kind: "notInCount"; readonly unit: string; readonly model: Model };

/** The figure of a count; undefined: it does not have it. */
type FigureOf = (unit: string, field: Field) => number | undefined;

/** The lines of a list, in the order of the papers. */
export function foldSwaps(papers: readonly UnitDifferences[], form: PaperForm, figureOf: FigureOf): Difference[] {
  const swapped = swappedStations(papers, figureOf);
  return papers.flatMap((one): Difference[] => {
    const { unit, model } = one;
    if (!one.isInCount) return [{ kind: "notInCount", unit, model }];
    const other = swapped.get(one);
    if (other === undefined) return foldUnit(one, form);
    return papers.indexOf(other) > papers.indexOf(one) ? [{ kind: "stations", unit, model, other: other.unit }] : [];
  });
}

/** Stations whose papers each say what the count has for the other one. */
function swappedStations(
  papers: readonly UnitDifferences[],
  figureOf: FigureOf,
): Map<UnitDifferences, UnitDifferences> {
  const swapped = new Map<UnitDifferences, UnitDifferences>();
  const differing = papers.filter(
    ({ unit, isInCount, differences }) => isInCount && unit !== totalUnit && differences.some((one) => !one.isInitial),
  );
  for (const [i, one] of differing.entries()) {
    if (swapped.has(one)) continue;
    const other = differing
      .slice(i + 1)
      .find((two) => !swapped.has(two) && isPaperOf(one, two.unit, figureOf) && isPaperOf(two, one.unit, figureOf));
    if (other !== undefined) swapped.set(one, other).set(other, one);
  }
  return swapped;
}

/** Whether every figure of a paper is that of another unit in the count; boxes that are in no file say nothing. */
function isPaperOf({ unit, paper, differences }: UnitDifferences, other: string, figureOf: FigureOf): boolean {
  if (unit === other || differences.some(({ isInitial }) => isInitial)) return false;
  return [...paper].every(([field, figure]) => {
    const found = figureOf(other, field);
    return found === undefined || typeof figure !== "number" || figure === found;
  });
}

function foldUnit({ unit, model, paper, differences }: UnitDifferences, form: PaperForm): Difference[] {
  const lines: Difference[] = [];
  let left: readonly FieldDifference[] = differences;
  for (const one of differences) {
    const pair = left.includes(one) ? pairOf(one, left) : undefined;
    if (pair === undefined) {
      if (left.includes(one)) lines.push({ kind: "field", unit, model, ...one });
      continue;
    }
    const fields = [one.field, pair.field] as const;
    const whole = partsOf(one.field)[0] === "list" ? candidatesOf(fields, left, paper, form) : undefined;
    left = left.filter((two) => two !== one && two !== pair && !(whole ?? []).includes(two));
    lines.push({
      ...{ kind: whole === undefined || whole.length === 0 ? "fields" : "lists", unit, model, fields },
      ...{ paper: [one.paper, pair.paper], count: [one.count ?? 0, pair.count ?? 0] },
    });
  }
  return lines;
}

/** The other half of a swap: of the same kind, and each says on paper what the count has for the other. */
function pairOf(one: FieldDifference, left: readonly FieldDifference[]): FieldDifference | undefined {
  return left.find(
    (two) =>
      two !== one &&
      two.isInitial === one.isInitial &&
      partsOf(two.field)[0] === partsOf(one.field)[0] &&
      two.paper === one.count &&
      one.paper === two.count,
  );
}

/**
 * Where two lists changed places, their candidates did, too: the differences among these, when each is half of a swap with the same
 * place on the other list. Undefined: one is not.
 */
function candidatesOf(
  [one, two]: readonly [Field, Field],
  left: readonly FieldDifference[],
  paper: Figures,
  form: PaperForm,
): FieldDifference[] | undefined {
  const [, a] = partsOf(one);
  const [, b] = partsOf(two);
  const own = left.filter(({ field }) => {
    const [kind, list] = partsOf(field);
    return kind === "candidate" && (list === a || list === b);
  });
  const known = new Set<string>([...candidateFields(form, a), ...candidateFields(form, b)]);
  const isHalf = ({ field, count }: FieldDifference) => {
    const [, list, position] = partsOf(field);
    const mirror: Field = `K.${list === a ? b : a}.${position}`;
    return known.has(mirror) ? paper.get(mirror) === count : count === 0;
  };
  return own.every(isHalf) ? own : undefined;
}
