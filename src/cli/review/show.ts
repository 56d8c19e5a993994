// A review in lines: of each disc the answer and why, then what it was made of, then the kit.

import { shellPath } from "../../format/index.ts";
import type { LintReport } from "../../lint/index.ts";
import { type ReproductionReport, resultOf, writersInWords } from "../../reproduce/index.ts";
import { isSame } from "../../reproduce/rebuild/reproduction.ts";
import { surroundingWords, thingWords } from "../../reproduce/show/reproduction-texts.ts";
import { fill, type Language, uncut } from "../../words/language.ts";
import type { ListedPaths } from "../bundle/sums.ts";
import { type Chosen, type ReviewBundle, type ReviewDisc, unlistedOf } from "./bundle.ts";
import type { Review, ReviewedDisc, ReviewedKit } from "./outcome.ts";
import { type Differences, differencesOf } from "./sources.ts";
import { type ReviewText, reviewTexts } from "./texts.ts";

/** Names of files, and reasons, that are shown at once. */
const shownLimit = 5;
/** Columns of the name before a line. */
const nameWidth = 17;

const row = (name: ReviewText, value: string, language: Language) =>
  `${`${reviewTexts[name][language]}:`.padEnd(nameWidth)}${value}`;

/** `bold` marks what matters on a terminal. */
export function showReview(
  { discs, kit }: Review,
  bundle: ReviewBundle,
  listed: ListedPaths | undefined,
  language: Language,
  bold: (text: string) => string,
): string[] {
  const kits = kitLines(kit, language);
  return [
    ...discs.flatMap((one) => [...discLines(one, bundle, language, bold), ""]),
    ...(kit?.again?.differs === undefined ? kits : kits.map(bold)),
    ...restLines(bundle, listed, language),
  ];
}

function discLines(
  { disc, lint, report, differs }: ReviewedDisc,
  { kit }: ReviewBundle,
  language: Language,
  bold: (text: string) => string,
): string[] {
  const failed = report.checks.filter((check) => !isSame(check)).map(({ what }) => thingWords[what][language]);
  const why = differs === undefined ? [] : reasonsOf(disc, kit, language);
  const { surroundings, writers } = report;
  const papers = Object.values(disc.papers).filter((paper) => paper !== undefined);
  return [
    bold(resultOf(report, language)),
    ...(differs === undefined ? [] : [row("where", failed.join(", "), language)]),
    ...why.map((reason) => row("why", reason, language)),
    row("madeBy", writersInWords(writers, language), language),
    ...surroundingLines(surroundings, language),
    chosenLine("payload", disc.payload.path, disc.payload.isReleased, language),
    row("lint", lintInWords(lint, disc.payload, language), language),
    ...papers.map(({ path, name, isListed }) => chosenLine("paper", `${name} (${path})`, isListed, language)),
    ...(kit === undefined ? [row("kit", reviewTexts.kitNone[language], language)] : []),
  ];
}

function surroundingLines(surroundings: ReproductionReport["surroundings"], language: Language): string[] {
  if (surroundings === undefined) return [row("clean", reviewTexts.here[language], language)];
  const { changed, unchanged } = surroundings;
  const say = (words: readonly string[]) => words.map((what) => surroundingWords.get(what)?.[language] ?? what);
  return [
    row("clean", say(changed).join(", "), language),
    ...(unchanged.length === 0 ? [] : [row("notClean", say(unchanged).join("; "), language)]),
  ];
}

function chosenLine(name: ReviewText, path: string, isReleased: boolean, language: Language): string {
  const state = reviewTexts[isReleased ? "asReleased" : "notReleased"][language];
  return row(name, fill("{path}: {state}", { path, state }), language);
}

/** Which of the things given is not the release's; where all are, that. */
function reasonsOf({ payload, parts, papers }: ReviewDisc, kit: Chosen | undefined, language: Language): string[] {
  const reasons: string[] = [];
  const chosen = (text: ReviewText, one: Chosen, listing: ReadonlyMap<string, string>) => {
    const files = differencesInWords(differencesOf(one, listing), language);
    if (!one.isReleased) reasons.push(fill(reviewTexts[text][language], { path: one.path, files }, 1000));
  };
  chosen("whyPayload", payload, parts.payload);
  if (kit !== undefined) chosen("whyKit", kit, parts.kit);
  for (const paper of Object.values(papers))
    if (paper !== undefined && !paper.isListed)
      reasons.push(fill(reviewTexts.whyPaper[language], { path: paper.path, name: paper.name }));
  return reasons.length === 0 ? [reviewTexts.whyUnknown[language]] : reasons;
}

