// node:crypto as the second judge of signatures, as the verifier uses it.

import { createPublicKey, verify } from "node:crypto";
import type { SignatureCheck } from "../../src/trust/index.ts";

/** DER of SubjectPublicKeyInfo for Ed25519 up to the key (RFC 8410). */
const prefix = Buffer.from("302a300506032b6570032100", "hex");

export const nodeCheck: SignatureCheck = async (key, message, signature) => {
  const publicKey = createPublicKey({ key: Buffer.concat([prefix, key]), format: "der", type: "spki" });
  return verify(null, message, publicKey, signature);
};
