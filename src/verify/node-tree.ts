// A folder as a tree on Node. Links are never followed, names are never changed.

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join, sep } from "node:path";
import { ReadError } from "./platform.ts";
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
      const at = join(this.#root, folder.path);
      const names = orReadError(folder.path, () => readdirSync(at, { withFileTypes: true }));
      for (const entry of names) {
        // A name that is not Unicode comes with U+FFFD in it: it cannot equal any name of a manifest, nor be opened by it.
        const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
        const isUnicode = !entry.name.includes("\ufffd");
        const kind = !isUnicode ? "other" : entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
        entries.push({ path, kind });
        // Deeper than any disc a folder is extra as it is; what lies in it need not be known.
        if (kind === "folder" && folder.depth < depthLimit) pending.push({ path, depth: folder.depth + 1 });
      }
      if (entries.length > entryLimit) throw new VerifyError("FOUT", `more than ${entryLimit} files and folders`);
    }
    return entries;
  }

  async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const file = orReadError(path, () => openSync(join(this.#root, path.split("/").join(sep)), flags));
    try {
      if (!fstatSync(file).isFile()) throw new VerifyError("FOUT", `${path}: expected a file, found something else`);
      for (;;) {
        const count = orReadError(path, () => readSync(file, this.#buffer, 0, this.#buffer.length, null), anyFault);
        if (count === 0 || !take(this.#buffer.subarray(0, count))) return;
      }
    } finally {
      closeSync(file);
    }
  }
}

const inputError = (code: unknown) => code === "EIO";
/** Of a file that could be opened: systems and FUSE have many names for a byte that would not come. */
const anyFault = () => true;

/** A scratch, dirt, a failing drive. What else goes wrong (rights, a folder that went away) is no matter of the disc, and stays what it is. */
function orReadError<T>(path: string, work: () => T, isUnreadable: (code: unknown) => boolean = inputError): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "code" in error && isUnreadable(error.code)) throw new ReadError(error.message, path);
    throw error;
  }
}
