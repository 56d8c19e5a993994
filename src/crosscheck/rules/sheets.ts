// S12: the table that the counting software published beside its count has the figures of the count. It comes from the same program: that
// it agrees says nothing of the paper.

import type { Count, ReadMessage, ReadSheet, Sheet, SheetFigure } from "../read/model.ts";
import { type Ballot, countedPapers, otherFigure, type Votes } from "../read/votes.ts";
import { figureAt } from "./ballots.ts";
import { type Findings, figureKey } from "./findings.ts";

/** The count that a sheet belongs to. Undefined: it is not among them. */
export function countOf(sheet: Sheet, counts: readonly ReadMessage<Count>[]): ReadMessage<Count> | undefined {
  return counts.find(
    ({ message }) => message.authority.id === sheet.areaNumber && message.election.date === sheet.date,
  );
}

export function judgeSheet({ source, sheet }: ReadSheet, count: ReadMessage<Count>, findings: Findings): void {
  const place = { code: "S12", file: source.path, other: count.source.path } as const;
  const units = sheet.units.map(({ number, name }) => {
    const unit = count.message.units.find(
      ({ id }) => id.endsWith(`::SB${number}`) || id.endsWith(`::${number}`) || id === number,
    );
    if (unit === undefined) findings.add({ ...place, part: "unknown-unit", unit: { id: number, name } });
    return unit;
  });
  for (const unit of count.message.units)
    if (!units.includes(unit)) findings.add({ ...place, part: "missing-unit", unit: { id: unit.id, name: unit.name } });
  const seen = new Set<string>();
  for (const { figure, total, cells } of sheet.rows) {
    seen.add(figureKey(shown(figure)));
    const read = reader(figure);
    const judge = (votes: Votes, found: number, unit?: { readonly id: string; readonly name: string }) => {
      const expected = read(votes);
      const where = { ...place, ...(unit === undefined ? {} : { unit: { id: unit.id, name: unit.name } }) };
      if (expected === undefined) findings.add({ ...where, figure: shown(figure), found, part: "missing-figure" });
      else if (expected !== found) findings.add({ ...where, figure: shown(figure), found, expected });
    };
    judge(count.message.total, total);
    for (const [i, unit] of units.entries()) if (unit !== undefined) judge(unit.votes, cells[i] ?? 0, unit);
  }
  const { ballot, figures } = count.message.total;
  for (let cell = 0; cell < ballot.cells; cell++) {
    const figure = figureAt(ballot, cell);
    if (!seen.has(figureKey(figure)) && (figure.kind !== "other" || (figures[cell] ?? 0) > 0))
      findings.add({ ...place, figure, expected: figures[cell] ?? 0, part: "missing-figure" });
  }
}

function shown(figure: SheetFigure) {
  return figure.kind === "candidate"
    ? ({ kind: "candidate", list: figure.list, candidate: figure.position } as const)
    : figure;
}

/** Reads one figure of any votes. Where it lies is found once a ballot: a table has as many columns as there are units. */
function reader(figure: SheetFigure): (votes: Votes) => number | undefined {
  if (figure.kind === "other") {
    const { name } = figure;
    return (votes) => (name === "counted" ? countedPapers(votes) : otherFigure(votes, name));
  }
  let known: Ballot | undefined;
  let cell: number | undefined;
  return ({ ballot, figures }) => {
    if (ballot !== known) cell = cellOf(ballot, figure);
    known = ballot;
    return cell === undefined ? undefined : figures[cell];
  };
}

function cellOf({ lists }: Ballot, figure: Exclude<SheetFigure, { kind: "other" }>): number | undefined {
  const list = lists.find(({ number }) => number === figure.list);
  if (list === undefined || figure.kind === "list") return list?.cell;
  const index = list.candidates.findIndex(({ position }) => position === figure.position);
  return index < 0 ? undefined : list.cell + 1 + index;
}
