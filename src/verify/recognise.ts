// What a file is that has no directories of a disc where they belong: a slip that a person can mend, told in those words.
// It decides nothing in favour of a file: all that is recognised here ends in a no.

import { sectorBytes } from "../iso9660/index.ts";
import { type Medium, ReadError } from "./platform.ts";
import type { Prefix } from "./prefix.ts";
import type { Findings } from "./report.ts";

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

/** True: it is no image of a disc but something else that is known, which is said. For a medium without readable directories. */
export async function refuseOtherFile(medium: Medium, prefix: Prefix, findings: Findings): Promise<boolean> {
  const step = "seal";
  const size = medium.bytes;
  if ((await latin1(prefix, 16 * sectorBytes + 1, 5)) === "CD001") return false; // the descriptor is there: what follows is broken
  const format = await packedAs(prefix);
  if (format !== undefined) findings.refuse(step, "GEEN_ZEGELSCHIJF", "PACKED_FILE", { format });
  else if (await isRaw(prefix)) findings.refuse(step, "GEEN_ZEGELSCHIJF", "RAW_SECTORS");
  else if (size !== undefined && size < leastBytes)
    findings.refuse(step, "GEEN_ZEGELSCHIJF", "FILE_TOO_SMALL", { bytes: size });
  else return false;
  findings.refuse(step, "GEEN_ZEGELSCHIJF", "NO_SEAL");
  return true;
}

/** For a medium whose seal was not found, or not read: said when it is smaller than it says of itself. */
export async function refuseCut(
  medium: Medium,
  prefix: Prefix,
  refusal: "GEEN_ZEGELSCHIJF" | "NIET_ONDERTEKEND" | "ONVOLLEDIG",
  findings: Findings,
): Promise<void> {
  const size = medium.bytes;
  const descriptor = await readable(prefix, 16 * sectorBytes, 84);
  if (size === undefined || descriptor === undefined) return;
  if (toLatin1(descriptor.subarray(0, 6)) !== "\u0001CD001") return;
  // ECMA-119 8.4.8, volume space size; the low half of a both-endian number
  const sectors = new DataView(descriptor.buffer, descriptor.byteOffset).getUint32(80, true);
  if (sectors * sectorBytes > size)
    findings.refuse("seal", refusal, "CUT_FILE", { found: size, expected: sectors * sectorBytes });
}

async function packedAs(prefix: Prefix): Promise<string | undefined> {
  for (const [start, format, at = 0] of packed) if ((await latin1(prefix, at, start.length)) === start) return format;
  return undefined;
}

async function isRaw(prefix: Prefix): Promise<boolean> {
  if ((await latin1(prefix, 0, sync.length)) !== sync) return false;
  for (const size of rawSectors) if ((await latin1(prefix, size, sync.length)) === sync) return true;
  return false;
}

async function latin1(prefix: Prefix, position: number, length: number): Promise<string | undefined> {
  const bytes = await readable(prefix, position, length);
  return bytes === undefined ? undefined : toLatin1(bytes);
}

function toLatin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Undefined beyond the medium, and where the drive cannot read. */
async function readable(prefix: Prefix, position: number, length: number): Promise<Uint8Array | undefined> {
  try {
    return await prefix.readBytes(position, length);
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReadError) return undefined;
    throw error;
  }
}
