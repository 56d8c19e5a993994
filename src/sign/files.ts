// Small files, read whole once and written whole or not at all.

import { link, lstat, open, rename, rm, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { SignError } from "./error.ts";

export { readBytes } from "../files/bounded.ts";

/** Throws SignError EXISTS when there is anything by that name: nothing is ever written over. */
export async function refuseExisting(path: string): Promise<void> {
  const found = await lstat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== "ENOENT",
  );
  if (found) throw exists(path);
}

/**
 * Writes a new file under a temporary name, flushes it, then gives it its name: it is there whole or not at all. What a
 * killed run left under the temporary name is replaced. `mode` is the file's rights. Throws SignError EXISTS, FILE.
 */
export async function writeNew(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  await refuseExisting(path);
  const temporary = `${path}.tmp`;
  try {
    await rm(temporary, { force: true });
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await giveName(temporary, path);
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined); // the first error is the one to tell
    if (error instanceof SignError) throw error;
    throw new SignError(
      "FILE",
      `${path}: cannot be written (${codeOf(error)}): check the folder, its rights and its room`,
    );
  }
}

/** `link` fails where the name exists, so two runs at once cannot overwrite each other. FAT on a USB stick has no links. */
async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw exists(path);
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error))) throw error;
    await refuseExisting(path);
    await rename(temporary, path);
    return;
  }
  await unlink(temporary);
}

/** The name itself must survive a power cut. Windows cannot flush a folder and needs not. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (codeOf(error) !== "EINVAL") throw error; // some file systems cannot: then closing is all there is
  } finally {
    await handle.close();
  }
}

function exists(path: string): SignError {
  return new SignError("EXISTS", `${path}: exists already, and nothing is written over: choose another name`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
