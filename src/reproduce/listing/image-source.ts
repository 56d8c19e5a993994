// An image file, read only, in any order. Structure comes in sectors, data in large pieces.

import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { quote } from "../../format/index.ts";
import { type SectorReader, sectorBytes } from "../../iso9660/index.ts";
import { ReproduceError } from "../error.ts";
import { limits } from "./limits.ts";

/** Bytes of one read of data. */
export const pieceBytes = 1024 * 1024;

export class ImageSource implements SectorReader {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle, size: number) {
    this.path = path;
    this.#file = file;
    this.size = size;
  }

  /** Throws ReproduceError FILE. */
  static async open(path: string): Promise<ImageSource> {
    try {
      // A named pipe would wait here for a writer for ever.
      const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const status = await file.stat();
      if (status.isFile() && status.size <= limits.imageBytes) return new ImageSource(path, file, status.size);
      await file.close();
      if (status.isFile()) throw tooLarge(path, status.size);
    } catch (error) {
      if (error instanceof ReproduceError) throw error;
      throw new ReproduceError("FILE", `${quote(path)}: ${error instanceof Error ? error.message : error}`);
    }
    throw new ReproduceError("KIND", `${quote(path)}: expected a file, found something else`);
  }

  /** Sectors, the last of which may be short. */
  get sectors(): number {
    return Math.ceil(this.size / sectorBytes);
  }

  /** Sectors that are there as a whole. */
  get wholeSectors(): number {
    return Math.floor(this.size / sectorBytes);
  }

  /** Fills `into` from `position` as far as the image reaches, and returns how many bytes that were. Throws FILE. */
  async readBytes(position: number, into: Uint8Array): Promise<number> {
    const wanted = Math.max(0, Math.min(into.length, this.size - position));
    for (let filled = 0; filled < wanted; ) {
      const { bytesRead } = await this.#file.read(into, filled, wanted - filled, position + filled);
      if (bytesRead === 0)
        throw new ReproduceError("FILE", `${quote(this.path)}: expected ${this.size} bytes, found an earlier end`);
      filled += bytesRead;
    }
    return wanted;
  }

  async read(lba: number, count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count * sectorBytes);
    const found = await this.readBytes(lba * sectorBytes, bytes);
    if (found === bytes.length) return bytes;
    throw new ReproduceError(
      "FILE",
      `${quote(this.path)}: expected sectors ${lba} to ${lba + count - 1}, found the end`,
    );
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function tooLarge(path: string, size: number): ReproduceError {
  return new ReproduceError(
    "LIMIT",
    `${quote(path)}: expected at most ${limits.imageBytes} bytes, which is the largest disc, found ${size}`,
  );
}
