// A folder as a listing. Links are never followed.

import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { fileLimit, quote } from "../../format/index.ts";
import { ReproduceError } from "../error.ts";
import { pieceBytes } from "./image-source.ts";
import { limits } from "./limits.ts";
import type { Listing } from "./listing.ts";

/** Throws ReproduceError FILE, LIMIT. */
export function listFolder(root: string, onBytes: (bytes: number) => void): Listing {
  const files = new Map<string, string>();
  const emptyFolders = new Set<string>();
  const others: string[] = [];
  const pending = [{ path: "", depth: 0 }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const { path, depth } = folder;
    if (depth > limits.depth || files.size + emptyFolders.size + pending.length > 2 * fileLimit)
      throw new ReproduceError(
        "LIMIT",
        `${quote(path)}: expected a folder that fits a disc, found more or deeper ones`,
      );
    const entries = attempt(root, () => readdirSync(join(root, path), { withFileTypes: true }));
    if (entries.length === 0 && path !== "") emptyFolders.add(path);
    for (const entry of entries) {
      const child = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.name.includes("\ufffd") || !(entry.isFile() || entry.isDirectory())) others.push(child);
      else if (entry.isDirectory()) pending.push({ path: child, depth: depth + 1 });
      else
        files.set(
          child,
          attempt(child, () => hashFile(join(root, child), onBytes)),
        );
    }
  }
  return { files, emptyFolders, others };
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ReproduceError) throw error;
    throw new ReproduceError("FILE", `${quote(path)}: ${error instanceof Error ? error.message : error}`);
  }
}

function hashFile(path: string, onBytes: (bytes: number) => void): string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(file).isFile()) throw new Error("expected a file, found something else");
    if (fstatSync(file).size > limits.imageBytes)
      throw new ReproduceError(
        "LIMIT",
        `${quote(path)}: expected a file that fits a disc, found ${fstatSync(file).size} bytes`,
      );
    let left: number = limits.imageBytes;
    const hash = createHash("sha256");
    const buffer = new Uint8Array(pieceBytes);
    for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) {
      left -= count;
      if (left < 0)
        throw new ReproduceError("LIMIT", `${quote(path)}: expected a file that fits a disc, found a larger one`);
      hash.update(buffer.subarray(0, count));
      onBytes(count);
    }
    return hash.digest("hex");
  } finally {
    closeSync(file);
  }
}
