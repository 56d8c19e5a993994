// The files of an image as a tree, for a reference: only its directories and the files asked for are read.
// Nothing here judges the image; every file that is taken from it has a digest to answer to.

import { installLimit, manifestLimit } from "../../format/index.ts";
import { IsoError, sectorBytes, type Volume } from "../../iso9660/index.ts";
import { CarefulReader } from "../proof/careful.ts";
import { type Medium, type Platform, ReadError } from "../proof/ports.ts";
import { chunkBytes, Prefix, readVolumeOf } from "../proof/prefix.ts";
import type { Tree, TreeEntry } from "../proof/tree.ts";
import { VerifyError } from "../proof/verdict.ts";

/** One byte more than the longest file that anybody wants from here, so that a longer one is seen to be longer. */
const readLimit = Math.max(manifestLimit, installLimit) + 1;

export class ImageTree implements Tree {
  readonly #medium: Medium;
  readonly #reader: CarefulReader;
  readonly #platform: Platform;
  #volume: Volume | undefined;

  constructor(medium: Medium, platform: Platform) {
    this.#medium = medium;
    this.#reader = new CarefulReader(medium);
    this.#platform = platform;
  }

  /** Empty where there are no directories: then there is no seal. */
  async list(): Promise<readonly TreeEntry[]> {
    try {
      this.#volume = await readVolumeOf(new Prefix(this.#medium, this.#reader, this.#platform));
    } catch (error) {
      if (error instanceof IsoError && error.cause instanceof ReadError) throw error.cause;
      if (error instanceof IsoError) return [];
      throw error;
    }
    const folders = this.#volume.folders.map((path) => ({ path, kind: "folder" as const }));
    return [...folders, ...this.#volume.files.map(({ path }) => ({ path, kind: "file" as const }))];
  }

  async changed(): Promise<string | undefined> {
    return (await this.#medium.isUnchanged()) ? undefined : "/";
  }

  /** At most `readLimit` bytes: extents of a hostile image may name the same sectors over and over. */
  async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
    const file = this.#volume?.files.find((candidate) => candidate.path === path);
    if (file === undefined) throw new VerifyError("FOUT", `${path}: not in the image`);
    const reader = new CarefulReader(this.#medium);
    const limit = this.#medium.bytes ?? Number.POSITIVE_INFINITY;
    let left = readLimit;
    for (const extent of file.extents) {
      const start = extent.lba * sectorBytes;
      const end = start + Math.min(extent.bytes, left);
      left -= end - start;
      for (let at = start; at < end; at += chunkBytes) {
        if (at >= limit) return; // the image ends early: the digest will not agree
        const bytes = new Uint8Array(Math.min(chunkBytes, end - at, limit - at));
        await reader.read(at, bytes);
        if (reader.hasGap(at, at + bytes.length)) throw new ReadError("sectors that would not come", path);
        if (!take(bytes)) return;
      }
    }
  }
}
