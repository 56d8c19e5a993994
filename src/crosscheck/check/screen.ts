// All parts in one screen: what agrees, what was not compared, and what to do next.

import { fill, type Language, type Text } from "../../words/language.ts";
import { unusedLines } from "../report/files-screen.ts";
import { reportInJson } from "../report/json.ts";
import { ownWords, paperInJson, paperPart, unitsScope } from "../report/paper-screen.ts";
import { findingsPart, sumsPart } from "../report/screen.ts";
import { seatsInJson } from "../report/seats/report.ts";
import { seatsPart } from "../report/seats/screen.ts";
import { joinParts, type Part, type Summary, shortPaths, showSummary, summaryOf } from "../report/summary.ts";
import { verdicts } from "../report/verdict.ts";
import { advice, scopeWords } from "../report/words.ts";
import { type CheckReport, isSaid } from "./check.ts";
import type { SelfTested } from "./self-test.ts";
import { checkAdvice, checkWords } from "./words.ts";

/** Lines to print. */
export function showCheck(report: CheckReport, tested: SelfTested, language: Language): string[] {
  return showSummary(checkSummary(report, tested, language), language);
}

export function checkSummary(report: CheckReport, tested: SelfTested, language: Language): Summary {
  const { inputs, judged, seats, seatFindings, paper } = report;
  const part = joinParts(
    paper === undefined
      ? { notCompared: [scopeWords.noPaper[language]] }
      : saidOfPaper(paperPart(paper, language), language),
    sumsPart(inputs, judged, language),
    findingsPart(inputs, seatFindings, language, (code) => code.startsWith("Z") && isSaid(report, code)),
    saidOfSeats(report, seatsPart(seats, language), language),
    { compared: [fill(checkWords.selfTest[language], { ...tested })], notUsed: leftAside(report, language) },
  );
  return summaryOf(report.verdicts, inputs, part, language, wordsOf(report, language));
}

function saidOfPaper(part: Part, language: Language): Part {
  const say = (line: string) => fill(checkWords.onPaper[language], { line }, Number.POSITIVE_INFINITY);
  return { ...part, compared: part.compared.map(say), notCompared: part.notCompared.map(say) };
}

/** Where nobody asked for seats, why they were not compared is one line, and nothing of it stands in the way. */
function saidOfSeats(report: CheckReport, part: Part, language: Language): Partial<Part> {
  if (report.isSeatsAsked) return part;
  const { lacking, outcome } = report.seats;
  const why: Text =
    lacking === "count"
      ? checkWords.noWhole
      : lacking === "definition"
        ? checkWords.noDefinition
        : outcome?.state === "lot"
          ? checkWords.lot
          : outcome?.state === "done"
            ? checkWords.computedOnly
            : scopeWords.noSeats;
  const blocks = outcome?.state === "done" ? part.blocks : [];
  return { notCompared: [why[language]], blocks };
}

/** Files of which nothing was used; a second copy of an entry is said with the papers. */
function leftAside({ inputs }: CheckReport, language: Language): string[] {
  const entries = new Set(inputs.papers.map(({ source }) => source.path));
  const unused = inputs.unused.filter(({ why, detail }) => why !== "twice" || !entries.has(detail));
  return unusedLines(unused, language, shortPaths(inputs));
}

function wordsOf(
  report: CheckReport,
  language: Language,
): { readonly headline?: string | undefined; readonly next?: readonly Text[] | undefined } {
  const { verdicts: all, judged, paper } = report;
  const [verdict] = all;
  if (verdict === "KLOPT") return { headline: agreement(report, language), next: nextOf(report, language) };
  if (verdict === "NOG_NIET_AF" && judged.compared.counts === 0) return { next: [checkAdvice.noCount] };
  const isOfPaper = paper?.verdicts[0] === verdict;
  return isOfPaper ? ownWords(paper, verdict, language) : {};
}

/** What agrees, and behind it what was not compared: a yes says how far it goes. */
function agreement(report: CheckReport, language: Language): string {
  const { seats, paper } = report;
  const hasSeats = seats.compared !== undefined;
  const parts = [
    ...(paper === undefined ? [] : [paperScope(report, language)]),
    checkWords[paper === undefined && !hasSeats ? "onlySums" : "sums"][language],
    ...(hasSeats ? [checkWords.seats[language]] : []),
  ];
  const others = [
    ...(paper === undefined ? [checkWords.noPaper[language]] : []),
    ...(hasSeats ? [] : [checkWords.noSeats[language]]),
  ];
  const values = { parts: enumerate(parts, language), others: enumerate(others, language) };
  return fill(checkWords[others.length === 0 ? "agrees" : "agreesBut"][language], values, Number.POSITIVE_INFINITY);
}

function paperScope({ paper }: CheckReport, language: Language): string {
  const scope = paper === undefined ? "" : unitsScope(paper, language);
  return fill(checkWords.paper[language], { scope }, Number.POSITIVE_INFINITY);
}

function enumerate(parts: readonly string[], language: Language): string {
  const last = parts.at(-1) ?? "";
  if (parts.length < 2) return last;
  return fill(checkWords.and[language], { some: parts.slice(0, -1).join(", "), last }, Number.POSITIVE_INFINITY);
}

function nextOf({ paper, judged }: CheckReport, language: Language): readonly Text[] {
  const ofPaper = paper === undefined ? [checkAdvice.paper] : (ownWords(paper, "KLOPT", language).next ?? advice.KLOPT);
  return judged.compared.hashes.notCompared.length > 0 ? [...ofPaper, checkAdvice.hash] : ofPaper;
}

/** One object with the object of each part. docs/spec/crosscheck.md, "JSON" */
export function checkInJson(report: CheckReport, tested: SelfTested): object {
  const { inputs, judged, paper, seats, seatFindings, isSeatsAsked, verdicts: all } = report;
  const ofSeats = seatsInJson({ inputs, judged: { ...judged, findings: seatFindings }, seats, verdicts: all });
  const withoutVerdict = ({
    verdict,
    exit,
    verdicts: own,
    files,
    unused,
    unreadable,
    ...part
  }: Record<string, unknown>) => part;
  return {
    verdict: all[0],
    exit: verdicts[all[0]].exit,
    verdicts: all,
    selfTest: tested,
    compared: { sums: judged.compared.counts > 0, paper: paper !== undefined, seats: seats.compared !== undefined },
    asked: { seats: isSeatsAsked },
    sums: withoutVerdict(reportInJson(report) as Record<string, unknown>),
    paper: paper === undefined ? null : withoutVerdict(paperInJson(paper) as Record<string, unknown>),
    seats: withoutVerdict(ofSeats as Record<string, unknown>),
    ...filesOf(reportInJson(report) as Record<string, unknown>),
  };
}

function filesOf({ files, unused, unreadable }: Record<string, unknown>): object {
  return { files, unused, unreadable };
}
