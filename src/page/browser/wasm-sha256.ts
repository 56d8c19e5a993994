// SHA-256 in a browser. WebCrypto has no running digest, so this is hash-wasm, three times as fast there as plain JavaScript. docs/adr/0019
// The self-test runs on it before every check: a digest that is wrong refuses to work.

import { createSHA256, type IHasher } from "hash-wasm";
import type { Sha256 } from "../../verify/proof/ports.ts";

/** Hashers that are in use at one time; the verifier needs two, the self-test a few more where a disc ends early. */
const poolSize = 8;

/** Making one takes a promise, starting one does not: they are made before the run and used over and over. */
export class HasherPool {
  readonly #free: IHasher[];

  private constructor(hashers: IHasher[]) {
    this.#free = hashers;
  }

  static async make(size = poolSize): Promise<HasherPool> {
    return new HasherPool(await Promise.all(Array.from({ length: size }, () => createSHA256())));
  }

  /** A digest that is never asked for keeps its hasher; when all are kept, the run ends without a verdict. */
  start(): Sha256 {
    const hasher = this.#free.pop();
    if (hasher === undefined) throw new Error("more digests at one time than there are hashers");
    hasher.init();
    return {
      update: (bytes) => void hasher.update(bytes),
      digest: () => {
        const digest = hasher.digest("hex");
        this.#free.push(hasher);
        return digest;
      },
    };
  }
}
