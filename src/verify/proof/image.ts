// Scope `image`: every byte of an image, in one pass. docs/spec/verification.md steps 3 to 12

import { type Manifest, manifestLimit, manifestPath, sealPath } from "../../format/lists/manifest.ts";
import { type Release, sealSize } from "../../format/notes/release.ts";
import { IsoError, sectorBytes, type Volume } from "../../iso9660/index.ts";
import { type Found, found } from "../../trust/findings.ts";
import { judgeSeal, type TrustedRelease } from "../../trust/seal.ts";
import type { FindingCode } from "./codes.ts";
import { digestOf } from "./commitments.ts";
import { locateSeal, type SealFound } from "./locate-seal.ts";
import { compareMounted, type Mounted } from "./mounted.ts";
import { type Medium, ReadError } from "./ports.ts";
import { answer, CarefulReader, type Gap } from "./read/careful.ts";
import { filesPassing } from "./read/file-digests.ts";
import { type Opened, type PassOutcome, readOnce } from "./read/pass.ts";
import { Prefix, tryVolume } from "./read/prefix.ts";
import { done, type Findings, type StepOutcome } from "./report.ts";
import type { Run, Seen } from "./run.ts";
import { type ReadText, readManifest, readTold, toldBy } from "./texts.ts";
import { hasSaidNo } from "./tree.ts";
import { VerifyError } from "./verdict.ts";

/** An image or a drive. */
export interface DiscSource {
  readonly medium: Medium;
  /** Where this machine shows the same disc, when it does. */
  readonly mounted: Mounted | undefined;
}

/** Steps 3 to 12. Rejects VerifyError FOUT when the medium is gone, or is another one at the end. */
export async function verifyImage(source: DiscSource, run: Run): Promise<Seen> {
  const { medium } = source;
  const reader = new CarefulReader();
  const prefix = new Prefix(medium, reader, run.platform);
  const opened = { medium, reader, prefix };
  const volume = await tryVolume(prefix);
  if (volume instanceof IsoError && volume.cause instanceof ReadError)
    return { steps: [done("structure", [found("DIRECTORIES_UNREADABLE", { from: volume.lba ?? 0 })])] };
  const other = volume instanceof IsoError ? await run.explainer.otherFile(medium, prefix) : [];
  if (other.length > 0) return { steps: [done("seal", [...other, found("NO_SEAL")])] };
  const seal = await findSeal(opened, volume, run); // step 3
  if (!("bytes" in seal)) return { steps: [done("seal", seal)] };
  const sealSha256 = digestOf(seal.bytes, run.platform);
  const judged = await judgeSeal(seal.seal, run.outside, run.platform.check); // steps 4 to 8
  const steps = [done("seal", []), ...judged.steps.map(([id, findings]) => done(id, findings))];
  const { trusted } = judged;
  if (trusted === undefined) return { steps, sealSha256 };
  const seen = await judgeDisc(source, opened, { volume, seal, sealSha256, trusted, steps }, run); // steps 9 to 12
  return { ...seen, trusted, sealSha256, steps: [...steps, ...seen.steps] };
}

/** What a file that ends too early is told beside what became of its seal. */
const cutCodes = { NO_SEAL: "CUT_FILE_NO_SEAL", SEAL_UNREADABLE: "CUT_FILE" } as const;

/** Step 3. Findings where there is no seal to judge. */
async function findSeal(
  { medium, prefix }: Opened,
  volume: Volume | IsoError,
  { explainer }: Run,
): Promise<SealFound | Findings> {
  const seal = await locateSeal(medium, prefix, volume);
  if ("bytes" in seal) return seal;
  const { code } = seal;
  const isCut = code === "NO_SEAL" || code === "SEAL_UNREADABLE";
  return [...(isCut ? await explainer.cutFile(medium, prefix, cutCodes[code]) : []), seal];
}

/** What is known of a disc before its bytes are read to the end. */
interface Known {
  readonly volume: Volume | IsoError;
  readonly seal: SealFound;
  readonly sealSha256: string;
  readonly trusted: TrustedRelease;
  readonly steps: readonly StepOutcome[];
}

