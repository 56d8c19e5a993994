// A file being written: appended in order, hashed as it goes where that is wanted, on disk for certain when `onDisk` says so.

import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

/** Bytes gathered before one write: small pieces from a pipe would otherwise cost a system call each. */
const blockBytes = 1024 * 1024;
/** Blocks that wait for the disk at one time: what bounds the memory. */
const waitingLimit = 3;

export interface Written {
  readonly size: number;
  /** SHA-256 in hex; of a file that is not hashed "". */
  readonly sha256: string;
  /** Resolves when the bytes are on the disk; until then they are in the system's cache, where anyone can read them. */
  readonly onDisk: Promise<void>;
}

export class OutputFile {
  readonly #file: FileHandle;
  readonly #hash: Hash | undefined;
  readonly #free: Uint8Array[] = [];
  readonly #writes: Promise<void>[] = [];
  #block: Uint8Array = Buffer.allocUnsafe(blockBytes);
  #filled = 0;
  #size = 0;

  private constructor(file: FileHandle, hash: Hash | undefined) {
    this.#file = file;
    this.#hash = hash;
  }

  /** Never an existing file. */
  static async create(path: string, isHashed: boolean): Promise<OutputFile> {
    return OutputFile.into(await open(path, "wx", 0o644), isHashed);
  }

  /** An open, empty file, which is closed here. */
  static into(file: FileHandle, isHashed: boolean): OutputFile {
    return new OutputFile(file, isHashed ? createHash("sha256") : undefined);
  }

  /** Copies `chunk`, so that its buffer may be used again at once. Call `ready` before the next. */
  append(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + blockBytes - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === blockBytes) this.#flush();
    }
  }

  /** More blocks wait for the disk than should. */
  get isBehind(): boolean {
    return this.#writes.length > waitingLimit;
  }

  /** Resolves when there is room for more. Rejects when an earlier write failed. */
  async ready(): Promise<void> {
    while (this.isBehind) await this.#writes.shift();
  }

  #flush(): void {
    const block = this.#block;
    const part = block.subarray(0, this.#filled);
    // Starts in Node's thread pool; the hash runs beside it.
    const write = writeFully(this.#file, part, this.#size).then(() => void this.#free.push(block));
    write.catch(() => {}); // whoever awaits it reports it
    this.#writes.push(write);
    this.#hash?.update(part);
    this.#size += part.length;
    this.#filled = 0;
    this.#block = this.#free.pop() ?? Buffer.allocUnsafe(blockBytes);
  }

  /** Writes what is left. The file is whole when this resolves. */
  async close(): Promise<Written> {
    this.#flush();
    await Promise.all(this.#writes);
    const onDisk = this.#file.sync().finally(() => this.#file.close());
    onDisk.catch(() => {}); // whoever awaits it reports it
    return { size: this.#size, sha256: this.#hash?.digest("hex") ?? "", onDisk };
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
