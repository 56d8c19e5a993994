// The accept rule: the one place where a signature is judged. docs/spec/signature.md
// Ed25519 verifiers differ in odd cases: each accepts something that another refuses. What passes here, all of them accept.

import { hashes, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { isSoundPoint } from "../format/notes/vkey.ts";

hashes.sha512 = sha512;

/** Says whether `signature` (64 bytes) by `key` (32 raw bytes) over `message` holds. Never throws. */
export type SignatureCheck = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/**
 * A check made of ours and of the platform's own (node:crypto, WebCrypto), which must agree. Only a platform without
 * Ed25519 passes undefined. Ours: lengths exact; key and R canonical, not of small order, without torsion; S < L; the
 * equation holds (RFC 8032 section 5.1.7).
 */
export function makeSignatureCheck(platform: SignatureCheck | undefined): SignatureCheck {
  return async (key, message, signature) => {
    if (signature.length !== 64 || !isSoundPoint(key) || !isSoundPoint(signature.subarray(0, 32))) return false;
    try {
      if (!verify(signature, message, key, { zip215: false })) return false;
      return platform === undefined || (await platform(key, message, signature)) === true;
    } catch {
      return false;
    }
  };
}
