// A comparison in lines of text: verdict first, then causes, then what each consists of.

import { quote, spellOut } from "../../format/index.ts";
import { fill, type Language, uncut } from "../../words/language.ts";
import { showNumber } from "../../words/numbers.ts";
import { causeTexts } from "../compare/cause-texts.ts";
import type { ImageComparison, ImageFacts } from "../compare/compare-images.ts";
import type { DifferenceGroup, Example } from "../compare/differences.ts";
import { texts } from "./texts.ts";

/** Examples of one group on the screen; the JSON has more. */
export const shownExamples = 5;
const shownCharacters = 120;

/** Foreign text: a name on a disc must not steer a terminal, nor fill it. */
export function showForeign(foreign: string): string {
  return spellOut(foreign, shownCharacters);
}

export function headlineOf({ outcome }: ImageComparison, language: Language): string {
  const headlines = {
    same: texts.same,
    "seal-only": texts.sealOnly,
    differ: texts.differ,
    unexplained: texts.unexplained,
  };
  return headlines[outcome][language];
}

export function explainedLine({ differingBytes, explainedBytes }: ImageComparison, language: Language): string {
  const left = differingBytes - explainedBytes;
  // Never rounded up: 100 % is said only of all of them.
  const percent = left === 0 ? "100" : (Math.floor((explainedBytes / differingBytes) * 1000) / 10).toFixed(1);
  const [total, rest] = [showNumber(differingBytes, language), showNumber(left, language)];
  return fill(texts.explained[language], { percent, total, left: rest });
}

export function filesLine({ files }: ImageComparison, language: Language): string {
  return files === undefined ? "" : fill(texts.files[language], { ...files });
}

export function rulesLine({ deviations }: ImageFacts, language: Language): string {
  if (deviations === undefined) return texts.broken[language];
  return deviations.length === 0
    ? texts.recipe[language]
    : fill(texts.deviates[language], { codes: deviations.join(", ") }, uncut);
}

/** `21 × Recording Date and Time, directory record (ECMA-119 9.1.5): B 1 hour later` */
export function groupLine({ count, what, structure, section, by }: DifferenceGroup): string {
  const standard = section === "" ? "" : ` (${section})`;
  return `${count} × ${what}, ${structure}${standard}${by === "" ? "" : `: ${by}`}`;
}

export function exampleLine({ where, a, b }: Example, language: Language): string {
  const value = (one: string) => (one === "" ? texts.notThere[language] : showForeign(one));
  const values = a === "" && b === "" ? "" : `A ${value(a)}, B ${value(b)}`;
  return [showForeign(where), values].filter((part) => part !== "").join(": ");
}

/** `bold` marks what matters on a terminal. */
export function renderComparison(
  comparison: ImageComparison,
  language: Language,
  bold: (text: string) => string,
): string {
  const { a, b, outcome, groups, causes, faults } = comparison;
  const imageLine = (name: string, facts: ImageFacts) =>
    `${name}  ${showForeign(facts.path)}  ${showNumber(facts.bytes, language)} ${texts.bytes[language]}  SHA-256 ${facts.sha256}`;
  const lines = [imageLine("A", a), imageLine("B", b), "", bold(headlineOf(comparison, language))];
  if (outcome !== "same") {
    lines.push(explainedLine(comparison, language), filesLine(comparison, language));
    lines.push(`A ${rulesLine(a, language)}`, `B ${rulesLine(b, language)}`);
    for (const [i, cause] of causes.entries()) {
      const { title, likely } = causeTexts[cause];
      lines.push("", bold(`${i + 1}. ${title[language]}`), `   ${likely[language]}`);
      for (const group of groups) if (group.cause === cause) lines.push(...groupLines(group, language));
    }
    if (faults.length > 0) lines.push("", texts.faults[language], ...faults.map((fault) => `   ${quote(fault)}`));
  }
  return [...lines, "", texts.judges[language], ""].join("\n");
}

function groupLines(group: DifferenceGroup, language: Language): string[] {
  const bytes = group.bytes === 0 ? "" : `  [${showNumber(group.bytes, language)} ${texts.bytes[language]}]`;
  const examples = group.examples.slice(0, shownExamples).map((example) => exampleLine(example, language));
  const shown = examples.filter((line) => line !== "");
  const left = group.count - examples.length;
  return [
    `   ${groupLine(group)}${bytes}`,
    ...shown.map((line) => `      ${line}`),
    ...(left > 0 && shown.length > 0 ? [`      ${fill(texts.more[language], { count: left })}`] : []),
  ];
}
