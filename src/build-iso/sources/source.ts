// What a payload or a kit is made of, wherever it came from.

import type { BigIntStats } from "node:fs";
import type { Refusal } from "../error.ts";

export interface SourceFile {
  /** Relative, with `/`: below the payload or the kit. */
  readonly path: string;
  /** Relative to the work folder: where its bytes lie. */
  readonly place: string;
  /** Bytes. */
  readonly size: number;
  /** Of `stampOf` when it was listed. */
  readonly stamp: string;
  /** libisofs takes equal inodes for equal content and counts their links: such files are copied first. recipe.md */
  readonly needsCopy: boolean;
}

export interface Source {
  readonly files: readonly SourceFile[];
  readonly emptyFolders: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Lists it anew, where others may write to it (a folder): a name that came or went since; undefined: none. */
  readonly changedName?: () => string | undefined;
}

/** A file that is read: to be digested, and to be put into the image. */
export interface InputFile {
  /** For messages. */
  readonly path: string;
  /** Relative to the work folder: where its bytes lie. */
  readonly place: string;
  /** Bytes. */
  readonly size: number;
  /** Of `stampOf` when it was listed; undefined: this build made it. */
  readonly stamp: string | undefined;
}

/** A file whose bytes were read: what the manifest and the writers of the image need. `path`: on the disc. */
export interface ReadFile extends InputFile {
  readonly sha256: string;
  readonly isPayload: boolean;
}

/** What does not change while a file is read. Joined and not added up, which keeps every part: a fifth of the memory, of 100,000. */
export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
}

/** `folder/name`, without a leading `/` in the root. */
export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
