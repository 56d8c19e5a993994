// System use entries: SUSP-112, and Rock Ridge by RRIP-112. Read leniently.

import {
  continuationAt,
  continuationBytes,
  entryAt,
  nameEntryAt,
  sectorBytes,
  smallestEntry,
} from "../../iso9660/index.ts";
import type { CauseId } from "../compare/cause.ts";
import type { Field, Form } from "../compare/field.ts";

export interface RawEntry {
  readonly signature: string;
  readonly at: number;
  readonly end: number;
}

/** The entries from `from` to `to`, and where what is no entry begins. */
export function entriesOf(bytes: Uint8Array, from: number, to: number): { entries: RawEntry[]; end: number } {
  const entries: RawEntry[] = [];
  let at = from;
  while (to - at >= smallestEntry) {
    const signature = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0);
    const length = bytes[at + entryAt.length] ?? 0;
    if (!/^[A-Z][A-Z0-9]$/.test(signature) || length < smallestEntry || length > to - at) break;
    entries.push({ signature, at, end: at + length });
    at += length;
  }
  return { entries, end: at };
}

/** Where a record is continued. */
export interface Continuation {
  readonly lba: number;
  readonly at: number;
  readonly length: number;
}

/** SUSP-112 5.1; undefined when it is none that lies within one sector. */
export function continuationOf(bytes: Uint8Array, { signature, at, end }: RawEntry): Continuation | undefined {
  if (signature !== "CE" || end - at < continuationBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = {
    lba: view.getUint32(at + continuationAt.sector, true),
    at: view.getUint32(at + continuationAt.offset, true),
    length: view.getUint32(at + continuationAt.length, true),
  };
  return found.at + found.length <= sectorBytes && found.length > 0 ? found : undefined;
}

/** The part of a name that an NM entry holds (RRIP-112 4.1.4). */
export function namePartOf(bytes: Uint8Array, { signature, at, end }: RawEntry): Uint8Array | undefined {
  return signature === "NM" && end - at >= nameEntryAt.name ? bytes.subarray(at + nameEntryAt.name, end) : undefined;
}

type Row = readonly [at: number, length: number, name: string, cause: CauseId, form: Form];

/** What stands behind signature, length and version. The last row of length 0 reaches to the end of the entry. */
const contents: Readonly<Record<string, { readonly section: string; readonly rows: readonly Row[] }>> = {
  SP: { section: "SUSP-112 5.3", rows: [[4, 0, "check bytes and skip", "rock-ridge", "hex"]] },
  CE: {
    section: "SUSP-112 5.1",
    rows: [
      [continuationAt.sector, 8, "block location", "follows", "both32"],
      [continuationAt.offset, 8, "offset", "follows", "both32"],
      [continuationAt.length, 8, "length", "follows", "both32"],
    ],
  },
  ER: { section: "SUSP-112 5.5", rows: [[4, 0, "extension", "rock-ridge", "hex"]] },
  PX: {
    section: "RRIP-112 4.1.1",
    rows: [
      [4, 8, "file mode", "mode", "mode"],
      [12, 8, "file links", "links", "both32"],
      [20, 8, "user ID", "owner", "both32"],
      [28, 8, "group ID", "owner", "both32"],
      [36, 8, "file serial number (inode)", "inode", "both32"],
    ],
  },
  NM: {
    section: "RRIP-112 4.1.4",
    rows: [
      // Records are matched by the whole name: how it is cut in two follows from the room there is.
      [nameEntryAt.flags, 1, "flags", "follows", "number"],
      [nameEntryAt.name, 0, "name content", "follows", "text"],
    ],
  },
};

/** RRIP-112 4.1.6, by bit of the flags. */
const timeNames = ["creation", "modification", "access", "attribute change", "backup", "expiration", "effective"];
const longForm = 0x80;

/** Every byte from `from` to `to`. */
export function systemUseFields(bytes: Uint8Array, from: number, to: number): Field[] {
  const { entries, end } = entriesOf(bytes, from, to);
  const seen = new Map<string, number>();
  const fields = entries.flatMap((entry) => {
    const count = (seen.get(entry.signature) ?? 0) + 1;
    seen.set(entry.signature, count);
    return entryFields(bytes, entry, count === 1 ? entry.signature : `${entry.signature} ${count}`);
  });
  if (end === to) return fields;
  const isPadding = to - end === 1 && bytes[end] === 0;
  return [...fields, rest(isPadding ? "padding of the record" : "bytes that are no entry", isPadding, end, to)];
}

function rest(name: string, isPadding: boolean, from: number, to: number): Field {
  return { key: name, name, section: "SUSP-112 4", cause: isPadding ? "slack" : "unparsed", form: "hex", from, to };
}

function entryFields(bytes: Uint8Array, entry: RawEntry, name: string): Field[] {
  const { signature, at, end } = entry;
  const section = signature === "TF" ? "RRIP-112 4.1.6" : (contents[signature]?.section ?? "SUSP-112 4.1");
  const field = (part: string, cause: CauseId, form: Form, from: number, to: number): Field[] =>
    to > from ? [{ key: `${name} ${part}`, name: `${name} ${part}`, section, cause, form, from, to }] : [];
  const [ofEntry, ofLength] = headCauses(signature, name);
  const head = [
    ...field("signature", ofEntry, "text", at, at + entryAt.length),
    ...field("length", ofLength, "number", at + entryAt.length, at + entryAt.version),
    ...field("version", ofEntry, "number", at + entryAt.version, at + entryAt.content),
  ];
  const rows = signature === "TF" ? timeRows(bytes, entry) : contents[signature]?.rows;
  if (rows === undefined) return [...head, ...field("content", "system-use", "hex", at + entryAt.content, end)];
  let next = at + entryAt.content;
  const body = rows.flatMap(([offset, length, part, cause, form]) => {
    const until = length === 0 ? end : Math.min(end, at + offset + length);
    next = Math.max(next, until);
    return field(part, cause, form, at + offset, until);
  });
  return [...head, ...body, ...field("rest", "system-use", "hex", next, end)];
}

/** What it is about when an entry is there or not, and when its length differs. */
function headCauses(signature: string, name: string): [entry: CauseId, length: CauseId] {
  if (signature === "CE" || (signature === "NM" && name !== "NM")) return ["follows", "follows"]; // a name is longer
  if (signature === "PX") return ["rock-ridge", "inode"]; // RRIP-112 adds the inode
  if (signature === "TF") return ["rock-ridge", "time-stamps"];
  return signature in contents ? ["rock-ridge", "follows"] : ["system-use", "system-use"];
}

function timeRows(bytes: Uint8Array, { at }: RawEntry): Row[] {
  const flags = bytes[at + 4] ?? 0;
  const isLong = (flags & longForm) !== 0;
  const length = isLong ? 17 : 7;
  const present = timeNames.filter((_, bit) => (flags & (1 << bit)) !== 0);
  return [
    [4, 1, "flags", "time-stamps", "number"],
    ...present.map(
      (name, i): Row => [5 + i * length, length, `${name} time`, "time-stamps", isLong ? "long-date" : "short-date"],
    ),
  ];
}
