// STEM.key, a signing key under a passphrase, and STEM.pub, its public half. docs/spec/key-file.md
// The parser's messages never quote what they found: it may be the seed.

import { randomBytes } from "node:crypto";
import { readBytes } from "../../files/bounded.ts";
import { refuseExisting, writeAllNew, writeNew } from "../../files/new-file.ts";
import { replaceFile } from "../../files/replace.ts";
import {
  checkKeyName,
  concatBytes,
  decodeUtf8,
  encodeUtf8,
  encodeVKey,
  equalBytes,
  type KeyType,
  makeVKey,
  parseVKey,
  refuseResavedKey,
  type VKey,
  vkeyLimit,
} from "../../format/index.ts";
import { SignError } from "../error.ts";
import { ageFileLimit, decryptAge, encryptAge } from "./age/file.ts";
import { publicKeyOf, seedBytes } from "./ed25519.ts";
import { checkNewPassphrase } from "./passphrase.ts";

export interface SigningKey {
  readonly vkey: VKey;
  /** 32 bytes. Wipe with `wipeKey` when done. */
  readonly seed: Uint8Array;
}

/** The first line says what the key signs: notes (type 1), or cosignatures of a log's checkpoints (type 4). */
const heads: Readonly<Record<KeyType, string>> = { 1: "zegel/key v1\nname ", 4: "zegel/witness-key v1\nname " };
const seedLabel = "\nseed ";
const hexDigits = encodeUtf8("0123456789abcdef");

/** A new key from the system's random generator. Of type 4 only for a witness of a log. */
export function newKey(name: string, type: KeyType = 1): SigningKey {
  const seed = new Uint8Array(randomBytes(seedBytes));
  return { vkey: makeVKey(name, publicKeyOf(seed), type), seed };
}

/** Overwrites the seed. */
export function wipeKey(key: SigningKey): void {
  key.seed.fill(0);
}

/** Throws FilesError EXISTS when either file of `stem` is there: asked before a person chooses a passphrase. */
export function refuseExistingKey(stem: string): void {
  for (const path of keyPaths(stem)) refuseExisting(path);
}

/**
 * STEM.key and STEM.pub, both or none. The secret half first: should the machine die between the two names, it opens
 * without the public half, and `key show` prints that half. Throws SignError PASSPHRASE, FilesError EXISTS, FILE.
 */
export async function writeKey(
  stem: string,
  key: SigningKey,
  passphrase: Uint8Array,
  workFactor?: number,
): Promise<void> {
  checkNewPassphrase(passphrase);
  refuseExistingKey(stem);
  const file = await encryptKey(key, passphrase, workFactor);
  const [secretPath, publicPath] = keyPaths(stem);
  writeAllNew([
    { path: secretPath, bytes: file, mode: 0o600 },
    { path: publicPath, bytes: publicHalf(key.vkey), mode: 0o644 },
  ]);
}

/**
 * STEM.key at `path` under another passphrase: the same key, so STEM.pub and every trust root stay as they are. The new file is
 * written beside the old one, read back and opened; only then it takes that one's place. Throws SignError PASSPHRASE, SELF_CHECK,
 * FilesError FILE; then the old file is as it was.
 */
export async function changePassphrase(
  path: string,
  key: SigningKey,
  passphrase: Uint8Array,
  workFactor?: number,
): Promise<void> {
  checkNewPassphrase(passphrase);
  const bytes = await encryptKey(key, passphrase, workFactor);
  await replaceFile({ path, bytes, mode: 0o600 }, async (written) => {
    const again = await openKey(written, passphrase);
    const isSame = equalBytes(again.seed, key.seed) && encodeVKey(again.vkey) === encodeVKey(key.vkey);
    wipeKey(again);
    if (!isSame)
      throw new SignError("SELF_CHECK", {
        nl: `${path}: het nieuwe bestand bevat niet dezelfde sleutel: het oude is gebleven`,
        en: `${path}: the new file does not hold the same key: the old one was kept`,
      });
  });
}

