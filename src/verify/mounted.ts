// Scope `image` on a drive that the machine also shows as a folder: that folder is what programs will see.
// docs/spec/verification.md step 12

import { type Manifest, manifestLimit, manifestPath, sealPath, sealSize } from "../format/index.ts";
import { compareDigests, compareSets } from "./compare.ts";
import type { Platform } from "./platform.ts";
import type { Findings } from "./report.ts";
import { type Tree, type TreeEntry, unlessUnreadable } from "./tree.ts";
import { VerifyError } from "./verdict.ts";

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
  for (const path of paths("other")) findings.refuse("mounted", "ONVOLLEDIG", "NOT_A_FILE", { path });
  compareSets(paths("file"), paths("folder"), manifest, "mounted", findings);
  if (compare === "names") return;
  const due = [{ path: sealPath, sha256: own.seal }, { path: manifestPath, sha256: own.manifest }, ...manifest.files];
  const present = new Set(paths("file"));
  const there = due.map((file) => file.path).filter((path) => present.has(path));
  compareDigests(
    { files: due },
    await digestAll(tree, there, manifest, platform, findings, onRead),
    "mounted",
    findings,
  );
}

/** A file that cannot be read has none, and is told. */
async function digestAll(
  tree: Tree,
  paths: readonly string[],
  manifest: Manifest,
  platform: Platform,
  findings: Findings,
  onRead: (bytes: number) => void,
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  /** More than all files together: the rest need not be known. */
  const limit = manifest.totalBytes + sealSize + manifestLimit;
  let done = 0;
  for (const path of paths) {
    const sha256 = platform.sha256();
    try {
      await tree.read(path, (bytes) => {
        sha256.update(bytes);
        done += bytes.length;
        onRead(done);
        return done <= limit;
      });
      digests.set(path, sha256.digest());
    } catch (error) {
      if (error instanceof VerifyError) throw error;
      findings.refuse("mounted", "ONLEESBAAR", "FILE_UNREADABLE", { path });
    }
  }
  return digests;
}
