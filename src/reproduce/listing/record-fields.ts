// Directory records, ECMA-119 9.1, read leniently: what makes no sense is said to be so, and the reading goes on.

import { recordAt, sectorBytes, smallestRecord } from "../../iso9660/index.ts";
import type { CauseId } from "../compare/cause.ts";
import type { Field, Form } from "../compare/field.ts";
import { systemUseFields } from "./system-use.ts";

export interface RawRecord {
  readonly kind: "record";
  readonly at: number;
  readonly end: number;
  readonly identifier: Uint8Array;
  /** First sector and bytes of the extent, as their little-endian halves say. */
  readonly lba: number;
  readonly bytes: number;
  readonly flags: number;
  readonly systemUseAt: number;
}

/** Zeros behind the last record of a sector, or bytes that are no record. */
export interface RawRest {
  readonly kind: "fill" | "unparsed";
  readonly at: number;
  readonly end: number;
}

/** Every byte of a directory, in order. */
export function* recordsOf(bytes: Uint8Array): Generator<RawRecord | RawRest> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const sectorEnd = Math.min(bytes.length, (Math.floor(at / sectorBytes) + 1) * sectorBytes);
    const length = view.getUint8(at);
    const identifierLength =
      at + recordAt.identifierLength < sectorEnd ? view.getUint8(at + recordAt.identifierLength) : 0;
    const identifierEnd = at + recordAt.identifier + identifierLength;
    if (length === 0) {
      const isZero = bytes.subarray(at, sectorEnd).every((byte) => byte === 0);
      yield { kind: isZero ? "fill" : "unparsed", at, end: sectorEnd };
      at = sectorEnd;
    } else if (
      length < smallestRecord ||
      at + length > sectorEnd ||
      identifierLength === 0 ||
      identifierEnd > at + length
    ) {
      yield { kind: "unparsed", at, end: sectorEnd };
      at = sectorEnd;
    } else {
      yield {
        kind: "record",
        at,
        end: at + length,
        identifier: bytes.subarray(at + recordAt.identifier, identifierEnd),
        lba: view.getUint32(at + recordAt.extent, true),
        bytes: view.getUint32(at + recordAt.dataLength, true),
        flags: view.getUint8(at + recordAt.flags),
        systemUseAt: Math.min(at + length, identifierEnd + ((identifierEnd - at) % 2)),
      };
      at += length;
    }
  }
}

type Row = readonly [at: number, length: number, name: string, section: string, cause: CauseId, form: Form];

const header: readonly Row[] = [
  [recordAt.length, 1, "Length of Directory Record", "9.1.1", "follows", "number"],
  [recordAt.extendedAttributes, 1, "Extended Attribute Record Length", "9.1.2", "flags", "number"],
  [recordAt.extent, 8, "Location of Extent", "9.1.3", "follows", "both32"],
  [recordAt.dataLength, 8, "Data Length", "9.1.4", "follows", "both32"],
  [recordAt.date, 7, "Recording Date and Time", "9.1.5", "record-date", "short-date"],
  [recordAt.flags, 1, "File Flags", "9.1.6", "flags", "number"],
  [recordAt.unitSize, 1, "File Unit Size", "9.1.7", "flags", "number"],
  [recordAt.gapSize, 1, "Interleave Gap Size", "9.1.8", "flags", "number"],
  [recordAt.volumeSequenceNumber, 4, "Volume Sequence Number", "9.1.9", "flags", "both16"],
  [recordAt.identifierLength, 1, "Length of File Identifier", "9.1.10", "follows", "number"],
];

/** Every byte of the record from `at` to `end`. `isUcs2`: how the identifier is written. */
export function recordFields(bytes: Uint8Array, at: number, end: number, isUcs2: boolean): Field[] {
  const fields = header.map(
    ([offset, length, name, section, cause, form]): Field => ({
      key: name,
      name,
      section: `ECMA-119 ${section}`,
      cause,
      form,
      from: at + offset,
      to: at + offset + length,
    }),
  );
  const identifierEnd = Math.min(end, at + recordAt.identifier + (bytes[at + recordAt.identifierLength] ?? 0));
  const systemUseAt = Math.min(end, identifierEnd + ((identifierEnd - at) % 2));
  const isDot = identifierEnd === at + recordAt.identifier + 1;
  const part = (name: string, section: string, cause: CauseId, form: Form, from: number, to: number) => {
    if (to > from) fields.push({ key: name, name, section: `ECMA-119 ${section}`, cause, form, from, to });
  };
  const form = isDot ? "hex" : isUcs2 ? "ucs2" : "text";
  part("File Identifier", "9.1.11", "names", form, at + recordAt.identifier, identifierEnd);
  part("Padding Field", "9.1.12", "slack", "hex", identifierEnd, systemUseAt);
  return [...fields, ...systemUseFields(bytes, systemUseAt, end)];
}
