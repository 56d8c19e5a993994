// Which cell of one ballot is which cell of another: units of one file may have other lists and other candidates than its total, and
// a file above names people in another way than the one below.

import type { Ballot, BallotCandidate, BallotList } from "../read/votes.ts";
import type { Figure } from "./findings.ts";

export interface CellMap {
  /** For each cell of the first ballot, the cell of the second; -1: the second has no such figure. */
  readonly to: Int32Array;
  /** Cells of the second ballot that no cell of the first leads to. */
  readonly unmatched: readonly number[];
}

/** By list number; within a list by short code where both have it, else by position; other figures by name. */
export function mapCells(from: Ballot, onto: Ballot): CellMap {
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
  const hit = new Set(to);
  return { to, unmatched: Array.from({ length: onto.cells }, (_, cell) => cell).filter((cell) => !hit.has(cell)) };
}

function mapCandidates(from: BallotList, onto: BallotList, to: Int32Array): void {
  const byCode = new Map<string, number>();
  const byPosition = new Map<number, number>();
  for (const [i, { shortCode, position }] of onto.candidates.entries()) {
    if (shortCode !== undefined) byCode.set(shortCode, onto.cell + 1 + i);
    if (position !== undefined) byPosition.set(position, onto.cell + 1 + i);
  }
  const usesCodes = [from, onto].every(({ candidates }) =>
    candidates.every(({ shortCode }) => shortCode !== undefined),
  );
  for (const [i, { shortCode, position }] of from.candidates.entries()) {
    const cell = usesCodes
      ? byCode.get(shortCode as string)
      : position === undefined
        ? undefined
        : byPosition.get(position);
    if (cell !== undefined) to[from.cell + 1 + i] = cell;
  }
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

/** Remembers maps: a file has thousands of units and few ballots. */
export class CellMaps {
  readonly #maps = new Map<Ballot, Map<Ballot, CellMap>>();

  get(from: Ballot, onto: Ballot): CellMap {
    const some = this.#maps.get(from) ?? new Map<Ballot, CellMap>();
    this.#maps.set(from, some);
    const map = some.get(onto) ?? mapCells(from, onto);
    some.set(onto, map);
    return map;
  }
}
