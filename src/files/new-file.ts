// New files: whole or not at all, and never over another.
//
// Each is written under a random temporary name in the folder where it is to stand, flushed to the disk, and only then linked to its
// name: a link fails where the name exists, so of two runs at once one is refused, and neither can get the other's bytes. Several
// that belong together get their names when all are on the disk; when one cannot get its name, those before it lose theirs again.
//
// A run that is killed (kill -9, a power cut) can leave `NAME.` with 12 hex digits and `.tmp`. Nobody can tell whether
// that file's run still lives, so no later run removes it; no later run is hindered by it either.

import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Fault } from "../format/index.ts";
import { alreadyThere, asWriteError, codeOf } from "./error.ts";
import { onInterrupt } from "./interrupt.ts";

/** Fails where anything stands by that name, be it a link that leads nowhere. */
const newFileFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** What a file system without hard links answers (FAT, exFAT, some shares); the last three are of Windows. */
const noLinks = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EISDIR", "EINVAL", "UNKNOWN"];

/** Characters of a file's own name that its temporary name repeats: with the rest it stays below the 255 bytes of a name. */
const repeatedCharacters = 50;

export interface NewContent {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The file's rights, such as 0o600 for a secret; the process's umask takes from them. */
  readonly mode: number;
}

/** A file that is whole and on the disk under another name. */
export interface Unnamed {
  readonly temporary: string;
  /** The name it is to get. */
  readonly path: string;
}

/** Throws FilesError EXISTS when there is anything by that name, FILE when that cannot be told. */
export function refuseExisting(path: string): void {
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  } catch (error) {
    throw asWriteError(path, error);
  }
  throw alreadyThere(path);
}

/** Can a new file be made there? Asked before long work, and leaves nothing behind. Throws FilesError EXISTS, FILE. */
export function tryNewFile(path: string): void {
  refuseExisting(path);
  const temporary = temporaryOf(path);
  try {
    closeSync(openSync(temporary, newFileFlags, 0o600));
  } catch (error) {
    throw asWriteError(path, error);
  }
  removeQuietly(temporary);
}

/** One small file. Throws FilesError EXISTS, FILE; then there is nothing of it. */
export function writeNew(path: string, bytes: Uint8Array, mode: number): void {
  writeAllNew([{ path, bytes, mode }]);
}

/** Small files that belong together: all or none, in this order. Throws FilesError EXISTS, FILE. */
export function writeAllNew(contents: readonly NewContent[]): void {
  for (const { path } of contents) refuseExisting(path);
  const written: Unnamed[] = [];
  try {
    for (const content of contents) written.push(writeAside(content));
  } catch (error) {
    for (const { temporary } of written) removeQuietly(temporary);
    throw error;
  }
  giveNames(written);
}

/** A new folder with these small files in it, or nothing. Throws FilesError EXISTS, FILE. */
export function writeNewFolder(folder: string, contents: readonly NewContent[]): void {
  refuseExisting(folder);
  try {
    mkdirSync(folder);
  } catch (error) {
    throw asWriteError(folder, error);
  }
  try {
    writeAllNew(contents);
  } catch (error) {
    removeIfEmpty(folder);
    throw error;
  }
}

/** Never throws: what is not empty, or not there, stays as it is. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // somebody else put something in it
  }
}

/** The bytes on the disk under another name. Throws FilesError FILE; then there is nothing of it. */
export function writeAside({ path, bytes, mode }: NewContent): Unnamed {
  const temporary = temporaryOf(path);
  try {
    const file = openSync(temporary, newFileFlags, mode);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    removeQuietly(temporary);
    throw asWriteError(path, error);
  }
  return { path, temporary };
}

/** A large file: its maker writes into `handle`, then `flush`, then `giveNames`; or `discard`, whatever became of it. */
export class NewFile implements Unnamed {
  readonly path: string;
  readonly temporary: string;
  readonly handle: FileHandle;
  readonly #forget: () => void;

  private constructor(path: string, temporary: string, handle: FileHandle, forget: () => void) {
    this.path = path;
    this.temporary = temporary;
    this.handle = handle;
    this.#forget = forget;
  }

