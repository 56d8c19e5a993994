// Where a reviewer's notes go: a folder beside the bundle, or the one that -o names. New files only, and never in what is reviewed.

import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isInside } from "../../files/inside.ts";
import { type NewContent, refuseExisting, tryNewFile, writeAllNew } from "../../files/new-file.ts";
import { makeTree } from "../../files/trees/new-tree.ts";
import { encodeNote } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import type { Statement } from "./outcome.ts";
import { reviewTexts } from "./texts.ts";

export interface NotesFolder {
  readonly path: string;
  /** It is there already: others' notes may lie in it. */
  readonly isThere: boolean;
}

/** Asked before long work. Throws CommandError, FilesError where no note could be written. */
export function chooseFolder(bundle: string, out: string | undefined, language: Language): NotesFolder {
  const path = out ?? defaultFolder(bundle);
  const refuse = (text: "outInside" | "outThere" | "outNoFolder") =>
    new CommandError(fill(reviewTexts[text][language], { out: path }), exitUsage);
  if (isInside(path, bundle)) throw refuse("outInside");
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    tryNewFile(path);
    return { path, isThere: false };
  }
  if (!stats.isDirectory()) throw refuse("outNoFolder");
  if (out === undefined) throw refuse("outThere");
  tryNewFile(join(path, `${nameOf("image", undefined)}.note`));
  return { path, isThere: true };
}

/** Beside the bundle; where nothing can be written there (a stick that may only be read), in the working folder. */
function defaultFolder(bundle: string): string {
  const whole = resolve(bundle);
  const name = `${basename(whole) || "zegel"}.review`;
  const beside = join(dirname(whole), name);
  if (basename(whole) === "" || !isWritable(dirname(whole))) return name;
  return dirname(whole) === resolve(".") ? name : beside;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Signed by `key`: as notes are published (docs/spec/rebuild.md); else as one that is still to be signed. */
export function nameOf(scope: Statement["scope"], key: string | undefined): string {
  const stem = key === undefined ? "rebuild" : key.replaceAll("/", "_");
  return scope === "image" ? stem : `${stem}.${scope}`;
}

/** Of a statement, as seen from the folder. */
export function placeOf({ scope, folder }: Statement, key: string | undefined): string {
  return join(folder ?? "", `${nameOf(scope, key)}.note`);
}

/** Throws FilesError where one of them is there already. */
export function refuseNotes({ path }: NotesFolder, statements: readonly Statement[], key: string): void {
  for (const statement of statements) refuseExisting(join(path, placeOf(statement, key)));
}

/** All of them, or none; gives their paths. `key`: who signed. Throws FilesError EXISTS, FILE. */
export async function writeNotes(
  folder: NotesFolder,
  statements: readonly Statement[],
  key: string | undefined,
): Promise<string[]> {
  const places = statements.map((statement) => placeOf(statement, key));
  const write = (into: string) => {
    for (const place of places) if (!existsSync(dirname(join(into, place)))) mkdirSync(dirname(join(into, place)));
    const contents = statements.map(
      ({ note }, i): NewContent => ({ path: join(into, places[i] ?? ""), bytes: encodeNote(note), mode: 0o644 }),
    );
    writeAllNew(contents);
  };
  if (folder.isThere) write(folder.path);
  else await makeTree(folder.path, async (into) => write(into));
  return places.map((place) => join(folder.path, place));
}
