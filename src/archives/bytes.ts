// What a reader of archives is handed, and what it says of a fault.

import { Fault } from "../format/index.ts";

/** An archive's bytes, wherever they lie: a file on a disk, or a file that lies in another archive. */
export interface ArchiveBytes {
  /** Bytes in all. */
  readonly size: number;
  /** `length` bytes from byte `at`; never asked for bytes outside of `size`. Throws when there are none. */
  read(at: number, length: number): Uint8Array;
}

/** The sum of the bytes, going on from `sum` (0 at the start): CRC-32 as in RFC 1952, section 8. */
export type Crc32 = (bytes: Uint8Array, sum: number) => number;

/** What unpacking gave, for a reader to hold against what the archive says. */
export interface Inflated {
  /** Packed bytes that the data took. */
  readonly packed: number;
  /** Bytes unpacked. */
  readonly size: number;
  readonly crc32: number;
}

/** Why an archive is refused; the message completes "PATH is no sound zip: …". */
export class ArchiveFault extends Fault<"ARCHIVE"> {
  constructor(message: string) {
    super("ARCHIVE", message);
  }
}

/**
 * Is told of a fault that leaves the rest of the archive readable. Who unpacks for a disc throws it (`refuse`); who only
 * describes an archive writes it down, and the reader goes on.
 */
export type OnFault = (fault: ArchiveFault) => void;

/** Nothing that two programs could understand differently is passed over. */
export function refuse(fault: ArchiveFault): never {
  throw fault;
}

/** Little-endian numbers at a place in `bytes`, as zip and gzip have them. */
export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
}

export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) + u16(bytes, at + 2) * 0x10000;
}

/** Undefined beyond 2^53, where numbers are no longer exact. */
export function u64(bytes: Uint8Array, at: number): number | undefined {
  const value = u32(bytes, at) + u32(bytes, at + 4) * 2 ** 32;
  return Number.isSafeInteger(value) ? value : undefined;
}
