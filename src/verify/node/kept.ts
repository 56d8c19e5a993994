// What a file system says of a file and keeps: so that a change can be seen, and a good disc is not called changed.

import { statfsSync } from "node:fs";
import { watched } from "./watch.ts";

export interface Kept {
  /** A file has the same inode number for as long as it is there. */
  readonly number: boolean;
  /** The time of the last change cannot be set by hand, and reading does not move it. */
  readonly change: boolean;
}

const neither: Kept = { number: false, change: false };

/** Linux's numbers of file systems, statfs(2): those that keep both, on a disk of this machine or in its memory. */
const onDisk = new Set([
  0xef53, // ext2, ext3, ext4
  0x5846_5342, // xfs
  0x9123_683e, // btrfs
  0xf2f5_2010, // f2fs
  0x2fc1_2fc1, // zfs
  0x0102_1994, // tmpfs
]);
/** And on an optical disc. */
const lasting = new Set([
  ...onDisk,
  0x9660, // iso9660
  0x1501_3346, // udf
]);
/** overlay: times are those of the file below, numbers of folders are given anew. */
const overlay = 0x794c_7630;

/**
 * FAT, FUSE and shares make up numbers and times of change, or have a server's: they may differ after a while though nobody touched
 * the file. Windows keeps a time of change too, and virus scanners move it by what they write beside a file. There kind, size and time
 * of modification have to do. `path`: anything on that file system.
 */
export function kept(path: string): Kept {
  const type = typeOf(path);
  if (type === undefined) return neither;
  return { number: lasting.has(type), change: lasting.has(type) || type === overlay };
}

/** Whether a file lies on a disk of this machine, as far as can be known: then it costs nothing to jump in it. `path`: as for `kept`. */
export function isOnDisk(path: string): boolean {
  const type = typeOf(path);
  return type !== undefined && (onDisk.has(type) || type === overlay);
}

/** Undefined where nothing is known. */
function typeOf(path: string): number | undefined {
  try {
    return process.platform === "linux" ? watched(path, () => statfsSync(path)).type : undefined;
  } catch {
    return undefined;
  }
}