  /** Throws FilesError EXISTS, FILE. */
  static async create(path: string, mode: number): Promise<NewFile> {
    refuseExisting(path);
    const temporary = temporaryOf(path);
    const forget = onInterrupt(() => removeQuietly(temporary)); // before there is a file: a signal may come at once
    try {
      return new NewFile(path, temporary, await open(temporary, newFileFlags, mode), forget);
    } catch (error) {
      forget();
      throw asWriteError(path, error);
    }
  }

  /** Resolves when all that was written is on the disk. Rejects with the system's error. */
  async flush(): Promise<void> {
    try {
      await this.handle.sync();
    } finally {
      await this.handle.close();
    }
  }

  /** Gives it its name, and is done with it. Throws FilesError EXISTS, FILE; then there is nothing of it. */
  giveName(): void {
    this.#forget();
    giveNames([this]);
  }

  /** Never throws. What has its name keeps it. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined); // closed already, or the disk failed: its maker knows
    removeQuietly(this.temporary);
    this.#forget();
  }
}

/**
 * Gives all of them their names, in this order, or none: when one cannot have its name, those before it are taken away
 * again. The temporary names are gone afterwards either way. Throws FilesError EXISTS, FILE.
 */
export function giveNames(files: readonly Unnamed[]): void {
  const named: Named[] = [];
  let path = files[0]?.path ?? "";
  try {
    for (const file of files) {
      path = file.path;
      const identity = identityOf(file.temporary);
      giveOneName(file);
      named.push({ path, identity });
    }
    for (const folder of new Set(files.map((file) => dirname(file.path)))) flushFolder(folder);
  } catch (error) {
    const stayed = named.filter((file) => !takeAway(file)).map((file) => file.path);
    const told = asWriteError(path, error);
    if (stayed.length > 0 && told instanceof Error) tellStayed(told, stayed.join(", "));
    throw told;
  } finally {
    for (const { temporary } of files) removeQuietly(temporary);
  }
}

function tellStayed(told: Error, paths: string): void {
  told.message += `; remove ${paths}: it stayed behind`;
  if (told instanceof Fault && told.dutch !== undefined) told.dutch += `; haal ${paths} weg: dat bleef achter`;
}

interface Named {
  readonly path: string;
  /** Device and number of the file: what stands there may have been replaced meanwhile, and that is not ours. */
  readonly identity: string;
}

/**
 * A link fails where the name exists. Without links: a look, then a rename, as good as such a file system allows. Whoever calls it alone
 * removes the temporary name, and keeps it where this throws.
 */
export function giveOneName({ temporary, path }: Unnamed): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") refuseExisting(path);
    if (!noLinks.includes(codeOf(error))) throw error;
    refuseExisting(path);
    renameSync(temporary, path);
  }
}

/** Device and number of the file by that name, a link not followed. Throws the system's error. */
function identityOf(path: string): string {
  const { dev, ino } = lstatSync(path, { bigint: true });
  return `${dev} ${ino}`;
}

/** Whether nothing of ours stands by that name any more. */
function takeAway({ path, identity }: Named): boolean {
  try {
    if (identityOf(path) === identity) unlinkSync(path);
    return true;
  } catch (error) {
    return codeOf(error) === "ENOENT";
  }
}

/** The name itself must survive a power cut. Windows cannot flush a folder and needs not. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const file = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(file);
  } catch (error) {
    if (codeOf(error) !== "EINVAL") throw error; // some file systems cannot: then closing is all there is
  } finally {
    closeSync(file);
  }
}

/** In the same folder, so that a link can lead to it. Random: nobody can have put anything there, and two runs never meet. */
function temporaryOf(path: string): string {
  const name = [...basename(path)].slice(0, repeatedCharacters).join("");
  return join(dirname(path), `${name}.${randomBytes(6).toString("hex")}.tmp`);
}

/** Of a temporary name of ours. Where that fails it stays, harmless: what was written has its name, or an error is on its way. */
export function removeQuietly(temporary: string): void {
  try {
    unlinkSync(temporary);
  } catch {
    // see above
  }
}
