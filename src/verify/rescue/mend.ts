// Nothing is missing, and the digest of the whole disagrees: an input lied, or the drive that read it did.
// MANIFEST and the files have digests of their own, so each of them is taken from whichever input has it right. Directories and what
// else belongs to no file have none: they are taken whole, from one input after the other, and the digest of the whole decides.
// So there are as many tries as inputs, and one with what is there; no combinations. Nothing is written before the whole agrees.

import { type Manifest, manifestLimit, manifestPath, parseManifest, sealPath } from "../../format/lists/manifest.ts";
import { type Release, sealSize } from "../../format/notes/release.ts";
import { concatBytes } from "../../format/text/decode.ts";
import { FormatError, tryParse } from "../../format/text/error.ts";
import { IsoError, type IsoFile, sectorBytes, type Volume } from "../../iso9660/index.ts";
import type { Platform } from "../proof/ports.ts";
import { CarefulReader } from "../proof/read/careful.ts";
import { Prefix, tryVolume } from "../proof/read/prefix.ts";
import type { Given, Part } from "./fill.ts";
import type { Input } from "./input.ts";
import { bytesOf, inUnits, merged, rest, type Stretch, type Stretches } from "./stretches.ts";
import { readThrough, View } from "./view.ts";

/** A file that no input has as it was released. */
export interface BadFile {
  readonly path: string;
  /** Where it lies. Whole sectors. */
  readonly at: Stretches;
}

export interface Mended {
  readonly isGood: boolean;
  /** What was taken from which input; nothing unless it is good. */
  readonly taken: readonly Given[];
  /** Where it is not good: the files that are wrong. None: what is wrong belongs to no file, or the directories are no good. */
  readonly bad: readonly BadFile[];
}

/** Bytes of files that are read in one try, for each byte of the image: directories can name the same sectors over and over. */
const readingLimit = 4;

interface Work {
  readonly part: Part;
  readonly release: Release;
  readonly inputs: readonly Input[];
  readonly platform: Platform;
  /** SHA-256 of what lies in the part, by where it lies: the same for all tries. */
  readonly digests: Map<string, string>;
}

/** Rejects what an input rejects with where it is gone, and what the part does. */
export async function mend(
  part: Part,
  release: Release,
  inputs: readonly Input[],
  platform: Platform,
): Promise<Mended> {
  const work = { part, release, inputs, platform, digests: new Map<string, string>() };
  let bad: readonly BadFile[] = [];
  for (const base of [undefined, ...inputs]) {
    const view = new View(part, release.imageSize);
    const found = await attempt(view, base, work);
    if (found === undefined) continue;
    if (found.length > 0) bad = bad.length === 0 ? found : bad;
    else if ((await digestOfImage(view, release, platform)) === release.imageSha256)
      return { isGood: true, taken: await commit(view, part), bad: [] };
  }
  return { isGood: false, taken: [], bad };
}

/**
 * One try: lays over the view all that `base` has outside of files, then each wrong file from an input that has it right. The files
 * that none has; undefined: it came to nothing. Never writes.
 */
async function attempt(view: View, base: Input | undefined, work: Work): Promise<readonly BadFile[] | undefined> {
  const { release } = work;
  const volume = await readDirectories(base, work);
  if (volume === undefined) return undefined;
  if (base !== undefined) view.layers.push({ input: base, stretches: outsideFiles(volume, release) });
  const list = volume.files.find(({ path }) => path === manifestPath);
  const sha256 = release.manifests[release.disc - 1] ?? "";
  if (list === undefined || !(await makeRight(view, list, sha256, work))) return undefined;
  const manifest = await readManifest(view, list);
  if (manifest === undefined) return undefined;
  const byPath = new Map(volume.files.map((file) => [file.path, file]));
  const bad: BadFile[] = [];
  for (const { path, sha256: expected } of manifest.files) {
    const file = byPath.get(path);
    if (file === undefined) return undefined; // these directories are not the released ones
    if (!(await makeRight(view, file, expected, work))) bad.push({ path, at: sectorsOf(file) });
  }
  return bad;
}