function differencesInWords({ other, missing, more }: Differences, language: Language): string {
  const say = (text: ReviewText, names: readonly string[]) =>
    names.length === 0 ? [] : [fill(reviewTexts[text][language], { names: few(names) }, uncut)];
  const parts = [...say("filesOther", other), ...say("filesMissing", missing), ...say("filesMore", more)];
  return parts.length === 0 ? reviewTexts.foldersOnly[language] : parts.join("; ");
}

/** Names as they are, the first of them: who fills them in spells them out. */
function few(names: readonly string[]): string {
  const first = names.slice(0, shownLimit).map((name) => `"${name.slice(0, 100)}"`);
  return [...first, ...(names.length > shownLimit ? [`… (+${names.length - shownLimit})`] : [])].join(", ");
}

function lintInWords({ total, findings }: LintReport, { at }: Chosen, language: Language): string {
  if (total === 0) return reviewTexts.lintNone[language];
  const codes = [...new Set(findings.map(({ code }) => code))].join(", ");
  const command = `zegel lint-payload ${shellPath(at)}`;
  return fill(reviewTexts.lintSome[language], { count: total, codes, command }, uncut);
}

function kitLines(kit: ReviewedKit | undefined, language: Language): string[] {
  if (kit === undefined) return [];
  return [...kitAnswer(kit, language), ...(kit.roots === undefined ? [] : [row("roots", kit.roots, language)])];
}

function kitAnswer(kit: ReviewedKit, language: Language): string[] {
  const { again, revision = "", named } = kit;
  if (again === undefined) {
    const text = revision === "" ? "kitNoRevision" : revision.endsWith("-dirty") ? "kitDirty" : "kitHow";
    const how = fill(reviewTexts[text][language], { revision });
    return [row("kit", fill(reviewTexts.kitUnchecked[language], { how }, uncut), language)];
  }
  const { source, differs = "" } = again;
  const values = { source, revision, differs, version: named.version };
  const text = reviewTexts[again.differs === undefined ? "kitSame" : "kitDifferent"][language];
  const hint = differs.includes("LICENTIES.txt") ? [reviewTexts.kitLicence[language]] : [];
  return [row("kit", fill(text, values, 1000), language), ...hint.map((line) => row("why", line, language))];
}

/** What of the bundle was not used, and what was not checked. */
function restLines(
  { discs, kit, unread }: ReviewBundle,
  listed: ListedPaths | undefined,
  language: Language,
): string[] {
  const lines: string[] = [];
  const [first] = discs;
  const numbers = first === undefined ? [] : first.release.manifests.map((_, i) => i + 1);
  const lacking = numbers.filter((number) => discs.every(({ release }) => release.disc !== number));
  if (lacking.length > 0) lines.push(fill(reviewTexts.discsMissing[language], { discs: lacking.join(", ") }));
  for (const { path, why } of unread.slice(0, shownLimit))
    lines.push(row("passedOver", fill('"{path}": {why}', { path, why }), language));
  if (unread.length > shownLimit) lines.push(row("passedOver", `… (+${unread.length - shownLimit})`, language));
  if (listed === undefined) lines.push(reviewTexts.noSums[language]);
  else {
    const named = discs.flatMap(({ note, papers }) => [note, ...Object.values(papers)]).flatMap((one) => one ?? []);
    const measured = [...discs.map(({ payload }) => payload), ...(kit === undefined ? [] : [kit])];
    const others = new Set([
      ...named.map(({ path }) => path).filter((path) => !listed.has(path)),
      ...measured.flatMap((one) => unlistedOf(one, listed)),
    ]);
    if (others.size > 0) lines.push(fill(reviewTexts.unlistedFiles[language], { names: few([...others]) }, uncut));
  }
  return lines;
}
