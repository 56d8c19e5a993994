// Reads a zip as a whole: every byte belongs to one entry's local header, its data or its descriptor, to the directory, or to
// the end records; a local header says what the directory says. So a program that follows the directory, one that follows
// the local headers and one that searches see the same entries. APPNOTE.TXT 6.3.10. docs/spec/recipe.md, "Payload".

import { type ArchiveBytes, ArchiveFault, type Inflated, type OnFault, u16, u32, u64 } from "./bytes.ts";
import { descriptorFlag, levelFlags, readDirectory, versionLimit, type ZipRecord } from "./zip-directory.ts";
import { endsAsZip, readEnd } from "./zip-end.ts";
import { judgeExtra, readExtra, readSizes } from "./zip-extra.ts";

const localSignature = 0x04034b50;
const endSignature = 0x06054b50;
const splitSignature = 0x08074b50;
const descriptorSignature = 0x08074b50;
const localBytes = 30;
export const stored = 0;
export const deflated = 8;

export interface ZipEntry extends ZipRecord {
  /** Where its packed data begin; undefined: its local header was not found. */
  readonly dataAt: number | undefined;
}

/** By how it begins or ends. */
export function isZip(zip: ArchiveBytes): boolean {
  const first = zip.size < 4 ? 0 : u32(zip.read(0, 4), 0);
  return first === localSignature || first === endSignature || first === splitSignature || endsAsZip(zip);
}

/**
 * The entries in the directory's order; who unpacks them asks `contentFault` of each. Whether an entry is encrypted, how it
 * is packed and of what kind it is, is for the caller to refuse. Throws ArchiveFault where nothing can be read further.
 */
export function readZip(zip: ArchiveBytes, onFault: OnFault): ZipEntry[] {
  const end = readEnd(zip, onFault);
  const records = readDirectory(zip, end, onFault);
  const entries = records.map((record) => ({ record, dataAt: undefined as number | undefined }));
  const byPlace = [...entries].sort((a, b) => a.record.localAt - b.record.localAt);
  let owned = 0;
  for (const [i, entry] of byPlace.entries()) {
    const next = byPlace[i + 1]?.record.localAt ?? end.directoryAt;
    const { record } = entry;
    if (record.localAt > owned)
      onFault(new ArchiveFault(`${record.localAt - owned} bytes from byte ${owned} on belong to no entry`));
    if (record.method === stored && !record.isEncrypted && record.packed !== record.size)
      onFault(new ArchiveFault(`${record.where} is stored, and its two sizes differ`));
    if (record.localAt < owned) {
      // Not judged further: a million entries that share their bytes would be looked through a million times.
      onFault(new ArchiveFault(`${record.where} overlaps the one before it`));
      entry.dataAt = findLocal(zip, record, end.directoryAt)?.dataAt;
      if (entry.dataAt !== undefined) owned = Math.max(owned, entry.dataAt + record.packed);
      continue;
    }
    entry.dataAt = readLocal(zip, record, end.directoryAt, onFault);
    owned = entry.dataAt === undefined ? next : entry.dataAt + record.packed;
    if ((record.flags & descriptorFlag) !== 0 && entry.dataAt !== undefined) {
      if (record.method === stored && holdsDescriptor(zip, entry.dataAt, record.packed))
        onFault(new ArchiveFault(`${record.where} could end earlier: its data hold a descriptor of their beginning`));
      owned += descriptorLength(zip, record, owned, next, onFault);
    }
  }
  if (owned !== end.directoryAt)
    onFault(new ArchiveFault(`${end.directoryAt - owned} bytes before its directory belong to no entry`));
  return entries.map(({ record, dataAt }) => ({ ...record, dataAt }));
}

/** Why what was unpacked is not what the directory says, or undefined. */
export function contentFault({ packed, size, crc32 }: ZipRecord, found: Inflated): string | undefined {
  if (found.packed !== packed) return "something lies behind its packed data";
  if (found.size !== size || found.crc32 !== crc32) return "size or CRC-32 do not fit";
  return undefined;
}

/** The local header without its names, and where its data begin; undefined: they do not lie before `limit`. */
function findLocal(zip: ArchiveBytes, { localAt, packed }: ZipRecord, limit: number) {
  if (localAt < 0 || localAt + localBytes > limit) return undefined;
  const head = zip.read(localAt, localBytes);
  const dataAt = localAt + localBytes + u16(head, 26) + u16(head, 28);
  return u32(head, 0) !== localSignature || dataAt + packed > limit ? undefined : { head, dataAt };
}

