// The folder that papers go into.

import { mkdirSync, statSync } from "node:fs";
import { asWriteError, codeOf } from "../../files/error.ts";

/**
 * A new one for its owner alone, or one that is there. One deep: Node makes folders within folders in /proc for ever. Throws FilesError
 * FILE.
 */
export function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !statSync(folder).isDirectory()) throw asWriteError(folder, error);
  }
}
