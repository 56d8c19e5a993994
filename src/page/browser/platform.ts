// Digests and signatures in a browser: hash-wasm here and in workers; noble, and WebCrypto as second opinion where it knows Ed25519.

import { copyBytes } from "../../format/index.ts";
import { makeSignatureCheck, type SignatureCheck } from "../../trust/index.ts";
import type { Platform } from "../../verify/proof/ports.ts";
import { workerSource } from "./built-worker.ts";
import { BrowserPass, type StartWorker } from "./pass.ts";
import { HasherPool } from "./wasm-sha256.ts";

/** Resolves when WebAssembly and the hashers are ready. Rejects where the browser has none. */
export async function makeBrowserPlatform(): Promise<Platform> {
  const pool = await HasherPool.make();
  return {
    sha256: () => pool.start(),
    pass: (order) => new BrowserPass(order, startWorker),
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

/** Kept for as long as the page is open. */
const workerProgram = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));

/** Every way in which the worker can end without an answer is told. */
const startWorker: StartWorker = (take, fail) => {
  const worker = new Worker(workerProgram);
  worker.onmessage = ({ data }) => take(data);
  worker.onerror = ({ message }) => fail(new Error(`a digest worker failed: ${message}`));
  worker.onmessageerror = () => fail(new Error("a digest worker could not be understood"));
  return worker;
};
