// Proof that a text stands in a transparency log: C2SP tlog-proof over tlog-checkpoint v1.0.0. docs/spec/log-proof.md

import type { TreeHead } from "../merkle.ts";
import { decodeBase64, decodeDecimal, decodeUtf8, encodeBase64, encodeUtf8, equalBytes } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { encodeNote, type Note, noteLimit, parseNote } from "./note.ts";
import { checkOrigin } from "./trust-root.ts";

export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

/** The first line of a proof. */
const typeLine = "c2sp.org/tlog-proof@v1";

export interface LogProof {
  readonly index: number;
  /** 32 bytes each, at most 53: a tree has fewer than 2^53 leaves here. */
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: Note;
}

/** Text of a checkpoint, without extension lines: nothing of ours writes them. `least` size: 0 for a log, 1 in a proof. Throws FormatError. */
export function parseCheckpoint(text: string, least: 0 | 1 = 1): Checkpoint {
  const [origin = "", size = "", hash = "", end, more] = text.split("\n");
  if (end !== "" || more !== undefined) throw new FormatError("FIELD", "checkpoint", "three lines", quote(text));
  return {
    origin: checkOrigin(origin, "checkpoint"),
    size: decodeDecimal(size, least, Number.MAX_SAFE_INTEGER, "checkpoint size"),
    rootHash: decodeHash(hash, "checkpoint root hash"),
  };
}

/** By its beginning. Whether it parses is another question. */
export function isLogProof(bytes: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, typeLine.length), encodeUtf8(typeLine));
}

/** A file, or the bytes of a `log-proof` section of a seal. `where` is for messages. Throws FormatError. */
export function parseLogProof(bytes: Uint8Array, where = "log proof"): LogProof {
  if (bytes.length > noteLimit) throw new FormatError("LIMIT", where, `at most ${noteLimit} bytes`, `${bytes.length}`);
  const whole = decodeUtf8(bytes, where);
  const cut = whole.indexOf("\n\n");
  const [first, index = "", ...hashes] = whole.slice(0, Math.max(0, cut)).split("\n");
  if (first !== typeLine) throw new FormatError("TYPE_LINE", where, typeLine, quote(first ?? ""));
  if (!index.startsWith("index ")) throw new FormatError("FIELD", where, '"index N"', quote(index));
  if (hashes.length > 53) throw new FormatError("LIMIT", where, "at most 53 hashes", `${hashes.length}`);
  const checkpoint = parseNote(encodeUtf8(whole.slice(cut + 2)), `${where} checkpoint`);
  const { size } = parseCheckpoint(checkpoint.text);
  return {
    index: decodeDecimal(index.slice(6), 0, size - 1, `${where} index`),
    hashes: hashes.map((hash) => decodeHash(hash, `${where} hash`)),
    checkpoint,
  };
}

/** A hash of a tree as C2SP writes it. Throws FormatError. */
export function decodeHash(text: string, where: string): Uint8Array {
  const hash = decodeBase64(text, where);
  if (hash.length !== 32) throw new FormatError("FIELD", where, "32 bytes", `${hash.length}`);
  return hash;
}

/** The inverse of parseLogProof. Throws FormatError on values that parseLogProof would refuse. */
export function encodeLogProof(proof: LogProof): Uint8Array {
  const lines = [typeLine, `index ${proof.index}`, ...proof.hashes.map(encodeBase64), "", ""];
  const bytes = encodeUtf8(lines.join("\n") + decodeUtf8(encodeNote(proof.checkpoint), "checkpoint"));
  parseLogProof(bytes);
  return bytes;
}
