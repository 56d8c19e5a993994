// A look at what was chosen, before a code is typed: a slip of the hand gets a sentence and the question again, never an alarm.
// Nothing here says that anything is good or bad. What is not known as a slip goes to the verifier.

import { closeSync, existsSync, opendirSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isoMarkAt, slipOfStart, startLength } from "../../file-slips.ts";
import { watched } from "../../node/watch.ts";
import type { GuideText } from "./texts/texts.ts";

export type Look =
  /** To the verifier. */
  | { readonly is: "fit" }
  /** A sentence, and the question again. */
  | { readonly is: "slip"; readonly text: GuideText }
  /** Is this other place what is meant? */
  | { readonly is: "other"; readonly path: string }
  /** Nothing that is known. Whoever means it can have it verified, for the record. */
  | { readonly is: "unknown" };

const fit: Look = { is: "fit" };
const unknown: Look = { is: "unknown" };
const slip = (text: GuideText): Look => ({ is: "slip", text });

/** Entries looked at in one folder. */
const entryLimit = 1000;

/** What was chosen as a disc, an image or a copy. */
export function lookAtTarget(path: string): Look {
  return look(path, (stat) => (stat.isDirectory() ? lookAtFolder(path) : lookAtFile(path, stat)));
}

/** What was chosen to compare an installation with: a disc, an image, a copy, or one of /ZEGEL alone. */
export function lookAtReference(path: string): Look {
  return look(path, (stat) => {
    if (!stat.isDirectory()) return lookAtFile(path, stat);
    if (hasPapers(path) || hasSeal(path)) return fit;
    const inside = entriesOf(path).filter((name) => hasSeal(join(path, name)) || hasPapers(join(path, name)));
    if (inside.length === 1) return { is: "other", path: join(path, inside[0] ?? "") };
    return lookAtFolder(path);
  });
}

function look(path: string, at: (stat: Stats) => Look): Look {
  try {
    return at(watched(path, () => statSync(path)));
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
    return slip(isGone ? "notThere" : "mayNotRead");
  }
}

/** The folder of a disc, or of a copy of one, holds `ZEGEL`. */
export function hasSeal(folder: string): boolean {
  return watched(folder, () => existsSync(join(folder, "ZEGEL", "SEAL")));
}

/** A copy of `ZEGEL` alone, as choice 3 takes it. */
export function hasPapers(folder: string): boolean {
  return watched(folder, () => ["SEAL", "INSTALL"].every((name) => existsSync(join(folder, name))));
}

function lookAtFolder(path: string): Look {
  if (hasSeal(path)) return fit;
  const names = entriesOf(path);
  if (names.length === 0) return slip("emptyFolder");
  const above = dirname(path);
  if (basename(path).toUpperCase() === "ZEGEL" && hasSeal(above)) return { is: "other", path: above };
  if (hasPapers(path)) return slip("papersAlone");
  const discs = names.filter((name) => hasSeal(join(path, name)));
  if (discs.length === 1) return { is: "other", path: join(path, discs[0] ?? "") };
  if (discs.length > 1) return slip("severalDiscs");
  const images = names.filter((name) => /\.iso$/i.test(name));
  if (images.length === 1) return { is: "other", path: join(path, images[0] ?? "") };
  if (images.length > 1) return slip("severalImages");
  return names.length === 1 && /\.zip$/i.test(names[0] ?? "") ? slip("zip") : unknown;
}

/** Throws the system's error where the folder may not be read. */
export function entriesOf(folder: string): string[] {
  return watched(folder, () => {
    const opened = opendirSync(folder);
    try {
      const names: string[] = [];
      for (let entry = opened.readSync(); entry !== null && names.length < entryLimit; entry = opened.readSync())
        names.push(entry.name);
      return names.sort();
    } finally {
      opened.closeSync();
    }
  });
}

function lookAtFile(path: string, stat: Stats): Look {
  if (stat.isBlockDevice()) return fit;
  if (!stat.isFile()) return slip("otherFile");
  const start = latin1At(path, 0, startLength);
  const told = slipOfStart({ name: path, size: stat.size, start, mark: latin1At(path, isoMarkAt, 5) });
  return told === "fit" ? fit : told === "unknown" ? unknown : slip(told);
}

function latin1At(path: string, position: number, length: number): string {
  const into = Buffer.alloc(length);
  const count = watched(path, () => {
    const file = openSync(path, "r");
    try {
      return readSync(file, into, 0, length, position);
    } finally {
      closeSync(file);
    }
  });
  return into.toString("latin1", 0, count);
}
