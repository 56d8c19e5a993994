// Signatures that some verifier somewhere accepts and ours refuses, made from TEST-ONLY scalars. docs/spec/signature.md

import { Point } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, encodeUtf8 } from "../../src/format/index.ts";
import { stranger } from "../format/examples.ts";
import { signText, testKey } from "../format/test-keys.ts";

export interface SignatureVector {
  readonly name: string;
  readonly isGood: boolean;
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const base = Point.BASE;
/** A point of order 8. */
const torsion = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const one = Uint8Array.of(1, ...new Uint8Array(31));
const minusOne = Uint8Array.of(0xec, ...new Uint8Array(30).fill(0xff), 0x7f);
/** The identity once more: y = p + 1, and x = "-0". */
const oneAboveP = Uint8Array.of(0xee, ...new Uint8Array(30).fill(0xff), 0x7f);
const oneNegative = Uint8Array.of(1, ...new Uint8Array(30), 0x80);

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function challenge(r: Uint8Array, key: Uint8Array, message: Uint8Array): bigint {
  const hash = sha512(concatBytes(r, key, message));
  return hash.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) % order;
}

/** S = r + k·a for encodings given as they are; the first message whose k fits `wanted`. */
function forge(key: Uint8Array, a: bigint, rBytes: Uint8Array, r: bigint, wanted = (_k: bigint) => true) {
  for (let i = 0; ; i++) {
    const message = encodeUtf8(`zegel TEST-ONLY message ${i}\n`);
    const k = challenge(rBytes, key, message);
    if (wanted(k)) return { key, message, signature: concatBytes(rBytes, littleEndian((r + k * a) % order)) };
  }
}

export function signatureVectors(): SignatureVector[] {
  const a = 0x5e61n ** 12n;
  const r = 0x7e57n ** 13n;
  const key = base.multiply(a).toBytes();
  const rBytes = base.multiply(r).toBytes();
  const good = forge(key, a, rBytes, r);
  const signed = signText(testKey("test-only/officer-a"), "zegel TEST-ONLY text\n").bytes;
  const flipped = Uint8Array.from(good.signature, (byte, i) => (i === 40 ? byte ^ 1 : byte));
  const s = good.signature.slice(32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const bad: Record<string, { key: Uint8Array; message: Uint8Array; signature: Uint8Array }> = {
    another_key: { ...good, key: stranger.publicKey },
    another_message: { ...good, message: encodeUtf8("zegel TEST-ONLY message\n") },
    bit_flipped_in_s: { ...good, signature: flipped },
    one_byte_short: { ...good, signature: good.signature.slice(0, 63) },
    one_byte_long: { ...good, signature: concatBytes(good.signature, Uint8Array.of(0)) },
    s_plus_group_order: { ...good, signature: concatBytes(rBytes, littleEndian(s + order)) },
    key_is_identity_any_message_holds: forge(one, 0n, rBytes, r),
    key_is_identity_r_too_s_zero: forge(one, 0n, one, 0n),
    key_is_identity_non_canonical: forge(oneAboveP, 0n, rBytes, r),
    key_is_identity_minus_zero: forge(oneNegative, 0n, rBytes, r),
    key_of_order_2: forge(minusOne, 0n, rBytes, r, (k) => k % 2n === 0n),
    key_of_order_8: forge(torsion.toBytes(), 0n, rBytes, r, (k) => k % 8n === 0n),
    key_with_torsion_cofactorless_holds: forge(
      base.multiply(a).add(torsion).toBytes(),
      a,
      rBytes,
      r,
      (k) => k % 8n === 0n,
    ),
    key_with_torsion_cofactored_holds: forge(
      base.multiply(a).add(torsion).toBytes(),
      a,
      rBytes,
      r,
      (k) => k % 8n === 1n,
    ),
    key_not_on_curve: { ...good, key: Uint8Array.of(2, ...new Uint8Array(31)) },
    r_is_identity: forge(key, a, one, 0n),
    r_is_identity_non_canonical: forge(key, a, oneAboveP, 0n),
    r_with_torsion_cofactored_holds: forge(key, a, base.multiply(r).add(torsion).toBytes(), r),
  };
  return [
    { name: "good_own_scalars", isGood: true, ...good },
    {
      name: "good_rfc8032_signer",
      isGood: true,
      key: testKey("test-only/officer-a").publicKey,
      message: encodeUtf8("zegel TEST-ONLY text\n"),
      signature: signed,
    },
    ...Object.entries(bad).map(([name, vector]) => ({ name, isGood: false, ...vector })),
  ];
}
