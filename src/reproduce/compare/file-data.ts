// File data in an image: compared, hashed, read in pieces, wherever its extents lie, with a bound on all of it.

import { createHash } from "node:crypto";
import { type Extent, sectorBytes } from "../../iso9660/index.ts";
import { ReproduceError } from "../error.ts";
import { type ImageSource, pieceBytes } from "../listing/image-source.ts";
import { limits } from "../listing/limits.ts";
import type { FoundFile } from "../listing/tree-reader.ts";
import { countDifferent } from "./difference-counts.ts";

/** Files of a hostile image may overlap: a million files of 4 GiB each cost an opponent nothing. */
export class Rereads {
  #left: number;

  constructor(imageBytes: number) {
    this.#left = imageBytes * limits.rereads;
  }

  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0)
      throw new ReproduceError(
        "LIMIT",
        "expected files that do not overlap, found more file data than the image has room for",
      );
  }
}

export interface DataDifference {
  /** Bytes of the content that differ; those that only the longer file has do. */
  readonly content: number;
  /** The first of them. */
  readonly first: number | undefined;
  /** Bytes behind the content, in its last sector, that differ. */
  readonly slack: number;
}

/** Two files, content with content and slack with slack. Throws ReproduceError FILE, LIMIT. */
export async function compareData(
  a: ImageSource,
  fileA: FoundFile,
  b: ImageSource,
  fileB: FoundFile,
  rereads: Rereads,
): Promise<DataDifference> {
  let [content, at] = [0, 0];
  let first: number | undefined;
  const shared = Math.min(fileA.size, fileB.size);
  rereads.spend(2 * shared);
  const [piecesA, piecesB] = [new DataReader(a, fileA.extents), new DataReader(b, fileB.extents)];
  for (; at < shared; at += pieceBytes) {
    const length = Math.min(pieceBytes, shared - at);
    const [pieceA, pieceB] = [await piecesA.next(length), await piecesB.next(length)];
    const count = countDifferent(pieceA, pieceB);
    if (count > 0) first ??= at + pieceA.findIndex((byte, i) => byte !== pieceB[i]);
    content += count;
  }
  if (fileA.size !== fileB.size) first ??= shared;
  const [slackA, slackB] = [await slackOf(a, fileA), await slackOf(b, fileB)];
  const isSameLength = slackA.length === slackB.length;
  // Where the lengths differ, only what is not zero tells anything.
  const slack = isSameLength
    ? countDifferent(slackA, slackB)
    : countDifferent(withoutZeros(slackA), withoutZeros(slackB));
  return { content: content + Math.abs(fileA.size - fileB.size), first, slack };
}

const withoutZeros = (bytes: Uint8Array) => bytes.filter((byte) => byte !== 0);

/** What stands behind the end of a file in its last sector. */
export async function slackOf(source: ImageSource, { size, extents }: FoundFile): Promise<Uint8Array> {
  const last = extents.at(-1);
  const length = (sectorBytes - (size % sectorBytes)) % sectorBytes;
  if (last === undefined || size === 0 || length === 0) return new Uint8Array(0);
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, await source.readBytes(last.lba * sectorBytes + last.bytes, bytes));
}

/** SHA-256, hex. */
export async function hashData(source: ImageSource, file: FoundFile, rereads: Rereads): Promise<string> {
  rereads.spend(file.size);
  const hash = createHash("sha256");
  const reader = new DataReader(source, file.extents);
  for (let at = 0; at < file.size; at += pieceBytes)
    hash.update(await reader.next(Math.min(pieceBytes, file.size - at)));
  return hash.digest("hex");
}

/** At most `limit` bytes from the start. */
export async function readStart(source: ImageSource, file: FoundFile, limit: number): Promise<Uint8Array> {
  return Uint8Array.from(await new DataReader(source, file.extents).next(Math.min(limit, file.size)));
}

/** Reads the extents of a file one after another. Behind the end of the image there are no bytes. */
export class DataReader {
  readonly #source: ImageSource;
  readonly #extents: readonly Extent[];
  #extent = 0;
  #done = 0;

  constructor(source: ImageSource, extents: readonly Extent[]) {
    this.#source = source;
    this.#extents = extents;
  }

  /** The next `length` bytes, fewer where the image ends. */
  async next(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    for (let extent = this.#extents[this.#extent]; extent !== undefined && filled < length; ) {
      const wanted = Math.min(length - filled, extent.bytes - this.#done);
      const found = await this.#source.readBytes(
        extent.lba * sectorBytes + this.#done,
        bytes.subarray(filled, filled + wanted),
      );
      if (found < wanted) return bytes.subarray(0, filled + found);
      filled += wanted;
      this.#done += wanted;
      if (this.#done < extent.bytes) continue;
      extent = this.#extents[++this.#extent];
      this.#done = 0;
    }
    return bytes.subarray(0, filled);
  }
}
