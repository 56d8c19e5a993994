// Unpacking what zip and gzip pack: deflate, by Node's zlib. Whoever reads the archive judges what came of it.

import { Readable } from "node:stream";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { codeOf } from "./error.ts";

/** Bytes of the first read, and of the largest; many entries are small. */
const [firstPiece, largestPiece] = [64 * 1024, 1024 * 1024];

/** What unpacking gave: packed bytes that were taken, bytes unpacked, and their CRC-32. */
export interface Unpacked {
  packed: number;
  size: number;
  crc32: number;
}

/** Bytes `at` to `end` of an archive in pieces. */
export function* pieces(
  read: (at: number, length: number) => Uint8Array,
  at: number,
  end: number,
): Generator<Uint8Array, void> {
  for (let from = at, most = firstPiece; from < end; most = Math.min(2 * most, largestPiece)) {
    const piece = read(from, Math.min(most, end - from));
    yield piece;
    from += piece.length;
  }
}

/**
 * Inflates up to the end of the deflated data, which may lie before that of the pieces. `result` is filled as it goes.
 * Throws zlib's errors (`isInflateError`) for what is no deflated data or ends too early.
 */
export async function* inflated(packed: Iterable<Uint8Array>, result: Unpacked): AsyncGenerator<Uint8Array, void> {
  const source = Readable.from(packed, { objectMode: true });
  const inflate = createInflateRaw({ chunkSize: largestPiece });
  source.on("error", (error) => inflate.destroy(error));
  try {
    for await (const chunk of source.pipe(inflate) as AsyncIterable<Uint8Array>) {
      count(chunk, result);
      yield chunk;
    }
    result.packed = inflate.bytesWritten;
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

/** The same of what is in memory, at most `limit` bytes. Throws zlib's errors. */
export function inflateWhole(packed: Uint8Array, limit: number): { content: Uint8Array; result: Unpacked } {
  const options = { info: true, maxOutputLength: Math.max(1, limit) };
  const { buffer, engine } = inflateRawSync(packed, options) as unknown as {
    readonly buffer: Uint8Array;
    readonly engine: { readonly bytesWritten: number };
  };
  const content = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
  return { content, result: { packed: engine.bytesWritten, size: content.length, crc32: crc32(content) } };
}

/** Adds bytes that are stored as they are. */
export function count(chunk: Uint8Array, result: Unpacked): void {
  result.size += chunk.length;
  result.crc32 = crc32(chunk, result.crc32);
}

export function isInflateError(error: unknown): error is Error {
  return error instanceof Error && codeOf(error).startsWith("Z_");
}

/** It had more than it may have. */
export function isTooLarge(error: unknown): boolean {
  return codeOf(error) === "ERR_BUFFER_TOO_LARGE";
}
