// The files of an image's primary tree as a listing; and its MANIFEST and release note.

import {
  isBlankSeal,
  type Manifest,
  manifestLimit,
  manifestPath,
  type Note,
  parentOf,
  parseManifest,
  parseSeal,
  sealPath,
  sealSize,
  withParents,
} from "../../format/index.ts";
import { hashData, Rereads, readStart } from "../compare/file-data.ts";
import { ImageSource } from "./image-source.ts";
import type { Listing } from "./listing.ts";
import { surveyImage } from "./survey.ts";

export interface ImageListing extends Listing {
  /** Names that another tree alone has, or whose data it has elsewhere. */
  readonly elsewhere: readonly string[];
}

/** Every file by the digest of its data. Throws ReproduceError. */
export async function listImage(path: string, onBytes: (bytes: number) => void): Promise<ImageListing> {
  const source = await ImageSource.open(path);
  try {
    const { files, trees } = await surveyImage(source);
    const rereads = new Rereads(source.size);
    const digests = new Map<string, string>();
    const elsewhere: string[] = [];
    const inOrder = [...files].sort(([, a], [, b]) => (a.extents[0]?.lba ?? 0) - (b.extents[0]?.lba ?? 0));
    for (const [key, file] of inOrder)
      if (key !== file.path) elsewhere.push(key);
      else {
        digests.set(key, await hashData(source, file, rereads));
        onBytes(file.size);
      }
    const folders = [...(trees.get("primary")?.folders.keys() ?? [])];
    const used = withParents([...digests.keys(), ...folders].map(parentOf));
    const emptyFolders = new Set(folders.filter((folder) => folder !== "" && !used.has(folder)));
    return { files: digests, emptyFolders, others: [], elsewhere };
  } finally {
    await source.close();
  }
}

export interface ImagePapers {
  readonly manifest: Manifest | undefined;
  readonly manifestBytes: Uint8Array | undefined;
  /** Undefined: it is not sealed. */
  readonly release: Note | undefined;
}

/** MANIFEST and the release note of an image. Throws ReproduceError, FormatError. */
export async function readPapers(path: string): Promise<ImagePapers> {
  const source = await ImageSource.open(path);
  try {
    const { files } = await surveyImage(source);
    const [manifestFile, sealFile] = [files.get(manifestPath), files.get(sealPath)];
    const manifestBytes = manifestFile === undefined ? undefined : await readStart(source, manifestFile, manifestLimit);
    const seal = sealFile?.size === sealSize ? await readStart(source, sealFile, sealSize) : undefined;
    return {
      manifest: manifestBytes === undefined ? undefined : parseManifest(manifestBytes),
      manifestBytes,
      release: seal === undefined || isBlankSeal(seal) ? undefined : parseSeal(seal).release,
    };
  } finally {
    await source.close();
  }
}
