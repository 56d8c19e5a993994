// Archives made byte by byte, so that anything can be wrong with them.

import { crc32, gzipSync } from "node:zlib";

export interface Packed {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Seconds since 1970; undefined: the date that says nothing. */
  readonly time?: number;
  readonly flag?: string;
  readonly flags?: number;
  readonly method?: number;
  /** In place of the true ones. */
  readonly packed?: Uint8Array;
  readonly size?: number;
}

const noTime = 315_532_800; // 1980-01-01

/** Stored unless told otherwise. */
export function zipOf(files: readonly Packed[]): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content, time = noTime, flags = 0, method = 0, packed, size } of files) {
    const bytes = Buffer.from(content);
    const data = Buffer.from(packed ?? bytes);
    const rawName = Buffer.from(name);
    const date = new Date(time * 1000);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt16LE((date.getUTCHours() << 11) | (date.getUTCMinutes() << 5), 6);
    shared.writeUInt16LE(
      ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
      8,
    );
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(size ?? bytes.length, 18);
    shared.writeUInt16LE(rawName.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    locals.push(Buffer.from("PK\x03\x04"), shared, rawName, data);
    directory.push(Buffer.from("PK\x01\x02\x14\x03"), shared, place, rawName);
    offset += 30 + rawName.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

export function tarOf(files: readonly Packed[]): Buffer {
  const blocks: Buffer[] = [];
  for (const { name, content, time = noTime, flag = "0" } of files) {
    const bytes = Buffer.from(content);
    const block = Buffer.alloc(512);
    block.write(name, 0, 100);
    block.write("0000644\x000000000\x000000000\0", 100);
    block.write(`${bytes.length.toString(8).padStart(11, "0")}\0${time.toString(8).padStart(11, "0")}\0`, 124);
    block.write(`        ${flag}`, 148);
    block.write("ustar\x0000", 257);
    const sum = block.reduce((all, byte) => all + byte, 0);
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    blocks.push(block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

export function gzipAt(content: string | Uint8Array, time: number): Buffer {
  const gzip = gzipSync(content);
  gzip.writeUInt32LE(time, 4);
  return gzip;
}

/** The headers of a 64-bit program, and where it is signed something where the signature would be. */
export function portableExecutable(isSigned: boolean): Buffer {
  const file = Buffer.alloc(1024);
  file.write("MZ");
  file.writeUInt32LE(128, 60);
  file.write("PE", 128);
  file.writeUInt16LE(0x20b, 152);
  file.writeUInt32LE(16, 152 + 108);
  if (!isSigned) return file;
  file.writeUInt32LE(512, 152 + 112 + 32);
  file.writeUInt32LE(256, 152 + 112 + 36);
  return file;
}
