// Lists a payload folder: what it holds, and what of it no disc can carry. Follows no link, opens no file.

import { accessSync, type BigIntStats, constants } from "node:fs";
import { codeOf } from "../../files/error.ts";
import { type Entry, type EntryKind, walkFolder } from "../../files/walk.ts";
import { fileLimit, nameFault } from "../../format/index.ts";
import type { Refusal } from "../error.ts";
import { type Source, type SourceFile, stampOf } from "./source.ts";

/** Folders above an entry at which the walk stops: what lies deeper is refused as one. */
const walkDepth = 64;

/** `place` is the folder's own name in the work folder (a link to it), `workFolder` an absolute path. */
export function listFolder(workFolder: string, place: string): Source {
  const files: SourceFile[] = [];
  const emptyFolders: string[] = [];
  const refusals: Refusal[] = [];
  new FolderList(workFolder, place, {
    file: (file) => files.push(file),
    emptyFolder: (path) => emptyFolders.push(path),
    refusal: (refusal) => refusals.push(refusal),
  }).walk();
  const changedName = () => {
    const before = new Set([...[...files, ...refusals].map(({ path }) => path), ...emptyFolders]);
    return otherName(workFolder, place, before);
  };
  return { files, emptyFolders, refusals, changedName };
}

/** A name that the folder holds and `before` does not, or the other way. It makes no second list: 100,000 names weigh. */
function otherName(workFolder: string, place: string, before: ReadonlySet<string>): string | undefined {
  const gone = new Set(before);
  let come: string | undefined;
  const note = (path: string) => {
    gone.delete(path);
    if (!before.has(path)) come ??= path;
  };
  const notePath = ({ path }: { readonly path: string }) => note(path);
  new FolderList(workFolder, place, { file: notePath, emptyFolder: note, refusal: notePath }).walk();
  return come ?? [...gone][0];
}

/** Gets what lies in a folder, as it is found. */
interface Finder {
  file(file: SourceFile): unknown;
  emptyFolder(path: string): unknown;
  refusal(refusal: Refusal): unknown;
}

class FolderList {
  readonly #workFolder: string;
  readonly #place: string;
  readonly #finder: Finder;
  /** Stamps: of files with one inode they are the same. */
  readonly #seen = new Set<string>();
  #count = 0;

  constructor(workFolder: string, place: string, finder: Finder) {
    this.#workFolder = workFolder;
    this.#place = place;
    this.#finder = finder;
  }

  walk(): void {
    const enters = (path: string, depth: number) => {
      // Below a name that cannot stand, everything would be refused for that same name.
      const isEntered = nameFault(path.slice(path.lastIndexOf("/") + 1)) === undefined && depth <= walkDepth;
      if (!isEntered) this.#addEmptyFolder(path);
      return isEntered;
    };
    for (const { path, entries, error } of walkFolder(`${this.#workFolder}/${this.#place}`, enters)) {
      if (this.#count > fileLimit) {
        this.#refuse("", `holds more than ${fileLimit} files`, "put fewer files on a disc, or pack some together");
        return;
      }
      if (error !== undefined) this.#refuseError(path, error);
      else if (entries.length === 0 && path !== "") this.#addEmptyFolder(path);
      for (const entry of entries) this.#add(entry);
    }
  }

  #add(entry: Entry): void {
    const { path, kind } = entry;
    if (kind === "misnamed") this.#refuse(path, "has a name that is not UTF-8 (shown as Latin-1)", "rename it");
    else if (kind === "unknown") this.#refuseError(path, entry.error);
    else if (kind === "file") this.#addFile(path, entry.stats);
    else if (kind !== "folder")
      this.#refuse(path, `is ${kindInWords[kind]}`, "leave it out, or put the file itself in its place");
  }

  #addEmptyFolder(path: string): void {
    this.#count++;
    this.#finder.emptyFolder(path);
  }

  #addFile(path: string, stats: BigIntStats): void {
    const place = [this.#place, path].join("/"); // one text, and not two that are kept
    try {
      accessSync(`${this.#workFolder}/${place}`, constants.R_OK);
    } catch (error) {
      this.#refuseError(path, error);
      return;
    }
    const stamp = stampOf(stats);
    const needsCopy = stats.nlink > 1n || this.#seen.has(stamp);
    this.#seen.add(stamp);
    this.#count++;
    this.#finder.file({ path, place, size: Number(stats.size), stamp, needsCopy });
  }

  #refuse(path: string, reason: string, remedy: string): void {
    this.#finder.refusal({ path, reason, remedy });
  }

  #refuseError(path: string, error: unknown): void {
    this.#refuse(path, `cannot be read (${codeOf(error)})`, "give the right to read it, or leave it out");
  }
}

const kindInWords: Readonly<Record<Exclude<EntryKind, "file" | "folder">, string>> = {
  link: "a symbolic link, which Windows would not see",
  pipe: "a named pipe",
  socket: "a socket",
  device: "a device",
};
