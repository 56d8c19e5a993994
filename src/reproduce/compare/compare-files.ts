// Two images, file by file: by path, wherever the data lie.

import {
  caseFold,
  type FormatError,
  isBlankSeal,
  parseRelease,
  parseSeal,
  sealPath,
  sealSize,
} from "../../format/index.ts";
import { sectorBytes } from "../../iso9660/index.ts";
import type { Survey } from "../listing/survey.ts";
import type { FoundFile } from "../listing/tree-reader.ts";
import type { TreeName } from "./area.ts";
import type { Attribution } from "./compare-areas.ts";
import type { DifferenceCounts } from "./difference-counts.ts";
import { countOf, type Difference, type Differences } from "./differences.ts";
import { compareData, type DataDifference, hashData, Rereads, readStart, slackOf } from "./file-data.ts";
import { outOfOrder } from "./longest-rise.ts";

export interface FileSums {
  same: number;
  differ: number;
  added: number;
  removed: number;
  renamed: number;
}

/** Throws ReproduceError FILE, LIMIT. */
export async function compareFiles(
  a: Survey,
  b: Survey,
  counts: DifferenceCounts,
  { aligned }: Attribution,
  differences: Differences,
): Promise<FileSums> {
  const sums: FileSums = { same: 0, differ: 0, added: 0, removed: 0, renamed: 0 };
  const rereads = new Rereads(a.source.size + b.source.size);
  const lone = { a: [] as FoundFile[], b: [] as FoundFile[] };
  const shared: (readonly [FoundFile, FoundFile])[] = [];
  const bytesOf = alignedByFile(a, aligned);
  for (const [key, file] of a.files) {
    const other = b.files.get(key);
    if (other === undefined) {
      if (!addTree(key, file, a, b, "a", differences)) lone.a.push(file);
      continue;
    }
    shared.push([file, other]);
    const bytes = bytesOf.get(key) ?? 0;
    const found = await dataDifference(a, file, b, other, counts, rereads);
    await addContent(a, file, b, other, key, found, bytes, differences);
    if (found.content > 0) sums.differ++;
    else sums.same++;
  }
  for (const [key, file] of b.files)
    if (!a.files.has(key) && !addTree(key, file, b, a, "b", differences)) lone.b.push(file);
  await addLone(a, b, lone, rereads, sums, differences);
  addFolders(a, b, differences);
  addHidden(a, b, differences);
  addOrder(shared, differences);
  return sums;
}

function alignedByFile({ areas }: Survey, aligned: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, bytes] of aligned) {
    const area = areas.get(key);
    if (area?.kind === "file" && area.path !== undefined) sums.set(area.path, (sums.get(area.path) ?? 0) + bytes);
  }
  return sums;
}

const nothing: DataDifference = { content: 0, first: undefined, slack: 0 };

async function dataDifference(
  a: Survey,
  file: FoundFile,
  b: Survey,
  other: FoundFile,
  counts: DifferenceCounts,
  rereads: Rereads,
): Promise<DataDifference> {
  const isSamePlace = JSON.stringify(file.extents) === JSON.stringify(other.extents);
  const differing = isSamePlace
    ? file.extents.reduce((sum, { lba, bytes }) => sum + counts.sum(lba, Math.ceil(bytes / sectorBytes)), 0)
    : 1;
  return differing === 0 ? nothing : compareData(a.source, file, b.source, other, rereads);
}

const common = { section: "", by: "", structure: "file" } as const;

/** `bytes`: how many of the differing bytes of the images lie in this file. */
async function addContent(
  a: Survey,
  file: FoundFile,
  b: Survey,
  other: FoundFile,
  key: string,
  { content, first, slack }: DataDifference,
  bytes: number,
  differences: Differences,
): Promise<void> {
  const where = file.path === key ? `/${key}` : key;
  const inSlack = content === 0 ? bytes : Math.min(slack, bytes);
  if (content > 0) {
    const isSeal = key === sealPath;
    const isSameSize = file.size === other.size;
    const differing = `${content} of them differ${content === 1 ? "s" : ""}, from byte ${first} on`;
    differences.add({
      ...{ ...common, where, cause: isSeal ? "seal" : "content", what: "content", bytes: bytes - inSlack },
      by: isSameSize ? "" : "another length",
      a: isSeal ? await sealInWords(a, file) : countOf(file.size, "byte"),
      b: isSeal ? await sealInWords(b, other) : isSameSize ? differing : countOf(other.size, "byte"),
    });
  }
  if (slack > 0 || (content === 0 && bytes > 0))
    differences.add({
      ...{ ...common, where, cause: "slack", what: "bytes behind the end of the file", bytes: inSlack },
      a: await slackInWords(a, file),
      b: await slackInWords(b, other),
    });
}

async function slackInWords({ source }: Survey, file: FoundFile): Promise<string> {
  const bytes = (await slackOf(source, file)).filter((byte) => byte !== 0);
  return bytes.length === 0 ? "zeros" : `${countOf(bytes.length, "byte")} other than zero`;
}

/** Names in a seal are what its notes say; nothing is judged here. */
async function sealInWords({ source }: Survey, file: FoundFile): Promise<string> {
  if (file.size !== sealSize) return `${file.size} bytes, not the ${sealSize} of a seal`;
  const bytes = await readStart(source, file, sealSize);
  if (isBlankSeal(bytes)) return "empty";
  try {
    const { trustRoots, release, rebuilds, recall } = parseSeal(bytes);
    const { product, version, sequence } = parseRelease(release.text);
    const more = `${trustRoots.length} trust roots, ${rebuilds.length} rebuild notes${recall === undefined ? "" : ", a recall list"}`;
    return `sealed: ${product} ${version}, number ${sequence}; ${release.signatures.length} signatures, ${more}`;
  } catch (error) {
    return `not a seal: ${(error as FormatError).message}`;
  }
}

