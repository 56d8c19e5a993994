// What a report has to say, piece by piece: for the screen, the page and the sheet, which set it out each in its own way.

import { encodeHashGroups } from "../../format/index.ts";
import { fill, type Language, type Text, visible } from "../../words/language.ts";
import type { FindingCode } from "../proof/codes.ts";
import type { Finding, Report, Step, StepId } from "../proof/report.ts";
import { sectorClasses } from "../proof/report.ts";
import type { Refusal, Verdict } from "../proof/verdict.ts";
import { labels, recordTexts, sectorWords } from "./labels.ts";
import { sentences } from "./sentences.ts";
import { valueWords } from "./values.ts";
import { type Cause, verdicts } from "./verdicts.ts";

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

/** The verdict, whether it is an emergency release or only a trial, and which release within which scope. */
export function headlineOf(report: Report, language: Language): string[] {
  const { release, verdict, scope } = report;
  const words = verdicts[verdict];
  const installed = scope === "installed" ? words.installed?.headline : undefined;
  const unread = report.filesCompared === 0 ? words.nothingRead : undefined;
  const headline = (unread ?? causeOf(report, verdict)?.headline ?? installed ?? words.headline)[language];
  if (release === undefined) return [headline];
  const facts = `${releaseOf(report, language)}. ${labels.scope[language]}: ${labels[scope][language]}.`;
  // Fewer may have signed it, and nobody rebuilt it: only the letter can say that it was meant.
  const emergency = release.urgency === "emergency" ? [labels.emergency[language]] : [];
  if (release.purpose === "final") return [headline, ...emergency, facts];
  // A trial never reads like a release that may be used.
  const flag = labels[release.purpose][language];
  if (words.trial !== undefined) return [`${words.trial[language]} ${flag}`, ...emergency, facts];
  return [headline, ...emergency, flag, facts];
}

/** What made `verdict`, where its own words would name another cause. */
function causeOf(report: Report, verdict: Verdict): Cause | undefined {
  const { causes } = verdicts[verdict];
  if (causes === undefined) return undefined;
  const found = new Set(reasonsOf(report).map(({ code }) => code));
  const first = (Object.keys(causes) as FindingCode[]).find((code) => found.has(code));
  return first === undefined ? undefined : causes[first];
}

/** Product, election, role, number and disc; "" without a release that enough officers signed. */
export function releaseOf({ release }: Report, language: Language): string {
  if (release === undefined) return "";
  const { product, version, election, role, sequence } = release;
  const number = fill(labels.sequence[language], { sequence });
  const disc = fill(labels.disc[language], { disc: release.disc, discs: release.manifests.length });
  return `${product} ${version}, ${election}, ${role}, ${number}, ${disc}`;
}

/** Codes of a file that is no disc, or only a part of one: src/verify/proof/recognise.ts */
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
    return [...new Set(reasons.flatMap(({ code }) => sentences[code].next?.[language] ?? []))];
  // The file is not what it should be: no disc was looked at, so none goes into its envelope.
  const other = reasons.find(({ code }) => otherFile.has(code));
  const next = other === undefined ? undefined : sentences[other.code].next;
  if (next !== undefined) return split(next[language]);
  const words = verdicts[report.verdict];
  const installed = report.scope === "installed" ? words.installed?.advice : undefined;
  const advice = causeOf(report, report.verdict)?.advice ?? installed ?? words.advice;
  return split(advice[language]).map((sentence) => fill(sentence, { contact }));
}

function split(sentences: string): string[] {
  return sentences.split(/(?<=[.:]) (?=\p{Lu})/u);
}

/** What was compared with what: names and values. */
export function factsOf(report: Report, language: Language): [string, string][] {
  const say = (text: Text) => text[language];
  const counts = fill(say(labels.filesCounted), { compared: report.filesCompared, good: report.filesGood });
  const nameOf = (refusal: Refusal) => say(causeOf(report, refusal)?.name ?? verdicts[refusal].name);
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
  const values = Object.entries(finding.values).map(([name, value]) => {
    const words = valueWords[`${finding.code}.${name}`] ?? valueWords[name];
    const word = words !== undefined && Object.hasOwn(words, value) ? words[value] : undefined;
    const isDigest = digestValues.has(name) && /^[0-9a-f]{64}$/.test(String(value));
    return [name, word?.[language] ?? (isDigest ? encodeHashGroups(String(value)) : value)] as const;
  });
  return fill(template, Object.fromEntries(values)).trimEnd();
}

/** Names of interfaces, or that there is none, or that the system does not say. */
export function networksOf(networks: readonly string[] | undefined, language: Language): string {
  if (networks === undefined) return recordTexts.unknown[language];
  return networks.length === 0 ? recordTexts.noNetworks[language] : networks.join(", ");
}
