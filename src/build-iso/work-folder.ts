// Where a build happens until it is done: DIR/.zegel-work.tmp, held by one run at a time. Whatever moment a run is killed
// at, DIR holds no file with a final name that is not whole, and the next run clears away what it finds.

import { existsSync, realpathSync } from "node:fs";
import { lstat, mkdir, open, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { BuildError } from "./error.ts";
import { Lock } from "./lock.ts";

const workName = ".zegel-work.tmp";
const placingName = "placing.json";

/** Throws BuildError OUTPUT when `out` would lie in an input folder: a build must not change what it reads. */
export function refuseNested(out: string, inputs: readonly string[]): void {
  let existing = resolve(out);
  while (!existsSync(existing)) existing = dirname(existing);
  const real = `${realpathSync(existing)}/`;
  for (const input of inputs)
    if (existsSync(input) && real.startsWith(`${realpathSync(input)}/`))
      throw new BuildError(
        "OUTPUT",
        `${out}: expected a folder outside ${input}, found one in it: choose another --out`,
      );
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

  private constructor(out: string, lock: Lock, madeOut: string | undefined) {
    this.path = join(out, workName);
    this.#out = out;
    this.#lock = lock;
    this.#madeOut = madeOut;
  }

  /** `out`: absolute. `names`: the final names, none of which may exist. Throws BuildError BUSY, OUTPUT. */
  static async open(out: string, names: readonly string[]): Promise<WorkFolder> {
    const madeOut = await mkdir(out, { recursive: true }).catch((error: unknown) => {
      throw new BuildError("OUTPUT", `${out}: cannot be made (${codeOf(error)}): choose another --out`);
    });
    const lock = await Lock.take(join(out, ".zegel-lock.tmp"));
    const work = new WorkFolder(out, lock, madeOut);
    try {
      await work.#clear();
      await work.#refuseExisting(names);
      await mkdir(work.path, { mode: 0o700 });
      return work;
    } catch (error) {
      await work.close();
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

  /** Gives the finished files their names, in this order, when all are on the disk; the last one says that all are there. */
  async place(placements: readonly Placement[]): Promise<void> {
    // Only here: a small file flushed while a large one is written waits for all of it.
    for (const { from } of placements) await flush(join(this.path, from));
    await writeFile(join(this.path, placingName), JSON.stringify(placements), { flush: true });
    for (const { from, to } of placements) {
      await mkdir(dirname(join(this.#out, to)), { recursive: true });
      await rename(join(this.path, from), join(this.#out, to));
    }
    for (const folder of new Set(placements.map(({ to }) => dirname(join(this.#out, to))))) await flush(folder);
  }

  /** Removes the work folder and, when nothing came of the run, the output folder that it made. */
  async close(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
    await this.#lock.release();
    if (this.#madeOut !== undefined) await rmdir(this.#out).catch(() => {}); // it is not empty: the run succeeded
  }

  /** What a killed run left: its work, and files that it had begun to place without reaching the last. */
  async #clear(): Promise<void> {
    const placements = await this.#interruptedPlacements();
    const moved: string[] = [];
    for (const { from, to } of placements) if (!(await exists(join(this.path, from)))) moved.push(to);
    if (moved.length < placements.length) for (const to of moved) await rm(join(this.#out, to), { force: true });
    await rm(this.path, { recursive: true, force: true });
  }

  async #interruptedPlacements(): Promise<readonly Placement[]> {
    try {
      return JSON.parse(await readFile(join(this.path, placingName), "utf8")) as Placement[];
    } catch {
      return []; // killed before or while it was written: nothing had been placed yet
    }
  }
}

/** A file or a folder. */
async function flush(path: string): Promise<void> {
  const place = await open(path, "r");
  await place.sync().finally(() => place.close());
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== "ENOENT",
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