/**
 * Steps 9 to 12: one pass over the bytes, a look behind them, and the folder that programs see. The digest of MANIFEST is known when the
 * pass is over, so step 10 is judged behind step 11. Step 12 on the image itself is left to the explainer: the digest of the image holds
 * for every byte of its files.
 */
async function judgeDisc({ medium, mounted }: DiscSource, opened: Opened, known: Known, run: Run): Promise<Seen> {
  const { volume, seal, trusted } = known;
  const { release } = trusted;
  handOver(run, seal.bytes);
  const plan = { ...planOf(release, medium, volume), sink: run.sink };
  const listening = run.explainer.listen({ release, volume, capacity: medium.bytes, passing: plan.bytes });
  const passed = filesPassing(plan.files);
  const total = mounted?.compare === "content" ? 2 * release.imageSize : release.imageSize;
  const outcome = await readOnce(opened, plan, run.platform, {
    onProgress: (bytes) => run.onProgress(bytes, total, passed(bytes)),
    onBytes: (position, bytes) => listening.hear(position, bytes),
  });
  await demandUnchanged(medium);
  const gaps = opened.reader.gaps.filter((gap) => gap.from < release.imageSize); // behind it: see lookBehind
  const bytes = judgeBytes(release, { capacity: medium.bytes, gaps, sha256: outcome.imageSha256 }); // step 11
  const behind = await lookBehind(medium, release); // step 11, its second half
  const manifest = manifestOf(outcome, release); // step 10
  if (manifest.text !== undefined) run.sink?.listed(manifest.text);
  const shown = await judgeMounted(mounted, manifest.text, outcome, known, run); // step 12
  if (shown.length > 0) await demandUnchanged(medium); // that can take as long as the reading did
  const explained = listening.end({
    manifest: manifest.text,
    files: outcome.files,
    unreadable: outcome.unreadable,
    gaps: [...gaps, ...behind.gaps],
    isBehindRead: behind.isRead,
  });
  const { files, filesCompared, filesGood, sectors } = explained;
  return {
    steps: [
      done("structure", [...judgePlace(seal, release), ...explained.structure]), // step 9
      done("manifest", [...(manifest.finding === undefined ? [] : [manifest.finding]), ...explained.manifest]),
      { id: "image", findings: [...explained.image, ...(bytes ?? [])], isDone: bytes !== undefined },
      done("behind-the-volume", behind.findings),
      ...shown,
      { id: "files", findings: files ?? [], isDone: files !== undefined },
    ],
    imageSha256: outcome.imageSha256,
    manifestSha256: outcome.files.get(manifestPath),
    ...readTold({ kept: outcome.kept, digests: outcome.files }, manifest.text),
    filesCompared,
    filesGood,
    sectors,
  };
}

/** The seal was read in step 3; whoever keeps the files of the disc gets it from there. */
function handOver({ sink }: Run, seal: Uint8Array): void {
  sink?.begin(sealPath);
  sink?.write(seal);
  sink?.end();
}

/** What the pass of step 11 reads, and what of it is kept. */
function planOf(release: Release, medium: Medium, volume: Volume | IsoError) {
  const files = volume instanceof IsoError ? [] : volume.files;
  return {
    bytes: Math.min(release.imageSize, medium.bytes ?? release.imageSize),
    blankFrom: release.sealOffset,
    blankTo: release.sealOffset + sealSize,
    files: files.filter((file) => file.path !== sealPath),
    keep: new Map([[manifestPath, manifestLimit]]),
    starts: toldBy,
  };
}

/**
 * Step 9, the part that no explanation may answer: the bytes that were judged as the seal are the very ones that the image's digest
 * leaves out. A seal can be found elsewhere by looking for it; then the bytes at the named place would be vouched for by nobody.
 */
function judgePlace({ offset }: SealFound, { sealOffset }: Release): Found<FindingCode>[] {
  return offset === sealOffset ? [] : [found("SEAL_ELSEWHERE", { found: offset, expected: sealOffset })];
}

