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
  const seen = new Set<string>(); // stamps: of files with one inode they are the same
  const addFile = (path: string, stats: BigIntStats) => {
    const filePlace = [place, path].join("/"); // one text, and not two that are kept
    try {
      accessSync(`${workFolder}/${filePlace}`, constants.R_OK);
    } catch (error) {
      refusals.push(unreadable(path, error));
      return;
    }
    const stamp = stampOf(stats);
    const needsCopy = stats.nlink > 1n || seen.has(stamp);
    seen.add(stamp);
    files.push({ path, place: filePlace, size: Number(stats.size), stamp, needsCopy });
  };
  new FolderWalk(`${workFolder}/${place}`, {
    file: addFile,
    emptyFolder: (path) => emptyFolders.push(path),
    refusal: (refusal) => refusals.push(refusal),
  }).walk();
  const changedName = () => {
    const before = new Set(emptyFolders);
    for (const { path } of files) before.add(path);
    return otherName(`${workFolder}/${place}`, before);
  };
  return { files, emptyFolders, refusals, changedName };
}

/** A name that the folder holds and `before` does not, or the other way; each is taken out of `before`. No second list: 100,000 weigh. */
function otherName(root: string, before: Set<string>): string | undefined {
  let come: string | undefined;
  const note = (path: string) => {
    if (!before.delete(path)) come ??= path;
  };
  new FolderWalk(root, { file: note, emptyFolder: note, refusal: ({ path }) => note(path) }).walk();
  return come ?? [...before][0];
}

/** Gets what lies in a folder, as it is found. */
interface Finder {
  file(path: string, stats: BigIntStats): unknown;
  emptyFolder(path: string): unknown;
  refusal(refusal: Refusal): unknown;
}

class FolderWalk {
  readonly #root: string;
  readonly #finder: Finder;
  #count = 0;

  constructor(root: string, finder: Finder) {
    this.#root = root;
    this.#finder = finder;
  }

  walk(): void {
    const enters = (path: string, depth: number) => {
      // Below a name that cannot stand, everything would be refused for that same name.
      const isEntered = nameFault(path.slice(path.lastIndexOf("/") + 1)) === undefined && depth <= walkDepth;
      if (!isEntered) this.#addEmptyFolder(path);
      return isEntered;
    };
    for (const { path, entries, error } of walkFolder(this.#root, enters)) {
      if (this.#count > fileLimit) {
        this.#refuse("", `holds more than ${fileLimit} files`, "put fewer files on a disc, or pack some together");
        return;
      }
      if (error !== undefined) this.#finder.refusal(unreadable(path, error));
      else if (entries.length === 0 && path !== "") this.#addEmptyFolder(path);
      for (const entry of entries) this.#add(entry);
    }
  }

  #add(entry: Entry): void {
    const { path, kind } = entry;
    if (kind === "misnamed") this.#refuse(path, "has a name that is not UTF-8 (shown as Latin-1)", "rename it");
    else if (kind === "unknown") this.#finder.refusal(unreadable(path, entry.error));
    else if (kind === "file") {
      this.#count++;
      this.#finder.file(path, entry.stats);
    } else if (kind !== "folder")
      this.#refuse(path, `is ${kindInWords[kind]}`, "leave it out, or put the file itself in its place");
  }

  #addEmptyFolder(path: string): void {
    this.#count++;
    this.#finder.emptyFolder(path);
  }

  #refuse(path: string, reason: string, remedy: string): void {
    this.#finder.refusal({ path, reason, remedy });
  }
}

function unreadable(path: string, error: unknown): Refusal {
  return { path, reason: `cannot be read (${codeOf(error)})`, remedy: "give the right to read it, or leave it out" };
}

const kindInWords: Readonly<Record<Exclude<EntryKind, "file" | "folder">, string>> = {
  link: "a symbolic link, which Windows would not see",
  pipe: "a named pipe",
  socket: "a socket",
  device: "a device",
};
