// A folder that a person chose or dropped, as a tree. A chosen one does not show empty folders; the record says so.

import { ReadError } from "../verify/platform.ts";
import type { Tree, TreeEntry } from "../verify/tree.ts";
import { VerifyError } from "../verify/verdict.ts";
import type { DroppedFolder } from "./dropped.ts";

/** Files and folders; twice what a manifest can hold. */
const entryLimit = 1_000_000;
const depthLimit = 64;
/** Bytes of one read. */
const chunkBytes = 4 * 1024 * 1024;

export class BrowserTree implements Tree {
  readonly showsEmptyFolders: boolean;
  readonly #files: ReadonlyMap<string, File>;
  readonly #folders: ReadonlySet<string>;

  private constructor(files: ReadonlyMap<string, File>, folders: ReadonlySet<string>, showsEmptyFolders: boolean) {
    this.#files = files;
    this.#folders = folders;
    this.showsEmptyFolders = showsEmptyFolders;
  }

  /** From `<input webkitdirectory>`: every path begins with the name of the folder itself. */
  static ofChosen(list: Iterable<File>): BrowserTree {
    const files = new Map<string, File>();
    for (const file of list) {
      const path = file.webkitRelativePath.split("/").slice(1).join("/");
      if (path === "" || files.has(path))
        throw new VerifyError("FOUT", `${file.name}: the browser gives no path of its own`);
      files.set(path, file);
      if (files.size > entryLimit) throw tooMany();
    }
    const folders = new Set([...files.keys()].flatMap(foldersAbove));
    return new BrowserTree(files, folders, false);
  }

  /** From a folder that was dropped on the page. */
  static async ofDropped(root: DroppedFolder): Promise<BrowserTree> {
    const files = new Map<string, File>();
    const folders = new Set<string>();
    const pending = [{ folder: root, path: "", depth: 0 }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const item of await next.folder.list(entryLimit)) {
        const path = next.path === "" ? item.name : `${next.path}/${item.name}`;
        if (item.kind === "file") files.set(path, await item.open());
        else folders.add(path);
        // Deeper than any disc a folder is extra as it is; what lies in it need not be known.
        if (item.kind === "folder" && next.depth < depthLimit)
          pending.push({ folder: item, path, depth: next.depth + 1 });
      }
      if (files.size + folders.size > entryLimit) throw tooMany();
    }
    return new BrowserTree(files, folders, true);
  }

  async list(): Promise<readonly TreeEntry[]> {
    const entries = [...this.#folders].map((path): TreeEntry => ({ path, kind: "folder" }));
    return [...entries, ...[...this.#files.keys()].map((path): TreeEntry => ({ path, kind: "file" }))];
  }

  async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
    const file = this.#files.get(path);
    if (file === undefined) throw new VerifyError("FOUT", `${path}: not in the folder`);
    for (let at = 0; at < file.size; at += chunkBytes) {
      const part = file.slice(at, at + chunkBytes);
      const bytes = new Uint8Array(await part.arrayBuffer().catch((error) => fail(error, path)));
      if (bytes.length === 0 || !take(bytes)) return;
    }
  }
}

/** A browser does not say why a file would not come: a scratch, or a change since it was chosen. Neither is a yes. */
function fail(error: unknown, path: string): never {
  throw new ReadError(error instanceof Error ? error.message : String(error), path);
}

/** More than a disc can hold. */
export function tooMany(): VerifyError {
  return new VerifyError("FOUT", `more than ${entryLimit} files and folders`);
}

function foldersAbove(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}
