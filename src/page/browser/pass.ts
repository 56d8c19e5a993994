// A pass in a browser: the main thread reads, one worker digests the whole, another the files. A page from a `file:` address has no
// shared memory, so each chunk lies in a buffer that changes hands: main thread, whole, files, and back to be filled again.
// docs/adr/0019-the-page.md

import type { Chunk, Pass, PassDigests, PassOrder } from "../../verify/proof/ports.ts";
import { chunkBytes } from "../../verify/proof/read/prefix.ts";
import { BrowserMedium, type Taken } from "./medium.ts";

/** Buffers in flight: enough that reading and both digests do not wait for each other. */
const bufferCount = 8;

/** The first message: which digest of the pass a worker takes. As PassOrder has them. */
type DigestOrder = { readonly blankFrom: number; readonly blankTo: number } | { readonly stretches: Float64Array };

/** Its memory changes hands, there and back. */
interface DigestChunk {
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** The last message, after all chunks. */
interface DigestEnd {
  readonly isLast: true;
}

export type Digest = PassDigests["image"] | PassDigests["files"];
export type DigestRequest = DigestOrder | DigestChunk | DigestEnd;
/** The chunk, of which nothing more is wanted; in the end the digest. */
export type DigestAnswer = DigestChunk | { readonly digest: Digest };

/** What runs digest-worker.ts. */
export interface DigestWorker {
  postMessage(request: DigestRequest, transfer: ArrayBuffer[]): void;
  terminate(): void;
}

/** `take` gets the answers in order of the requests; `fail`: there will be none any more. */
export type StartWorker = (take: (answer: DigestAnswer) => void, fail: (error: Error) => void) => DigestWorker;

export class BrowserPass implements Pass {
  readonly #medium: BrowserMedium;
  readonly #end: number;
  readonly #before: Uint8Array[];
  readonly #image: DigestWorker;
  readonly #files: DigestWorker;
  readonly #digests: { image?: string; files?: Uint8Array } = {};
  /** Free to be filled. */
  readonly #spare: ArrayBuffer[];
  #position = 0;
  /** The chunk given last. */
  #given: Uint8Array = new Uint8Array(0);
  /** The read of what lies behind it. */
  #ahead: Promise<Taken> | undefined;
  #failure: Error | undefined;
  /** Of what waits for the workers. */
  #wake: () => void = () => undefined;

  constructor({ medium, before, end, blankFrom, blankTo, stretches }: PassOrder, startWorker: StartWorker) {
    if (!(medium instanceof BrowserMedium)) throw new Error("a page passes over chosen files only");
    this.#medium = medium;
    this.#end = end;
    this.#before = [...before];
    this.#spare = Array.from({ length: bufferCount }, () => new ArrayBuffer(chunkBytes));
    const fail = (error: Error) => this.#fail(error);
    this.#image = startWorker((answer) => this.#answerOfImage(answer), fail);
    this.#files = startWorker((answer) => this.#answerOfFiles(answer), fail);
    ask(this.#image, { blankFrom, blankTo });
    ask(this.#files, { stretches });
  }

  async next(): Promise<Chunk> {
    const position = this.#position;
    const known = this.#before.shift();
    const { bytes, count } =
      known === undefined ? await (this.#ahead ?? this.#read(position)) : { bytes: known, count: known.length };
    this.#ahead = undefined;
    this.#given = bytes;
    const behind = position + bytes.length;
    // A chunk that did not come whole is tried again by the main thread; until it is handed back nothing else is read.
    if (this.#before.length === 0 && behind < this.#end && count === bytes.length) {
      this.#ahead = this.#read(behind);
      this.#ahead.catch(() => undefined); // the next call awaits it; nobody does when the pass is stopped
    }
    return { position, bytes, count };
  }

  release(): void {
    const [position, bytes] = [this.#position, this.#given];
    this.#position += bytes.length;
    ask(this.#image, { position, bytes });
  }

  async end(): Promise<PassDigests> {
    ask(this.#image, { isLast: true });
    const image = await this.#until(() => this.#digests.image); // by now it has handed on every chunk
    ask(this.#files, { isLast: true });
    return { image, files: await this.#until(() => this.#digests.files) };
  }

  async stop(): Promise<void> {
    this.#image.terminate();
    this.#files.terminate();
    this.#fail(new Error("the pass was stopped"));
    await this.#ahead?.catch(() => undefined);
  }

  #answerOfImage(answer: DigestAnswer): void {
    if ("bytes" in answer) ask(this.#files, answer);
    else this.#digests.image = answer.digest as string;
    this.#wake();
  }

  /** Of what was read before, chunks come back that were never spare: those are let go. */
  #answerOfFiles(answer: DigestAnswer): void {
    if (!("bytes" in answer)) this.#digests.files = answer.digest as Uint8Array;
    else if (this.#spare.length < bufferCount) this.#spare.push(answer.bytes.buffer as ArrayBuffer);
    this.#wake();
  }

  async #read(position: number): Promise<Taken> {
    const buffer = await this.#until(() => this.#spare.pop());
    return this.#medium.take(position, Math.min(chunkBytes, this.#end - position), buffer);
  }

  /** Resolves when what the workers answer makes it defined; rejects when one of them failed. */
  async #until<Wanted>(find: () => Wanted | undefined): Promise<Wanted> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }
}

/** The memory of a chunk goes with it: none of a page is shared. */
function ask(worker: DigestWorker, request: DigestRequest): void {
  worker.postMessage(request, "bytes" in request ? [request.bytes.buffer as ArrayBuffer] : []);
}
