// What a finished image says of its own making: release note and seal, INSTALL and AANWIJZINGEN, the kit, the fields of its primary
// descriptor, and its digests with and without the seal.

import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256Of } from "../../files/digest.ts";
import {
  aanwijzingenLimit,
  aanwijzingenPath,
  firstPagePath,
  installLimit,
  installPath,
  isBlankSeal,
  type Manifest,
  manifestLimit,
  manifestPath,
  parseManifest,
  parseSeal,
  type Seal,
  sealPath,
  sealSize,
} from "../../format/index.ts";
import { sectorBytes } from "../../iso9660/index.ts";
import { DataReader, Rereads, readStart } from "../compare/file-data.ts";
import { ReproduceError } from "../error.ts";
import { ImageSource, pieceBytes } from "../listing/image-source.ts";
import { surveyImage } from "../listing/survey.ts";
import type { FoundFile } from "../listing/tree-reader.ts";

const zegelFolder = "ZEGEL/";
/** Files in /ZEGEL that are not the kit's. */
const notKit = [sealPath, manifestPath, installPath, aanwijzingenPath];

export interface ReleasedImage {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of the file as it is: of a sealed one the master digest. */
  readonly sha256: string;
  /** With zeros in the seal's place: the image digest. */
  readonly unsealedSha256: string;
  /** First byte of /ZEGEL/SEAL. */
  readonly sealOffset: number;
  /** Undefined: it is not sealed. */
  readonly seal: { readonly bytes: Uint8Array; readonly notes: Seal } | undefined;
  readonly manifest: Manifest;
  readonly manifestSha256: string;
  /** As they lie on the disc. */
  readonly install: Uint8Array | undefined;
  readonly instructions: Uint8Array | undefined;
  readonly hasKit: boolean;
  /** Of the primary descriptor. `date`: `YYYY-MM-DDThh:mm:ssZ`. */
  readonly fields: { readonly volume: string; readonly publisher: string; readonly date: string };
}

/** Reads the image twice, structure and whole. `onBytes` gets bytes done. Throws ReproduceError, FormatError. */
export async function readReleasedImage(path: string, onBytes: (done: number) => void): Promise<ReleasedImage> {
  const source = await ImageSource.open(path);
  try {
    const { files } = await surveyImage(source);
    const sealFile = files.get(sealPath);
    const [extent, second] = sealFile?.extents ?? [];
    if (sealFile?.size !== sealSize || extent === undefined || second !== undefined)
      throw kind(path, `${sealPath} of ${sealSize} bytes in one piece`);
    const paper = async (name: string, limit: number) => {
      const file = files.get(name);
      return file === undefined ? undefined : readStart(source, file, limit);
    };
    const manifestBytes = await paper(manifestPath, manifestLimit);
    if (manifestBytes === undefined) throw kind(path, manifestPath);
    const sealBytes = await readStart(source, sealFile, sealSize);
    const manifest = parseManifest(manifestBytes);
    const sealOffset = extent.lba * sectorBytes;
    return {
      path,
      size: source.size,
      ...(await digestsOf(source, sealOffset, onBytes)),
      sealOffset,
      seal: isBlankSeal(sealBytes) ? undefined : { bytes: sealBytes, notes: parseSeal(sealBytes) },
      manifest,
      manifestSha256: sha256Of(manifestBytes),
      install: await paper(installPath, installLimit),
      instructions: await paper(aanwijzingenPath, aanwijzingenLimit),
      hasKit: kitPaths(manifest).length > 0,
      fields: await readFields(source),
    };
  } finally {
    await source.close();
  }
}

/** Writes the kit that lies on the image into `folder`, a new one, as `build-iso --kit` takes it. Throws ReproduceError. */
export async function copyKit(image: ReleasedImage, folder: string): Promise<void> {
  const source = await ImageSource.open(image.path);
  try {
    const { files } = await surveyImage(source);
    mkdirSync(folder);
    const rereads = new Rereads(source.size); // files of a hostile image may overlap, and fill the disk
    // The names are those of a MANIFEST that parsed: none of them points out of the folder.
    for (const path of kitPaths(image.manifest)) {
      const file = files.get(path);
      if (file === undefined) throw kind(image.path, path);
      rereads.spend(file.size);
      const to = join(folder, withoutZegel(path));
      mkdirSync(dirname(to), { recursive: true });
      const target = await open(to, "wx");
      await copyFile(source, file, target).finally(() => target.close());
    }
    for (const path of image.manifest.emptyFolders)
      if (path.startsWith(zegelFolder)) mkdirSync(join(folder, withoutZegel(path)), { recursive: true });
  } finally {
    await source.close();
  }
}

function kitPaths({ files }: Manifest): string[] {
  const isKit = (path: string) => path === firstPagePath || (path.startsWith(zegelFolder) && !notKit.includes(path));
  return files.map(({ path }) => path).filter(isKit);
}

const withoutZegel = (path: string) => (path.startsWith(zegelFolder) ? path.slice(zegelFolder.length) : path);

async function copyFile(source: ImageSource, file: FoundFile, target: FileHandle): Promise<void> {
  const reader = new DataReader(source, file.extents);
  for (let left = file.size; left > 0; ) {
    const wanted = Math.min(pieceBytes, left);
    const piece = await reader.next(wanted);
    if (piece.length < wanted) throw kind(source.path, `all of ${file.path}`);
    await target.writeFile(piece);
    left -= wanted;
  }
}

async function digestsOf(source: ImageSource, sealOffset: number, onBytes: (done: number) => void) {
  const [whole, unsealed] = [createHash("sha256"), createHash("sha256")];
  const piece = new Uint8Array(pieceBytes);
  for (let at = 0; at < source.size; at += pieceBytes) {
    const read = piece.subarray(0, await source.readBytes(at, piece));
    whole.update(read);
    const from = Math.min(Math.max(0, sealOffset - at), read.length);
    read.fill(0, from, Math.max(from, Math.min(read.length, sealOffset + sealSize - at)));
    unsealed.update(read);
    onBytes(at + read.length);
  }
  return { sha256: whole.digest("hex"), unsealedSha256: unsealed.digest("hex") };
}

/** ECMA-119 8.4: identifiers padded with blanks, the creation date in digits. */
async function readFields(source: ImageSource): Promise<ReleasedImage["fields"]> {
  const text = Buffer.from(await source.read(16, 1)).toString("latin1");
  const field = (from: number, to: number) => text.slice(from, to).trimEnd();
  const date = field(813, 827).replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6Z");
  return { volume: field(40, 72), publisher: field(318, 446), date };
}

function kind(path: string, expected: string): ReproduceError {
  return new ReproduceError("KIND", `${JSON.stringify(path)}: expected a release's image with ${expected}, found none`);
}
