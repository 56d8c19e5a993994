// The entries of a tar. POSIX.1-2017 pax and ustar, GNU long names. Lenient where build-iso is strict: it describes.

import { type Entry, EntryFault } from "./item.ts";

const blockBytes = 512;
const extendedLimit = 65_536;

/** Throws EntryFault where the archive cannot be followed any further. */
export function* tarEntries(bytes: Uint8Array, entryLimit: number): Generator<Entry> {
  const tar = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let longName: string | undefined;
  let pax = new Map<string, string>();
  for (let at = 0; at + blockBytes <= tar.length; ) {
    const block = tar.subarray(at, at + blockBytes);
    if (block.every((byte) => byte === 0)) return;
    if (!hasGoodSum(block)) throw new EntryFault(`byte ${at} is no header of a tar`);
    const size = decimal(pax.get("size")) ?? octal(block.subarray(124, 136));
    const from = at + blockBytes;
    if (size === undefined || from + size > tar.length)
      throw new EntryFault(`the entry at byte ${at} reaches behind the end`);
    at = from + Math.ceil(size / blockBytes) * blockBytes;
    const flag = String.fromCharCode(block[156] ?? 0);
    if ("xgLK".includes(flag)) {
      if (size > extendedLimit) throw new EntryFault(`an extended header of ${size} bytes`);
      const text = tar.toString("utf8", from, from + size);
      if (flag === "x") pax = paxRecords(text);
      if (flag === "L") longName = text.replace(/\0.*$/s, "");
      continue;
    }
    const name = pax.get("path") ?? longName ?? ustarName(block);
    const time = Number(pax.get("mtime") ?? octal(block.subarray(136, 148)) ?? 0);
    yield {
      name,
      kind: kindOf(flag, name),
      target: pax.get("linkpath") ?? field(block, 157, 100),
      time: time === 0 || time === 315_532_800 ? undefined : time, // 1980-01-01: as payload.tar has it
      read: () => {
        if (size > entryLimit) throw new EntryFault(`has ${size} bytes, more than ${entryLimit}`, true);
        return tar.subarray(from, from + size);
      },
    };
    longName = undefined;
    pax = new Map();
  }
  throw new EntryFault("a tar without its end");
}

export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= blockBytes && Buffer.from(bytes.subarray(257, 262)).toString("latin1") === "ustar";
}

function kindOf(flag: string, name: string): Entry["kind"] {
  if (flag === "5") return "folder";
  if (flag === "1" || flag === "2") return "link";
  if (flag !== "0" && flag !== "\0") return "other";
  return name.endsWith("/") ? "folder" : "file";
}

function ustarName(block: Buffer): string {
  const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? field(block, 345, 155) : "";
  return prefix === "" ? field(block, 0, 100) : `${prefix}/${field(block, 0, 100)}`;
}

function field(block: Buffer, at: number, length: number): string {
  return block.toString("utf8", at, at + length).replace(/\0.*$/s, "");
}

function octal(bytes: Uint8Array): number | undefined {
  const [, digits] = /^ *([0-7]+)[\0 ]*$/.exec(Buffer.from(bytes).toString("latin1")) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Records that are whole; the rest says nothing. */
function paxRecords(text: string): Map<string, string> {
  const records = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, key, value] = /^\d+ ([^=]+)=(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) records.set(key, value);
  }
  return records;
}

function hasGoodSum(block: Buffer): boolean {
  let sum = 0;
  for (const [i, byte] of block.entries()) sum += i >= 148 && i < 156 ? 32 : byte;
  return octal(block.subarray(148, 156)) === sum;
}
