// Scope `tree`: a mounted disc or a copy of it, as this machine shows it. docs/spec/verification.md steps 3 to 12
// What cannot be seen from here (slack, sessions, other trees) is said in the record.

import {
  aanwijzingenLimit,
  aanwijzingenPath,
  concatBytes,
  FormatError,
  isBlankSeal,
  type Manifest,
  manifestLimit,
  manifestPath,
  parseSeal,
  type Release,
  type Seal,
  sealPath,
  sealSize,
  withParents,
} from "../format/index.ts";
import { judgeCommitments } from "./commitments.ts";
import { compareDigests, compareSets } from "./compare.ts";
import { nothingSeen, readInstructions, readManifest, type Seen } from "./image.ts";
import { judgeSeal, type LooseNotes } from "./judge-seal.ts";
import { type Platform, ReadError } from "./platform.ts";
import type { FilePassed, Progress } from "./progress-files.ts";
import type { Findings } from "./report.ts";
import type { DiscSink, FileSink } from "./sink.ts";
import type { TrustChain } from "./trust.ts";

export interface TreeEntry {
  /** Relative, with `/`. */
  readonly path: string;
  /** `other`: a link, a device, a name that is not Unicode: nothing that belongs on a disc. */
  readonly kind: "file" | "folder" | "other";
}

/** A folder that can be listed and read; links are never followed. */
export interface Tree {
  /** False where folders without a file cannot be seen (a browser); then they are not compared, and the record says so. */
  readonly showsEmptyFolders?: boolean;
  /**
   * Everything below, folders before what they hold. Rejects ReadError, with the folder's path, where the medium cannot be read;
   * VerifyError when there is more than a disc can hold.
   */
  list(): Promise<readonly TreeEntry[]>;
  /**
   * Hands over the content of a file in order, until `take` says false: enough. Rejects ReadError where the medium cannot be read,
   * and otherwise when it is no plain file or not to be had.
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
  return { ...seen, ...counts };
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
  if (!isFile(entries, sealPath)) {
    const trace = entries.find((entry) => entry.path.toUpperCase().split("/")[0] === "ZEGEL");
    if (trace === undefined) findings.refuse(step, "GEEN_ZEGELSCHIJF", "NO_SEAL");
    else
      findings.refuse(step, "NIET_ONDERTEKEND", "SEAL_UNREADABLE", {
        text: `${trace.path} is there, the file ${sealPath} is not`,
      });
    return undefined;
  }
  const read = await readPaper(tree, sealPath, sealSize, platform, findings, sink);
  if (read === undefined) return undefined;
  const { bytes, sha256 } = read;
  if (bytes === undefined) {
    findings.refuse(step, "NIET_ONDERTEKEND", "SEAL_UNREADABLE", { text: `expected ${sealSize} bytes, found more` });
    return undefined;
  }
  if (isBlankSeal(bytes)) {
    findings.refuse(step, "NIET_ONDERTEKEND", "SEAL_BLANK", { text: "its place is empty: the image was never sealed" });
    return undefined;
  }
  try {
    const seal = parseSeal(bytes);
    findings.done(step);
    return { seal, sealSha256: sha256 };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.refuse(step, "NIET_ONDERTEKEND", "SEAL_UNREADABLE", { text: error.message });
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
    if (length <= limit) parts.push(bytes.slice());
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

/** Undefined, and a finding, where the medium cannot be read; `path` is where, unless the fault knows better. */
export async function unlessUnreadable<T>(
  step: "seal" | "manifest" | "tree" | "mounted" | "installation",
  path: string,
  findings: Findings,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    findings.refuse(step, "ONLEESBAAR", "FILE_UNREADABLE", { path: error.path || path });
    return undefined;
  }
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
  for (const entry of entries)
    if (entry.kind === "other") findings.refuse("tree", "ONVOLLEDIG", "NOT_A_FILE", { path: entry.path });
  const hidden = tree.showsEmptyFolders === false ? manifest.emptyFolders : [];
  if (tree.showsEmptyFolders === false) findings.note("tree", "EMPTY_FOLDERS_NOT_SEEN");
  compareSets(files, [...folders, ...withParents(hidden)], manifest, "tree", findings);
  const present = new Set(files);
  const found = new Map<string, string>();
  const sizes = new Map<string, number>();
  const kept: Uint8Array[] = [];
  let done = 0;
  let passed: FilePassed | undefined;
  for (const path of discOrder(manifest)) {
    if (!present.has(path)) continue;
    const sha256 = platform.sha256();
    const before = done;
    sink?.begin(path);
    const isRead = await unlessUnreadable("tree", path, findings, async () => {
      await tree.read(path, (bytes) => {
        sha256.update(bytes);
        sink?.write(bytes);
        done += bytes.length;
        if (path === aanwijzingenPath && done - before <= aanwijzingenLimit) kept.push(bytes.slice());
        onProgress(done, manifest.totalBytes, passed);
        return done <= manifest.totalBytes; // more than all files together: this one is not as released
      });
      return true;
    });
    sink?.end();
    const digest = sha256.digest();
    if (isRead === undefined) continue;
    found.set(path, digest);
    sizes.set(path, done - before);
    passed = { path, count: found.size, of: manifest.files.length };
  }
  findings.note("tree", "TREE_LIMITS");
  // Where files are missing or changed, sums differ too and say nothing more.
  const counts = compareDigests(manifest, found, "tree", findings);
  if (counts.filesGood === manifest.files.length) judgeCommitments(release, manifest, sizes, platform, findings);
  const isWhole = (sizes.get(aanwijzingenPath) ?? 0) <= aanwijzingenLimit;
  const bytes = isWhole ? concatBytes(...kept) : undefined;
  return { ...counts, instructions: readInstructions(bytes, found.get(aanwijzingenPath), manifest) };
}

/** As the recipe lays them out, so that a drive reads forward: what lies in /ZEGEL first, then the rest in manifest order. */
function discOrder(manifest: Manifest): string[] {
  const paths = manifest.files.map((file) => file.path);
  const isOurs = (path: string) => path.startsWith("ZEGEL/");
  return [...paths.filter(isOurs), ...paths.filter((path) => !isOurs(path))];
}
