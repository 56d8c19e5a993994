// Path tables, ECMA-119 6.9 and 9.4, read leniently.

import { pathEntryAt as entryAt } from "../../iso9660/index.ts";
import type { CauseId } from "../compare/cause.ts";
import type { Field, Form, Item } from "../compare/field.ts";
import { textOf } from "./names.ts";

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
  while (at + entryAt.identifier < end) {
    const from = at;
    const length = view.getUint8(from + entryAt.identifierLength);
    const to = from + entryAt.identifier + length + (length % 2);
    if (length === 0 || to > end) break;
    const identifier = bytes.subarray(from + entryAt.identifier, from + entryAt.identifier + length);
    // A table in the wrong byte order is still read: that it is wrong shows in its fields.
    const parent =
      paths[view.getUint16(from + entryAt.parentNumber, !isBigEndian) - 1] ??
      paths[view.getUint16(from + entryAt.parentNumber, isBigEndian) - 1];
    const folder = folderAt.get(view.getUint32(from + entryAt.extent, !isBigEndian));
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

/** `length`: of the identifier. */
function entryFields(from: number, length: number, to: number, isBigEndian: boolean, isUcs2: boolean): Field[] {
  /** `start`, `end`: from the beginning of the entry. */
  const field = (name: string, section: string, cause: CauseId, form: Form, start: number, end: number): Field[] =>
    end > start
      ? [{ key: name, name, section: `ECMA-119 ${section}`, cause, form, from: from + start, to: from + end }]
      : [];
  const [number, sector] = isBigEndian ? (["big16", "big32"] as const) : (["little16", "little32"] as const);
  const { identifierLength, extendedAttributes, extent, parentNumber, identifier } = entryAt;
  const nameEnd = identifier + length;
  return [
    ...field("Length of Directory Identifier", "9.4.1", "follows", "number", identifierLength, extendedAttributes),
    ...field("Extended Attribute Record Length", "9.4.2", "path-table", "number", extendedAttributes, extent),
    ...field("Location of Extent", "9.4.3", "path-table", sector, extent, parentNumber),
    ...field("Parent Directory Number", "9.4.4", "path-table", number, parentNumber, identifier),
    ...field("Directory Identifier", "9.4.5", "names", isUcs2 ? "ucs2" : "text", identifier, nameEnd),
    ...field("Padding Field", "9.4.6", "slack", "hex", nameEnd, to - from),
  ];
}

export function restItem(name: string, from: number, to: number, cause: CauseId): Item {
  return {
    key: `${name} ${cause === "unparsed" ? from : ""}`,
    where: name,
    from,
    to,
    fields: () => [{ key: name, name, section: "", cause, form: "hex", from, to }],
  };
}
