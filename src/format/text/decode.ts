// The strict decoders: the only place where bytes become text, numbers, hashes or dates. docs/spec/README.md, "Common rules"
// Node's own are lenient (Buffer.from skips foreign characters, Number accepts " 5 " and "0x10",
// BigInt("") is 0, TextDecoder drops a BOM); every accepted value here prints back to the same bytes.

import { forbidden, latin } from "./characters.ts";
import { FormatError, quote } from "./error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }); // ignoreBOM: keep it, so that it can be refused
const encoder = new TextEncoder();

/** UTF-8 of `text`. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Strict UTF-8 without BOM. Throws FormatError UTF8. */
export function decodeUtf8(bytes: Uint8Array, where: string): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new FormatError("UTF8", where, "UTF-8", "bytes that are not");
  }
  if (text.startsWith("\ufeff")) throw new FormatError("UTF8", where, "no byte order mark", "one");
  return text;
}

/**
 * One line as every format wants it: NFC, no invisible or bidi character, no blank at either end, not empty, at most
 * `limit` characters (here and below: UTF-16 units). docs/spec/README.md, "Common rules". Throws FormatError LIMIT, TEXT.
 */
export function checkLine(line: string, where: string, limit = 1000): string {
  if (line.length > limit) throw new FormatError("LIMIT", where, `at most ${limit} characters`, `${line.length}`);
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(line)) return line; // as nearly all are: what follows is asked of the others
  if (line === "") throw new FormatError("TEXT", where, "text", "an empty line");
  if (forbidden.test(line)) throw new FormatError("TEXT", where, "no control or bidi characters", quote(line));
  if (line.normalize("NFC") !== line) throw new FormatError("TEXT", where, "Unicode form NFC", quote(line));
  if (/^\s|\s$/u.test(line)) throw new FormatError("TEXT", where, "no blank at the start or end", quote(line));
  return line;
}

/**
 * A TEXT: a line as above that people read on paper and screen. Latin letters, digits and punctuation alone, and never two
 * blanks in a row, so that no value can be set out as if it were rows of its own, struck through, or read from the right.
 * Throws FormatError LIMIT, TEXT.
 */
export function checkText(text: string, where: string, limit = 1000): string {
  checkLine(text, where, limit);
  if (!latin.test(text))
    throw new FormatError("TEXT", where, "Latin letters, digits, punctuation and plain blanks", quote(text));
  if (text.includes("  ")) throw new FormatError("TEXT", where, "never two blanks in a row", quote(text));
  return text;
}

const hexDigits = "0123456789abcdef";

/** The bytes in lower-case hex. */
export function encodeHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += `${hexDigits[byte >> 4]}${hexDigits[byte & 15]}`;
  return text;
}

/** Exactly `length` bytes from lower-case hex. Upper case is refused: one value, one spelling. Throws FormatError HEX. */
export function decodeHex(text: string, length: number, where: string): Uint8Array {
  if (text.length !== 2 * length || !/^[0-9a-f]*$/.test(text))
    throw new FormatError("HEX", where, `${2 * length} lower-case hex digits`, quote(text));
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Of each ASCII character: 0 for a lower-case hex digit, else 1. */
const otherThanHex = Uint8Array.from({ length: 128 }, (_, code) =>
  hexDigits.includes(String.fromCharCode(code)) ? 0 : 1,
);

/**
 * A SHA-256 value as 64 lower-case hex digits, returned as it stands. By a table, as a register or a manifest holds hundreds of thousands:
 * a regular expression asks of each character whether it is a digit or a letter, and takes three times as long. Throws FormatError HEX.
 */
export function checkSha256(text: string, where: string): string {
  let strange = 0;
  if (text.length === 64) for (let i = 0; i < 64; i++) strange |= otherThanHex[text.charCodeAt(i)] ?? 1;
  if (text.length !== 64 || strange !== 0) throw new FormatError("HEX", where, "64 lower-case hex digits", quote(text));
  return text;
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 with padding, RFC 4648 section 4. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += base64Digits.charAt(word >> 18) + base64Digits.charAt((word >> 12) & 63);
    text += left > 1 ? base64Digits.charAt((word >> 6) & 63) : "=";
    text += left > 2 ? base64Digits.charAt(word & 63) : "=";
  }
  return text;
}

