// The system use field of a record of the primary tree: SUSP-112, Rock Ridge 1.10. docs/spec/image.md, "System use"

import { concatBytes, encodeUtf8 } from "../../format/index.ts";
import { continuationAt, continuationBytes, nameEntryAt, smallestEntry } from "../../iso9660/index.ts";
import { putBoth32, viewOf } from "./fields.ts";

/**
 * Whose record it is: the root's of itself, which alone names the extension; another directory's of itself; a directory's of its
 * parent; a folder's or file's by its name.
 */
export type Role = "root" | "self" | "parent" | "folder" | "file";

/** Bytes of a record at most: its length is one byte, and even (ECMA-119 9.1.1). */
const recordLimit = 254;
const folderMode = 0o040555;
const fileMode = 0o100555;
/** RRIP-112 4.1.4: the name goes on in the next NM. */
const nameContinues = 1;

function entry(signature: string, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(...content);
  return concatBytes(encodeUtf8(signature), Uint8Array.of(smallestEntry + body.length, 1), body);
}

function both32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  for (const [i, value] of values.entries()) putBoth32(viewOf(bytes), 8 * i, value);
  return bytes;
}

const indicator = entry("SP", Uint8Array.of(0xbe, 0xef, 0));
const extension = entry(
  "ER",
  Uint8Array.of(10, 84, 135, 1),
  encodeUtf8("RRIP_1991A"),
  encodeUtf8("THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS"),
  encodeUtf8("PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  "),
  encodeUtf8("SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME DESCRIPTOR FOR CONTACT INFORMATION."),
);
/** PX and TF, which every record has. */
const attributesBytes = 36 + 26;

/** How a system use field is spread, in bytes. */
export interface UseSize {
  readonly inRecord: number;
  /** In a continuation area behind the directory; 0: the record holds all. */
  readonly continued: number;
  /** Bytes of the name that stand in the record. */
  readonly cut: number;
}

/** `at`: where the field begins in its record. `nameBytes`: of the name in UTF-8. */
export function useSize(role: Role, nameBytes: number, at: number): UseSize {
  if (role === "self" || role === "parent") return { inRecord: attributesBytes, continued: 0, cut: 0 };
  if (role === "root") {
    const inRecord = indicator.length + attributesBytes + continuationBytes;
    return { inRecord, continued: extension.length, cut: 0 };
  }
  const room = recordLimit - at - attributesBytes - nameEntryAt.name;
  if (nameBytes <= room)
    return { inRecord: attributesBytes + nameEntryAt.name + nameBytes, continued: 0, cut: nameBytes };
  const cut = room - continuationBytes;
  return { inRecord: recordLimit - at, continued: nameEntryAt.name + nameBytes - cut, cut };
}

/** Where a continuation area is: `bytes` is filled with its content. */
export interface Continuation {
  readonly bytes: Uint8Array;
  readonly sector: number;
  /** From the start of that sector. */
  readonly offset: number;
}

/** Writes the fields of the records of one volume, whose only date is `date` (7 bytes). */
export class SystemUseWriter {
  readonly #ofFolder: Uint8Array;
  readonly #ofFile: Uint8Array;

  constructor(date: Uint8Array) {
    const times = entry("TF", Uint8Array.of(0x0e), date, date, date);
    const attributes = (mode: number) => concatBytes(entry("PX", both32(mode, 1, 0, 0)), times);
    this.#ofFolder = attributes(folderMode);
    this.#ofFile = attributes(fileMode);
  }

  /** Fills `field`, which begins where the record's field does, and the continuation area, if `useSize` says that there is one. */
  write(
    field: Uint8Array,
    role: Role,
    name: Uint8Array,
    { cut }: UseSize,
    continuation: Continuation | undefined,
  ): void {
    let at = 0;
    const put = (bytes: Uint8Array) => {
      field.set(bytes, at);
      at += bytes.length;
    };
    if (role === "root") {
      put(indicator);
      continuation?.bytes.set(extension);
    }
    put(role === "file" ? this.#ofFile : this.#ofFolder);
    if (role === "file" || role === "folder") {
      putName(field.subarray(at), name.subarray(0, cut), continuation === undefined ? 0 : nameContinues);
      at += nameEntryAt.name + cut;
      if (continuation !== undefined) putName(continuation.bytes, name.subarray(cut), 0);
    }
    if (continuation !== undefined) putContinuation(field.subarray(at), continuation);
  }
}

/** Signature, length and version of an entry. */
function putHead(field: Uint8Array, signature: string, length: number): void {
  field.set([signature.charCodeAt(0), signature.charCodeAt(1), length, 1]);
}

function putName(field: Uint8Array, name: Uint8Array, flags: number): void {
  putHead(field, "NM", nameEntryAt.name + name.length);
  field[nameEntryAt.flags] = flags;
  field.set(name, nameEntryAt.name);
}

function putContinuation(field: Uint8Array, { sector, offset, bytes }: Continuation): void {
  putHead(field, "CE", continuationBytes);
  const view = viewOf(field);
  putBoth32(view, continuationAt.sector, sector);
  putBoth32(view, continuationAt.offset, offset);
  putBoth32(view, continuationAt.length, bytes.length);
}
