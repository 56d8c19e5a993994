// Receipt: fifteen characters that a municipality reads out over the telephone after a verdict. docs/spec/receipt.md
// After GOED it is the afmeldcode, which only who holds the afmeldsleutel of the letter can make; after a refusal the stopcode, which
// needs no key and says what was found.

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { codeForms } from "./code-slips.ts";
import { checkSha256, encodeHex, encodeUtf8 } from "./decode.ts";
import { readEnvelope } from "./envelope.ts";
import { FormatError, quote } from "./error.ts";
import { codeDigits, demandCode, encodeCodeGroups, hexOfCode, readCodeGroups, type TypedCode } from "./zegelcode.ts";

/** What was looked at: 0 a disc in a drive, 1 an image file, 2 files as a machine shows them, 3 an installed program. */
export const receiptScopes = [0, 1, 2, 3] as const;
export type ReceiptScope = (typeof receiptScopes)[number];

/** Bytes of an afmeldsleutel: 60 random bits, most significant first, under four zero bits. */
export const receiptKeyBytes = 8;
/** Hex digits of `proof`: 44 bits. */
const proofDigits = 11;
/** `found` where no digest was taken: it is equal to nothing, not even to itself. */
export const nothingFound = "0".repeat(proofDigits);
const exitCodes = [0, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

/** What a receipt says. */
export interface Receipt {
  /** 0 for ECHT, else the exit code of the refusal, 20 to 29. */
  readonly exitCode: number;
  readonly scope: ReceiptScope;
  /** The first 10 bits of the record's control number, as two of its digits. */
  readonly link: string;
  /** 11 hex digits: after ECHT of receiptProof, else of foundDigits. */
  readonly proof: string;
}

/** The code of a receipt. Throws FormatError for values that no verdict has. */
export function encodeReceipt({ exitCode, scope, link, proof }: Receipt): string {
  const verdict = exitCodes.indexOf(exitCode);
  const links = [...link].map((digit) => codeDigits.indexOf(digit));
  if (verdict === -1) throw new FormatError("NUMBER", "receipt", "0 or an exit code 20 to 29", `${exitCode}`);
  if (links.length !== 2 || links.includes(-1)) throw new FormatError("CODE", "receipt", "two digits", quote(link));
  if (!/^[0-9a-f]{11}$/.test(proof)) throw new FormatError("HEX", "receipt", "11 hex digits", quote(proof));
  const head = links.reduce((bits, value) => (bits << 5) | value, (verdict << 2) | scope);
  const hex = `${head.toString(16).padStart(4, "0")}${proof}`;
  const { groups, first } = codeForms.receipt;
  return encodeCodeGroups(hex.padEnd(64, "0"), groups, first);
}

/** As readZegelcode: never throws, says by group what is wrong. */
export function readReceipt(typed: string): TypedCode {
  return readCodeGroups(typed, codeForms.receipt.groups, codeForms.receipt.first);
}

/** Throws FormatError CODE naming the wrong groups, NUMBER for a verdict that there is none of. */
export function parseReceipt(typed: string): Receipt {
  const hex = hexOfCode(demandCode(readReceipt(typed), typed, "afmeldcode"));
  const head = Number.parseInt(hex.slice(0, 4), 16);
  const exitCode = exitCodes[head >> 12];
  const scope = receiptScopes[(head >> 10) & 3];
  if (exitCode === undefined || scope === undefined)
    throw new FormatError("NUMBER", "afmeldcode", "a verdict 0 to 10", `${head >> 12}`);
  return {
    exitCode,
    scope,
    link: `${codeDigits.charAt((head >> 5) & 31)}${codeDigits.charAt(head & 31)}`,
    proof: hex.slice(4),
  };
}

/** The afmeldsleutel as a letter prints it. `key`: 8 bytes, the first four bits zero. Throws FormatError. */
export function encodeReceiptKey(key: Uint8Array): string {
  if (key.length !== receiptKeyBytes || (key[0] ?? 0) > 15)
    throw new FormatError("NUMBER", "afmeldsleutel", "60 bits in 8 bytes", `${key.length} bytes`);
  const { groups, first } = codeForms.receiptKey;
  return encodeCodeGroups(encodeHex(key).slice(1).padEnd(64, "0"), groups, first);
}

/** As readZegelcode: never throws, says by group what is wrong. */
export function readReceiptKey(typed: string): TypedCode {
  return readCodeGroups(typed, codeForms.receiptKey.groups, codeForms.receiptKey.first);
}

/** The 8 bytes of a typed afmeldsleutel. Throws FormatError CODE naming the wrong groups; the key itself stands in no error. */
export function parseReceiptKey(typed: string): Uint8Array {
  const { code } = readReceiptKey(typed);
  if (code === undefined) throw new FormatError("CODE", "afmeldsleutel", "3 groups of 5, each right", "a slip in it");
  const hex = `0${hexOfCode(code)}`;
  return Uint8Array.from({ length: receiptKeyBytes }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** After ECHT: 11 hex digits that only the holder of `key` can make. `envelope`: as printed, 0123-K. Throws FormatError. */
export function receiptProof(key: Uint8Array, envelope: string, releaseSha256: string, scope: ReceiptScope): string {
  const lines = ["zegel/receipt v1", checkEnvelope(envelope), checkSha256(releaseSha256, "receipt"), "ECHT", scope];
  return encodeHex(hmac(sha256, key, textOf(lines))).slice(0, proofDigits);
}

/** Digests of what a refused medium holds; undefined: it was not taken. */
export interface FoundDigests {
  readonly imageSha256: string | undefined;
  readonly manifestSha256: string | undefined;
  readonly sealSha256: string | undefined;
}

/** After a refusal: 11 hex digits. The same forgery gives the same wherever it is found in one scope; nothingFound where no digest was taken. */
export function foundDigits(digests: FoundDigests, scope: ReceiptScope): string {
  const all = [digests.imageSha256, digests.manifestSha256, digests.sealSha256];
  if (all.every((digest) => digest === undefined)) return nothingFound;
  const lines = ["zegel/found v1", scope, ...all.map((digest) => digest ?? "-")];
  return encodeHex(sha256(textOf(lines))).slice(0, proofDigits);
}

/** What scrypt makes a commitment of. */
export interface CommitmentParts {
  /** Of commitmentInput. */
  readonly input: Uint8Array;
  /** Of commitmentSalt. */
  readonly salt: Uint8Array;
}

/** What scrypt makes the commitment of: the proof as 6 bytes. Throws FormatError. */
export function commitmentInput(proof: string): Uint8Array {
  if (!/^[0-9a-f]{11}$/.test(proof)) throw new FormatError("HEX", "commitment", "11 hex digits", quote(proof));
  return Uint8Array.from({ length: 6 }, (_, i) => Number.parseInt(`0${proof}`.slice(2 * i, 2 * i + 2), 16));
}

/** The salt of that: envelope as printed, disc of its set from 1, scope. Throws FormatError. */
export function commitmentSalt(envelope: string, disc: number, scope: ReceiptScope): Uint8Array {
  return textOf(["zegel/receipt v1", checkEnvelope(envelope), disc, scope]);
}

/** Parameters of the scrypt of a commitment, and the bytes that come out. */
export const commitmentScrypt = { N: 2 ** 14, r: 8, p: 1, dkLen: 32 } as const;

function checkEnvelope(envelope: string): string {
  if (readEnvelope(envelope) !== envelope)
    throw new FormatError("CODE", "receipt", "an envelope number as printed, 0123-K", quote(envelope));
  return envelope;
}

function textOf(lines: readonly (string | number)[]): Uint8Array {
  return encodeUtf8(`${lines.join("\n")}\n`);
}
