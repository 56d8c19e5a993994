// A zip of messages: judged whole by src/archives before anything of it is used, its entries unpacked piece by piece and never to disk.
// The name of an entry is shown, and never used as a path. docs/spec/crosscheck.md, "Zips"

import { closeSync, fstatSync, readSync } from "node:fs";
import { type ArchiveBytes, ArchiveFault, refuse } from "../../archives/bytes.ts";
import { contentFault, deflated, isZip, readZip, stored, type ZipEntry } from "../../archives/zip.ts";
import { FileError, openFileSync } from "../../files/bounded.ts";
import { count, inflated, isInflateError, pieces, type Unpacked } from "../../files/inflate.ts";
import { shown } from "../../format/index.ts";
import { ReadError } from "./error.ts";

export interface OpenZip {
  /** Files in it, in the order of its directory. */
  readonly entries: readonly ZipFile[];
  close(): void;
}

export interface ZipFile {
  readonly name: string;
  /** Bytes, as the directory says. */
  readonly size: number;
  /** The bytes, unpacked as they are asked for. Throws ReadError where they are not what the directory says, at their end at the latest. */
  read(): AsyncGenerator<Uint8Array, void>;
}

/** No zip: the bytes in which it tells what it is instead. */
export interface PlainFile {
  readonly start: Uint8Array;
  /** Bytes in all, as the system has it now. */
  readonly size: number;
}

/** `startBytes`: of a file that is no zip. Throws FileError, ReadError. */
export function openZip(path: string, startBytes: number): OpenZip | PlainFile {
  const fd = openFileSync(path);
  let isOpen = true;
  const close = () => {
    if (isOpen) closeSync(fd);
    isOpen = false;
  };
  try {
    const zip = bytesOf(fd, path);
    if (!isZip(zip)) {
      const start = zip.read(0, Math.min(zip.size, startBytes));
      close();
      return { start, size: zip.size };
    }
    return { entries: filesOf(zip), close };
  } catch (error) {
    close();
    throw error instanceof ArchiveFault ? new ReadError("ZIP", { detail: error.message }) : error;
  }
}

function bytesOf(fd: number, path: string): ArchiveBytes {
  const read = (at: number, length: number) => {
    const bytes = new Uint8Array(length);
    for (let from = 0; from < length; ) {
      const got = readSync(fd, bytes, from, length - from, at + from);
      if (got === 0) throw new FileError(shown`${path}: it became shorter while it was read: try again`, false);
      from += got;
    }
    return bytes;
  };
  return { size: fstatSync(fd).size, read };
}

/** Throws ArchiveFault, ReadError: what is not taken makes the whole zip unfit. */
function filesOf(zip: ArchiveBytes): ZipFile[] {
  const names = new Set<string>();
  return readZip(zip, refuse).flatMap((entry) => {
    const what = unfit(entry);
    if (what !== undefined) throw new ReadError("ZIP_ENTRY", { what });
    const name = (entry.name as string).replace(/^(?:\.\/)+/, "");
    // As Windows compares them: two names that are one there would be one file when it is unpacked.
    const key = name.normalize("NFC").toLowerCase();
    if (names.has(key)) throw new ReadError("TWICE", { what: name });
    names.add(key);
    return entry.kind === "folder" ? [] : [{ name, size: entry.size, read: () => unpacked(zip, entry) }];
  });
}

/** Why no zip with this entry is read; undefined: it is fit. */
function unfit({ name, kind, isEncrypted, method, dataAt }: ZipEntry): string | undefined {
  if (isEncrypted) return "encryption";
  if (method !== stored && method !== deflated) return `packing method ${method}`;
  if (name === undefined) return "a name that is no UTF-8";
  if (kind === "other") return "a link or a device";
  return dataAt === undefined ? "an entry whose data are missing" : undefined;
}

async function* unpacked(zip: ArchiveBytes, entry: ZipEntry): AsyncGenerator<Uint8Array, void> {
  const { dataAt = 0, packed, method } = entry;
  const result: Unpacked = { packed: 0, size: 0, crc32: 0 };
  const parts = pieces(zip.read, dataAt, dataAt + packed);
  try {
    if (method === stored)
      for (const piece of parts) {
        count(piece, result);
        result.packed += piece.length;
        yield piece;
      }
    else yield* inflated(parts, result);
  } catch (error) {
    if (isInflateError(error)) throw new ReadError("ZIP", { detail: `${entry.where} cannot be unpacked` });
    throw error;
  }
  const fault = contentFault(entry, result);
  if (fault !== undefined) throw new ReadError("ZIP", { detail: `${entry.where}: ${fault}` });
}
