// One run at a time in one output folder. The lock names its process, so that one left by a killed run is known for stale.

import { link, open, readFile, rename, rm, stat } from "node:fs/promises";
import { BuildError } from "./error.ts";

/** An empty lock is one that is being written; after this long its writer is dead. Milliseconds. */
const emptyLockAge = 10_000;

export class Lock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Throws BuildError BUSY. */
  static async take(path: string): Promise<Lock> {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        const file = await open(path, "wx");
        await file.writeFile(await nameOfProcess(process.pid)).finally(() => file.close());
        return new Lock(path);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
        await removeStale(path);
      }
    }
    throw busy(path, "another run");
  }

  async release(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

/** Throws BuildError BUSY when the holder lives. */
async function removeStale(path: string): Promise<void> {
  const holder = await readFile(path, "utf8").catch(() => undefined);
  if (holder === undefined) return; // released meanwhile
  if (await isHeld(path, holder)) throw busy(path, `process ${holder.split(" ", 1)[0] || "unknown"}`);
  // Renamed first: of two runs that both found it stale, only one gets to move what it read.
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => {});
  if ((await readFile(aside, "utf8").catch(() => holder)) !== holder) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

async function isHeld(path: string, holder: string): Promise<boolean> {
  if (holder === "") return Date.now() - (await stat(path)).mtimeMs < emptyLockAge;
  const pid = Number(holder.split(" ", 1)[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return (await nameOfProcess(pid)) === holder;
}

/** Process number and, where /proc tells, when it started: numbers are used again. */
async function nameOfProcess(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const started = status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? "0"; // proc(5), field 22
  return `${pid} ${started}`;
}

function busy(path: string, holder: string): BuildError {
  return new BuildError(
    "BUSY",
    `${path}: ${holder} is building here: wait for it, or choose another --out (if none is running, remove that file)`,
  );
}
