// Unpacks a zip into the staging folder. The archive is judged whole before the first byte is unpacked.

import { closeSync, fstatSync, readSync } from "node:fs";
import { type ArchiveBytes, ArchiveFault, refuse } from "../archives/bytes.ts";
import { contentFault, deflated, readZip, stored, type ZipEntry } from "../archives/zip.ts";
import { isRootFolder, latin1 } from "../archives/zip-directory.ts";
import { openFileSync } from "../files/bounded.ts";
import { count, inflated, isInflateError, pieces, type Unpacked } from "../files/inflate.ts";
import { quote } from "../format/index.ts";
import type { StagedFile, Staging } from "./staging.ts";

/** Throws BuildError REFUSED for limits, ArchiveFault for a zip that is broken; other refusals are in `staging`. */
export async function unpackZip(path: string, staging: Staging, signal: AbortSignal | undefined): Promise<void> {
  const fd = openFileSync(path);
  try {
    const zip = bytesOfFile(fd);
    const files = readZip(zip, refuse).flatMap((entry) => {
      const path = judgeEntry(entry, staging);
      if (path === undefined) return [];
      if (entry.kind === "file") staging.reserve(path, entry.size);
      return [{ entry, path }];
    });
    await staging.checkRoom();
    for (const file of files) {
      signal?.throwIfAborted();
      await unpackEntry(zip, file.entry, file.path, staging);
    }
  } finally {
    closeSync(fd);
  }
}

/** Throws ArchiveFault where it no longer has the bytes that it had. */
export function bytesOfFile(fd: number): ArchiveBytes {
  return {
    size: fstatSync(fd).size,
    read: (at, length) => {
      const bytes = new Uint8Array(length);
      for (let filled = 0; filled < length; ) {
        const got = readSync(fd, bytes, filled, length - filled, at + filled);
        if (got === 0) throw new ArchiveFault("it became shorter while it was read");
        filled += got;
      }
      return bytes;
    },
  };
}

/** The path of what is unpacked: a file, or a folder, which must have no content. Everything else is refused. */
function judgeEntry(entry: ZipEntry, staging: Staging): string | undefined {
  if (entry.name === undefined) {
    const shown = latin1(entry.rawName);
    staging.refuse(shown, "has a name that is not UTF-8 (shown as Latin-1)", "pack it with names in UTF-8");
    return undefined;
  }
  const isRoot = isRootFolder(entry.name);
  const path = isRoot ? "" : staging.pathOf(entry.name);
  if (path === undefined) return undefined;
  if (entry.kind === "other") staging.refuse(path, "is a link or a device, or a file with the name of a folder");
  else if (entry.isEncrypted) staging.refuse(path, "is encrypted", "pack it without a password");
  else if (entry.method !== stored && entry.method !== deflated)
    staging.refuse(path, `is packed by method ${entry.method}`, "pack it with deflate");
  else if (entry.kind === "folder" && entry.size > 0) staging.refuse(path, "is a folder with content");
  else {
    if (entry.kind === "folder" && !isRoot) staging.addFolder(path);
    return path;
  }
  return undefined;
}

async function unpackEntry(zip: ArchiveBytes, entry: ZipEntry, path: string, staging: Staging): Promise<void> {
  if (entry.kind === "folder") {
    if (!staging.isRefused) await unpackInto(undefined, zip, entry);
    return;
  }
  const file = staging.begin(path);
  try {
    if (!staging.isRefused) await unpackInto(file, zip, entry);
    file.end(); // where something is refused, only the name is still judged with the others
  } finally {
    file.abandon();
  }
}

async function unpackInto(file: StagedFile | undefined, zip: ArchiveBytes, entry: ZipEntry): Promise<void> {
  const from = entry.dataAt ?? 0;
  const packed = pieces(zip.read, from, from + entry.packed);
  const result: Unpacked = { packed: 0, size: 0, crc32: 0 };
  try {
    for await (const chunk of entry.method === stored ? storedPieces(packed, result) : inflated(packed, result)) {
      if (result.size > entry.size) throw new ArchiveFault("it is longer than the directory says");
      file?.data(chunk);
    }
  } catch (error) {
    if (isInflateError(error) || error instanceof ArchiveFault)
      throw new ArchiveFault(`${quote(entry.name ?? "")}: ${error.message}`);
    throw error;
  }
  const fault = contentFault(entry, result);
  if (fault !== undefined) throw new ArchiveFault(`${quote(entry.name ?? "")}: ${fault}`);
}

function* storedPieces(packed: Iterable<Uint8Array>, result: Unpacked): Generator<Uint8Array, void> {
  for (const piece of packed) {
    count(piece, result);
    result.packed += piece.length;
    yield piece;
  }
}
