// Path tables: every folder of a tree, level by level. docs/spec/image.md, "Path tables"

import { encodeUtf8, sectorSize } from "../../format/index.ts";
import { pathEntryAt } from "../../iso9660/index.ts";
import { encodeUcs2, sectorsOf, viewOf } from "./fields.ts";
import { selfIdentifier } from "./record.ts";
import type { Folder, TreeLayout } from "./tree.ts";

function identifierOf({ name, parent }: Folder, isJoliet: boolean): Uint8Array {
  if (parent === undefined) return selfIdentifier;
  return isJoliet ? encodeUcs2(name) : encodeUtf8(name);
}

/** An identifier of odd length has a zero behind it (ECMA-119 9.4.6). */
function entryBytes(identifier: Uint8Array): number {
  return pathEntryAt.identifier + identifier.length + (identifier.length % 2);
}

/** Bytes of a path table of these folders. */
export function pathTableBytes(folders: readonly Folder[], isJoliet: boolean): number {
  return folders.reduce((sum, folder) => sum + entryBytes(identifierOf(folder, isJoliet)), 0);
}

/** A path table in whole sectors. `folders`: depth first. `isBigEndian`: type M. */
export function pathTable(folders: readonly Folder[], layout: TreeLayout, isBigEndian: boolean): Uint8Array {
  const { isJoliet, sectors, tableBytes } = layout;
  const table = new Uint8Array(sectorsOf(tableBytes) * sectorSize);
  const view = viewOf(table);
  const numbers = new Uint16Array(folders.length); // by the number of the folder; limits.ts keeps them within 16 bits
  let at = 0;
  let number = 1;
  // Within a level the order of all folders is that of their parents, so a stable sort by depth is all that is needed (6.9.1).
  for (const folder of [...folders].sort((a, b) => a.depth - b.depth)) {
    numbers[folder.number] = number++;
    const identifier = identifierOf(folder, isJoliet);
    const parent = numbers[(folder.parent ?? folder).number] ?? 0;
    table[at + pathEntryAt.identifierLength] = identifier.length;
    view.setUint32(at + pathEntryAt.extent, sectors[folder.number] ?? 0, !isBigEndian);
    view.setUint16(at + pathEntryAt.parentNumber, parent, !isBigEndian);
    table.set(identifier, at + pathEntryAt.identifier);
    at += entryBytes(identifier);
  }
  return table;
}