/** A file of another tree alone: said once for its tree when the other image has no such tree. True: it is one. */
function addTree(
  key: string,
  file: FoundFile,
  own: Survey,
  other: Survey,
  side: "a" | "b",
  differences: Differences,
): boolean {
  const tree = (["Joliet", "supplementary"] as TreeName[]).find((name) => key === `${name} /${file.path}`);
  if (tree === undefined) return false;
  if (!other.trees.has(tree)) return true;
  const place = `sector ${file.extents[0]?.lba}, primary tree: ${own.files.get(file.path)?.extents[0]?.lba ?? "not there"}`;
  differences.add({
    ...{ ...common, cause: "trees", what: `data of the ${tree} tree`, where: `/${file.path}`, bytes: 0 },
    by: side === "a" ? "only in A" : "only in B",
    a: side === "a" ? place : "as the primary tree",
    b: side === "b" ? place : "as the primary tree",
  });
  return true;
}

/** Files that only one image has: the same content under another name is a file renamed. */
async function addLone(
  a: Survey,
  b: Survey,
  lone: { readonly a: readonly FoundFile[]; readonly b: readonly FoundFile[] },
  rereads: Rereads,
  sums: FileSums,
  differences: Differences,
): Promise<void> {
  const sizes = new Set(lone.a.map(({ size }) => size));
  const candidates = new Map<string, FoundFile[]>();
  for (const file of lone.b.filter(({ size }) => sizes.has(size))) {
    const identity = await identityOf(b, file, rereads);
    candidates.set(identity, [...(candidates.get(identity) ?? []), file]);
  }
  const taken = new Set<FoundFile>();
  const sizesOfB = new Set(lone.b.map(({ size }) => size));
  for (const file of lone.a) {
    const found = sizesOfB.has(file.size) ? (candidates.get(await identityOf(a, file, rereads)) ?? []) : [];
    const left = found.filter((one) => !taken.has(one));
    const twin = left.find(({ path }) => caseFold(path) === caseFold(file.path));
    const other = twin ?? left[0];
    if (other === undefined) {
      sums.removed++;
      differences.add({
        ...common,
        cause: "removed",
        what: "file",
        where: `/${file.path}`,
        a: `${file.size} bytes`,
        b: "",
        bytes: 0,
      });
      continue;
    }
    taken.add(other);
    sums.renamed++;
    const cause = twin === undefined ? "renamed" : "case";
    differences.add({
      ...common,
      cause,
      what: "name",
      where: `/${file.path}`,
      a: `/${file.path}`,
      b: `/${other.path}`,
      bytes: 0,
    });
  }
  for (const file of lone.b) {
    if (taken.has(file)) continue;
    sums.added++;
    differences.add({
      ...common,
      cause: "added",
      what: "file",
      where: `/${file.path}`,
      a: "",
      b: countOf(file.size, "byte"),
      bytes: 0,
    });
  }
}

/** Equal for files of equal content. Empty ones are the same file only under a name that differs in case alone. */
async function identityOf({ source }: Survey, file: FoundFile, rereads: Rereads): Promise<string> {
  return file.size === 0 ? caseFold(file.path) : hashData(source, file, rereads);
}

function addFolders(a: Survey, b: Survey, differences: Differences): void {
  const of = (survey: Survey) => survey.trees.get("primary")?.folders ?? new Map<string, number>();
  const [inA, inB] = [of(a), of(b)];
  const add = (cause: Difference["cause"], path: string) =>
    differences.add({
      ...common,
      structure: "folder",
      cause,
      what: "folder",
      where: `/${path}`,
      a: "",
      b: "",
      bytes: 0,
    });
  for (const path of inA.keys()) if (!inB.has(path)) add("removed", path);
  for (const path of inB.keys()) if (!inA.has(path)) add("added", path);
}

/** Names that both images have, but that one tree of one image leaves out: some systems show them, others do not. */
function addHidden(a: Survey, b: Survey, differences: Differences): void {
  const [jolietA, jolietB] = [a.trees.get("Joliet"), b.trees.get("Joliet")];
  if (jolietA === undefined || jolietB === undefined) return;
  const add = (path: string, isInA: boolean) =>
    differences.add({
      ...{ ...common, cause: "trees", what: "name in the Joliet tree", where: `/${path}`, bytes: 0 },
      by: isInA ? "only in A" : "only in B",
      a: isInA ? "there" : "missing",
      b: isInA ? "missing" : "there",
    });
  const isInBoth = (path: string) => a.files.has(path) && b.files.has(path);
  for (const path of jolietA.files.keys()) if (!jolietB.files.has(path) && isInBoth(path)) add(path, true);
  for (const path of jolietB.files.keys()) if (!jolietA.files.has(path) && isInBoth(path)) add(path, false);
}

/** Files whose data come in another order: the fewest that must be moved to make the orders one. */
function addOrder(shared: readonly (readonly [FoundFile, FoundFile])[], differences: Differences): void {
  const place = (file: FoundFile) => file.extents[0]?.lba ?? 0;
  const sorted = shared
    .filter(([one, other]) => one.size > 0 && other.size > 0)
    .sort(([a], [b]) => place(a) - place(b));
  for (const i of outOfOrder(sorted.map(([, other]) => place(other)))) {
    const pair = sorted[i];
    if (pair === undefined) continue;
    const [file, other] = pair;
    differences.add({
      ...{ ...common, cause: "order", what: "order of the data", where: `/${file.path}`, bytes: 0 },
      a: `sector ${place(file)}`,
      b: `sector ${place(other)}`,
    });
  }
}
