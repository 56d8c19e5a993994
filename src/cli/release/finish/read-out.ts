// What was made in out/: of images and escrow bundles the seal alone, of the rest the digests.

import { closeSync, existsSync, readSync, statSync } from "node:fs";
import { openFileSync, readBytesSync } from "../../../files/bounded.ts";
import { digestFile } from "../../../files/digest.ts";
import { walkFolder } from "../../../files/walk.ts";
import { decodeUtf8, FormatError, parseRelease, sealSize, tryParse } from "../../../format/index.ts";
import {
  type BuiltDisc,
  escrowName,
  type FinishedDisc,
  type Master,
  masterName,
  outSumsName,
  type Published,
  publicBundle,
  signedName,
  sumsName,
} from "../../../release-folder/index.ts";
import type { FolderReader } from "../read-notes.ts";
import { readEscrow } from "./read-escrow.ts";

/** Files of a bundle, and bytes of a list of their digests: far more than any has. */
const fileLimit = 100_000;
const sumsLimit = 64 * 1024 * 1024;

export function readFinished(reader: FolderReader, { disc, note }: BuiltDisc, discs: number): FinishedDisc {
  const [signed, path, escrow] = [signedName(disc, discs), masterName(disc, discs), escrowName(disc, discs)];
  const release = note === undefined ? undefined : tryParse(() => parseRelease(note.note.text));
  const sealAt = release === undefined || release instanceof FormatError ? undefined : release.sealOffset;
  return {
    disc,
    note: existsSync(reader.at(signed)) ? reader.note(signed) : undefined,
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
  return reader.try(path, () => {
    const lines = decodeUtf8(readBytesSync(reader.at(path), sumsLimit), path).split("\n");
    const sums = new Map<string, string>();
    for (const line of lines.slice(0, -1)) {
      const [, sha256 = "", name = ""] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (name === "" || name.split("/").includes("..") || name.startsWith("/") || sums.has(name))
        throw new FormatError("FIELD", path, "a digest, two blanks and a name, each name once", line);
      sums.set(name, sha256);
    }
    if (lines.at(-1) !== "") throw new FormatError("FIELD", path, "a line feed at its end", lines.at(-1) ?? "");
    return sums;
  });
}
