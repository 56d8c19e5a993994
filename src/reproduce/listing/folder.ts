// A folder as a listing. Links are never followed.

import { constants } from "node:fs";
import { join } from "node:path";
import { FileError } from "../../files/bounded.ts";
import { digestFile } from "../../files/digest.ts";
import { walkFolder } from "../../files/walk.ts";
import { fileLimit, quote } from "../../format/index.ts";
import { ReproduceError } from "../error.ts";
import { limits } from "./limits.ts";
import type { Listing } from "./listing.ts";

/** A name that is not Unicode stands in an image's listing with U+FFFD in it: no name of a folder may look like one of those. */
const isText = (path: string) => !path.includes("\ufffd");

/** The last name of a path that the walk shows as Latin-1, so that it is no other file's: each foreign byte as U+FFFD. */
const withoutText = (path: string) => path.replace(/[^/]*$/, (name) => name.replace(/[\x80-\xff]/g, "\ufffd"));

/** Throws ReproduceError FILE, LIMIT. */
export function listFolder(root: string, onBytes: (bytes: number) => void): Listing {
  const files = new Map<string, string>();
  const emptyFolders = new Set<string>();
  const others: string[] = [];
  let count = 0;
  for (const { path, depth, entries, error } of walkFolder(root, isText)) {
    if (error !== undefined) throw unreadable(root, error);
    count += entries.length;
    if (depth > limits.depth || count > 2 * fileLimit)
      throw new ReproduceError(
        "LIMIT",
        `${quote(path)}: expected a folder that fits a disc, found more or deeper ones`,
      );
    if (entries.length === 0 && path !== "") emptyFolders.add(path);
    for (const entry of entries) {
      if (entry.kind === "unknown") throw unreadable(entry.path, entry.error);
      if (entry.kind === "misnamed") others.push(withoutText(entry.path));
      else if (!isText(entry.path)) others.push(entry.path);
      else if (entry.kind === "file") files.set(entry.path, hashFile(root, entry.path, onBytes));
      else if (entry.kind !== "folder") others.push(entry.path);
    }
  }
  return { files, emptyFolders, others };
}

function hashFile(root: string, path: string, onBytes: (bytes: number) => void): string {
  try {
    const options = { limit: limits.imageBytes, flags: constants.O_NOFOLLOW ?? 0, onBytes };
    return digestFile(join(root, path), options).sha256;
  } catch (error) {
    if (error instanceof FileError && error.isUnfit)
      throw new ReproduceError("LIMIT", `${quote(path)}: expected a file that fits a disc, found a larger one`);
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): ReproduceError {
  return new ReproduceError("FILE", `${quote(path)}: ${error instanceof Error ? error.message : error}`);
}
