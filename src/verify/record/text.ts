// A report in words for a terminal of 80 columns: the verdict first, then what to do, then everything else.

import { encodeHashGroups } from "../../format/index.ts";
import { fill, type Language, type Text, visible } from "../../words/language.ts";
import { type Sign, signBars } from "../../words/signs.ts";
import { width, wrapped } from "../../words/wrap.ts";
import type { Report } from "../proof/report.ts";
import { answerWords, labels, recordTexts, statusTexts, stepTexts } from "./labels.ts";
import { outcomeOf } from "./outcome.ts";
import type { VerificationRecord } from "./record.ts";
import {
  digestNames,
  digestPair,
  factsOf,
  networksOf,
  nextStepOf,
  reasonsOf,
  sentenceOf,
  technicalOf,
} from "./report-words.ts";

/** The screen, and the file `NAME.txt`: the verdict, all else, and the verdict's word once more as the last thing. */
export function renderRecord(record: VerificationRecord, language: Language): string {
  return `${[
    renderVerdict(record, language),
    ...annexOf(record, language),
    "",
    ...surroundingsOf(record, language),
    "",
    ...filledInOf(record, language),
    renderLast(record, language),
  ].join("\n")}`;
}

/** What a person needs at once, on less than one screen. All else is in the record. */
export function renderVerdict(record: VerificationRecord, language: Language): string {
  return `${[...verdictLines(record, language), ...numbersOf(record, language)].join("\n")}\n`;
}

/** The word between its bars, what it says and what is read out of it: repeated when the first has left the screen. */
export function renderLast(record: VerificationRecord, language: Language): string {
  const { sign, word, headline } = outcomeOf(record, language);
  return `${[...bannerOf(sign, word), ...wrap(headline, ""), ...numbersOf(record, language)].join("\n")}\n`;
}

/** What is read out over a telephone: the receipt, where there is one, and the control number. */
function numbersOf({ receipt, exitCode, controlNumber }: VerificationRecord, language: Language): string[] {
  const name = exitCode === 0 ? recordTexts.afmeldcode : recordTexts.stopcode;
  const use = exitCode === 0 ? "" : ` (${recordTexts.stopcodeUse[language]})`;
  const code = receipt === undefined ? [] : [`${name[language]}: ${receipt.code}${use}`];
  return [...code, `${recordTexts.controlNumber[language]}: ${controlNumber}`];
}

/** The report alone, without machine, persons and control number. */
export function renderReport(report: Report, language: Language): string {
  return `${[...verdictLines(report, language), ...annexOf(report, language)].join("\n")}\n`;
}

function bannerOf(sign: Sign, word: string): string[] {
  const bar = signBars[sign].repeat(width);
  return [bar, ` ${word}`, bar];
}

function verdictLines(report: Report, language: Language): string[] {
  const outcome = outcomeOf(report, language);
  const { sign, word, headline, emergency, cause, software, checked, steps, after, message } = outcome;
  const paragraphs = (texts: readonly (string | undefined)[]) =>
    texts.flatMap((text) => (text === undefined ? [] : wrap(text, "")));
  return [
    ...bannerOf(sign, word),
    ...paragraphs([headline, emergency, cause === undefined ? message : `${cause} ${message}`]),
    "",
    ...paragraphs([software, checked]),
    "",
    `${labels.todo[language]}:`,
    ...steps.flatMap((step, i) => wrap(step, "  ", `${i + 1}. `)),
    ...(after.length === 0 ? [] : ["", ...paragraphs(after)]),
    "",
  ];
}

