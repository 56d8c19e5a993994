// age v1 files that a passphrase opens: how a signing key lies at rest. https://c2sp.org/age@v1.1.0
// Only the scrypt recipient; small contents only. `age -d` is the way out without us.

import { createHmac, hkdfSync, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { concatBytes, encodeUtf8 } from "../../../format/index.ts";
import { SignError } from "../../error.ts";
import { decodeArmor, isArmor } from "./armor.ts";
import { type AgeHeader, encodeAgeHeader, encodeAgeMac, parseAgeHeader } from "./header.ts";
import { decryptStream, encryptStream, openBytes, sealBytes } from "./stream.ts";

/** Bytes of plaintext. */
export const plaintextLimit = 65_536;
/** Bytes of a file, the text form too. */
export const ageFileLimit = 98_304;
/** log2 of scrypt's N when writing: what age itself takes, about a second. */
export const workFactorWritten = 18;

const saltLabel = encodeUtf8("age-encryption.org/v1/scrypt");
const fixedNonce = new Uint8Array(12); // the wrap key is used once, so age fixes the nonce
const scryptBlock = 8; // scrypt's r

/** An age file. `workFactor` is lowered by tests alone. */
export async function encryptAge(
  plaintext: Uint8Array,
  passphrase: Uint8Array,
  workFactor: number = workFactorWritten,
): Promise<Uint8Array> {
  if (plaintext.length > plaintextLimit)
    throw new SignError("AGE_FILE", `expected at most ${plaintextLimit} bytes to encrypt, found ${plaintext.length}`);
  const fileKey = randomBytes(16);
  const salt = randomBytes(16);
  const wrapKey = await deriveWrapKey(passphrase, salt, workFactor);
  const header: AgeHeader = { salt, workFactor, body: sealBytes(wrapKey, fixedNonce, fileKey) };
  const covered = encodeAgeHeader(header);
  const payload = encryptStream(fileKey, randomBytes(16), plaintext);
  const file = concatBytes(covered, encodeAgeMac(macOf(fileKey, covered)), payload);
  wrapKey.fill(0);
  fileKey.fill(0);
  return file;
}

/** The plaintext; the caller wipes it. Throws SignError AGE_FILE, WORK_FACTOR, PASSPHRASE. */
export async function decryptAge(file: Uint8Array, passphrase: Uint8Array): Promise<Uint8Array> {
  if (file.length > ageFileLimit)
    throw new SignError("AGE_FILE", `expected an age file of at most ${ageFileLimit} bytes, found more`);
  const binary = isArmor(file) ? decodeArmor(file) : file;
  const { header, mac, length } = parseAgeHeader(binary);
  const wrapKey = await deriveWrapKey(passphrase, header.salt, header.workFactor);
  const fileKey = openBytes(wrapKey, fixedNonce, header.body);
  wrapKey.fill(0);
  if (fileKey === undefined)
    throw new SignError("PASSPHRASE", {
      nl: "verkeerde wachtzin, of het bestand is beschadigd: probeer het opnieuw",
      en: "wrong passphrase, or the file is damaged: try again",
    });
  if (!timingSafeEqual(macOf(fileKey, encodeAgeHeader(header)), mac))
    throw new SignError("AGE_FILE", "the header was altered: use another copy of the file");
  const plaintext = decryptStream(fileKey, binary.subarray(length));
  fileKey.fill(0);
  return plaintext;
}

function deriveWrapKey(passphrase: Uint8Array, salt: Uint8Array, workFactor: number): Promise<Buffer> {
  const cost = 2 ** workFactor;
  const settings = { N: cost, r: scryptBlock, p: 1, maxmem: 128 * scryptBlock * (cost + 64) };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, concatBytes(saltLabel, salt), 32, settings, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function macOf(fileKey: Uint8Array, covered: Uint8Array): Uint8Array {
  const key = new Uint8Array(hkdfSync("sha256", fileKey, new Uint8Array(0), "header", 32));
  return createHmac("sha256", key).update(covered).digest();
}
