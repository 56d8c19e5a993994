// S1 to S6 and S11: the sums within one count, for its total and for every unit. Whole numbers, exact.

import type { Count, ReadMessage } from "../read/model.ts";
import {
  countedPapers,
  type OtherFigure,
  otherFigure,
  type UncountedReason,
  uncountedReasons,
  type Votes,
} from "../read/votes.ts";
import { CellMaps, figureAt } from "./ballots.ts";
import type { Finding, Findings } from "./findings.ts";

/** Reasons that explain why there were more or fewer ballot papers than voters: all that have no letter on paper. */
export const explanations = uncountedReasons.slice(6) as readonly UncountedReason[];

/** What a finding of one unit begins with. */
type Place = Pick<Finding, "file" | "unit">;

export function judgeSums({ source, message }: ReadMessage<Count>, findings: Findings): void {
  const file = source.path;
  judgeVotes(message.total, { file }, false, findings);
  const isStations = message.kind === "510b";
  for (const { id, name, votes } of message.units)
    judgeVotes(votes, { file, unit: { id, name } }, isStations, findings);
  if (message.units.length === 0) findings.add({ code: "S9", file, part: "no-units" });
  judgeTotal(message, file, findings);
  judgeExplanations(message, file, findings);
  judgeEntitled(message, file, findings);
}

/** S1 to S5 of one unit or total. */
function judgeVotes(votes: Votes, place: Place, isStation: boolean, findings: Findings): void {
  const { ballot, figures } = votes;
  let allLists = 0;
  for (const { number, cell, candidates } of ballot.lists) {
    let sum = 0;
    for (let i = cell + 1; i <= cell + candidates.length; i++) sum += figures[i] ?? 0;
    const found = figures[cell] ?? 0;
    allLists += found;
    // A total that leaves its candidates out says nothing of them.
    if (candidates.length > 0 && sum !== found)
      findings.add({ code: "S1", ...place, figure: { kind: "list", list: number }, found, expected: sum });
  }
  const valid = otherFigure(votes, "totalCounted") ?? 0;
  if (valid !== allLists)
    findings.add({ code: "S2", ...place, figure: other("totalCounted"), found: valid, expected: allLists });
  judgeVoters(votes, place, findings);
  const [more, fewer] = [
    otherFigure(votes, "meer getelde stembiljetten"),
    otherFigure(votes, "minder getelde stembiljetten"),
  ];
  if (isStation && more !== undefined && fewer !== undefined && more > 0 && fewer > 0)
    findings.add({ code: "S5", ...place, figure: other("minder getelde stembiljetten"), found: fewer, expected: 0 });
}

const other = (name: OtherFigure | "counted") => ({ kind: "other", name }) as const;

/** S3: A + B + C = D. S4: D + I - J = E + F + G. Each where all of its figures are there. */
function judgeVoters(votes: Votes, place: Place, findings: Findings): void {
  const of = (name: OtherFigure) => otherFigure(votes, name);
  const admitted = of("toegelaten kiezers");
  if (admitted === undefined) return;
  const [passes, proxies, cards] = [
    of("geldige stempassen"),
    of("geldige volmachtbewijzen"),
    of("geldige kiezerspassen"),
  ];
  if (passes !== undefined && proxies !== undefined && cards !== undefined && passes + proxies + cards !== admitted)
    findings.add({
      code: "S3",
      ...place,
      figure: other("toegelaten kiezers"),
      found: admitted,
      expected: passes + proxies + cards,
    });
  const [more, fewer] = [of("meer getelde stembiljetten") ?? 0, of("minder getelde stembiljetten") ?? 0];
  const papers = countedPapers(votes);
  if (admitted + more - fewer !== papers)
    findings.add({ code: "S4", ...place, figure: other("counted"), found: papers, expected: admitted + more - fewer });
}

/** S6: the total is the sum of the units, figure by figure. Entitled voters are S11's, all valid votes follow from the lists (S2). */
function judgeTotal({ total, units }: Count, file: string, findings: Findings): void {
  if (units.length === 0) return;
  const sums = new Float64Array(total.ballot.cells);
  const maps = new CellMaps();
  const strange = new Set<string>();
  for (const { id, name, votes } of units) {
    const to = maps.get(votes.ballot, total.ballot);
    for (let cell = 0; cell < to.length; cell++) {
      const target = to[cell] ?? -1;
      const figure = votes.figures[cell] ?? 0;
      if (target >= 0) sums[target] = (sums[target] ?? 0) + figure;
      else if (figure > 0 || cell < votes.ballot.otherCell) {
        const what = figureAt(votes.ballot, cell);
        const key = JSON.stringify(what);
        if (strange.has(key)) continue;
        strange.add(key);
        findings.add({ code: "S6", file, unit: { id, name }, figure: what, found: figure, part: "missing-figure" });
      }
    }
  }
  for (let cell = 0; cell < sums.length; cell++) {
    const figure = figureAt(total.ballot, cell);
    if (figure.kind === "other" && (figure.name === "cast" || figure.name === "totalCounted")) continue;
    const found = total.figures[cell] ?? 0;
    const expected = sums[cell] ?? 0;
    if (found !== expected) findings.add({ code: "S6", file, figure, found, expected });
  }
}

/** S5o: one remark a file, for in real counts the explanations of a difference need not add up to it. */
function judgeExplanations({ total, units }: Count, file: string, findings: Findings): void {
  const all = [total, ...units.map(({ votes }) => votes)];
  const places = all.filter((votes) => {
    const of = (name: OtherFigure) => otherFigure(votes, name);
    const difference = (of("meer getelde stembiljetten") ?? 0) + (of("minder getelde stembiljetten") ?? 0);
    const given = explanations.map(of).filter((figure) => figure !== undefined);
    return given.length > 0 && given.reduce((sum, figure) => sum + figure, 0) !== difference;
  }).length;
  if (places > 0) findings.add({ code: "S5o", file, places });
}

/** S11: entitled voters are often 0 or wrong in real counts, and no result depends on them. */
function judgeEntitled({ total, units }: Count, file: string, findings: Findings): void {
  const castOf = (votes: Votes) => otherFigure(votes, "cast") ?? 0;
  if (units.length === 0) return;
  const found = castOf(total);
  const sum = units.reduce((so, { votes }) => so + castOf(votes), 0);
  const zeros = units.filter(({ votes }) => castOf(votes) === 0).length;
  if (sum !== found) findings.add({ code: "S11", file, part: "cast-sum", found, expected: sum, places: zeros });
  else if (zeros > 0 && found > 0) findings.add({ code: "S11", file, part: "cast-zero", places: zeros });
}
