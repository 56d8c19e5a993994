// The start of a medium, read forward and kept: descriptors, directories and the seal lie there in this order.
// What was read for these is not read again for the digest. docs/spec/verification.md steps 3 and 11

import { IsoError, readVolume, type SectorReader, sectorBytes, type Volume } from "../../../iso9660/index.ts";
import { type BytesAt, type Medium, type Platform, ReadError } from "../ports.ts";
import { VerifyError } from "../verdict.ts";
import { answer, type CarefulReader } from "./careful.ts";

/** Bytes of one read. Large reads keep an optical drive at speed. */
export const chunkBytes = 1024 * 1024;
/** Directories of 250,000 files with the longest names, and the seal, fit; what lies further on is not metadata. */
export const prefixLimit = 192 * 1024 * 1024;

/** Reads forward as far as it is asked for, and keeps that. */
export class Prefix implements SectorReader, BytesAt {
  readonly #medium: Medium;
  readonly #reader: CarefulReader;
  readonly #platform: Platform;
  /** Bytes that can be in it at most. */
  readonly #most: number;
  #chunks: Uint8Array[] = [];
  #end = 0;

  constructor(medium: Medium, reader: CarefulReader, platform: Platform) {
    this.#medium = medium;
    this.#reader = reader;
    this.#platform = platform;
    this.#most = Math.min(medium.bytes ?? prefixLimit, prefixLimit);
  }

  /** Bytes read so far: 0..end, without a gap but those that the reader notes. */
  get end(): number {
    return this.#end;
  }

  /** What was read, in chunks of `chunkBytes` (the last may be shorter). The receiver owns them: nothing is kept here. */
  takeChunks(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  /**
   * `lba` and `count` in sectors. What lies within one chunk is no copy: directories of 100,000 files would lie in memory twice.
   * Rejects as readBytes does.
   */
  async read(lba: number, count: number): Promise<Uint8Array> {
    const [position, length] = [lba * sectorBytes, count * sectorBytes];
    const from = position % chunkBytes;
    if (from + length > chunkBytes) return this.readBytes(position, length);
    await this.#demand(position, position + length);
    const chunk = this.#chunks[Math.floor(position / chunkBytes)] as Uint8Array; // #extend has filled it
    return chunk.subarray(from, from + length);
  }

  /** `position` and `length` in bytes. Rejects RangeError beyond the medium or `prefixLimit`, ReadError where bytes cannot be read. */
  async readBytes(position: number, length: number): Promise<Uint8Array> {
    const end = position + length;
    await this.#demand(position, end);
    const bytes = new Uint8Array(length);
    for (let at = position; at < end; ) {
      const chunk = this.#chunks[Math.floor(at / chunkBytes)] as Uint8Array; // #extend has filled it
      const from = at % chunkBytes;
      const part = chunk.subarray(from, Math.min(chunk.length, from + end - at));
      bytes.set(part, at - position);
      at += part.length;
    }
    return bytes;
  }

  /** Rejects as readBytes does. */
  async #demand(from: number, to: number): Promise<void> {
    if (to > this.#most) throw new RangeError(`bytes ${from} to ${to}: beyond the first ${this.#most} bytes`);
    await this.#extend(to);
    if (this.#reader.hasGap(from, to)) throw new ReadError(`bytes ${from} to ${to} cannot be read`);
  }

  async #extend(end: number): Promise<void> {
    while (this.#end < end) {
      const chunk = this.#platform.buffer(Math.min(chunkBytes, this.#most - this.#end));
      await answer(this.#reader.read(this.#end, chunk), this.#medium);
      this.#chunks.push(chunk);
      this.#end += chunk.length;
    }
  }
}

/** Throws IsoError; VerifyError where there is no medium any more, or none that answers: that is no matter of its structure. */
export async function readVolumeOf(prefix: Prefix): Promise<Volume> {
  try {
    return await readVolume(prefix);
  } catch (error) {
    if (error instanceof IsoError && error.cause instanceof VerifyError) throw error.cause;
    throw error;
  }
}

/** The volume, or why there is none. Rejects as readVolumeOf does otherwise. */
export async function tryVolume(prefix: Prefix): Promise<Volume | IsoError> {
  try {
    return await readVolumeOf(prefix);
  } catch (error) {
    if (error instanceof IsoError) return error;
    throw error;
  }
}

/** As readBytes; undefined where the medium cannot be read. Rejects RangeError beyond it. */
export async function readable(prefix: BytesAt, position: number, length: number): Promise<Uint8Array | undefined> {
  try {
    return await prefix.readBytes(position, length);
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}
