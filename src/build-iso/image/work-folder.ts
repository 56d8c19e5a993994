// Where a build happens until it is done: DIR/.zegel-work.tmp, held by one run at a time. Whatever moment a run is killed
// at, DIR holds no file with a final name that is not whole, and the next run clears away what it finds.

import { type BigIntStats, lstatSync, rmdirSync } from "node:fs";
import { lstat, mkdir, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { asWriteError, codeOf } from "../../files/error.ts";
import { isInside } from "../../files/inside.ts";
import { onInterrupt } from "../../files/interrupt.ts";
import { Lock } from "../../files/lock.ts";
import { giveNames } from "../../files/new-file.ts";
import { removeFolder } from "../../files/temporary-folder.ts";
import { BuildError } from "../error.ts";

const workName = ".zegel-work.tmp";

/** Throws BuildError OUTPUT when `out` would lie in an input folder: a build must not change what it reads. */
export function refuseNested(out: string, inputs: readonly string[]): void {
  const input = inputs.find((path) => isInside(out, path));
  if (input !== undefined)
    throw new BuildError("OUTPUT", `${out}: expected a folder outside ${input}, found one in it: choose another --out`);
}

/** A finished file on its way from the work folder to its final name; both relative to their folders. */
export interface Placement {
  readonly from: string;
  readonly to: string;
}

export class WorkFolder {
  /** Absolute. */
  readonly path: string;
  readonly #out: string;
  readonly #lock: Lock;
  readonly #madeOut: string | undefined;
  readonly #forget: () => void;

  private constructor(out: string, lock: Lock, madeOut: string | undefined) {
    this.path = join(out, workName);
    this.#out = out;
    this.#lock = lock;
    this.#madeOut = madeOut;
    this.#forget = onInterrupt(() => this.#remove());
  }

  /**
   * `out`: absolute. `placements`: of this run; none of their final names may exist. `earlier`: all that any run can have been
   * placing here. Throws BuildError OUTPUT, FilesError BUSY, FILE.
   */
  static async open(out: string, placements: readonly Placement[], earlier: readonly Placement[]): Promise<WorkFolder> {
    const madeOut = await mkdir(out, { recursive: true }).catch((error: unknown) => {
      throw new BuildError("OUTPUT", `${out}: cannot be made (${codeOf(error)}): choose another --out`);
    });
    let work: WorkFolder;
    try {
      work = new WorkFolder(out, Lock.take(join(out, ".zegel-lock.tmp"), "is building here"), madeOut);
    } catch (error) {
      if (madeOut !== undefined) removeIfEmpty(out);
      throw error;
    }
    try {
      await work.#clear(earlier);
      await work.#refuseExisting(placements.map(({ to }) => to));
      await mkdir(work.path, { mode: 0o700 });
      return work;
    } catch (error) {
      work.close();
      throw error;
    }
  }

  async #refuseExisting(names: readonly string[]): Promise<void> {
    const existing: string[] = [];
    for (const name of names) if (await exists(join(this.#out, name))) existing.push(name);
    if (existing.length > 0)
      throw new BuildError(
        "OUTPUT",
        `${this.#out}: holds ${existing.join(", ")} already, and nothing is written over: choose another --out`,
      );
  }

  /**
   * Gives the finished files their names, in this order, when all are on the disk; the last one says that all are there. All
   * or none. Throws FilesError EXISTS, FILE.
   */
  async place(placements: readonly Placement[]): Promise<void> {
    // Only here: a small file flushed while a large one is written waits for all of it.
    for (const { from } of placements) await flush(join(this.path, from));
    const made: string[] = [];
    try {
      for (const { to } of placements) {
        const folder = await mkdir(dirname(join(this.#out, to)), { recursive: true });
        if (folder !== undefined) made.push(folder);
      }
      giveNames(placements.map(({ from, to }) => ({ temporary: join(this.path, from), path: join(this.#out, to) })));
    } catch (error) {
      for (const folder of made) removeIfEmpty(folder);
      throw error;
    }
  }

  /** Removes the work folder and, when nothing came of the run, the output folder that it made. */
  close(): void {
    this.#forget();
    this.#remove();
  }

  /** Never throws: what cannot be removed is removed by the next run, and takes nothing from the result of this one. */
  #remove(): void {
    removeFolder(this.path);
    this.#lock.release();
    if (this.#madeOut !== undefined) removeIfEmpty(this.#out); // it is not empty: the run succeeded
  }

  /**
   * What a killed run left: its work, and names that it had begun to give without reaching the last. A name is taken away
   * only where it leads to the very file in the work folder (a hard link): then that run gave it, and no bytes are lost
   * that were not to be placed. Where there are no hard links, files that were renamed stay, and are refused as any other.
   */
  async #clear(earlier: readonly Placement[]): Promise<void> {
    const given: string[] = [];
    let isComplete = true;
    for (const from of new Set(earlier.map((placement) => placement.from))) {
      const made = plainFile(join(this.path, from));
      if (made === undefined) continue;
      if (made.nlink === 1n) isComplete = false;
      const names = earlier.filter((placement) => placement.from === from).map(({ to }) => join(this.#out, to));
      given.push(...names.filter((name) => isSame(plainFile(name), made)));
    }
    if (!isComplete) for (const name of given) await rm(name, { force: true });
    await rm(this.path, { recursive: true, force: true });
  }
}

function plainFile(path: string): BigIntStats | undefined {
  try {
    const stat = lstatSync(path, { bigint: true });
    return stat.isFile() ? stat : undefined;
  } catch {
    return undefined;
  }
}

function isSame(a: BigIntStats | undefined, b: BigIntStats): boolean {
  return a !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** Throws FilesError FILE. */
async function flush(path: string): Promise<void> {
  try {
    const place = await open(path, "r+"); // Windows flushes only what may be written
    await place.sync().finally(() => place.close());
  } catch (error) {
    throw asWriteError(path, error);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // it holds something, or is gone
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== "ENOENT",
  );
}
