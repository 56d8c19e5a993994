// How large an image will be, before it is made; and whether the disk has room for everything.

import { statfs } from "node:fs/promises";
import { encodeUtf8, parentOf, sectorSize, withParents } from "../../format/index.ts";
import { BuildError } from "../error.ts";

interface Sized {
  readonly path: string;
  readonly size: number;
}

const systemSectors = 19; // system area, two descriptors, terminator
const paddingSectors = 150; // -pad
const rockRidgeBytes = 36 + 26 + 5; // PX, TF, NM without the name
const recordLimit = 254;

/**
 * Bytes that an image of these files has at the least: everything but what libisofs adds for a few long names. A payload
 * that fits by this and yet not by the finished image is refused then.
 */
export function leastImageBytes(files: readonly Sized[], emptyFolders: readonly string[]): number {
  const folders = withParents([...files.map((file) => parentOf(file.path)), ...emptyFolders]);
  const iso = new TreeSize((name) => {
    const bytes = encodeUtf8(name).length;
    return Math.min(recordLimit, even(33 + bytes) + even(rockRidgeBytes + bytes));
  });
  const joliet = new TreeSize((name) => even(33 + 2 * name.length));
  let sectors = systemSectors + paddingSectors;
  for (const { path, size } of files) {
    iso.add(path);
    joliet.add(path);
    sectors += Math.ceil(size / sectorSize);
  }
  for (const folder of folders) {
    iso.add(folder);
    joliet.add(folder);
  }
  sectors += iso.sectors(folders) + joliet.sectors(folders);
  return sectors * sectorSize;
}

/** The directory records of one tree, by folder. */
class TreeSize {
  readonly #recordBytes: (name: string) => number;
  readonly #byFolder = new Map<string, number>();

  constructor(recordBytes: (name: string) => number) {
    this.#recordBytes = recordBytes;
  }

  add(path: string): void {
    const folder = parentOf(path);
    const name = folder === "" ? path : path.slice(folder.length + 1);
    this.#byFolder.set(folder, (this.#byFolder.get(folder) ?? 2 * 34) + this.#recordBytes(name));
  }

  /** Every folder has a sector at least, and so have the two path tables. */
  sectors(folders: ReadonlySet<string>): number {
    let sectors = 0;
    for (const bytes of this.#byFolder.values()) sectors += Math.ceil(bytes / sectorSize);
    for (const folder of folders) if (!this.#byFolder.has(folder)) sectors++;
    return sectors + 2;
  }
}

function even(bytes: number): number {
  return bytes + (bytes % 2);
}

/** Bytes of payload.tar, up to a few for long names. */
export function tarBytes(files: readonly Sized[]): number {
  return files.reduce((sum, { size }) => sum + 512 + Math.ceil(size / 512) * 512, 1024);
}

/** Left free besides what is written: lists, manifest, directories of the file system. */
const reserveBytes = 16 * 1024 * 1024;

/** Throws BuildError SPACE. */
export async function checkRoom(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = neededBytes + reserveBytes;
  if (bavail * bsize >= needed) return;
  throw new BuildError(
    "SPACE",
    `${folder}: expected room for ${megabytes(needed)} MB (image and payload.tar), found ${megabytes(bavail * bsize)} MB: ` +
      "make room, or choose another --out",
  );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}
