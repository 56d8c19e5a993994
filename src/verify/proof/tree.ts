// Scope `tree`: a mounted disc or a copy of it, as this machine shows it. docs/spec/verification.md steps 3 to 12
// What a folder cannot show (the bytes behind files, other sessions, the second tree of names) is said in the record.

import {
  type Manifest,
  type ManifestFile,
  manifestLimit,
  manifestPath,
  sealPath,
} from "../../format/lists/manifest.ts";
import { type Release, sealSize } from "../../format/notes/release.ts";
import type { Seal } from "../../format/notes/seal.ts";
import { quote } from "../../format/text/error.ts";
import { parentOf, withParents } from "../../format/text/path.ts";
import { type Found, found } from "../../trust/findings.ts";
import { judgeSeal } from "../../trust/seal.ts";
import type { FindingCode } from "./codes.ts";
import { judgeCommitments } from "./commitments.ts";
import { compareDigests, compareSets, type Names } from "./compare.ts";
import { digestFiles } from "./digest-files.ts";
import type { Tree, TreeEntry } from "./ports.ts";
import { done, type Findings, refuses, type StepOutcome } from "./report.ts";
import type { Run, Seen } from "./run.ts";
import { readManifest, readSeal, readTold, readWhole, type Told, toldBy, unlessUnreadable } from "./texts.ts";
import { VerifyError } from "./verdict.ts";

/** Steps 3 to 12. `told`: facts about the folder, known before. Rejects VerifyError FOUT when the folder changed meanwhile. */
export async function verifyTree(tree: Tree, run: Run, told: Findings): Promise<Seen> {
  const listed = await unlessUnreadable("/", () => tree.list());
  if (listed.fault !== undefined) return { steps: [done("tree", [...told, listed.fault])] };
  const entries = listed.value;
  const first = await judgeSealAndManifest(tree, entries, run); // steps 3 to 8 and 10
  const { trusted, manifest } = first;
  if (trusted === undefined || manifest === undefined)
    return { ...first, steps: [...first.steps, { id: "tree", findings: told, isDone: false }] };
  const judged = await judgeTree(tree, entries, { release: trusted.release, manifest }, run); // step 12
  const steps = addTo(first.steps, "manifest", judged.manifest);
  const findings = [...told, ...judged.tree];
  if (!findings.some(refuses) && !hasSaidNo(steps)) await demandUnchanged(tree);
  return { ...first, ...judged.counts, ...judged.told, steps: [...steps, done("tree", findings)] };
}

/** Steps 6 or 7 refused. Then the verdict stands, and a folder that changed meanwhile does not end the run in FOUT. */
export function hasSaidNo(steps: readonly StepOutcome[]): boolean {
  return steps.some(({ id, findings }) => (id === "recall" || id === "rebuilds") && findings.some(refuses));
}

/** What was listed and read is still there, and nothing else. Rejects VerifyError FOUT. `mayChange` as in Tree. */
export async function demandUnchanged(tree: Tree, mayChange?: readonly string[]): Promise<void> {
  const path = await tree.changed(mayChange);
  if (path === undefined) return;
  const text = `${quote(path)} changed while the folder was read; nothing can be said of it: start again`;
  throw new VerifyError("FOUT", text);
}

/** What SEAL and MANIFEST of a tree came to. */
export interface SealAndManifest extends Seen {
  /** The released one. */
  readonly manifest?: Manifest | undefined;
}

/** Steps 3 to 8 and 10, before any other file is looked at. `told`: findings about where the seal is looked for. */
export async function judgeSealAndManifest(
  tree: Tree,
  entries: readonly TreeEntry[],
  run: Run,
  told: Findings = [],
): Promise<SealAndManifest> {
  const found = await findSeal(tree, entries, run); // step 3
  if (found.seal === undefined) return { steps: [done("seal", [...told, found.finding])] };
  const { seal, sealSha256 } = found;
  const judged = await judgeSeal(seal, run.outside, run.platform.check); // steps 4 to 8
  const { trusted } = judged;
  const steps = [done("seal", told), ...judged.steps.map(([id, findings]) => done(id, findings))];
  if (trusted === undefined) return { steps, sealSha256 };
  const kept = isFile(entries, manifestPath)
    ? await unlessUnreadable(manifestPath, () => readWhole(tree, manifestPath, manifestLimit, run.platform, run.sink))
    : { value: undefined, fault: undefined };
  if (kept.fault !== undefined) return { steps: [...steps, done("manifest", [kept.fault])], trusted, sealSha256 };
  const manifest = readManifest(kept.value, trusted.release); // step 10
  if (manifest.text !== undefined) run.sink?.listed(manifest.text);
  return {
    steps: [...steps, done("manifest", manifest.finding === undefined ? [] : [manifest.finding])],
    trusted,
    sealSha256,
    manifestSha256: kept.value?.sha256,
    manifest: manifest.text,
  };
}

