// Which cell of one ballot is which cell of another: units of one file may have other lists and other candidates than its total, and
// a file above names people in another way than the one below.

import type { Ballot, BallotCandidate, BallotList } from "../read/votes.ts";
import type { Figure } from "./findings.ts";

/**
 * For each cell of `from`, the cell of `onto`; -1: it has no such figure. Lists go by number; within a list people go by short code where
 * all have one, else by position; other figures by name.
 */
export function mapCells(from: Ballot, onto: Ballot): Int32Array {
  const to = new Int32Array(from.cells).fill(-1);
  const lists = new Map(onto.lists.map((list) => [list.number, list]));
  for (const list of from.lists) {
    const target = lists.get(list.number);
    if (target === undefined) continue;
    to[list.cell] = target.cell;
    mapCandidates(list, target, to);
  }
  for (const [i, name] of from.others.entries()) {
    const index = onto.others.indexOf(name);
    if (index >= 0) to[from.otherCell + i] = onto.otherCell + index;
  }
  return to;
}

/** Cells of a ballot of so many cells that no cell of the other leads to. */
export function unmatchedCells(to: Int32Array, cells: number): readonly number[] {
  const hit = new Set(to);
  return Array.from({ length: cells }, (_, cell) => cell).filter((cell) => !hit.has(cell));
}

function mapCandidates(from: BallotList, onto: BallotList, to: Int32Array): void {
  const [own, target] = [indexOf(from), indexOf(onto)];
  const byCode = own.hasCodes && target.hasCodes;
  for (const [i, { shortCode, position }] of from.candidates.entries()) {
    const index = byCode ? target.byCode.get(shortCode ?? "") : target.byPosition.get(position ?? 0);
    if (index !== undefined) to[from.cell + 1 + i] = onto.cell + 1 + index;
  }
}

interface ListIndex {
  readonly byCode: ReadonlyMap<string, number>;
  readonly byPosition: ReadonlyMap<number, number>;
  /** All of its candidates have a short code. */
  readonly hasCodes: boolean;
}

/** Made once a list: a total of a whole country is held against thousands of units. */
const indexes = new WeakMap<BallotList, ListIndex>();

function indexOf(list: BallotList): ListIndex {
  const known = indexes.get(list);
  if (known !== undefined) return known;
  const byCode = new Map<string, number>();
  const byPosition = new Map<number, number>();
  for (const [i, { shortCode, position }] of list.candidates.entries()) {
    if (shortCode !== undefined) byCode.set(shortCode, i);
    if (position !== undefined) byPosition.set(position, i);
  }
  const index = { byCode, byPosition, hasCodes: byCode.size === list.candidates.length };
  indexes.set(list, index);
  return index;
}

/** The figure in a cell. */
export function figureAt(ballot: Ballot, cell: number): Figure {
  if (cell >= ballot.otherCell)
    return { kind: "other", name: ballot.others[cell - ballot.otherCell] as Ballot["others"][number] };
  const list = ballot.lists.findLast((one) => one.cell <= cell) as BallotList;
  if (list.cell === cell) return { kind: "list", list: list.number };
  return {
    kind: "candidate",
    list: list.number,
    candidate: candidateName(list.candidates[cell - list.cell - 1] as BallotCandidate),
  };
}

export function candidateName({ position, shortCode }: BallotCandidate): number | string {
  return position ?? shortCode ?? 0;
}

/** Remembers the last map: units of one file mostly have one ballot. */
export class CellMaps {
  #from: Ballot | undefined;
  #onto: Ballot | undefined;
  #to: Int32Array = new Int32Array(0);

  get(from: Ballot, onto: Ballot): Int32Array {
    if (from !== this.#from || onto !== this.#onto) this.#to = mapCells(from, onto);
    this.#from = from;
    this.#onto = onto;
    return this.#to;
  }
}
