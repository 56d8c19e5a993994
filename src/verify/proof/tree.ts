// Scope `tree`: a mounted disc or a copy of it, as this machine shows it. docs/spec/verification.md steps 3 to 12
// What cannot be seen from here (slack, sessions, other trees) is said in the record.

import {
  aanwijzingenLimit,
  aanwijzingenPath,
  concatBytes,
  copyBytes,
  FormatError,
  isBlankSeal,
  type Manifest,
  manifestLimit,
  manifestPath,
  parentOf,
  parseSeal,
  quote,
  type Release,
  type Seal,
  sealPath,
  sealSize,
  withParents,
} from "../../format/index.ts";
import type { TrustChain } from "../../trust/index.ts";
import { judgeCommitments } from "./commitments.ts";
import { compareDigests, compareSets } from "./compare.ts";
import { type DueFile, digestFiles, type Reading, unlessUnreadable } from "./digest-files.ts";
import type { FilePassed, Progress } from "./files-passing.ts";
import { nothingSeen, readInstructions, readManifest, type Seen } from "./image.ts";
import { judgeSeal, type LooseNotes } from "./judge-seal.ts";
import type { Platform } from "./ports.ts";
import type { Findings, StepId } from "./report.ts";
import type { DiscSink, FileSink } from "./sink.ts";
import { VerifyError } from "./verdict.ts";

export interface TreeEntry {
  /** Relative, with `/`. */
  readonly path: string;
  /** `other`: a link, a device, a name that is not Unicode: nothing that belongs on a disc. */
  readonly kind: "file" | "folder" | "other";
  /** A folder of which the content cannot be seen: nothing is known of what lies below it. */
  readonly isUnreadable?: boolean;
}

/** A folder that can be listed and read; links are never followed. */
export interface Tree {
  /** False where folders without a file cannot be seen (a browser); then they are not compared, and the record says so. */
  readonly showsEmptyFolders?: boolean;
  /**
   * Everything below, folders before what they hold. Rejects ReadError where the folder itself cannot be read; VerifyError when
   * there is more than a disc can hold.
   */
  list(): Promise<readonly TreeEntry[]>;
  /**
   * For a tree in a file, after `list`: tells what that file is where it is no image, or was cut off before the end of what is
   * wanted of it. True: nothing more can be had from it, and that is refused.
   */
  refuseOther?(findings: Findings): Promise<boolean>;
  /**
   * Asked when all was read: a path that is not what `list` last gave (name, kind, and what the system tells of its content and its
   * last change); undefined: all is as it was. What `mayChange` names may come, go and change, and so may the folders above it.
   */
  changed(mayChange?: readonly string[]): Promise<string | undefined>;
  /**
   * Hands over the content of a file in order, in plain Uint8Arrays that may be written over as soon as `take` returns, until `take`
   * says false: enough. Rejects ReadError where it cannot be read, for whatever reason.
   */
  read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void>;
}

/** `sink` gets the files as read. */
export async function verifyTree(
  tree: Tree,
  anchor: TrustChain,
  loose: LooseNotes,
  platform: Platform,
  findings: Findings,
  onProgress: Progress,
  sink?: DiscSink,
): Promise<Seen> {
  const entries = await unlessUnreadable("tree", "/", findings, () => tree.list());
  if (entries === undefined) return nothingSeen;
  const { seen, manifest } = await judgePapers(tree, entries, anchor, loose, platform, findings, sink); // steps 3 to 10
  if (seen.trusted === undefined || manifest === undefined) return seen;
  const { release } = seen.trusted;
  const counts = await judgeTree(tree, entries, release, manifest, platform, findings, onProgress, sink); // step 12
  await refuseChangedTree(tree, "tree", findings);
  return { ...seen, ...counts };
}

/**
 * What was listed and read is still there, and nothing else. Where the files or the reviewers already said no, that stands: it was seen
 * as it is told. Rejects VerifyError FOUT. `mayChange` as in Tree.
 */
