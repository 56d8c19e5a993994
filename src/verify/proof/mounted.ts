// Scope `image` on a drive that the machine also shows as a folder: that folder is what programs will see.
// docs/spec/verification.md step 12

import { type Manifest, manifestLimit, manifestPath, sealPath } from "../../format/lists/manifest.ts";
import { sealSize } from "../../format/notes/release.ts";
import { compareDigests, compareSets } from "./compare.ts";
import { digestFiles } from "./digest-files.ts";
import type { Platform, Tree } from "./ports.ts";
import { type Findings, refuses } from "./report.ts";
import { unlessUnreadable } from "./texts.ts";
import { demandUnchanged, namesOf } from "./tree.ts";

export interface Mounted {
  readonly tree: Tree;
  /**
   * `names`: the folder is read from the sectors that were read, whose end is known. `content`: it may come from sectors that the drive
   * did not show (Windows reads the first session raw and shows the last): then every file is read there too.
   */
  readonly compare: "names" | "content";
}

/** What the disc that was read holds. */
export interface DiscContent {
  readonly manifest: Manifest;
  /** SHA-256 of the two files that no manifest lists. */
  readonly own: { readonly manifest: string; readonly seal: string };
  /** Steps 6 or 7 already refused: then a folder that changed does not hide that behind FOUT. */
  readonly isRefused: boolean;
}

/** Step 12. `onRead` gets the bytes read so far of the folder. Rejects VerifyError FOUT when the folder changed meanwhile. */
export async function compareMounted(
  { tree, compare }: Mounted,
  { manifest, own, isRefused }: DiscContent,
  platform: Platform,
  onRead: (bytes: number) => void,
): Promise<Findings> {
  const listed = await unlessUnreadable("/", () => tree.list());
  if (listed.fault !== undefined) return [listed.fault];
  const names = namesOf(listed.value);
  const sets = [...names.notFiles, ...names.unreadable, ...compareSets(names, manifest)];
  if (compare === "names") return sets;
  const files = [{ path: sealPath, sha256: own.seal }, { path: manifestPath, sha256: own.manifest }, ...manifest.files];
  const totalBytes = manifest.totalBytes + sealSize + manifestLimit;
  const there = files.filter(({ path }) => names.files.has(path));
  const read = await digestFiles({ tree, platform, onRead, totalBytes }, there);
  const before = [...sets, ...read.findings];
  const findings = [...before, ...compareDigests(files, read.digests, before).findings];
  if (!findings.some(refuses) && !isRefused) await demandUnchanged(tree);
  return findings;
}
