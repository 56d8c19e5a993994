// A field of a structure: its name in the standard, where it stands, and how a person reads it.

import { encodeHex } from "../../format/index.ts";
import type { CauseId } from "./cause.ts";

export type Form =
  | "number"
  | "both16"
  | "both32"
  | "little16"
  | "little32"
  | "big16"
  | "big32"
  | "text"
  | "ucs2"
  | "short-date"
  | "long-date"
  | "mode"
  | "hex";

export interface Field {
  /** Unique within its item: what it is compared by. */
  readonly key: string;
  /** As the standard calls it. */
  readonly name: string;
  /** Standard and section. */
  readonly section: string;
  /** What it is likely about when it differs. */
  readonly cause: CauseId;
  readonly form: Form;
  /** Offsets in the bytes of the area. */
  readonly from: number;
  readonly to: number;
}

/** A part of an area that is found again in the other image by its key: a record, an entry, a descriptor, a filling. */
export interface Item {
  readonly key: string;
  /** The file or folder it is about, or what it is. */
  readonly where: string;
  readonly from: number;
  readonly to: number;
  readonly fields: () => readonly Field[];
}

const shownBytes = 24;
const utf8 = new TextDecoder("utf-8");

/** The value in words, of at most some hundred characters. */
export function showField(form: Form, bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shown = decoders[form](bytes, view);
  return shown ?? showHex(bytes);
}

export function showHex(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte === 0))
    return bytes.length === 0 ? "" : bytes.length === 1 ? "0x00" : `${bytes.length} zero bytes`;
  const hex = `0x${encodeHex(bytes.subarray(0, shownBytes))}`;
  return bytes.length > shownBytes ? `${hex}… (${bytes.length} bytes)` : hex;
}

type Decoder = (bytes: Uint8Array, view: DataView) => string | undefined;

/** Undefined: it is not of this form. */
const decoders: Readonly<Record<Form, Decoder>> = {
  number: (bytes) => (bytes.length === 1 ? `${bytes[0]}` : undefined),
  both16: (bytes, view) => (bytes.length === 4 ? both(view.getUint16(0, true), view.getUint16(2, false)) : undefined),
  both32: (bytes, view) => (bytes.length === 8 ? both(view.getUint32(0, true), view.getUint32(4, false)) : undefined),
  little16: (bytes, view) => (bytes.length === 2 ? `${view.getUint16(0, true)}` : undefined),
  little32: (bytes, view) => (bytes.length === 4 ? `${view.getUint32(0, true)}` : undefined),
  big16: (bytes, view) => (bytes.length === 2 ? `${view.getUint16(0, false)}` : undefined),
  big32: (bytes, view) => (bytes.length === 4 ? `${view.getUint32(0, false)}` : undefined),
  text: (bytes) => showText(utf8.decode(bytes)),
  ucs2: (bytes, view) => {
    if (bytes.length % 2 === 1 && bytes.at(-1) !== 0) return undefined;
    const units = Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => view.getUint16(2 * i, false));
    return showText(String.fromCharCode(...units));
  },
  "short-date": (bytes) => {
    const date = shortDateOf(bytes);
    return date === undefined ? undefined : showDate(date);
  },
  "long-date": (bytes) => {
    const date = longDateOf(bytes);
    if (date !== undefined) return showDate(date);
    return /^0{16}$/.test(String.fromCharCode(...bytes.subarray(0, 16))) && bytes[16] === 0 ? "not given" : undefined;
  },
  mode: (bytes, view) => {
    if (bytes.length !== 8) return undefined;
    const [little, big] = [view.getUint32(0, true), view.getUint32(4, false)];
    return little === big ? `0${little.toString(8)}` : both(little, big);
  },
  hex: showHex,
};

function both(little: number, big: number): string {
  return little === big ? `${little}` : `${little} little-endian, ${big} big-endian`;
}

/** Texts are at most 255 bytes; what is not printable is not text. */
function showText(text: string): string | undefined {
  return /^[\u0020-\u007e\u00a0-\u024f\u1e00-\u1eff]*$/u.test(text) ? JSON.stringify(text.trimEnd()) : undefined;
}

export interface RecordedDate {
  /** Milliseconds since 1970 of the digits as they stand, taken for UTC. */
  readonly local: number;
  /** Offset from Greenwich in quarters of an hour. */
  readonly offset: number;
}

/** ECMA-119 9.1.5. */
export function shortDateOf(bytes: Uint8Array): RecordedDate | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0] = bytes;
  return bytes.length === 7 ? dateOf([1900 + year, month, day, hour, minute, second], offset) : undefined;
}

/** ECMA-119 8.4.26.1. */
export function longDateOf(bytes: Uint8Array): RecordedDate | undefined {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d\d$/.exec(String.fromCharCode(...bytes.subarray(0, 16)));
  return digits === null || bytes.length !== 17 ? undefined : dateOf(digits.slice(1).map(Number), bytes[16] ?? 0);
}

/** `digits`: year, month from 1, day, hour, minute, second. `offset`: the byte that both forms end with, of two's complement. */
function dateOf(digits: readonly number[], offset: number): RecordedDate | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal = year >= 1900 && new Date(local).getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60;
  return isReal ? { local, offset: (offset << 24) >> 24 } : undefined;
}

function showDate({ local, offset }: RecordedDate): string {
  const minutes = Math.abs(offset) * 15;
  const zone = `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return `${new Date(local).toISOString().slice(0, 19).replace("T", " ")}${offset === 0 ? " UTC" : ` ${zone}`}`;
}

const pad = (number: number) => String(number).padStart(2, "0");
