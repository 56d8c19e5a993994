// Small things about files that the packaging shares.

import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function sha256Of(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** `mode` whatever the umask. */
export function writeAs(file, bytes, mode) {
  writeFileSync(file, bytes);
  chmodSync(file, mode);
}

/** SHA256SUMS of all files in `folder`, for `sha256sum -c`. */
export function writeSums(folder) {
  const names = readdirSync(folder).sort();
  const lines = names.map((name) => `${sha256Of(readFileSync(join(folder, name)))}  ${name}\n`);
  writeAs(join(folder, "SHA256SUMS"), lines.join(""), 0o644);
}
