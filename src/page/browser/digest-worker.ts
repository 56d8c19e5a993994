// Runs in a worker of the page: takes the chunks of a pass in order, hands each back, and says its digest in the end.

import type { PassDigests } from "../../verify/proof/ports.ts";
import { digestFiles, digestWhole, type RunningDigest } from "../../verify/proof/read/running-digests.ts";
import { HasherPool } from "./wasm-sha256.ts";

/** The first message: which digest of the pass this worker takes. As PassOrder has them. */
export type DigestOrder =
  | { readonly blankFrom: number; readonly blankTo: number }
  | { readonly stretches: Float64Array };

/** Its memory changes hands, there and back. */
export interface DigestChunk {
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** The last message, after all chunks. */
export interface DigestEnd {
  readonly isLast: true;
}

type Digest = PassDigests["image"] | PassDigests["files"];
export type DigestRequest = DigestOrder | DigestChunk | DigestEnd;
/** The chunk, of which nothing more is wanted; in the end the digest. */
export type DigestAnswer = DigestChunk | { readonly digest: Digest };

/** What this file uses of a worker's global scope; the compiler knows that of a page. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<DigestRequest>) => void) | null;
  postMessage(answer: DigestAnswer, transfer: readonly ArrayBufferLike[]): void;
}
const scope = globalThis as unknown as WorkerScope;

const hashers = HasherPool.make(1);
let running: RunningDigest<Digest> | undefined;
let last: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }) => {
  last = last.then(() => take(data));
  last.catch((error: unknown) => reportError(error)); // becomes the worker's error event
};

async function take(request: DigestRequest): Promise<void> {
  if (running === undefined) {
    running = begin(request, await hashers);
  } else if ("bytes" in request) {
    running.update(request.position, request.bytes);
    scope.postMessage(request, [request.bytes.buffer]);
  } else if ("isLast" in request) {
    scope.postMessage({ digest: running.digest() }, []);
  }
}

function begin(order: DigestRequest, hashers: HasherPool): RunningDigest<Digest> {
  const start = () => hashers.start();
  if ("stretches" in order) return digestFiles(start, order.stretches);
  if ("blankFrom" in order) return digestWhole(start, order.blankFrom, order.blankTo);
  throw new Error("expected an order first");
}
