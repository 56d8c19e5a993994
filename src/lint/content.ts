// Patterns in the bytes of a file: keys, certificates, paths of build machines. Searched as bytes, so that a large program
// costs no copy; each hit is then looked at in a small window.

import { quote } from "../format/index.ts";
import { type FindingCode, type Findings, limits } from "./finding.ts";
import { debugLibraries, hasDebugSections } from "./program.ts";

interface Pattern {
  readonly code: FindingCode;
  /** Where to look. */
  readonly needles: readonly (string | Buffer)[];
  /** What must stand at a hit; tried on the text around it, in which two-byte characters are one. */
  readonly confirm: RegExp;
}

const wide = (text: string) => Buffer.from(text, "utf16le");
const windowBefore = 4;
const windowBytes = 400;

/** A marker alone stands in every cryptographic library: base64 must follow it. */
const patterns: readonly Pattern[] = [
  {
    code: "PRIVATE_KEY",
    needles: ["-----BEGIN ", "PuTTY-User-Key-File-", "AGE-SECRET-KEY-1"],
    confirm:
      /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\r?\n(?:[A-Za-z-]+: .*\r?\n|\r?\n)*[A-Za-z0-9+/=]{16,}|PuTTY-User-Key-File-\d: |AGE-SECRET-KEY-1[0-9A-Z]{40,}/,
  },
  {
    code: "CERTIFICATE",
    needles: ["-----BEGIN CERTIFICATE", "-----BEGIN TRUSTED CERT", "-----BEGIN PKCS7"],
    confirm: /-----BEGIN (?:TRUSTED )?(?:CERTIFICATE|PKCS7)-----\r?\n[A-Za-z0-9+/=]{16,}/,
  },
  {
    code: "BUILD_PATH",
    needles: [
      "/home/",
      "/Users/",
      "/builds/",
      "/workspace/",
      "/root/",
      ":\\Users\\",
      ":\\Jenkins",
      ":\\agent\\",
      wide(":\\Users\\"),
    ],
    confirm:
      /(?:[A-Za-z]:\\(?:Users|[Jj]enkins|agent)|\/(?:home|Users|builds|root|workspace))[\\/][\w.@-]+[\\/][\w.@-]+[\w.@\\/-]*/,
  },
];

/** `path` names the file in the findings. */
export function lookAtContent(path: string, bytes: Uint8Array, findings: Findings): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const pattern of patterns) {
    const seen = hitsOf(file, pattern);
    const [first] = seen;
    if (first === undefined) continue;
    // Of a key only what it is: findings go into mails and tickets.
    const shown = pattern.code === "PRIVATE_KEY" ? first.split(/\r?\n/)[0]?.slice(0, 40) : first.slice(0, 120);
    const more = seen.size === 1 ? "" : ` and ${seen.size - 1} others`;
    findings.add(pattern.code, path, `${quote(shown ?? "")}${more}`);
  }
  const magic = file.length >= 4 ? file.readUInt32BE(0) : 0;
  if (magic === 0xfeedfeed) findings.add("CERTIFICATE", path, "a Java key store: it may hold private keys");
  if (isDerPrivateKey(file)) findings.add("PRIVATE_KEY", path, "a private key in DER (PKCS #8)");
  if (hasDebugSections(bytes)) findings.add("DEBUG_BUILD", path, "a program with debugging information (.debug_info)");
  if (file.length > 2 && file[0] === 0x4d && file[1] === 0x5a) {
    const lower = debugLibraries.find((name) => file.includes(name) || file.includes(name.toUpperCase()));
    if (lower !== undefined) findings.add("DEBUG_BUILD", path, `needs ${lower}, which is for debugging only`);
  }
}

function hitsOf(file: Buffer, { needles, confirm }: Pattern): Set<string> {
  const seen = new Set<string>();
  for (const needle of needles) {
    let at = file.indexOf(needle);
    for (let hits = 0; at >= 0 && hits < limits.hits; hits++) {
      const window = file.subarray(Math.max(0, at - windowBefore), at + windowBytes);
      const [found] = confirm.exec(window.toString(Buffer.isBuffer(needle) ? "utf16le" : "latin1")) ?? [];
      if (found !== undefined) seen.add(found);
      at = file.indexOf(needle, at + needle.length);
    }
  }
  return seen;
}

/** RFC 5208: SEQUENCE, INTEGER 0, SEQUENCE { OID rsaEncryption, ecPublicKey or Ed25519. */
function isDerPrivateKey(file: Buffer): boolean {
  return (
    file.length < 16_384 &&
    /^30(?:82....|81..|..)02010[01]30(?:..)06(?:092a864886f70d010101|072a8648ce3d0201|032b6570)/.test(
      file.toString("hex", 0, 32),
    )
  );
}
