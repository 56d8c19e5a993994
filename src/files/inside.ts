// Whether one place lies in another, or is it, wherever links and mounts lead.

import { type BigIntStats, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * Whether `path`, which need not exist, is the folder `place` or lies in it; or on `place`, where that is a drive that is
 * mounted. Folders are compared by device and number and not by name: a link, another spelling, a second mount of the same
 * folder is the same folder. False when `place` does not exist.
 */
export function isInside(path: string, place: string): boolean {
  const outer = statOf(place);
  return outer !== undefined && foldersUpFrom(path).some((folder) => isSame(folder, outer));
}

/**
 * The same for every spelling of the name of a file that need not exist: through links of its folder, and in letters of either case, which
 * are one name in Windows.
 */
export function nameOf(path: string): string {
  const absolute = resolve(path);
  return join(realOf(dirname(absolute)), basename(absolute).toLowerCase());
}

function isSame(folder: BigIntStats, place: BigIntStats): boolean {
  if (place.isBlockDevice()) return folder.dev === place.rdev;
  return folder.dev === place.dev && folder.ino === place.ino;
}

/** From the nearest that exists up to the root. */
function foldersUpFrom(path: string): BigIntStats[] {
  const found: BigIntStats[] = [];
  let folder = realOf(resolve(path));
  for (;;) {
    const stat = statOf(folder);
    if (stat !== undefined) found.push(stat);
    const above = dirname(folder);
    if (above === folder) return found;
    folder = found.length === 0 ? realOf(above) : above;
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // not there: the next one up may be
  }
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
