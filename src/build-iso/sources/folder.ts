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
  const list = new FolderList(workFolder, place);
  list.walk();
  const listAgain = () => listFolder(workFolder, place);
  return { files: list.files, emptyFolders: list.emptyFolders, refusals: list.refusals, listAgain };
}

class FolderList {
  readonly files: SourceFile[] = [];
  readonly emptyFolders: string[] = [];
  readonly refusals: Refusal[] = [];
  readonly #workFolder: string;
  readonly #place: string;
  readonly #seen = new Set<string>();

  constructor(workFolder: string, place: string) {
    this.#workFolder = workFolder;
    this.#place = place;
  }

  walk(): void {
    const enters = (path: string, depth: number) => {
      // Below a name that cannot stand, everything would be refused for that same name.
      const isEntered = nameFault(path.slice(path.lastIndexOf("/") + 1)) === undefined && depth <= walkDepth;
      if (!isEntered) this.emptyFolders.push(path);
      return isEntered;
    };
    for (const { path, entries, error } of walkFolder(`${this.#workFolder}/${this.#place}`, enters)) {
      if (this.files.length + this.emptyFolders.length > fileLimit) {
        this.#refuse("", `holds more than ${fileLimit} files`, "put fewer files on a disc, or pack some together");
        return;
      }
      if (error !== undefined) this.#refuseError(path, error);
      else if (entries.length === 0 && path !== "") this.emptyFolders.push(path);
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

  #addFile(path: string, stats: BigIntStats): void {
    const place = `${this.#place}/${path}`;
    try {
      accessSync(`${this.#workFolder}/${place}`, constants.R_OK);
    } catch (error) {
      this.#refuseError(path, error);
      return;
    }
    const identity = `${stats.dev}/${stats.ino}/${stats.size}`;
    const needsCopy = stats.nlink > 1n || this.#seen.has(identity);
    this.#seen.add(identity);
    this.files.push({ path, place, size: Number(stats.size), stamp: stampOf(stats), needsCopy });
  }

  #refuse(path: string, reason: string, remedy: string): void {
    this.refusals.push({ path, reason, remedy });
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
