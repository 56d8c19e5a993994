// An image file that a person chose, as a medium. A browser can only read it: there is nothing to open for writing.

import { type Medium, ReadError } from "../../verify/proof/ports.ts";
import { inTime, SilentMedium } from "../../verify/silence.ts";

/** A file read forward from a place. */
interface Run {
  readonly reader: ReadableStreamBYOBReader;
  /** Of the next byte in the file. */
  position: number;
}

/** Held from here while a read is under way: Chromium takes away a stream, and its answer with it, that only waiting code refers to. */
const underWay = new Set<Run>();

/** What a read came to that was given memory of its own. */
export interface Taken {
  /** As many as were asked for. */
  readonly bytes: Uint8Array;
  /** How many of them came; undefined: the file cannot be read there. */
  readonly count: number | undefined;
}

export class BrowserMedium implements Medium {
  readonly kind = "file";
  readonly bytes: number;
  readonly #file: Blob;
  readonly #canStream: boolean;
  #run: Run | undefined;

  /** `file` as a form gives it. */
  constructor(file: Blob, canStream = canStreamIntoBuffers()) {
    this.#file = file;
    this.bytes = file.size;
    this.#canStream = canStream;
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    const bytes = await this.#bytesAt(position, into.length, new ArrayBuffer(into.length));
    into.set(bytes);
    return bytes.length;
  }

  /** `length` bytes, without a copy: `buffer` (no smaller than that) changes hands. Rejects VerifyError when the medium does not answer. */
  async take(position: number, length: number, buffer: ArrayBuffer): Promise<Taken> {
    const short = (came: Uint8Array, count?: number) => {
      const bytes = new Uint8Array(length);
      bytes.set(came);
      return { bytes, count };
    };
    try {
      const bytes = await this.#bytesAt(position, length, buffer);
      return bytes.length === length ? { bytes, count: length } : short(bytes, bytes.length);
    } catch (error) {
      if (error instanceof ReadError) return short(new Uint8Array(0));
      throw error;
    }
  }

  /** A stream that is open may not notice a change; a new read does. */
  async isUnchanged(): Promise<boolean> {
    try {
      return (await inTime(this.#file.slice(0, 1).arrayBuffer())).byteLength === Math.min(1, this.bytes);
    } catch (error) {
      if (error instanceof SilentMedium) throw error;
      return false;
    }
  }

  /** As many as came, in the memory of `buffer` or in other memory. */
  async #bytesAt(position: number, length: number, buffer: ArrayBuffer): Promise<Uint8Array> {
    try {
      return await inTime(this.#canStream ? this.#readOn(position, length, buffer) : this.#readPart(position, length));
    } catch (error) {
      if (error instanceof SilentMedium) throw error;
      throw new ReadError(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * A read where the last one ended goes on with its stream: asking for each part by itself costs five times as much, most of
   * it for fresh memory. A file that changed after it was chosen cannot be read any more: browsers refuse it.
   */
  async #readOn(position: number, length: number, buffer: ArrayBuffer): Promise<Uint8Array> {
    const run = this.#run?.position === position ? this.#run : this.#startAt(position);
    this.#run = undefined; // kept only when all went well
    underWay.add(run);
    try {
      const bytes = await fill(run, length, buffer);
      if (bytes.length === length) this.#run = run;
      return bytes;
    } finally {
      underWay.delete(run);
    }
  }

  #startAt(position: number): Run {
    this.#run?.reader.cancel().catch(() => undefined); // left, whether it closes well or not
    return { reader: this.#file.slice(position).stream().getReader({ mode: "byob" }), position };
  }

  async #readPart(position: number, length: number): Promise<Uint8Array> {
    return new Uint8Array(await this.#file.slice(position, position + length).arrayBuffer());
  }
}

/** As many as came, at the start of `buffer`. The stream takes the buffer for each of its pieces and gives it back. */
async function fill(run: Run, length: number, buffer: ArrayBuffer): Promise<Uint8Array> {
  let filled = 0;
  while (filled < length) {
    const { value, done } = await run.reader.read(new Uint8Array(buffer, filled, length - filled));
    if (value === undefined) throw new Error("the browser ended the reading");
    buffer = value.buffer;
    if (done) break;
    filled += value.length;
    run.position += value.length;
  }
  return new Uint8Array(buffer, 0, filled);
}

/** False in older browsers. */
function canStreamIntoBuffers(): boolean {
  try {
    new Blob(["."]).stream().getReader({ mode: "byob" });
    return true;
  } catch {
    return false;
  }
}
