// Which paths a disc cannot carry: each with its reason, a bad folder once and not for everything below it.

import { caseFold, checkLine, FormatError, findTwins, nameFault, pathFault, quote } from "../format/index.ts";
import type { Refusal } from "./error.ts";
import { joinPath } from "./source.ts";

/** Refusals by path, so that each stands once. */
type Found = Map<string, Refusal>;

/** `files` and `emptyFolders`: paths on the disc. Pass `found` paths of refusals that need no second reason. */
export function refusePaths(files: readonly string[], emptyFolders: readonly string[]): Refusal[] {
  const found: Found = new Map();
  for (const path of [...files, ...emptyFolders]) refusePath(found, path);
  for (const [first, second] of findTwins(files, emptyFolders)) {
    if (found.has(second)) continue;
    const reason =
      first === second ? "stands twice" : `cannot stand beside ${quote(first)}: ${differenceOf(first, second)}`;
    found.set(second, { path: second, reason, remedy: "rename or remove one of the two" });
  }
  return [...found.values()];
}

function refusePath(found: Found, path: string): void {
  let folder = "";
  for (const name of path.split("/")) {
    folder = joinPath(folder, name);
    if (found.has(folder)) return;
    const fault = nameFault(name);
    if (fault === undefined) continue;
    found.set(folder, { path: folder, reason: fault, remedy: "rename it" });
    return;
  }
  const fault = pathFault(path) ?? lineFault(path);
  if (fault !== undefined) found.set(path, { path, reason: fault, remedy: "rename or move it" });
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
