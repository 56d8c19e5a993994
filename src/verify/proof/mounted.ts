// Scope `image` on a drive that the machine also shows as a folder: that folder is what programs will see.
// docs/spec/verification.md step 12

import { type Manifest, manifestLimit, manifestPath, sealPath, sealSize } from "../../format/index.ts";
import { compareDigests, compareSets } from "./compare.ts";
import { digestFiles, unlessUnreadable } from "./digest-files.ts";
import type { Platform } from "./ports.ts";
import type { Findings } from "./report.ts";
import { refuseChangedTree, refuseUnreadable, type Tree, type TreeEntry } from "./tree.ts";

export interface Mounted {
  readonly tree: Tree;
  /**
   * `names`: the folder is read from the sectors that were read, whose end is known. `content`: it may come from sectors that the drive
   * did not show (Windows reads the first session raw and shows the last): then every file is read there too.
   */
  readonly compare: "names" | "content";
}

/** SHA-256 of the two files that no manifest lists. */
export interface OwnDigests {
  readonly manifest: string;
  readonly seal: string;
}

/** `onRead` gets the bytes read so far. */
export async function compareMounted(
  { tree, compare }: Mounted,
  manifest: Manifest,
  own: OwnDigests,
  platform: Platform,
  findings: Findings,
  onRead: (bytes: number) => void,
): Promise<void> {
  const entries = await unlessUnreadable("mounted", "/", findings, () => tree.list());
  if (entries === undefined) return;
  const paths = (kind: TreeEntry["kind"]) => entries.filter((entry) => entry.kind === kind).map((entry) => entry.path);
  for (const path of paths("other")) findings.refuse("mounted", "NOT_A_FILE", { path });
  const unseen = refuseUnreadable(entries, "mounted", findings);
  compareSets(paths("file"), paths("folder"), manifest, "mounted", findings, unseen);
  if (compare === "names") return;
  const due = [{ path: sealPath, sha256: own.seal }, { path: manifestPath, sha256: own.manifest }, ...manifest.files];
  const present = new Set(paths("file"));
  const there = due.filter(({ path }) => present.has(path));
  const reading = { tree, step: "mounted", platform, findings, onRead } as const;
  const { digests } = await digestFiles(reading, there, manifest.totalBytes + sealSize + manifestLimit);
  compareDigests({ files: due }, digests, "mounted", findings);
  await refuseChangedTree(tree, "mounted", findings);
}
