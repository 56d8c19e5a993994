// Reads a gzip file member by member: header, data, check sum and size, and at its end zeros at most. Programs differ on what
// lies behind a member: some go on behind zeros, some stop there, some stop at anything. RFC 1952.

import { type ArchiveBytes, ArchiveFault, type Crc32, type Inflated, type OnFault, u16, u32 } from "./bytes.ts";

const headerBytes = 10;
const trailerBytes = 8;
/** Bytes of a name, a comment or an extra field. */
const textLimit = 65_536;
/** bgzip makes one of each 64 KiB. */
const memberLimit = 100_000;
/** Bytes of zeros behind the last member: tapes are filled up with them. */
const zerosLimit = 16 * 1024 * 1024;
const [hasSum, hasExtra, hasName, hasComment, reserved] = [2, 4, 8, 16, 0xe0];

export interface GzipMember {
  /** Where its deflated data begin. */
  readonly dataAt: number;
  /** Seconds since 1970; 0: none. */
  readonly time: number;
  /** As raw bytes; the format says Latin-1, most programs write what they have. */
  readonly name: Uint8Array | undefined;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * Yields each member; the caller inflates from `dataAt` and sends back what that gave. Throws ArchiveFault where it cannot
 * go on.
 */
export function* gzipMembers(
  gzip: ArchiveBytes,
  crc32: Crc32,
  onFault: OnFault,
): Generator<GzipMember, void, Inflated> {
  let at = 0;
  for (let members = 0; members === 0 || !isEnd(gzip, at, onFault); members++) {
    if (members === memberLimit) throw fault(`more than ${memberLimit} members`);
    const member = readMember(gzip, at, crc32, onFault);
    const { packed, size, crc32: sum } = yield member;
    const trailer = member.dataAt + packed;
    if (trailer + trailerBytes > gzip.size) throw fault("an end that is cut off");
    const said = gzip.read(trailer, trailerBytes);
    if (u32(said, 0) !== sum || u32(said, 4) !== size % 2 ** 32) onFault(fault("a size or CRC-32 that does not fit"));
    at = trailer + trailerBytes;
  }
}

/** Whether nothing but zeros lies from `at` on. */
function isEnd(gzip: ArchiveBytes, at: number, onFault: OnFault): boolean {
  const left = gzip.size - at;
  if (left >= 3 && isGzip(gzip.read(at, 3))) return false;
  if (left > zerosLimit) onFault(fault(`${left} bytes behind its end`));
  else if (gzip.read(at, left).some((byte) => byte !== 0)) onFault(fault("something other than zeros behind its end"));
  return true;
}

function readMember(gzip: ArchiveBytes, at: number, crc32: Crc32, onFault: OnFault): GzipMember {
  const head = gzip.read(at, Math.min(headerBytes, gzip.size - at));
  if (head.length < headerBytes || !isGzip(head)) throw fault("no header of the kind that gzip has");
  const flags = head[3] ?? 0;
  if ((flags & reserved) !== 0) onFault(fault("flags that have no meaning"));
  let end = at + headerBytes;
  if ((flags & hasExtra) !== 0) end += 2 + u16(part(gzip, end, 2), 0);
  let name: Uint8Array | undefined;
  if ((flags & hasName) !== 0) {
    name = textAt(gzip, end);
    end += name.length + 1;
  }
  if ((flags & hasComment) !== 0) end += textAt(gzip, end).length + 1;
  if ((flags & hasSum) !== 0) {
    if (u16(part(gzip, end, 2), 0) !== crc32(part(gzip, at, end - at), 0) % 0x10000)
      onFault(fault("a header that its own sum does not fit"));
    end += 2;
  }
  if (end > gzip.size) throw fault("a header that is cut off");
  return { dataAt: end, time: u32(head, 4), name };
}

function part(gzip: ArchiveBytes, at: number, length: number): Uint8Array {
  if (at + length > gzip.size) throw fault("a header that is cut off");
  return gzip.read(at, length);
}

/** Up to the NUL that ends it. */
function textAt(gzip: ArchiveBytes, at: number): Uint8Array {
  const bytes = part(gzip, at, Math.max(0, Math.min(textLimit, gzip.size - at)));
  const end = bytes.indexOf(0);
  if (end < 0) throw fault("a name or comment without its end");
  return bytes.subarray(0, end);
}

function fault(what: string): ArchiveFault {
  return new ArchiveFault(`it is no sound gzip file: it has ${what}`);
}
