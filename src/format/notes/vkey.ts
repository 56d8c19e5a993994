// Verifier keys as C2SP signed-note v1.0.0 writes them: NAME+KEYID+BASE64(type || key).
// A key of small order or with torsion is refused here, at parsing: node:crypto would accept any message under one.

import { Point } from "@noble/ed25519";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, decodeBase64, decodeHex, encodeBase64, encodeHex, encodeUtf8 } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";

/** 1: Ed25519 over the note's text. 4: Ed25519 cosignature (C2SP tlog-cosignature), for witnesses of a log. */
export type KeyType = 1 | 4;

export interface VKey {
  readonly name: string;
  /** Eight lower-case hex digits: SHA-256(name || 0x0A || type || key), first four bytes. A hint, never an identity. */
  readonly id: string;
  readonly type: KeyType;
  /** The 32 raw bytes in lower-case hex: this is the key's identity. */
  readonly raw: string;
}

/**
 * Is this the canonical encoding of a point of the prime-order subgroup that is not the identity? A key must be one, and so must the R
 * of a signature: with torsion in it, cofactored and cofactorless verifiers would answer differently. docs/spec/signature.md
 */
export function isSoundPoint(encoded: Uint8Array): boolean {
  if (encoded.length !== 32) return false;
  const hex = encodeHex(encoded);
  const known = judged.get(hex);
  if (known !== undefined) return known;
  if (judged.size >= judgedLimit) judged.clear();
  const isSound = judgePoint(encoded);
  judged.set(hex, isSound);
  return isSound;
}

// To judge a point takes a millisecond, and one verification meets the same few keys in every note. The answer for 32 bytes never
// changes, so it is kept.
const judged = new Map<string, boolean>();
const judgedLimit = 1024;

function judgePoint(encoded: Uint8Array): boolean {
  try {
    const point = Point.fromBytes(encoded, false); // false: y must be below p, no "-0"
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/** Characters of a key's name. Names of logs and witnesses are addresses: those of Sigsum have 83 and 86. */
export const keyNameLimit = 128;
/** Characters of a vkey: the name, eight hex digits of id, 44 of base64, two plus signs. */
export const vkeyLimit = keyNameLimit + 54;

/** A key's name: no blank, no plus (signed-note), and for us printable ASCII, at most `keyNameLimit` characters. */
export function checkKeyName(name: string, where: string): string {
  if (name.length > keyNameLimit)
    throw new FormatError("KEY", where, `a key name of at most ${keyNameLimit} characters`, quote(name));
  if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name))
    throw new FormatError("KEY", where, "a key name of letters, digits and . _ / -", quote(name));
  return name;
}

/** The key id of signed-note. */
export function keyId(name: string, type: KeyType, key: Uint8Array): string {
  return encodeHex(sha256(concatBytes(encodeUtf8(`${name}\n`), Uint8Array.of(type), key)).subarray(0, 4));
}

/** From 32 raw bytes. Throws FormatError KEY. */
export function makeVKey(name: string, key: Uint8Array, type: KeyType = 1): VKey {
  checkKeyName(name, "key name");
  if (!isSoundPoint(key))
    throw new FormatError("KEY", `key ${name}`, "a sound Ed25519 public key", quote(encodeHex(key)));
  return { name, id: keyId(name, type, key), type, raw: encodeHex(key) };
}

/** Throws FormatError KEY. */
export function parseVKey(text: string, where: string): VKey {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  if (first < 0 || second < 0) throw new FormatError("KEY", where, "NAME+KEYID+KEY", quote(text));
  const name = checkKeyName(text.slice(0, first), where);
  if (text.length > vkeyLimit) throw new FormatError("KEY", where, `at most ${vkeyLimit} characters`, `${text.length}`);
  const id = encodeHex(decodeHex(text.slice(first + 1, second), 4, where));
  const typed = decodeBase64(text.slice(second + 1), where);
  const type = typed[0];
  if (typed.length !== 33 || (type !== 1 && type !== 4))
    throw new FormatError("KEY", where, "an Ed25519 key of type 1 or 4", quote(text));
  const key = makeVKey(name, typed.subarray(1), type);
  if (key.id !== id) throw new FormatError("KEY", where, `key id ${key.id}`, id);
  return key;
}

/** The inverse of parseVKey. Throws FormatError HEX on a key that is not 32 bytes. */
export function encodeVKey(key: VKey): string {
  return `${key.name}+${key.id}+${encodeBase64(concatBytes(Uint8Array.of(key.type), decodeHex(key.raw, 32, "key")))}`;
}
