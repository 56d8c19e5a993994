// A report in words for a terminal of 80 columns: the verdict first, then what to do, then everything else.

import { encodeHashGroups } from "../format/index.ts";
import {
  adviceTexts,
  fill,
  findingTexts,
  genuineTrial,
  installedAdvice,
  installedTexts,
  type Language,
  labels,
  statusTexts,
  stepTexts,
  type Text,
  verdictTexts,
} from "./messages.ts";
import type { Finding, Report } from "./report.ts";

const width = 79;

export function renderReport(report: Report, language: Language): string {
  const say = (text: Text) => text[language];
  const contact = report.contact === undefined ? "" : ` (${report.contact})`;
  const isGoodInstallation = report.scope === "installed" && report.verdict === "ECHT";
  const advice = isGoodInstallation ? installedAdvice : adviceTexts[report.verdict];
  const lines = [
    ...headlineOf(report, language),
    "",
    ...reasonsOf(report, language),
    `${say(labels.todo)}:`,
    ...wrap(fill(say(advice), { contact }), "  "),
    "",
    ...factsOf(report, language),
    "",
    `${say(labels.steps)}:`,
    ...report.steps.flatMap((step) => [
      `  [${say(statusTexts[step.status])}] ${say(stepTexts[step.id])}`,
      ...step.findings.flatMap((finding) => [
        ...wrap(sentenceOf(finding, language), "      "),
        ...digestPair(finding, language),
      ]),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Under the headline, the first ten reasons: what a person can look at (files) before what only a program can. */
function reasonsOf(report: Report, language: Language): string[] {
  const reasons = report.steps.flatMap((step) => step.findings).filter((finding) => finding.refusal !== undefined);
  const ofFiles = reasons.filter((finding) => finding.values.path !== undefined);
  const ordered = [...ofFiles, ...reasons.filter((finding) => finding.values.path === undefined)];
  const shown = ordered.slice(0, 10).flatMap((finding) => wrap(sentenceOf(finding, language), "  ", "- "));
  return [...shown, ...(ordered.length > 10 ? [`  … +${ordered.length - 10}`] : []), ...(shown.length > 0 ? [""] : [])];
}

/** Two SHA-256 values of a finding, for the record. */
function digestPair(finding: Finding, language: Language): string[] {
  return (["found", "expected"] as const).flatMap((name) => {
    const value = finding.values[name];
    return typeof value === "string" && /^[0-9a-f]{64}$/.test(value)
      ? [`        ${labels[name][language]} ${value}`]
      : [];
  });
}

/** A trial never reads like a release that may be used. */
function headlineOf(report: Report, language: Language): string[] {
  const purpose = report.release?.purpose;
  const { verdict } = report;
  const headline = (report.scope === "installed" ? installedTexts[verdict] : undefined) ?? verdictTexts[verdict];
  if (purpose === undefined || purpose === "final") return wrap(headline[language], "");
  const flag = labels[purpose][language];
  return verdict === "ECHT" ? wrap(`${genuineTrial[language]} ${flag}`, "") : [...wrap(headline[language], ""), flag];
}

function factsOf(report: Report, language: Language): string[] {
  const say = (text: Text) => text[language];
  const facts = [`${say(labels.scope)}: ${say(labels[report.scope])}`, `${say(labels.target)}: ${report.target}`];
  const { release } = report;
  if (release !== undefined) {
    const disc = fill(say(labels.disc), { disc: release.disc, discs: release.manifests.length });
    facts.push(
      `${say(labels.release)}: ${release.product} ${release.version}, ${release.election}, ${release.role}, ${release.sequence}, ${disc}`,
    );
  }
  facts.push(fill(say(labels.files), { compared: report.filesCompared, good: report.filesGood }));
  if (report.refusals.length > 1) facts.push(`${say(labels.also)}: ${report.refusals.slice(1).join(", ")}`);
  return [...facts.flatMap((fact) => wrap(fact, "")), ...digestsOf(report, language)];
}

/** Sixteen groups of four, eight a line, as people compare them. */
function digestsOf(report: Report, language: Language): string[] {
  const names = ["releaseSha256", "imageSha256", "manifestSha256", "sealSha256"] as const;
  return names.flatMap((name) => {
    const sha256 = report[name];
    if (sha256 === undefined) return [];
    const groups = encodeHashGroups(sha256);
    return [`${labels[name][language]}:`, `  ${groups.slice(0, 39)}`, `  ${groups.slice(40)}`];
  });
}

/** One finding in words. */
export function sentenceOf(finding: Finding, language: Language): string {
  return fill(findingTexts[finding.code][language], finding.values);
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
