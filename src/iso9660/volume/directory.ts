// One directory: its records become folders and files of the tree. ECMA-119 6.8.

import { compareBytes, copyBytes } from "../../format/text/decode.ts";
import { quote } from "../../format/text/error.ts";
import { IsoError } from "../error.ts";
import { sectorBytes } from "../source.ts";
import type { Block } from "../structure/block.ts";
import { nameOfUcs2, nameOfUtf8 } from "../structure/name.ts";
import { type DirectoryRecord, readRecord } from "../structure/record.ts";
import type { RecordRole, SystemUse } from "../structure/susp.ts";
import { regionOf } from "./regions.ts";
import type { Survey } from "./survey.ts";
import { FileEntry, type Folder, type Tree } from "./tree.ts";

const selfIdentifier = 0; // ECMA-119 6.8.2.2
const parentIdentifier = 1;

/** Where a directory is read from and what it is read into. */
export interface Place {
  readonly survey: Survey;
  readonly tree: Tree;
  readonly folder: Folder;
  readonly block: Block;
  /** Reads Rock Ridge in the primary tree; undefined in Joliet's. */
  readonly systemUse: SystemUse | undefined;
  /** Paths of what it holds, as far as it was read. */
  readonly names: Set<string>;
  /** What the other tree shows in this folder. */
  readonly same: ReadonlyMap<string, FileEntry>;
}

/** Adds what the directory holds to `tree`. Records that make no sense are findings and left out. Throws IsoError. */
export async function readDirectory(place: Place): Promise<void> {
  const { folder, block, systemUse } = place;
  let open: FileEntry | undefined; // a file whose last record promised another
  let index = 0;
  let before = new Uint8Array(0); // the identifier of the last entry
  for (const record of recordsOf(block, place.survey.date)) {
    const dots = checkDots(place, record, index++);
    const use = systemUse?.start(block, record, roleOf(folder, dots));
    while (use?.next !== undefined) await systemUse?.follow(use);
    const rockRidge = use === undefined ? undefined : systemUse?.finish(use);
    if (systemUse === undefined && record.systemUseAt !== record.end)
      block.report("SUSP_ENTRY", record.systemUseAt, "no system use in Joliet", "some");
    if (dots !== undefined) continue;
    before = checkOrder(block, record, before);
    const path = pathOf(place, record, rockRidge);
    if (open !== undefined && (path !== open.path || record.isFolder)) {
      block.report("MULTI_EXTENT", record.at, `a further part of ${quote(open.path)}`, "another record", open.path);
      open = undefined;
    }
    if (path === undefined) continue;
    if (record.isFolder) addFolder(place, record, path);
    else open = addFile(place, record, path, open);
  }
  if (index < 2) block.report("RECORD", 0, "records of the directory itself and its parent", `${index} records`);
  if (open !== undefined)
    block.report("MULTI_EXTENT", 0, `a further part of ${quote(open.path)}`, "the end of the directory", open.path);
}

/** The records of a directory. 6.8.1.1: none crosses a sector's end, and zeros fill up what is left of a sector. */
function* recordsOf(block: Block, date: Uint8Array): Generator<DirectoryRecord> {
  for (let at = 0; at < block.bytes.length; ) {
    const isPadding = block.byte(at) === 0;
    const record = isPadding ? undefined : readRecord(block, at, date);
    if (record !== undefined) yield record;
    // Behind a record without a sensible length there is no way to a next one in this sector.
    const sectorEnd = (Math.floor(at / sectorBytes) + 1) * sectorBytes;
    if (isPadding) block.expectZeros("RECORD_PADDING", at, sectorEnd, "behind the last record");
    at = record?.end ?? sectorEnd;
  }
}

/** The first record is the directory itself and the second its parent (6.8.2.2), and no other record is. */
function checkDots(
  { block, folder, systemUse }: Place,
  record: DirectoryRecord,
  index: number,
): "." | ".." | undefined {
  const isOneByte = record.identifierEnd - record.identifierAt === 1;
  const identifier = isOneByte ? block.byte(record.identifierAt) : -1;
  const isSelf = identifier === selfIdentifier;
  const isParent = identifier === parentIdentifier;
  if (isSelf !== (index === 0))
    block.report("SELF_RECORD", record.at, "the directory itself as first record", "not so");
  if (isParent !== (index === 1)) block.report("PARENT_RECORD", record.at, "the parent as second record", "not so");
  if (!isSelf && !isParent) return undefined;
  const isAt = (other: Folder) => record.isFolder && record.lba === other.lba && record.bytes === other.bytes;
  const found = `${record.bytes} bytes at sector ${record.lba}`;
  if (isSelf && !isAt(folder))
    block.report("SELF_RECORD", record.at, `${folder.bytes} bytes at sector ${folder.lba}`, found);
  // libisofs lets every ".." of the Joliet tree point to its own directory; systems go by the path they came. Only that is
  // right there: were the parent right too, one could be changed into the other unseen.
  const parent = (systemUse === undefined ? undefined : folder.parent) ?? folder;
  if (isParent && !isAt(parent))
    block.report("PARENT_RECORD", record.at, `${parent.bytes} bytes at sector ${parent.lba}`, found);
  return isSelf ? "." : "..";
}

