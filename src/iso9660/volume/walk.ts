// Walks one tree from its root, every directory at most once and without recursion, so that a disc whose folders go in a circle ends too.

import { copyBytes } from "../../format/text/decode.ts";
import { quote } from "../../format/text/error.ts";
import { sectorBytes } from "../source.ts";
import { Block } from "../structure/block.ts";
import type { DescribedTree } from "../structure/descriptors.ts";
import { smallestRecord } from "../structure/layout.ts";
import { type DirectoryRecord, readRecord } from "../structure/record.ts";
import type { SystemUse } from "../structure/susp.ts";
import { readDirectory } from "./directory.ts";
import { LowestFirst } from "./lowest-first.ts";
import { regionOf } from "./regions.ts";
import type { Survey } from "./survey.ts";
import { type Folder, filesIn, type Tree } from "./tree.ts";

/**
 * The tree that a descriptor points to. `systemUse` reads Rock Ridge; without it the tree is Joliet's. `other`: the tree read before.
 * Undefined when the root directory cannot be read. Throws IsoError LIMIT, UNREADABLE.
 */
export async function walkTree(
  survey: Survey,
  described: DescribedTree,
  systemUse: SystemUse | undefined,
  other: Tree | undefined,
): Promise<Tree | undefined> {
  const root = readRoot(survey, described);
  if (root === undefined || !isReadable(survey, root, new Set())) return undefined;
  const tree: Tree = { root, other, folders: new Map([["", root]]), read: [], fileRecords: 0 };
  const visited = new Set<number>();
  const pending = new LowestFirst<Folder>();
  pending.add(root);
  for (let folder = pending.take(); folder !== undefined; folder = pending.take()) {
    if (!isReadable(survey, folder, visited)) continue;
    visited.add(folder.lba);
    const bytes = await survey.metadata.read(folder.lba, folder.bytes / sectorBytes);
    const kind = systemUse === undefined ? "joliet-directory" : "directory";
    survey.claims.add(regionOf(kind, folder.lba, folder.bytes, folder.path));
    const block = new Block(bytes, folder.lba, survey.findings, folder.path);
    tree.read.push(folder);
    const same = filesIn(other, folder.path);
    await readDirectory({ survey, tree, folder, block, systemUse, names: new Set(), same });
    for (const region of systemUse?.endDirectory(folder.path) ?? []) survey.claims.add(region);
    for (const child of folder.children) pending.add(child);
  }
  return tree;
}

function readRoot(survey: Survey, { block, descriptor }: DescribedTree): Folder | undefined {
  const record: DirectoryRecord | undefined = readRecord(block, descriptor.rootRecordAt, survey.date);
  if (record === undefined) return undefined;
  const identifier = copyBytes(block.bytes.subarray(record.identifierAt, record.identifierEnd));
  if (!record.isFolder || record.end - record.at !== smallestRecord || identifier[0] !== 0)
    block.report("RECORD", record.at, "the 34-byte record of a root directory", "another record");
  const { lba, bytes } = record;
  return { path: "", depth: 0, parent: undefined, identifier, children: [], files: [], lba, bytes };
}

/** Whether a directory may be read: it lies in the volume, is not too large or deep, and was not read before. */
function isReadable(survey: Survey, folder: Folder, visited: ReadonlySet<number>): boolean {
  const { lba, bytes, path } = folder;
  const count = Math.ceil(bytes / sectorBytes);
  const refuse = (code: "DIRECTORY_PLACE" | "DIRECTORY_SIZE" | "LOOP" | "DEPTH" | "OVERLAP", expected: string) => {
    survey.findings.add(code, quote(`/${path}`), expected, `${bytes} bytes at sector ${lba}`, lba, path);
    return false;
  };
  if (bytes === 0 || bytes % sectorBytes !== 0) return refuse("DIRECTORY_SIZE", "a directory of whole sectors");
  if (bytes > survey.limits.directoryBytes)
    return refuse("DIRECTORY_SIZE", `a directory of at most ${survey.limits.directoryBytes} bytes`);
  if (lba < survey.firstStructure || lba + count > survey.sectors)
    return refuse("DIRECTORY_PLACE", `a directory in sectors ${survey.firstStructure} to ${survey.sectors - 1}`);
  if (folder.depth > survey.limits.depth) return refuse("DEPTH", `at most ${survey.limits.depth} folders deep`);
  if (visited.has(lba)) return refuse("LOOP", "a directory that was not met before");
  if (survey.metadata.isTaken(lba, count)) return refuse("OVERLAP", "sectors of this directory alone");
  return true;
}