/** Where its data begin, when they lie before the directory. */
function readLocal(zip: ArchiveBytes, record: ZipRecord, limit: number, onFault: OnFault): number | undefined {
  const { localAt, rawName, where } = record;
  const found = findLocal(zip, record, limit);
  if (found === undefined) {
    onFault(
      new ArchiveFault(`${where}: its local header is not where the directory says, or its data do not fit there`),
    );
    return undefined;
  }
  const { head, dataAt } = found;
  const names = zip.read(localAt + localBytes, dataAt - localAt - localBytes);
  const name = names.subarray(0, u16(head, 26));
  const differs = (what: string) =>
    onFault(new ArchiveFault(`${where}: its local header says something else than the directory (${what})`));
  if (name.length !== rawName.length || name.some((byte, i) => byte !== rawName[i])) differs("its name");
  if ((u16(head, 6) & ~levelFlags) !== record.flags) differs("its flags");
  if (u16(head, 8) !== record.method) differs("how it is packed");
  if (u16(head, 4) > versionLimit) differs("the version that it needs");
  try {
    judgeLocalNumbers(record, head, names.subarray(name.length), differs);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    onFault(error);
  }
  return dataAt;
}

/** Where a descriptor follows the data, the numbers in front may be zeros. Throws ArchiveFault. */
function judgeLocalNumbers(
  record: ZipRecord,
  head: Uint8Array,
  rawExtra: Uint8Array,
  differs: (what: string) => void,
): void {
  const where = `${record.where}: its local header`;
  const extra = readExtra(rawExtra, where);
  judgeExtra(extra, record.rawName, where);
  const plain = { packed: u32(head, 18), size: u32(head, 22), localAt: 0, disk: undefined };
  const { size, packed } = readSizes(plain, extra, where);
  const mayBeZero = (record.flags & descriptorFlag) !== 0;
  const isSame = (local: number, said: number) => local === said || (mayBeZero && local === 0);
  if (!isSame(u32(head, 14), record.crc32)) differs("its CRC-32");
  if (!isSame(size, record.size) || !isSame(packed, record.packed)) differs("its size");
}

/**
 * Bytes of the descriptor at `at`, which ends where the next entry or the directory begins: CRC-32, packed size and size, of
 * 32 or 64 bits, with or without a signature. APPNOTE.TXT 4.3.9.
 */
function descriptorLength(zip: ArchiveBytes, record: ZipRecord, at: number, next: number, onFault: OnFault): number {
  const length = next - at;
  if (![12, 16, 20, 24].includes(length)) {
    onFault(new ArchiveFault(`${record.where}: ${length} bytes behind its data are no descriptor`));
    return Math.max(0, length);
  }
  const bytes = zip.read(at, length);
  const hasSignature = length === 16 || length === 24;
  const from = hasSignature ? 4 : 0;
  const isWide = length >= 20;
  const [packed, size] = isWide
    ? [u64(bytes, from + 4), u64(bytes, from + 12)]
    : [u32(bytes, from + 4), u32(bytes, from + 8)];
  if (
    (hasSignature && u32(bytes, 0) !== descriptorSignature) ||
    u32(bytes, from) !== record.crc32 ||
    packed !== record.packed ||
    size !== record.size
  )
    onFault(new ArchiveFault(`${record.where}: the descriptor behind its data says something else than the directory`));
  return length;
}

/**
 * Whether stored data hold a descriptor that gives the bytes before it as their size. A program that reads from a pipe knows
 * no other end of such data (libarchive); a zip within a zip holds descriptors too, but not of this size.
 */
function holdsDescriptor(zip: ArchiveBytes, dataAt: number, length: number): boolean {
  const [windowBytes, descriptorBytes] = [1024 * 1024, 24];
  for (let from = 0; from < length; from += windowBytes) {
    const window = zip.read(dataAt + from, Math.min(windowBytes + descriptorBytes, length - from));
    for (let at = window.indexOf(0x50); at >= 0; at = window.indexOf(0x50, at + 1))
      if (u32(window, at) === descriptorSignature && u32(window, at + 8) === (from + at) % 2 ** 32) return true;
  }
  return false;
}
