// One side of a comparison of releases: what a release note, a MANIFEST or an image says that it releases.

import { dirname, join } from "node:path";
import { sha256Of } from "../../files/digest.ts";
import {
  encodeUtf8,
  type Manifest,
  manifestLimit,
  noteLimit,
  parseManifest,
  parseNoteFile,
  parseRelease,
  quote,
  type Release,
  refuseResaved,
  textDigest,
  typeLineOf,
} from "../../format/index.ts";
import { ReproduceError } from "../error.ts";
import { readPapers } from "../listing/image.ts";
import { ImageSource } from "../listing/image-source.ts";
import type { Listing } from "../listing/listing.ts";

export interface ReleaseSide {
  readonly path: string;
  readonly release: Release | undefined;
  /** Digest of the note's text. */
  readonly releaseSha256: string | undefined;
  /** Undefined: a note without its MANIFEST beside it. */
  readonly listing: Listing | undefined;
}

const firstLineOfNote = `${typeLineOf("release")}\n`;
const firstLineOfManifest = "# zegel/manifest v1\n";

export type FileKind = "note" | "manifest" | "image";

/** What a file is, by how it begins. Throws ReproduceError FILE, KIND; FormatError for a note that a program saved anew. */
export async function kindOfFile(path: string): Promise<FileKind> {
  const start = await readWhole(path, noteLimit, false);
  const begins = (text: string) => Buffer.compare(start.subarray(0, text.length), encodeUtf8(text)) === 0;
  if (begins(firstLineOfNote)) return "note";
  if (begins(firstLineOfManifest)) return "manifest";
  refuseResaved(start, path);
  return "image";
}

/** Throws ReproduceError, FormatError. */
export async function readReleaseSide(path: string): Promise<ReleaseSide> {
  switch (await kindOfFile(path)) {
    case "manifest":
      return {
        path,
        release: undefined,
        releaseSha256: undefined,
        listing: listingOf(parseManifest(await readWhole(path, manifestLimit))),
      };
    case "note": {
      const { text } = parseNoteFile(await readWhole(path, noteLimit), path);
      const release = parseRelease(text);
      return { path, release, releaseSha256: textDigest(text), listing: await listingBeside(path, release) };
    }
    default: {
      const { manifest, manifestBytes, release: note } = await readPapers(path);
      if (manifest === undefined || manifestBytes === undefined)
        throw new ReproduceError("KIND", `${quote(path)}: expected an image with ZEGEL/MANIFEST, found none`);
      const release = note === undefined ? undefined : parseRelease(note.text);
      if (release !== undefined && !release.manifests.includes(sha256Of(manifestBytes)))
        throw new ReproduceError("KIND", `${quote(path)}: its MANIFEST is not the one that its release note names`);
      const releaseSha256 = note === undefined ? undefined : textDigest(note.text);
      return { path, release, releaseSha256, listing: listingOf(manifest) };
    }
  }
}

function listingOf({ files, emptyFolders }: Manifest): Listing {
  return {
    files: new Map(files.map(({ path, sha256 }) => [path, sha256])),
    emptyFolders: new Set(emptyFolders),
    others: [],
  };
}

/** build-iso writes MANIFEST beside the note. One that the note does not name is another release's. */
async function listingBeside(note: string, { manifests, disc }: Release): Promise<Listing | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readWhole(join(dirname(note), "MANIFEST"), manifestLimit);
  } catch (error) {
    if (error instanceof ReproduceError && error.code === "FILE") return undefined;
    throw error;
  }
  return sha256Of(bytes) === manifests[disc - 1] ? listingOf(parseManifest(bytes)) : undefined;
}

/** A file of at most `limit` bytes, or with `isWhole` false its start. */
async function readWhole(path: string, limit: number, isWhole = true): Promise<Uint8Array> {
  const source = await ImageSource.open(path);
  try {
    if (isWhole && source.size > limit)
      throw new ReproduceError("LIMIT", `${quote(path)}: expected at most ${limit} bytes, found ${source.size}`);
    const bytes = new Uint8Array(Math.min(limit, source.size));
    await source.readBytes(0, bytes);
    return bytes;
  } finally {
    await source.close();
  }
}
