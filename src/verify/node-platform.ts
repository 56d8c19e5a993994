// Digests and signatures on Node: node:crypto, and one worker for the digest of the image.

import { createHash, createPublicKey, verify } from "node:crypto";
import type { Worker } from "node:worker_threads";
import { concatBytes, decodeHex, makeSignatureCheck, type SignatureCheck } from "../format/index.ts";
import { startWorker, type ThreadBody } from "./node-worker.ts";
import type { ParallelSha256, Platform, Sha256 } from "./platform.ts";

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

type Request = Uint8Array | "digest";
type Answer = "taken" | { readonly digest: string };

/** Runs in the worker. */
const serve: ThreadBody = (threads, crypto) => {
  const hash = crypto.createHash("sha256");
  threads.parentPort?.on("message", (request: Request) => {
    if (request !== "digest") hash.update(request);
    const answer: Answer = request === "digest" ? { digest: hash.digest("hex") } : "taken";
    threads.parentPort?.postMessage(answer);
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
    this.#worker.on("exit", (code) => this.#fail(new Error(`the digest worker ended (${code}) before its answer`)));
  }

  async update(bytes: Uint8Array): Promise<void> {
    const answer = await this.#ask(bytes);
    if (answer !== "taken") throw new Error("the digest worker answered out of turn");
  }

  async digest(): Promise<string> {
    const answer = await this.#ask("digest");
    if (answer === "taken") throw new Error("the digest worker answered out of turn");
    return answer.digest;
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
