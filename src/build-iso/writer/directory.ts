// The directories of either tree: how large each is, and its bytes once every place is known. docs/spec/image.md, "Directories"

import { encodeUtf8, nameLimit, sectorSize } from "../../format/index.ts";
import { continuationBytes, recordAt, recordFlags } from "../../iso9660/index.ts";
import { encodeUcs2, sectorsOf, utf8Bytes } from "./fields.ts";
import { refused } from "./limits.ts";
import { parentIdentifier, putRecord, selfIdentifier } from "./record.ts";
import { type Continuation, type Role, type SystemUseWriter, type UseSize, useSize } from "./system-use.ts";
import type { Folder, PlannedFile, TreeLayout } from "./tree.ts";

/** Bytes that one record can tell. A file that has more is cut into extents of the most whole sectors below it. */
const extentLimit = 0xffff_ffff;
const extentBytes = 0xffff_f800;
/** Of a directory that come as one piece: whole sectors, so that no record crosses its end. */
const pieceBytes = 32 * sectorSize;

/** Bytes of the continuation areas of one directory: beyond, libisofs begins another sector, to leave room for a CE behind each. */
const areasLimit = sectorSize - continuationBytes;

/** What is the same in all directories of an image. */
export interface Contents {
  readonly files: readonly PlannedFile[];
  /** First sector of each file's data; of an empty file the sector of empty files. */
  readonly starts: Uint32Array;
  /** D7. */
  readonly date: Uint8Array;
  readonly systemUse: SystemUseWriter;
}

/** A part of a file that one record names. `from`: bytes from the start of the file. */
interface Extent {
  readonly file: number;
  readonly from: number;
  readonly bytes: number;
}

/** What a record is for. */
interface Row {
  readonly role: Role;
  /** Of the records of the directory itself and of its parent "". */
  readonly name: string;
  readonly flags: number;
  readonly target: Folder | Extent;
}

/** Itself, its parent, and its children. In the Joliet tree each is its own parent. */
function* rowsOf(folder: Folder, files: readonly PlannedFile[], isJoliet: boolean): Generator<Row> {
  const parent = isJoliet ? folder : (folder.parent ?? folder);
  const flags = recordFlags.folder;
  yield { role: folder.parent === undefined ? "root" : "self", name: "", flags, target: folder };
  yield { role: "parent", name: "", flags, target: parent };
  for (const child of folder.children) {
    if (typeof child !== "number") {
      yield { role: "folder", name: child.name, flags, target: child };
      continue;
    }
    const { path = "", size = 0 } = files[child] ?? {};
    const name = path.slice(folder.prefix.length);
    let from = 0;
    for (; size - from > extentLimit; from += extentBytes)
      yield { role: "file", name, flags: recordFlags.moreExtents, target: { file: child, from, bytes: extentBytes } };
    yield { role: "file", name, flags: 0, target: { file: child, from, bytes: size - from } };
  }
}

function identifierOf({ role, name }: Row, isJoliet: boolean): Uint8Array {
  if (role === "root" || role === "self") return selfIdentifier;
  if (role === "parent") return parentIdentifier;
  return isJoliet ? encodeUcs2(name) : encodeUtf8(name);
}

/** Sizes in a record, bytes. */
interface RowShape {
  readonly length: number;
  /** Where the system use field begins; undefined in the Joliet tree, which has none. */
  readonly useAt: number | undefined;
  readonly use: UseSize;
}

const noUse: UseSize = { inRecord: 0, continued: 0, cut: 0 };

/** `identifierBytes`: of the row's identifier. */
function shapeOf({ role }: Row, identifierBytes: number, isJoliet: boolean): RowShape {
  const end = even(recordAt.identifier + identifierBytes);
  if (isJoliet) return { length: end, useAt: undefined, use: noUse };
  const use = useSize(role, identifierBytes, end);
  return { length: even(end + use.inRecord), useAt: end, use };
}

function even(bytes: number): number {
  return bytes + (bytes % 2);
}

