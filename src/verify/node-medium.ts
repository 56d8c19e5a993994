// An image file as a medium on Node. Opened for reading only.

import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Medium } from "./platform.ts";
import { VerifyError } from "./verdict.ts";

export class FileMedium implements Medium {
  readonly bytes: number;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.bytes = bytes;
  }

  /** Throws VerifyError GEBRUIK for anything but a plain file. */
  static async open(path: string): Promise<FileMedium> {
    // Not blocking: a named pipe would hang here before it could be refused.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = await file.stat();
    if (stat.isFile()) return new FileMedium(file, stat.size);
    await file.close();
    throw new VerifyError("GEBRUIK", `${path}: expected an image file or a folder, found a device or pipe`);
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < into.length) {
      const { bytesRead } = await this.#file.read(into, filled, into.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
