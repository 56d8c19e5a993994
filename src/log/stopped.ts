// What an append that was stopped left behind: files beyond the size that `checkpoint.text` says. They are nobody's promise: no
// checkpoint was signed over them. What is missing within that size is another matter, and refused.

import { existsSync, readdirSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256Of } from "../files/digest.ts";
import { asWriteError } from "../files/error.ts";
import { removeIfEmpty } from "../files/new-file.ts";
import { walkFolder } from "../files/walk.ts";
import { damaged, entriesOf, type LogFolder, namesIn, notePath } from "./folder.ts";
import { isWithin, placeOf } from "./tiles/path.ts";

/** What a replaced file is called until it is whole; its run has ended, for ours holds the lock. */
const aside = /^(?:checkpoint|checkpoint\.text|[0-9a-f]{50})\.[0-9a-f]{12}\.tmp$/;
const noteName = /^[0-9a-f]{64}$/;

/**
 * Paths in the log of what a stopped append left. Notes are counted, and only where there are more or fewer than entries, or where one
 * lies under a path of `fresh`, those of texts that are no entry yet, is every entry read. Throws LogError DAMAGED where an entry has no
 * note.
 */
export function findStopped(log: LogFolder, fresh: ReadonlySet<string> = new Set()): string[] {
  return [...besideTree(log), ...beyondTree(log), ...notesBeyond(log, fresh)];
}

/** Removes them. Throws FilesError FILE. */
export function removeStopped({ path }: LogFolder, found: readonly string[]): void {
  for (const file of found) {
    const whole = join(path, file);
    try {
      unlinkSync(whole);
    } catch (error) {
      throw asWriteError(whole, error);
    }
    if (dirname(file).endsWith(".p")) removeIfEmpty(dirname(whole));
  }
}

function besideTree({ path }: LogFolder): string[] {
  return readdirSync(path).filter((name) => aside.test(name));
}

function beyondTree({ path, size }: LogFolder): string[] {
  const found: string[] = [];
  if (!existsSync(join(path, "tile"))) return found;
  for (const { entries } of walkFolder(join(path, "tile")))
    for (const { path: below, kind } of entries) {
      const place = kind === "folder" ? undefined : placeOf(`tile/${below}`);
      if (place !== undefined && !isWithin(place, size)) found.push(`tile/${below}`);
    }
  return found;
}

function notesBeyond(log: LogFolder, fresh: ReadonlySet<string>): string[] {
  const { size } = log;
  const names = namesIn(log, "notes");
  const left = names.filter((name) => aside.test(name));
  const notes = new Set(names.filter((name) => noteName.test(name)));
  const isInTheWay = names.some((name) => fresh.has(`notes/${name}`));
  if (isInTheWay || notes.size !== size) {
    for (const entry of entriesOf(log, size)) {
      const sha256 = sha256Of(entry);
      if (!notes.delete(sha256)) throw damaged(notePath(sha256));
    }
    left.push(...notes);
  }
  return left.map((name) => `notes/${name}`);
}
