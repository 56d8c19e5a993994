// Writes a seal into a copy of an image: every other byte stays. docs/spec/seal.md

import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { FileError, openFile } from "../files/bounded.ts";
import { asWriteError, codeOf } from "../files/error.ts";
import { NewFile, refuseExisting } from "../files/new-file.ts";
import { isBlankSeal, parseSeal, type Release, sealPath, sealSize } from "../format/index.ts";
import { IsoError } from "../iso9660/index.ts";
import { type ComposedSeal, SealError } from "../trust/compose/index.ts";
import { BuildError } from "./error.ts";
import { findSealPlace } from "./image/seal-place.ts";

const chunkBytes = 1 << 20;

export interface Master {
  /** SHA-256 of the sealed image: what sha256sum prints of it. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface SealHooks {
  /** Gets bytes done. */
  readonly onProgress?: (bytes: number) => void;
  /** Gets the path of the sealed image, whole and on the disk, before it has its name. What it rejects with ends the sealing. */
  readonly inspect?: (sealed: string) => Promise<void>;
}

/**
 * Copies `image` to the new file `out` with `seal` in its place, reading it once: the same bytes are judged and written.
 * Throws SealError IMAGE, PLACE, FILE, FilesError EXISTS, FILE, and what `inspect` rejects with; then there is no `out` of ours.
 */
export async function sealImage(
  image: string,
  seal: Pick<ComposedSeal, "bytes" | "release">,
  out: string,
  { onProgress, inspect }: SealHooks = {},
): Promise<Master> {
  refuseExisting(out); // before anything is read
  const source = await openFile(image).catch((error: unknown) => {
    throw error instanceof FileError ? new SealError(error.isUnfit ? "IMAGE" : "FILE", error.message) : error;
  });
  try {
    await checkSize(source, image, seal.release);
    await checkPlace(source, image, seal.release);
    const target = await NewFile.create(out, 0o644);
    try {
      const master = await copySealed(source, image, seal, target.handle, onProgress ?? (() => undefined));
      await target.flush();
      await inspect?.(target.temporary);
      target.giveName();
      return master;
    } catch (error) {
      throw asWriteError(out, error);
    } finally {
      await target.discard();
    }
  } finally {
    await source.close();
  }
}

async function checkSize(source: FileHandle, image: string, release: Release): Promise<void> {
  const found = await source.stat();
  if (!found.isFile()) throw new SealError("IMAGE", `${image}: expected an image file, found something else`);
  if (found.size !== release.imageSize)
    throw new SealError(
      "IMAGE",
      `${image}: expected the ${release.imageSize} bytes that the release names, found ${found.size}: another image, or a damaged copy`,
    );
}

/** The place must be the one extent of /ZEGEL/SEAL, where the release says, and hold nothing but zeros or an older seal. */
async function checkPlace(source: FileHandle, image: string, release: Release): Promise<void> {
  const found = await findSealPlace(image).catch((error: unknown) => {
    if (!(error instanceof BuildError || error instanceof IsoError)) throw error;
    throw new SealError("PLACE", `${image}: ${error.message}`);
  });
  if (found !== release.sealOffset)
    throw new SealError(
      "PLACE",
      `${image}: expected ${sealPath} at byte ${release.sealOffset}, as the release says, found ${found}: seal with the release note that was made with this image`,
    );
  const place = new Uint8Array(sealSize);
  await readFully(source, image, place, release.sealOffset);
  if (isBlankSeal(place)) return;
  try {
    parseSeal(place);
  } catch (error) {
    throw new SealError(
      "PLACE",
      `${image}: expected zeros or a seal in ${sealPath}, found neither (${error instanceof Error ? error.message : error})`,
    );
  }
}

/** One read: each chunk goes into both digests and into the new file. */
async function copySealed(
  source: FileHandle,
  image: string,
  { bytes: seal, release }: Pick<ComposedSeal, "bytes" | "release">,
  target: FileHandle,
  onProgress: (bytes: number) => void,
): Promise<Master> {
  const unsealed = createHash("sha256");
  const sealed = createHash("sha256");
  const blank = new Uint8Array(sealSize);
  const buffer = new Uint8Array(chunkBytes);
  for (let at = 0; at < release.imageSize; at += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, release.imageSize - at));
    await readFully(source, image, chunk, at);
    overlay(chunk, at, blank, release.sealOffset);
    unsealed.update(chunk);
    overlay(chunk, at, seal, release.sealOffset);
    sealed.update(chunk);
    await target.writeFile(chunk);
    onProgress(at + chunk.length);
  }
  const found = unsealed.digest("hex");
  if (found !== release.imageSha256)
    throw new SealError(
      "IMAGE",
      `${image}: expected image digest ${release.imageSha256}, found ${found}: this is not the image that was signed`,
    );
  return { sha256: sealed.digest("hex"), bytes: release.imageSize };
}

/** Puts the part of `piece` (which lies at `pieceAt` in the image) that falls into `chunk` (at `chunkAt`) over it. */
function overlay(chunk: Uint8Array, chunkAt: number, piece: Uint8Array, pieceAt: number): void {
  const from = Math.max(chunkAt, pieceAt);
  const to = Math.min(chunkAt + chunk.length, pieceAt + piece.length);
  if (from < to) chunk.set(piece.subarray(from - pieceAt, to - pieceAt), from - chunkAt);
}

async function readFully(source: FileHandle, image: string, into: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await source
      .read(into, done, into.length - done, position + done)
      .catch((error: unknown) => Promise.reject(unreadable(image, error)));
    if (bytesRead === 0) throw new SealError("IMAGE", `${image}: ended early: it changed while it was read; try again`);
    done += bytesRead;
  }
}

function unreadable(image: string, error: unknown): SealError {
  return new SealError("FILE", `${image}: cannot be read (${codeOf(error)}): check the name and the rights on it`);
}
