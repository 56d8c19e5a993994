// Files of a log that a stranger serves: each within a limit and never through a link; and which tiles lie there at all.

import { closeSync, constants, type Dirent, lstatSync, opendirSync } from "node:fs";
import { join } from "node:path";
import { FileError, openFileSync, readOpenSync } from "../../files/bounded.ts";
import { isThere } from "../folder.ts";
import { isFolderOfTiles, placeOf, type TilePlace, tileWidth } from "../tiles/path.ts";

const noFollow = constants.O_NOFOLLOW ?? 0;

/** Undefined: it is not there, cannot be read, is a link or larger than `limit` bytes. */
export function readServed(folder: string, path: string, limit: number): Uint8Array | undefined {
  const whole = join(folder, path);
  let fd: number | undefined;
  try {
    fd = openFileSync(whole, noFollow);
    return readOpenSync(fd, whole, limit);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Whether there is something by that name, whatever it is; of a folder that is closed to us nothing is known. */
export function isServed(folder: string, path: string): boolean {
  try {
    return isThere(join(folder, path));
  } catch {
    return false;
  }
}

/** Something by that name, and no folder whose names can be read: a link, a file, a folder that is closed to us. */
export function isUnlistable(folder: string): boolean {
  try {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found === undefined) return false;
    if (!found.isDirectory()) return true;
    opendirSync(folder).closeSync();
    return false;
  } catch {
    return true;
  }
}

/** Names in one folder, at most `limit` and then no more; none where it is none. */
export function* listServed(folder: string, limit: number): Generator<Dirent, void> {
  let open: ReturnType<typeof opendirSync>;
  try {
    if (!lstatSync(folder).isDirectory()) return; // a link could lead to the root of the disk
    open = opendirSync(folder);
  } catch {
    return;
  }
  try {
    for (let count = 0, one = open.readSync(); one !== null && count < limit; count++, one = open.readSync()) yield one;
  } finally {
    open.closeSync();
  }
}

export interface ServedTiles {
  /** Of `LEVEL/INDEX`: the widths of the partial files there, in no order. */
  readonly partial: ReadonlyMap<string, readonly number[]>;
  readonly strangers: { readonly count: number; readonly first: string };
  /**
   * False: not all was looked at. There were more names than any log of this size has; or a folder of tiles is a link, or closed to us:
   * files are read through it by their names, and which lie there nobody can list.
   */
  readonly isWhole: boolean;
}

/** Names that are looked at: a tree of `size` entries that grew one by one has three files an entry, and a few more. */
const namesOf = (size: number) => 10_000 + 8 * size;
/** `tile/entries/x000/x000/x000/x000/000.p/17` */
const depthLimit = 9;

/** What lies below `tile/`. Links are not followed. */
export function listTiles(folder: string, size: number): ServedTiles {
  const partial = new Map<string, number[]>();
  let count = 0;
  let first = "";
  let left = namesOf(size);
  let isOpen = true;
  const pending = [{ path: "tile", depth: 1 }];
  for (let above = pending.pop(); above !== undefined && left >= 0; above = pending.pop()) {
    if (isUnlistable(join(folder, above.path))) isOpen = false;
    for (const one of listServed(join(folder, above.path), left + 1)) {
      if (--left < 0) break;
      const path = `${above.path}/${one.name}`;
      const place = one.isDirectory() ? undefined : placeOf(path); // a link by the name of a tile is a tile that cannot be read
      if (one.isDirectory() && above.depth < depthLimit) pending.push({ path, depth: above.depth + 1 });
      else if (place === undefined) {
        count++;
        first ||= path;
        if (!one.isFile() && isFolderOfTiles(path)) isOpen = false;
      } else if (place.width < tileWidth) addWidth(partial, place);
    }
  }
  return { partial, strangers: { count, first }, isWhole: isOpen && left >= 0 };
}

function addWidth(partial: Map<string, number[]>, { level, index, width }: TilePlace): void {
  const name = `${level}/${index}`;
  const widths = partial.get(name);
  if (widths === undefined) partial.set(name, [width]);
  else widths.push(width);
}