export async function refuseChangedTree(
  tree: Tree,
  step: "tree" | "mounted" | "installation",
  findings: Findings,
  mayChange?: readonly string[],
): Promise<void> {
  const deciding: readonly StepId[] = [step, "recall", "rebuilds"];
  if (deciding.some((one) => findings.refused(one))) return;
  const path = await tree.changed(mayChange);
  if (path === undefined) return;
  throw new VerifyError(
    "FOUT",
    `${quote(path)} changed while the folder was read; nothing can be said of it: start again`,
  );
}

/** Folders of which the content cannot be seen: each is a finding. Returns their paths. */
export function refuseUnreadable(
  entries: readonly TreeEntry[],
  step: "tree" | "mounted" | "installation",
  findings: Findings,
): string[] {
  const paths = entries.filter((entry) => entry.isUnreadable === true).map((entry) => entry.path);
  for (const path of paths) findings.refuse(step, "FILE_UNREADABLE", { path });
  return paths;
}

/** Steps 3 to 8 and 10: what SEAL and MANIFEST of a tree say, before any other file is looked at. */
export async function judgePapers(
  tree: Tree,
  entries: readonly TreeEntry[],
  anchor: TrustChain,
  loose: LooseNotes,
  platform: Platform,
  findings: Findings,
  sink?: DiscSink,
): Promise<{ seen: Seen; manifest: Manifest | undefined }> {
  const found = await findSeal(tree, entries, platform, findings, sink); // step 3
  if (found === undefined) return { seen: nothingSeen, manifest: undefined };
  const { seal, sealSha256 } = found;
  const trusted = await judgeSeal(seal, anchor, loose, platform.check, findings); // steps 4 to 8
  if (trusted === undefined) return { seen: { ...nothingSeen, sealSha256 }, manifest: undefined };
  const isThere = isFile(entries, manifestPath);
  const kept = isThere ? await readPaper(tree, manifestPath, manifestLimit, platform, findings, sink) : undefined;
  if (isThere && kept === undefined) return { seen: { ...nothingSeen, trusted, sealSha256 }, manifest: undefined };
  const manifest = readManifest(kept?.bytes, kept?.sha256, trusted.release, findings); // step 10
  if (manifest !== undefined) sink?.listed(manifest);
  return { seen: { ...nothingSeen, trusted, sealSha256, manifestSha256: kept?.sha256 }, manifest };
}

export function isFile(entries: readonly TreeEntry[], path: string): boolean {
  return entries.some((entry) => entry.path === path && entry.kind === "file");
}

async function findSeal(
  tree: Tree,
  entries: readonly TreeEntry[],
  platform: Platform,
  findings: Findings,
  sink: FileSink | undefined,
): Promise<{ seal: Seal; sealSha256: string } | undefined> {
  const step = "seal";
  const folder = entries.find((entry) => entry.path === parentOf(sealPath));
  if (folder?.isUnreadable === true) {
    findings.refuse(step, "FILE_UNREADABLE", { path: folder.path });
    return undefined;
  }
  if (!isFile(entries, sealPath)) {
    const trace = entries.find((entry) => entry.path.toUpperCase().split("/")[0] === "ZEGEL");
    if (trace === undefined) findings.refuse(step, "NO_SEAL");
    else
      findings.refuse(step, "SEAL_UNREADABLE", {
        text: `${trace.path} is there, the file ${sealPath} is not`,
      });
    return undefined;
  }
  const read = await readPaper(tree, sealPath, sealSize, platform, findings, sink);
  if (read === undefined) return undefined;
  const { bytes, sha256 } = read;
  if (bytes === undefined) {
    findings.refuse(step, "SEAL_UNREADABLE", { text: `expected ${sealSize} bytes, found more` });
    return undefined;
  }
  if (isBlankSeal(bytes)) {
    findings.refuse(step, "SEAL_BLANK", { text: "its place is empty: the image was never sealed" });
    return undefined;
  }
  try {
    const seal = parseSeal(bytes);
    findings.done(step);
    return { seal, sealSha256: sha256 };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.refuse(step, "SEAL_UNREADABLE", { text: error.message });
    return undefined;
  }
}

