// Digests and signatures on Node: node:crypto, and the pass over a medium in threads.

import { createHash, createPublicKey, verify } from "node:crypto";
import { concatBytes, decodeHex } from "../../format/index.ts";
import { makeSignatureCheck, type SignatureCheck } from "../../trust/index.ts";
import type { Platform } from "../proof/ports.ts";
import { RingPass } from "./ring.ts";
import { sha256In } from "./ring-threads.ts";

// SubjectPublicKeyInfo of an Ed25519 key up to the key itself. RFC 8410 section 4.
const spkiStart = decodeHex("302a300506032b6570032100", 12, "SPKI");

/** node:crypto's own opinion: cofactorless, and lenient about keys; only as second of two. */
export const nodeSignatureCheck: SignatureCheck = async (key, message, signature) => {
  const der = Buffer.from(concatBytes(spkiStart, key));
  return verify(null, message, createPublicKey({ key: der, format: "der", type: "spki" }), signature);
};

export const nodePlatform: Platform = {
  sha256: sha256In({ createHash }),
  pass: (order) => new RingPass(order),
  buffer: (bytes) => new Uint8Array(new SharedArrayBuffer(bytes)),
  check: makeSignatureCheck(nodeSignatureCheck),
};
