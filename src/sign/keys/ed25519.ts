// Ed25519 with node:crypto: from a seed of 32 bytes to its public key and its signatures. RFC 8032

import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { concatBytes, decodeHex, encodeHex, encodeUtf8, equalBytes, shown, type VKey } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";

export const seedBytes = 32;

// RFC 8410: what stands before the seed in a PKCS #8 private key.
const pkcs8Prefix = Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]);
// RFC 8410: an SPKI public key ends in the 32 raw bytes.
const spkiPrefixBytes = 12;

/** The 32 raw bytes of the public key that belongs to `seed`. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyOf(seed)).export({ format: "der", type: "spki" });
  return new Uint8Array(spki.subarray(spkiPrefixBytes));
}

/** How the message of a cosignature begins, and no note's text. C2SP tlog-cosignature */
const cosignatureHead = encodeUtf8("cosignature/v1\n");

/**
 * A key of a witness (type 4) signs cosignatures and nothing else, and no other key signs one: of neither can it be said that it meant the
 * other. Asked of every message before it is signed, wherever the secret half is. Throws SignError KEY_TYPE.
 */
export function demandKeyType({ name, type }: VKey, message: Uint8Array): void {
  const isCosignature = equalBytes(message.subarray(0, cosignatureHead.length), cosignatureHead);
  if (isCosignature === (type === 4)) return;
  throw isCosignature
    ? new SignError("KEY_TYPE", {
        nl: shown`verwacht de sleutel van een getuige (zegel witness new), gevonden ${name}, die andere teksten ondertekent: geef de goede sleutel; er is niets ondertekend`,
        en: shown`expected the key of a witness (zegel witness new), found ${name}, which signs other texts: give the right key; nothing was signed`,
      })
    : new SignError("KEY_TYPE", {
        nl: shown`${name} is de sleutel van een getuige van een logboek, en die ondertekent niets anders: geef een andere sleutel; er is niets ondertekend`,
        en: shown`${name} is the key of a witness of a log, which signs nothing else: give another key; nothing was signed`,
      });
}

/**
 * 64 bytes over `message`, judged by `check` before they leave: a fault while signing (bad memory, a bit flip) could give
 * away the seed. Throws SignError SELF_CHECK, KEY_TYPE.
 */
export async function signMessage(
  seed: Uint8Array,
  vkey: VKey,
  message: Uint8Array,
  check: SignatureCheck,
): Promise<Uint8Array> {
  demandKeyType(vkey, message);
  const key = decodeHex(vkey.raw, 32, "raw key");
  if (!equalBytes(publicKeyOf(seed), key))
    throw new SignError(
      "SELF_CHECK",
      `the seed does not belong to key ${vkey.name} (${encodeHex(key)}): nothing was signed`,
    );
  const signature = new Uint8Array(sign(null, message, privateKeyOf(seed)));
  if (!(await check(key, message, signature)))
    throw new SignError(
      "SELF_CHECK",
      "the signature just made does not verify: do not trust this machine; nothing was written",
    );
  return signature;
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.from(concatBytes(pkcs8Prefix, seed));
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  der.fill(0);
  return key;
}
