// Finds the seal on an image, also when the directories are damaged. docs/spec/verification.md step 3
// Where it is found decides nothing: the signed release names the place, and step 9 asks for that very one.

import { sealPath } from "../../format/lists/manifest.ts";
import { sealSize } from "../../format/notes/release.ts";
import { type Seal, sealTypeLine } from "../../format/notes/seal.ts";
import { encodeUtf8, equalBytes } from "../../format/text/decode.ts";
import { IsoError, sectorBytes, type Volume } from "../../iso9660/index.ts";
import { type Found, found } from "../../trust/findings.ts";
import type { Medium } from "./ports.ts";
import { type Prefix, prefixLimit, readable } from "./read/prefix.ts";
import { readSeal } from "./texts.ts";

const firstLine = encodeUtf8(`${sealTypeLine}\n`);

/** Bytes to look through for a seal that no directory shows: the directories of 100,000 files, which lie before it, take no more. */
const scanLimit = 48 * 1024 * 1024;

/** `offset` and `bytes`: the place that was read, in bytes from the start of the medium. */
export interface SealFound {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly seal: Seal;
}

/**
 * `NO_SEAL`: no trace of one. `SEAL_BLANK`, `SEAL_UNREADABLE`: a place for a seal, or something that begins like one.
 * `SEAL_SECTORS_UNREADABLE`: it lies where the drive cannot read.
 */
export type NoSeal = Found<"NO_SEAL" | "SEAL_BLANK" | "SEAL_UNREADABLE" | "SEAL_SECTORS_UNREADABLE">;

/** Step 3: looks where the directories say, then for the seal's first line at the start of a sector. */
export async function locateSeal(
  medium: Medium,
  prefix: Prefix,
  described: Volume | IsoError,
): Promise<SealFound | NoSeal> {
  const volume = described instanceof IsoError ? undefined : described;
  const named = placeInTree(volume);
  const first = named === undefined ? undefined : await tryPlace(named, medium, prefix);
  if (first !== undefined && !isUnreadable(first)) return first;
  const scanned = await scan(medium, prefix);
  const second = scanned === undefined || scanned === named ? undefined : await tryPlace(scanned, medium, prefix);
  if (second !== undefined && (!isUnreadable(second) || first === undefined)) return second;
  return first ?? traceOf(volume) ?? found("NO_SEAL");
}

function isUnreadable(tried: SealFound | NoSeal): boolean {
  return "code" in tried && tried.code === "SEAL_UNREADABLE";
}

function placeInTree(volume: Volume | undefined): number | undefined {
  const file = volume?.files.find((candidate) => candidate.path === sealPath);
  const [extent, more] = file?.extents ?? [];
  return extent === undefined || more !== undefined ? undefined : extent.lba * sectorBytes;
}

/** Something called ZEGEL in the root: then this was a disc of ours, and its seal is gone. */
function traceOf(volume: Volume | undefined): NoSeal | undefined {
  const paths = [...(volume?.files.map((file) => file.path) ?? []), ...(volume?.folders ?? [])];
  const trace = paths.find((path) => path.toUpperCase().split("/")[0] === "ZEGEL");
  return trace === undefined ? undefined : found("SEAL_UNREADABLE", { text: `${trace} is there, ${sealPath} is not` });
}

async function tryPlace(offset: number, medium: Medium, prefix: Prefix): Promise<SealFound | NoSeal> {
  if (offset + sealSize > Math.min(medium.bytes ?? prefixLimit, prefixLimit))
    return found("SEAL_UNREADABLE", { text: "its place lies beyond the medium" });
  const bytes = await readable(prefix, offset, sealSize);
  if (bytes === undefined) return found("SEAL_SECTORS_UNREADABLE", { from: offset / sectorBytes });
  const { text: seal, finding } = readSeal(bytes);
  return seal === undefined ? finding : { offset, bytes, seal };
}

async function scan(medium: Medium, prefix: Prefix): Promise<number | undefined> {
  const end = Math.min(medium.bytes ?? scanLimit, scanLimit);
  for (let at = 16 * sectorBytes; at + sealSize <= end; at += sectorBytes) {
    const bytes = await readable(prefix, at, firstLine.length);
    if (bytes !== undefined && equalBytes(bytes, firstLine)) return at;
  }
  return undefined;
}
