// The verifier's look at an image that was just built, before anyone signs it: all that can be said without a seal.
// libisofs can put wrong bytes into an image without a word (docs/spec/recipe.md); nothing goes out unread.

import {
  equalBytes,
  isBlankSeal,
  manifestLimit,
  manifestPath,
  parseManifest,
  type Release,
  sealPath,
  sealSize,
} from "../format/index.ts";
import { IsoError, sectorBytes } from "../iso9660/index.ts";
import { ZeroCheck } from "./explain/zeros.ts";
import { thenClose } from "./node/hung.ts";
import { FileMedium } from "./node/medium.ts";
import { nodePlatform } from "./node/platform.ts";
import { compareDigests, compareSets } from "./proof/compare.ts";
import { CarefulReader } from "./proof/read/careful.ts";
import { readOnce } from "./proof/read/pass.ts";
import { Prefix, readVolumeOf } from "./proof/read/prefix.ts";
import { sentenceOf } from "./record/report-words.ts";

/** What is wrong with the image at `path`, in English sentences; empty when it is exactly what `release` and `manifest` say. */
export async function checkBuiltImage(
  path: string,
  release: Release,
  manifest: Uint8Array,
): Promise<readonly string[]> {
  const medium = await FileMedium.open(path);
  return thenClose(
    () => medium.close(),
    () => faultsOf(medium, release, manifest),
  );
}

async function faultsOf(medium: FileMedium, release: Release, manifest: Uint8Array): Promise<readonly string[]> {
  try {
    const reader = new CarefulReader();
    const prefix = new Prefix(medium, reader, nodePlatform);
    const volume = await readVolumeOf(prefix);
    const faults = volume.findings.map(
      (f) => `${f.path ?? ""} ${f.where}: expected ${f.expected}, found ${f.found} (${f.code})`,
    );
    for (const region of volume.regions)
      if (region.kind === "unexplained") faults.push(`${region.count} sectors from ${region.from} belong to nothing`);
    if (medium.bytes !== release.imageSize || volume.sectors * sectorBytes !== release.imageSize)
      faults.push(`expected ${release.imageSize} bytes, found ${medium.bytes}`);
    if (!isBlankSeal(await prefix.readBytes(release.sealOffset, sealSize)))
      faults.push("the seal's place is not empty");
    const zeros = new ZeroCheck(volume.regions);
    const outcome = await readOnce(
      { medium, reader, prefix },
      {
        bytes: release.imageSize,
        blankFrom: 0,
        blankTo: 0,
        files: volume.files.filter((file) => file.path !== sealPath),
        keep: new Map([[manifestPath, manifestLimit]]),
      },
      nodePlatform,
      { onProgress: () => undefined, onBytes: (position, bytes) => zeros.update(position, bytes) },
    );
    if (outcome.imageSha256 !== release.imageSha256)
      faults.push(`the image reads as ${outcome.imageSha256}, it was written as ${release.imageSha256}`);
    for (const region of zeros.notZero) faults.push(`not zero: ${region.count} sectors from ${region.from}`);
    const kept = outcome.kept.get(manifestPath);
    if (kept === undefined || !equalBytes(kept, manifest)) faults.push(`${manifestPath} is not as made`);
    const parsed = parseManifest(manifest);
    const paths = volume.files.map((file) => file.path);
    const names = compareSets({ files: new Set(paths), folders: volume.folders }, parsed);
    const { findings } = compareDigests(parsed.files, outcome.files, names);
    return [...faults, ...[...names, ...findings].map((finding) => sentenceOf(finding, "en"))];
  } catch (error) {
    if (error instanceof IsoError) return [`the image cannot be read: ${error.message}`];
    throw error;
  }
}
