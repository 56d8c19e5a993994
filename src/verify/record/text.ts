// A report in words for a terminal of 80 columns: the verdict first, then what to do, then everything else.

import { encodeHashGroups } from "../../format/index.ts";
import type { FindingCode } from "../proof/codes.ts";
import { type Finding, type Report, type Step, type StepId, sectorClasses } from "../proof/report.ts";
import type { Refusal, Verdict } from "../proof/verdict.ts";
import { answerWords, recordTexts } from "./labels.ts";
import type { VerificationRecord } from "./record.ts";
import {
  adviceTexts,
  type Cause,
  fill,
  findingTexts,
  genuineTrial,
  installedAdvice,
  installedTexts,
  type Language,
  labels,
  nextSteps,
  nothingRead,
  nothingToDo,
  rebuildCauses,
  sectorWords,
  statusTexts,
  stepTexts,
  type Text,
  valueWords,
  verdictNames,
  verdictTexts,
  visible,
} from "./sentences.ts";

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
        ...digestPair(finding).flatMap(([name, groups]) => [
          `        ${say(labels[name])}`,
          ...halves(groups, "          "),
        ]),
        ...(nextStepOf(step, i) === undefined
          ? []
          : wrap(`${say(labels.next)}: ${say(nextStepOf(step, i) ?? nothingToDo)}`, "      ", "→ ")),
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

/** Names of interfaces, or that there is none, or that the system does not say. */
export function networksOf(networks: readonly string[] | undefined, language: Language): string {
  if (networks === undefined) return recordTexts.unknown[language];
  return networks.length === 0 ? recordTexts.noNetworks[language] : networks.join(", ");
}

/** The reasons to refuse, what a person can look at (files) before what only a program can. */
export function reasonsOf(report: Report): readonly Finding[] {
  const reasons = report.steps.flatMap((step) => step.findings).filter((finding) => finding.refusal !== undefined);
  const ofFiles = reasons.filter((finding) => finding.values.path !== undefined);
  return [...ofFiles, ...reasons.filter((finding) => finding.values.path === undefined)];
}

/** Under the headline, the first ten. */
function reasonLines(report: Report, language: Language): string[] {
  const reasons = reasonsOf(report);
  const shown = reasons.slice(0, 10).flatMap((finding) => wrap(sentenceOf(finding, language), "  ", "- "));
  return [...shown, ...(reasons.length > 10 ? [`  … +${reasons.length - 10}`] : []), ...(shown.length > 0 ? [""] : [])];
}

/** Two SHA-256 values of a finding, in groups. */
export function digestPair(finding: Finding): ["found" | "expected", string][] {
  return (["found", "expected"] as const).flatMap((name) => {
    const value = finding.values[name];
    const isSha256 = typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
    return isSha256 ? [[name, encodeHashGroups(value)] as ["found" | "expected", string]] : [];
  });
}

/** The next step of the finding with this index, once for findings of one code that follow each other. */
export function nextStepOf(step: Step, index: number): Text | undefined {
  const finding = step.findings[index];
  if (finding === undefined || step.findings[index + 1]?.code === finding.code) return undefined;
  const next = nextSteps[finding.code];
  return next === nothingToDo ? undefined : next;
}

/** The verdict, whether it is an emergency release or only a trial, and which release within which scope. */
export function headlineOf(report: Report, language: Language): string[] {
  const { release, verdict } = report;
  const isBlind = verdict === "ONLEESBAAR" && report.filesCompared === 0;
  const installed = report.scope === "installed" ? installedTexts[verdict] : undefined;
  const own = causeOf(report, verdict)?.headline ?? installed ?? verdictTexts[verdict];
  const headline = (isBlind ? nothingRead : own)[language];
  if (release === undefined) return [headline];
  const scope = `${labels.scope[language]}: ${labels[report.scope][language]}.`;
  const facts = `${releaseOf(report, language)}. ${scope}`;
  // Fewer may have signed it, and nobody rebuilt it: only the letter can say that it was meant.
  const emergency = release.urgency === "emergency" ? [labels.emergency[language]] : [];
  if (release.purpose === "final") return [headline, ...emergency, facts];
  // A trial never reads like a release that may be used.
  const flag = labels[release.purpose][language];
  if (verdict === "ECHT") return [`${genuineTrial[language]} ${flag}`, ...emergency, facts];
  return [headline, ...emergency, flag, facts];
}

/** What made `refusal`, where its own words would name another cause. */
function causeOf(report: Report, refusal: Verdict): Cause | undefined {
  if (refusal !== "ONVOLDOENDE_HERBOUW") return undefined;
  const found = new Set(reasonsOf(report).map(({ code }) => code));
  const first = (Object.keys(rebuildCauses) as FindingCode[]).find((code) => found.has(code));
  return first === undefined ? undefined : rebuildCauses[first];
}

