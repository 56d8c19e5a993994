// Where on this computer an installed program is, when it is not in the folder that was chosen: for a sentence that asks "did you mean".
// Folders are looked into one at a time, and nothing in them is read.

import { readdirSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { caseFold } from "../../format/index.ts";
import {
  type FoundAt,
  filesAt,
  findBelow,
  type Look,
  likeliest,
  type Presence,
  presenceIn,
  type Sought,
} from "../peek-installed.ts";
import { watched } from "./watch.ts";
import { driveRoot } from "./windows-drive.ts";

export interface InstalledFound {
  readonly is: Presence;
  /** Where it is instead, as this computer writes it: the likeliest first. Only where `is` says `empty` or `elsewhere`. */
  readonly places: readonly string[];
}

/** Folders above the chosen one that are looked into. */
const levelsAbove = 2;

/**
 * Whether the program is in `folder`; if not, where: in a folder above it, one or two levels below it, or at the place that its list
 * names. Without `sought` it is told only whether the folder can be listed and holds anything.
 */
export function findInstalled(folder: string, sought: Sought | undefined): InstalledFound {
  const chosen = resolve(driveRoot(folder));
  const look = lookInto(chosen);
  const is = presenceIn(look, sought);
  if (sought === undefined || (is !== "empty" && is !== "elsewhere")) return { is, places: [] };
  const below = findBelow(look, sought).map(({ path, files }) => ({ path: join(chosen, path), files }));
  const found = [...foundAt(foldersAbove(chosen), sought), ...below, ...foundAt(placesOf(sought), sought)];
  return { is, places: likeliest(distinct(found)) };
}

/** The place that the list names, when the program is there on this computer: to be offered before a folder is asked for. */
export function offeredPlace(sought: Sought): string | undefined {
  return foundAt(placesOf(sought), sought)[0]?.path;
}

/** A folder of this computer, one level at a time; links are not followed. */
function lookInto(root: string): Look {
  return (folder) => {
    const place = join(root, folder.split("/").join(sep));
    try {
      const entries = watched(place, () => readdirSync(place, { withFileTypes: true }));
      return entries.map((entry) => ({
        name: entry.name,
        kind: entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other",
      }));
    } catch (error) {
      if (error instanceof Error && "errno" in error) return undefined; // the system's own: not there, not allowed, a scratch
      throw error;
    }
  };
}

function foldersAbove(folder: string): readonly string[] {
  const above: string[] = [];
  for (let at = dirname(folder); above.length < levelsAbove && at !== above.at(-1) && at !== folder; at = dirname(at))
    above.push(at);
  return above;
}

/** A place of another kind of system is none of this one. */
function placesOf({ place }: Sought, platform: NodeJS.Platform = process.platform): readonly string[] {
  return place !== undefined && place.startsWith("/") === (platform !== "win32") ? [place] : [];
}

function foundAt(folders: readonly string[], sought: Sought): readonly FoundAt[] {
  const counted = folders.map((path) => ({ path, files: filesAt(lookInto(path), sought) ?? 0 }));
  return counted.filter(({ files }) => files > 0);
}

/** Each folder once. */
function distinct(found: readonly FoundAt[]): readonly FoundAt[] {
  const named = (path: string) => (process.platform === "win32" ? caseFold(path) : path);
  return [...new Map(found.map((one) => [named(one.path), one])).values()];
}
