// payload.tar: the payload in one canonical file, to archive and to build from again. docs/spec/recipe.md, "payload.tar"
// A function of the payload alone: neither the release description nor the kit changes a byte of it.

import { tarEndBytes, tarHeader, tarPadding } from "../../archives/tar-writer.ts";
import type { Flow } from "../flow/flow.ts";

export class PayloadTar {
  readonly #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** A folder that nothing lies in; others are made by the files in them. */
  async addEmptyFolder(path: string): Promise<void> {
    await this.#flow.append(tarHeader(path, "folder", 0));
  }

  /** Exactly `size` bytes must come into the flow before `endFile`. */
  async beginFile(path: string, size: number): Promise<void> {
    await this.#flow.append(tarHeader(path, "file", size));
  }

  endFile(size: number): Promise<void> {
    return this.#flow.appendZeros(tarPadding(size));
  }

  /** `chunks` must give exactly `size` bytes. A chunk's buffer may be used again when the next chunk is asked for. */
  async addFile(path: string, size: number, chunks: Iterable<Uint8Array>): Promise<void> {
    await this.beginFile(path, size);
    const end = this.#flow.size + size;
    for (const chunk of chunks) await this.#flow.append(chunk);
    if (this.#flow.size !== end)
      throw new Error(`${path}: expected ${size} bytes, found ${size + this.#flow.size - end}`);
    await this.endFile(size);
  }

  /** After the last entry. */
  end(): Promise<void> {
    return this.#flow.appendZeros(tarEndBytes);
  }
}
