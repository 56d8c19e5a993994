// What is made once a run and used by many test files. test/setup.ts makes an empty folder when a run begins and removes it
// at its end, so nothing in it can be older than the code that is tested.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Set by test/setup.ts. */
export const onceVariable = "ZEGEL_TEST_ONCE";

const digest = (key: string): string => createHash("sha256").update(key).digest("hex");

/** The bytes that `make` gives, a copy for each caller. `key` names everything that they come of. In a program that is no test: made anew. */
export function bytesOnce(key: string, make: () => Buffer): Buffer {
  const folder = process.env[onceVariable];
  if (folder === undefined) return make();
  const path = join(folder, digest(key));
  if (!existsSync(path)) {
    const bytes = make();
    const own = mkdtempSync(`${path}-`);
    writeFileSync(join(own, "bytes"), bytes);
    renameSync(join(own, "bytes"), path); // whole or not at all: other test files run at the same time
    rmSync(own, { recursive: true });
  }
  return readFileSync(path);
}

/** The folder that `make` filled, for all who ask: to be read only. `key` names everything that it comes of. */
export async function folderOnce(key: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = process.env[onceVariable];
  if (folder === undefined) throw new Error(`${onceVariable} is not set: test/setup.ts sets it`);
  const path = join(folder, digest(key));
  if (existsSync(path)) return path;
  const own = mkdtempSync(`${path}-`);
  await make(own);
  try {
    renameSync(own, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
    rmSync(own, { recursive: true }); // another test file was first
  }
  return path;
}

/** The same as a copy in `to`, which exists. */
export async function filesOnce(key: string, to: string, make: (folder: string) => Promise<unknown>): Promise<void> {
  cpSync(await folderOnce(key, make), to, { recursive: true, verbatimSymlinks: true });
}

/** Names files by path and content, for a key. */
export function keyOf(files: Readonly<Record<string, string | Uint8Array | null>>): string {
  const hash = createHash("sha256");
  for (const [path, content] of Object.entries(files)) {
    const bytes = content === null ? undefined : Buffer.from(content as Uint8Array);
    hash.update(JSON.stringify([path, bytes?.length])).update(bytes ?? "");
  }
  return hash.digest("hex");
}
