// The names of sealed images on disk: a file is there whole or not at all, and nothing is written over.

import { link, lstat, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { SealError } from "./seal-error.ts";

/** Throws SealError EXISTS. */
export async function refuseExisting(path: string): Promise<void> {
  const found = await lstat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== "ENOENT",
  );
  if (found) throw exists(path);
}

/** `link` fails where the name exists, so two runs at once cannot overwrite each other. FAT on a USB stick has no links. */
export async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
    await rm(temporary);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw exists(path);
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error))) throw error;
    await refuseExisting(path);
    await rename(temporary, path);
  }
  if (process.platform === "win32") return; // cannot flush a folder and needs not
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

function exists(path: string): SealError {
  return new SealError("EXISTS", `${path}: exists already, and nothing is written over: choose another name`);
}

export function fileError(path: string, what: "read" | "written", error: unknown): SealError {
  return new SealError(
    "FILE",
    `${path}: cannot be ${what} (${codeOf(error)}): check the name, the rights and the room`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
