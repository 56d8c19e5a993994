// Digests and signatures in a browser: hash-wasm here and in workers; noble, and WebCrypto as second opinion where it knows Ed25519.

import { copyBytes } from "../../format/index.ts";
import { makeSignatureCheck, type SignatureCheck } from "../../trust/index.ts";
import type { ParallelSha256, Part, Platform } from "../../verify/proof/ports.ts";
import { workerSource } from "./built-worker.ts";
import type { DigestAnswer, DigestRequest } from "./digest-worker.ts";
import { HasherPool } from "./wasm-sha256.ts";

/** Resolves when WebAssembly and the hashers are ready. Rejects where the browser has none. */
export async function makeBrowserPlatform(): Promise<Platform> {
  const pool = await HasherPool.make();
  return {
    sha256: () => pool.start(),
    parallelSha256: () => new WorkerDigests(),
    buffer: (bytes) => new Uint8Array(bytes),
    check: makeSignatureCheck(await webCryptoCheck()),
  };
}

/** Undefined where WebCrypto has no Ed25519 (Edge and Chrome before 137). */
async function webCryptoCheck(): Promise<SignatureCheck | undefined> {
  const name = "Ed25519";
  const importKey = (raw: Uint8Array) => crypto.subtle.importKey("raw", copyBytes(raw), { name }, false, ["verify"]);
  try {
    await crypto.subtle.generateKey({ name }, false, ["sign", "verify"]);
  } catch {
    return undefined;
  }
  return async (key, message, signature) =>
    crypto.subtle.verify({ name }, await importKey(key), copyBytes(signature), copyBytes(message));
}

/**
 * Every way in which the worker can end without an answer rejects what waits for it. Bytes go over in buffers that change hands
 * and come back: fresh memory for each message costs several times what the digest costs.
 */
class WorkerDigests implements ParallelSha256 {
  readonly #worker: Worker;
  readonly #url: string;
  readonly #waiting: { resolve: (answer: DigestAnswer) => void; reject: (error: Error) => void }[] = [];
  /** Buffers that came back. As many as were under way at one time. */
  readonly #spare: ArrayBuffer[] = [];
  #failure: Error | undefined;

  constructor() {
    this.#url = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
    this.#worker = new Worker(this.#url);
    this.#worker.onmessage = ({ data }) => this.#waiting.shift()?.resolve(data);
    this.#worker.onerror = ({ message }) => this.#fail(new Error(`a digest worker failed: ${message}`));
    this.#worker.onmessageerror = () => this.#fail(new Error("a digest worker could not be understood"));
  }

  async update(bytes: Uint8Array, parts: readonly Part[]): Promise<readonly string[]> {
    const { digests, buffer } = await new Promise<DigestAnswer>((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      const request: DigestRequest = { buffer: this.#bufferWith(bytes), parts };
      this.#worker.postMessage(request, [request.buffer]);
    });
    this.#spare.push(buffer);
    if (digests.length !== parts.filter((part) => part.isLast).length)
      throw new Error("a digest worker answered out of turn");
    return digests;
  }

  /** `bytes` at its start; what lies behind them no part asks for. */
  #bufferWith(bytes: Uint8Array): ArrayBuffer {
    const spare = this.#spare.pop();
    const buffer = spare !== undefined && spare.byteLength >= bytes.length ? spare : new ArrayBuffer(bytes.length);
    new Uint8Array(buffer).set(bytes);
    return buffer;
  }

  stop(): void {
    this.#worker.terminate();
    URL.revokeObjectURL(this.#url);
    this.#fail(new Error("a digest worker was stopped"));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
