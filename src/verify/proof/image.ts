// Scope `image`: every byte of an image, in one pass. docs/spec/verification.md steps 3 to 12

import {
  aanwijzingenLimit,
  aanwijzingenPath,
  FormatError,
  type Manifest,
  manifestLimit,
  manifestPath,
  parseAanwijzingen,
  parseManifest,
  type Release,
  sealPath,
  sealSize,
} from "../../format/index.ts";
import { IsoError, sectorBytes, type Volume } from "../../iso9660/index.ts";
import type { TrustChain } from "../../trust/index.ts";
import { CarefulReader, type Gap, inTime } from "./careful.ts";
import { digestOf, judgeCommitments, judgeDescriptor } from "./commitments.ts";
import { compareDigests, compareSets } from "./compare.ts";
import { filesPassing, type Progress } from "./files-passing.ts";
import { judgeSeal, type LooseNotes, type TrustedRelease } from "./judge-seal.ts";
import { locateSeal } from "./locate-seal.ts";
import { compareMounted, type Mounted } from "./mounted.ts";
import { type PassOutcome, readOnce } from "./pass.ts";
import { type Medium, type Platform, ReadError } from "./ports.ts";
import { Prefix, readVolumeOf } from "./prefix.ts";
import { refuseCut, refuseOtherFile } from "./recognise.ts";
import type { Findings } from "./report.ts";
import { countSectors, type SectorCounts } from "./sectors.ts";
import { type DiscSink, handOver } from "./sink.ts";
import { VerifyError } from "./verdict.ts";

/** What both scopes hand to the report. */
export interface Seen {
  readonly trusted: TrustedRelease | undefined;
  readonly sealSha256: string | undefined;
  readonly imageSha256: string | undefined;
  readonly manifestSha256: string | undefined;
  /** The instructions for use, when they are on the disc as released. */
  readonly instructions: readonly string[] | undefined;
  readonly filesCompared: number;
  readonly filesGood: number;
  /** Undefined: the sectors were not seen. */
  readonly sectors: SectorCounts | undefined;
}

/** Nothing was compared. */
export const nothingSeen: Seen = {
  trusted: undefined,
  sealSha256: undefined,
  imageSha256: undefined,
  manifestSha256: undefined,
  instructions: undefined,
  filesCompared: 0,
  filesGood: 0,
  sectors: undefined,
};

/** `sink` gets the files, before anything is known of them. */
export async function verifyImage(
  medium: Medium,
  mounted: Mounted | undefined,
  anchor: TrustChain,
  loose: LooseNotes,
  platform: Platform,
  findings: Findings,
  onProgress: Progress,
  sink?: DiscSink,
): Promise<Seen> {
  const reader = new CarefulReader(medium);
  const prefix = new Prefix(medium, reader, platform);
  const volume = await tryVolume(prefix);
  if (volume instanceof IsoError && volume.cause instanceof ReadError) {
    findings.refuse("structure", "DIRECTORIES_UNREADABLE", { from: volume.lba ?? 0 });
    return nothingSeen;
  }
  if (volume instanceof IsoError && (await refuseOtherFile(medium, prefix, findings))) return nothingSeen;
  const found = await locateSeal(medium, prefix, volume instanceof IsoError ? undefined : volume); // step 3
  if (found.kind === "none") {
    await refuseCut(medium, prefix, "CUT_FILE_NO_SEAL", findings);
    findings.refuse("seal", "NO_SEAL");
    return nothingSeen;
  }
  if (found.kind === "unreadable-sectors") {
    findings.refuse("seal", "SEAL_SECTORS_UNREADABLE", { from: found.offset / sectorBytes });
    return nothingSeen;
  }
  if (found.kind !== "found") {
    if (found.kind === "unreadable") await refuseCut(medium, prefix, "CUT_FILE", findings);
    const code = found.kind === "blank" ? "SEAL_BLANK" : "SEAL_UNREADABLE";
    findings.refuse("seal", code, { text: found.reason });
    return nothingSeen;
  }
  findings.done("seal");
  const sealSha256 = digestOf(found.bytes, platform);
  const trusted = await judgeSeal(found.seal, anchor, loose, platform.check, findings); // steps 4 to 8
  if (trusted === undefined) return { ...nothingSeen, sealSha256 };
  const { release } = trusted;
  judgeStructure(volume, found.offset, release, findings); // step 9
  const known = volume instanceof IsoError ? undefined : volume;
  handOver(sink, sealPath, found.bytes);
  const plan = { ...planOf(release, medium, known), sink };
  const passed = filesPassing(plan.files);
  const total = mounted?.compare === "content" ? 2 * release.imageSize : release.imageSize;
  const outcome = await readOnce(reader, prefix, plan, platform, (done) => onProgress(done, total, passed(done)));
  await refuseChanged(medium);
  const gaps = reader.gaps.filter((gap) => gap.from < release.imageSize); // behind it: see judgeBehind
  judgeImage(release, outcome, medium.bytes, gaps, findings); // step 11
  const behind = await judgeBehind(medium, release, findings);
  const manifest = judgeManifest(outcome, release, findings); // step 10
  if (manifest !== undefined) sink?.listed(manifest);
  if (manifest !== undefined && mounted !== undefined) {
    const own = { manifest: outcome.files.get(manifestPath) ?? "", seal: sealSha256 };
    const onRead = (bytes: number) => onProgress(release.imageSize + bytes, total);
    await compareMounted(mounted, manifest, own, platform, findings, onRead); // step 12
    await refuseChanged(medium); // that can take as long as the reading did
  }
  const counts =
    manifest === undefined || known === undefined
      ? { filesCompared: 0, filesGood: 0 }
      : judgeFiles(known, release, manifest, outcome, platform, findings); // step 12
  return {
    trusted,
    sealSha256,
    imageSha256: outcome.imageSha256,
    manifestSha256: outcome.files.get(manifestPath),
    instructions: readInstructions(outcome.kept.get(aanwijzingenPath), outcome.files.get(aanwijzingenPath), manifest),
    ...counts,
    sectors: countSectors({
      capacity: medium.bytes,
      passed: plan.bytes,
      regions: plan.regions,
      notZero: outcome.notZero,
      gaps: [...gaps, ...behind.gaps],
      isBehindRead: behind.isRead,
    }),
  };
}

