// The files of a disc that the build itself makes: the blank seal, INSTALL, AANWIJZINGEN and MANIFEST.

import { mkdirSync, writeFileSync } from "node:fs";
import { sha256Of } from "../../files/digest.ts";
import {
  aanwijzingenPath,
  compareText,
  encodeAanwijzingen,
  encodeInstall,
  encodeManifest,
  type Install,
  installPath,
  manifestPath,
  sealPath,
  sealSize,
} from "../../format/index.ts";
import type { ReadFile } from "../sources/source.ts";

export interface Papers {
  readonly install: Install | undefined;
  readonly steps: readonly string[] | undefined;
}

/** INSTALL and AANWIJZINGEN, those that the release has, as files in `folder` (a new one, relative to the work folder). */
export function writePapers(workFolder: string, folder: string, { install, steps }: Papers): ReadFile[] {
  mkdirSync(`${workFolder}/${folder}`, { recursive: true });
  const papers: ReadFile[] = [];
  if (install !== undefined)
    papers.push(writeOne(workFolder, folder, installPath, encodeInstall(install.files, install)));
  if (steps !== undefined) papers.push(writeOne(workFolder, folder, aanwijzingenPath, encodeAanwijzingen(steps)));
  return papers;
}

/** The seal's place, zeros until the disc is sealed. */
export function writeBlankSeal(workFolder: string, folder: string): ReadFile {
  return writeOne(workFolder, folder, sealPath, new Uint8Array(sealSize));
}

export interface WrittenManifest extends ReadFile {
  readonly bytes: Uint8Array;
  /** How many files and bytes it lists. */
  readonly lists: { readonly files: number; readonly bytes: number };
}

/** MANIFEST over `files` in any order: all of the disc but itself and the seal. */
export function writeManifest(
  workFolder: string,
  folder: string,
  files: readonly ReadFile[],
  emptyFolders: readonly string[],
): WrittenManifest {
  const sorted = [...files].sort((a, b) => compareText(a.path, b.path));
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  const bytes = encodeManifest({ totalBytes, emptyFolders, files: sorted });
  const lists = { files: sorted.length, bytes: totalBytes };
  return { ...writeOne(workFolder, folder, manifestPath, bytes), bytes, lists };
}

function writeOne(workFolder: string, folder: string, path: string, bytes: Uint8Array): ReadFile {
  const place = `${folder}/${path.slice(path.lastIndexOf("/") + 1)}`;
  writeFileSync(`${workFolder}/${place}`, bytes);
  return { path, place, size: bytes.length, sha256: sha256Of(bytes), stamp: undefined, isPayload: false };
}
