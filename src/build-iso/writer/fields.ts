// Numbers, texts and dates as an image holds them. docs/spec/image.md, "Notation"

import { encodeUtf8, sectorSize } from "../../format/index.ts";

/** The least number of sectors that hold `bytes` bytes. */
export function sectorsOf(bytes: number): number {
  return Math.ceil(bytes / sectorSize);
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** B16: little-endian, then big-endian. */
export function putBoth16(view: DataView, at: number, value: number): void {
  view.setUint16(at, value, true);
  view.setUint16(at + 2, value, false);
}

/** B32: little-endian, then big-endian. */
export function putBoth32(view: DataView, at: number, value: number): void {
  view.setUint32(at, value, true);
  view.setUint32(at + 4, value, false);
}

/** Bytes of a name in UTF-8, without the bytes themselves where a name has one for each character. */
export function utf8Bytes(name: string): number {
  return /^[\0-\x7f]*$/.test(name) ? name.length : encodeUtf8(name).length;
}

/** UCS-2 big-endian. `text`: no character above U+FFFF, as docs/spec/manifest.md allows none in a name. */
export function encodeUcs2(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = viewOf(bytes);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), false);
  return bytes;
}

/** D7, a date as a directory record holds it (ECMA-119 9.1.5). `date`: `YYYY-MM-DDThh:mm:ssZ`. */
export function recordDate(date: string): Uint8Array {
  const [year = 0, ...rest] = date.split(/\D/, 6).map(Number);
  return Uint8Array.of(year - 1900, ...rest, 0);
}

/** D17, a date as a descriptor holds it (ECMA-119 8.4.26.1). `date`: `YYYY-MM-DDThh:mm:ssZ`. */
export function descriptorDate(date: string): Uint8Array {
  return encodeUtf8(`${date.replace(/\D/g, "")}00\0`);
}
