// C2SP signed-note v1.0.0: text, an empty line, one line per signature. https://c2sp.org/signed-note@v1.0.0
// Here signatures are bytes; whether one holds, and whose it is, is judged in src/trust.

import { sha256 } from "@noble/hashes/sha2.js";
import {
  concatBytes,
  copyBytes,
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  equalBytes,
} from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";

/** Bytes of a whole note: a trust root with its fifty keys stays below; the seal holds several. */
export const noteLimit = 65_536;
/** Signature lines of one note. */
export const signatureLimit = 64;
/** UTF-16 units of one signature line: a post-quantum signature of 5 kB fits, as signed-note asks. */
const signatureLineLimit = 8192;

const kinds = ["release", "trust-root", "rebuild", "recall", "minutes"] as const;
/** What a note of ours can be about. */
export type NoteKind = (typeof kinds)[number];

/** The first line of such a note. */
export function typeLineOf(kind: NoteKind): string {
  return `zegel/${kind} v1`;
}

/** By its first line; undefined: another text, or another version. */
export function kindOf(text: string): NoteKind | undefined {
  return kinds.find((kind) => text.startsWith(`${typeLineOf(kind)}\n`));
}

export interface Signature {
  /** Of an unknown key: anything without Unicode blank or plus. Of a known key: what checkKeyName lets pass. */
  readonly name: string;
  /** Eight hex digits. */
  readonly keyId: string;
  /** What follows the key id: 64 bytes for Ed25519, 72 for a cosignature; other lengths belong to unknown keys. */
  readonly bytes: Uint8Array;
}

export interface Note {
  /** With its final line feed; exactly what is signed. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/**
 * A note before its first signature is its text and an empty line. Lines by keys that we would not use (other names,
 * other lengths) are kept as they are: signed-note has verifiers ignore them. Throws FormatError.
 */
export function parseNote(bytes: Uint8Array, where: string): Note {
  if (bytes.length > noteLimit) throw new FormatError("LIMIT", where, `at most ${noteLimit} bytes`, `${bytes.length}`);
  const whole = decodeUtf8(bytes, where);
  const cut = whole.lastIndexOf("\n\n");
  if (cut <= 0) throw new FormatError("TEXT", where, "a text, an empty line and signatures", quote(whole));
  if (!whole.endsWith("\n")) throw new FormatError("TEXT", where, "a line feed at the end", "none");
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole))
    throw new FormatError("TEXT", where, "no control character but line feed", "one");
  const text = whole.slice(0, cut + 1);
  const rest = whole.slice(cut + 2);
  const lines = rest === "" ? [] : rest.slice(0, -1).split("\n");
  if (lines.length > signatureLimit)
    throw new FormatError("LIMIT", where, `at most ${signatureLimit} signatures`, `${lines.length}`);
  return { text, signatures: lines.map((line, i) => parseSignature(line, `${where} signature ${i + 1}`)) };
}

function parseSignature(line: string, where: string): Signature {
  const parts = line.split(" ");
  const [dash, name = ""] = parts;
  if (line.length > signatureLineLimit)
    throw new FormatError("LIMIT", where, `at most ${signatureLineLimit} characters`, `${line.length}`);
  if (parts.length !== 3 || dash !== "—" || !/^[^\p{White_Space}+]+$/u.test(name))
    throw new FormatError("SIGNATURE_LINE", where, '"— NAME BASE64"', quote(line));
  const typed = decodeBase64(parts[2] ?? "", where);
  if (typed.length < 5)
    throw new FormatError("SIGNATURE_LINE", where, "a key id and a signature", `${typed.length} bytes`);
  return { name, keyId: encodeHex(typed.subarray(0, 4)), bytes: copyBytes(typed.subarray(4)) };
}

/** The inverse of parseNote. Throws FormatError on values that parseNote would refuse or read otherwise. */
export function encodeNote(note: Note): Uint8Array {
  const lines = note.signatures.map(
    (s) => `— ${s.name} ${encodeBase64(concatBytes(decodeHex(s.keyId, 4, "key id"), s.bytes))}\n`,
  );
  const bytes = encodeUtf8(`${note.text}\n${lines.join("")}`);
  const { text, signatures } = parseNote(bytes, "note");
  if (text !== note.text || signatures.length !== note.signatures.length)
    throw new FormatError("TEXT", "note", "a text that ends before its signatures", quote(note.text));
  return bytes;
}

/** What was given, each text once, at its first place and with the lines of all: who gives a note twice has said it once. */
export function onceEachText<T extends { readonly note: Note }>(given: readonly T[]): T[] {
  const byText = new Map<string, T>();
  for (const one of given) {
    const { text, signatures } = one.note;
    const before = byText.get(text);
    const own = before?.note.signatures ?? [];
    const more =
      before === undefined ? signatures : signatures.filter((line) => !own.some((is) => isSameLine(is, line)));
    byText.set(text, { ...(before ?? one), note: { text, signatures: [...own, ...more] } });
  }
  return [...byText.values()];
}

function isSameLine(a: Signature, b: Signature): boolean {
  return a.name === b.name && a.keyId === b.keyId && equalBytes(a.bytes, b.bytes);
}

/** SHA-256 of the text with its final LF, without signatures, in hex: what other notes refer to. */
export function textDigest(text: string): string {
  return encodeHex(sha256(encodeUtf8(text)));
}
