// node:crypto as the second opinion on every signature. docs/spec/signature.md

import { createPublicKey, verify } from "node:crypto";
import { makeSignatureCheck, type SignatureCheck } from "../format/index.ts";

/** Node's own judgement alone: it accepts some that ours refuses, so use `signatureCheck`. */
export const platformSignature: SignatureCheck = async (key, message, signature) => {
  const x = Buffer.from(key).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, message, publicKey, signature);
};

/** Ours and node:crypto's, which must agree. */
export const signatureCheck: SignatureCheck = makeSignatureCheck(platformSignature);
