// Which discs with a seal, and which copies of them for choice 3, this machine shows. What is found is offered, never trusted: the
// verifier judges it.

import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { watched } from "../../node/watch.ts";
import { copyNames } from "../../record/outcome/words.ts";
import { hasPapers, hasSeal } from "./look.ts";

export interface FoundDisc {
  /** As a person knows it: `D:`, `/media/anna/OSV`. */
  readonly place: string;
  /** As the verifier takes it. */
  readonly target: string;
}

/** Drive letters that can hold a disc or a stick; A and B were diskettes, C is the machine's own. */
const letters = Array.from("DEFGHIJKLMNOPQRSTUVWXYZ");
/** Folders below which a Linux desktop shows discs and sticks, one or two levels down. */
const mountFolders = ["/media", "/run/media", "/mnt"];
/** Where a person saves things, below the folder that is hers. */
export const ownFolders = ["Documents", "Documenten", "Desktop", "Bureaublad"];
/** Entries looked at in one folder. */
const entryLimit = 1000;

/** `program`: the file that runs; the disc that it was started from is one too, wherever it is shown. */
export function findDiscs(program: string, platform: NodeJS.Platform = process.platform): readonly FoundDisc[] {
  if (platform === "win32") return windowsDiscs();
  const discs = unixDiscs();
  const own = dirname(dirname(program));
  return hasSeal(own) && discs.every(({ place }) => place !== own) ? [{ place: own, target: own }, ...discs] : discs;
}

function windowsDiscs(): FoundDisc[] {
  const places = letters.map((letter) => `${letter}:`);
  return places.filter((place) => hasSeal(`${place}\\`)).map((place) => ({ place, target: `${place}\\` }));
}

/** Mounted discs and sticks, then drives with a disc that nobody mounted. */
function unixDiscs(): FoundDisc[] {
  const once = mountFolders.flatMap(foldersIn);
  const mounted = [...once, ...once.flatMap(foldersIn)].filter(hasSeal);
  const bare = mounted.length > 0 ? [] : drivesWithDisc();
  return [...mounted, ...bare].map((place) => ({ place, target: place }));
}

/** Optical drives that hold something: sysfs tells a size without opening the drive. An empty one may tell an old size; then the verifier says so. */
function drivesWithDisc(): string[] {
  const names = entriesOf("/sys/block").filter((name) => /^sr[0-9]{1,2}$/.test(name));
  return names.filter((name) => readSize(name) > 0).map((name) => `/dev/${name}`);
}

function readSize(name: string): number {
  try {
    return Number.parseInt(readFileSync(`/sys/block/${name}/size`, "latin1"), 10) || 0;
  } catch {
    return 0;
  }
}

/** Copies that this program saved before: in the person's own folders, and at the top of sticks. */
export function findCopies(platform: NodeJS.Platform = process.platform): readonly string[] {
  const home = homedir();
  const own = [home, ...ownFolders.map((name) => join(home, name))];
  const sticks = platform === "win32" ? letters.map((letter) => `${letter}:\\`) : mountFolders.flatMap(foldersIn);
  const above = platform === "win32" ? sticks : [...sticks, ...sticks.flatMap(foldersIn)];
  return [...own, ...above].flatMap(foldersIn).filter((path) => copyNames.test(basename(path)) && hasPapers(path));
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder).map((name) => join(folder, name));
}

/** Empty where there is nothing, or nothing for this person. */
function entriesOf(folder: string): string[] {
  try {
    return watched(folder, () => readdirSync(folder)).slice(0, entryLimit);
  } catch {
    return [];
  }
}
