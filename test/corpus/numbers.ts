// Numbers that stand twice, and path tables, by which Windows goes.

import type { Patch } from "../iso9660/patch.ts";
import type { Attack } from "./attack.ts";
import { continued, entryOf, type PatchRow, patches, program } from "./workshop.ts";

const endian: readonly PatchRow[] = [
  [
    "extent-big-endian",
    "a file's extent differs in its big-endian half",
    "STRUCTURE BOTH_ENDIAN",
    "programma",
    (p) => p.view.setUint32(p.record(program, "primary") + 6, 99, false),
  ],
  [
    "extent-little-endian",
    "a file's extent differs in its little-endian half",
    "STRUCTURE BOTH_ENDIAN",
    "programma",
    (p) => p.view.setUint32(p.record(program, "primary") + 2, 99, true),
  ],
  [
    "size-big-endian",
    "a file's size differs in its big-endian half",
    "STRUCTURE BOTH_ENDIAN",
    "programma",
    (p) => p.view.setUint32(p.record(program, "joliet") + 14, 99, false),
  ],
  [
    "volume-number-big-endian",
    "a record's volume number differs",
    "STRUCTURE BOTH_ENDIAN",
    "programma",
    (p) => p.view.setUint16(p.record(program, "joliet") + 30, 2, false),
  ],
  [
    "volume-size-big-endian",
    "the volume's size differs",
    "STRUCTURE BOTH_ENDIAN",
    "sector 16 byte 80",
    (p) => p.view.setUint32(p.sector(16) + 84, 99, false),
  ],
  [
    "block-size-big-endian",
    "the block size differs",
    "STRUCTURE BOTH_ENDIAN",
    "sector 16 byte 128",
    (p) => p.view.setUint16(p.sector(16) + 130, 512, false),
  ],
  [
    "path-table-size-big-endian",
    "the path table's size differs",
    "STRUCTURE BOTH_ENDIAN",
    "sector 17 byte 132",
    (p) => p.view.setUint32(p.sector(17) + 136, 10, false),
  ],
  [
    "root-big-endian",
    "the root's extent differs",
    "STRUCTURE BOTH_ENDIAN",
    "sector 16 byte 158",
    (p) => p.view.setUint32(p.sector(16) + 156 + 6, 99, false),
  ],
  [
    "mode-big-endian",
    "a file's mode differs",
    "STRUCTURE POSIX",
    "programma",
    (p) => p.view.setUint32(entryOf(p, program, "PX") + 8, 0o104755, false),
  ],
  [
    "continuation-big-endian",
    "a continuation's sector differs",
    "STRUCTURE BOTH_ENDIAN",
    "map/diep",
    (p) => p.view.setUint32(entryOf(p, continued, "CE") + 8, 99, false),
  ],
];

/** Byte offset of the name of a folder of the root in a path table. */
function tableEntry(p: Patch, name: string, tree: "primary" | "joliet", isBigEndian: boolean): number {
  const at = p.descriptor(tree) + (isBigEndian ? 148 : 140);
  const from = p.sector(p.view.getUint32(at, !isBigEndian));
  const wanted = tree === "primary" ? Buffer.from(name) : Buffer.from(name, "utf16le").swap16();
  // From one entry to the next: length of the name, 7 bytes, the name, a byte that makes it even.
  for (let entry = from; (p.image[entry] ?? 0) > 0; ) {
    const length = p.image[entry] ?? 0;
    if (wanted.equals(p.image.subarray(entry + 8, entry + 8 + length))) return entry + 8;
    entry += 8 + length + (length % 2);
  }
  throw new Error(`no ${name} in the path table of the ${tree} tree`);
}

const tables: readonly PatchRow[] = [
  [
    "path-table-little",
    "Windows, which goes by path tables, is led elsewhere",
    "STRUCTURE PATH_TABLE",
    "map",
    (p) => p.view.setUint32(tableEntry(p, "map", "primary", false) - 6, 20, true),
  ],
  [
    "path-table-big",
    "the big-endian table leads elsewhere",
    "STRUCTURE PATH_TABLE",
    "map",
    (p) => p.view.setUint32(tableEntry(p, "map", "primary", true) - 6, 20, false),
  ],
  [
    "path-table-joliet",
    "Joliet's table leads elsewhere",
    "STRUCTURE PATH_TABLE",
    "map",
    (p) => p.view.setUint32(tableEntry(p, "map", "joliet", false) - 6, 20, true),
  ],
  [
    "path-table-parent",
    "a folder has another parent",
    "STRUCTURE PATH_TABLE",
    "map",
    (p) => p.view.setUint16(tableEntry(p, "map", "primary", false) - 2, 2, true),
  ],
  [
    "path-table-name",
    "a folder has another name",
    "STRUCTURE PATH_TABLE",
    "map",
    (p) => p.setText(tableEntry(p, "map", "primary", false), "mxp"),
  ],
  [
    "path-table-short",
    "the table ends early",
    "STRUCTURE PATH_TABLE",
    "sector 27 byte 9",
    (p) => p.both32(p.sector(16) + 132, 10),
  ],
  [
    "path-table-place",
    "the table lies behind the volume",
    "STRUCTURE PATH_TABLE_PLACE",
    "sector 5000",
    (p) => p.view.setUint32(p.sector(16) + 140, 5000, true),
  ],
  [
    "path-table-one-for-both",
    "one table for both byte orders",
    "STRUCTURE PATH_TABLE_PLACE",
    "sector 27",
    (p) => p.view.setUint32(p.sector(16) + 148, p.view.getUint32(p.sector(16) + 140, true), false),
  ],
];

export const numbers: readonly Attack[] = [...patches("both-endian fields", endian), ...patches("path tables", tables)];
