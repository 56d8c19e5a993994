// When a read hangs in the system: nothing waits for it, and the process ends all the same.
// Measured on Node 20 and 22: closing the file, ending a thread, process.exit and a natural end all wait for the read, for ever.

import { writeSync } from "node:fs";
import { inTime, SilentMedium } from "../silence.ts";

/** Does `work` and closes what it works on, in whatever way it ends. What hangs is not closed. Rejects SilentMedium, also where closing hangs. */
export async function thenClose<T>(close: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    if (!(error instanceof SilentMedium)) await inTime(close());
    throw error;
  }
  await inTime(close());
  return result;
}

/** Writes `text` to standard error at once, clears up, and ends this process with a signal: its status is 137, on Windows 1; never 0. */
export function endHung(text: string, clearUp: () => void = () => undefined): void {
  for (const work of [() => writeSync(2, text), clearUp])
    try {
      work();
    } catch {
      // nobody listens, or something stays behind: the status says it all the same
    }
  process.kill(process.pid, "SIGKILL");
}
