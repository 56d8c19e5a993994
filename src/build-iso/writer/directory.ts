// The directories of either tree: how large each is, and its bytes once every place is known. docs/spec/image.md, "Directories"

import { encodeUtf8, nameLimit, sectorSize } from "../../format/index.ts";
import { recordAt, recordFlags } from "../../iso9660/index.ts";
import { encodeUcs2, sectorsOf } from "./fields.ts";
import { refused } from "./limits.ts";
import { parentIdentifier, putRecord, selfIdentifier } from "./record.ts";
import { type Role, type SystemUseWriter, type UseSize, useSize } from "./system-use.ts";
import type { Folder, PlannedFile, TreeLayout } from "./tree.ts";

/** Bytes that one record can tell. A file that has more is cut into extents of the most whole sectors below it. */
const extentLimit = 0xffff_ffff;
const extentBytes = 0xffff_f800;
/** Of a directory that come as one piece: whole sectors, so that no record crosses its end. */
const pieceBytes = 32 * sectorSize;

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

/** A record, but for the places of things. */
interface Row {
  readonly role: Role;
  readonly identifier: Uint8Array;
  readonly flags: number;
  readonly target: Folder | Extent;
  /** Bytes of the record, and of the system use field that begins at `useAt` in it. */
  readonly length: number;
  readonly useAt: number;
  readonly use: UseSize;
}

const noUse: UseSize = { inRecord: 0, continued: 0, cut: 0 };

function rowOf(isJoliet: boolean, role: Role, identifier: Uint8Array, flags: number, target: Folder | Extent): Row {
  const useAt = even(recordAt.identifier + identifier.length);
  const use = isJoliet ? noUse : useSize(role, identifier.length, useAt);
  return { role, identifier, flags, target, useAt, use, length: even(useAt + use.inRecord) };
}

/** Itself, its parent, and its children. In the Joliet tree each is its own parent. */
function* rowsOf(folder: Folder, files: readonly PlannedFile[], isJoliet: boolean): Generator<Row> {
  const parent = isJoliet ? folder : (folder.parent ?? folder);
  const isRoot = folder.parent === undefined;
  yield rowOf(isJoliet, isRoot ? "root" : "dots", selfIdentifier, recordFlags.folder, folder);
  yield rowOf(isJoliet, "dots", parentIdentifier, recordFlags.folder, parent);
  for (const child of folder.children) {
    if (typeof child !== "number") {
      yield rowOf(isJoliet, "folder", identifierOf(child.name, folder, isJoliet), recordFlags.folder, child);
      continue;
    }
    const { path = "", size = 0 } = files[child] ?? {};
    const identifier = identifierOf(path.slice(folder.prefix.length), folder, isJoliet);
    let from = 0;
    for (; size - from > extentLimit; from += extentBytes)
      yield rowOf(isJoliet, "file", identifier, recordFlags.moreExtents, { file: child, from, bytes: extentBytes });
    yield rowOf(isJoliet, "file", identifier, 0, { file: child, from, bytes: size - from });
  }
}

/** Throws BuildError REFUSED for a name that is longer than a record can hold beside the rest. */
function identifierOf(name: string, { prefix }: Folder, isJoliet: boolean): Uint8Array {
  const bytes = encodeUtf8(name);
  if (bytes.length > nameLimit) throw refused(`${prefix}${name}`, `is longer than ${nameLimit} bytes`, "rename it");
  return isJoliet ? encodeUcs2(name) : bytes;
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
  for (const { length, use } of rowsOf(folder, files, isJoliet)) {
    end = placeOf(end, length) + length;
    continued += use.continued;
  }
  if (continued > sectorSize)
    throw refused(
      folder.prefix,
      `holds long names that need ${continued} bytes of continuation areas, and ${sectorSize} are the most`,
      "shorten the names, or spread the files over folders",
    );
  return { bytes: sectorsOf(end) * sectorSize, continued: sectorsOf(continued) * sectorSize };
}

/** A directory and behind it its continuation areas, in pieces of whole sectors. */
export function* directoryPieces(folder: Folder, layout: TreeLayout, contents: Contents): Generator<Uint8Array> {
  const { isJoliet } = layout;
  const bytes = layout.bytes[folder.number] ?? 0;
  const areas = {
    sector: (layout.sectors[folder.number] ?? 0) + bytes / sectorSize,
    bytes: new Uint8Array(sectorSize),
  };
  let areasUsed = 0;
  let at = 0;
  let pieceFrom = 0;
  let piece = new Uint8Array(Math.min(pieceBytes, bytes));
  for (const row of rowsOf(folder, contents.files, isJoliet)) {
    at = placeOf(at, row.length);
    if (at >= pieceFrom + piece.length) {
      yield piece;
      pieceFrom += piece.length;
      piece = new Uint8Array(Math.min(pieceBytes, bytes - pieceFrom));
    }
    const record = piece.subarray(at - pieceFrom, at - pieceFrom + row.length);
    // Field by field: V8 keeps what `...` makes until its next great collection, which for 100,000 files is 100 MB.
    const { sector, bytes: length } = placesOf(row.target, layout, contents.starts);
    putRecord(record, { sector, bytes: length, identifier: row.identifier, flags: row.flags, date: contents.date });
    if (!isJoliet) {
      const field = record.subarray(row.useAt, row.useAt + row.use.inRecord);
      const area = areas.bytes.subarray(areasUsed, areasUsed + row.use.continued);
      const continuation = { bytes: area, sector: areas.sector, offset: areasUsed };
      contents.systemUse.write(field, row.role, row.identifier, row.use, continuation);
      areasUsed += row.use.continued;
    }
    at += row.length;
  }
  yield piece;
  if (areasUsed > 0) yield areas.bytes;
}

/** First sector and bytes of what a record stands for. */
function placesOf(target: Folder | Extent, layout: TreeLayout, starts: Uint32Array) {
  if ("children" in target)
    return { sector: layout.sectors[target.number] ?? 0, bytes: layout.bytes[target.number] ?? 0 };
  return { sector: (starts[target.file] ?? 0) + target.from / sectorSize, bytes: target.bytes };
}
