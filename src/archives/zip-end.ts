// The end of a zip: its end record, the one of 64 bits with its locator, and from them where the directory lies. There is one
// answer, whichever record a program reads, whether it goes by the directory's offset or by its size. APPNOTE.TXT 4.3.14-16.

import { type ArchiveBytes, ArchiveFault, type OnFault, u16, u32, u64 } from "./bytes.ts";

const endSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const directorySignature = 0x02014b50;
const endBytes = 22;
const commentLimit = 0xffff;
const locatorBytes = 20;
const end64Bytes = 56;
/** Bytes of all records of the directory: 250,000 files have less than half of it. They are held in memory. */
const directoryLimit = 64 * 1024 * 1024;

export interface ZipEnd {
  readonly entries: number;
  readonly directoryAt: number;
  readonly directoryBytes: number;
  /** What must be added to the offsets in the zip: 0, unless something lies in front that they do not count. */
  readonly shift: number;
}

interface Numbers {
  readonly entries: number;
  readonly bytes: number;
  readonly at: number;
}

/** Where the last end record begins. Undefined: there is none within the reach of a comment. */
export function findEnd(zip: ArchiveBytes): number | undefined {
  const from = Math.max(0, zip.size - endBytes - commentLimit);
  const tail = zip.read(from, zip.size - from);
  for (let at = tail.length - endBytes; at >= 0; at--)
    if (tail[at] === 0x50 && u32(tail, at) === endSignature) return from + at;
  return undefined;
}

/** Whether it ends as a zip does, whatever it begins with: a program that unpacks itself, a script that starts a jar. */
export function endsAsZip(zip: ArchiveBytes): boolean {
  const at = findEnd(zip);
  if (at === undefined) return false;
  const [bytes, offset] = [u32(zip.read(at, endBytes), 12), u32(zip.read(at, endBytes), 16)];
  const hasLocator = at >= locatorBytes && u32(zip.read(at - locatorBytes, locatorBytes), 0) === locatorSignature;
  return (
    hasLocator ||
    [at - bytes, offset].some((place) => place >= 0 && place < at && isDirectory(zip, place, at)) ||
    (at === 0 && bytes === 0)
  );
}

/** Throws ArchiveFault where there is no directory to be found. */
export function readEnd(zip: ArchiveBytes, onFault: OnFault): ZipEnd {
  const at = findEnd(zip);
  if (at === undefined) throw new ArchiveFault("it has no end record: it is cut off, or no zip");
  const end = zip.read(at, zip.size - at);
  judgeComment(end, onFault);
  if (u16(end, 4) !== 0 || u16(end, 6) !== 0 || u16(end, 8) !== u16(end, 10))
    onFault(new ArchiveFault("it is a part of a zip that was split"));
  const plain = { entries: u16(end, 10), bytes: u32(end, 12), at: u32(end, 16) };
  const locatorAt = at - locatorBytes;
  const locator = locatorAt < 0 ? undefined : zip.read(locatorAt, locatorBytes);
  if (locator === undefined || u32(locator, 0) !== locatorSignature) return placeDirectory(zip, plain, at, onFault);
  const { at: end64At, numbers } = readEnd64(zip, locator, locatorAt, onFault);
  // A program may go by either: a number stands in both alike, or is marked in the shorter one.
  const isSame = (short: number, mark: number, long: number) => short === long || short === mark;
  if (
    !isSame(plain.entries, 0xffff, numbers.entries) ||
    !isSame(plain.bytes, 0xffffffff, numbers.bytes) ||
    !isSame(plain.at, 0xffffffff, numbers.at)
  )
    onFault(new ArchiveFault("its end record and the one of 64 bits say different things"));
  return placeDirectory(zip, numbers, end64At, onFault);
}

/** A comment is text (git archive writes its commit there); no program may find a record in it. */
function judgeComment(end: Uint8Array, onFault: OnFault): void {
  const comment = end.subarray(endBytes);
  if (comment.length !== u16(end, 20)) onFault(new ArchiveFault("something lies behind its end, or it is cut off"));
  else if (comment.some((byte, i) => byte === 0x50 && comment[i + 1] === 0x4b))
    onFault(new ArchiveFault('its comment holds "PK", with which records begin: pack it without a comment'));
}

function readEnd64(
  zip: ArchiveBytes,
  locator: Uint8Array,
  locatorAt: number,
  onFault: OnFault,
): { at: number; numbers: Numbers } {
  const said = u64(locator, 8);
  const at = locatorAt - end64Bytes;
  const record = at < 0 ? undefined : zip.read(at, end64Bytes);
  if (record === undefined || u32(record, 0) !== end64Signature || u64(record, 4) !== end64Bytes - 12)
    throw new ArchiveFault("the end record of 64 bits is not where its locator must have it");
  if (said !== at) onFault(new ArchiveFault("the locator of the end record of 64 bits leads elsewhere"));
  const [disks, entries, all, bytes, offset] = [u32(locator, 16), ...[24, 32, 40, 48].map((i) => u64(record, i))];
  if (u32(locator, 4) !== 0 || disks !== 1 || u32(record, 16) !== 0 || u32(record, 20) !== 0 || entries !== all)
    onFault(new ArchiveFault("it is a part of a zip that was split"));
  if (all === undefined || bytes === undefined || offset === undefined)
    throw new ArchiveFault("its end record of 64 bits has a number beyond 2^53");
  return { at, numbers: { entries: all, bytes, at: offset } };
}

/** `endAt`: where the first of the end records begins, which is where the directory ends. */
function placeDirectory(zip: ArchiveBytes, { entries, bytes, at }: Numbers, endAt: number, onFault: OnFault): ZipEnd {
  if (bytes > directoryLimit) throw new ArchiveFault(`its directory has ${bytes} bytes, more than ${directoryLimit}`);
  const bySize = endAt - bytes;
  if (bySize === at) return { entries, directoryAt: at, directoryBytes: bytes, shift: 0 };
  onFault(
    new ArchiveFault("the directory's offset and size do not fit: something lies before it, or it is two zips in one"),
  );
  if (bySize >= 0 && (bytes === 0 || isDirectory(zip, bySize, endAt)))
    return { entries, directoryAt: bySize, directoryBytes: bytes, shift: bySize - at };
  if (at < endAt && isDirectory(zip, at, endAt))
    return { entries, directoryAt: at, directoryBytes: Math.min(endAt - at, directoryLimit), shift: 0 };
  throw new ArchiveFault("its directory is not where the end record says");
}

function isDirectory(zip: ArchiveBytes, at: number, endAt: number): boolean {
  return at + 4 <= endAt && u32(zip.read(at, 4), 0) === directorySignature;
}
