// A public key on the screen.

import { encodeHashGroups, encodeVKey, type VKey } from "../../format/index.ts";
import { fingerprintOf, minisignKey } from "../../sign/index.ts";

/** A public key in every form that a person compares. */
export function keyInWords(vkey: VKey): string {
  return (
    `name:        ${vkey.name}\n` +
    `vkey:        ${encodeVKey(vkey)}\n` +
    `raw key:     ${vkey.raw}\n` +
    `fingerprint: ${encodeHashGroups(fingerprintOf(vkey))}\n` +
    `minisign:    ${minisignKey(vkey)}\n`
  );
}
