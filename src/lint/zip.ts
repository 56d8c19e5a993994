// The entries of a zip, by its central directory, each read on its own: one that is broken spoils no other.
// APPNOTE.TXT 4.3, 4.4. Not yauzl, which gives up the whole archive at the first entry that is wrong.

import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, EntryFault } from "./item.ts";

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const directoryBytes = 46;
const localBytes = 30;
const commentLimit = 65_535;
const encryptedFlag = 1;
const unixTypeMask = 0o170000;
const unixLink = 0o120000;

/** Throws EntryFault where the archive as a whole, or the rest of its directory, cannot be followed. */
export function* zipEntries(bytes: Uint8Array, entryLimit: number): Generator<Entry> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count === 0xffff) throw new EntryFault("a zip of the 64-bit kind", true);
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + directoryBytes > end || zip.readUInt32LE(at) !== directorySignature)
      throw new EntryFault(`entry ${i + 1} of ${count} is not where the directory says`);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const next = at + directoryBytes + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
    if (next > end) throw new EntryFault(`entry ${i + 1} of ${count} is longer than the directory`);
    yield entryAt(zip, at, nameBytes ?? 0, entryLimit);
    at = next;
  }
  if (at !== end) throw new EntryFault("something lies between the directory and its end");
}

/** The last end record whose comment reaches to the end of the file. */
function findEnd(zip: Buffer): number {
  const from = Math.max(0, zip.length - endBytes - commentLimit);
  for (let at = zip.length - endBytes; at >= from; at--)
    if (zip.readUInt32LE(at) === endSignature && at + endBytes + zip.readUInt16LE(at + 20) === zip.length) return at;
  throw new EntryFault("a zip without its end");
}

function entryAt(zip: Buffer, at: number, nameBytes: number, entryLimit: number): Entry {
  const rawName = zip.subarray(at + directoryBytes, at + directoryBytes + nameBytes);
  const name = rawName.toString("utf8");
  const unixType = (zip.readUInt32LE(at + 38) >>> 16) & unixTypeMask;
  const isLink = unixType === unixLink;
  return {
    name,
    kind: isLink ? "link" : name.endsWith("/") ? "folder" : "file",
    target: "",
    time: dosTime(zip.readUInt16LE(at + 14), zip.readUInt16LE(at + 12)),
    read: () => readEntry(zip, at, rawName, entryLimit),
  };
}

function readEntry(zip: Buffer, at: number, rawName: Buffer, entryLimit: number): Uint8Array {
  const method = zip.readUInt16LE(at + 10);
  const [packed, size, local] = [20, 24, 42].map((offset) => zip.readUInt32LE(at + offset)) as [number, number, number];
  if ((zip.readUInt16LE(at + 8) & encryptedFlag) !== 0) throw new EntryFault("is encrypted");
  if ([packed, size, local].includes(0xffffffff)) throw new EntryFault("is of the 64-bit kind", true);
  if (size > entryLimit) throw new EntryFault(`has ${size} bytes, more than ${entryLimit}`, true);
  if (local + localBytes > zip.length || zip.readUInt32LE(local) !== localSignature)
    throw new EntryFault("has no header where the directory says");
  const from = local + localBytes + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const localName = zip.subarray(local + localBytes, local + localBytes + zip.readUInt16LE(local + 26));
  if (!localName.equals(rawName)) throw new EntryFault("has another name in its own header than in the directory");
  if (from + packed > zip.length) throw new EntryFault("reaches behind the end of the archive");
  const data = zip.subarray(from, from + packed);
  const content = unpack(data, method, size);
  if (content.length !== size || crc32(content) !== zip.readUInt32LE(at + 16))
    throw new EntryFault("is not what its size and CRC-32 say");
  return content;
}

function unpack(data: Buffer, method: number, size: number): Uint8Array {
  if (method === 0) return data;
  if (method !== 8) throw new EntryFault(`is packed by method ${method}`, true);
  try {
    return inflateRawSync(data, { maxOutputLength: size + 1 });
  } catch {
    throw new EntryFault("cannot be unpacked, or is longer than it says");
  }
}

/** MS-DOS date and time, which have no time zone; 1980-01-01 and 1980-02-01 (Gradle, Maven) say nothing. */
function dosTime(date: number, time: number): number | undefined {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  if (year === 1980 && month <= 2) return undefined;
  return Date.UTC(year, month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2) / 1000;
}