async function tryVolume(prefix: Prefix): Promise<Volume | IsoError> {
  try {
    return await readVolumeOf(prefix);
  } catch (error) {
    if (error instanceof IsoError) return error;
    throw error;
  }
}

/** Step 9: all trees name the same files, every sector has an owner, the seal lies where the release says. */
function judgeStructure(volume: Volume | IsoError, sealAt: number, release: Release, findings: Findings): void {
  const step = "structure";
  if (sealAt !== release.sealOffset)
    findings.refuse(step, "SEAL_ELSEWHERE", { found: sealAt, expected: release.sealOffset });
  if (volume instanceof IsoError) {
    findings.refuse(step, "STRUCTURE_BROKEN", { text: volume.message });
    return;
  }
  judgeDescriptor(volume, release, findings);
  for (const finding of volume.findings)
    findings.refuse(step, "STRUCTURE", {
      code: finding.code,
      where: finding.path === undefined ? finding.where : finding.path || "/",
      at: finding.where,
      expected: finding.expected,
      found: finding.found,
    });
  for (const region of volume.regions)
    if (region.kind === "unexplained")
      findings.refuse(step, "SECTORS_UNEXPLAINED", { from: region.from, count: region.count });
  const seal = volume.files.find((file) => file.path === sealPath);
  const [extent, more] = seal?.extents ?? [];
  const isInPlace = extent?.lba === release.sealOffset / sectorBytes && extent.bytes === sealSize && more === undefined;
  if (!isInPlace) findings.refuse(step, "SEAL_PLACE", { expected: release.sealOffset });
  if (volume.sectors * sectorBytes !== release.imageSize)
    findings.refuse(step, "VOLUME_SIZE", {
      found: volume.sectors * sectorBytes,
      expected: release.imageSize,
    });
  findings.done(step);
}

function planOf(release: Release, medium: Medium, volume: Volume | undefined) {
  return {
    bytes: Math.min(release.imageSize, medium.bytes ?? release.imageSize),
    blankFrom: release.sealOffset,
    blankTo: release.sealOffset + sealSize,
    files: volume?.files.filter((file) => file.path !== sealPath) ?? [],
    regions: volume?.regions ?? [],
    keep: new Map([
      [manifestPath, manifestLimit],
      [aanwijzingenPath, aanwijzingenLimit],
    ]),
  };
}

/** Step 11: all bytes of the signed size, the seal's place counted as zeros; none missing. */
function judgeImage(
  release: Release,
  outcome: PassOutcome,
  capacity: number | undefined,
  gaps: readonly Gap[],
  findings: Findings,
): void {
  const step = "image";
  for (const region of outcome.notZero)
    findings.refuse(step, "NOT_ZERO", {
      kind: region.kind,
      from: region.from,
      count: region.count,
      path: region.path ?? "",
    });
  for (const { from, to } of gaps)
    findings.refuse(step, "SECTORS_UNREADABLE", {
      from: Math.floor(from / sectorBytes),
      count: Math.ceil((to - from) / sectorBytes),
    });
  if (capacity !== undefined && capacity < release.imageSize)
    findings.refuse(step, "IMAGE_SHORT", { found: capacity, expected: release.imageSize });
  else if (outcome.imageSha256 !== undefined && outcome.imageSha256 !== release.imageSha256)
    findings.refuse(step, "IMAGE_DIGEST", {
      found: outcome.imageSha256,
      expected: release.imageSha256,
    });
  if (outcome.imageSha256 !== undefined || gaps.length > 0) findings.done(step);
}

