// The payload of an age v1 file: a nonce and chunks of 64 KiB under ChaCha20-Poly1305. https://c2sp.org/age@v1.1.0, "Payload"

import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { concatBytes } from "../../../format/index.ts";
import { SignError } from "../../error.ts";

const chunkSize = 65_536;
const tagSize = 16;
const nonceSize = 16;

/** `nonce`: 16 random bytes, new for each file. */
export function encryptStream(fileKey: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const key = payloadKey(fileKey, nonce);
  const chunks: Uint8Array[] = [nonce];
  const count = Math.max(1, Math.ceil(plaintext.length / chunkSize)); // an empty payload is one empty chunk
  for (let i = 0; i < count; i++) {
    const chunk = plaintext.subarray(i * chunkSize, (i + 1) * chunkSize);
    chunks.push(sealBytes(key, chunkNonce(i, i === count - 1), chunk));
  }
  key.fill(0);
  return concatBytes(...chunks);
}

/** The whole plaintext or nothing. Throws SignError AGE_FILE. */
export function decryptStream(fileKey: Uint8Array, payload: Uint8Array): Uint8Array {
  const key = payloadKey(fileKey, payload.subarray(0, nonceSize));
  const sealed = payload.subarray(nonceSize);
  const count = Math.max(1, Math.ceil(sealed.length / (chunkSize + tagSize)));
  const chunks: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const chunk = sealed.subarray(i * (chunkSize + tagSize), (i + 1) * (chunkSize + tagSize));
    const opened = openBytes(key, chunkNonce(i, i === count - 1), chunk);
    // Only a wholly empty payload may end in an empty chunk: otherwise one plaintext would have two encodings.
    if (opened === undefined || (opened.length === 0 && i > 0))
      throw new SignError("AGE_FILE", "the encrypted contents are damaged or cut off: use another copy of the file");
    chunks.push(opened);
  }
  key.fill(0);
  const plaintext = concatBytes(...chunks);
  for (const chunk of chunks) chunk.fill(0);
  return plaintext;
}

/** ChaCha20-Poly1305, the tag behind the ciphertext. */
export function sealBytes(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: tagSize });
  return concatBytes(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

/** The inverse of sealBytes; undefined when the tag does not hold. */
export function openBytes(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < tagSize) return undefined;
  const decipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: tagSize });
  decipher.setAuthTag(sealed.subarray(sealed.length - tagSize));
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - tagSize)); // all of it: a stream cipher holds nothing back
  try {
    decipher.final();
    return plaintext;
  } catch {
    return undefined;
  }
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", fileKey, nonce, "payload", 32));
}

/** Eleven bytes of counter, big-endian, and one byte that marks the last chunk. */
function chunkNonce(counter: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, counter);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
