// What a person points at: files, folders and zips in any order. Every file says itself what it is, by its content; folders are read as
// deep as they go and links in them are not followed. docs/spec/crosscheck.md, "Inputs"

import { statSync } from "node:fs";
import { join } from "node:path";
import { FileError, unreadable } from "../../files/bounded.ts";
import { codeOf } from "../../files/error.ts";
import { walkFolder } from "../../files/walk.ts";
import { compareText, shown } from "../../format/index.ts";
import { OtherDocument } from "./eml/eml-file.ts";
import { ReadError } from "./error.ts";
import { limits } from "./limits.ts";
import type { ReadMessage, ReadSheet, Source } from "./model.ts";
import { type Found, type OneFile, openFiles, type ReadFile, readFile } from "./one-file.ts";
import { Ahead, type ThreadOptions, threadsOfMachine } from "./threads/ahead.ts";

/** Why nothing of a file was used: it is a link, no file, another document, or the same bytes as one that was read before. */
export type UnusedReason = "link" | "special" | "other" | "twice";

export interface Unused {
  /** Foreign text. */
  readonly path: string;
  readonly why: UnusedReason;
  /** What it says that it is, or the path of the other copy. Foreign text; "" where there is nothing to say. */
  readonly detail: string;
}

/** A file that was meant to be read and could not be. */
export interface Unreadable {
  readonly path: string;
  readonly error: ReadError | FileError;
}

/** What people typed from paper, as it lies there: crosscheck/paper reads it. */
export interface ReadPaper {
  readonly source: Source;
  readonly bytes: Uint8Array;
}

