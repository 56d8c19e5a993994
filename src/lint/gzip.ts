// A gzip file: what its header gives away, and its content. RFC 1952

import { gunzipSync } from "node:zlib";
import { EntryFault } from "./item.ts";

export interface GzipHeader {
  /** Seconds since 1970; 0: none. */
  readonly time: number;
  readonly name: string | undefined;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 18 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** Of the first member. */
export function readGzipHeader(bytes: Uint8Array): GzipHeader {
  const gzip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = gzip[3] ?? 0;
  const [hasExtra, hasName] = [(flags & 4) !== 0, (flags & 8) !== 0];
  const from = 10 + (hasExtra ? 2 + gzip.readUInt16LE(10) : 0);
  const end = gzip.indexOf(0, from);
  const name = hasName && end >= 0 && end - from <= 1024 ? gzip.toString("latin1", from, end) : undefined;
  return { time: gzip.readUInt32LE(4), name };
}

/** Throws EntryFault. */
export function gunzip(bytes: Uint8Array, limit: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    const isLimit = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw isLimit
      ? new EntryFault(`has more than ${limit} bytes unpacked`, true)
      : new EntryFault("cannot be unpacked");
  }
}
