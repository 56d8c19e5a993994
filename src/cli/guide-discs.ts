// Which discs with a seal this machine shows. What is found is offered, never trusted: the verifier judges it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { watched } from "../verify/node-watch.ts";

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
/** Entries looked at in one folder. */
const entryLimit = 100;

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

function hasSeal(folder: string): boolean {
  return watched(folder, () => existsSync(join(folder, "ZEGEL", "SEAL")));
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