/** Product, election, role, number and disc; "" without a release that enough officers signed. */
export function releaseOf({ release }: Report, language: Language): string {
  if (release === undefined) return "";
  const { product, version, election, role, sequence } = release;
  const number = fill(labels.sequence[language], { sequence });
  const disc = fill(labels.disc[language], { disc: release.disc, discs: release.manifests.length });
  return `${product} ${version}, ${election}, ${role}, ${number}, ${disc}`;
}

/** What src/verify/proof/recognise.ts finds. */
const otherFile: ReadonlySet<FindingCode> = new Set([
  "PACKED_FILE",
  "RAW_SECTORS",
  "FILE_TOO_SMALL",
  "CUT_FILE",
  "CUT_FILE_NO_SEAL",
  "CUT_FILE_PAPERS",
]);
const besideDisc: ReadonlySet<StepId> = new Set(["anchor", "expectation"]);

/** What to do now, a sentence each; a question stays with its answer. */
export function adviceOf(report: Report, language: Language): string[] {
  const contact = report.contact === undefined ? labels.letter[language] : ` (${report.contact})`;
  const reasons = reasonsOf(report);
  // Nothing is wrong with the disc as far as anyone knows: what was given beside it is missing or no good.
  if (report.refusals[0] === "NIET_ONDERTEKEND" && reasons.every(({ step }) => besideDisc.has(step)))
    return [...new Set(reasons.map(({ code }) => nextSteps[code][language]))];
  // The file is not what it should be: no disc was looked at, so none goes into its envelope.
  const slip = reasons.find(({ code }) => otherFile.has(code));
  if (slip !== undefined) return split(nextSteps[slip.code][language]);
  const installed = report.scope === "installed" ? installedAdvice[report.verdict] : undefined;
  const advice = causeOf(report, report.verdict)?.advice ?? installed ?? adviceTexts[report.verdict];
  return split(advice[language]).map((sentence) => fill(sentence, { contact }));
}

function split(sentences: string): string[] {
  return sentences.split(/(?<=[.:]) (?=\p{Lu})/u);
}

/** What was compared with what: names and values. */
export function factsOf(report: Report, language: Language): [string, string][] {
  const say = (text: Text) => text[language];
  const counts = fill(say(labels.filesCounted), { compared: report.filesCompared, good: report.filesGood });
  const nameOf = (refusal: Refusal) => say(causeOf(report, refusal)?.name ?? verdictNames[refusal]);
  const others = report.refusals.slice(1).map(nameOf);
  return [
    ...(report.release === undefined ? [[say(labels.scope), say(labels.nothing)] as [string, string]] : []),
    [say(labels.target), visible(report.target)],
    [say(labels.files), counts],
    [say(labels.recalls), horizonOf(report, language)],
    [say(labels.sectors), sectorsOf(report, language)],
    ...(others.length === 0 ? [] : [[say(labels.also), others.join(", ")] as [string, string]]),
  ];
}

/** How far recalls are known: on every screen and page, also where none is. */
export function horizonOf({ recalls }: Report, language: Language): string {
  if (recalls === undefined) return labels.recallsNotReached[language];
  if (recalls.from === "none") return labels.noRecallsKnown[language];
  const from = valueWords["RECALLS_KNOWN.from"]?.[recalls.from]?.[language] ?? recalls.from;
  return fill(labels.recallsKnown[language], { ...recalls, from });
}

/** How many there are of each class that there are any of, and always how many are unexplained. */
function sectorsOf({ sectors }: Report, language: Language): string {
  if (sectors === undefined) return labels.sectorsUnseen[language];
  const shown = sectorClasses.filter((kind) => kind === "unexplained" || sectors[kind] > 0);
  const counts = shown.map((kind) => `${sectors[kind]} ${sectorWords[kind][language]}`).join(", ");
  return fill(labels.sectorsSeen[language], { total: sectors.total, counts });
}

export const digestNames = ["releaseSha256", "imageSha256", "manifestSha256", "sealSha256"] as const;

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

/** Placeholders that stand for a SHA-256 within a sentence. */
const digestValues: ReadonlySet<string> = new Set(["sha256", "newest", "previous"]);

/** One finding in words. */
/** What is said of a finding: one sentence or several. */
export function sentenceOf(finding: Pick<Finding, "code" | "values">, language: Language): string {
  const values = Object.entries(finding.values).map(([name, value]) => {
    const words = valueWords[`${finding.code}.${name}`] ?? valueWords[name];
    const word = words !== undefined && Object.hasOwn(words, value) ? words[value] : undefined;
    const isDigest = digestValues.has(name) && /^[0-9a-f]{64}$/.test(String(value));
    return [name, word?.[language] ?? (isDigest ? encodeHashGroups(String(value)) : value)] as const;
  });
  return fill(findingTexts[finding.code][language], Object.fromEntries(values)).trimEnd();
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
