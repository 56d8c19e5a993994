// An image file that a person chose, as a medium. A browser can only read it: there is nothing to open for writing.

import { type Medium, ReadError } from "../../verify/proof/ports.ts";
import { inTime, SilentMedium } from "../../verify/silence.ts";

/** Bytes that a stream is asked for at one time. */
const requestBytes = 1024 * 1024;

/** A file read forward from a place, into one buffer that is used over and over. */
interface Run {
  readonly reader: ReadableStreamBYOBReader;
  /** Of the next byte in the file. */
  position: number;
  buffer: ArrayBuffer;
}

/** Held from here while a read is under way: Chromium takes away a stream, and its answer with it, that only waiting code refers to. */
const underWay = new Set<Run>();

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

  /**
   * A read where the last one ended goes on with its stream: asking for each part by itself costs five times as much, most of
   * it for fresh memory. A file that changed after it was chosen cannot be read any more: browsers refuse it.
   */
  async read(position: number, into: Uint8Array): Promise<number> {
    try {
      return await inTime(this.#canStream ? this.#readOn(position, into) : this.#readPart(position, into));
    } catch (error) {
      if (error instanceof SilentMedium) throw error;
      throw new ReadError(error instanceof Error ? error.message : String(error));
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

  async #readOn(position: number, into: Uint8Array): Promise<number> {
    const run = this.#run?.position === position ? this.#run : this.#startAt(position);
    this.#run = undefined; // kept only when all went well
    underWay.add(run);
    try {
      const filled = await fill(into, run);
      if (filled === into.length) this.#run = run;
      return filled;
    } finally {
      underWay.delete(run);
    }
  }

  #startAt(position: number): Run {
    this.#run?.reader.cancel().catch(() => undefined); // left, whether it closes well or not
    const reader = this.#file.slice(position).stream().getReader({ mode: "byob" });
    return { reader, position, buffer: new ArrayBuffer(requestBytes) };
  }

  async #readPart(position: number, into: Uint8Array): Promise<number> {
    const bytes = new Uint8Array(await this.#file.slice(position, position + into.length).arrayBuffer());
    into.set(bytes);
    return bytes.length;
  }
}

/** As many bytes as came. */
async function fill(into: Uint8Array, run: Run): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    const wanted = Math.min(requestBytes, into.length - filled);
    const { value, done } = await run.reader.read(new Uint8Array(run.buffer, 0, wanted));
    if (done || value === undefined) break;
    into.set(value, filled);
    filled += value.length;
    run.position += value.length;
    run.buffer = value.buffer;
  }
  return filled;
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
