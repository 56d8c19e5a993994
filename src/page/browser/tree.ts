// A folder that a person chose, as a tree. A browser shows its files, and no empty folders, links or names that are no text; the record says so.

import { ReadError, type Tree, type TreeEntry } from "../../verify/proof/ports.ts";
import { VerifyError } from "../../verify/proof/verdict.ts";

/** Files and folders; twice what a manifest can hold. */
const entryLimit = 1_000_000;
/** Bytes of one read. */
const chunkBytes = 4 * 1024 * 1024;

export class BrowserTree implements Tree {
  readonly showsEmptyFolders = false;
  readonly #files: ReadonlyMap<string, File>;
  readonly #folders: ReadonlySet<string>;

  private constructor(files: ReadonlyMap<string, File>) {
    this.#files = files;
    this.#folders = new Set([...files.keys()].flatMap(foldersAbove));
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
    return new BrowserTree(files);
  }

  async list(): Promise<readonly TreeEntry[]> {
    const entries = [...this.#folders].map((path): TreeEntry => ({ path, kind: "folder" }));
    return [...entries, ...[...this.#files.keys()].map((path): TreeEntry => ({ path, kind: "file" }))];
  }

  /** A browser lists a folder once, when it is chosen; a file that changed since then it refuses to read. */
  async changed(): Promise<string | undefined> {
    return undefined;
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

/** A browser does not say why a file could not be read: a scratch, or a change since it was chosen. After neither is the disc genuine. */
function fail(error: unknown, path: string): never {
  throw new ReadError(error instanceof Error ? error.message : String(error), path);
}

function tooMany(): VerifyError {
  return new VerifyError("FOUT", `more than ${entryLimit} files and folders`);
}

function foldersAbove(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}
