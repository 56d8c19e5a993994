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

/** What an image has at the least. */
export interface LeastImage {
  /** Of the whole image. */
  readonly imageBytes: number;
  /** In front of the data of the first file. */
  readonly structureBytes: number;
  /** The root among them. */
  readonly folders: number;
}

/**
 * All that an image of these files has but for what a few long names add. A payload that fits by this and yet not by the planned image
 * is refused then.
 */
export function leastImage(files: readonly Sized[], emptyFolders: readonly string[]): LeastImage {
  const folders = withParents([...files.map((file) => parentOf(file.path)), ...emptyFolders]);
  const iso = new TreeSize(
    (name) => encodeUtf8(name).length,
    (bytes) => Math.min(recordLimit, even(33 + bytes) + even(rockRidgeBytes + bytes)),
  );
  const joliet = new TreeSize(
    (name) => 2 * name.length,
    (bytes) => even(33 + bytes),
  );
  let data = 0;
  for (const { path, size } of files) {
    iso.add(path, false);
    joliet.add(path, false);
    data += Math.ceil(size / sectorSize);
  }
  for (const folder of folders) {
    iso.add(folder, true);
    joliet.add(folder, true);
  }
  const structure = systemSectors + iso.sectors(folders) + joliet.sectors(folders);
  const sectors = structure + data + paddingSectors;
  return { imageBytes: sectors * sectorSize, structureBytes: structure * sectorSize, folders: folders.size + 1 };
}

/** The directory records of one tree, by folder, and its path tables. */
class TreeSize {
  readonly #nameBytes: (name: string) => number;
  readonly #recordBytes: (nameBytes: number) => number;
  readonly #byFolder = new Map<string, number>();
  #tableBytes = 10;

  constructor(nameBytes: (name: string) => number, recordBytes: (nameBytes: number) => number) {
    this.#nameBytes = nameBytes;
    this.#recordBytes = recordBytes;
  }

  add(path: string, isFolder: boolean): void {
    const folder = parentOf(path);
    const bytes = this.#nameBytes(folder === "" ? path : path.slice(folder.length + 1));
    this.#byFolder.set(folder, (this.#byFolder.get(folder) ?? 2 * 34) + this.#recordBytes(bytes));
    if (isFolder) this.#tableBytes += even(8 + bytes);
  }

  /** Every folder has a sector at least. */
  sectors(folders: ReadonlySet<string>): number {
    let sectors = 2 * Math.ceil(this.#tableBytes / sectorSize);
    for (const bytes of this.#byFolder.values()) sectors += Math.ceil(bytes / sectorSize);
    for (const folder of folders) if (!this.#byFolder.has(folder)) sectors++;
    return sectors;
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
