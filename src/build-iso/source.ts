// What a payload or a kit is made of, wherever it came from.

import type { BigIntStats } from "node:fs";
import type { Refusal } from "./error.ts";

export interface SourceFile {
  /** Relative, with `/`: below the payload or the kit. */
  readonly path: string;
  /** Relative to the work folder: where its bytes lie. */
  readonly place: string;
  /** Bytes. */
  readonly size: number;
  readonly stamp: Stamp;
  /** libisofs takes equal inodes for equal content and counts their links: such files are copied first. recipe.md */
  readonly needsCopy: boolean;
}

/** What does not change while a file is read. */
export interface Stamp {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

export interface Source {
  readonly files: readonly SourceFile[];
  readonly emptyFolders: readonly string[];
  readonly refusals: readonly Refusal[];
}

export function stampOf(stats: BigIntStats): Stamp {
  const { dev, ino, size, mtimeNs, ctimeNs } = stats;
  return { dev, ino, size, mtimeNs, ctimeNs };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs;
}

/** `folder/name`, without a leading `/` in the root. */
export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
