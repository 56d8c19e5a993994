// Two images, file by file: by path, wherever the data lie.

import { caseFold } from "../../format/index.ts";
import type { Survey } from "../listing/survey.ts";
import type { FoundFile } from "../listing/tree-reader.ts";
import type { TreeName } from "./area.ts";
import type { Attribution } from "./compare-areas.ts";
import { addContent, dataDifference } from "./compare-content.ts";
import type { DifferenceCounts } from "./difference-counts.ts";
import { type Both, countOf, type Difference, type Differences, onlyIn, type Side } from "./differences.ts";
import { hashData, Rereads } from "./file-data.ts";
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
  images: Both<Survey>,
  counts: DifferenceCounts,
  { aligned }: Attribution,
  differences: Differences,
): Promise<FileSums> {
  const { a, b } = images;
  const sums: FileSums = { same: 0, differ: 0, added: 0, removed: 0, renamed: 0 };
  const rereads = new Rereads(a.source.size + b.source.size);
  const lone: Both<FoundFile[]> = { a: [], b: [] };
  const shared: Both<FoundFile>[] = [];
  const bytesOf = alignedByFile(a, aligned);
  for (const [key, file] of a.files) {
    const other = b.files.get(key);
    if (other === undefined) {
      if (!addTree(images, "a", key, file, differences)) lone.a.push(file);
      continue;
    }
    const files = { a: file, b: other };
    shared.push(files);
    const found = await dataDifference(images, files, counts, rereads);
    await addContent(images, files, key, found, bytesOf.get(key) ?? 0, differences);
    if (found.content > 0) sums.differ++;
    else sums.same++;
  }
  for (const [key, file] of b.files)
    if (!a.files.has(key) && !addTree(images, "b", key, file, differences)) lone.b.push(file);
  await addLone(images, lone, rereads, sums, differences);
  addFolders(images, differences);
  addHidden(images, differences);
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

const common = { section: "", by: "", structure: "file" } as const;

/** A file of another tree alone: said once for its tree when the other image has no such tree. True: it is one. */
function addTree(images: Both<Survey>, side: Side, key: string, file: FoundFile, differences: Differences): boolean {
  const [own, other] = side === "a" ? [images.a, images.b] : [images.b, images.a];
  const tree = (["Joliet", "supplementary"] as TreeName[]).find((name) => key === `${name} /${file.path}`);
  if (tree === undefined) return false;
  if (!other.trees.has(tree)) return true;
  const place = `sector ${file.extents[0]?.lba}, primary tree: ${own.files.get(file.path)?.extents[0]?.lba ?? "not there"}`;
  differences.add({
    ...{ ...common, cause: "trees", what: `data of the ${tree} tree`, where: `/${file.path}`, bytes: 0 },
    ...onlyIn(side, place, "as the primary tree"),
  });
  return true;
}

/** Files that only one image has: the same content under another name is a file renamed. */
async function addLone(
  { a, b }: Both<Survey>,
  lone: Both<readonly FoundFile[]>,
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
    const sameButCase = left.find(({ path }) => caseFold(path) === caseFold(file.path));
    const other = sameButCase ?? left[0];
    if (other === undefined) {
      sums.removed++;
      const a = `${file.size} bytes`;
      differences.add({ ...common, cause: "removed", what: "file", where: `/${file.path}`, a, b: "", bytes: 0 });
      continue;
    }
    taken.add(other);
    sums.renamed++;
    const cause = sameButCase === undefined ? "renamed" : "case";
    const names = { where: `/${file.path}`, a: `/${file.path}`, b: `/${other.path}` };
    differences.add({ ...common, cause, what: "name", ...names, bytes: 0 });
  }
  for (const file of lone.b) {
    if (taken.has(file)) continue;
    sums.added++;
    const b = countOf(file.size, "byte");
    differences.add({ ...common, cause: "added", what: "file", where: `/${file.path}`, a: "", b, bytes: 0 });
  }
}

/** Equal for files of equal content. Empty ones are the same file only under a name that differs in case alone. */
async function identityOf({ source }: Survey, file: FoundFile, rereads: Rereads): Promise<string> {
  return file.size === 0 ? caseFold(file.path) : hashData(source, file, rereads);
}

function addFolders({ a, b }: Both<Survey>, differences: Differences): void {
  const of = (survey: Survey) => survey.trees.get("primary")?.folders ?? new Map<string, number>();
  const [inA, inB] = [of(a), of(b)];
  const add = (cause: Difference["cause"], path: string) =>
    differences.add({
      ...{ ...common, structure: "folder", cause, what: "folder", where: `/${path}`, a: "", b: "", bytes: 0 },
    });
  for (const path of inA.keys()) if (!inB.has(path)) add("removed", path);
  for (const path of inB.keys()) if (!inA.has(path)) add("added", path);
}

/** Names that both images have, but that one tree of one image leaves out: some systems show them, others do not. */
function addHidden({ a, b }: Both<Survey>, differences: Differences): void {
  const [jolietA, jolietB] = [a.trees.get("Joliet"), b.trees.get("Joliet")];
  if (jolietA === undefined || jolietB === undefined) return;
  const add = (path: string, isInA: boolean) =>
    differences.add({
      ...{ ...common, cause: "trees", what: "name in the Joliet tree", where: `/${path}`, bytes: 0 },
      ...onlyIn(isInA ? "a" : "b", "there", "missing"),
    });
  const isInBoth = (path: string) => a.files.has(path) && b.files.has(path);
  for (const path of jolietA.files.keys()) if (!jolietB.files.has(path) && isInBoth(path)) add(path, true);
  for (const path of jolietB.files.keys()) if (!jolietA.files.has(path) && isInBoth(path)) add(path, false);
}

/** Files whose data come in another order: the fewest that must be moved to make the orders one. */
function addOrder(shared: readonly Both<FoundFile>[], differences: Differences): void {
  const place = (file: FoundFile) => file.extents[0]?.lba ?? 0;
  const sorted = shared
    .filter(({ a, b }) => a.size > 0 && b.size > 0)
    .sort((one, next) => place(one.a) - place(next.a));
  for (const i of outOfOrder(sorted.map(({ b }) => place(b)))) {
    const pair = sorted[i];
    if (pair === undefined) continue;
    differences.add({
      ...{ ...common, cause: "order", what: "order of the data", where: `/${pair.a.path}`, bytes: 0 },
      a: `sector ${place(pair.a)}`,
      b: `sector ${place(pair.b)}`,
    });
  }
}
