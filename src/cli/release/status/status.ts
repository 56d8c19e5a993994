// zegel release status: where a release is, or where each of several is, by what lies in the folder; on request as a page.
// docs/spec/release-folder.md

import { join, resolve } from "node:path";
import type { Command } from "commander";
import { isInside } from "../../../files/inside.ts";
import { writeNew } from "../../../files/new-file.ts";
import { encodeUtf8 } from "../../../format/index.ts";
import {
  judgeFolder,
  judgeParent,
  nextOf,
  renderFolderPage,
  renderParentPage,
  showFolder,
  showParent,
} from "../../../release-folder/index.ts";
import { CommandError, exitUsage } from "../../../verify/program/terminal.ts";
import { localTime } from "../../../verify/record/tool.ts";
import type { Language } from "../../../words/language.ts";
import { jsonOption, languageOf, languageOption, oneNew, printResult } from "../../command.ts";
import { signatureCheck } from "../../disc/platform-signature.ts";
import { exitCodes, parentExitCodes } from "../exit-codes.ts";
import { measureFolder } from "../measure.ts";
import { partNames, readReleaseFolder } from "../read-folder.ts";
import { statusInJson } from "../status-json.ts";
import { parentInJson } from "./parent-json.ts";
import { type FoundReleases, findReleases, readRows } from "./read-parent.ts";

export function addStatus(command: Command): void {
  command
    .command("status")
    .description("say of every step whether it is done, waits or is wrong, and what comes next; changes nothing")
    .argument("<folder>", "the folder of the release, or one that holds folders of releases")
    .option("--full", "read images, payload and kit whole as well; else of images the seal alone")
    .addOption(oneNew("--html <file>", "write it as a page to print, too"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExamples:\n  zegel release status osv-2.24.3\n  zegel release status . --html stand.html\n\n" +
        "Exit code: 0 every step is done, 3 something is waited for, or it was stopped, 31 a file contradicts another, 1 failed.\n" +
        "Of several releases the worst: 31 before 1 before 3; one that was stopped is no reason to wait, a number used twice is 31.\n",
    )
    .action(showStatus);
}

interface StatusOptions {
  readonly full?: true;
  readonly html?: string;
  readonly json?: true;
  readonly lang?: Language;
}

async function showStatus(path: string, options: StatusOptions): Promise<void> {
  const found = findReleases(path);
  if (found === undefined) await showOne(path, options);
  else await showSeveral(path, found, options);
}

async function showOne(path: string, options: StatusOptions): Promise<void> {
  const language = languageOf(options);
  const read = await readReleaseFolder(path);
  demandOutside(options.html, path);
  const folder = options.full === true ? await measureFolder(path, read) : read;
  const judged = await judgeFolder(folder, signatureCheck);
  const next = nextOf(folder, judged);
  writePage(options.html, () =>
    renderFolderPage({ path: resolve(path), folder, judged, next, asked: localTime(new Date()) }, language),
  );
  printResult(
    options.json,
    () => statusInJson(folder, judged, next, language),
    () => `${showFolder(folder, judged, next, language).join("\n")}\n`,
  );
  process.exitCode = exitCodes[judged.outcome];
}

async function showSeveral(path: string, found: FoundReleases, options: StatusOptions): Promise<void> {
  const language = languageOf(options);
  for (const name of found.releases) demandOutside(options.html, join(path, name));
  const isFull = options.full === true;
  const judged = judgeParent(await readRows(path, found, isFull), found);
  writePage(options.html, () =>
    renderParentPage({ path: resolve(path), judged, asked: localTime(new Date()) }, language),
  );
  printResult(
    options.json,
    () => parentInJson(judged, isFull, language),
    () => `${showParent(path, judged, language).join("\n")}\n`,
  );
  process.exitCode = parentExitCodes[judged.outcome];
}

/** A page among the files of a release would be one of them, and the next answer another. Throws CommandError GEBRUIK. */
function demandOutside(html: string | undefined, path: string): void {
  if (html === undefined) return;
  const place = partNames.find((name) => isInside(html, join(path, name)));
  if (place !== undefined)
    throw new CommandError(
      {
        nl: `${html}: verwacht een plaats buiten ${join(path, place)}, want de bestanden daarin bepalen de stand: kies een andere`,
        en: `${html}: expected a place outside ${join(path, place)}, whose files decide where the release is: choose another`,
      },
      exitUsage,
    );
}

/** Before anything is printed: who asked for a page and reads an answer has it. Throws FilesError EXISTS, FILE. */
function writePage(html: string | undefined, render: () => string): void {
  if (html !== undefined) writeNew(html, encodeUtf8(render()), 0o644);
}
