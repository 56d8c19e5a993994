// Where a program lies, and its digest.

import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Looked for where build-iso looks. */
export function programFile(name: string): string | undefined {
  return ["/usr/local/bin", "/usr/bin", "/bin"]
    .map((folder) => join(folder, name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

export function fileDigest(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
