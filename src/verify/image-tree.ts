// The files of an image as a tree, for a reference: only its directories and the files asked for are read.
// Nothing here judges the image; every file that is taken from it has a digest to answer to.

import { installLimit, installPath, manifestLimit, manifestPath, sealPath } from "../format/index.ts";
import { IsoError, sectorBytes, type Volume } from "../iso9660/index.ts";
import { CarefulReader } from "./careful.ts";
import { type Medium, type Platform, ReadError } from "./platform.ts";
import { chunkBytes, Prefix, readVolumeOf } from "./prefix.ts";
import { refuseCut, refuseOtherFile } from "./recognise.ts";
import type { Findings } from "./report.ts";
import type { Tree, TreeEntry } from "./tree.ts";
import { VerifyError } from "./verdict.ts";

/** One byte more than the longest file that anybody wants from here, so that a longer one is seen to be longer. */
const readLimit = Math.max(manifestLimit, installLimit) + 1;

export class ImageTree implements Tree {
  readonly #medium: Medium;
  readonly #reader: CarefulReader;
  readonly #platform: Platform;
  #prefix: Prefix | undefined;
  #volume: Volume | undefined;

  constructor(medium: Medium, platform: Platform) {
    this.#medium = medium;
    this.#reader = new CarefulReader(medium);
    this.#platform = platform;
  }

  /** Empty where there are no directories: then there is no seal. */
  async list(): Promise<readonly TreeEntry[]> {
    try {
      this.#prefix = new Prefix(this.#medium, this.#reader, this.#platform);
      this.#volume = await readVolumeOf(this.#prefix);
    } catch (error) {
      if (error instanceof IsoError && error.cause instanceof ReadError) throw error.cause;
      if (error instanceof IsoError) return [];
      throw error;
    }
    const folders = this.#volume.folders.map((path) => ({ path, kind: "folder" as const }));
    return [...folders, ...this.#volume.files.map(({ path }) => ({ path, kind: "file" as const }))];
  }

  async refuseOther(findings: Findings): Promise<boolean> {
    if (this.#prefix === undefined) return false;
    if (this.#volume === undefined && (await refuseOtherFile(this.#medium, this.#prefix, findings))) return true;
    if (this.#volume === undefined) await refuseCut(this.#medium, this.#prefix, "GEEN_ZEGELSCHIJF", findings);
    else if (this.#endsBefore(sealPath)) await refuseCut(this.#medium, this.#prefix, "NIET_ONDERTEKEND", findings);
    else if (this.#endsBefore(manifestPath) || this.#endsBefore(installPath))
      await refuseCut(this.#medium, this.#prefix, "ONVOLLEDIG", findings);
    return false;
  }

  /** The medium ends before the end of this file. */
  #endsBefore(path: string): boolean {
    const size = this.#medium.bytes ?? Number.POSITIVE_INFINITY;
    const file = this.#volume?.files.find((candidate) => candidate.path === path);
    return file?.extents.some(({ lba, bytes }) => bytes > 0 && lba * sectorBytes + bytes > size) === true;
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
