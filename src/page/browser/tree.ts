// A folder that a person chose, as a tree. A browser shows its files, and no empty folders, links or names that are no text; the record says so.

import { ReadError, type Tree, type TreeEntry } from "../../verify/proof/ports.ts";
import { VerifyError } from "../../verify/proof/verdict.ts";

/** Files and folders; twice what a manifest can hold. */
const entryLimit = 1_000_000;
/** Bytes of one read. */
const chunkBytes = 4 * 1024 * 1024;

/** What is used of a File that a form gives. */
export interface ChosenFile extends Blob {
  readonly name: string;
  readonly webkitRelativePath: string;
}

export class BrowserTree implements Tree {
  readonly showsEmptyFolders = false;
  /** Of the folder itself, as the browser gives it; "" for a whole drive. */
  readonly name: string;
  readonly #files: ReadonlyMap<string, ChosenFile>;
  readonly #folders: ReadonlySet<string>;

  private constructor(name: string, files: ReadonlyMap<string, ChosenFile>) {
    this.name = name;
    this.#files = files;
    this.#folders = new Set([...files.keys()].flatMap(foldersAbove));
  }

  /**
   * From `<input webkitdirectory>`, where every path begins with the name of the folder itself. A drive such as D: has no folder above
   * it to be named in: then the paths begin with different names, or with none, and are taken as they are.
   */
  static ofChosen(list: Iterable<ChosenFile>): BrowserTree {
    const chosen = [...list];
    if (chosen.length > entryLimit) throw tooMany();
    const names = new Set(chosen.map(({ webkitRelativePath }) => /^([^/]*)\//.exec(webkitRelativePath)?.[1]));
    const [name] = names;
    const isNamed = names.size === 1 && name !== undefined;
    const files = new Map<string, ChosenFile>();
    for (const file of chosen) {
      const path = isNamed ? file.webkitRelativePath.slice(name.length + 1) : file.webkitRelativePath;
      if (path === "" || files.has(path))
        throw new VerifyError("FOUT", `${file.name}: the browser gives no path of its own`);
      files.set(path, file);
    }
    return new BrowserTree(isNamed ? name : "", files);
  }

  /** Paths of the files. */
  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** As what an installation is judged by: only /ZEGEL, also where a copy of it is all that was chosen. As node/reference.ts has it. */
  asReference(): BrowserTree {
    const files = [...this.#files];
    const ofZegel = files.filter(([path]) => path.startsWith("ZEGEL/"));
    if (ofZegel.length > 0) return new BrowserTree(this.name, new Map(ofZegel));
    if (!this.#files.has("SEAL")) return this;
    return new BrowserTree(this.name, new Map(files.map(([path, file]) => [`ZEGEL/${path}`, file])));
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
