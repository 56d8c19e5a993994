// Where the entries of an archive are unpacked: numbered files in one folder of the work folder. No name from the archive
// ever becomes a name on this machine's disk, so none can lead out of the folder.

import { closeSync, copyFileSync, fstatSync, lstatSync, mkdirSync, openSync, writeSync } from "node:fs";
import { compareText, fileLimit, parentOf, quote, withParents } from "../../format/index.ts";
import { BuildError, type Refusal } from "../error.ts";
import { checkRoom } from "../release/capacity.ts";
import { type Source, type SourceFile, stampOf } from "./source.ts";

export class Staging {
  readonly #workFolder: string;
  readonly #place: string;
  readonly #files = new Map<string, SourceFile>();
  readonly #folders = new Set<string>();
  readonly #names = new Set<string>();
  readonly #refusals: Refusal[] = [];
  readonly #capacity: number;
  #bytes = 0;
  #count = 0;
  #placed = 0;

  /** `place`: a new folder, relative to `workFolder`. `capacity`: bytes that all entries together may have. */
  constructor(workFolder: string, place: string, capacity: number) {
    this.#workFolder = workFolder;
    this.#place = place;
    this.#capacity = capacity;
    mkdirSync(`${workFolder}/${place}`);
  }

  /** Once something is refused, the rest is only looked at. */
  get isRefused(): boolean {
    return this.#refusals.length > 0;
  }

  refuse(path: string, reason: string, remedy = "leave it out of the archive"): void {
    this.#refusals.push({ path, reason, remedy });
  }

  /** The path of an entry by its name in the archive, or undefined when it is refused or stands for the root. */
  pathOf(name: string): string | undefined {
    const path = name.replace(/^(\.\/+)+/, "").replace(/\/+$/, "");
    if (path === "" || path === ".") {
      if (name.startsWith("/")) this.refuse(name, "is an absolute path", "pack the archive from within the folder");
      return undefined;
    }
    if (name.startsWith("/")) this.refuse(name, "is an absolute path", "pack the archive from within the folder");
    else if (path.includes("\\")) this.refuse(name, "has a backslash in its name", "pack it with / between folders");
    else if (path.split("/").includes("..")) this.refuse(name, "leads out of its folder (..)");
    else return path;
    return undefined;
  }

  addFolder(path: string): void {
    this.#counted();
    this.#folders.add(path);
  }

  /** Counts an entry of `size` bytes against the limits before any of it is read. Throws BuildError REFUSED. */
  reserve(path: string, size: number): void {
    this.#counted();
    if (this.#names.has(path)) this.refuse(path, "stands in the archive twice", "pack it again");
    this.#names.add(path);
    this.#bytes += size;
    if (this.#bytes <= this.#capacity) return;
    this.refuse(path, `takes the payload over the ${this.#capacity} bytes of the medium`, "choose a larger medium");
    throw this.refused();
  }

  /** Throws BuildError SPACE when what was reserved does not fit on the disk. */
  checkRoom(): Promise<void> {
    return checkRoom(this.#workFolder, this.#bytes);
  }

  #counted(): void {
    if (++this.#count <= fileLimit) return;
    this.refuse("", `holds more than ${fileLimit} entries`, "pack some together");
    throw this.refused();
  }

  /** Counted apart from the files: an entry that stands in the archive twice has two places. */
  #nextPlace(): string {
    return `${this.#place}/${this.#placed++}`;
  }

  /** A new file for the bytes of an entry; `end` it after the last. */
  begin(path: string): StagedFile {
    const place = this.#nextPlace();
    const fd = openSync(`${this.#workFolder}/${place}`, "wx");
    return new StagedFile(fd, (size) => {
      const stamp = stampOf(fstatSync(fd, { bigint: true }));
      this.#files.set(path, { path, place, size, stamp, needsCopy: false });
    });
  }

  /** A second name for an earlier file becomes a copy. */
  addLink(path: string, target: string): void {
    const file = this.#files.get(target);
    if (file === undefined) {
      this.refuse(path, `is a hard link to ${quote(target)}, which no file before it in the archive is called`);
      return;
    }
    this.reserve(path, file.size);
    const place = this.#nextPlace();
    copyFileSync(`${this.#workFolder}/${file.place}`, `${this.#workFolder}/${place}`);
    const stamp = stampOf(lstatSync(`${this.#workFolder}/${place}`, { bigint: true }));
    this.#files.set(path, { path, place, size: file.size, stamp, needsCopy: false });
  }

  /** What was unpacked. */
  source(): Source {
    const used = withParents([...this.#files.keys(), ...this.#folders].map(parentOf));
    const emptyFolders = [...this.#folders].filter((folder) => !used.has(folder)).sort(compareText);
    return { files: [...this.#files.values()], emptyFolders, refusals: this.#refusals };
  }

  /** The error for an archive that cannot be read to its end. */
  refused(): BuildError {
    const last = this.#refusals.at(-1);
    return new BuildError("REFUSED", `${quote(last?.path ?? "")} ${last?.reason}: ${last?.remedy}`, this.#refusals);
  }
}

/** One entry being unpacked. */
export class StagedFile {
  readonly #fd: number;
  readonly #onFinish: (size: number) => void;
  #size = 0;
  #isOpen = true;

  constructor(fd: number, onFinish: (size: number) => void) {
    this.#fd = fd;
    this.#onFinish = onFinish;
  }

  get size(): number {
    return this.#size;
  }

  data(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) at += writeSync(this.#fd, chunk, at);
    this.#size += chunk.length;
  }

  end(): void {
    this.#onFinish(this.#size);
    this.abandon();
  }

  /** Closes it; what was written will not be used. */
  abandon(): void {
    if (this.#isOpen) closeSync(this.#fd);
    this.#isOpen = false;
  }
}
