// A file without the directories of a disc is often something that a person can mend: an image still packed, or cut off. Whatever is
// recognised here is a reason to refuse. docs/spec/verification.md step 3

import { sectorBytes } from "../../iso9660/index.ts";
import { type Found, found } from "../../trust/index.ts";
import type { FindingCode } from "../proof/codes.ts";
import { type BytesAt, type CutCode, type Medium, ReadError } from "../proof/ports.ts";

/** First bytes of what packs files, in Latin-1. Of tar the mark stands further on. */
const packed: readonly (readonly [start: string, format: string, at?: number])[] = [
  ["PK\u0003\u0004", "zip"],
  ["PK\u0005\u0006", "zip"],
  ["\u001f\u008b\u0008", "gzip"],
  ["7z\u00bc\u00af\u0027\u001c", "7z"],
  ["\u00fd7zXZ\u0000", "xz"],
  ["BZh", "bzip2"],
  ["\u0028\u00b5\u002f\u00fd", "zstd"],
  ["Rar!\u001a\u0007", "rar"],
  ["ustar", "tar", 257],
];

/** Begins every sector of a data disc as the drive reads it raw. ECMA-130, section 14 */
const sync = `\u0000${"\u00ff".repeat(10)}\u0000`;
/** Bytes of a raw sector, without and with its subchannel. */
const rawSectors = [2352, 2448] as const;

/** A primary descriptor and a terminator: no image is smaller. */
const leastBytes = 18 * sectorBytes;

/** Step 3, for a medium without readable directories: what it is when it is no image of a disc. Empty: nothing that is known. */
export async function otherFile({ bytes: size }: Medium, bytes: BytesAt): Promise<Found<FindingCode>[]> {
  if ((await latin1(bytes, 16 * sectorBytes + 1, 5)) === "CD001") return []; // the descriptor is there: what follows is broken
  const format = await packedAs(bytes);
  if (format !== undefined) return [found("PACKED_FILE", { format })];
  if (await isRaw(bytes)) return [found("RAW_SECTORS")];
  return size !== undefined && size < leastBytes ? [found("FILE_TOO_SMALL", { bytes: size })] : [];
}

/** Step 3, for a medium whose seal was not found, or not read: that it is smaller than its primary descriptor says. */
export async function cutFile({ bytes: size }: Medium, bytes: BytesAt, code: CutCode): Promise<Found<FindingCode>[]> {
  const descriptor = await readable(bytes, 16 * sectorBytes, 84);
  if (size === undefined || descriptor === undefined) return [];
  if (toLatin1(descriptor.subarray(0, 6)) !== "\u0001CD001") return [];
  // ECMA-119 8.4.8, volume space size; the low half of a both-endian number
  const sectors = new DataView(descriptor.buffer, descriptor.byteOffset).getUint32(80, true);
  return sectors * sectorBytes > size ? [found(code, { found: size, expected: sectors * sectorBytes })] : [];
}

async function packedAs(bytes: BytesAt): Promise<string | undefined> {
  for (const [start, format, at = 0] of packed) if ((await latin1(bytes, at, start.length)) === start) return format;
  return undefined;
}

async function isRaw(bytes: BytesAt): Promise<boolean> {
  if ((await latin1(bytes, 0, sync.length)) !== sync) return false;
  for (const size of rawSectors) if ((await latin1(bytes, size, sync.length)) === sync) return true;
  return false;
}

async function latin1(bytes: BytesAt, position: number, length: number): Promise<string | undefined> {
  const read = await readable(bytes, position, length);
  return read === undefined ? undefined : toLatin1(read);
}

function toLatin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Undefined beyond the medium, and where the drive cannot read. */
async function readable(bytes: BytesAt, position: number, length: number): Promise<Uint8Array | undefined> {
  try {
    return await bytes.readBytes(position, length);
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReadError) return undefined;
    throw error;
  }
}
