// A directory record but for its system use field, ECMA-119 9.1. docs/spec/image.md, "Directories"

import { recordAt } from "../../iso9660/index.ts";

/** The identifiers of a directory's records of itself and of its parent (ECMA-119 6.8.2.2). */
export const selfIdentifier = Uint8Array.of(0);
export const parentIdentifier = Uint8Array.of(1);

/** B16 of the only volume. */
const volumeNumber = Uint8Array.of(1, 0, 0, 1);

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
  record[recordAt.length] = record.length;
  putBoth32Bytes(record, recordAt.extent, sector);
  putBoth32Bytes(record, recordAt.dataLength, bytes);
  record.set(date, recordAt.date);
  record[recordAt.flags] = flags;
  record.set(volumeNumber, recordAt.volumeSequenceNumber);
  record[recordAt.identifierLength] = identifier.length;
  record.set(identifier, recordAt.identifier);
}

/** B32, without a view of its own for each of some 100,000 records: V8 keeps those long after their use. */
function putBoth32Bytes(bytes: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < 4; i++) {
    const byte = value >>> (8 * i);
    bytes[at + i] = byte;
    bytes[at + 7 - i] = byte;
  }
}
