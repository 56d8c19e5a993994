// A run on one screen: the sign and the word, what was compared and what was not, what was found, and what to do now.

import { labelWords } from "../../words/glossary.ts";
import { fill, type Language, visible } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import { signBars } from "../../words/signs.ts";
import { width, wrapped } from "../../words/wrap.ts";
import type { Inputs, Unreadable } from "../read/inputs.ts";
import type { Message } from "../read/model.ts";
import { type Finding, type FindingCode, weights } from "../rules/findings.ts";
import type { Judged } from "../rules/judge.ts";
import { sayNumber, sayUnit } from "./figures.ts";
import { comparedLines, notComparedLines, type ShortPath } from "./scope.ts";
import { sayFinding, sayReadError } from "./sentences.ts";
import { sayUnusual } from "./unusual.ts";
import { type Verdict, verdicts, verdictsOf } from "./verdict.ts";
import { advice, headlines, labels, scopeWords } from "./words.ts";

/** Findings that stand on the screen at once; `--json` has more. */
const shownFindings = 12;
const shownUnusual = 6;

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
  const { inputs, judged } = report;
  const shortPath = shortPaths(inputs);
  return [
    ...headLines(report, headlines[report.verdicts[0]][language], language),
    ...electionLines(inputs, language),
    ...listed(labels.compared[language], comparedLines(judged, language)),
    ...listed(labels.notCompared[language], notComparedLines(judged, language, shortPath)),
    ...foundLines(report, language, shortPath),
    ...remarkLines(report, language, shortPath),
    ...unusualLines(report, language),
    ...adviceLines(report, language),
  ];
}

function unusualLines({ judged: { unusual } }: Report, language: Language): string[] {
  const shown = unusual.slice(0, shownUnusual).map((one) => sayUnusual(one, language));
  return listed(labels.unusual[language], [...shown, ...moreThan(shownUnusual, unusual.length, language)]);
}

export function headLines({ verdicts: all }: Pick<Report, "verdicts">, headline: string, language: Language): string[] {
  const [verdict, ...others] = all;
  const { sign, word } = verdicts[verdict];
  const bar = signBars[sign].repeat(width);
  const also = others.length === 0 ? [] : [`${labels.also[language]}: ${others.join(", ")}`];
  const line = `${word[language]} - ${headline} (${labels.message[language]}: ${verdict})`;
  return [bar, ...wrapped(line), ...also, bar, ""];
}

export function electionLines({ messages }: Inputs, language: Language): string[] {
  const elections = new Map(messages.map(({ message }) => [message.election.id, electionLine(message, language)]));
  return elections.size === 0 ? [] : [...[...elections.values()].flatMap((line) => wrapped(line)), ""];
}

function electionLine({ election }: Message, language: Language): string {
  const name = election.name === "" ? election.id : election.name;
  return [visible(name), election.date === "" ? "" : momentWords(election.date, language)]
    .filter((part) => part !== "")
    .join(", ");
}

/** A heading and its lines, with a blank one behind; nothing for no lines. */
export function listed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${heading}:`, ...lines.flatMap((line) => wrapped(line, "  - ")), ""];
}

function foundLines({ inputs, judged }: Report, language: Language, shortPath: ShortPath): string[] {
  const faults = judged.findings.kept.filter(({ code }) => weights[code] === "fault" && !code.startsWith("L"));
  const total = sum(judged, (code) => weights[code] === "fault" && !code.startsWith("L"));
  const missing = judged.findings.kept.filter(({ code }) => weights[code] === "missing");
  const shown = faults.slice(0, shownFindings).map((finding) => sayFinding(finding, language, shortPath));
  return [
    ...inputs.unreadable.slice(0, shownFindings).flatMap((one) => unreadableLines(one, judged, language, shortPath)),
    ...listed(labels.found[language], [...shown, ...moreThan(shownFindings, total, language)]),
    ...listed(labels.missing[language], missingLines(missing, language, shortPath)),
  ];
}

/** Regions without a count are one line: there may be hundreds. */
function missingLines(missing: readonly Finding[], language: Language, shortPath: ShortPath): string[] {
  const regions = missing.flatMap(({ unit }) => (unit === undefined ? [] : [sayUnit(unit)]));
  const others = missing.filter(({ unit }) => unit === undefined).slice(0, shownFindings);
  return [
    ...(regions.length === 0 ? [] : [regions.join(", ")]),
    ...others.map((finding) => sayFinding(finding, language, shortPath)),
  ];
}

function unreadableLines(one: Unreadable, judged: Judged, language: Language, shortPath: ShortPath): string[] {
  const finding = judged.findings.kept.find(({ code, file }) => code.startsWith("L") && file === one.path);
  const said = finding === undefined ? shortPath(one.path) : sayFinding(finding, language, shortPath);
  return [...wrapped(said), ...wrapped(`${labels.technical[language]}: ${sayReadError(one, language)}`, "  "), ""];
}

export function moreThan(shown: number, total: number, language: Language): string[] {
  return total > shown ? [fill(labels.more[language], { count: sayNumber(total - shown, language) })] : [];
}

function sum({ findings }: Judged, wanted: (code: FindingCode) => boolean): number {
  return findings.codes.filter(wanted).reduce((so, code) => so + findings.count(code), 0);
}

export function remarkLines({ inputs, judged }: Report, language: Language, shortPath: ShortPath): string[] {
  const remarks = judged.findings.kept.filter(({ code }) => weights[code] === "remark");
  const total = sum(judged, (code) => weights[code] === "remark");
  const skipped = inputs.messages
    .filter(({ message }) => message.skipped > 0)
    .map(({ source, message }) =>
      fill(scopeWords.skipped[language], { file: shortPath(source.path), count: message.skipped }),
    );
  const replaced = judged.dossier.replaced.map(({ source }) =>
    fill(scopeWords.replaced[language], { file: shortPath(source.path) }),
  );
  return listed(labels.remarks[language], [
    ...remarks.slice(0, shownFindings).map((finding) => sayFinding(finding, language, shortPath)),
    ...moreThan(shownFindings, total, language),
    ...skipped.slice(0, shownFindings),
    ...replaced.slice(0, shownFindings),
  ]);
}

export function adviceLines({ verdicts: [verdict] }: Report, language: Language): string[] {
  const steps = advice[verdict].flatMap((text, i) => wrapped(text[language], `  ${i + 1}. `));
  return [`${labelWords.todo[language]}:`, ...steps];
}

/** The name alone where no other file has it, else the whole path: names are long, and a screen is not wide. */
export function shortPaths({ messages, sheets, papers, unused, unreadable }: Inputs): ShortPath {
  const paths = [
    ...[...messages, ...sheets, ...papers].map(({ source }) => source.path),
    ...[...unused, ...unreadable].map(({ path }) => path),
  ];
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(nameOf(path), (counts.get(nameOf(path)) ?? 0) + 1);
  return (path) => (counts.get(nameOf(path)) === 1 ? nameOf(path) : path);
}

function nameOf(path: string): string {
  return path.slice(path.search(/[^/\\]*$/));
}