interface Whole {
  readonly bytes: Uint8Array | undefined;
  readonly sha256: string;
}

/**
 * The content in one read, with its digest. Of a file longer than `limit` bytes `bytes` is undefined and `sha256` that of a start
 * of it: a file of a terabyte costs an opponent nothing, and what is too long is not what was released.
 */
export async function readWhole(
  tree: Tree,
  path: string,
  limit: number,
  platform: Platform,
  sink?: FileSink,
): Promise<Whole> {
  const parts: Uint8Array[] = [];
  const sha256 = platform.sha256();
  let length = 0;
  sink?.begin(path);
  await tree.read(path, (bytes) => {
    length += bytes.length;
    sha256.update(bytes);
    sink?.write(bytes);
    if (length <= limit) parts.push(copyBytes(bytes));
    return length <= limit;
  });
  sink?.end();
  return { bytes: length <= limit ? concatBytes(...parts) : undefined, sha256: sha256.digest() };
}

/** As readWhole; undefined when it cannot be read, which is a finding. */
function readPaper(
  tree: Tree,
  path: typeof sealPath | typeof manifestPath,
  limit: number,
  platform: Platform,
  findings: Findings,
  sink: FileSink | undefined,
): Promise<Whole | undefined> {
  const step = path === sealPath ? "seal" : "manifest";
  return unlessUnreadable(step, path, findings, () => readWhole(tree, path, limit, platform, sink));
}

async function judgeTree(
  tree: Tree,
  entries: readonly TreeEntry[],
  release: Release,
  manifest: Manifest,
  platform: Platform,
  findings: Findings,
  onProgress: Progress,
  sink: FileSink | undefined,
): Promise<Pick<Seen, "filesCompared" | "filesGood" | "instructions">> {
  const files = entries.filter((entry) => entry.kind === "file").map((entry) => entry.path);
  const folders = entries.filter((entry) => entry.kind === "folder").map((entry) => entry.path);
  for (const entry of entries) if (entry.kind === "other") findings.refuse("tree", "NOT_A_FILE", { path: entry.path });
  const hidden = tree.showsEmptyFolders === false ? manifest.emptyFolders : [];
  if (tree.showsEmptyFolders === false) findings.note("tree", "EMPTY_FOLDERS_NOT_SEEN");
  const unseen = refuseUnreadable(entries, "tree", findings);
  compareSets(files, [...folders, ...withParents(hidden)], manifest, "tree", findings, unseen);
  const present = new Set(files);
  const keep = { path: aanwijzingenPath, limit: aanwijzingenLimit };
  const onRead = (bytes: number, passed: FilePassed | undefined) => onProgress(bytes, manifest.totalBytes, passed);
  const reading: Reading = { tree, step: "tree", platform, findings, onRead, sink, keep };
  const due = discOrder(manifest).filter(({ path }) => present.has(path));
  const { digests, sizes, kept } = await digestFiles(reading, due, manifest.totalBytes);
  findings.note("tree", "TREE_LIMITS");
  // Where files are missing or changed, sums differ too and say nothing more.
  const counts = compareDigests(manifest, digests, "tree", findings);
  if (counts.filesGood === manifest.files.length) judgeCommitments(release, manifest, sizes, platform, findings);
  return { ...counts, instructions: readInstructions(kept, digests.get(aanwijzingenPath), manifest) };
}

/** As the recipe lays them out, so that a drive reads forward: what lies in /ZEGEL first, then the rest in manifest order. */
function discOrder({ files }: Manifest): DueFile[] {
  const isOurs = ({ path }: DueFile) => path.startsWith("ZEGEL/");
  return [...files.filter(isOurs), ...files.filter((file) => !isOurs(file))];
}
