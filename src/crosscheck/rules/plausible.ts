// W1 to W7: figures that are possible and unusual. A list of its own, which no verdict ever depends on: most of what stands here is true.
// Thresholds are those of the Kiesraad's own protocol and of its checking program; no test of digits (Benford) is made, for on votes it
// is no better than a coin.

import type { Count, CountUnit, ReadMessage } from "../read/model.ts";
import {
  countedPapers,
  listFigure,
  otherFigure,
  type RejectedReason,
  rejectedReasons,
  type Votes,
} from "../read/votes.ts";
import type { Figure } from "./findings.ts";

export const plausibleCodes = ["W1", "W2", "W3", "W4", "W5", "W6", "W7"] as const;
export type PlausibleCode = (typeof plausibleCodes)[number];

export interface Unusual {
  readonly code: PlausibleCode;
  readonly file: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly figure?: Figure;
  readonly found: number;
  /** What the rest of the count makes one expect, in whole votes or tenths of a percent as the rule has it. */
  readonly expected?: number;
  /** W5: the candidate whose figure may have changed places with it. */
  readonly other?: Figure;
}

/** Of the ballot papers, in percent; of papers against voters, in percent and in papers. */
const [rejectedShare, differenceShare, differencePapers] = [3, 2, 15];
/** Points of a list between a station and the rest. */
const listPoints = 50;
/** Times as many and as few as expected, and votes from which a candidate is looked at. */
export const swapFactor = 5;
const swapVotes = 15;
const expectedPapers = 15;
const proxyFactor = 4;

/** Elections in which a list has a like share everywhere. In a municipality's own, parties of one village are usual. */
const alike: ReadonlySet<string> = new Set(["TK", "EP", "PS"]);

/** At most this many a count. */
const unusualLimit = 500;

export function judgePlausible({ source, message }: ReadMessage<Count>): readonly Unusual[] {
  const found: Unusual[] = [];
  const isStations = message.kind === "510b";
  for (const unit of message.units) {
    if (found.length >= unusualLimit) break;
    const place = { file: source.path, unit: { id: unit.id, name: unit.name } };
    const add = (one: Omit<Unusual, "file" | "unit">) => found.push({ ...one, ...place });
    judgePapers(unit.votes, message, add);
    if (!isStations) continue;
    judgeProxies(unit.votes, message, add);
    if (alike.has(message.election.category)) judgeShares(unit, message, add);
    judgeSwaps(unit.votes, message.total, add);
  }
  return found;
}

type Add = (one: Omit<Unusual, "file" | "unit">) => void;

/** W1, W2, W3, W6. */
function judgePapers(votes: Votes, { total }: Count, add: Add): void {
  const papers = countedPapers(votes);
  const rest = countedPapers(total) - papers;
  if (papers === 0) add({ code: "W2", found: 0 });
  for (const name of rejectedReasons) {
    const found = otherFigure(votes, name) ?? 0;
    const figure = { kind: "other", name } as const;
    if (found > 0 && 100 * found >= rejectedShare * papers) add({ code: "W1", figure, found, expected: papers });
    const expected = expectedOf(name, votes, total, papers, rest);
    if (found === 0 && expected >= expectedPapers) add({ code: "W6", figure, found, expected: Math.round(expected) });
  }
  const admitted = otherFigure(votes, "toegelaten kiezers");
  if (admitted === undefined) return;
  const difference = Math.abs(papers - admitted);
  if (difference >= differencePapers || (difference > 0 && 100 * difference >= differenceShare * papers))
    add({ code: "W3", figure: { kind: "other", name: "counted" }, found: papers, expected: admitted });
}

function expectedOf(name: RejectedReason, votes: Votes, total: Votes, papers: number, rest: number): number {
  const others = (otherFigure(total, name) ?? 0) - (otherFigure(votes, name) ?? 0);
  return rest > 0 ? (others / rest) * papers : 0;
}

/** W7: voters by proxy, a quarter or four times the share of the municipality. */
function judgeProxies(votes: Votes, { total }: Count, add: Add): void {
  const of = (one: Votes, name: "geldige volmachtbewijzen" | "toegelaten kiezers") => otherFigure(one, name) ?? 0;
  const [proxies, voters] = [of(votes, "geldige volmachtbewijzen"), of(votes, "toegelaten kiezers")];
  const [allProxies, allVoters] = [of(total, "geldige volmachtbewijzen"), of(total, "toegelaten kiezers")];
  if (voters === 0 || allVoters === 0) return;
  const expected = (allProxies / allVoters) * voters;
  if (expected < expectedPapers && proxies < expectedPapers) return;
  if (proxies * proxyFactor < expected || proxies > expected * proxyFactor)
    add({
      code: "W7",
      figure: { kind: "other", name: "geldige volmachtbewijzen" },
      found: proxies,
      expected: Math.round(expected),
    });
}

/** W4: a list that has fifty points more or fewer than in the municipality without this station. */
function judgeShares({ votes }: CountUnit, { total }: Count, add: Add): void {
  const own = otherFigure(votes, "totalCounted") ?? 0;
  const rest = (otherFigure(total, "totalCounted") ?? 0) - own;
  if (own === 0 || rest <= 0) return;
  for (const { number, cell } of votes.ballot.lists) {
    const found = votes.figures[cell] ?? 0;
    const others = (listFigure(total, number) ?? 0) - found;
    if (100 * Math.abs(found / own - others / rest) >= listPoints)
      add({
        code: "W4",
        figure: { kind: "list", list: number },
        found,
        expected: Math.round((others / rest) * own),
      });
  }
}

/** W5: on one list one candidate has five times what is to be expected, and another a fifth. */
function judgeSwaps(votes: Votes, total: Votes, add: Add): void {
  if (votes.ballot !== total.ballot) return;
  for (const { number, cell, candidates } of votes.ballot.lists) {
    const own = votes.figures[cell] ?? 0;
    const rest = (total.figures[cell] ?? 0) - own;
    if (own === 0 || rest <= 0) continue;
    const expectedAt = (at: number) => (((total.figures[at] ?? 0) - (votes.figures[at] ?? 0)) / rest) * own;
    const cells = candidates.map((_, i) => cell + 1 + i);
    const many = cells.filter((at) => isMany(votes.figures[at] ?? 0, expectedAt(at)));
    const few = cells.filter(
      (at) => expectedAt(at) >= swapVotes && (votes.figures[at] ?? 0) * swapFactor <= expectedAt(at),
    );
    const [first, other] = [many[0], few[0]];
    if (first === undefined || other === undefined) continue;
    const named = (at: number): Figure => ({
      kind: "candidate",
      list: number,
      candidate: candidates[at - cell - 1]?.position ?? at - cell,
    });
    add({
      code: "W5",
      figure: named(first),
      other: named(other),
      found: votes.figures[first] ?? 0,
      expected: Math.round(expectedAt(first)),
    });
  }
}

function isMany(found: number, expected: number): boolean {
  return found >= swapVotes && found >= expected * swapFactor;
}
