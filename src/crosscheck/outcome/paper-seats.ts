// Whether the figures of the paper would give other seats than those of the file.

import { type Apportionment, votesOf } from "../seats/apportion.ts";
import { answer } from "../seats/lots.ts";
import { distributeSeats } from "../seats/seats.ts";
import type { Prepared } from "./election.ts";

export type PaperSeats =
  | "same"
  /** A lot would decide. */
  | "lot"
  /** By list, only where they differ. */
  | ReadonlyMap<number, { readonly file: number; readonly paper: number }>;

/**
 * `changes`: by list, how many votes more the paper has than the file, for the whole election; negative for fewer. What was not compared is
 * taken from the file.
 */
export function seatsByPaper(
  { input }: Pick<Prepared, "input">,
  { rule, seats }: Pick<Apportionment, "rule" | "seats">,
  changes: ReadonlyMap<number, number>,
): PaperSeats {
  const lists = input.lists.map((list) => {
    const own = votesOf(list, input);
    return { ...own, votes: Math.max(0, own.votes + (changes.get(own.number) ?? 0)) };
  });
  if ([...changes.values()].every((change) => change === 0)) return "same";
  const done = answer(distributeSeats({ seats: input.seats, residual: rule.residual, lists }));
  if (done.open !== undefined) return "lot";
  const other = lists.flatMap(({ number }) => {
    const [file, paper] = [seats.perList.get(number) ?? 0, done.result.perList.get(number) ?? 0];
    return file === paper ? [] : [[number, { file, paper }] as const];
  });
  return other.length === 0 ? "same" : new Map(other);
}
