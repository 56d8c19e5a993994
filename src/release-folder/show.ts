// A judged folder on one screen: what it is, who differs, every step, and what comes next.

import { shellWord } from "../format/index.ts";
import { electionName, roleName } from "../words/elections.ts";
import { purposeWords, urgencyWords } from "../words/glossary.ts";
import { fill, type Language, uncut } from "../words/language.ts";
import type { ReleaseFolder } from "./folder.ts";
import type { JudgedFolder } from "./judge.ts";
import type { Next } from "./next.ts";
import { isLast } from "./parts.ts";
import { type Finding, kindOf, type Step } from "./step.ts";
import { dispatchLines } from "./steps/dispatch.ts";
import { namesOf } from "./steps/rebuilds.ts";
import { findingTexts } from "./texts.ts";
import { backWords, machineWords, outcomeWords, stateWords, stepWords, whoWords } from "./words.ts";

/** Columns of a state and of a step's name. */
const stateWidth = 11;
const nameWidth = 15;

/** Lines to print. */
export function showFolder(
  folder: ReleaseFolder,
  judged: JudgedFolder,
  next: Next | undefined,
  language: Language,
): string[] {
  const dissent = judged.steps.flatMap(({ findings }) => findings.filter(({ code }) => code === "DISSENT"));
  return [
    ...headLines(folder, language),
    ...dissent.map((finding) => `  !! ${sayFinding(finding, language)}`),
    "",
    ...judged.steps.flatMap((step, i) => stepLines(step, i + 1, language)),
    "",
    ...endLines(folder, judged, next, language),
  ];
}

function headLines({ description }: ReleaseFolder, language: Language): string[] {
  if (description === undefined) return [];
  const { product, version, election, role, sequence, purpose, urgency } = description.choice;
  const number = fill(language === "nl" ? "nummer {sequence}" : "number {sequence}", { sequence });
  const what = [`${product} ${version}`, electionName(election, language), roleName(role, language), number];
  const line = [...what, purposeWords[purpose][language]].join(" · ");
  return urgency === "emergency" ? [line, urgencyWords.emergency[language].toUpperCase()] : [line];
}

/** The facts beside the name; what is more than a fact on a line of its own. */
function stepLines({ name, state, findings }: Step, number: number, language: Language): string[] {
  const isFact = (finding: Finding) => kindOf(finding) === "fact";
  const facts = [...new Set(findings.filter(isFact).map((finding) => sayFinding(finding, language)))];
  const rest = findings.filter((finding) => !isFact(finding) && finding.code !== "DISSENT");
  const what = `${number} ${stepWords[name][language]}`.padEnd(2 + nameWidth);
  const head = `  ${stateWords[state][language].padEnd(stateWidth)}${what}`;
  const indent = " ".repeat(2 + stateWidth + 2);
  return [
    `${head}${facts.join("; ")}`.trimEnd(),
    ...rest.map((finding) => `${indent}${kindOf(finding) === "wrong" ? "!! " : ""}${sayFinding(finding, language)}`),
  ];
}

export function sayFinding({ code, values }: Finding, language: Language): string {
  return fill(findingTexts[code][language], values, 1000);
}

function endLines(folder: ReleaseFolder, judged: JudgedFolder, next: Next | undefined, language: Language): string[] {
  const end = sayEnd(folder, judged, next, language);
  const typed = (commands: Next["commands"]) => commands.map((command) => `  ${commandLine(command)}`);
  if (judged.outcome === "done") {
    const { lines, commands, rest } = dispatchLines(folder, judged, language);
    return [end, ...lines, ...typed(commands), ...rest];
  }
  if (judged.outcome !== "waiting" || next === undefined) return [end];
  return [end, ...typed(next.commands), ...sayBack(next, language)];
}

/** What is done with what comes back; in the steps from the signatures on, the one command for all of them. At most one line. */
export function sayBack({ who, step }: Next, language: Language): string[] {
  return who === "office" && !isLast(step) ? [] : [backWords[who][language]];
}

/** What the folder came to, in a sentence; where something is waited for, who does what comes next. */
export function sayEnd(
  { stopped, measured }: ReleaseFolder,
  { outcome }: JudgedFolder,
  next: Next | undefined,
  language: Language,
): string {
  if (outcome === "stopped") return fill(outcomeWords.stopped[language], { reason: stopped ?? "" });
  if (outcome === "done") return outcomeWords[measured === undefined ? "done" : "doneFull"][language];
  if (outcome === "wrong" || next === undefined) return outcomeWords.wrong[language];
  const who = fill(whoWords[next.who][language], { people: namesOf(next.people) }, uncut);
  return fill(outcomeWords.waiting[language], { who, machine: machineWords[next.who][language] }, uncut);
}

/** As a person types it. A `>` leads into a file: none of ours has that name. */
export const commandLine = (words: readonly string[]) =>
  words.map((word) => (word === ">" ? word : shellWord(word))).join(" ");