/** Sectors that a burner may leave behind the data: run-out of track-at-once writing. A second session lies 11,400 on. */
const runOutLimit = 300;

/** Step 11, its second half: nothing behind the signed size. On a drive run-out sectors may follow, unreadable or zero. */
async function judgeBehind(
  medium: Medium,
  release: Release,
  findings: Findings,
): Promise<{ readonly isRead: boolean; readonly gaps: readonly Gap[] }> {
  const step = "behind-the-volume";
  const reader = new CarefulReader(medium);
  if (medium.bytes === undefined) {
    findings.refuse(step, "CAPACITY_UNKNOWN");
    return { isRead: false, gaps: [] };
  }
  const bytes = medium.bytes - release.imageSize;
  const isRunOut = medium.kind === "drive" && bytes <= runOutLimit * sectorBytes;
  if (bytes > 0 && !isRunOut) findings.refuse(step, "DATA_BEHIND", { bytes });
  else if (bytes > 0) {
    const rest = new Uint8Array(bytes);
    await reader.read(release.imageSize, rest);
    if (rest.some((byte) => byte !== 0)) findings.refuse(step, "DATA_BEHIND", { bytes });
    else findings.note(step, "RUN_OUT", { count: Math.ceil(bytes / sectorBytes) });
  }
  findings.done(step);
  return { isRead: isRunOut, gaps: reader.gaps };
}

/** Step 10: MANIFEST is the one that the release names for this disc. The bytes that were hashed are parsed. */
function judgeManifest(outcome: PassOutcome, release: Release, findings: Findings): Manifest | undefined {
  if (outcome.unreadable.includes(manifestPath)) {
    findings.refuse("manifest", "FILE_UNREADABLE", { path: manifestPath });
    return undefined;
  }
  return readManifest(outcome.kept.get(manifestPath), outcome.files.get(manifestPath), release, findings);
}

/** For both scopes. `sha256` is the digest of exactly `bytes`. */
export function readManifest(
  bytes: Uint8Array | undefined,
  sha256: string | undefined,
  release: Release,
  findings: Findings,
): Manifest | undefined {
  const step = "manifest";
  const expected = release.manifests[release.disc - 1] ?? "";
  if (sha256 === undefined) {
    findings.refuse(step, "FILE_MISSING", { path: manifestPath });
    return undefined;
  }
  if (sha256 !== expected || bytes === undefined) {
    findings.refuse(step, "FILE_CHANGED", { path: manifestPath, found: sha256, expected });
    return undefined;
  }
  try {
    const manifest = parseManifest(bytes);
    findings.done(step);
    return manifest;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.refuse(step, "MANIFEST_TEXT", { text: error.message });
    return undefined;
  }
}

/** For both scopes: the steps, when their bytes have the manifest's digest and parse. `sha256` is the digest of exactly `bytes`. */
export function readInstructions(
  bytes: Uint8Array | undefined,
  sha256: string | undefined,
  manifest: Manifest | undefined,
): readonly string[] | undefined {
  const expected = manifest?.files.find((file) => file.path === aanwijzingenPath)?.sha256;
  if (bytes === undefined || sha256 === undefined || sha256 !== expected) return undefined;
  try {
    return parseAanwijzingen(bytes);
  } catch (error) {
    if (error instanceof FormatError) return undefined; // signed, but no instructions: the record has none to ask
    throw error;
  }
}

/** Step 12: the tree holds exactly the files and folders of the manifest, each with its digest. */
function judgeFiles(
  volume: Volume,
  release: Release,
  manifest: Manifest,
  outcome: PassOutcome,
  platform: Platform,
  findings: Findings,
): { filesCompared: number; filesGood: number } {
  const sizes = new Map(volume.files.map((file) => [file.path, file.size]));
  compareSets([...sizes.keys()], volume.folders, manifest, "files", findings);
  for (const path of outcome.unreadable) findings.refuse("files", "FILE_UNREADABLE", { path });
  const counts = compareDigests(manifest, outcome.files, "files", findings);
  // Where files are missing or changed, sums differ too and say nothing more.
  if (counts.filesGood === manifest.files.length) judgeCommitments(release, manifest, sizes, platform, findings);
  return counts;
}

async function refuseChanged(medium: Medium): Promise<void> {
  if (await inTime(medium.isUnchanged())) return;
  throw new VerifyError("FOUT", "the medium changed while it was read; nothing can be said of it: start again");
}