type SealFound =
  | { readonly seal: Seal; readonly sealSha256: string }
  | { readonly seal: undefined; readonly finding: Found<FindingCode> };

/** Step 3. */
async function findSeal(tree: Tree, entries: readonly TreeEntry[], run: Run): Promise<SealFound> {
  const none = (code: FindingCode, values: Found<FindingCode>["values"] = {}) => ({
    seal: undefined,
    finding: found(code, values),
  });
  const folder = entries.find((entry) => entry.path === parentOf(sealPath));
  if (folder?.isUnreadable === true) return none("FILE_UNREADABLE", { path: folder.path });
  if (!isFile(entries, sealPath)) {
    const trace = entries.find((entry) => entry.path.toUpperCase().split("/")[0] === "ZEGEL");
    if (trace === undefined) return none("NO_SEAL");
    return none("SEAL_UNREADABLE", { text: `${trace.path} is there, the file ${sealPath} is not` });
  }
  const read = await unlessUnreadable(sealPath, () => readWhole(tree, sealPath, sealSize, run.platform, run.sink));
  if (read.fault !== undefined) return { seal: undefined, finding: read.fault };
  const { bytes, sha256 } = read.value;
  if (bytes === undefined) return none("SEAL_UNREADABLE", { text: `expected ${sealSize} bytes, found more` });
  const { text: seal, finding } = readSeal(bytes);
  return seal === undefined ? { seal, finding } : { seal, sealSha256: sha256 };
}

/** A file of exactly this path was listed. */
export function isFile(entries: readonly TreeEntry[], path: string): boolean {
  return entries.some((entry) => entry.path === path && entry.kind === "file");
}

/** Entries by kind. What is neither file nor folder, and a folder of which the content cannot be seen, is a finding. */
export function namesOf(entries: readonly TreeEntry[]): Required<Names> & { notFiles: Findings; unreadable: Findings } {
  const pathsOf = (kind: TreeEntry["kind"]) =>
    entries.filter((entry) => entry.kind === kind).map((entry) => entry.path);
  const unseen = unreadableOf(entries);
  return {
    files: new Set(pathsOf("file")),
    folders: pathsOf("folder"),
    unseen,
    notFiles: pathsOf("other").map((path) => found("NOT_A_FILE", { path })),
    unreadable: unseen.map((path) => found("FILE_UNREADABLE", { path })),
  };
}

/** Paths of folders of which the content cannot be seen. */
export function unreadableOf(entries: readonly TreeEntry[]): string[] {
  return entries.filter((entry) => entry.isUnreadable === true).map((entry) => entry.path);
}

interface JudgedTree {
  /** Findings of step `tree`. */
  readonly tree: Findings;
  /** Findings of step `manifest`. */
  readonly manifest: Findings;
  readonly counts: Pick<Seen, "filesCompared" | "filesGood">;
  readonly told: Told;
}

/** Step 12. */
async function judgeTree(
  tree: Tree,
  entries: readonly TreeEntry[],
  { release, manifest }: { readonly release: Release; readonly manifest: Manifest },
  { platform, onProgress, sink }: Run,
): Promise<JudgedTree> {
  const { files, folders, unseen, notFiles, unreadable } = namesOf(entries);
  const isPartial = tree.showsEmptyFolders === false;
  const names = { files, folders: [...folders, ...withParents(isPartial ? manifest.emptyFolders : [])], unseen };
  const { totalBytes } = manifest;
  const read = await digestFiles(
    {
      tree,
      platform,
      onRead: (bytes, passed) => onProgress(bytes, totalBytes, passed),
      sink,
      starts: toldBy,
      totalBytes,
    },
    discOrder(manifest).filter(({ path }) => files.has(path)),
  );
  const before = [
    ...notFiles,
    ...(isPartial ? [found("EMPTY_FOLDERS_NOT_SEEN")] : []),
    ...unreadable,
    ...compareSets(names, manifest),
    ...read.findings,
    found("TREE_LIMITS"),
  ];
  const { findings, ...counts } = compareDigests(manifest.files, read.digests, before);
  // Where files are missing or changed, sums differ too and say nothing more.
  const isWhole = counts.filesGood === manifest.files.length;
  return {
    tree: [...before, ...findings],
    manifest: isWhole ? judgeCommitments(release, manifest, read.sizes, platform) : [],
    counts,
    told: readTold(read, manifest),
  };
}

/** As the recipe lays them out, so that a drive reads forward: what lies in /ZEGEL first, then the rest in manifest order. */
function discOrder({ files }: Manifest): ManifestFile[] {
  const isOurs = ({ path }: ManifestFile) => path.startsWith("ZEGEL/");
  return [...files.filter(isOurs), ...files.filter((file) => !isOurs(file))];
}

/** `steps` with more findings for one that is among them. */
function addTo(steps: readonly StepOutcome[], id: StepOutcome["id"], more: Findings): StepOutcome[] {
  return steps.map((step) => (step.id === id ? { ...step, findings: [...step.findings, ...more] } : step));
}
