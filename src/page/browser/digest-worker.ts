// Runs in a worker of the page: takes the chunks of a pass in order, hands each back, and says its digest in the end.

import { digestFiles, digestWhole, type RunningDigest } from "../../verify/proof/read/running-digests.ts";
import type { Digest, DigestAnswer, DigestRequest } from "./pass.ts";
import { HasherPool } from "./wasm-sha256.ts";

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

function begin(order: DigestRequest, pool: HasherPool): RunningDigest<Digest> {
  const start = () => pool.start();
  if ("stretches" in order) return digestFiles(start, order.stretches);
  if ("blankFrom" in order) return digestWhole(start, order.blankFrom, order.blankTo);
  throw new Error("expected an order first");
}
