// Step 12 on an image: its directories show exactly the files and folders of the manifest, each with its digest.
// docs/spec/verification.md step 12

import type { Manifest, Release } from "../../format/index.ts";
import type { Volume } from "../../iso9660/index.ts";
import { found } from "../../trust/index.ts";
import { judgeCommitments } from "../proof/commitments.ts";
import { compareDigests, compareSets } from "../proof/compare.ts";
import type { DiscSeen, Platform } from "../proof/ports.ts";
import type { Findings } from "../proof/report.ts";

export interface JudgedFiles {
  /** Findings of step `files`. */
  readonly files: Findings;
  /** Findings of step `manifest`: what the manifest and the release say of themselves, computed again. */
  readonly manifest: Findings;
  readonly filesCompared: number;
  readonly filesGood: number;
}

/** Step 12. `platform`: for the digest of the kit's list. */
export function judgeFiles(
  volume: Volume,
  release: Release,
  manifest: Manifest,
  { files, unreadable }: DiscSeen,
  platform: Pick<Platform, "sha256">,
): JudgedFiles {
  const sizes = new Map<string, number>();
  for (const { path, size } of volume.files) sizes.set(path, size);
  const before = [
    ...compareSets({ files: sizes, folders: volume.folders }, manifest),
    ...unreadable.map((path) => found("FILE_UNREADABLE", { path })),
  ];
  const { findings, ...counts } = compareDigests(manifest.files, files, before);
  // Where files are missing or changed, sums differ too and say nothing more.
  const isWhole = counts.filesGood === manifest.files.length;
  return {
    files: [...before, ...findings],
    manifest: isWhole ? judgeCommitments(release, manifest, sizes, platform) : [],
    ...counts,
  };
}