/** docs/spec/image.md: entries stand in byte order; only the parts of one file have the same identifier. Returns it. */
function checkOrder(block: Block, record: DirectoryRecord, before: Uint8Array): Uint8Array<ArrayBuffer> {
  const identifier = copyBytes(block.bytes.subarray(record.identifierAt, record.identifierEnd));
  if (compareBytes(identifier, before) < 0)
    block.report("RECORD_ORDER", record.at, "records in byte order of their identifiers", "an earlier one behind");
  return identifier;
}

function roleOf(folder: Folder, dots: "." | ".." | undefined): RecordRole {
  if (dots === undefined) return "entry";
  return dots === "." && folder.parent === undefined ? "root" : "dots";
}

/** The path that a record stands for, or undefined when it has no name that is safe to use. */
function pathOf(place: Place, record: DirectoryRecord, rockRidge: Uint8Array | undefined): string | undefined {
  const { block, folder, survey, systemUse } = place;
  const identifier = block.bytes.subarray(record.identifierAt, record.identifierEnd);
  let name = systemUse === undefined ? nameOfUcs2(identifier) : nameOfUtf8(identifier);
  if (name === undefined) block.report("IDENTIFIER", record.identifierAt, "a name", "bytes that are not");
  else if (/;[0-9]+$/.test(name))
    block.report("VERSION_NUMBER", record.identifierAt, "a name without version number", quote(name));
  // The recipe keeps plain names as they are, so that both names of a primary record are one.
  if (rockRidge !== undefined && compareBytes(identifier, rockRidge) !== 0) {
    const other = nameOfUtf8(rockRidge);
    if (other === undefined) block.report("NAME", record.at, "a Rock Ridge name", "bytes that are not");
    else
      block.report(
        "IDENTIFIER_DIFFERS",
        record.identifierAt,
        `${quote(other)} as Rock Ridge has it`,
        quote(name ?? ""),
      );
    name = other ?? name;
  }
  if (name === undefined) return undefined;
  // Joined, not added up: the text of a sum holds its parts for as long as it lives, which costs three times the memory.
  const path = folder.path === "" ? name : [folder.path, name].join("/");
  if (path.length <= survey.limits.pathLength) return path;
  block.report("PATH_LENGTH", record.at, `a path of at most ${survey.limits.pathLength} characters`, `${path.length}`);
  return undefined;
}

function isDuplicate({ names, block }: Place, record: DirectoryRecord, path: string): boolean {
  if (!names.has(path)) {
    names.add(path);
    return false;
  }
  block.report("DUPLICATE", record.at, "each name once in a folder", quote(path), path);
  return true;
}

function addFolder(place: Place, record: DirectoryRecord, path: string): void {
  const { survey, tree, folder, block } = place;
  if (isDuplicate(place, record, path)) return;
  if (tree.folders.size > survey.limits.folders) throw tooMany("folders", survey.limits.folders);
  const identifier = copyBytes(block.bytes.subarray(record.identifierAt, record.identifierEnd));
  const { lba, bytes } = record;
  const child: Folder = {
    path,
    depth: folder.depth + 1,
    parent: folder,
    identifier,
    children: [],
    files: [],
    lba,
    bytes,
  };
  folder.children.push(child);
  tree.folders.set(path, child);
}

/** Returns the file when its record promises another. `open` is the file when this is a further part of it. */
function addFile(
  place: Place,
  record: DirectoryRecord,
  path: string,
  open: FileEntry | undefined,
): FileEntry | undefined {
  const { survey, tree, folder, block } = place;
  const { lba, bytes } = record;
  const count = Math.ceil(bytes / sectorBytes);
  if (open === undefined && isDuplicate(place, record, path)) return undefined;
  if (++tree.fileRecords > survey.limits.files) throw tooMany("files", survey.limits.files);
  if (lba + Math.max(count, 1) > survey.sectors)
    block.report("BEYOND_VOLUME", record.at, `${survey.sectors} sectors`, `${bytes} bytes at sector ${lba}`, path);
  const last = open?.parts.at(-1);
  if (last !== undefined && lba !== last.lba + last.bytes / sectorBytes)
    block.report("MULTI_EXTENT", record.at, "the next part right behind the last", `it at sector ${lba}`, path);
  if ((record.hasMore && bytes % sectorBytes !== 0) || (bytes === 0 && (record.hasMore || open !== undefined)))
    block.report("MULTI_EXTENT", record.at, "parts of whole sectors", `${bytes} bytes`, path);
  const file = open ?? new FileEntry(path, { lba, bytes });
  if (open === undefined) folder.files.push(file);
  else open.add({ lba, bytes });
  const same = place.same.get(path);
  if (!record.hasMore && same?.isSameAs(file) === true) folder.files[folder.files.length - 1] = same;
  if (place.systemUse !== undefined) survey.claims.add(regionOf("file", lba, bytes, file.path));
  return record.hasMore ? file : undefined;
}

function tooMany(what: string, limit: number): IsoError {
  return new IsoError("LIMIT", "directory tree", `at most ${limit} ${what}`, "more");
}