/** For the technician: everything that was found. */
function annexOf(report: Report, language: Language): string[] {
  const say = (text: Text) => text[language];
  return [
    `${say(recordTexts.annex)}:`,
    ...reasonLines(report, language),
    ...factsOf(report, language).flatMap(([name, value]) => wrap(`${name}: ${value}`, "")),
    ...digestLines(report, language),
    "",
    `${say(labels.steps)}:`,
    ...report.steps.flatMap((step) => [
      `  [${say(statusTexts[step.status])}] ${say(stepTexts[step.id])}`,
      ...step.findings.flatMap((finding, i) => [
        ...wrap(sentenceOf(finding, language), "      "),
        ...technicalLines(technicalOf(finding, language)),
        ...digestPair(finding).flatMap(([name, groups]) => [
          `        ${say(labels[name])}`,
          ...halves(groups, "          "),
        ]),
        ...nextLines(nextStepOf(step, i), language),
      ]),
    ]),
  ];
}

function surroundingsOf({ checkedOn, tool, machine }: VerificationRecord, language: Language): string[] {
  const say = (text: Text) => text[language];
  const facts: [Text, string][] = [
    [recordTexts.checkedOn, checkedOn],
    [recordTexts.clock, `${machine.clock} (${machine.timeZone})`],
    [recordTexts.system, machine.system],
    [recordTexts.host, machine.host === "" ? say(recordTexts.unknown) : machine.host],
    [recordTexts.networks, networksOf(machine.networks, language)],
    [recordTexts.tool, `${tool.version}, ${tool.runtime}`],
    [recordTexts.toolFile, tool.file],
    [recordTexts.digested, say(tool.kind === "program" ? recordTexts.wholeProgram : recordTexts.firstFile)],
  ];
  return [
    `${say(recordTexts.surroundings)}:`,
    ...facts.flatMap(([label, value]) => wrap(`${say(label)}: ${visible(value)}`, "  ")),
    `  ${say(recordTexts.toolSha256)}:`,
    ...(tool.sha256 === undefined
      ? [`    ${say(recordTexts.unknown)}`]
      : halves(encodeHashGroups(tool.sha256), "    ")),
  ];
}

/** Only what was given: the rest is for the pen, on the page. */
function filledInOf({ filledIn }: VerificationRecord, language: Language): string[] {
  const say = (text: Text) => text[language];
  const given: [Text, string | undefined][] = [
    [recordTexts.municipality, filledIn.municipality],
    [recordTexts.envelope, filledIn.envelope],
    [recordTexts.pc, filledIn.computer],
    ...filledIn.persons.map((name): [Text, string] => [recordTexts.person, name]),
  ];
  const lines = given.flatMap(([label, value]) =>
    value === undefined ? [] : wrap(`${say(label)}: ${visible(value)}`, "  "),
  );
  for (const { step, answer } of filledIn.answers)
    lines.push(`  ${say(recordTexts.instruction)} ${step}: ${say(answerWords[answer])}`);
  return lines.length === 0 ? [] : [`${say(recordTexts.filledIn)}:`, ...lines, ""];
}

function technicalLines(technical: string | undefined): string[] {
  return technical === undefined ? [] : wrap(technical, "        ");
}

function nextLines(next: Text | undefined, language: Language): string[] {
  return next === undefined ? [] : wrap(`${labels.next[language]}: ${next[language]}`, "      ", "→ ");
}

/** The first ten. */
function reasonLines(report: Report, language: Language): string[] {
  const reasons = reasonsOf(report);
  const shown = reasons.slice(0, 10).flatMap((finding) => wrap(sentenceOf(finding, language), "  ", "- "));
  return [
    ...shown,
    ...(reasons.length > 10 ? [`  ${fill(recordTexts.moreReasons[language], { count: reasons.length - 10 })}`] : []),
    ...(shown.length > 0 ? [""] : []),
  ];
}

function digestLines(report: Report, language: Language): string[] {
  return digestNames.flatMap((name) => {
    const sha256 = report[name];
    return sha256 === undefined ? [] : [`${labels[name][language]}:`, ...halves(encodeHashGroups(sha256), "  ")];
  });
}

/** Sixteen groups of four, eight a line, as people compare them. */
function halves(groups: string, indent: string): string[] {
  return [`${indent}${groups.slice(0, 39)}`, `${indent}${groups.slice(40)}`];
}

function wrap(text: string, indent: string, bullet = ""): string[] {
  return wrapped(text, `${indent}${bullet}`);
}
