// What lies in the given files: of each its kind, whose it is, of which election, and its hash code in 16 groups.

import { encodeHashGroups } from "../../format/index.ts";
import { fill, type Language, uncut, visible } from "../../words/language.ts";
import { wrapped } from "../../words/wrap.ts";
import type { Unused } from "../read/inputs.ts";
import type { ReadMessage } from "../read/model.ts";
import { weights } from "../rules/findings.ts";
import { hashLine, type ShortPath } from "./scope.ts";
import { adviceLines, headLines, listed, moreThan, type Report, remarkLines, shortPaths } from "./screen.ts";
import { sayFinding, sayReadError } from "./sentences.ts";
import { hashHeadline, headlines, kindWords, labels, unusedWords } from "./words.ts";

/** Files of other kinds that are named one by one. */
const shownUnused = 20;

/** Lines to print. A verdict stands above them where there is one: a code that was compared, or something that is wrong. */
export function showFiles(report: Report, language: Language): string[] {
  const { inputs, judged, verdicts } = report;
  const shortPath = shortPaths(inputs);
  const [verdict] = verdicts;
  const isPlain = verdict === "KLOPT" && judged.compared.hashes.compared.length === 0;
  const headline = verdict === "KLOPT" ? hashHeadline : headlines[verdict];
  const faults = judged.findings.kept.filter(({ code }) => weights[code] === "fault" && code.startsWith("I"));
  return [
    ...(isPlain ? [] : headLines(report, headline[language], language)),
    ...inputs.messages.flatMap((file) => fileLines(file, report, language)),
    ...inputs.sheets.flatMap(({ source, sheet }) => [
      ...wrapped(`${kindWords.csv[language]}: ${visible(sheet.electionName)}`),
      ...wrapped(visible(source.path), "  "),
      "",
    ]),
    ...listed(labels.unreadable[language], unreadableLines(report, language)),
    ...listed(
      labels.found[language],
      faults.map((finding) => sayFinding(finding, language, shortPath)),
    ),
    ...listed(labels.notCompared[language], hashLine(judged, language)),
    ...listed(labels.unused[language], unusedLines(inputs.unused, language, shortPath)),
    ...remarkLines(report, language, shortPath),
    ...(isPlain || verdict === "KLOPT" ? [] : adviceLines(report, language)),
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

function unreadableLines({ inputs }: Report, language: Language): string[] {
  const shown = inputs.unreadable
    .slice(0, shownUnused)
    .map((one) => `${visible(one.path)}: ${sayReadError(one, language)}`);
  return [...shown, ...moreThan(shownUnused, inputs.unreadable.length, language)];
}

function unusedLines(unused: readonly Unused[], language: Language, shortPath: ShortPath): string[] {
  const shown = unused.slice(0, shownUnused).map(({ path, why, detail }) => {
    const words = why === "other" && /\.signature$/i.test(path) ? unusedWords.signature : unusedWords[why];
    return `${visible(shortPath(path))}: ${fill(words[language], { detail: shortPath(detail) }, uncut)}`;
  });
  return [...shown, ...moreThan(shownUnused, unused.length, language)];
}
