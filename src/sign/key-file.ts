// STEM.key, a signing key under a passphrase, and STEM.pub, its public half. docs/spec/key-file.md
// The parser's messages never quote what they found: it may be the seed.

import { randomBytes } from "node:crypto";
import {
  checkKeyName,
  concatBytes,
  decodeUtf8,
  encodeUtf8,
  encodeVKey,
  makeVKey,
  parseVKey,
  type VKey,
  vkeyLimit,
} from "../format/index.ts";
import { ageFileLimit, decryptAge, encryptAge } from "./age-file.ts";
import { publicKeyOf, seedBytes } from "./ed25519.ts";
import { SignError } from "./error.ts";
import { readBytes, refuseExisting, writeNew } from "./files.ts";
import { checkNewPassphrase } from "./passphrase.ts";

export interface SigningKey {
  readonly vkey: VKey;
  /** 32 bytes. Wipe with `wipeKey` when done. */
  readonly seed: Uint8Array;
}

const head = "zegel/key v1\nname ";
const seedLabel = "\nseed ";
const hexDigits = encodeUtf8("0123456789abcdef");

/** A new key from the system's random generator. */
export function newKey(name: string): SigningKey {
  const seed = new Uint8Array(randomBytes(seedBytes));
  return { vkey: makeVKey(name, publicKeyOf(seed)), seed };
}

/** Overwrites the seed. */
export function wipeKey(key: SigningKey): void {
  key.seed.fill(0);
}

/** Throws SignError EXISTS when either file of `stem` is there: asked before a person chooses a passphrase. */
export async function refuseExistingKey(stem: string): Promise<void> {
  for (const path of keyPaths(stem)) await refuseExisting(path);
}

/** STEM.key and STEM.pub. The secret half first: without the public half it still opens, and `key show` prints that half. */
export async function writeKey(
  stem: string,
  key: SigningKey,
  passphrase: Uint8Array,
  workFactor?: number,
): Promise<void> {
  checkNewPassphrase(passphrase);
  await refuseExistingKey(stem);
  const plaintext = encodeKey(key);
  const file = await encryptAge(plaintext, passphrase, workFactor);
  plaintext.fill(0);
  const [secretPath, publicPath] = keyPaths(stem);
  await writeNew(secretPath, file, 0o600);
  await writePublicKey(publicPath, key.vkey);
}

/** STEM.pub alone: for a key whose secret half is elsewhere. Throws SignError EXISTS, FILE. */
export async function writePublicKey(path: string, vkey: VKey): Promise<void> {
  await writeNew(path, encodeUtf8(`${encodeVKey(vkey)}\n`), 0o644);
}

function keyPaths(stem: string): [string, string] {
  return [`${stem}.key`, `${stem}.pub`];
}

/** Opens STEM.key. Throws SignError FILE, AGE_FILE, WORK_FACTOR, PASSPHRASE, KEY_FILE. */
export async function openKey(path: string, passphrase: Uint8Array): Promise<SigningKey> {
  const file = await readBytes(path, ageFileLimit);
  const plaintext = await decryptAge(file, passphrase).catch((error: unknown) => {
    throw error instanceof SignError ? new SignError(error.code, `${path}: ${error.message}`) : error;
  });
  try {
    return parseKey(plaintext, path);
  } finally {
    plaintext.fill(0);
  }
}

/** STEM.pub: one vkey and a line feed. Throws SignError FILE, KEY_FILE, FormatError KEY. */
export async function readPublicKey(path: string): Promise<VKey> {
  const text = decodeUtf8(await readBytes(path, vkeyLimit + 2), path);
  if (text.includes("\r"))
    throw new SignError("KEY_FILE", `${path}: its line ends were changed (CR LF): get the STEM.pub as it was made`);
  const vkey = text.slice(0, -1);
  if (!text.endsWith("\n") || vkey.includes("\n"))
    throw new SignError("KEY_FILE", `${path}: expected one line NAME+KEYID+KEY, found more or less: choose a STEM.pub`);
  return parseVKey(vkey, path);
}

/** What the age file holds. Made of bytes: a string could not be wiped. */
function encodeKey(key: SigningKey): Uint8Array {
  const hex = new Uint8Array(2 * seedBytes);
  key.seed.forEach((byte, i) => {
    hex[2 * i] = hexDigits[byte >> 4] ?? 0;
    hex[2 * i + 1] = hexDigits[byte & 15] ?? 0;
  });
  const text = concatBytes(encodeUtf8(`${head}${key.vkey.name}${seedLabel}`), hex, encodeUtf8("\n"));
  hex.fill(0);
  return text;
}

/** The inverse of encodeKey; nothing else is accepted. */
function parseKey(text: Uint8Array, path: string): SigningKey {
  const bad = () =>
    new SignError(
      "KEY_FILE",
      `${path}: opened, but expected "zegel/key v1" with a name and a seed, found something else`,
    );
  const seedAt = text.length - 2 * seedBytes - 1;
  const nameEnd = seedAt - seedLabel.length;
  if (nameEnd <= head.length || latin(text.subarray(0, head.length)) !== head) throw bad();
  if (latin(text.subarray(nameEnd, seedAt)) !== seedLabel || text.at(-1) !== 10) throw bad();
  const seed = new Uint8Array(seedBytes);
  for (let i = 0; i < seedBytes; i++) {
    const high = hexDigits.indexOf(text[seedAt + 2 * i] ?? 0);
    const low = hexDigits.indexOf(text[seedAt + 2 * i + 1] ?? 0);
    if (high < 0 || low < 0) throw bad();
    seed[i] = (high << 4) | low;
  }
  const name = latin(text.subarray(head.length, nameEnd));
  try {
    return { vkey: makeVKey(checkKeyName(name, path), publicKeyOf(seed)), seed };
  } catch {
    throw bad();
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
