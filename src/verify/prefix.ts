// The start of a medium, read forward and kept: descriptors, directories and the seal lie there in this order.
// So the structure is read without a seek, and what was read for it is not read again for the digest.

import { type SectorReader, sectorBytes } from "../iso9660/index.ts";
import type { Medium, Platform } from "./platform.ts";

/** Bytes of one read. Large reads keep an optical drive at speed. */
export const chunkBytes = 1024 * 1024;
/** Directories of 250,000 files with the longest names, and the seal, fit; what lies further on is not metadata. */
export const prefixLimit = 192 * 1024 * 1024;

export class Prefix implements SectorReader {
  readonly #medium: Medium;
  readonly #platform: Platform;
  #chunks: Uint8Array[] = [];
  #end = 0;

  constructor(medium: Medium, platform: Platform) {
    this.#medium = medium;
    this.#platform = platform;
  }

  /** Bytes read so far: 0..end, without a gap. */
  get end(): number {
    return this.#end;
  }

  /** What was read, in chunks of `chunkBytes` (the last may be shorter). The receiver owns them: nothing is kept here. */
  takeChunks(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  /** `lba` and `count` in sectors. Rejects RangeError beyond the medium or beyond `prefixLimit`. */
  async read(lba: number, count: number): Promise<Uint8Array> {
    return this.readBytes(lba * sectorBytes, count * sectorBytes);
  }

  /** `position` and `length` in bytes. */
  async readBytes(position: number, length: number): Promise<Uint8Array> {
    const end = position + length;
    if (end > Math.min(this.#medium.bytes, prefixLimit))
      throw new RangeError(`bytes ${position} to ${end}: beyond the medium or the first ${prefixLimit} bytes`);
    await this.#extend(end);
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

  async #extend(end: number): Promise<void> {
    while (this.#end < end) {
      const chunk = this.#platform.buffer(Math.min(chunkBytes, this.#medium.bytes - this.#end));
      const count = await this.#medium.read(this.#end, chunk);
      if (count !== chunk.length) throw new RangeError(`byte ${this.#end + count}: the medium ends early`);
      this.#chunks.push(chunk);
      this.#end += count;
    }
  }
}
