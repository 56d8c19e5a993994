// Finds the seal on an image, also when the directories are damaged. docs/spec/verification.md step 3
// Where it lies decides nothing: the signed release names the place, and the digest covers all that is not in it.

import {
  encodeUtf8,
  equalBytes,
  FormatError,
  isBlankSeal,
  parseSeal,
  type Seal,
  sealPath,
  sealSize,
} from "../../format/index.ts";
import { sectorBytes, type Volume } from "../../iso9660/index.ts";
import { type Medium, ReadError } from "./ports.ts";
import { type Prefix, prefixLimit } from "./prefix.ts";

const firstLine = encodeUtf8("zegel/seal v1\n");

/** Bytes to look through for a seal that no directory shows: those of 100,000 files lie before it. What is looked through is kept. */
const scanLimit = 48 * 1024 * 1024;

export type SealSearch =
  | { readonly kind: "found"; readonly offset: number; readonly bytes: Uint8Array; readonly seal: Seal }
  /** A place for a seal, or something that begins like one, but no seal. */
  | { readonly kind: "blank" | "unreadable"; readonly offset: number | undefined; readonly reason: string }
  /** It lies where the drive cannot read. */
  | { readonly kind: "unreadable-sectors"; readonly offset: number }
  /** No trace of a seal. */
  | { readonly kind: "none" };

/** Looks where the directories say, then for the seal's first line at the start of a sector. */
export async function locateSeal(medium: Medium, prefix: Prefix, volume: Volume | undefined): Promise<SealSearch> {
  const named = placeInTree(volume);
  const first = named === undefined ? undefined : await tryPlace(named, medium, prefix);
  if (first?.kind === "found" || first?.kind === "blank" || first?.kind === "unreadable-sectors") return first;
  const scanned = await scan(medium, prefix);
  const second = scanned === undefined || scanned === named ? undefined : await tryPlace(scanned, medium, prefix);
  if (second?.kind === "found" || second?.kind === "unreadable-sectors") return second;
  if (first !== undefined || second !== undefined) return first ?? second ?? { kind: "none" };
  const trace = traceOf(volume);
  return trace === undefined ? { kind: "none" } : { kind: "unreadable", offset: undefined, reason: trace };
}

function placeInTree(volume: Volume | undefined): number | undefined {
  const file = volume?.files.find((candidate) => candidate.path === sealPath);
  const [extent, more] = file?.extents ?? [];
  return extent === undefined || more !== undefined ? undefined : extent.lba * sectorBytes;
}

function traceOf(volume: Volume | undefined): string | undefined {
  const paths = [...(volume?.files.map((file) => file.path) ?? []), ...(volume?.folders ?? [])];
  const trace = paths.find((path) => path.toUpperCase().split("/")[0] === "ZEGEL");
  return trace === undefined ? undefined : `${trace} is there, ${sealPath} is not`;
}

async function tryPlace(offset: number, medium: Medium, prefix: Prefix): Promise<SealSearch> {
  if (offset + sealSize > Math.min(medium.bytes ?? prefixLimit, prefixLimit))
    return { kind: "unreadable", offset, reason: "its place lies beyond the medium" };
  const bytes = await readable(prefix, offset, sealSize);
  if (bytes === undefined) return { kind: "unreadable-sectors", offset };
  if (isBlankSeal(bytes)) return { kind: "blank", offset, reason: "its place is empty: the image was never sealed" };
  try {
    return { kind: "found", offset, bytes, seal: parseSeal(bytes) };
  } catch (error) {
    if (error instanceof FormatError) return { kind: "unreadable", offset, reason: error.message };
    throw error;
  }
}

async function scan(medium: Medium, prefix: Prefix): Promise<number | undefined> {
  const end = Math.min(medium.bytes ?? scanLimit, scanLimit);
  for (let at = 16 * sectorBytes; at + sealSize <= end; at += sectorBytes) {
    const bytes = await readable(prefix, at, firstLine.length);
    if (bytes !== undefined && equalBytes(bytes, firstLine)) return at;
  }
  return undefined;
}

/** Undefined where the drive cannot read. */
async function readable(prefix: Prefix, position: number, length: number): Promise<Uint8Array | undefined> {
  try {
    return await prefix.readBytes(position, length);
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}
