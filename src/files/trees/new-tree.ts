// A folder with whatever its maker puts into it, under its name when all of it is there, or not at all.

import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { alreadyThere, asWriteError, codeOf } from "../error.ts";
import { onInterrupt } from "../interrupt.ts";
import { removeFolder } from "../temporary-folder.ts";
import { walkFolder } from "../walk.ts";

/** What a system says where a folder that holds something has that name, or a file. */
const taken = ["ENOTEMPTY", "EEXIST", "ENOTDIR", "EPERM", "EACCES"];

/**
 * `make` fills a new folder beside `path`, which then gets its name; an empty folder of that name is no hindrance. What `make` throws
 * leaves nothing behind; a run that is killed leaves `NAME.`, 12 hex digits and `.tmp`. Throws FilesError EXISTS, FILE.
 */
export async function makeTree<T>(path: string, make: (folder: string) => Promise<T>): Promise<T> {
  const whole = resolve(path);
  const folder = join(dirname(whole), `${basename(whole)}.${randomBytes(6).toString("hex")}.tmp`);
  const forget = onInterrupt(() => removeFolder(folder)); // before there is a folder: a signal may come at once
  try {
    mkdirSync(folder);
    const made = await make(folder);
    for (const { path: below, entries } of walkFolder(folder)) {
      for (const { path: file, kind } of entries) if (kind === "file") flush(join(folder, file));
      flush(join(folder, below));
    }
    giveName(folder, path);
    flush(dirname(whole));
    return made;
  } catch (error) {
    removeFolder(folder);
    throw asWriteError(path, error);
  } finally {
    forget();
  }
}

function giveName(folder: string, path: string): void {
  try {
    renameSync(folder, path);
  } catch (error) {
    if (!taken.includes(codeOf(error))) throw error;
    throw alreadyThere(path);
  }
}

/** What has its name must survive a power cut. Windows flushes only what may be written, and no folder: there closing is all there is. */
function flush(path: string): void {
  if (process.platform === "win32") return;
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
