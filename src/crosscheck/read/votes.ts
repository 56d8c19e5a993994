// The figures of one unit or one total. A station of a Tweede Kamer has some 1,100 of them and there are near ten thousand stations,
// so they lie in one typed array, and what each of its cells means (the ballot) is kept once for all units that are alike.

/**
 * Codes of `UncountedVotes`, and the letter under which a record (proces-verbaal) on paper has them. The explanations of a difference
 * have no letter. docs/spec/crosscheck.md, "Figures"
 */
export const uncountedReasons = [
  "geldige stempassen",
  "geldige volmachtbewijzen",
  "geldige kiezerspassen",
  "toegelaten kiezers",
  "meer getelde stembiljetten",
  "minder getelde stembiljetten",
  "meegenomen stembiljetten",
  "te weinig uitgereikte stembiljetten",
  "te veel uitgereikte stembiljetten",
  "geen briefstembiljetten",
  "te veel briefstembiljetten",
  "kwijtgeraakte stembiljetten",
  "geen verklaring",
  "andere verklaring",
] as const;
export type UncountedReason = (typeof uncountedReasons)[number];

/** `RejectedVotes`: F and G on paper. */
export const rejectedReasons = ["blanco", "ongeldig"] as const;
export type RejectedReason = (typeof rejectedReasons)[number];

/** The letters of a record on paper that a count holds as one figure. E is `TotalCounted`; H (E + F + G) is in no file. */
export const letterOf = {
  "geldige stempassen": "A",
  "geldige volmachtbewijzen": "B",
  "geldige kiezerspassen": "C",
  "toegelaten kiezers": "D",
  totalCounted: "E",
  blanco: "F",
  ongeldig: "G",
  "meer getelde stembiljetten": "I",
  "minder getelde stembiljetten": "J",
} as const;

/** A figure that is no vote for a list: `cast` is the number of people who were entitled to vote, not of those who did. */
export type OtherFigure = "cast" | "totalCounted" | RejectedReason | UncountedReason;

/** One candidate of a ballot. 510b and 510c have the position alone, totals of a 510d the short code alone, its units both. */
export interface BallotCandidate {
  readonly position: number | undefined;
  readonly shortCode: string | undefined;
}

export interface BallotList {
  /** The number on the ballot paper: 1 and up, with gaps. */
  readonly number: number;
  /** "" for a list without a name. */
  readonly name: string;
  /** The cell of the list's own figure; those of its candidates follow it. */
  readonly cell: number;
  readonly candidates: readonly BallotCandidate[];
}

/** What the cells of one unit mean. Units of one file with the same lists, candidates and reason codes share one object. */
export interface Ballot {
  /** In the order of the file. */
  readonly lists: readonly BallotList[];
  /** The other figures in the order of the file: `others[i]` stands in cell `otherCell + i`. */
  readonly others: readonly OtherFigure[];
  readonly otherCell: number;
  /** Cells in all. */
  readonly cells: number;
}

export interface Votes {
  readonly ballot: Ballot;
  /** One whole number from 0 to 999,999,999 a cell. Sums of them are made in plain numbers, which stay exact. */
  readonly figures: Int32Array;
  /** What a corrigendum says that stood there before, and -1 where it says nothing; undefined: nowhere anything. */
  readonly initial: Int32Array | undefined;
}

/** The figure under this name; undefined: the file does not have it for this unit. */
export function otherFigure({ ballot, figures }: Votes, name: OtherFigure): number | undefined {
  const index = ballot.others.indexOf(name);
  return index < 0 ? undefined : figures[ballot.otherCell + index];
}

/** The votes on this list; undefined: it does not stand on this ballot. */
export function listFigure({ ballot, figures }: Votes, number: number): number | undefined {
  const list = ballot.lists.find((one) => one.number === number);
  return list === undefined ? undefined : figures[list.cell];
}

/** E + F + G: the ballot papers that were counted (H on paper). */
export function countedPapers(votes: Votes): number {
  const of = (name: OtherFigure) => otherFigure(votes, name) ?? 0;
  return of("totalCounted") + of("blanco") + of("ongeldig");
}
