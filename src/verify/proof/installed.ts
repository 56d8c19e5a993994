// Scope `installed`: a folder as an installer left it, against the list that the release carries of it.
// docs/spec/verification.md, "Installed folder"

import {
  FormatError,
  type Install,
  installedFileLimit,
  installLimit,
  installPath,
  type Manifest,
  parentOf,
  parseInstall,
  withParents,
} from "../../format/index.ts";
import type { TrustChain } from "../../trust/index.ts";
import { compareDigests, compareNames, notBelow } from "./compare.ts";
import { digestFiles, unlessUnreadable } from "./digest-files.ts";
import type { FilePassed, Progress } from "./files-passing.ts";
import { nothingSeen, type Seen } from "./image.ts";
import type { LooseNotes } from "./judge-seal.ts";
import type { Platform } from "./ports.ts";
import type { Findings } from "./report.ts";
import {
  isFile,
  judgePapers,
  readWhole,
  refuseChangedTree,
  refuseUnreadable,
  type Tree,
  type TreeEntry,
} from "./tree.ts";
import { VerifyError } from "./verdict.ts";

const step = "installation";

/** The release has no list of installed files: nothing can be compared, whatever the disc is. */
export class NoInstallList extends VerifyError {}

/** What an installation is judged by: a disc, an image of it, or a copy of its /ZEGEL, seen as a tree. */
export interface Reference {
  readonly name: string;
  readonly tree: Tree;
}

/** `onProgress` gets bytes read of the folder. Rejects NoInstallList when the release has no list to judge by. */
export async function verifyInstalled(
  folder: Tree,
  reference: Reference,
  anchor: TrustChain,
  loose: LooseNotes,
  platform: Platform,
  findings: Findings,
  onProgress: Progress,
): Promise<Seen> {
  const { tree, name } = reference;
  findings.note("seal", "REFERENCE", { text: name });
  const entries = await unlessUnreadable("seal", "/", findings, () => tree.list());
  if (entries === undefined) return nothingSeen;
  if ((await tree.refuseOther?.(findings)) === true) return nothingSeen;
  const { seen, manifest } = await judgePapers(tree, entries, anchor, loose, platform, findings); // steps 3 to 8 and 10
  if (manifest === undefined) return seen;
  const install = await readInstall(reference, entries, manifest, platform, findings); // installed step 2
  if (install === undefined) return seen;
  return { ...seen, ...(await judgeInstallation(folder, install, platform, findings, onProgress)) }; // installed step 3
}

/** INSTALL with the digest that the verified manifest gives for it. The bytes that were hashed are parsed. */
async function readInstall(
  { tree, name }: Reference,
  entries: readonly TreeEntry[],
  manifest: Manifest,
  platform: Platform,
  findings: Findings,
): Promise<Install | undefined> {
  const path = installPath;
  const expected = manifest.files.find((file) => file.path === path)?.sha256;
  if (expected === undefined)
    throw new NoInstallList("GEBRUIK", `${name}: this release has no ${path}: no installation can be judged by it`);
  if (!isFile(entries, path)) {
    findings.refuse(step, "FILE_MISSING", { path });
    return undefined;
  }
  const whole = await unlessUnreadable(step, path, findings, () => readWhole(tree, path, installLimit, platform));
  if (whole === undefined) return undefined;
  const { bytes, sha256 } = whole;
  if (sha256 !== expected || bytes === undefined) {
    findings.refuse(step, "FILE_CHANGED", { path, found: sha256, expected });
    return undefined;
  }
  try {
    return parseInstall(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.refuse(step, "INSTALL_TEXT", { text: error.message });
    return undefined;
  }
}

/** Every `static` file with its digest, no `absent` path, and nothing that the list does not name. */
async function judgeInstallation(
  folder: Tree,
  install: Install,
  platform: Platform,
  findings: Findings,
  onProgress: Progress,
): Promise<{ filesCompared: number; filesGood: number }> {
  const entries = await unlessUnreadable(step, "/", findings, () => folder.list());
  if (entries === undefined) return nothingSeen;
  const fixed = install.filter((line) => line.class === "static");
  judgeNames(entries, install, findings);
  const present = new Set(entries.filter((entry) => entry.kind === "file").map((entry) => entry.path));
  const onRead = (bytes: number, passed: FilePassed | undefined) => onProgress(bytes, 0, passed);
  const due = fixed.filter(({ path }) => present.has(path));
  const { digests } = await digestFiles(
    { tree: folder, step, platform, findings, onRead, fileLimit: installedFileLimit },
    due,
  );
  findings.note(step, "INSTALLED_LIMITS");
  findings.done(step);
  const counts = compareDigests({ files: fixed }, digests, step, findings);
  const mayChange = install.filter((line) => line.class === "may-change").map((line) => line.path);
  await refuseChangedTree(folder, step, findings, mayChange);
  return counts;
}

function judgeNames(entries: readonly TreeEntry[], install: Install, findings: Findings): void {
  const classes = new Map(install.map((line) => [line.path, line.class]));
  const above = withParents(install.map((line) => parentOf(line.path)));
  const files = new Set<string>();
  for (const { path, kind } of entries) {
    const due = classes.get(path);
    if (due === "absent") findings.refuse(step, "MUST_BE_ABSENT", { path });
    else if (kind === "other") findings.refuse(step, "NOT_A_FILE", { path });
    else if (kind === "folder") {
      if (!above.has(path)) findings.refuse(step, "FOLDER_EXTRA", { path });
    } else if (due === "may-change") findings.note(step, "MAY_CHANGE", { path });
    else files.add(path);
  }
  const fixed = new Set(install.filter((line) => line.class === "static").map((line) => line.path));
  const seen = new Set(notBelow(refuseUnreadable(entries, step, findings), [...fixed]));
  compareNames(files, seen, step, "FILE_MISSING", "FILE_EXTRA", findings);
}
