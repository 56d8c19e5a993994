// A rebuild in lines of text: the result in one line, then the facts behind it.

import { encodeHashGroups } from "../../format/index.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { writersInWords } from "../rebuild/new-rebuild.ts";
import { type Check, isSame, type ReproductionReport } from "../rebuild/reproduction.ts";
import { resultTexts, surroundingWords, reproductionTexts as texts, thingWords } from "./reproduction-texts.ts";
import { showForeign } from "./show.ts";

/** One line. */
export function resultOf({ outcome, release, masterSha256 }: ReproductionReport, language: Language = "en"): string {
  const master = outcome === "same" && masterSha256 !== undefined ? texts.withSeal[language] : "";
  const name = release === undefined ? texts.noRelease[language] : nameOf(release.inWords, language);
  return `${resultTexts[outcome][language]}${master}: ${name}`;
}

/** `inWords` is what a report has in every language: English, and of one form (`factsOfRelease`). */
function nameOf(inWords: string, language: Language): string {
  const [, software, sequence, disc, discs] = /^(.*), number (\d+), disc (\d+) of (\d+)$/.exec(inWords) ?? [];
  if (language === "en" || !software || !sequence || !disc || !discs) return inWords;
  return sayIn(texts.release, language, { software, sequence, disc, discs });
}

/** `bold` marks what matters on a terminal. */
export function renderReproduction(
  report: ReproductionReport,
  bold: (text: string) => string,
  language: Language = "en",
): string {
  const { release, checks, writers, tools, madeWith, surroundings, difference, written } = report;
  const say = (text: keyof typeof texts, values: Record<string, string | number> = {}) =>
    sayIn(texts[text], language, values);
  const xorriso = tools.xorriso === undefined ? "" : `xorriso ${tools.xorriso}, `;
  const lines = [
    bold(resultOf(report, language)),
    ...(release === undefined ? [] : [say("zegelcode", { code: release.zegelcode })]),
    say("image", { sha256: encodeHashGroups(report.measured.imageSha256) }),
    say("manifest", { sha256: encodeHashGroups(report.measured.manifestSha256) }),
    ...(report.masterSha256 === undefined ? [] : [say("master", { sha256: encodeHashGroups(report.masterSha256) })]),
    ...(report.kitFrom === "image" ? [say("kitOfImage")] : []),
    ...checks.map((check) => checkLine(check, language)),
    say("recipe", { recipe: report.recipe }),
    ...madeWith.map((environment) => say("madeWith", { environment: showForeign(environment) })),
    say("writtenBy", { writers: writersInWords(writers, language) }),
    say("here", { tools: `${xorriso}Node ${tools.node}, Zegel ${tools.zegel}, ${tools.system}` }),
    ...(surroundings === undefined ? [] : surroundingLines(surroundings, language)),
    ...(difference === undefined
      ? []
      : [
          say("difference", {
            explained: difference.explainedBytes,
            differing: difference.differingBytes,
            causes: difference.causes.join(", "),
          }),
          say("summary", { sha256: difference.summarySha256 }),
        ]),
    ...(written === undefined ? [] : [say("written", { path: written })]),
    say("signatures"),
    ...nextLines(report, language),
  ];
  return `${lines.join("\n")}\n`;
}

function checkLine(check: Check, language: Language): string {
  const { expected, found } = check;
  const what = thingWords[check.what][language];
  return isSame(check)
    ? sayIn(texts.asReleased, language, { what })
    : sayIn(texts.notAsReleased, language, { what, expected, found });
}

function surroundingLines(
  { changed, unchanged }: NonNullable<ReproductionReport["surroundings"]>,
  language: Language,
): string[] {
  const words = (list: readonly string[]) => list.map((one) => surroundingWords.get(one)?.[language] ?? one);
  return [
    sayIn(texts.clean, language, { list: words(changed).join(", ") }),
    ...(unchanged.length === 0 ? [] : [sayIn(texts.notClean, language, { list: words(unchanged).join("; ") })]),
  ];
}

function nextLines({ outcome, written }: ReproductionReport, language: Language): string[] {
  if (outcome === "same") return [];
  if (outcome === "other-image") return [texts.nextOther[language]];
  return [(written === undefined ? texts.nextRebuild : texts.nextCompare)[language]];
}
