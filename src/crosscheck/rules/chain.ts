// S8, S9 and the chain's part of S11: what a count says of a unit is what the count of that unit says of itself.

import type { Count, CountUnit, Definition, ReadMessage, Region } from "../read/model.ts";
import { type OtherFigure, otherFigure } from "../read/votes.ts";
import { figureAt, mapCells, unmatchedCells } from "./ballots.ts";
import type { Figure, Findings } from "./findings.ts";
import { authorityOf, childrenOf, districtOf, municipalityOf, regionOf } from "./regions.ts";

/** A unit of a count above, and the count below that it comes from. */
export interface Link {
  readonly above: ReadMessage<Count>;
  readonly unit: CountUnit;
  readonly below: ReadMessage<Count>;
}

export function linksOf(counts: readonly ReadMessage<Count>[]): Link[] {
  const byAuthority = new Map(counts.map((count) => [`${count.message.kind} ${count.message.authority.id}`, count]));
  return counts
    .filter(({ message }) => message.kind !== "510b")
    .flatMap((above) =>
      above.message.units.flatMap((unit) => {
        const municipality = municipalityOf(unit.id);
        const key = municipality === undefined ? `510c ${unit.id}` : `510b ${municipality}`;
        const below = byAuthority.get(key);
        return below === undefined ? [] : [{ above, unit, below }];
      }),
    );
}

/** S8 of all links. */
export function judgeLinks(links: readonly Link[], findings: Findings): void {
  const leftOut = new Map<ReadMessage<Count>, Set<OtherFigure>>();
  const entitled = new Map<ReadMessage<Count>, number>();
  for (const link of links) judgeLink(link, { leftOut, entitled }, findings);
  for (const [above, names] of leftOut)
    for (const name of names) findings.add({ code: "S8o", file: above.source.path, figure: { kind: "other", name } });
  for (const [above, places] of entitled)
    findings.add({ code: "S11", file: above.source.path, part: "cast-chain", places });
}

/** Said once a file above, and not once a unit. */
interface Once {
  readonly leftOut: Map<ReadMessage<Count>, Set<OtherFigure>>;
  readonly entitled: Map<ReadMessage<Count>, number>;
}

function judgeLink({ above, unit, below }: Link, once: Once, findings: Findings): void {
  const [lower, upper] = [below.message.total, unit.votes];
  const to = mapCells(lower.ballot, upper.ballot);
  const place = {
    code: "S8",
    file: above.source.path,
    other: below.source.path,
    unit: { id: unit.id, name: unit.name },
  } as const;
  for (let cell = 0; cell < to.length; cell++) {
    const expected = lower.figures[cell] ?? 0;
    const target = to[cell] ?? -1;
    const found = target < 0 ? undefined : upper.figures[target];
    if (found === expected) continue;
    const figure = figureAt(lower.ballot, cell);
    if (isEntitled(figure)) once.entitled.set(above, (once.entitled.get(above) ?? 0) + 1);
    else if (found !== undefined) findings.add({ ...place, figure, found, expected });
    else if (figure.kind === "other" && isLeftOut(above.message, figure.name as OtherFigure)) {
      const names = once.leftOut.get(above) ?? new Set<OtherFigure>();
      once.leftOut.set(above, names.add(figure.name as OtherFigure));
    } else if (figure.kind !== "other" || expected > 0)
      findings.add({ ...place, figure, expected, part: "missing-figure" });
  }
  for (const cell of unmatchedCells(to, upper.ballot.cells)) {
    const figure = figureAt(upper.ballot, cell);
    const found = upper.figures[cell] ?? 0;
    if (figure.kind !== "other" || found > 0) findings.add({ ...place, figure, found, part: "missing-figure" });
  }
}

function isEntitled(figure: Figure): boolean {
  return figure.kind === "other" && figure.name === "cast";
}

/** Nowhere in the file above: it is not passed on at that level. */
function isLeftOut({ total, units }: Count, name: OtherFigure): boolean {
  return otherFigure(total, name) === undefined && units.every(({ votes }) => otherFigure(votes, name) === undefined);
}

/**
 * S9: below the count of the whole election every region has its count, or all regions below it have theirs. Whoever has no count of the
 * whole election checks a part, and misses nothing.
 */
export function judgeComplete(
  definition: ReadMessage<Definition>,
  counts: readonly ReadMessage<Count>[],
  findings: Findings,
): void {
  const top = counts.find(({ message }) => message.kind === "510d");
  const root = top === undefined ? undefined : regionOf(definition.message, "CSB");
  if (top === undefined || root === undefined) return;
  const authorities = new Set(counts.filter((count) => count !== top).map(({ message }) => message.authority.id));
  const isThere = (region: Region) => authorities.has(authorityOf(region));
  for (const region of childrenOf(definition.message, root)) {
    const below = childrenOf(definition.message, region);
    const isComplete = isThere(region) || (below.length > 0 && below.every(isThere));
    if (!isComplete)
      findings.add({ code: "S9", file: definition.source.path, unit: { id: authorityOf(region), name: region.name } });
  }
}

/** Units of the counts above for which there is no count below. */
export function unlinkedUnits(counts: readonly ReadMessage<Count>[], links: readonly Link[]): number {
  const linked = new Set(links.map(({ unit }) => unit));
  return counts
    .filter(({ message }) => message.kind !== "510b")
    .flatMap(({ message }) => message.units)
    .filter((unit) => !linked.has(unit) && (districtOf(unit.id) !== undefined || municipalityOf(unit.id) !== undefined))
    .length;
}
