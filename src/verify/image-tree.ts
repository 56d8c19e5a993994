// The files of an image as a tree, for a reference: only its directories and the files asked for are read.
// Nothing here judges the image; every file that is taken from it has a digest to answer to.

import { installLimit, installPath, manifestLimit, manifestPath, sealPath } from "../format/index.ts";
import { IsoError, sectorBytes, type Volume } from "../iso9660/index.ts";
import { found } from "../trust/index.ts";
import { cutFile, otherFile } from "./explain/recognise.ts";
import { type CutCode, type Medium, type Platform, ReadError, type Tree, type TreeEntry } from "./proof/ports.ts";
import { answer, CarefulReader } from "./proof/read/careful.ts";
import { chunkBytes, Prefix, tryVolume } from "./proof/read/prefix.ts";
import type { Findings } from "./proof/report.ts";
import { VerifyError } from "./proof/verdict.ts";

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
    this.#reader = new CarefulReader();
    this.#platform = platform;
  }

  /** Empty where there are no directories: then there is no seal. */
  async list(): Promise<readonly TreeEntry[]> {
    this.#prefix = new Prefix(this.#medium, this.#reader, this.#platform);
    const volume = await tryVolume(this.#prefix);
    if (volume instanceof IsoError && volume.cause instanceof ReadError) throw volume.cause;
    if (volume instanceof IsoError) return [];
    this.#volume = volume;
    const folders = volume.folders.map((path) => ({ path, kind: "folder" as const }));
    return [...folders, ...volume.files.map(({ path }) => ({ path, kind: "file" as const }))];
  }

  async otherThanImage(): Promise<{ readonly findings: Findings; readonly isOther: boolean }> {
    if (this.#prefix === undefined) return { findings: [], isOther: false };
    const other = this.#volume === undefined ? await otherFile(this.#medium, this.#prefix) : [];
    if (other.length > 0) return { findings: [...other, found("NO_SEAL")], isOther: true };
    const code = this.#cut();
    return { findings: code === undefined ? [] : await cutFile(this.#medium, this.#prefix, code), isOther: false };
  }

  /** What is said of a medium that ends too early; undefined: what is wanted of it is there. */
  #cut(): CutCode | undefined {
    if (this.#volume === undefined) return "CUT_FILE_NO_SEAL";
    if (this.#endsBefore(sealPath)) return "CUT_FILE";
    return this.#endsBefore(manifestPath) || this.#endsBefore(installPath) ? "CUT_FILE_PAPERS" : undefined;
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
    const reader = new CarefulReader();
    const limit = this.#medium.bytes ?? Number.POSITIVE_INFINITY;
    let left = readLimit;
    for (const extent of file.extents) {
      const start = extent.lba * sectorBytes;
      const end = start + Math.min(extent.bytes, left);
      left -= end - start;
      for (let at = start; at < end; at += chunkBytes) {
        if (at >= limit) return; // the image ends early: the digest will not agree
        const bytes = new Uint8Array(Math.min(chunkBytes, end - at, limit - at));
        await answer(reader.read(at, bytes), this.#medium);
        if (reader.hasGap(at, at + bytes.length)) throw new ReadError("sectors that cannot be read", path);
        if (!take(bytes)) return;
      }
    }
  }
}
