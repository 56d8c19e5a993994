// SHA-256 by Node, in hexadecimal digits: of bytes or the UTF-8 of a text, and of a file that is too large to be held.

import { createHash, hash } from "node:crypto";
import { readPieces } from "./bounded.ts";

export function sha256Of(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

export interface FileDigest {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

interface DigestOptions {
  /** As `readPieces` takes them. */
  readonly limit?: number;
  readonly flags?: number;
  /** Gets the bytes of each piece that was read. */
  readonly onBytes?: (bytes: number) => void;
}

/** Of the regular file `path`, read once. Throws FileError. */
export function digestFile(path: string, { limit, flags, onBytes = () => {} }: DigestOptions = {}): FileDigest {
  const digest = createHash("sha256");
  let size = 0;
  for (const piece of readPieces(path, limit, flags)) {
    digest.update(piece);
    size += piece.length;
    onBytes(piece.length);
  }
  return { sha256: digest.digest("hex"), size };
}
