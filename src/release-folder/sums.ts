// SHA256SUMS, of a bundle and of out/: digests of files by their paths below the folder where it lies. docs/spec/release-folder.md, "Bundles"

import { checkPath, checkSha256, compareText, FormatError, fileLimit, Lines, quote } from "../format/index.ts";

/** Bytes: 250,000 lines of some 140 bytes fit. */
export const sumsLimit = 64 * 1024 * 1024;

/**
 * As `sha256sum` writes it, of paths that every system carries: none leads out of the folder. `where`: for messages. Throws FormatError.
 */
export function parseSums(bytes: Uint8Array, where: string): Map<string, string> {
  const listed = new Map<string, string>();
  const lines = Lines.fromBytes(bytes, where, sumsLimit);
  for (let line = lines.line(); line !== undefined; line = lines.line()) {
    if (listed.size === fileLimit) throw new FormatError("LIMIT", lines.where, `at most ${fileLimit} files`, "more");
    if (line.slice(64, 66) !== "  ")
      throw new FormatError("FIELD", lines.where, "SHA-256, two blanks, path", quote(line));
    const path = checkPath(line.slice(66), lines.where);
    if (listed.has(path)) throw new FormatError("DUPLICATE", lines.where, "each path once", quote(path));
    listed.set(path, checkSha256(line.slice(0, 64), lines.where));
  }
  return listed;
}

/** The same, written: in byte order of the paths, which every system carries (`pathFault`). */
export function encodeSums(files: readonly { readonly path: string; readonly sha256: string }[]): string {
  const sorted = files.toSorted((a, b) => compareText(a.path, b.path));
  return sorted.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}
