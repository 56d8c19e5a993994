// Where a reviewer's notes go: a folder beside the bundle, or the one that -o names. New files only, and never in what is reviewed.

import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { asWriteError } from "../../files/error.ts";
import { isInside } from "../../files/inside.ts";
import { type NewContent, refuseExisting, removeIfEmpty, tryNewFile, writeAllNew } from "../../files/new-file.ts";
import { encodeNote } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import type { Statement } from "./outcome.ts";
import { reviewTexts } from "./texts.ts";

/** Asked before long work. Throws CommandError, FilesError where no note could be written. */
export function chooseFolder(bundle: string, out: string | undefined, language: Language): string {
  const path = out ?? defaultFolder(bundle);
  const refuse = (text: "outInside" | "outThere" | "outNoFolder") =>
    new CommandError(fill(reviewTexts[text][language], { out: path }), exitUsage);
  if (isInside(path, bundle)) throw refuse("outInside");
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    tryNewFile(missingFolders(path)[0] ?? path);
    return path;
  }
  if (!stats.isDirectory()) throw refuse("outNoFolder");
  if (out === undefined) throw refuse("outThere");
  tryNewFile(join(path, `${nameOf("image", undefined)}.note`));
  return path;
}

/** The folder and those above it that are not there, the uppermost first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let place = folder; !existsSync(place); place = dirname(place)) missing.unshift(place);
  return missing;
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
export function placeOf({ scope, folder }: Pick<Statement, "scope" | "folder">, key: string | undefined): string {
  return join(folder ?? "", `${nameOf(scope, key)}.note`);
}

/**
 * Asked before long work, of each disc (`folders`: as `Statement` has them): may every note be written, signed or not? Throws FilesError
 * where one is there already.
 */
export function refuseNotes(folder: string, folders: readonly Statement["folder"][], key: string | undefined): void {
  const scopes = ["image", "kit"] as const;
  for (const disc of folders)
    for (const scope of scopes)
      for (const name of new Set([key, undefined]))
        refuseExisting(join(folder, placeOf({ scope, folder: disc }, name)));
}

/** All of them, or none; gives their paths. `key`: who signed. Throws FilesError EXISTS, FILE. */
export function writeNotes(folder: string, statements: readonly Statement[], key: string | undefined): string[] {
  const contents = statements.map(
    (statement): NewContent => ({
      path: join(folder, placeOf(statement, key)),
      bytes: encodeNote(statement.note),
      mode: 0o644,
    }),
  );
  const made: string[] = [];
  try {
    for (const { path } of contents)
      for (const place of missingFolders(dirname(path))) {
        mkdirSync(place);
        made.push(place);
      }
    writeAllNew(contents);
  } catch (error) {
    for (const place of made.reverse()) removeIfEmpty(place);
    throw asWriteError(folder, error);
  }
  return contents.map(({ path }) => path);
}
