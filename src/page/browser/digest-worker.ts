// Runs in a worker of the page: takes chunks in order, answers with the digests that ended in each.

import { createSHA256 } from "hash-wasm";

interface Part {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

export interface DigestRequest {
  readonly buffer: ArrayBuffer;
  readonly parts: readonly Part[];
}

export interface DigestAnswer {
  readonly digests: readonly string[];
  /** That of the request, to be filled again. */
  readonly buffer: ArrayBuffer;
}

/** What this file uses of a worker's global scope; the compiler knows that of a page. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<DigestRequest>) => void) | null;
  postMessage(answer: DigestAnswer, transfer: readonly ArrayBuffer[]): void;
}
const scope = globalThis as unknown as WorkerScope;

const ready = createSHA256();
let last: Promise<void> = ready.then((hasher) => void hasher.init());

scope.onmessage = ({ data }) => {
  last = last.then(() => answer(data));
  last.catch((error: unknown) => reportError(error)); // becomes the worker's error event
};

async function answer({ buffer, parts }: DigestRequest): Promise<void> {
  const hasher = await ready;
  const bytes = new Uint8Array(buffer);
  const digests: string[] = [];
  for (const { from, to, isLast } of parts) {
    hasher.update(bytes.subarray(from, to));
    if (!isLast) continue;
    digests.push(hasher.digest("hex"));
    hasher.init();
  }
  scope.postMessage({ digests, buffer }, [buffer]);
}
