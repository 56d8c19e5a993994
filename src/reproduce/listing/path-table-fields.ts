// Path tables, ECMA-119 6.9 and 9.4, read leniently.

import type { Field, Item } from "../compare/field.ts";
import { textOf } from "./names.ts";

const headerBytes = 8;
/** Characters of a path by which an entry is still found again. */
const pathLimit = 4096;

/** Of a path table: how it is written, and the folder at each place, as the directories have it. */
export interface TableKind {
  readonly isBigEndian: boolean;
  readonly isUcs2: boolean;
  readonly folderAt: ReadonlyMap<number, string>;
}

/**
 * Every byte of the area. `tableBytes` of `bytes` are the table. An entry is found again by the folder that it leads to,
 * or where it leads to none, by the path that its parents give it.
 */
export function pathTableItems(bytes: Uint8Array, tableBytes: number, kind: TableKind): Item[] {
  const { isBigEndian, isUcs2, folderAt } = kind;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const items: Item[] = [];
  const paths: string[] = [];
  const used = new Set<string>();
  const end = Math.min(tableBytes, bytes.length);
  let at = 0;
  while (at + headerBytes < end) {
    const from = at;
    const length = view.getUint8(from);
    const to = from + headerBytes + length + (length % 2);
    if (length === 0 || to > end) break;
    const identifier = bytes.subarray(from + headerBytes, from + headerBytes + length);
    // A table in the wrong byte order is still read: that it is wrong shows in its fields.
    const parent =
      paths[view.getUint16(from + 6, !isBigEndian) - 1] ?? paths[view.getUint16(from + 6, isBigEndian) - 1];
    const folder = folderAt.get(view.getUint32(from + 2, !isBigEndian));
    const named = pathOf(identifier, parent, isUcs2, items.length);
    const path = folder === undefined ? named : folder === "" ? "" : `/${folder}`;
    const key = used.has(path) ? `${path} (entry ${items.length + 1})` : path;
    used.add(key);
    paths.push(named);
    items.push({
      key,
      where: path === "" ? "/" : path,
      from,
      to,
      fields: () => entryFields(from, length, to, isBigEndian, isUcs2),
    });
    at = to;
  }
  if (at < end) items.push(restItem("bytes that are no entry", at, end, "unparsed"));
  if (end < bytes.length) items.push(restItem("behind the last entry", end, bytes.length, "slack"));
  return items;
}

/** Without a parent that makes sense an entry goes by its number. */
function pathOf(identifier: Uint8Array, parent: string | undefined, isUcs2: boolean, index: number): string {
  if (index === 0 && identifier.length === 1) return "";
  const path = `${parent}/${textOf(identifier, isUcs2)}`;
  return parent === undefined || path.length > pathLimit ? `entry ${index + 1}` : path;
}

function entryFields(from: number, length: number, to: number, isBigEndian: boolean, isUcs2: boolean): Field[] {
  const field = (name: string, section: string, cause: Field["cause"], form: Field["form"], at: number, end: number) =>
    end > at ? [{ key: name, name, section: `ECMA-119 ${section}`, cause, form, from: at, to: end }] : [];
  const nameEnd = from + headerBytes + length;
  return [
    ...field("Length of Directory Identifier", "9.4.1", "follows", "number", from, from + 1),
    ...field("Extended Attribute Record Length", "9.4.2", "path-table", "number", from + 1, from + 2),
    ...field("Location of Extent", "9.4.3", "path-table", isBigEndian ? "big32" : "little32", from + 2, from + 6),
    ...field("Parent Directory Number", "9.4.4", "path-table", isBigEndian ? "big16" : "little16", from + 6, from + 8),
    ...field("Directory Identifier", "9.4.5", "names", isUcs2 ? "ucs2" : "text", from + headerBytes, nameEnd),
    ...field("Padding Field", "9.4.6", "slack", "hex", nameEnd, to),
  ];
}

export function restItem(name: string, from: number, to: number, cause: Field["cause"]): Item {
  return {
    key: `${name} ${cause === "unparsed" ? from : ""}`,
    where: name,
    from,
    to,
    fields: () => [{ key: name, name, section: "", cause, form: "hex", from, to }],
  };
}
