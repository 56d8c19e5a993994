// Archives byte by byte, so that a test can break exactly one thing.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../tools.ts";

export interface TarPart {
  readonly name: string | Uint8Array;
  /** Type flag; "0" is a file. */
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly linkName?: string;
  /** As written in the header; else that of the body. */
  readonly size?: string;
  readonly magic?: string;
  readonly checksum?: string;
}

/** One header with its body. */
export function tarPart(part: TarPart): Buffer {
  const body = Buffer.from(part.body ?? "");
  const block = Buffer.alloc(512);
  Buffer.from(part.name).copy(block, 0, 0, 100);
  block.write("0000644\x000000000\x000000000\0", 100, "latin1");
  block.write(part.size ?? `${body.length.toString(8).padStart(11, "0")} `, 124, 12, "latin1");
  block.write("00000000000\0", 136, "latin1");
  block.write("        ", 148, "latin1");
  block.write(part.type ?? "0", 156, "latin1");
  block.write(part.linkName ?? "", 157, 100, "utf8");
  block.write(part.magic ?? "ustar\x0000", 257, "latin1");
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(part.checksum ?? `${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([block, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

/** A pax record with its length. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return `${length} ${key}=${value}\n`;
}

/** An archive file of these parts, with its two blocks of zeros unless told otherwise. */
export function tarFile(parts: readonly (TarPart | Buffer)[], end = Buffer.alloc(1024), name = "p.tar"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, Buffer.concat([...parts.map((part) => (Buffer.isBuffer(part) ? part : tarPart(part))), end]));
  return path;
}

export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly body?: string | Uint8Array;
  /** Unix mode. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Unpacked, in the directory and in the local header; else that of the body. */
  readonly size?: number;
  readonly crc?: number;
  readonly localName?: string;
  readonly extra?: Buffer;
}

/** A zip of stored entries in a new file. */
export function zipFile(parts: readonly ZipPart[]): string {
  const path = join(temporaryFolder(), "p.zip");
  writeFileSync(path, zipBytes(parts));
  return path;
}

/** A zip of stored entries. */
export function zipBytes(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const body = Buffer.from(part.body ?? "");
    const size = part.size ?? body.length;
    const crc = part.crc ?? crc32(body);
    const name = Buffer.from(part.name);
    const localName = Buffer.from(part.localName ?? part.name);
    const extra = part.extra ?? Buffer.alloc(0);
    const shared = (nameLength: number, extraLength: number) => {
      const bytes = Buffer.alloc(26);
      bytes.writeUInt16LE(20, 0);
      bytes.writeUInt16LE(part.flags ?? 0x800, 2);
      bytes.writeUInt16LE(part.method ?? 0, 4);
      bytes.writeUInt32LE(crc, 10);
      bytes.writeUInt32LE(body.length, 14);
      bytes.writeUInt32LE(size, 18);
      bytes.writeUInt16LE(nameLength, 22);
      bytes.writeUInt16LE(extraLength, 24);
      return bytes;
    };
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared(localName.length, 0), localName, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(at, 10);
    const made = Buffer.from([20, 3]);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02"), made, shared(name.length, extra.length), tail, name, extra]),
    );
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
