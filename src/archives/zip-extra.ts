// The extra fields of a zip's headers. APPNOTE.TXT 4.5, 4.6; Info-ZIP's proginfo/extrafld.txt. A list of those that change
// nothing: what is not on it could give the file another name, kind or content in a program that knows it.

import { ArchiveFault, u16, u32, u64 } from "./bytes.ts";

const zip64Id = 0x0001;
const unicodePathId = 0x7075;
const asiUnixId = 0x756e;
const harmlessIds = new Set([
  0x000a, // NTFS: times
  0x000d, // PKWARE Unix: times, owner
  0x5455, // extended time stamp
  0x5855, // Info-ZIP Unix, old: times, owner
  0x7855, // Info-ZIP Unix: owner
  0x7875, // Info-ZIP Unix: owner
  0x4453, // Windows: rights
  0x6375, // Unicode comment
  0xcafe, // jar
  0xd935, // Android: alignment
  0xa11e, // Apache Commons Compress: alignment
  0xa220, // Microsoft Office: room to grow
]);
const markAll = 0xffffffff;
const fileTypes = [0, 0o100000, 0o040000];

export interface ZipSizes {
  /** Bytes unpacked. */
  readonly size: number;
  readonly packed: number;
  /** Of the local header; 0 in a local header itself, which does not say. */
  readonly localAt: number;
  /** Whether a field of 64 bits was there: descriptors may then have them too. */
  readonly isZip64: boolean;
}

/** The fields by id. Throws ArchiveFault. `where`: "the directory's entry of "a.txt"". */
export function readExtra(bytes: Uint8Array, where: string): Map<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>();
  let at = 0;
  while (at + 4 <= bytes.length) {
    const id = u16(bytes, at);
    const end = at + 4 + u16(bytes, at + 2);
    if (end > bytes.length) throw new ArchiveFault(`${where} has an extra field that reaches behind its end`);
    if (fields.has(id)) throw new ArchiveFault(`${where} has the extra field ${hex(id)} twice`);
    fields.set(id, bytes.subarray(at + 4, end));
    at = end;
  }
  // Up to three zeros: Android's zipalign.
  if (bytes.subarray(at).some((byte) => byte !== 0))
    throw new ArchiveFault(`${where} has something behind its extra fields`);
  return fields;
}

/** Throws ArchiveFault for a field that gives the entry another name or kind, or may do so. */
export function judgeExtra(fields: ReadonlyMap<number, Uint8Array>, rawName: Uint8Array, where: string): void {
  for (const [id, field] of fields) {
    if (id === zip64Id || harmlessIds.has(id)) continue;
    if (id === unicodePathId) {
      const name = field.subarray(5); // version, and a CRC-32 of the plain name
      if (field.length < 5 || name.length !== rawName.length || name.some((byte, i) => byte !== rawName[i]))
        throw new ArchiveFault(`${where} has a second, different name (extra field ${hex(id)}): pack it again`);
    } else if (id === asiUnixId) {
      if (field.length !== 14 || !fileTypes.includes(u16(field, 4) & 0o170000))
        throw new ArchiveFault(`${where} is a link or a device by its extra field ${hex(id)}`);
    } else throw new ArchiveFault(`${where} has the extra field ${hex(id)}, which is not known to be harmless`);
  }
}

/**
 * Sizes of 32 bits, and those of 64 that stand in their place: of size, packed size and offset, in this order, each
 * that is marked by ffffffff. Some programs write all three; then they must be the same again. APPNOTE.TXT 4.5.3.
 * `disk`: undefined in a local header. Throws ArchiveFault.
 */
export function readSizes(
  plain: {
    readonly size: number;
    readonly packed: number;
    readonly localAt: number;
    readonly disk: number | undefined;
  },
  extra: ReadonlyMap<number, Uint8Array>,
  where: string,
): ZipSizes {
  const whole = extra.get(zip64Id);
  // Some write all three and a disk number of zero (DotNetZip).
  const field = whole?.length === 28 && u32(whole, 24) === 0 ? whole.subarray(0, 24) : whole;
  const values = [plain.size, plain.packed, ...(plain.disk === undefined ? [] : [plain.localAt])];
  const isMarked = values.map((value) => value === markAll);
  if ((plain.disk ?? 0) !== 0) throw new ArchiveFault(`${where} lies in another part of a zip that was split`);
  if (field === undefined) return { ...plain, isZip64: false };
  const needed = isMarked.filter((marked) => marked).length;
  // The length tells which are there: those that are marked, or all of them from the first on.
  const places = values.map((_, i) => i).filter((i) => field.length > 8 * needed || isMarked[i]);
  const there = places.slice(0, Math.floor(field.length / 8));
  const isPrefix = isMarked.lastIndexOf(true) < needed;
  if (field.length % 8 !== 0 || there.length * 8 !== field.length || there.length < needed)
    throw new ArchiveFault(`${where} has a 64-bit field of a wrong length`);
  if (there.length > needed && !isPrefix)
    throw new ArchiveFault(`${where} has a 64-bit field that can be read in two ways`);
  for (const [n, place] of there.entries()) {
    const value = u64(field, 8 * n);
    if (value === undefined) throw new ArchiveFault(`${where} has a number beyond 2^53`);
    if (!isMarked[place] && values[place] !== value)
      throw new ArchiveFault(`${where} has a 64-bit field that says something else than the field of 32 bits`);
    values[place] = value;
  }
  const [size = 0, packed = 0, localAt = 0] = values;
  return { size, packed, localAt, isZip64: true };
}

function hex(id: number): string {
  return `0x${id.toString(16).padStart(4, "0")}`;
}
