// One writer of a transcript at a time. The lock names its process, so that one left by a killed run is known for stale.

import { link, open, readFile, rename, rm } from "node:fs/promises";
import { SignError } from "./error.ts";

export class TranscriptLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** The lock of the file `path` is `path.lock`. Throws SignError BUSY, FILE. */
  static async take(path: string): Promise<TranscriptLock> {
    const lock = `${path}.lock`;
    for (let attempt = 0; attempt < 2; attempt++) {
      // Written aside and linked: a lock never stands there without its holder.
      const own = `${lock}.${process.pid}`;
      try {
        const file = await open(own, "w");
        await file.writeFile(await nameOfProcess(process.pid)).finally(() => file.close());
        await link(own, lock);
        return new TranscriptLock(lock);
      } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
        if (code !== "EEXIST")
          throw new SignError(
            "FILE",
            `${lock}: cannot be made (${code}): record on a disk of this machine, not on a stick`,
          );
        await removeStale(lock);
      } finally {
        await rm(own, { force: true });
      }
    }
    throw busy(lock);
  }

  async release(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

/** Throws SignError BUSY when the holder lives. */
async function removeStale(lock: string): Promise<void> {
  const holder = await readFile(lock, "utf8").catch(() => undefined);
  if (holder === undefined) return; // released meanwhile
  const pid = Number(holder.split(" ", 1)[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || (await nameOfProcess(pid)) === holder) throw busy(lock);
  // Renamed first: of two runs that both found it stale, only one gets to move what it read.
  const aside = `${lock}.${process.pid}.stale`;
  await rename(lock, aside).catch(() => {});
  if ((await readFile(aside, "utf8").catch(() => holder)) !== holder) await link(aside, lock).catch(() => {});
  await rm(aside, { force: true });
}

/** Process number and when it started, as numbers are used again (proc(5), field 22); "gone" where there is none. */
async function nameOfProcess(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (status !== undefined) {
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" "); // from field 3, the state
    return /[ZX]/.test(fields[0] ?? "") ? `${pid} gone` : `${pid} ${fields[19] ?? "0"}`; // killed, not yet waited for
  }
  try {
    process.kill(pid, 0); // a system without /proc
    return `${pid} 0`;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM" ? `${pid} 0` : `${pid} gone`;
  }
}

function busy(lock: string): SignError {
  return new SignError(
    "BUSY",
    `${lock}: somebody is recording in this transcript: wait until that command has ended (if none is running, remove that file)`,
  );
}
