// Collects the figures of one unit, and gives all units that are alike one and the same ballot. Rules L2 and L5 for lists and candidates.

import type { Fail } from "../error.ts";
import { limits } from "../limits.ts";
import {
  type Ballot,
  type BallotCandidate,
  type BallotList,
  type OtherFigure,
  rejectedReasons,
  uncountedReasons,
  type Votes,
} from "../votes.ts";

/** Figures that are no votes for a list: entitled voters, all valid votes, and one a reason. */
const otherLimit = 2 + rejectedReasons.length + uncountedReasons.length;
const listMark = -1;

export class BallotReader {
  readonly #fail: Fail;
  readonly #perList: number;
  /** The figures so far, and what stood there before a correction (-1: not said). */
  readonly #figures: Int32Array;
  readonly #initial: Int32Array;
  /** What each cell so far is: a list (-1), a candidate by position (0: not said). */
  readonly #marks: Int32Array;
  readonly #numbers: Int32Array;
  readonly #names: (string | undefined)[] = [];
  readonly #others: OtherFigure[] = [];
  readonly #early = new Map<OtherFigure, number>();
  #cells = 0;
  #lists = 0;
  #candidates = 0;
  #hasInitial = false;
  #last: Ballot | undefined;

  /** `perList`: candidates of one list at most. */
  constructor(perList: number, fail: Fail) {
    this.#fail = fail;
    this.#perList = perList;
    const cells = limits.lists * (1 + perList) + otherLimit;
    this.#figures = new Int32Array(cells);
    this.#initial = new Int32Array(cells).fill(-1);
    this.#marks = new Int32Array(cells);
    this.#numbers = new Int32Array(cells);
  }

  /** A new unit begins. */
  start(): void {
    this.#initial.fill(-1, 0, this.#cells + this.#others.length);
    this.#cells = 0;
    this.#lists = 0;
    this.#candidates = 0;
    this.#others.length = 0;
    this.#early.clear();
    this.#hasInitial = false;
  }

  list(number: number, name: string): void {
    this.#lists++;
    this.#candidates = 0;
    if (this.#lists > limits.lists) this.#fail("TOO_MANY", { limit: limits.lists, what: "AffiliationIdentifier" });
    this.#marks[this.#cells] = listMark;
    this.#numbers[this.#cells] = number;
    this.#names[this.#cells] = name;
  }

  candidate(position: number | undefined, shortCode: string | undefined): void {
    if (this.#lists === 0) this.#fail("ABSENT", { what: "AffiliationIdentifier" });
    if (position === undefined && shortCode === undefined) this.#fail("ABSENT", { what: "CandidateIdentifier@Id" });
    this.#candidates++;
    if (this.#candidates > this.#perList) this.#fail("TOO_MANY", { limit: this.#perList, what: "Candidate" });
    this.#marks[this.#cells] = position ?? 0;
    this.#names[this.#cells] = shortCode;
  }

  /** The figure of the list or candidate that was named last. */
  selected(figure: number, before: number | undefined): void {
    this.#put(this.#cells++, figure, before);
  }

  /** What stood there before a correction; it comes in front of the figure itself. */
  otherBefore(name: OtherFigure, figure: number): void {
    if (this.#early.has(name)) this.#fail("TWICE", { what: name });
    this.#early.set(name, figure);
  }

  other(name: OtherFigure, figure: number): void {
    if (this.#others.includes(name)) this.#fail("TWICE", { what: name });
    this.#put(this.#cells + this.#others.length, figure, this.#early.get(name));
    this.#early.delete(name);
    this.#others.push(name);
  }

  /** The unit is at its end. */
  finish(): Votes {
    for (const [name] of this.#early) this.#fail("ABSENT", { what: name });
    for (const name of rejectedReasons) if (!this.#others.includes(name)) this.#fail("ABSENT", { what: name });
    if (this.#last === undefined || !this.#isLike(this.#last)) this.#last = this.#makeBallot();
    const ballot = this.#last;
    const initial = this.#hasInitial ? this.#initial.slice(0, ballot.cells) : undefined;
    return { ballot, figures: this.#figures.slice(0, ballot.cells), initial };
  }

  #put(cell: number, figure: number, before: number | undefined): void {
    this.#figures[cell] = figure;
    if (before === undefined) return;
    this.#initial[cell] = before;
    this.#hasInitial = true;
  }

  #isLike({ lists, others, otherCell }: Ballot): boolean {
    if (otherCell !== this.#cells || others.length !== this.#others.length || lists.length !== this.#lists)
      return false;
    if (others.some((name, i) => name !== this.#others[i])) return false;
    return lists.every(
      ({ cell, number, name, candidates }) =>
        this.#marks[cell] === listMark &&
        this.#numbers[cell] === number &&
        this.#names[cell] === name &&
        candidates.every(
          ({ position, shortCode }, i) =>
            this.#marks[cell + 1 + i] === (position ?? 0) && this.#names[cell + 1 + i] === shortCode,
        ),
    );
  }

  #makeBallot(): Ballot {
    const lists: BallotList[] = [];
    const numbers = new Set<number>();
    for (let cell = 0; cell < this.#cells; ) {
      const number = this.#numbers[cell] ?? 0;
      const name = this.#names[cell] ?? "";
      if (numbers.has(number)) this.#fail("TWICE", { what: `AffiliationIdentifier ${number}` });
      numbers.add(number);
      const candidates = this.#candidatesFrom(cell + 1, number);
      lists.push({ number, name, cell, candidates });
      cell += 1 + candidates.length;
    }
    return { lists, others: [...this.#others], otherCell: this.#cells, cells: this.#cells + this.#others.length };
  }

  #candidatesFrom(first: number, list: number): BallotCandidate[] {
    const candidates: BallotCandidate[] = [];
    const seen = new Set<number | string>();
    for (let cell = first; cell < this.#cells && this.#marks[cell] !== listMark; cell++) {
      const position = this.#marks[cell] === 0 ? undefined : this.#marks[cell];
      const shortCode = this.#names[cell];
      for (const id of [position, shortCode]) {
        if (id === undefined) continue;
        if (seen.has(id)) this.#fail("TWICE", { what: `CandidateIdentifier ${id} (AffiliationIdentifier ${list})` });
        seen.add(id);
      }
      candidates.push({ position, shortCode });
    }
    return candidates;
  }
}
