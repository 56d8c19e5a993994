// A folder for the time of one piece of work: gone afterwards, also when the work fails or the process is told to stop.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf } from "./error.ts";
import { onInterrupt } from "./interrupt.ts";
import { printError } from "./print.ts";

/**
 * `name` is a part of the folder's name, which is otherwise random. Only its owner may enter it. After `kill -9` it stays
 * in the system's temporary folder, which the system clears. A folder that cannot be removed is told and changes no result.
 */
export async function inTemporaryFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  let folder = "";
  const remove = () => (folder === "" ? undefined : removeFolder(folder));
  const forget = onInterrupt(() => removeTwice(remove)); // before there is a folder: a signal may come at once
  try {
    folder = mkdtempSync(join(tmpdir(), `zegel-${name}-`));
    return await work(folder);
  } finally {
    forget();
    const stayed = remove();
    if (stayed !== undefined) printError(`zegel: note: ${folder}: cannot be removed (${stayed}): remove it by hand\n`);
  }
}

/** Milliseconds. */
const settling = 100;

/**
 * Where this process is stopped: what it asked of the system a moment ago (a folder, made in another thread) may be done only after
 * the first removal, and would bring the folder back.
 */
function removeTwice(remove: () => unknown): void {
  remove();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, settling);
  remove();
}

/** Never throws. Undefined when nothing is left of it; else the system's code for why not. */
export function removeFolder(path: string): string | undefined {
  try {
    // Again a few times: a program that was started in it may not have ended yet.
    rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}
