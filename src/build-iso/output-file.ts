// A file being written: appended in order, hashed as it goes, on disk for certain when closed.

import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

/** Bytes gathered before one write. Small pieces from a pipe would otherwise cost a system call each. */
const blockBytes = 1024 * 1024;
/** Blocks that are filled, hashed or being written at one time: what bounds the memory. */
const blockCount = 4;

export interface Written {
  readonly size: number;
  readonly sha256: string;
}

export class OutputFile {
  readonly #file: FileHandle;
  readonly #hash = createHash("sha256");
  readonly #free: Uint8Array[] = Array.from({ length: blockCount - 1 }, () => Buffer.allocUnsafe(blockBytes));
  #block: Uint8Array = Buffer.allocUnsafe(blockBytes);
  #filled = 0;
  #size = 0;
  #writes: Promise<void>[] = [];

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Never an existing file. */
  static async create(path: string): Promise<OutputFile> {
    return new OutputFile(await open(path, "wx", 0o644));
  }

  /** Bytes appended so far. */
  get size(): number {
    return this.#size;
  }

  /** Copies `chunk`, so that its buffer may be used again at once. Rejects when an earlier write failed. */
  async append(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + blockBytes - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === blockBytes) await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    const block = this.#block;
    const part = block.subarray(0, this.#filled);
    const position = this.#size;
    this.#size += part.length;
    this.#filled = 0;
    // Starts in Node's thread pool; the hash below runs beside it.
    const write = writeFully(this.#file, part, position).then(() => void this.#free.push(block));
    write.catch(() => {}); // reported by whoever awaits it below
    this.#writes.push(write);
    this.#hash.update(part);
    while (this.#free.length === 0) await this.#writes.shift();
    this.#block = this.#free.pop() ?? block;
  }

  /** Writes what is left, makes sure that it is on the disk, closes. */
  async close(): Promise<Written> {
    try {
      await this.#flush();
      await Promise.all(this.#writes);
      await this.#file.sync();
    } finally {
      await this.#file.close();
    }
    return { size: this.#size, sha256: this.#hash.digest("hex") };
  }

  /** Closes without caring for what was written. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.#writes);
    await this.#file.close().catch(() => {});
  }
}

async function writeFully(file: FileHandle, block: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < block.length; ) {
    const { bytesWritten } = await file.write(block, at, block.length - at, position + at);
    at += bytesWritten;
  }
}
