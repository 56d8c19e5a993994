// What the computation did, step by step, each with its article of the Kieswet: a report prints it, and a person can redo it.

import type { Fraction } from "./fraction.ts";

/** By what a residual seat was given. */
export type Method =
  /** P 7, and P 8 once the two others gave all they may. */
  | "average"
  /** P 8, first paragraph: once a list. */
  | "remainder"
  /** P 8, third paragraph: once a list. */
  | "single-average";

export type Step =
  | { readonly article: "P 5"; readonly votes: number; readonly seats: number; readonly quota: Fraction }
  | { readonly article: "P 6"; readonly list: number; readonly votes: number; readonly seats: number }
  | ResidualSeat
  | {
      readonly article: "P 9";
      /** The list with more than half of the votes and not more than half of the seats. */
      readonly list: number;
      /** Who gave a seat up, and who else had a seat by the same smallest average or remainder. */
      readonly from: number;
      readonly equal: readonly number[];
    }
  | {
      readonly article: "P 10";
      /** A list with more seats than candidates, and how many of its seats went on to other lists. */
      readonly list: number;
      readonly seats: number;
    }
  /** P 10: nobody is left to take these seats. No votes at all: the law is silent, and no seat is given. */
  | { readonly article: "P 10" | "P 5"; readonly empty: number };

export interface ResidualSeat {
  readonly article: "P 7" | "P 8";
  readonly method: Method;
  readonly list: number;
  /** The average or the remainder (in votes) that won the seat. */
  readonly value: Fraction;
  /** All lists with this value, that one too. */
  readonly equal: readonly number[];
  readonly byLot: boolean;
  /** P 10: it was given after a list had no candidates left. */
  readonly again: boolean;
}

/**
 * Where two programs of the Kiesraad read the law differently, or the law is silent: the report says so wherever such a place was passed.
 */
export type Reading =
  /** Fewer than 19 seats, P 9 and then P 10: whether a seat that P 9 took still counts as that list's one residual seat. */
  | "P9_THEN_P10"
  /** After P 10: whether lists without candidates left take part in a lot. */
  | "LOTS_AFTER_P10"
  /** Candidates of one list with equal votes and seats enough for all: in which order they are elected. */
  | "EQUAL_VOTES_ORDER"
  /** P 16, second paragraph, and only whole seats are left that can lapse: the law does not say of which list. */
  | "P16_WHOLE_SEAT"
  /** P 18, and a list of a group has nobody left for its seat: it goes on by P 13, which speaks of P 12 alone. */
  | "P18_EXHAUSTED";

/** The lists that got residual seats, in order, as the record of the central electoral committee numbers them; P 9 and P 10 too. */
export function residualOrder(steps: readonly Step[]): number[] {
  return steps.flatMap((step) => ("method" in step || "from" in step ? [step.list] : []));
}
