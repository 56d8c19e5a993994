// What a release is made of, copied into its folder: nothing outside it is needed again.

import { constants, copyFileSync, cpSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../../files/error.ts";
import { isInside } from "../../files/inside.ts";
import { type Described, descriptionName, logPlaceName } from "../../release-folder/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { placeFrom } from "./log/put-log.ts";

/** Paths of what is copied; undefined: there is none. */
export interface InputFiles {
  /** Of each disc, in their order. */
  readonly payloads: readonly string[];
  readonly kit: string | undefined;
  /** In order of version. */
  readonly roots: readonly string[];
  readonly recall: string | undefined;
  readonly previous: string | undefined;
  readonly previousManifests: readonly string[];
  readonly install: string | undefined;
  readonly instructions: string | undefined;
  readonly texts: string | undefined;
  /** The folder of the public log: it stays where it is, and in/log.txt names it. */
  readonly log: string | undefined;
}

const archiveEnd = /\.(?:tar|tar\.gz|tgz|zip)$/i;

/** `folder` is the folder of the release, empty. Throws CommandError for what cannot be copied. */
export function putInputs(folder: string, described: Described, files: InputFiles): void {
  mkdirSync(join(folder, "in"));
  for (const [from, name] of namesOf(files)) copyInput(from, join(folder, "in", name), folder);
  if (files.log !== undefined) writeFileSync(join(folder, logPlaceName), `${placeFrom(folder, files.log)}\n`);
  const papers = {
    ...(files.install === undefined ? {} : { install: "in/install.json" }),
    ...(files.instructions === undefined ? {} : { instructions: "in/aanwijzingen.md" }),
  };
  const { choice, recallAtLeast: recall } = described;
  writeFileSync(join(folder, descriptionName), `${JSON.stringify({ ...choice, recall, ...papers }, null, 2)}\n`);
}

/** Where each is copied from, and its name in `in/`. */
export function namesOf(files: InputFiles): (readonly [from: string, name: string])[] {
  const { payloads, roots, previousManifests } = files;
  const numbered = (stem: string, i: number, count: number) => (count === 1 ? stem : `${stem}-${i + 1}`);
  const endOf = (path: string) => (isFolder(path) ? "" : (archiveEnd.exec(path)?.[0].toLowerCase() ?? ""));
  const single: readonly (readonly [string | undefined, string])[] = [
    [files.kit, `kit${endOf(files.kit ?? "")}`],
    [files.recall, "recall.note"],
    [files.previous, "previous.note"],
    [files.install, "install.json"],
    [files.instructions, "aanwijzingen.md"],
    [files.texts, "texts.json"],
  ];
  return [
    ...payloads.map((path, i) => [path, `${numbered("payload", i, payloads.length)}${endOf(path)}`] as const),
    ...roots.map((path, i) => [path, `root-${i + 1}.note`] as const),
    ...previousManifests.map(
      (path, i) => [path, `${numbered("previous", i, previousManifests.length)}.MANIFEST`] as const,
    ),
    ...single.flatMap(([path, name]) => (path === undefined ? [] : [[path, name] as const])),
  ];
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function copyInput(from: string, to: string, folder: string): void {
  try {
    const stats = statSync(from);
    if (stats.isFile()) {
      copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      return;
    }
    if (!stats.isDirectory())
      throw new CommandError({
        nl: `${from}: verwacht een bestand of een map, en het is geen van beide`,
        en: `${from}: expected a file or a folder, found neither`,
      });
    if (isInside(folder, from))
      throw new CommandError({
        nl: `${from}: daarin ligt de map van de versie: kies een plaats erbuiten`,
        en: `${from}: holds the folder of the release: choose a place outside it`,
      });
    cpSync(from, to, { recursive: true, errorOnExist: true, force: false, verbatimSymlinks: true });
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError({
      nl: `${from}: is niet te kopiëren (${codeOf(error)}): controleer de naam, de rechten en de ruimte`,
      en: `${from}: cannot be copied (${codeOf(error)}): check the name, the rights and the room`,
    });
  }
}
