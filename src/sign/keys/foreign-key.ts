// Public keys that other programs made, for enrolment: OpenSSH, signify and minisign, PEM. docs/spec/key-file.md, "Keys made elsewhere"

import { readBytes } from "../../files/bounded.ts";
import { copyBytes, decodeBase64, decodeUtf8, equalBytes, makeVKey, quote, type VKey } from "../../format/index.ts";
import { SignError } from "../error.ts";
import { parseSshKey } from "./ssh/wire.ts";

const fileLimit = 4096;
const commentStart = "untrusted comment: ";
// RFC 8410: what stands before the 32 raw bytes of an SPKI public key.
const spkiPrefix = Uint8Array.from([0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0]);

/** The key in `path` as a verifier key called `name`. Throws SignError FILE, FOREIGN, FormatError KEY (a key that is not sound). */
export async function readForeignKey(path: string, name: string): Promise<VKey> {
  const text = decodeUtf8(await readBytes(path, fileLimit), path);
  return makeVKey(name, rawKeyOf(text, path));
}

/** The 32 raw bytes. Throws SignError FOREIGN, FormatError. */
export function rawKeyOf(text: string, where: string): Uint8Array {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
  if (lines[0]?.startsWith(commentStart)) return fromSignify(lines, where);
  if (lines[0] === "-----BEGIN PUBLIC KEY-----") return fromPem(lines, where);
  if (/^(ssh|ecdsa|sk)-/.test(lines[0] ?? "")) return fromSsh(lines, where);
  throw bad(where, "a public key of OpenSSH, signify, minisign or PEM", quote(text));
}

/** Two lines; the second: "Ed", eight bytes that name the key, the key. minisign's file has the same form. */
function fromSignify(lines: readonly string[], where: string): Uint8Array {
  const bytes = decodeBase64(lines[1] ?? "", where);
  if (lines.length !== 2 || bytes.length !== 42 || bytes[0] !== 0x45 || bytes[1] !== 0x64)
    throw bad(where, "an Ed25519 public key of signify or minisign", "another file of theirs, or a damaged one");
  return copyBytes(bytes.subarray(10));
}

/** `KIND BASE64 COMMENT`. */
function fromSsh(lines: readonly string[], where: string): Uint8Array {
  if (lines.length !== 1) throw bad(where, "one line", `${lines.length}: keep the line of the key that is meant`);
  const [kind = "", blob = ""] = (lines[0] ?? "").split(" ");
  const raw = kind === "ssh-ed25519" ? parseSshKey(decodeBase64(blob, where), where) : undefined;
  if (raw === undefined)
    throw bad(where, "a key of kind ssh-ed25519 (sk- keys sign something else than the text)", quote(kind));
  return raw;
}

function fromPem(lines: readonly string[], where: string): Uint8Array {
  const der = lines.length === 3 ? decodeBase64(lines[1] ?? "", where) : new Uint8Array(0);
  if (lines[2] !== "-----END PUBLIC KEY-----" || der.length !== 44 || !equalBytes(der.subarray(0, 12), spkiPrefix))
    throw bad(where, "an Ed25519 public key in PEM", "another one");
  return copyBytes(der.subarray(12));
}

function bad(where: string, expected: string, found: string): SignError {
  return new SignError("FOREIGN", `${where}: expected ${expected}, found ${found}`);
}
