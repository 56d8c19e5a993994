// A new folder that is filled while a disc is verified and gets its name only after ECHT.
// docs/spec/verification-extract.md

import { randomBytes } from "node:crypto";
import { closeSync, constants, fsyncSync, lstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { removeFolder } from "../../../files/temporary-folder.ts";
import { type Manifest, manifestPath, parentOf, withParents } from "../../../format/index.ts";
import type { DiscSink } from "../../proof/ports.ts";
import { VerifyError } from "../../proof/verdict.ts";

/** What of a disc goes into a folder. */
export interface Choice {
  /** Where a file of the disc goes and how long it may be; undefined: nowhere. */
  place(path: string): { readonly to: string; readonly limit: number } | undefined;
  /** What must have been written, and which folders hold nothing. Throws VerifyError GEBRUIK. */
  due(manifest: Manifest): { readonly files: readonly string[]; readonly emptyFolders: readonly string[] };
}

/** Never throws while files pass: what cannot be written must not hide that a disc is forged. It is told after ECHT. */
export class NewFolder implements DiscSink {
  readonly path: string;
  readonly #choice: Choice;
  /** In the same folder, so that the rename is one step; only its owner may enter, so that nobody else puts links there. */
  readonly #temporary: string;
  readonly #folders = new Set<string>();
  readonly #written = new Set<string>();
  #file: { readonly handle: number; readonly to: string; left: number } | undefined;
  #manifest: Manifest | undefined;
  #failure: Error | undefined;

  /** Throws VerifyError GEBRUIK when `path` exists or cannot be made. */
  constructor(path: string, choice: Choice) {
    this.path = resolve(path);
    this.#choice = choice;
    this.#temporary = `${this.path}.tmp-${randomBytes(6).toString("hex")}`;
    this.#refuseExisting("GEBRUIK");
    try {
      mkdirSync(this.#temporary, { mode: 0o700 });
    } catch (error) {
      throw new VerifyError("GEBRUIK", `${path}: no folder can be made there (${messageOf(error)})`);
    }
  }

  begin(path: string): void {
    const place = this.#choice.place(path);
    if (place === undefined) return;
    this.#attempt(() => {
      this.#makeFolder(parentOf(place.to));
      // O_EXCL: two names that this system takes for one, or a file where a folder should be, are never written over.
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
      this.#file = { handle: openSync(this.#at(place.to), flags, 0o644), to: place.to, left: place.limit };
    });
  }

  write(bytes: Uint8Array): void {
    this.#attempt(() => {
      const file = this.#file;
      if (file === undefined) return;
      file.left -= bytes.length;
      if (file.left < 0) throw new Error(`${file.to} is longer than it may be`);
      for (let at = 0; at < bytes.length; ) at += writeSync(file.handle, bytes, at, bytes.length - at);
    });
  }

  end(): void {
    const file = this.#file;
    this.#attempt(() => {
      if (file === undefined) return;
      this.#file = undefined;
      closeSync(file.handle);
      this.#written.add(file.to);
    });
  }

  listed(manifest: Manifest): void {
    this.#manifest = manifest;
  }

  /** After ECHT: every file of the manifest is there, and on the disk. Throws VerifyError. */
  complete(): void {
    const manifest = this.#manifest;
    const due = manifest === undefined ? undefined : this.#choice.due(manifest);
    for (const folder of due?.emptyFolders ?? []) this.#attempt(() => this.#makeFolder(folder));
    for (const path of this.#written) this.#attempt(() => flush(this.#at(path)));
    if (this.#failure !== undefined) throw this.#failed(this.#failure.message);
    const missing = due?.files.find((path) => !this.#written.has(path));
    if (due === undefined || missing !== undefined) throw this.#failed(`${missing ?? manifestPath} was not written`);
    if (due.files.length !== this.#written.size) throw this.#failed("more was written than the manifest lists");
  }

  /** After `complete`. Throws VerifyError when something by that name has come to exist. */
  giveName(): void {
    this.#refuseExisting("FOUT");
    try {
      renameSync(this.#temporary, this.path);
    } catch (error) {
      throw this.#failed(messageOf(error));
    }
  }

  /** After `giveName`: without its name again, as another folder could not have its own. Never throws. */
  takeBack(): void {
    try {
      renameSync(this.path, this.#temporary);
    } catch {
      // the disk failed; the folder is whole
    }
  }

  /**
   * Removes what has no name yet; what has one stays. Never throws: a stick that dies takes no verdict away. What could not
   * be removed is told as a sentence; undefined when nothing stayed.
   */
  discard(): string | undefined {
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) closeQuietly(file.handle);
    const stayed = removeFolder(this.#temporary);
    return stayed === undefined
      ? undefined
      : `${this.#temporary}: cannot be removed (${stayed}): it holds files that were not verified; remove it by hand`;
  }

  /** Nothing more is tried after the first failure, and the room is given back at once. */
  #attempt(work: () => void): void {
    if (this.#failure !== undefined) return;
    try {
      work();
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.discard();
    }
  }

  /** Each folder by itself, so that none is entered that was not made here. */
  #makeFolder(folder: string): void {
    for (const path of [...withParents([folder])].reverse()) {
      if (this.#folders.has(path)) continue;
      mkdirSync(this.#at(path), { mode: 0o755 });
      this.#folders.add(path);
    }
  }

  #at(path: string): string {
    return join(this.#temporary, ...path.split("/"));
  }

  #refuseExisting(code: "GEBRUIK" | "FOUT"): void {
    if (lstatSync(this.path, { throwIfNoEntry: false }) !== undefined)
      throw new VerifyError(code, `${this.path}: exists, and nothing is written over: choose another name`);
  }

  #failed(reason: string): VerifyError {
    const left = this.discard() === undefined ? "nothing was left behind" : "a part stayed behind";
    return new VerifyError("FOUT", `${this.path}: not written, ${left}: ${reason}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function closeQuietly(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // the disk failed: what was written is not used
  }
}

function flush(path: string): void {
  const file = openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)); // Windows flushes only what may be written
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
