// Which paths a disc cannot carry: each with its reason, a bad folder once and not for everything below it.

import {
  caseFold,
  checkLine,
  encodeUtf8,
  FormatError,
  findTwins,
  nameFault,
  parentOf,
  pathFault,
  quote,
} from "../../format/index.ts";
import type { Refusal } from "../error.ts";

/**
 * Bytes of a folder's name in UTF-8. libisofs (1.5.4 at least) builds each record of the path table in 64 bytes of stack,
 * eight of them its head: one byte more and xorriso aborts. docs/spec/recipe.md, "Limits"
 */
export const folderNameLimit = 56;

/**
 * Bytes of a file's name from which on its Rock Ridge name needs a continuation area, and how many such names one folder can hold: above
 * a sector of them libisofs (1.5.4) puts directories one sector off and gives up. docs/spec/recipe.md, "Limits"
 */
export const longNameBytes = 77;
export const longNamesOfFolder = 13;

/** Refusals by path, so that each stands once. */
type Found = Map<string, Refusal>;

/** `files` and `emptyFolders`: paths on the disc. Pass `found` paths of refusals that need no second reason. */
export function refusePaths(files: readonly string[], emptyFolders: readonly string[]): Refusal[] {
  const found: Found = new Map();
  const judged = new Set<string>();
  for (const path of files) refusePath(found, judged, path, false);
  for (const path of emptyFolders) refusePath(found, judged, path, true);
  refuseCrowds(found, files);
  for (const [first, second] of findTwins(files, emptyFolders)) {
    if (found.has(second)) continue;
    const reason =
      first === second ? "stands twice" : `cannot stand beside ${quote(first)}: ${differenceOf(first, second)}`;
    found.set(second, { path: second, reason, remedy: "rename or remove one of the two" });
  }
  return [...found.values()];
}

/** `judged`: folders that were judged before, with those above them. */
function refusePath(found: Found, judged: Set<string>, path: string, isFolder: boolean): void {
  const above = parentOf(path);
  if (!judged.has(above)) {
    for (const folder of foldersOf(above)) {
      if (found.has(folder)) return;
      if (refuseName(found, folder, true)) return;
    }
    judged.add(above);
  }
  if (refuseName(found, path, isFolder)) return;
  const fault = pathFault(path) ?? lineFault(path);
  if (fault !== undefined) found.set(path, { path, reason: fault, remedy: "rename or move it" });
}

/** Folders with more long names than xorriso can lay out. */
function refuseCrowds(found: Found, files: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const path of files) {
    const folder = parentOf(path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name.length > longNameBytes / 2 && encodeUtf8(name).length > longNameBytes)
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  for (const [folder, count] of counts) {
    if (count <= longNamesOfFolder) continue;
    const reason = `holds ${count} files with names of more than ${longNameBytes} bytes; xorriso can take ${longNamesOfFolder} in one folder`;
    found.set(folder, { path: folder, reason, remedy: "shorten the names, or spread the files over folders" });
  }
}

/** The path and everything above it, from the top. */
function foldersOf(path: string): string[] {
  const names = path === "" ? [] : path.split("/");
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}

/** Judges the last name of a path. */
function refuseName(found: Found, path: string, isFolder: boolean): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  let fault = nameFault(name);
  if (fault === undefined && isFolder && encodeUtf8(name).length > folderNameLimit)
    fault = `is longer than ${folderNameLimit} bytes, more than xorriso can take for a folder`;
  if (fault === undefined) return false;
  found.set(path, { path, reason: fault, remedy: "rename it" });
  return true;
}

function lineFault(path: string): string | undefined {
  try {
    checkLine(path, "path");
    return undefined;
  } catch (error) {
    if (error instanceof FormatError) return `is not a line of text: expected ${error.expected}, found ${error.found}`;
    throw error;
  }
}

function differenceOf(first: string, second: string): string {
  if (first.normalize("NFC") === second.normalize("NFC")) return "they differ only in Unicode form";
  return caseFold(first) === caseFold(second) ? "Windows does not tell upper from lower case" : "one is a folder";
}
