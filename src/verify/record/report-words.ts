// What a report has to say, piece by piece: for the screen, the page and the sheet, which set it out each in its own way.

import { encodeHashGroups } from "../../format/index.ts";
import { fill, type Language, type Text, visible } from "../../words/language.ts";
import { momentWords, secondsWords } from "../../words/moments.ts";
import type { Finding, Report, Step } from "../proof/report.ts";
import { sectorClasses } from "../proof/report.ts";
import { labels, recordTexts, sectorWords, statusTexts, stepTexts } from "./labels.ts";
import { sentences } from "./sentences.ts";
import { valueWords } from "./values.ts";

/** The reasons to refuse, what a person can look at (files) before what only a program can. */
export function reasonsOf(report: Report): readonly Finding[] {
  const reasons = report.steps.flatMap((step) => step.findings).filter((finding) => finding.refusal !== undefined);
  const ofFiles = reasons.filter((finding) => finding.values.path !== undefined);
  return [...ofFiles, ...reasons.filter((finding) => finding.values.path === undefined)];
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
  return sentences[finding.code].next;
}

/** What was compared with what: names and values. */
export function factsOf(report: Report, language: Language): [string, string][] {
  const say = (text: Text) => text[language];
  const counts = fill(say(labels.filesCounted), { compared: report.filesCompared, good: report.filesGood });
  const others = report.refusals.slice(1);
  return [
    [say(labels.target), visible(report.target)],
    [say(labels.files), counts],
    [say(labels.recalls), horizonOf(report, language)],
    [say(stepTexts.log), logOf(report, language)],
    [say(labels.sectors), sectorsOf(report, language)],
    ...(others.length === 0 ? [] : [[say(labels.also), others.join(", ")] as [string, string]]),
  ];
}

/** How far recalls are known: in every record, also where none is. A report that nobody signed is no recall, and is not passed over. */
export function horizonOf({ recalls, refusals }: Report, language: Language): string {
  if (recalls === undefined) return labels.recallsNotReached[language];
  const isReported = refusals.includes("INTREKKING_GEMELD");
  if (recalls.from === "none") return labels[isReported ? "recallReported" : "noRecallsKnown"][language];
  const from = valueWords["RECALLS_KNOWN.from"]?.[recalls.from]?.[language] ?? recalls.from;
  return fill(labels.recallsKnown[language], { ...recalls, from });
}

/** Where this version stands in the public log and who saw that, in every record: also where nothing asked for it, or it is not proven. */
export function logOf({ steps }: Pick<Report, "steps">, language: Language): string {
  const step = steps.find(({ id }) => id === "log");
  if (step === undefined || step.status === "not-checked") return labels.recallsNotReached[language];
  if (step.status === "not-asked") return statusTexts["not-asked"][language];
  const proven = step.findings.find(({ code }) => code === "LOG_PROVEN");
  if (step.status === "failed" || proven === undefined) return labels.logNotProven[language];
  const entry = fill(labels.logEntry[language], proven.values);
  const seen = step.findings.filter(({ code }) => code === "LOG_SEEN");
  if (seen.length === 0) return entry;
  const times = seen.map(({ values }) => Number(values.time));
  const [first, last] = [Math.min(...times), Math.max(...times)].map((time) => secondsWords(time, language, "day"));
  const names = seen.map(({ values }) => `${values.holder} (${values.organisation})`).join(", ");
  const when = first === last ? labels.logSeenOn : labels.logSeenFromTo;
  return `${entry}; ${fill(when[language], { names, first: first ?? "", last: last ?? "" })}`;
}

/** The number of sectors of each class, without the classes that have none; that of the unexplained always. */
function sectorsOf({ sectors }: Report, language: Language): string {
  if (sectors === undefined) return labels.sectorsUnseen[language];
  const shown = sectorClasses.filter((kind) => kind === "unexplained" || sectors[kind] > 0);
  const counts = shown.map((kind) => `${sectors[kind]} ${sectorWords[kind][language]}`).join(", ");
  return fill(labels.sectorsSeen[language], { total: sectors.total, counts });
}

export const digestNames = ["releaseSha256", "imageSha256", "manifestSha256", "sealSha256"] as const;

/** Placeholders that stand for a SHA-256 within a sentence. */
const digestValues: ReadonlySet<string> = new Set(["sha256", "newest", "previous"]);

/** Values that are a moment: seconds since 1970 by a witness's clock, or a day. */
const moments: ReadonlySet<string> = new Set(["LOG_SEEN.time", "LOG_CLOCK.time", "LOG_CLOCK.today"]);

/** One finding in words. */
export function sentenceOf(finding: Pick<Finding, "code" | "values">, language: Language): string {
  return filled(sentences[finding.code].says[language], finding, language);
}

/** What the annex adds to that sentence for the technician. Undefined: nothing. */
export function technicalOf(finding: Pick<Finding, "code" | "values">, language: Language): string | undefined {
  const { technical } = sentences[finding.code];
  return technical === undefined ? undefined : filled(technical[language], finding, language) || undefined;
}

function filled(template: string, finding: Pick<Finding, "code" | "values">, language: Language): string {
  return fill(template, inLanguage(wordedValues(finding), language)).trimEnd();
}

/** A value that is a word of ours, in both languages; any other as it was found. */
export type Worded = Readonly<Record<string, string | number | Text>>;

/** The values of a finding, those that are words of ours as a person knows them; a SHA-256 in groups. */
export function wordedValues({ code, values }: Pick<Finding, "code" | "values">): Worded {
  const worded = Object.entries(values).map(([name, value]) => {
    const words = valueWords[`${code}.${name}`] ?? valueWords[name];
    const word = words !== undefined && Object.hasOwn(words, value) ? words[value] : undefined;
    const isDigest = digestValues.has(name) && /^[0-9a-f]{64}$/.test(String(value));
    const moment = moments.has(`${code}.${name}`)
      ? { nl: momentOf(value, "nl"), en: momentOf(value, "en") }
      : undefined;
    return [name, word ?? moment ?? (isDigest ? encodeHashGroups(String(value)) : value)] as const;
  });
  return Object.fromEntries(worded);
}

function momentOf(value: string | number, language: Language): string {
  return typeof value === "number" ? secondsWords(value, language) : momentWords(value, language);
}

export function inLanguage(values: Worded, language: Language): Readonly<Record<string, string | number>> {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" ? value[language] : value,
  ]);
  return Object.fromEntries(said);
}

/** Names of interfaces, or that there is none, or that the system does not say. */
export function networksOf(networks: readonly string[] | undefined, language: Language): string {
  if (networks === undefined) return recordTexts.unknown[language];
  return networks.length === 0 ? recordTexts.noNetworks[language] : networks.join(", ");
}
