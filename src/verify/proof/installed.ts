// Scope `installed`: a folder as an installer left it, against the list that the release carries of it.
// docs/spec/verification-installed.md

import {
  type Install,
  type Installed,
  installedFileLimit,
  installLimit,
  parseInstall,
} from "../../format/lists/install.ts";
import { installPath, type Manifest } from "../../format/lists/manifest.ts";
import { parentOf, withParents } from "../../format/text/path.ts";
import { type Found, found } from "../../trust/findings.ts";
import type { FindingCode } from "./codes.ts";
import { compareDigests, compareNames, notBelow } from "./compare.ts";
import { digestFiles } from "./digest-files.ts";
import type { Reference, Tree, TreeEntry } from "./ports.ts";
import { done, type Findings, refuses } from "./report.ts";
import type { Run, Seen } from "./run.ts";
import { installOnDisc, parsed, type ReadText, readWhole, unlessUnreadable, withDigest } from "./texts.ts";
import { demandUnchanged, hasSaidNo, isFile, judgeSealAndManifest, unreadableOf } from "./tree.ts";
import { VerifyError } from "./verdict.ts";

/** The release has no list of installed files: nothing can be compared, whatever the disc is. */
export class NoInstallList extends VerifyError {}

/**
 * Steps 3 to 8 and 10 on the reference, then the folder by the list of the release. verifyWith is handed this function. Progress is told
 * in bytes read of the folder. Rejects NoInstallList when the release has no list, VerifyError FOUT when the folder changed meanwhile.
 */
export async function verifyInstalled(folder: Tree, reference: Reference, run: Run): Promise<Seen> {
  const { tree, name } = reference;
  const named = found("REFERENCE", { text: name });
  const listed = await unlessUnreadable("/", () => tree.list());
  if (listed.fault !== undefined) return { steps: [done("seal", [named, listed.fault])] };
  const other = (await tree.otherThanImage?.()) ?? { findings: [], isOther: false };
  const told = [named, ...other.findings];
  if (other.isOther) return { steps: [done("seal", told)] };
  const first = await judgeSealAndManifest(tree, listed.value, { ...run, sink: undefined }, told); // steps 3 to 8 and 10
  if (first.manifest === undefined) return first;
  const install = await installOf(reference, listed.value, first.manifest, run); // step 2 of the installed folder
  if (install.text === undefined) return { ...first, steps: [...first.steps, done("installation", [install.finding])] };
  const judged = await judgeFolder(folder, install.text, run); // its step 3
  const { findings, ...counts } = judged;
  if (judged.isRead && !findings.some(refuses) && !hasSaidNo(first.steps)) {
    const mayChange = install.text.files.filter((line) => line.class === "may-change").map((line) => line.path);
    await demandUnchanged(folder, mayChange);
  }
  const steps = [...first.steps, done("installation", findings)];
  return { ...first, ...counts, install: installOnDisc(install.text, first.manifest), steps };
}

async function installOf(
  { tree, name }: Reference,
  entries: readonly TreeEntry[],
  manifest: Manifest,
  { platform }: Run,
): Promise<ReadText<Install>> {
  const path = installPath;
  const expected = manifest.files.find((file) => file.path === path)?.sha256;
  if (expected === undefined)
    throw new NoInstallList("GEBRUIK", `${name}: this release has no ${path}: no installation can be judged by it`);
  if (!isFile(entries, path)) return { text: undefined, finding: found("FILE_MISSING", { path }) };
  const whole = await unlessUnreadable(path, () => readWhole(tree, path, installLimit, platform));
  if (whole.fault !== undefined) return { text: undefined, finding: whole.fault };
  const bytes = withDigest(whole.value, expected, path);
  if ("code" in bytes) return { text: undefined, finding: bytes };
  return parsed("INSTALL_TEXT", () => parseInstall(bytes.bytes));
}

interface JudgedFolder {
  readonly findings: Findings;
  readonly filesCompared: number;
  readonly filesGood: number;
  /** False: the folder itself cannot be listed. */
  readonly isRead: boolean;
}

async function judgeFolder(folder: Tree, { files }: Install, { platform, onProgress }: Run): Promise<JudgedFolder> {
  const listed = await unlessUnreadable("/", () => folder.list());
  if (listed.fault !== undefined) return { findings: [listed.fault], filesCompared: 0, filesGood: 0, isRead: false };
  const entries = listed.value;
  const fixed = files.filter((line) => line.class === "static");
  const present = new Set(entries.filter((entry) => entry.kind === "file").map((entry) => entry.path));
  const read = await digestFiles(
    { tree: folder, platform, onRead: (bytes, passed) => onProgress(bytes, 0, passed), fileLimit: installedFileLimit },
    fixed.filter(({ path }) => present.has(path)),
  );
  const unseen = folder.showsEmptyFolders === false ? [found("EMPTY_FOLDERS_NOT_SEEN")] : [];
  const before = [...judgeNames(entries, files), ...read.findings, ...unseen, found("INSTALLED_LIMITS")];
  const { findings, ...counts } = compareDigests(fixed, read.digests, before);
  return { findings: [...before, ...findings], ...counts, isRead: true };
}

/** Step 3 of the installed folder: what stands there, and what must not. */
function judgeNames(entries: readonly TreeEntry[], install: readonly Installed[]): Found<FindingCode>[] {
  const findings: Found<FindingCode>[] = [];
  const classes = new Map(install.map((line) => [line.path, line.class]));
  const above = withParents(install.map((line) => parentOf(line.path)));
  const files = new Set<string>();
  for (const { path, kind } of entries) {
    const listed = classes.get(path);
    if (listed === "absent") findings.push(found("MUST_BE_ABSENT", { path }));
    else if (kind === "other") findings.push(found("NOT_A_FILE", { path }));
    else if (kind === "folder") {
      if (!above.has(path)) findings.push(found("FOLDER_EXTRA", { path }));
    } else if (listed === "may-change") findings.push(found("MAY_CHANGE", { path }));
    else files.add(path);
  }
  const unseen = unreadableOf(entries);
  findings.push(...unseen.map((path) => found("FILE_UNREADABLE", { path })));
  const fixed = install.filter((line) => line.class === "static").map((line) => line.path);
  return [...findings, ...compareNames(files, notBelow(unseen, fixed), ["FILE_MISSING", "FILE_EXTRA"])];
}
