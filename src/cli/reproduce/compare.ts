// zegel compare: why two images differ, what changed between two releases, whether a folder is what an image holds.

import { statSync } from "node:fs";
import type { Command } from "commander";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeUtf8, quote } from "../../format/index.ts";
import {
  compareImages,
  compareReleases,
  compareWithFolder,
  type FolderComparison,
  type ImageComparison,
  kindOfFile,
  type Outcome,
  type ReleaseComparison,
  ReproduceError,
  renderChanges,
  renderChangesPage,
  renderComparison,
  renderComparisonPage,
  summaryDigest,
} from "../../reproduce/index.ts";
import type { Language } from "../../sign/index.ts";
import { bold, CommandError, Progress } from "../../verify/program/terminal.ts";
import type { Text } from "../../words/language.ts";
import { languageOf, languageOption, oneNew } from "../command.ts";
import { faultText } from "../fault-words.ts";

/** docs/man/zegel-compare.1.md, "Exit status". */
const exitCodes: Readonly<Record<Outcome, number>> = { same: 0, "seal-only": 30, differ: 31, unexplained: 32 };

export function addCompare(program: Command): void {
  program
    .command("compare")
    .description("explain why two images differ, or say what changed between two releases (it judges nothing)")
    .argument("<a>", "an image, a folder, a release note or a MANIFEST")
    .argument("<b>", "what it is compared with")
    .option("--changes", "of two images: compare the files that they release, not the bytes", false)
    .addOption(oneNew("--html <file>", "write the result as a page, too"))
    .option("--json", "print one JSON object", false)
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExamples:\n  zegel compare mine.iso theirs.iso --html why.html\n  zegel compare --changes 2.24.iso 2.25.iso\n" +
        "  zegel compare payload/ master.iso\n\nExit code: 0 the same, 30 only the seal differs, 31 different and explained, 32 not all explained.\n",
    )
    .action(compare);
}

interface Options {
  readonly changes: boolean;
  readonly html?: string;
  readonly json: boolean;
  readonly lang?: Language;
}

type Comparison = ImageComparison | ReleaseComparison | FolderComparison;

async function compare(a: string, b: string, options: Options): Promise<void> {
  const language = languageOf(options);
  const comparison = await run(a, b, options);
  if (options.html !== undefined) writeNew(options.html, encodeUtf8(pageOf(comparison, language)), 0o644);
  print(options.json ? `${JSON.stringify(asJson(comparison), null, 2)}\n` : textOf(comparison, language));
  process.exitCode = exitCodes[comparison.outcome];
}

const comparing: Text = { nl: "vergelijken", en: "comparing" };

async function run(a: string, b: string, options: Options): Promise<Comparison> {
  const language = languageOf(options);
  try {
    const [isFolderA, isFolderB] = [isFolder(a), isFolder(b)];
    if (isFolderA || isFolderB) {
      const progress = new Progress(comparing[language], 0, language);
      const sides = [
        { path: a, isFolder: isFolderA },
        { path: b, isFolder: isFolderB },
      ] as const;
      return await compareWithFolder(sides[0], sides[1], (done) => progress.update(done)).finally(() => progress.end());
    }
    const { changes } = options;
    const kinds = [await kindOfFile(a), await kindOfFile(b)];
    if (changes || kinds.some((kind) => kind !== "image")) return await compareReleases(a, b);
    let progress: Progress | undefined;
    return await compareImages(a, b, (done, total) => {
      progress ??= new Progress(comparing[language], total, language);
      progress.update(done);
    }).finally(() => progress?.end());
  } catch (error) {
    if (error instanceof ReproduceError) throw new CommandError({ nl: faultText(error, "nl"), en: error.message });
    throw error;
  }
}

/** Why two images of one payload differ, for whoever made them by two writers. */
export async function explainImages(a: string, b: string): Promise<string> {
  return renderComparison(await compareImages(a, b), "en", bold);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new CommandError({
      nl: faultText(error, "nl"),
      en: `${quote(path)}: ${error instanceof Error ? error.message : error}`,
    });
  }
}

function textOf(comparison: Comparison, language: Language): string {
  return comparison.kind === "images"
    ? renderComparison(comparison, language, bold)
    : renderChanges(comparison, language, bold);
}

function pageOf(comparison: Comparison, language: Language): string {
  return comparison.kind === "images"
    ? renderComparisonPage(comparison, language)
    : renderChangesPage(comparison, language);
}

function asJson(comparison: Comparison) {
  return comparison.kind === "images" ? { ...comparison, summarySha256: summaryDigest(comparison) } : comparison;
}