/** Where a record begins that comes at `at` at the earliest: none crosses the end of a sector. */
function placeOf(at: number, length: number): number {
  const left = sectorSize - (at % sectorSize);
  return length > left ? at + left : at;
}

/** Bytes of a directory and of its continuation areas, each in whole sectors. Throws BuildError REFUSED. */
export function measureDirectory(
  folder: Folder,
  files: readonly PlannedFile[],
  isJoliet: boolean,
): { readonly bytes: number; readonly continued: number } {
  let end = 0;
  let continued = 0;
  for (const row of rowsOf(folder, files, isJoliet)) {
    const { length, use } = shapeOf(row, identifierBytes(row, folder, isJoliet), isJoliet);
    end = placeOf(end, length) + length;
    continued += use.continued;
  }
  if (continued > areasLimit)
    throw refused(
      folder.prefix,
      `holds long names that need ${continued} bytes of continuation areas, and ${areasLimit} are the most`,
      "shorten the names, or spread the files over folders",
    );
  return { bytes: sectorsOf(end) * sectorSize, continued: sectorsOf(continued) * sectorSize };
}

/** The length of `identifierOf`. Throws BuildError REFUSED for a name that is longer than a record can hold beside the rest. */
function identifierBytes({ role, name }: Row, { prefix }: Folder, isJoliet: boolean): number {
  if (role !== "folder" && role !== "file") return 1;
  if (isJoliet) return 2 * name.length;
  const bytes = utf8Bytes(name);
  if (bytes > nameLimit) throw refused(`${prefix}${name}`, `is longer than ${nameLimit} bytes`, "rename it");
  return bytes;
}

/** A directory and behind it its continuation areas, in pieces of whole sectors. */
export function* directoryPieces(folder: Folder, layout: TreeLayout, contents: Contents): Generator<Uint8Array> {
  const { isJoliet } = layout;
  const bytes = layout.bytes[folder.number] ?? 0;
  const areas = new ContinuationAreas((layout.sectors[folder.number] ?? 0) + bytes / sectorSize);
  let at = 0;
  let pieceFrom = 0;
  let piece = new Uint8Array(Math.min(pieceBytes, bytes));
  for (const row of rowsOf(folder, contents.files, isJoliet)) {
    const identifier = identifierOf(row, isJoliet);
    const { length, useAt, use } = shapeOf(row, identifier.length, isJoliet);
    at = placeOf(at, length);
    if (at >= pieceFrom + piece.length) {
      yield piece;
      pieceFrom += piece.length;
      piece = new Uint8Array(Math.min(pieceBytes, bytes - pieceFrom));
    }
    const record = piece.subarray(at - pieceFrom, at - pieceFrom + length);
    // Field by field: V8 keeps what `...` makes until its next great collection, which for 100,000 files is 100 MB.
    const { sector, bytes: extent } = placesOf(row.target, layout, contents.starts);
    putRecord(record, { sector, bytes: extent, flags: row.flags, identifier, date: contents.date });
    if (useAt !== undefined)
      contents.systemUse.write(record.subarray(useAt), row.role, identifier, use, areas.next(use.continued));
    at += length;
  }
  yield piece;
  if (areas.used > 0) yield areas.bytes;
}

/** The sector behind a directory that holds its continuation areas, one behind the other. */
class ContinuationAreas {
  readonly bytes = new Uint8Array(sectorSize);
  readonly #sector: number;
  used = 0;

  constructor(sector: number) {
    this.#sector = sector;
  }

  /** Room for `count` bytes; undefined: none is needed. */
  next(count: number): Continuation | undefined {
    if (count === 0) return undefined;
    const offset = this.used;
    this.used += count;
    return { bytes: this.bytes.subarray(offset, this.used), sector: this.#sector, offset };
  }
}

/** First sector and bytes of what a record stands for. */
function placesOf(target: Folder | Extent, layout: TreeLayout, starts: Uint32Array) {
  if ("children" in target)
    return { sector: layout.sectors[target.number] ?? 0, bytes: layout.bytes[target.number] ?? 0 };
  return { sector: (starts[target.file] ?? 0) + target.from / sectorSize, bytes: target.bytes };
}