/** The directories of an input, else of the part, where all files lie within the image and are no more than could be. */
async function readDirectories(
  base: Input | undefined,
  { part, release, platform }: Work,
): Promise<Volume | undefined> {
  const view = new View(part, release.imageSize); // what the input cannot read of them may lie in the part
  if (base !== undefined) view.layers.push({ input: base, stretches: [{ from: 0, to: release.imageSize }] });
  const volume = await tryVolume(new Prefix(view, new CarefulReader(), platform));
  if (volume instanceof IsoError) return undefined;
  const stretches = volume.files.flatMap((file) => stretchesOf(file));
  const isWithin = stretches.every(({ to }) => to <= release.imageSize);
  return isWithin && bytesOf(stretches) <= readingLimit * release.imageSize ? volume : undefined;
}

/** True: it has this digest, as it is or with its sectors from an input, which are then laid over the view. */
async function makeRight(view: View, file: IsoFile, sha256: string, work: Work): Promise<boolean> {
  if ((await digestOfFile(view, file, work)) === sha256) return true;
  for (const input of work.inputs) {
    view.layers.push({ input, stretches: sectorsOf(file) });
    if ((await digestOf(view, stretchesOf(file), work.platform)) === sha256) return true;
    view.layers.pop();
  }
  return false;
}

/** As it is. Layers cover no file that was not asked for yet, so that it lies in the part. */
async function digestOfFile(view: View, file: IsoFile, { digests, platform }: Work): Promise<string> {
  const place = JSON.stringify(file.extents.map(({ lba, bytes }) => [lba, bytes]));
  const known = digests.get(place);
  if (known !== undefined) return known;
  const sha256 = await digestOf(view, stretchesOf(file), platform);
  digests.set(place, sha256);
  return sha256;
}

async function digestOf(medium: Pick<View, "read">, stretches: Stretches, platform: Platform): Promise<string> {
  const sha256 = platform.sha256();
  for (const stretch of stretches) await readThrough(medium, stretch, (bytes) => sha256.update(bytes));
  return sha256.digest();
}

/** Of all of it, the seal's place as zeros. */
async function digestOfImage(view: View, { imageSize, sealOffset }: Release, platform: Platform): Promise<string> {
  const sha256 = platform.sha256();
  await readThrough(view, { from: 0, to: imageSize }, (bytes, position) => {
    const from = Math.max(0, sealOffset - position);
    const to = Math.max(0, sealOffset + sealSize - position);
    if (from < bytes.length) bytes.fill(0, from, Math.min(bytes.length, to));
    sha256.update(bytes);
  });
  return sha256.digest();
}

async function readManifest(view: View, list: IsoFile): Promise<Manifest | undefined> {
  if (list.size > manifestLimit) return undefined;
  const parts: Uint8Array[] = [];
  for (const stretch of stretchesOf(list))
    await readThrough(view, stretch, (bytes) => {
      parts.push(bytes);
    });
  const manifest = tryParse(() => parseManifest(concatBytes(...parts)));
  return manifest instanceof FormatError ? undefined : manifest;
}

/** Now it is known to be right: every layer is written into the part. `verify` judges it all the same. */
async function commit(view: View, part: Part): Promise<readonly Given[]> {
  for (const { stretches } of view.layers)
    for (const stretch of stretches) await readThrough(view, stretch, (bytes, position) => part.write(position, bytes));
  return view.layers.map(({ input, stretches }) => ({ name: input.name, taken: stretches }));
}

/** In its own order. */
function stretchesOf(file: IsoFile): readonly Stretch[] {
  return file.extents.map(({ lba, bytes }) => ({ from: lba * sectorBytes, to: lba * sectorBytes + bytes }));
}

function sectorsOf(file: IsoFile): Stretches {
  return inUnits(stretchesOf(file), sectorBytes);
}

/** Sectors that belong to no file, without the place of the seal: directories, and what is zero. */
function outsideFiles(volume: Volume, { sealOffset, imageSize }: Release): Stretches {
  const files = volume.files.filter(({ path }) => path !== sealPath).flatMap((file) => sectorsOf(file));
  return rest(merged([...files, { from: sealOffset, to: sealOffset + sealSize }]), imageSize);
}
