// What lies in the given files: of each its kind, whose it is, of which election, and its hash code in 16 groups.

import { encodeHashGroups } from "../../format/index.ts";
import { fill, type Language, uncut, visible } from "../../words/language.ts";
import { wrapped } from "../../words/wrap.ts";
import type { Unused } from "../read/inputs.ts";
import type { ReadMessage } from "../read/model.ts";
import { weights } from "../rules/findings.ts";
import { hashLine } from "./scope.ts";
import { findingsPart, type Report } from "./screen.ts";
import { headLines, joinParts, listLines, type ShortPath, shortPaths, summaryOf } from "./summary.ts";
import { hashHeadline, headlines, kindWords, labels, unusedWords } from "./words.ts";

/** Lines to print. A verdict stands above them where there is one: a code that was compared, or something that is wrong. */
export function showFiles(report: Report, language: Language): string[] {
  const { inputs, judged, verdicts } = report;
  const [verdict] = verdicts;
  const isPlain = verdict === "KLOPT" && judged.compared.hashes.compared.length === 0;
  const headline = (verdict === "KLOPT" ? hashHeadline : headlines[verdict])[language];
  const part = joinParts(
    { notCompared: hashLine(judged, language), notUsed: unusedLines(inputs.unused, language, shortPaths(inputs)) },
    findingsPart(inputs, judged.findings, language, (code) => /^[LI]/.test(code) || weights[code] === "remark"),
  );
  const summary = summaryOf(verdicts, inputs, part, language, {
    headline,
    ...(verdict === "KLOPT" ? { next: [] } : {}),
  });
  return [
    ...(isPlain ? [] : headLines(summary, language)),
    ...inputs.messages.flatMap((file) => fileLines(file, report, language)),
    ...inputs.sheets.flatMap(({ source, sheet }) => [
      ...wrapped(`${kindWords.csv[language]}: ${visible(sheet.electionName)}`),
      ...wrapped(visible(source.path), "  "),
      "",
    ]),
    ...listLines(summary, language),
  ];
}

function fileLines({ source, message }: ReadMessage, { judged }: Report, language: Language): string[] {
  const { kind, authority, election, contest } = message;
  const isSame = judged.compared.hashes.compared.includes(source.path);
  const of = [
    ...(authority === undefined ? [] : [`${visible(authority.name)} (${visible(authority.id)})`]),
    visible(election.id),
    ...(contest.name === "" ? [] : [visible(contest.name)]),
  ];
  return [
    ...wrapped(`${kindWords[kind][language]} (${kind}): ${of.join(", ")}`),
    ...wrapped(visible(source.path), "  "),
    `  ${encodeHashGroups(source.sha256)}`,
    `  ${labels.hash[language]}: ${isSame ? labels.hashSame[language] : labels.hashNot[language]}`,
    "",
  ];
}

/** Files of which nothing was used, and why. */
export function unusedLines(unused: readonly Unused[], language: Language, shortPath: ShortPath): string[] {
  return unused.map(({ path, why, detail }) => {
    const words = why === "other" && /\.signature$/i.test(path) ? unusedWords.signature : unusedWords[why];
    return `${visible(shortPath(path))}: ${fill(words[language], { detail: shortPath(detail) }, uncut)}`;
  });
}
