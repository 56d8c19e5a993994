// Changes to tar and zip archives that know their headers.

import type { Op } from "./input.ts";
import { havoc } from "./mutate-bytes.ts";
import type { Random } from "./random.ts";

const block = 512;
const names = [
  "..",
  "/",
  "/etc/x",
  "a\\b",
  "../x",
  "./x",
  "NUL",
  "ZEGEL/SEAL",
  "a/",
  "\u0301",
  "\u0000",
  "x".repeat(120),
];

/** POSIX pax, "ustar Interchange Format": name, mode, size, checksum, type, link, magic, version, device, prefix. */
const tarFields = [
  ...([
    [0, 100],
    [100, 8],
    [124, 12],
    [148, 8],
    [156, 1],
    [157, 100],
    [257, 6],
    [263, 2],
    [329, 8],
    [345, 155],
  ] as const),
];
const sizes = [
  "00000000000\0",
  "77777777777\0",
  "00000001000 ",
  "           1",
  "-0000000001\0",
  "\u0080\0\0\0\0\0\0\0\0\0\u0002\0",
];
const types = [..."0123456789xgLKSMVDNA", "\0"];
const pax = ["12 path=a/b\n", "15 path=../x/y\n", "9 size=9\n", "11 size=9e9\n", "8 path=\n", "20 GNU.sparse.map=1\n"];

export function mutateTar(bytes: Uint8Array, random: Random, seeds: readonly string[]): Op[] {
  const at = block * random.below(Math.ceil(bytes.length / block));
  const [offset, length] = random.pick(tarFields);
  const sum: Op[] = random.once(8) ? [] : [["tarsum", at]];
  switch (random.below(10)) {
    case 0:
    case 1: // an extended header keeps its form when its text changes
      return [["set", at + offset, latin1(random.pick(offset === 124 ? sizes : names), length)], ...sum];
    case 2:
    case 3:
      return [["set", at + 156, latin1(random.pick(types), 1)], ...sum];
    case 4:
      return [["set", at + 124, latin1(random.pick(sizes), 12)], ...sum];
    case 5:
      return [["set", at + offset + random.below(length), random.bytes(1)], ...sum];
    case 6:
      return [["repeat", at, block * random.below(bytes.length / block), block * random.between(1, 3)]];
    case 7:
      return [["delete", at, block * random.between(1, 3)]];
    case 8:
      return [["set", at, latin1(random.pick(pax), block)]];
    default:
      return havoc(bytes, random, seeds);
  }
}

/** APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16: offsets and widths of the numbers behind each signature. */
const zipFields: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  1027: [
    [4, 2],
    [6, 2],
    [8, 2],
    [14, 4],
    [18, 4],
    [22, 4],
    [26, 2],
    [28, 2],
  ],
  513: [
    [4, 2],
    [8, 2],
    [10, 2],
    [16, 4],
    [20, 4],
    [24, 4],
    [28, 2],
    [30, 2],
    [32, 2],
    [34, 2],
    [38, 4],
    [42, 4],
  ],
  1541: [
    [4, 2],
    [6, 2],
    [8, 2],
    [10, 2],
    [12, 4],
    [16, 4],
    [20, 2],
  ],
};
const numbers = [0, 1, 2, 8, 9, 14, 99, 255, 0x800, 0x801, 0xffff, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff];

export function mutateZip(bytes: Uint8Array, random: Random, seeds: readonly string[]): Op[] {
  const headers = headersOf(bytes);
  if (headers.length === 0 || random.once(4)) return havoc(bytes, random, seeds);
  const [at, signature] = random.pick(headers);
  const [other] = random.pick(headers);
  const [offset, width] = random.pick(zipFields[signature] ?? [[4, 2]]);
  const old = [...bytes.subarray(at + offset, at + offset + width)]
    .reverse()
    .reduce((sum, byte) => sum * 256 + byte, 0);
  const value = random.pick([...numbers, old + 1, Math.max(0, old - 1), bytes.length, other]);
  const set = Uint8Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i));
  switch (random.below(8)) {
    case 0:
      return [["set", at + (signature === 0x0403 ? 30 : 46), latin1(random.pick(names), random.between(1, 6))]];
    case 3: // in both headers of an entry alike: what is judged behind their comparison
    case 4:
      return inBoth(bytes, at, signature, random, set);
    case 1:
      return [["repeat", at, other, random.between(30, 120)]];
    case 2:
      return [["swap", at, other, 46]];
    default:
      return [["set", at + offset, set]];
  }
}

/** Of a record of the directory: name, flags, method or attributes, and the same in the local header. */
function inBoth(bytes: Uint8Array, at: number, signature: number, random: Random, set: Uint8Array): Op[] {
  if (signature !== 0x0201) return [["set", at, set]];
  const number = (from: number, width: number) =>
    Array.from(bytes.subarray(at + from, at + from + width)).reduceRight((sum, byte) => sum * 256 + byte, 0);
  const local = number(42, 4);
  const name = latin1(random.pick(names), number(28, 2));
  const two = set.slice(0, 2);
  return random.pick<Op[]>([
    [
      ["set", at + 46, name],
      ["set", local + 30, name],
    ],
    [
      ["set", at + 8, two],
      ["set", local + 6, two],
    ],
    [
      ["set", at + 10, two],
      ["set", local + 8, two],
    ],
    [["set", at + 38, random.bytes(4)]],
  ]);
}

/** Position and kind of everything that begins with "PK" and one of the three kinds. */
function headersOf(bytes: Uint8Array): [number, number][] {
  const headers: [number, number][] = [];
  for (let at = bytes.indexOf(0x50); at !== -1 && headers.length < 200; at = bytes.indexOf(0x50, at + 1)) {
    const signature = (bytes[at + 2] ?? 0) + 256 * (bytes[at + 3] ?? 0);
    if (bytes[at + 1] === 0x4b && zipFields[signature] !== undefined) headers.push([at, signature]);
  }
  return headers;
}

function latin1(text: string, length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1").subarray(0, length));
}
