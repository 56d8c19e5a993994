// Sums, lists and the chain of counts in words; and what every run says of files that cannot be read or belong to another election.

import { fill, type Language, visible } from "../../words/language.ts";
import type { Inputs } from "../read/inputs.ts";
import { type FindingCode, type Findings, type Weight, weights } from "../rules/findings.ts";
import type { Judged } from "../rules/judge.ts";
import { sayUnit } from "./figures.ts";
import { comparedLines, notComparedLines } from "./scope.ts";
import { sayFinding, sayReadError } from "./sentences.ts";
import {
  few,
  joinParts,
  type Part,
  type ShortPath,
  type Summary,
  shortPaths,
  showSummary,
  summaryOf,
} from "./summary.ts";
import { sayUnusual } from "./unusual.ts";
import { type Verdict, verdictsOf } from "./verdict.ts";
import { labels, scopeWords } from "./words.ts";

export interface Report {
  readonly inputs: Inputs;
  readonly judged: Judged;
  readonly verdicts: readonly [Verdict, ...Verdict[]];
}

/** Of the sums and the chain: nothing of what was asked was compared where there is no count. */
export function reportOf(inputs: Inputs, judged: Judged): Report {
  return { inputs, judged, verdicts: verdictsOf(judged.findings, judged.compared.counts === 0) };
}

/** Lines to print. */
export function showSums(report: Report, language: Language): string[] {
  return showSummary(sumsSummary(report, language), language);
}

export function sumsSummary({ inputs, judged, verdicts }: Report, language: Language): Summary {
  const others = { notCompared: [scopeWords.noPaper[language], scopeWords.noSeats[language]] };
  return summaryOf(verdicts, inputs, joinParts(others, sumsPart(inputs, judged, language)), language);
}

export function sumsPart(inputs: Inputs, judged: Judged, language: Language): Part {
  const shortPath = shortPaths(inputs);
  return joinParts(
    {
      compared: comparedLines(judged, language),
      notCompared: notComparedLines(judged, language, shortPath),
    },
    findingsPart(inputs, judged.findings, language),
    { remarks: fileRemarks(inputs, judged, language, shortPath), annex: unusualBlocks(judged, language) },
  );
}

/** All findings, each in the list that its weight belongs to. `wanted`: only of these. */
export function findingsPart(
  inputs: Inputs,
  findings: Findings,
  language: Language,
  wanted: (code: FindingCode) => boolean = () => true,
): Part {
  const shortPath = shortPaths(inputs);
  const kept = findings.kept.filter(({ code }) => wanted(code));
  const of = (weight: Weight) => kept.filter(({ code }) => weights[code] === weight && code !== absentFile);
  const say = (weight: Weight) => of(weight).map((one) => sayFinding(one, language, shortPath));
  const more = (weight: Weight) =>
    findings.codes
      .filter((code) => wanted(code) && weights[code] === weight && code !== absentFile)
      .reduce((sum, code) => sum + findings.count(code), 0) - of(weight).length;
  const absent = kept.flatMap(({ code, unit }) => (code === absentFile && unit !== undefined ? [sayUnit(unit)] : []));
  return joinParts({
    found: say("fault"),
    missing: [...(absent.length === 0 ? [] : [absent.join(", ")]), ...say("missing")],
    remarks: say("remark"),
    more: { found: more("fault"), remarks: more("remark") },
    annex: wanted("L1") ? unreadableBlocks(inputs, language, shortPath) : [],
  });
}

/** Files of a level below that are not there: one line for all of them. */
const absentFile: FindingCode = "S9";

/** On the screen; `--json` has all. */
const shownUnusual = 1;

/** Plausibility is a list of its own: no verdict hangs on it. */
function unusualBlocks({ unusual }: Judged, language: Language): Part["annex"] {
  if (unusual.length === 0) return [];
  const shown = unusual.slice(0, shownUnusual).map((one) => sayUnusual(one, language));
  return [{ heading: labels.unusual[language], lines: few(shown, language, unusual.length - shown.length) }];
}

/** What the reader met: nothing that stands between a verdict and its advice. */
function unreadableBlocks({ unreadable }: Inputs, language: Language, shortPath: ShortPath): Part["annex"] {
  if (unreadable.length === 0) return [];
  const lines = unreadable.map((one) => `${visible(shortPath(one.path))}: ${sayReadError(one, language)}`);
  return [{ heading: labels.technical[language], lines: few(lines, language) }];
}

function fileRemarks({ messages }: Inputs, { dossier }: Judged, language: Language, shortPath: ShortPath): string[] {
  const skipped = messages
    .filter(({ message }) => message.skipped > 0)
    .map(({ source, message }) =>
      fill(scopeWords.skipped[language], { file: shortPath(source.path), count: message.skipped }),
    );
  const replaced = dossier.replaced.map(({ source }) =>
    fill(scopeWords.replaced[language], { file: shortPath(source.path) }),
  );
  return [...few(skipped, language), ...few(replaced, language)];
}