async function encryptKey(key: SigningKey, passphrase: Uint8Array, workFactor?: number): Promise<Uint8Array> {
  const plaintext = encodeKey(key);
  try {
    return await encryptAge(plaintext, passphrase, workFactor);
  } finally {
    plaintext.fill(0);
  }
}

/** STEM.pub alone: for a key whose secret half is elsewhere. Throws FilesError EXISTS, FILE. */
export function writePublicKey(path: string, vkey: VKey): void {
  writeNew(path, publicHalf(vkey), 0o644);
}

function publicHalf(vkey: VKey): Uint8Array {
  return encodeUtf8(`${encodeVKey(vkey)}\n`);
}

function keyPaths(stem: string): [string, string] {
  return [`${stem}.key`, `${stem}.pub`];
}

/** Opens STEM.key. Throws SignError FILE, AGE_FILE, WORK_FACTOR, PASSPHRASE, KEY_FILE. */
export async function openKey(path: string, passphrase: Uint8Array): Promise<SigningKey> {
  const file = await readBytes(path, ageFileLimit);
  const plaintext = await decryptAge(file, passphrase).catch((error: unknown) => {
    if (!(error instanceof SignError)) throw error;
    const { code, message, dutch } = error;
    const own = `${path}: ${message}`;
    throw new SignError(code, dutch === undefined ? own : { nl: `${path}: ${dutch}`, en: own });
  });
  try {
    return parseKey(plaintext, path);
  } finally {
    plaintext.fill(0);
  }
}

/** STEM.pub: one vkey and a line feed. Throws SignError FILE, KEY_FILE, FormatError KEY. */
export async function readPublicKey(path: string): Promise<VKey> {
  const bytes = await readBytes(path, 2 * vkeyLimit + 8); // as UTF-16, to say that it is
  refuseResavedKey(bytes, path);
  const text = decodeUtf8(bytes, path);
  const vkey = text.slice(0, -1);
  if (!text.endsWith("\n") || vkey.includes("\n"))
    throw new SignError("KEY_FILE", {
      nl: `${path}: verwacht één regel NAAM+NUMMER+SLEUTEL, gevonden iets anders: kies een STEM.pub`,
      en: `${path}: expected one line NAME+KEYID+KEY, found more or less: choose a STEM.pub`,
    });
  return parseVKey(vkey, path);
}

/** What the age file holds. Made of bytes: a string could not be wiped. */
function encodeKey(key: SigningKey): Uint8Array {
  const hex = new Uint8Array(2 * seedBytes);
  key.seed.forEach((byte, i) => {
    hex[2 * i] = hexDigits[byte >> 4] ?? 0;
    hex[2 * i + 1] = hexDigits[byte & 15] ?? 0;
  });
  const text = concatBytes(encodeUtf8(`${heads[key.vkey.type]}${key.vkey.name}${seedLabel}`), hex, encodeUtf8("\n"));
  hex.fill(0);
  return text;
}

/** The inverse of encodeKey; nothing else is accepted. */
function parseKey(text: Uint8Array, path: string): SigningKey {
  const bad = () =>
    new SignError("KEY_FILE", {
      nl: `${path}: ging open, maar bevat geen sleutel van zegel: kies een bestand dat zegel key new maakte`,
      en: `${path}: opened, but expected "zegel/key v1" with a name and a seed, found something else`,
    });
  const type = ([1, 4] as const).find((each) => latin(text.subarray(0, heads[each].length)) === heads[each]);
  if (type === undefined) throw bad();
  const head = heads[type];
  const seedAt = text.length - 2 * seedBytes - 1;
  const nameEnd = seedAt - seedLabel.length;
  if (nameEnd <= head.length) throw bad();
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
    return { vkey: makeVKey(checkKeyName(name, path), publicKeyOf(seed), type), seed };
  } catch {
    throw bad();
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
