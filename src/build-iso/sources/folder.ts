// Lists a payload folder: what it holds, and what of it no disc can carry. Follows no link, opens no file.

import { accessSync, type BigIntStats, constants, lstatSync, readdirSync } from "node:fs";
import { decodeUtf8, fileLimit, nameFault } from "../../format/index.ts";
import type { Refusal } from "../error.ts";
import { joinPath, type Source, type SourceFile, stampOf } from "./source.ts";

/** Folders above an entry at which the walk stops: what lies deeper is refused as one. */
const walkDepth = 64;

/** `place` is the folder's own name in the work folder (a link to it), `workFolder` an absolute path. */
export function listFolder(workFolder: string, place: string): Source {
  const walk = new FolderWalk(workFolder, place);
  walk.run();
  const listAgain = () => listFolder(workFolder, place);
  return { files: walk.files, emptyFolders: walk.emptyFolders, refusals: walk.refusals, listAgain };
}

class FolderWalk {
  readonly files: SourceFile[] = [];
  readonly emptyFolders: string[] = [];
  readonly refusals: Refusal[] = [];
  readonly #workFolder: string;
  readonly #place: string;
  readonly #pending: string[] = [""];
  readonly #seen = new Set<string>();

  constructor(workFolder: string, place: string) {
    this.#workFolder = workFolder;
    this.#place = place;
  }

  run(): void {
    for (let folder = this.#pending.pop(); folder !== undefined; folder = this.#pending.pop()) {
      if (this.files.length + this.emptyFolders.length > fileLimit) {
        this.#refuse("", `holds more than ${fileLimit} files`, "put fewer files on a disc, or pack some together");
        return;
      }
      this.#list(folder);
    }
  }

  #list(folder: string): void {
    let names: Buffer[];
    try {
      // Raw bytes: Node would turn a name that is not UTF-8 into another name.
      names = readdirSync(`${this.#workFolder}/${this.#place}/${folder}`, { encoding: "buffer" });
    } catch (error) {
      this.#refuseError(folder, error);
      return;
    }
    if (names.length === 0 && folder !== "") this.emptyFolders.push(folder);
    for (const name of names) this.#entry(folder, name);
  }

  #entry(folder: string, rawName: Buffer): void {
    let name: string;
    try {
      name = decodeUtf8(rawName, "name");
    } catch {
      const shown = rawName.toString("latin1");
      this.#refuse(joinPath(folder, shown), "has a name that is not UTF-8 (shown as Latin-1)", "rename it");
      return;
    }
    const path = joinPath(folder, name);
    const place = `${this.#place}/${path}`;
    let stats: BigIntStats;
    try {
      stats = lstatSync(`${this.#workFolder}/${place}`, { bigint: true });
      if (!stats.isSymbolicLink()) accessSync(`${this.#workFolder}/${place}`, constants.R_OK);
    } catch (error) {
      this.#refuseError(path, error);
      return;
    }
    if (stats.isDirectory()) {
      // Below a name that cannot stand, everything would be refused for that same name.
      if (nameFault(name) !== undefined || path.split("/").length > walkDepth) this.emptyFolders.push(path);
      else this.#pending.push(path);
    } else if (stats.isFile()) this.files.push(this.#file(path, place, stats));
    else this.#refuse(path, `is ${kindOf(stats)}`, "leave it out, or put the file itself in its place");
  }

  #file(path: string, place: string, stats: BigIntStats): SourceFile {
    const identity = `${stats.dev}/${stats.ino}/${stats.size}`;
    const needsCopy = stats.nlink > 1n || this.#seen.has(identity);
    this.#seen.add(identity);
    return { path, place, size: Number(stats.size), stamp: stampOf(stats), needsCopy };
  }

  #refuse(path: string, reason: string, remedy: string): void {
    this.refusals.push({ path, reason, remedy });
  }

  #refuseError(path: string, error: unknown): void {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    this.#refuse(path, `cannot be read (${code})`, "give the right to read it, or leave it out");
  }
}

function kindOf(stats: BigIntStats): string {
  if (stats.isSymbolicLink()) return "a symbolic link, which Windows would not see";
  if (stats.isSocket()) return "a socket";
  if (stats.isFIFO()) return "a named pipe";
  return "a device";
}
