// One run at a time. The lock is a file that names its process, so that one left by a killed run is known for stale.
// Whatever else lies under that name was not put there by us: it is refused, never waited for and never removed.

import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { codeOf, FilesError } from "./error.ts";
import { giveNames } from "./new-file.ts";

/** An empty lock is one that is being written; after this long its writer is dead. Milliseconds. */
const emptyLockAge = 10_000;
/** Bytes of a lock: two numbers. */
const lockLimit = 64;
/** Process number, a blank, and when it started in ticks since the machine did. */
const holderForm = /^[1-9][0-9]{0,9} [0-9]{1,20}$/;

export class Lock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /**
   * `doing` completes the sentence "process 12 …", such as "is building here". Throws FilesError BUSY when the holder lives,
   * FILE when no lock can be made there or what lies there is none.
   */
  static take(path: string, doing: string): Lock {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (make(path)) return new Lock(path);
      removeStale(path, doing);
    }
    throw busy(path, "another run", doing);
  }

  /** Never throws: a lock of a process that has ended holds nobody up. */
  release(): void {
    removeLock(this.#path);
  }
}

/** False: something lies there. Throws FilesError FILE. */
function make(path: string): boolean {
  let file: number;
  try {
    file = openSync(
      path,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0),
      0o644,
    );
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw cannotMake(path, error);
  }
  try {
    writeSync(file, nameOfProcess(process.pid));
  } catch (error) {
    removeLock(path);
    throw cannotMake(path, error);
  } finally {
    closeSync(file);
  }
  return true;
}

/** Throws FilesError BUSY when the holder lives, FILE when it is no lock. */
function removeStale(path: string, doing: string): void {
  const found = readLock(path);
  if (found === undefined) return; // released meanwhile
  const pid = Number(found.holder.split(" ", 1)[0]);
  const isHeld = found.holder === "" ? found.age < emptyLockAge : nameOfProcess(pid) === found.holder;
  if (isHeld) throw busy(path, found.holder === "" ? "another run" : `process ${pid}`, doing);
  // Renamed first: of two runs that both found it stale, only one gets to move what it read.
  const aside = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    renameSync(path, aside);
  } catch {
    return; // another run was faster
  }
  try {
    if (readLock(aside)?.holder === found.holder) removeLock(aside);
    else giveNames([{ temporary: aside, path }]); // it was a new one: back it goes
  } catch {
    // A third run has taken the place: the second finds out, as its lock is no longer its own.
  }
}

/** What a lock says, and its age in milliseconds. Undefined: there is none. Throws FilesError FILE for anything else. */
function readLock(path: string): { readonly holder: string; readonly age: number } | undefined {
  const noLock = (found: string) =>
    new FilesError("FILE", `${path}: expected the lock of a run of zegel, found ${found}: look at it, and remove it`);
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw noLock(codeOf(error) === "ELOOP" ? "a link" : `what cannot be read (${codeOf(error)})`);
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw noLock("no file");
    const bytes = new Uint8Array(lockLimit + 1);
    const length = readSync(file, bytes);
    const holder = new TextDecoder("latin1").decode(bytes.subarray(0, length));
    if (holder !== "" && !holderForm.test(holder)) throw noLock("something else in it");
    return { holder, age: Date.now() - stat.mtimeMs };
  } catch (error) {
    throw error instanceof FilesError ? error : noLock(`what cannot be read (${codeOf(error)})`);
  } finally {
    closeSync(file);
  }
}

function removeLock(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // it is stale from the moment this process ends
  }
}

/** Process number and when it started, as numbers are used again (proc(5), field 22); "gone" where there is none. */
function nameOfProcess(pid: number): string {
  const status = statusOf(pid);
  if (status !== undefined) {
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" "); // from field 3, the state
    return /[ZX]/.test(fields[0] ?? "") ? `${pid} gone` : `${pid} ${fields[19] ?? "0"}`; // killed, not yet waited for
  }
  try {
    process.kill(pid, 0); // a system without /proc
    return `${pid} 0`;
  } catch (error) {
    return codeOf(error) === "EPERM" ? `${pid} 0` : `${pid} gone`;
  }
}

function statusOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
}

function busy(path: string, holder: string, doing: string): FilesError {
  return new FilesError("BUSY", {
    nl: `${path}: een andere opdracht is hier bezig (${holder} ${doing}): wacht tot die klaar is (loopt er geen, haal dit bestand dan weg)`,
    en: `${path}: ${holder} ${doing}: wait until it has ended (if none is running, remove that file)`,
  });
}

function cannotMake(path: string, error: unknown): FilesError {
  return new FilesError("FILE", {
    nl: `${path}: is niet te maken (${codeOf(error)}): controleer de map, de rechten en de ruimte`,
    en: `${path}: cannot be made (${codeOf(error)}): check the folder, its rights and its room`,
  });
}