/** What the pass came to. Bytes. */
interface BytesSeen {
  /** Undefined: the system does not say. */
  readonly capacity: number | undefined;
  readonly gaps: readonly Gap[];
  /** Of the whole, the seal's place counted as zeros; undefined: it was not read to its end. */
  readonly sha256: string | undefined;
}

/** Step 11: all bytes of the signed size, none missing. Undefined: they were not read to their end, so the step was not carried out. */
function judgeBytes({ imageSize, imageSha256 }: Release, seen: BytesSeen): Findings | undefined {
  const { capacity, gaps, sha256 } = seen;
  if (sha256 === undefined && gaps.length === 0) return undefined;
  const findings: Found<FindingCode>[] = gaps.map(({ from, to }) =>
    found("SECTORS_UNREADABLE", { from: Math.floor(from / sectorBytes), count: Math.ceil((to - from) / sectorBytes) }),
  );
  if (capacity !== undefined && capacity < imageSize)
    return [...findings, found("IMAGE_SHORT", { found: capacity, expected: imageSize })];
  if (sha256 === undefined || sha256 === imageSha256) return findings;
  return [...findings, found("IMAGE_DIGEST", { found: sha256, expected: imageSha256 })];
}

/** Sectors that a burner may leave behind the data: run-out of track-at-once writing. A second session lies 11,400 on. */
const runOutLimit = 300;

/** What lies behind the signed size. */
interface Behind {
  readonly findings: Findings;
  /** It was read. */
  readonly isRead: boolean;
  readonly gaps: readonly Gap[];
}

/** Step 11, its second half: nothing behind the signed size. On a drive run-out sectors may follow, unreadable or zero. */
async function lookBehind(medium: Medium, release: Release): Promise<Behind> {
  const unread = (...findings: Found<FindingCode>[]) => ({ findings, isRead: false, gaps: [] });
  if (medium.bytes === undefined) return unread(found("CAPACITY_UNKNOWN"));
  const bytes = medium.bytes - release.imageSize;
  const isRunOut = medium.kind === "drive" && bytes <= runOutLimit * sectorBytes;
  if (bytes <= 0) return { ...unread(), isRead: isRunOut };
  if (!isRunOut) return unread(found("DATA_BEHIND", { bytes }));
  const reader = new CarefulReader();
  const rest = new Uint8Array(bytes);
  await answer(reader.read(release.imageSize, rest), medium);
  const finding = rest.some((byte) => byte !== 0)
    ? found("DATA_BEHIND", { bytes })
    : found("RUN_OUT", { count: Math.ceil(bytes / sectorBytes) });
  return { findings: [finding], isRead: true, gaps: reader.gaps };
}

/** Step 10. The bytes that were hashed are parsed. */
function manifestOf({ files, kept, unreadable }: PassOutcome, release: Release): ReadText<Manifest> {
  if (unreadable.includes(manifestPath))
    return { text: undefined, finding: found("FILE_UNREADABLE", { path: manifestPath }) };
  const sha256 = files.get(manifestPath);
  return readManifest(sha256 === undefined ? undefined : { bytes: kept.get(manifestPath), sha256 }, release);
}

/** Step 12: the folder that this machine shows of the disc. No outcome where there is none, or nothing to compare it with. */
async function judgeMounted(
  mounted: Mounted | undefined,
  manifest: Manifest | undefined,
  outcome: PassOutcome,
  { sealSha256, trusted, steps }: Known,
  { platform, onProgress }: Run,
): Promise<StepOutcome[]> {
  if (mounted === undefined || manifest === undefined) return [];
  const { imageSize } = trusted.release;
  const total = mounted.compare === "content" ? 2 * imageSize : imageSize;
  const own = { manifest: outcome.files.get(manifestPath) ?? "", seal: sealSha256 };
  const content = { manifest, own, isRefused: hasSaidNo(steps) };
  const onRead = (bytes: number) => onProgress(imageSize + bytes, total);
  return [done("mounted", await compareMounted(mounted, content, platform, onRead))];
}

/** Rejects VerifyError FOUT. */
async function demandUnchanged(medium: Medium): Promise<void> {
  if (await medium.isUnchanged()) return;
  throw new VerifyError("FOUT", "the medium changed while it was read; nothing can be said of it: start again");
}
