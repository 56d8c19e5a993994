// SHA-256 in hex by the platform: an audit digests every entry of a log.

import { hash } from "node:crypto";

/** Of bytes, or of the UTF-8 of a text. */
export function hexOf(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}
