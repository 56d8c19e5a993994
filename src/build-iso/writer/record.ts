// A directory record but for its system use field, ECMA-119 9.1. docs/spec/image.md, "Directories"

import { recordAt } from "../../iso9660/index.ts";
import { putBoth16, putBoth32, viewOf } from "./fields.ts";

/** The identifiers of a directory's records of itself and of its parent (ECMA-119 6.8.2.2). */
export const selfIdentifier = Uint8Array.of(0);
export const parentIdentifier = Uint8Array.of(1);

export interface RecordFields {
  /** First sector, and bytes. */
  readonly sector: number;
  readonly bytes: number;
  readonly flags: number;
  readonly identifier: Uint8Array;
  /** D7. */
  readonly date: Uint8Array;
}

/** Fills `record`, all bytes of a record, which are zeros before. */
export function putRecord(record: Uint8Array, { sector, bytes, flags, identifier, date }: RecordFields): void {
  const view = viewOf(record);
  record[recordAt.length] = record.length;
  putBoth32(view, recordAt.extent, sector);
  putBoth32(view, recordAt.dataLength, bytes);
  record.set(date, recordAt.date);
  record[recordAt.flags] = flags;
  putBoth16(view, recordAt.volumeSequenceNumber, 1);
  record[recordAt.identifierLength] = identifier.length;
  record.set(identifier, recordAt.identifier);
}
