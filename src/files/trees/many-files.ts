// Very many new files below one folder, each under its own name at once. For whoever promises nothing of them until all are on the disk,
// and knows what a run that was stopped left behind.

import { closeSync, constants, fsync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { asWriteError } from "../error.ts";
import { flushFolder } from "../new-file.ts";

/** Files that are open at once, on their way to the disk. */
const openLimit = 64;

/** `path` is relative to the folder; folders above it are made. */
export interface FileBelow {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Each whole and on the disk, and then the folders that name them, each once. Files are flushed in lots and side by side: one
 * flush of the disk then does for several of them, where one after the other each would wait for its own. Throws
 * FilesError FILE, and then what was written stays.
 */
export async function writeFiles(folder: string, files: Iterable<FileBelow>): Promise<void> {
  const folders = new Set<string>([folder]);
  const open = new Map<number, string>();
  try {
    for (const { path, bytes } of files) {
      const whole = join(folder, path);
      makeFolders(folder, path, folders);
      await naming(whole, () => open.set(writeWhole(whole, bytes), whole));
      if (open.size === openLimit) await flushAll(open);
    }
    await flushAll(open);
  } finally {
    for (const file of open.keys()) closeSync(file); // none, unless something failed, which is on its way
  }
  for (const one of folders) await naming(one, () => flushFolder(one));
}

/** The folders above `path`, below `folder`; those that are known are there. Throws FilesError FILE. */
function makeFolders(folder: string, path: string, known: Set<string>): void {
  const nearest = dirname(path);
  if (known.has(join(folder, nearest))) return;
  try {
    mkdirSync(join(folder, nearest), { recursive: true });
  } catch (error) {
    throw asWriteError(join(folder, path), error);
  }
  for (let above = nearest; above !== "."; above = dirname(above)) known.add(join(folder, above));
}

const flush = promisify(fsync);

/** Throws FilesError FILE, when every flush has ended: no file is closed under one. */
async function flushAll(open: Map<number, string>): Promise<void> {
  const flushed = await Promise.allSettled([...open].map(([file, path]) => naming(path, () => flush(file))));
  for (const one of flushed) if (one.status === "rejected") throw one.reason;
  for (const [file, path] of open) {
    open.delete(file);
    await naming(path, () => closeSync(file));
  }
}

/** What the system refuses, with the name of the file. */
async function naming<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asWriteError(path, error);
  }
}

/** Under its own name at once, and left open. */
function writeWhole(path: string, bytes: Uint8Array): number {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const file = openSync(path, flags, 0o644);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}