/** Canonical base64 only: no blanks, no missing padding, no stray bits in the last digit. Throws FormatError BASE64. */
export function decodeBase64(text: string, where: string): Uint8Array {
  const bad = () => new FormatError("BASE64", where, "canonical base64", quote(text));
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw bad();
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let i = 0, o = 0; i < text.length; i += 4) {
    const digit = (k: number) => Math.max(0, base64Digits.indexOf(text.charAt(i + k)));
    const word = (digit(0) << 18) | (digit(1) << 12) | (digit(2) << 6) | digit(3);
    for (const shift of [16, 8, 0]) if (o < bytes.length) bytes[o++] = (word >> shift) & 255;
  }
  if (encodeBase64(bytes) !== text) throw bad();
  return bytes;
}

/** A decimal whole number `min..max` without sign, blank or leading zero. Throws FormatError NUMBER. */
export function decodeDecimal(text: string, min: number, max: number, where: string): number {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < min || value > max)
    throw new FormatError("NUMBER", where, `a whole number from ${min} to ${max}`, quote(text));
  return value;
}

/** A day `YYYY-MM-DD` that exists, 1980..2099 (what ISO 9660 and xorriso carry without clamping). Throws FormatError DATE. */
export function checkDay(text: string, where: string): string {
  const good = /^(19[89]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}$/.test(text);
  const time = good ? new Date(`${text}T00:00:00Z`) : undefined;
  if (time === undefined || Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== text)
    throw new FormatError("DATE", where, "a date YYYY-MM-DD from 1980 to 2099", quote(text));
  return text;
}

/** A moment of a day that is in every month of every year: a Date, which is slow, is asked about the others. */
const anyMonth =
  /^(19[89]|20[0-9])[0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/;

/** A moment `YYYY-MM-DDThh:mm:ssZ` that exists, in UTC, 1980..2099; a leap second does not. Throws FormatError DATE. */
export function checkMoment(text: string, where: string): string {
  if (anyMonth.test(text)) return text;
  const time = /^(19[89]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(text)
    ? new Date(text)
    : undefined;
  if (time === undefined || Number.isNaN(time.getTime()) || `${time.toISOString().slice(0, 19)}Z` !== text)
    throw new FormatError("DATE", where, "a moment YYYY-MM-DDThh:mm:ssZ from 1980 to 2099", quote(text));
  return text;
}

/** Order of unsigned bytes (JavaScript's own string order is by UTF-16 unit and differs). */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Byte order of the UTF-8 of two texts: by code point, which needs no encoding. */
export function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // A surrogate stands for a code point above U+FFFF: it sorts behind every other unit.
    const isHighX = x >= 0xd800 && x <= 0xdfff;
    const isHighY = y >= 0xd800 && y <= 0xdfff;
    return isHighX === isHighY ? x - y : isHighX ? 1 : -1;
  }
  return a.length - b.length;
}

/** True when both hold the same bytes. Not constant in time: nothing compared here is secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const words = Math.min(x.length, y.length);
  for (let i = 0; i < words; i++) if (x[i] !== y[i]) return false;
  for (let i = 4 * words; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** True when every byte is `value`. */
export function isFilledWith(value: number, bytes: Uint8Array): boolean {
  const words = wordsOf(bytes);
  const word = Math.imul(value, 0x0101_0101);
  for (let i = 0; i < words.length; i++) if (words[i] !== word) return false;
  for (let i = 4 * words.length; i < bytes.length; i++) if (bytes[i] !== value) return false;
  return true;
}

/** The same memory four bytes at a time, but for what is left over at its end; empty where it does not lie at a multiple of four. */
function wordsOf({ buffer, byteOffset, length }: Uint8Array): Int32Array {
  return new Int32Array(buffer, ...(byteOffset % 4 === 0 ? [byteOffset, Math.floor(length / 4)] : [0, 0]));
}

/**
 * The same bytes in memory of their own, always a plain Uint8Array. The only way in which bytes are copied whole: `slice` of a
 * Node `Buffer`, which passes for a Uint8Array everywhere, is a view of memory that its owner goes on writing to.
 */
export function copyBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** One array with the bytes of all, in order. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
