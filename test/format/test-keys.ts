// TEST-ONLY keys: each seed is the SHA-256 of a public sentence. They sign vectors and examples, and never a release.

import { getPublicKey, hashes, sign } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, encodeUtf8, type KeyType, makeVKey, type Signature, type VKey } from "../../src/format/index.ts";

hashes.sha512 = sha512;

export interface TestKey {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly vkey: VKey;
}

/** The key called `name`: seed = SHA-256("zegel TEST-ONLY seed NAME"). */
export function testKey(name: string, type: KeyType = 1): TestKey {
  const seed = sha256(encodeUtf8(`zegel TEST-ONLY seed ${name}`));
  const publicKey = getPublicKey(seed);
  return { seed, publicKey, vkey: makeVKey(name, publicKey, type) };
}

/** A signature line over `text`. */
export function signText(key: TestKey, text: string): Signature {
  return { name: key.vkey.name, keyId: key.vkey.id, bytes: sign(encodeUtf8(text), key.seed) };
}

/** A witness's line over a checkpoint. C2SP tlog-cosignature. `time` in seconds. */
export function cosignText(key: TestKey, text: string, time: number): Signature {
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const signature = sign(encodeUtf8(`cosignature/v1\ntime ${time}\n${text}`), key.seed);
  return { name: key.vkey.name, keyId: key.vkey.id, bytes: concatBytes(stamp, signature) };
}

/** Keys in the order that a seal wants. */
export function byRawKey(keys: readonly TestKey[]): TestKey[] {
  return [...keys].sort((a, b) => (a.vkey.raw < b.vkey.raw ? -1 : 1));
}
