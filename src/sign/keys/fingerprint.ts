// A key's fingerprint: SHA-256 of its 32 raw bytes. docs/spec/key-file.md
// Of the bytes alone, not of the name: the same key under another name shows the same fingerprint.

import { sha256Of } from "../../files/digest.ts";
import { decodeHex, type VKey } from "../../format/index.ts";

/** 64 lower-case hex digits. */
export function fingerprintOf(vkey: VKey): string {
  return sha256Of(decodeHex(vkey.raw, 32, "raw key"));
}
