// A signature in the file form of minisign (legacy) and signify, which share it. docs/spec/stock-tools.md
// Both name a key by eight bytes of their own; here they are the first eight of the key's fingerprint.

import { concatBytes, decodeHex, encodeBase64, encodeUtf8, type VKey } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type Signer, signChecked } from "./signer.ts";

const algorithm = encodeUtf8("Ed"); // over the file itself; minisign's other form, "ED", hashes first

/**
 * The `.minisig` for `text`, given the key's plain signature of it. minisign wants a second, global signature over the
 * first and a comment; signify reads the first two lines alone. Throws SignError SELF_CHECK, AGENT, TOKEN.
 */
export async function encodeMinisig(
  key: Signer,
  signature: Uint8Array,
  comment: string,
  check: SignatureCheck,
): Promise<Uint8Array> {
  const global = await signChecked(key, concatBytes(signature, encodeUtf8(comment)), check);
  const lines = [
    `untrusted comment: signature by ${key.vkey.name}`,
    encodeBase64(concatBytes(algorithm, keyNumber(key.vkey), signature)),
    `trusted comment: ${comment}`,
    encodeBase64(global),
  ];
  return encodeUtf8(`${lines.join("\n")}\n`);
}

/** The public key as both programs read it. */
export function encodeMinisignKey(vkey: VKey): Uint8Array {
  return encodeUtf8(`untrusted comment: public key ${vkey.name}\n${minisignKey(vkey)}\n`);
}

/** Its second line: what `minisign -P` takes. */
export function minisignKey(vkey: VKey): string {
  return encodeBase64(concatBytes(algorithm, keyNumber(vkey), decodeHex(vkey.raw, 32, "raw key")));
}

function keyNumber(vkey: VKey): Uint8Array {
  return decodeHex(fingerprintOf(vkey), 32, "fingerprint").subarray(0, 8);
}
