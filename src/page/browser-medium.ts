// An image file that a person chose, as a medium. A browser can only read it: there is nothing to open for writing.

import { type Medium, ReadError } from "../verify/platform.ts";

export class BrowserMedium implements Medium {
  readonly kind = "file";
  readonly bytes: number;
  readonly #file: File;
  readonly #first: string;

  constructor(file: File) {
    this.#file = file;
    this.bytes = file.size;
    this.#first = this.#identity();
  }

  /** A file that changed after it was chosen cannot be read any more: browsers refuse it, and then nothing is ECHT. */
  async read(position: number, into: Uint8Array): Promise<number> {
    try {
      const bytes = new Uint8Array(await this.#file.slice(position, position + into.length).arrayBuffer());
      into.set(bytes);
      return bytes.length;
    } catch (error) {
      throw new ReadError(error instanceof Error ? error.message : String(error));
    }
  }

  async isUnchanged(): Promise<boolean> {
    return this.#identity() === this.#first;
  }

  #identity(): string {
    return `${this.#file.size} ${this.#file.lastModified}`;
  }
}
