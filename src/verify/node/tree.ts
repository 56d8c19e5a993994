// A folder as a tree on Node. Links are never followed, names are never changed.

import {
  type BigIntStats,
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { join, sep } from "node:path";
import { parentOf, withParents } from "../../format/index.ts";
import { ReadError, type SecondReader, type Tree, type TreeEntry } from "../proof/ports.ts";
import { VerifyError } from "../proof/verdict.ts";
import { isOnDisk, type Kept, kept } from "./kept.ts";
import { ThreadReader } from "./second-reader.ts";
import { watched } from "./watch.ts";

/** Files and folders; twice what a manifest can hold. */
const entryLimit = 1_000_000;
const depthLimit = 64;
const chunkBytes = 1024 * 1024;
/** Bytes of files for which it is worth while to start a second reader. */
const worthBytes = 32 * chunkBytes;
/** To open and close a file takes as long as to read and digest so many bytes. */
const openingBytes = 16 * 1024;
/** Of the folder itself. */
const rootPath = "";

/** An entry, and what the system says of it: another text when it, or what it holds, has changed. `bytes`: of a file. */
type Listed = TreeEntry & { readonly stamp: string; readonly bytes: number };

export class FolderTree implements Tree {
  readonly #root: string;
  readonly #buffer = new Uint8Array(chunkBytes);
  #listed: ReadonlyMap<string, Listed> = new Map();

  constructor(root: string) {
    this.#root = root;
  }

  async list(): Promise<readonly TreeEntry[]> {
    this.#listed = this.#walk();
    return [...this.#listed.values()].filter(({ path }) => path !== rootPath);
  }

  async changed(mayChange: readonly string[] = []): Promise<string | undefined> {
    const free = new Set(mayChange);
    const above = mayChange.length === 0 ? free : new Set([rootPath, ...withParents(mayChange.map(parentOf))]);
    const [before, now] = [this.#listed, this.#walk()];
    const isSame = (path: string) => {
      const [was, is] = [before.get(path), now.get(path)];
      const isFree = free.has(path) || above.has(path);
      if (was === undefined || is === undefined) return isFree;
      return was.kind === is.kind && (isFree || was.stamp === is.stamp);
    };
    const found = [...now.keys(), ...before.keys()].find((path) => !isSame(path));
    return found === rootPath ? "/" : found;
  }

  async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const place = this.#placeOf(path);
    const file = orReadError(path, () => watched(place, () => openSync(place, flags)));
    try {
      if (!watched(place, () => fstatSync(file)).isFile())
        throw new ReadError("expected a file, found something else", path);
      for (;;) {
        const count = orReadError(path, () => watched(place, () => readSync(file, this.#buffer)));
        if (count === 0 || !take(this.#buffer.subarray(0, count))) return;
      }
    } finally {
      watched(place, () => closeSync(file));
    }
  }

  secondReader(paths: readonly string[], limit: number): SecondReader | undefined {
    const bytes = paths.reduce((sum, path) => sum + openingBytes + (this.#listed.get(path)?.bytes ?? 0), 0);
    if (bytes < worthBytes || !isOnDisk(this.#root)) return undefined;
    return new ThreadReader(
      paths.map((path) => this.#placeOf(path)),
      limit,
    );
  }

  #placeOf(path: string): string {
    return join(this.#root, path.split("/").join(sep));
  }

  /** The folder itself first, folders before what they hold. Throws ReadError for the folder itself, VerifyError. */
  #walk(): ReadonlyMap<string, Listed> {
    const telling = kept(this.#root);
    const listed = new Map<string, Listed>();
    const pending = [{ path: rootPath, depth: 0 }];
    listed.set(rootPath, { path: rootPath, kind: "folder", ...askedOf(this.#root, telling) });
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      const { path, depth } = folder;
      for (const entry of this.#namesIn(path, listed)) {
        // A name that is not Unicode comes with U+FFFD in it: it cannot equal any name of a manifest, nor be opened by it.
        const own = path === rootPath ? entry.name : `${path}/${entry.name}`;
        const kind = kindOf(entry);
        listed.set(own, { path: own, kind, ...askedOf(join(this.#root, own), telling) });
        // Deeper than any disc a folder is extra as it is; what lies in it need not be known.
        if (kind === "folder" && depth < depthLimit) pending.push({ path: own, depth: depth + 1 });
      }
      if (listed.size > entryLimit) throw new VerifyError("FOUT", `more than ${entryLimit} files and folders`);
    }
    return listed;
  }

  /** What a folder holds; of one that cannot be listed that is marked, and the others are still looked at. */
  #namesIn(path: string, listed: Map<string, Listed>): readonly Dirent[] {
    const place = join(this.#root, path);
    try {
      return orReadError(path, () => watched(place, () => readdirSync(place, { withFileTypes: true })));
    } catch (error) {
      const own = listed.get(path);
      if (path === rootPath || own === undefined) throw error;
      listed.set(path, { ...own, isUnreadable: true, stamp: `${own.stamp} unreadable` });
      return [];
    }
  }
}

function kindOf(entry: Dirent): TreeEntry["kind"] {
  if (entry.name.includes("\ufffd")) return "other";
  return entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
}

/** A text that is another one when the content, or what lies there, was changed; as far as this file system can be believed. */
function askedOf(place: string, { number, change }: Kept): Pick<Listed, "stamp" | "bytes"> {
  let stats: BigIntStats;
  try {
    stats = watched(place, () => lstatSync(place, { bigint: true }));
  } catch {
    return { stamp: "cannot be asked", bytes: 0 };
  }
  const content = stats.isDirectory() ? [] : [stats.size, stats.mtimeNs];
  const lasting = [...(number ? [stats.ino] : []), ...(change ? [stats.mtimeNs, stats.ctimeNs] : [])];
  return { stamp: [stats.mode, ...content, ...lasting].join(" "), bytes: stats.isFile() ? Number(stats.size) : 0 };
}

/**
 * Whatever keeps a file or folder from being read: a scratch, dirt, a failing drive, rights, a path that is too long, a file that went
 * away. Systems and FUSE have many names for it, and none of them may hide what is wrong with the others.
 */
function orReadError<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "code" in error) throw new ReadError(error.message, path);
    throw error;
  }
}
