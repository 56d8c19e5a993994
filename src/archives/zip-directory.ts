// The records of a zip's directory: what it says of each entry. APPNOTE.TXT 4.3.12, 4.4.

import { decodeUtf8, FormatError, quote } from "../format/index.ts";
import { type ArchiveBytes, ArchiveFault, type OnFault, u16, u32 } from "./bytes.ts";
import type { ZipEnd } from "./zip-end.ts";
import { judgeExtra, readExtra, readSizes, type ZipSizes } from "./zip-extra.ts";

const signature = 0x02014b50;
const fixedBytes = 46;
const encryptedFlag = 1;
export const descriptorFlag = 8;
const utf8Flag = 0x800;
/** Bits 1 and 2 tell how hard it was packed. All others change how the entry is read, or have no meaning. */
export const levelFlags = 6;
const knownFlags = encryptedFlag | levelFlags | descriptorFlag | utf8Flag;
/** Stored and deflated entries with 64-bit sizes need 4.5; beyond it some programs pass the entry over. */
export const versionLimit = 45;
/** Systems whose names and attributes all programs take alike: MS-DOS, Unix, OS/2, Mac, NTFS (two numbers), VFAT, macOS. */
const knownSystems = new Set([0, 3, 6, 7, 10, 11, 14, 19]);
const [volumeAttribute, folderAttribute] = [0x08, 0x10];
const fileTypeMask = 0o170000;
const [regularType, folderType] = [0o100000, 0o040000];

export interface ZipRecord extends ZipSizes {
  readonly rawName: Uint8Array;
  /** Always taken for UTF-8, whatever the flag says; undefined: it is not. */
  readonly name: string | undefined;
  /** For messages: the name, quoted. */
  readonly where: string;
  readonly kind: "file" | "folder" | "other";
  /** Of its Unix mode; 0: it has none. */
  readonly unixType: number;
  /** Without those that tell how hard it was packed. */
  readonly flags: number;
  readonly isEncrypted: boolean;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly crc32: number;
  /** MS-DOS date and time, which have no time zone. */
  readonly date: number;
  readonly time: number;
}

/** The records in their order. Throws ArchiveFault where the directory cannot be followed. */
export function readDirectory(zip: ArchiveBytes, end: ZipEnd, onFault: OnFault): ZipRecord[] {
  const directory = zip.read(end.directoryAt, end.directoryBytes);
  const records: ZipRecord[] = [];
  let at = 0;
  while (at < directory.length && records.length < end.entries) {
    const number = records.length + 1;
    if (at + fixedBytes > directory.length || u32(directory, at) !== signature) {
      onFault(new ArchiveFault(`entry ${number} of ${end.entries} is not where the directory must have it`));
      return records;
    }
    const [nameBytes, extraBytes, commentBytes] = [
      u16(directory, at + 28),
      u16(directory, at + 30),
      u16(directory, at + 32),
    ];
    const next = at + fixedBytes + nameBytes + extraBytes + commentBytes;
    if (next > directory.length) {
      onFault(new ArchiveFault(`entry ${number} of ${end.entries} reaches behind the directory's end`));
      return records;
    }
    records.push(readRecord(directory.subarray(at, next), nameBytes, extraBytes, end.shift, onFault));
    at = next;
  }
  if (records.length !== end.entries)
    onFault(new ArchiveFault(`its directory has ${records.length} entries, and its end record says ${end.entries}`));
  if (at !== directory.length) onFault(new ArchiveFault("something lies behind the last entry of its directory"));
  return records;
}

function readRecord(
  record: Uint8Array,
  nameBytes: number,
  extraBytes: number,
  shift: number,
  onFault: OnFault,
): ZipRecord {
  const rawName = record.slice(fixedBytes, fixedBytes + nameBytes);
  const name = utf8Of(rawName);
  const where = `the directory's entry of ${quote(name ?? latin1(rawName))}`;
  const mode = u16(record, 40);
  const plain = { packed: u32(record, 20), size: u32(record, 24), disk: u16(record, 34), localAt: u32(record, 42) };
  let sizes: ZipSizes = { ...plain, isZip64: false };
  try {
    const extra = readExtra(record.subarray(fixedBytes + nameBytes, fixedBytes + nameBytes + extraBytes), where);
    judgeExtra(extra, rawName, where);
    sizes = readSizes(plain, extra, where);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    onFault(error);
  }
  const flags = u16(record, 8);
  judgeSystem(record, name, where, onFault);
  return {
    ...sizes,
    localAt: sizes.localAt + shift,
    rawName,
    name,
    where,
    kind: kindOf(rawName.at(-1) === 0x2f, mode & fileTypeMask),
    unixType: mode & fileTypeMask,
    flags: flags & ~levelFlags,
    isEncrypted: (flags & encryptedFlag) !== 0,
    method: u16(record, 10),
    crc32: u32(record, 16),
    date: u16(record, 14),
    time: u16(record, 12),
  };
}

/** What makes some programs take an entry for something else, or pass it over. */
function judgeSystem(record: Uint8Array, name: string | undefined, where: string, onFault: OnFault): void {
  const isFolder = name?.endsWith("/") === true;
  const [system, needed, flags, attributes] = [record[5] ?? 0, u16(record, 6), u16(record, 8), record[38] ?? 0];
  if (!knownSystems.has(system)) onFault(new ArchiveFault(`${where} was made on a system of kind ${system}`));
  if (needed > versionLimit) onFault(new ArchiveFault(`${where} needs a program of version ${needed / 10}`));
  if ((flags & ~knownFlags) !== 0) onFault(new ArchiveFault(`${where} has flags of an unknown or patched kind`));
  if ((attributes & volumeAttribute) !== 0) onFault(new ArchiveFault(`${where} has the attributes of a volume label`));
  if ((attributes & folderAttribute) !== 0 && !isFolder)
    onFault(new ArchiveFault(`${where} has the attributes of a folder and the name of a file`));
  if (name?.split("/").every((part) => part === "" || part === ".") === true && !isRootFolder(name))
    onFault(new ArchiveFault(`${where} has no name of its own`));
}

/** "./", as bsdtar and zip write the folder itself. */
export function isRootFolder(name: string): boolean {
  return /^(?:\.\/)+$/.test(name);
}

function kindOf(hasSlash: boolean, unixType: number): ZipRecord["kind"] {
  if (unixType !== 0 && unixType !== (hasSlash ? folderType : regularType)) return "other";
  return hasSlash ? "folder" : "file";
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return decodeUtf8(bytes, "name");
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Each byte as the character of its number, for what is no UTF-8. */
export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
