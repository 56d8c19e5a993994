// A folder as a tree on Node. Links are never followed, names are never changed.

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join, sep } from "node:path";
import type { Tree, TreeEntry } from "./tree.ts";
import { VerifyError } from "./verdict.ts";

/** Files and folders; twice what a manifest can hold. */
const entryLimit = 1_000_000;
const depthLimit = 64;

export class FolderTree implements Tree {
  readonly #root: string;
  readonly #buffer = Buffer.allocUnsafe(1024 * 1024);

  constructor(root: string) {
    this.#root = root;
  }

  async list(): Promise<readonly TreeEntry[]> {
    const entries: TreeEntry[] = [];
    const pending: { path: string; depth: number }[] = [{ path: "", depth: 0 }];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      if (folder.depth > depthLimit) throw new VerifyError("FOUT", `${folder.path}: deeper than ${depthLimit} folders`);
      const names = readdirSync(join(this.#root, folder.path), { withFileTypes: true });
      for (const entry of names) {
        // A name that is not Unicode comes with U+FFFD in it and cannot equal any name of a manifest.
        const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
        const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
        entries.push({ path, kind });
        if (kind === "folder") pending.push({ path, depth: folder.depth + 1 });
      }
      if (entries.length > entryLimit) throw new VerifyError("FOUT", `more than ${entryLimit} files and folders`);
    }
    return entries;
  }

  async read(path: string, take: (bytes: Uint8Array) => void): Promise<void> {
    const file = openSync(
      join(this.#root, path.split("/").join(sep)),
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      if (!fstatSync(file).isFile()) throw new VerifyError("FOUT", `${path}: expected a file, found something else`);
      for (;;) {
        const count = readSync(file, this.#buffer, 0, this.#buffer.length, null);
        if (count === 0) return;
        take(this.#buffer.subarray(0, count));
      }
    } finally {
      closeSync(file);
    }
  }
}
