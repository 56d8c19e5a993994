// The entries of zip, tar and gzip as lint-payload looks at them: by the same readers as build-iso's, but a fault is told and
// what can still be read is read.

import { crc32 } from "node:zlib";
import { type ArchiveBytes, ArchiveFault, type OnFault } from "../archives/bytes.ts";
import { type GzipMember, gzipMembers } from "../archives/gzip.ts";
import { type TarEntry, TarReader } from "../archives/tar-reader.ts";
import { contentFault, deflated, readZip, stored, type ZipEntry } from "../archives/zip.ts";
import { inflateWhole, isInflateError, isTooLarge } from "../files/inflate.ts";
import { limits } from "./finding.ts";
import { type Entry, EntryFault } from "./item.ts";

const unixLink = 0o120000;
/** 1980-01-01, as payload.tar and many packers have it. */
const fixedTime = 315_532_800;

export function inMemory(bytes: Uint8Array): ArchiveBytes {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/** What a reader says of an archive becomes what is said of an entry. */
function asEntryFault(error: unknown): unknown {
  return error instanceof ArchiveFault ? new EntryFault(error.message) : error;
}

export function* zipEntries(bytes: Uint8Array, entryLimit: number, onFault: OnFault): Generator<Entry, void> {
  for (const entry of listZip(bytes, onFault)) {
    if (entry.kind === "folder" && entry.size > 0) onFault(new ArchiveFault(`${entry.where} is a folder with content`));
    yield {
      name: lossy(entry.rawName),
      kind: entry.unixType === unixLink ? "link" : entry.kind,
      target: "",
      time: dosTime(entry.date, entry.time),
      read: () => readZipEntry(bytes, entry, entryLimit),
    };
  }
}

function listZip(bytes: Uint8Array, onFault: OnFault): ZipEntry[] {
  try {
    return readZip(inMemory(bytes), onFault);
  } catch (error) {
    throw asEntryFault(error);
  }
}

function readZipEntry(bytes: Uint8Array, entry: ZipEntry, entryLimit: number): Uint8Array {
  const { isEncrypted, method, size, packed, dataAt } = entry;
  if (isEncrypted) throw new EntryFault("is encrypted");
  if (size > entryLimit) throw new EntryFault(`has ${size} bytes, more than ${entryLimit}`, "LIMIT");
  if (dataAt === undefined) throw new EntryFault("is not where the directory says");
  if (method !== stored && method !== deflated) throw new EntryFault(`is packed by method ${method}`, "LIMIT");
  const data = bytes.subarray(dataAt, dataAt + packed);
  const { content, result } =
    method === stored
      ? { content: data, result: { packed: data.length, size: data.length, crc32: crc32(data) } }
      : inflate(data, size + 1, "is longer than it says");
  const fault = contentFault(entry, result);
  if (fault !== undefined) throw new EntryFault(`is not what the directory says: ${fault}`);
  return content;
}

/** Throws EntryFault; with `tooLarge` undefined, what goes beyond `limit` is a limit of ours. */
function inflate(packed: Uint8Array, limit: number, tooLarge?: string) {
  try {
    return inflateWhole(packed, limit);
  } catch (error) {
    if (isTooLarge(error))
      throw tooLarge === undefined
        ? new EntryFault("has more bytes unpacked than are looked into", "LIMIT")
        : new EntryFault(tooLarge);
    if (isInflateError(error)) throw new EntryFault("cannot be unpacked");
    throw error;
  }
}

/** In one piece in memory, so that each file is one piece of it. */
export function* tarEntries(bytes: Uint8Array, entryLimit: number, onFault: OnFault): Generator<Entry, void> {
  const entries: Entry[] = [];
  const reader = new TarReader((entry) => {
    if (entries.length >= limits.entries) throw new EntryFault(`has more than ${limits.entries} entries`, "LIMIT");
    let content = new Uint8Array(0) as Uint8Array;
    entries.push(tarEntry(entry, entryLimit, () => content));
    return {
      data: (piece) => {
        content = piece;
      },
      end: () => {},
    };
  }, onFault);
  let fault: unknown;
  try {
    reader.write(bytes);
    reader.end();
  } catch (error) {
    fault = error;
  }
  yield* entries;
  if (fault !== undefined) throw asEntryFault(fault);
}

function tarEntry(entry: TarEntry, entryLimit: number, content: () => Uint8Array): Entry {
  const { type, name, linkName, size, time } = entry;
  return {
    name: lossy(name),
    kind: type === "symlink" ? "link" : type === "special" ? "other" : type,
    target: lossy(linkName),
    time: time === 0 || time === fixedTime || !Number.isFinite(time) ? undefined : time,
    read: () => {
      if (size > entryLimit) throw new EntryFault(`has ${size} bytes, more than ${entryLimit}`, "LIMIT");
      if (content().length !== size) throw new EntryFault("is cut off");
      return content();
    },
  };
}

/** All members one behind the other. Throws EntryFault. */
export function gunzip(
  bytes: Uint8Array,
  limit: number,
  onMember: (member: GzipMember) => void,
  onFault: OnFault,
): Uint8Array {
  const parts: Uint8Array[] = [];
  let left = limit;
  try {
    const members = gzipMembers(inMemory(bytes), crc32, onFault);
    for (let next = members.next(); next.done !== true; ) {
      onMember(next.value);
      const { content, result } = inflate(bytes.subarray(next.value.dataAt), left);
      parts.push(content);
      left -= content.length;
      next = members.next(result);
    }
  } catch (error) {
    throw asEntryFault(error);
  }
  return parts.length === 1 ? (parts[0] ?? new Uint8Array(0)) : new Uint8Array(Buffer.concat(parts));
}

function lossy(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** MS-DOS date and time, which have no time zone; 1980-01-01 and 1980-02-01 (Gradle, Maven) say nothing. */
function dosTime(date: number, time: number): number | undefined {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  if (year === 1980 && month <= 2) return undefined;
  return Date.UTC(year, month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2) / 1000;
}