export interface Inputs {
  readonly messages: readonly ReadMessage[];
  readonly sheets: readonly ReadSheet[];
  readonly papers: readonly ReadPaper[];
  readonly unused: readonly Unused[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * `paths`: as typed, one or more. `onBytes` hears of each piece. `threads`: who reads ahead where there is much to read. Throws FileError
 * for a path that is not there, ThreadError where a thread ended by itself.
 */
export async function readInputs(
  paths: readonly string[],
  onBytes: (bytes: number) => void = () => {},
  threads: ThreadOptions = threadsOfMachine(),
): Promise<Inputs> {
  const reading = new Reading(onBytes);
  await reading.readAll(paths, threads);
  return reading.inputs;
}

class Reading {
  readonly #messages: ReadMessage[] = [];
  readonly #sheets: ReadSheet[] = [];
  readonly #papers: ReadPaper[] = [];
  readonly #unused: Unused[] = [];
  readonly #unreadable: Unreadable[] = [];
  readonly #seen = new Map<string, string>();
  readonly #onBytes: (bytes: number) => void;
  #files = 0;
  #bytes = 0;

  constructor(onBytes: (bytes: number) => void) {
    this.#onBytes = onBytes;
  }

  get inputs(): Inputs {
    return {
      messages: this.#messages,
      sheets: this.#sheets,
      papers: this.#papers,
      unused: this.#unused,
      unreadable: this.#unreadable,
    };
  }

  async readAll(paths: readonly string[], threads: ThreadOptions): Promise<void> {
    const listed: { readonly path: string; readonly isNamed: boolean }[] = [];
    for (const path of paths) {
      const isNamed = !isFolder(path);
      const files = isNamed ? [path] : this.#filesBelow(path);
      if (files === undefined) break;
      listed.push(...files.map((file) => ({ path: file, isNamed })));
    }
    const ahead = new Ahead(
      listed.map(({ path }) => path),
      threads,
    );
    try {
      for (const { path, isNamed } of listed) {
        const before = this.#unreadable.length;
        const goesOn = await this.#addFile(path, ahead);
        // Named by hand, what cannot be opened at all is a slip, and no verdict on any file.
        const error = this.#unreadable[before]?.error;
        if (isNamed && error instanceof FileError) throw error;
        if (!goesOn) return;
      }
    } finally {
      await ahead.close();
    }
  }

  /** In byte order of their paths. Undefined: there are too many, and none of them is read: a part would be taken for the whole. */
  #filesBelow(root: string): string[] | undefined {
    const files: string[] = [];
    const before = this.#unused.length;
    for (const { path: folder, entries, error } of walkFolder(root)) {
      if (error !== undefined) this.#cannotRead(join(root, folder), error);
      for (const entry of entries) {
        const path = join(root, entry.path);
        if (entry.kind === "file") files.push(path);
        else if (entry.kind === "link") this.#unused.push({ path, why: "link", detail: "" });
        else if (entry.kind === "unknown") this.#cannotRead(path, entry.error);
        else if (entry.kind !== "folder") this.#unused.push({ path, why: "special", detail: entry.kind });
      }
      // Whoever points at a whole disk by mistake is stopped here, not by the memory.
      if (files.length + this.#unused.length - before <= limits.files) continue;
      this.#refuse(root, new ReadError("TOO_MANY", { limit: limits.files, what: "file" }));
      return undefined;
    }
    return files.sort(compareText);
  }

  #cannotRead(path: string, error: unknown): void {
    this.#unreadable.push({ path, error: new FileError(shown`${path}: cannot be read (${codeOf(error)})`, false) });
  }

  /** False: a limit of the whole run is reached, and nothing more is read. */
  async #addFile(path: string, ahead: Ahead): Promise<boolean> {
    try {
      const { files, close } = openFiles(path);
      try {
        for (const file of files) if (!(await this.#take(path, file, ahead))) return false;
        return true;
      } finally {
        close();
      }
    } catch (error) {
      this.#refuse(path, error);
      return true;
    }
  }

  #refuse(path: string, error: unknown): void {
    if (!(error instanceof ReadError || error instanceof FileError)) throw error;
    this.#unreadable.push({ path, error });
  }

  async #take(at: string, file: OneFile, ahead: Ahead): Promise<boolean> {
    const path = file.entry === undefined ? at : `${at}: ${file.entry}`;
    this.#files++;
    if (this.#files > limits.files || this.#bytes > limits.allBytes) {
      const isFiles = this.#files > limits.files;
      const values = isFiles ? { limit: limits.files, what: "file" } : { limit: limits.allBytes };
      this.#refuse(path, new ReadError(isFiles ? "TOO_MANY" : "TOO_LARGE", values));
      return false;
    }
    try {
      const { found, sha256, size } = await this.#readOne(at, file, ahead);
      this.#keep({ path, sha256, size }, found);
    } catch (error) {
      if (error instanceof OtherDocument) this.#unused.push({ path, why: "other", detail: error.found });
      else this.#refuse(path, error);
    }
    return true;
  }

  async #readOne(path: string, file: OneFile, ahead: Ahead): Promise<ReadFile> {
    const answer = await ahead.take({ path, entry: file.entry });
    // One that is too much is read here, so that the limit is reached, and told, at the same byte.
    if (answer === undefined || this.#bytes + answer.size > limits.allBytes)
      return await readFile(file, path, (bytes) => this.#count(bytes));
    this.#count(answer.size);
    return { ...answer, found: { message: answer.message } };
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.#onBytes(bytes);
    if (this.#bytes > limits.allBytes) throw new ReadError("TOO_LARGE", { limit: limits.allBytes });
  }

  /** Two files of the same bytes are one. */
  #keep(source: Source, found: Found): void {
    const before = this.#seen.get(source.sha256);
    if (before !== undefined) {
      this.#unused.push({ path: source.path, why: "twice", detail: before });
      return;
    }
    this.#seen.set(source.sha256, source.path);
    if ("message" in found) this.#messages.push({ source, message: found.message });
    else if ("paper" in found) this.#papers.push({ source, bytes: found.paper });
    else this.#sheets.push({ source, sheet: found.sheet });
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}
