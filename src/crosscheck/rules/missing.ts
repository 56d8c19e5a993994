// Figures that rules S3 and S4 need and a count does not have: of those the report says that they could not be checked.

import type { Count, ReadMessage } from "../read/model.ts";
import { type OtherFigure, otherFigure } from "../read/votes.ts";

export interface MissingFigures {
  readonly file: string;
  readonly names: readonly OtherFigure[];
}

const needed: readonly OtherFigure[] = [
  "geldige stempassen",
  "geldige volmachtbewijzen",
  "geldige kiezerspassen",
  "toegelaten kiezers",
];

/** Of each count in which some are missing from the total or from a unit. */
export function missingFigures(counts: readonly ReadMessage<Count>[]): readonly MissingFigures[] {
  return counts.flatMap(({ source, message }) => {
    const all = [message.total, ...message.units.map(({ votes }) => votes)];
    const names = needed.filter((name) => all.some((votes) => otherFigure(votes, name) === undefined));
    return names.length === 0 ? [] : [{ file: source.path, names }];
  });
}
