// A report in words for a terminal of 80 columns: the verdict first, then what to do, then everything else.

import { encodeHashGroups } from "../../format/index.ts";
import { labelWords } from "../../words/glossary.ts";
import { type Language, type Text, visible } from "../../words/language.ts";
import type { Report } from "../proof/report.ts";
import { answerWords, labels, recordTexts, statusTexts, stepTexts } from "./labels.ts";
import type { VerificationRecord } from "./record.ts";
import {
  adviceOf,
  digestNames,
  digestPair,
  factsOf,
  headlineOf,
  horizonOf,
  networksOf,
  nextStepOf,
  reasonsOf,
  sentenceOf,
  technicalOf,
} from "./report-words.ts";

const width = 79;

/** The screen, and the file `NAME.txt`. */
export function renderRecord(record: VerificationRecord, language: Language): string {
  const say = (text: Text) => text[language];
  const [headline = ""] = headlineOf(record, language);
  return `${[
    renderReport(record, language),
    ...surroundingsOf(record, language),
    "",
    ...filledInOf(record, language),
    ...wrap(headline, ""), // once more: the first line has left the screen by now
    `${say(recordTexts.controlNumber)}: ${record.controlNumber}`,
  ].join("\n")}\n`;
}

/** What a person needs at once: verdict, reasons, what to do, control number. All else is in the record. */
export function renderVerdict(record: VerificationRecord, language: Language): string {
  return `${[
    ...headlineOf(record, language).flatMap((line) => wrap(line, "")),
    "",
    ...reasonLines(record, language),
    `${labels.todo[language]}:`,
    ...adviceOf(record, language).flatMap((sentence) => wrap(sentence, "  ", "- ")),
    "",
    ...wrap(`${labels.recalls[language]}: ${horizonOf(record, language)}`, ""),
    `${recordTexts.controlNumber[language]}: ${record.controlNumber}`,
  ].join("\n")}\n`;
}

/** The report alone, without machine, persons and control number. */
export function renderReport(report: Report, language: Language): string {
  const say = (text: Text) => text[language];
  const [verdict = "", ...more] = headlineOf(report, language);
  const lines = [
    ...wrap(verdict, ""),
    ...more.flatMap((line) => wrap(line, "")),
    "",
    ...reasonLines(report, language),
    `${say(labels.todo)}:`,
    ...adviceOf(report, language).flatMap((sentence) => wrap(sentence, "  ", "- ")),
    "",
    ...factsOf(report, language).flatMap(([name, value]) => wrap(`${name}: ${value}`, "")),
    ...digestLines(report, language),
    "",
    `${say(labels.steps)}:`,
    ...report.steps.flatMap((step) => [
      `  [${say(statusTexts[step.status])}] ${say(stepTexts[step.id])}`,
      ...step.findings.flatMap((finding, i) => [
        ...wrap(sentenceOf(finding, language), "      "),
        ...technicalLines(technicalOf(finding, language), language),
        ...digestPair(finding).flatMap(([name, groups]) => [
          `        ${say(labels[name])}`,
          ...halves(groups, "          "),
        ]),
        ...nextLines(nextStepOf(step, i), language),
      ]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function surroundingsOf({ checkedOn, tool, machine }: VerificationRecord, language: Language): string[] {
  const say = (text: Text) => text[language];
  const facts: [Text, string][] = [
    [recordTexts.checkedOn, checkedOn],
    [recordTexts.clock, `${machine.clock} (${machine.timeZone})`],
    [recordTexts.system, machine.system],
    [recordTexts.host, machine.host],
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
function filledInOf({ filledIn, instructions }: VerificationRecord, language: Language): string[] {
  const say = (text: Text) => text[language];
  const given: [Text, string | undefined][] = [
    [recordTexts.municipality, filledIn.municipality],
    [recordTexts.envelope, filledIn.envelope],
    ...filledIn.persons.map((name): [Text, string] => [recordTexts.person, name]),
  ];
  const lines = given.flatMap(([label, value]) =>
    value === undefined ? [] : wrap(`${say(label)}: ${visible(value)}`, "  "),
  );
  for (const { step, answer } of filledIn.answers)
    lines.push(`  ${say(recordTexts.instruction)} ${step}: ${say(answerWords[answer])}`);
  const steps = (instructions ?? []).flatMap((text, i) => wrap(visible(text), "  ", `${i + 1}. `));
  return [
    ...(steps.length === 0 ? [] : [`${say(recordTexts.instructions)}:`, ...steps, ""]),
    ...(lines.length === 0 ? [] : [`${say(recordTexts.filledIn)}:`, ...lines, ""]),
  ];
}

function technicalLines(technical: string | undefined, language: Language): string[] {
  return technical === undefined ? [] : wrap(`${labelWords.technician[language]}: ${technical}`, "        ");
}

function nextLines(next: Text | undefined, language: Language): string[] {
  return next === undefined ? [] : wrap(`${labels.next[language]}: ${next[language]}`, "      ", "→ ");
}

/** Under the headline, the first ten. */
function reasonLines(report: Report, language: Language): string[] {
  const reasons = reasonsOf(report);
  const shown = reasons.slice(0, 10).flatMap((finding) => wrap(sentenceOf(finding, language), "  ", "- "));
  return [...shown, ...(reasons.length > 10 ? [`  … +${reasons.length - 10}`] : []), ...(shown.length > 0 ? [""] : [])];
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

/** Lines of at most `width` characters; a word that is longer stands alone. `bullet` opens the first line. */
function wrap(text: string, indent: string, bullet = ""): string[] {
  const lines: string[] = [];
  let line = indent + bullet;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + " ".repeat(bullet.length);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
