// The body of C2SP tlog-witness's add-checkpoint: the size that the witness saw last, the hashes that lead from that tree to this one, and
// the signed checkpoint. The same bytes go by HTTP and on a stick. docs/spec/log-folder.md, "Witnesses"

import {
  concatBytes,
  decodeDecimal,
  decodeUtf8,
  encodeBase64,
  encodeNote,
  encodeUtf8,
  FormatError,
  type Note,
  noteLimit,
  parseNote,
  quote,
} from "../../format/index.ts";
import { proofLimit } from "../../format/merkle.ts";
import { decodeHash } from "../../format/notes/log-proof.ts";

export interface WitnessRequest {
  /** Entries of the tree that the witness saw last, as whoever asks says. */
  readonly old: number;
  /** 32 bytes each. */
  readonly hashes: readonly Uint8Array[];
  /** Who signed it is not judged here, nor whether its text is a checkpoint's. */
  readonly checkpoint: Note;
}

/** Bytes of a request: a note, and 63 lines of 45 bytes before it. */
export const requestLimit = noteLimit + 4096;

/** Throws FormatError. */
export function parseWitnessRequest(bytes: Uint8Array): WitnessRequest {
  if (bytes.length > requestLimit)
    throw new FormatError("LIMIT", "request", `at most ${requestLimit} bytes`, `${bytes.length}`);
  const whole = decodeUtf8(bytes, "request");
  const cut = whole.indexOf("\n\n");
  const [old = "", ...hashes] = whole.slice(0, Math.max(0, cut)).split("\n");
  if (!old.startsWith("old ")) throw new FormatError("FIELD", "request", '"old SIZE"', quote(old));
  if (hashes.length > proofLimit)
    throw new FormatError("LIMIT", "request", `at most ${proofLimit} hashes`, `${hashes.length}`);
  return {
    old: decodeDecimal(old.slice(4), 0, Number.MAX_SAFE_INTEGER, "old size"),
    hashes: hashes.map((hash) => decodeHash(hash, "request hash")),
    checkpoint: parseNote(encodeUtf8(whole.slice(cut + 2)), "checkpoint"),
  };
}

/** The inverse of parseWitnessRequest. Throws FormatError on values that it would refuse. */
export function encodeWitnessRequest({ old, hashes, checkpoint }: WitnessRequest): Uint8Array {
  const lines = [`old ${old}`, ...hashes.map(encodeBase64), "", ""];
  const bytes = concatBytes(encodeUtf8(lines.join("\n")), encodeNote(checkpoint));
  parseWitnessRequest(bytes);
  return bytes;
}
