// Volume descriptors and path tables. docs/spec/image.md, "Descriptors" and "Path tables"

import { rootRecord } from "./directory.ts";
import { both16, both32, filled, longDate, sectorSize, ucs2 } from "./fields.ts";
import { breadthFirst, type Node } from "./tree.ts";

/** docs/spec/image.md, "Limits". */
const folderLimit = 65_535;

/** What a release note says of the volume. */
export interface VolumeFacts {
  readonly volume: string;
  readonly publisher: string;
  /** `YYYY-MM-DDThh:mm:ssZ` */
  readonly date: string;
}

/** Sectors, and the bytes of one path table. */
export interface TreePlaces {
  readonly root: { readonly sector: number; readonly bytes: number };
  readonly tableL: number;
  readonly tableM: number;
  readonly tableBytes: number;
}

export function descriptor(facts: VolumeFacts, sectors: number, tree: TreePlaces, isJoliet: boolean): Buffer {
  const { volume, publisher, date } = facts;
  const text = (value: string, length: number) => filled(value, length, isJoliet);
  const little = Buffer.alloc(8); // the optional table is nowhere
  little.writeUInt32LE(tree.tableL, 0);
  const big = Buffer.alloc(8);
  big.writeUInt32BE(tree.tableM, 0);
  const bytes = Buffer.alloc(sectorSize);
  Buffer.concat([
    Buffer.from([isJoliet ? 2 : 1]),
    Buffer.from("CD001\u0001\0"),
    text("", 32), // system
    text(volume, 32),
    Buffer.alloc(8),
    both32(sectors),
    Buffer.from(isJoliet ? "%/E" : "\0\0\0"),
    Buffer.alloc(29),
    both16(1),
    both16(1),
    both16(sectorSize),
    both32(tree.tableBytes),
    little,
    big,
    rootRecord(tree.root.sector, tree.root.bytes, date),
    text(volume, 128), // volume set
    text(publisher, 128),
    text("ZEGEL", 128), // preparer
    text("ZEGEL", 128), // application
    ...[37, 37, 37].map((length) => text("", length)),
    longDate(date),
    longDate(date),
    Buffer.from("0000000000000000\0".repeat(2)),
    Buffer.from([1, 0]),
  ]).copy(bytes);
  return bytes;
}

export function terminator(): Buffer {
  const bytes = Buffer.alloc(sectorSize);
  bytes.write("\u00ffCD001\u0001", "latin1");
  return bytes;
}

/** `sectorOf`: where a folder's directory begins. */
export function pathTable(
  root: Node,
  isJoliet: boolean,
  isBigEndian: boolean,
  sectorOf: (folder: Node) => number,
): Buffer {
  const folders = breadthFirst(root);
  if (folders.length > folderLimit) throw new Error(`expected at most ${folderLimit} folders, found ${folders.length}`);
  const numbers = new Map(folders.map((folder, i) => [folder, i + 1]));
  return Buffer.concat(
    folders.map((folder) => {
      const name = isJoliet ? ucs2(folder.name) : Buffer.from(folder.name);
      const identifier = folder.parent === undefined ? Buffer.from([0]) : name;
      const parent = numbers.get(folder.parent ?? folder) ?? 0;
      const entry = Buffer.alloc(8 + identifier.length + (identifier.length % 2));
      entry.writeUInt8(identifier.length, 0);
      if (isBigEndian) {
        entry.writeUInt32BE(sectorOf(folder), 2);
        entry.writeUInt16BE(parent, 6);
      } else {
        entry.writeUInt32LE(sectorOf(folder), 2);
        entry.writeUInt16LE(parent, 6);
      }
      identifier.copy(entry, 8);
      return entry;
    }),
  );
}
