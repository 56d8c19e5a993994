// Digests and signatures on Node: node:crypto, and a worker for each of the two digests that run beside the reading.

import { createHash, createPublicKey, verify } from "node:crypto";
import type { Worker } from "node:worker_threads";
import { concatBytes, decodeHex } from "../../format/index.ts";
import { makeSignatureCheck, type SignatureCheck } from "../../trust/index.ts";
import type { ParallelSha256, Part, Platform, Sha256 } from "../proof/ports.ts";
import { startWorker, type ThreadBody } from "./worker.ts";

// SubjectPublicKeyInfo of an Ed25519 key up to the key itself. RFC 8410 section 4.
const spkiStart = decodeHex("302a300506032b6570032100", 12, "SPKI");

/** node:crypto's own opinion: cofactorless, and lenient about keys; only as second of two. */
export const nodeSignatureCheck: SignatureCheck = async (key, message, signature) => {
  const der = Buffer.from(concatBytes(spkiStart, key));
  return verify(null, message, createPublicKey({ key: der, format: "der", type: "spki" }), signature);
};

export const nodePlatform: Platform = {
  sha256: () => new NodeSha256(),
  parallelSha256: () => new WorkerSha256(),
  buffer: (bytes) => new Uint8Array(new SharedArrayBuffer(bytes)),
  check: makeSignatureCheck(nodeSignatureCheck),
};

class NodeSha256 implements Sha256 {
  readonly #hash = createHash("sha256");

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}

interface Request {
  readonly bytes: Uint8Array;
  readonly parts: readonly Part[];
}
type Answer = readonly string[];

/** Runs in the worker. */
const serve: ThreadBody = (threads, crypto) => {
  let hash = crypto.createHash("sha256");
  threads.parentPort?.on("message", ({ bytes, parts }: Request) => {
    const digests: string[] = [];
    for (const { from, to, isLast } of parts) {
      hash.update(bytes.subarray(from, to));
      if (!isLast) continue;
      digests.push(hash.digest("hex"));
      hash = crypto.createHash("sha256");
    }
    threads.parentPort?.postMessage(digests);
  });
};

/** Every way in which the worker can end without an answer rejects what waits for it. */
export class WorkerSha256 implements ParallelSha256 {
  readonly #worker: Worker;
  readonly #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  #failure: Error | undefined;

  constructor() {
    this.#worker = startWorker(serve);
    this.#worker.on("message", (answer: Answer) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", (code) => this.#fail(new Error(`a digest worker ended (${code}) before its answer`)));
  }

  async update(bytes: Uint8Array, parts: readonly Part[]): Promise<readonly string[]> {
    const digests = await this.#ask({ bytes, parts });
    if (digests.length !== parts.filter((part) => part.isLast).length)
      throw new Error("a digest worker answered out of turn");
    return digests;
  }

  stop(): void {
    void this.#worker.terminate();
  }

  #ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
