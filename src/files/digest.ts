// SHA-256 by Node, in hexadecimal digits: of bytes, and of a file that is too large to be held.

import { createHash } from "node:crypto";
import { readPieces } from "./bounded.ts";

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
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
  const hash = createHash("sha256");
  let size = 0;
  for (const piece of readPieces(path, limit, flags)) {
    hash.update(piece);
    size += piece.length;
    onBytes(piece.length);
  }
  return { sha256: hash.digest("hex"), size };
}
