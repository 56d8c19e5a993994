// What was made in out/: of images and escrow bundles the seal alone, of the rest the digests.

import { closeSync, existsSync, readSync, statSync } from "node:fs";
import { openFileSync, readBytesSync } from "../../../files/bounded.ts";
import { digestFile } from "../../../files/digest.ts";
import { walkFolder } from "../../../files/walk.ts";
import { equalBytes, FormatError, noteLimit, parseRelease, sealSize, tryParse } from "../../../format/index.ts";
import {
  type BuiltDisc,
  escrowName,
  type FinishedDisc,
  type Master,
  masterName,
  officersBundle,
  outSumsName,
  type Published,
  parseSums,
  proofName,
  publicBundle,
  type ReleaseFolder,
  requestName,
  reviewersBundle,
  signedName,
  sumsLimit,
  sumsName,
} from "../../../release-folder/index.ts";
import { requestLimit } from "../../../sign/index.ts";
import { readProof } from "../log/read-log.ts";
import { FolderReader } from "../read-notes.ts";
import { readEscrow } from "./read-escrow.ts";

/** Files of a bundle: far more than any has. */
const fileLimit = 100_000;

export function readFinished(reader: FolderReader, { disc, note }: BuiltDisc, discs: number): FinishedDisc {
  const [signed, path, escrow] = [signedName(disc, discs), masterName(disc, discs), escrowName(disc, discs)];
  const release = note === undefined ? undefined : tryParse(() => parseRelease(note.note.text));
  const sealAt = release === undefined || release instanceof FormatError ? undefined : release.sealOffset;
  return {
    disc,
    note: existsSync(reader.at(signed)) ? reader.note(signed) : undefined,
    proof: readProof(reader, proofName(disc, discs)),
    master: existsSync(reader.at(path))
      ? reader.try(path, () => readMaster(reader.at(path), path, sealAt ?? 0))
      : undefined,
    escrow: existsSync(reader.at(escrow)) ? reader.try(escrow, () => readEscrow(reader.at(escrow), escrow)) : undefined,
  };
}

/** Its size, and the bytes where the seal is to be. */
function readMaster(file: string, path: string, sealAt: number): Master {
  const fd = openFileSync(file);
  try {
    const seal = new Uint8Array(sealSize);
    let length = 0;
    for (let got = 1; got > 0 && length < sealSize; length += got)
      got = readSync(fd, seal, length, sealSize - length, sealAt + length);
    return { path, size: statSync(file).size, seal: seal.slice(0, length) };
  } finally {
    closeSync(fd);
  }
}

/**
 * Undefined: there is nothing of it. `measured`: digests of large files that are known, by their paths in the folder; without it they
 * are not read.
 */
export function readPublished(reader: FolderReader, measured?: ReadonlyMap<string, string>): Published | undefined {
  const found = existsSync(reader.at(publicBundle))
    ? reader.try(publicBundle, () => filesOf(reader.at(publicBundle)))
    : undefined;
  const bundle = found?.length === 0 ? undefined : found; // an empty folder is no hindrance for whoever makes it
  const sums = readSums(reader, outSumsName);
  if (bundle === undefined && sums === undefined) return undefined;
  const files = bundle?.filter((file) => file !== sumsName);
  const own = (files ?? []).flatMap((file) => [file, `${publicBundle}/${file}`]);
  const digests = new Map<string, string>();
  for (const path of new Set([...own, ...[...(sums?.keys() ?? [])].map((file) => `out/${file}`)])) {
    const known = measured?.get(path);
    if (known !== undefined) digests.set(path, known);
    else if ((measured !== undefined || !isLarge(path)) && isFile(reader.at(path)))
      reader.try(path, () => digests.set(path, digestFile(reader.at(path)).sha256));
  }
  return { files, bundleSums: bundle && readSums(reader, `${publicBundle}/${sumsName}`), sums, digests };
}

/** Which bundles are of this build: one that was made before another build is nobody's any more. */
export function readBundles(
  reader: FolderReader,
  built: readonly BuiltDisc[],
): Pick<ReleaseFolder["bundles"], "reviewers" | "officers"> {
  const notes = built.map(({ folder }) => `${folder}/release.note`);
  return {
    reviewers: notes.every((path) => holdsSame(reader, reviewersBundle, path, noteLimit)),
    officers: holdsSame(reader, officersBundle, requestName, requestLimit),
  };
}

/** Whether the file of a bundle is the one of the folder. `limit`: bytes. */
function holdsSame(reader: FolderReader, bundle: string, path: string, limit: number): boolean {
  const [own, copy] = [reader.at(path), reader.at(`${bundle}/${path}`)];
  try {
    return existsSync(own) && existsSync(copy) && equalBytes(readBytesSync(own, limit), readBytesSync(copy, limit));
  } catch (error) {
    if (!FolderReader.isExpected(error)) throw error;
    return false; // of a file of the folder itself its step tells it
  }
}

/** False too where a folder of its path is none. */
function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Images, escrow bundles, payloads and kits. */
const isLarge = (path: string) => /\.(?:iso|tar)$|(?:^|\/)in\/kit(?:[./]|$)/.test(path);

/** A link or a pipe has no digest, and would pass unseen. Throws FormatError, and the system's error. */
function filesOf(folder: string): string[] {
  const files: string[] = [];
  for (const { entries, error } of walkFolder(folder)) {
    if (error !== undefined) throw error;
    const strange = entries.find(({ kind }) => kind !== "file" && kind !== "folder");
    if (strange !== undefined) throw new FormatError("PATH", folder, "files and folders only", strange.path);
    files.push(...entries.flatMap(({ path, kind }) => (kind === "folder" ? [] : [path])));
    if (files.length > fileLimit) throw new FormatError("LIMIT", folder, `at most ${fileLimit} files`, "more");
  }
  return files;
}

/** Undefined: there is none, or it is none, which is told. */
function readSums(reader: FolderReader, path: string): ReadonlyMap<string, string> | undefined {
  if (!existsSync(reader.at(path))) return undefined;
  return reader.try(path, () => parseSums(readBytesSync(reader.at(path), sumsLimit), path));
}
