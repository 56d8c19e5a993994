// A folder walked: what lies in it, and in the folders below. No link is followed and no file is opened; how much of it is too
// much, and what is to be said of what is no file, is for the caller, each of whom has another use for it.

import { type BigIntStats, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { decodeUtf8, FormatError } from "../format/index.ts";

/** What the system says that an entry is. */
export type EntryKind = "file" | "folder" | "link" | "pipe" | "socket" | "device";

export type Entry =
  | { readonly path: string; readonly kind: EntryKind; readonly stats: BigIntStats }
  /** Its name is no UTF-8. `path` shows each of the name's bytes as a character of Latin-1: nothing is opened by it. */
  | { readonly path: string; readonly kind: "misnamed" }
  /** The system does not say what it is; `error` is the system's own. */
  | { readonly path: string; readonly kind: "unknown"; readonly error: unknown };

/** One folder. Paths are relative to the folder that is walked, with `/` between names; "" is that folder itself. */
export interface WalkedFolder {
  readonly path: string;
  /** How many folders it lies in, counted from the one that is walked, which has 0. */
  readonly depth: number;
  /** In byte order of name. None where the folder cannot be listed. */
  readonly entries: readonly Entry[];
  /** Why the folder cannot be listed: the system's own error. */
  readonly error?: unknown;
}

/**
 * Folder by folder, each after the one that holds it and, of those in one folder, the last first. `enters` is asked for every folder
 * below `root`, after the one that holds it was given out, whether to walk on into it. Each folder is listed only when the caller asks
 * for the next: who has had enough stops the walk.
 */
export function* walkFolder(
  root: string,
  enters: (path: string, depth: number) => boolean = () => true,
): Generator<WalkedFolder, void> {
  const pending = [{ path: "", depth: 0 }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const walked = listOne(root, folder.path, folder.depth);
    yield walked;
    const depth = folder.depth + 1;
    for (const { kind, path } of walked.entries)
      if (kind === "folder" && enters(path, depth)) pending.push({ path, depth });
  }
}

function listOne(root: string, path: string, depth: number): WalkedFolder {
  try {
    // As bytes: Node turns a name that is no UTF-8 into another name, which may be that of another file.
    const names = readdirSync(join(root, path), { encoding: "buffer" });
    return { path, depth, entries: names.sort(Buffer.compare).map((name) => entryOf(root, path, name)) };
  } catch (error) {
    return { path, depth, entries: [], error };
  }
}

function entryOf(root: string, folder: string, rawName: Buffer): Entry {
  const above = folder === "" ? "" : `${folder}/`;
  let path: string;
  try {
    path = `${above}${decodeUtf8(rawName, "name")}`;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { path: `${above}${rawName.toString("latin1")}`, kind: "misnamed" };
  }
  try {
    const stats = lstatSync(join(root, path), { bigint: true });
    return { path, kind: kindOf(stats), stats };
  } catch (error) {
    return { path, kind: "unknown", error };
  }
}

function kindOf(stats: BigIntStats): EntryKind {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "folder";
  if (stats.isSymbolicLink()) return "link";
  if (stats.isFIFO()) return "pipe";
  return stats.isSocket() ? "socket" : "device";
}
