// Changes to a disc image that know what they change.

import { sectorBytes } from "../../src/iso9660/index.ts";
import type { Op } from "./input.ts";
import type { Field, FieldKind, IsoMap } from "./iso-fields.ts";
import { havoc } from "./mutate-bytes.ts";
import type { Random } from "./random.ts";

const signatures = [..."SP CE ER PX TF NM SL CL PL RE PN SF ZF ST RR ES AL AA XX".split(" ")];
const names = [
  "..",
  ".",
  "/",
  "a/b",
  "a\\b",
  "\u0000",
  "a\u0000b",
  ";1",
  "NUL",
  "CON",
  "ZEGEL",
  "zegel",
  "SEAL",
  "\u0301",
];
const words = [
  ..."CD001 CDROM BEA01 NSR02 NSR03 TEA01 BOOT2 CDW02".split(" "),
  "EL TORITO SPECIFICATION",
  "%/@",
  "%/C",
];

type Mutation = (map: IsoMap, image: Uint8Array, random: Random, seeds: readonly string[]) => Op[];

/** One change, of one or more ops. `map` is of the seed: most of it still holds when more changes came before. */
export function mutateIso(map: IsoMap, image: Uint8Array, random: Random, seeds: readonly string[]): Op[] {
  return random.pick(mutations)(map, image, random, seeds);
}

const mutations: readonly Mutation[] = [
  changeNumber,
  changeNumber,
  changeNumber,
  changeAlike,
  changeAlike,
  changeText,
  changeText,
  changeRecords,
  changeRecords,
  changeEntry,
  changeEntry,
  changeContinuation,
  changeSectors,
  changeSize,
  (map, image, random, seeds) => {
    const { at, length } = random.pick(map.places);
    return havoc(image, random, seeds, at, Math.min(length, image.length - at));
  },
];

function changeNumber(map: IsoMap, image: Uint8Array, random: Random): Op[] {
  const field = random.pick(map.fields.filter(({ kind }) => kind !== "text"));
  return [write(field, newValue(map, field, readField(field, image), random), random)];
}

/** The same number wherever it stands in this meaning: both trees and both path tables then still agree. */
function changeAlike(map: IsoMap, image: Uint8Array, random: Random): Op[] {
  const field = random.pick(map.fields.filter(({ kind }) => kind !== "text"));
  const old = readField(field, image);
  const value = newValue(map, field, old, random);
  return map.fields
    .filter(({ what, kind }) => what === field.what && kind !== "text")
    .filter((other) => readField(other, image) === old)
    .slice(0, 40)
    .map((other) => ["set", other.at, encode(other.kind, value)] as const);
}

function newValue(map: IsoMap, field: Field, old: number, random: Random): number {
  const near = [old - 1, old + 1, old ^ (1 << random.below(31)), old * 2, 0, 1, 2];
  const edges = [16, 18, 19, 33, 34, 127, 128, 254, 255, 65_535, 0x7fff_ffff, 0xffff_ffff, 2047, 2048, 4096];
  const volume = [map.sectors - 1, map.sectors, map.sectors + 1, random.below(map.sectors), random.pick(map.structure)];
  return Math.max(0, random.pick([near, near, edges, volume, volume])[random.below(5)] ?? field.at);
}

function write(field: Field, value: number, random: Random): Op {
  const bytes = encode(field.kind, value);
  const half = bytes.length / 2;
  if (!field.kind.startsWith("both") || !random.once(4)) return ["set", field.at, bytes];
  return random.once(2) ? ["set", field.at, bytes.slice(0, half)] : ["set", field.at + half, bytes.slice(half)];
}

function encode(kind: FieldKind, value: number): Uint8Array {
  const little = (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
  const big = (bytes: number) => little(bytes).reverse();
  const width = kind === "byte" ? 1 : kind.endsWith("16") ? 2 : 4;
  if (kind.startsWith("both")) return Uint8Array.of(...little(width), ...big(width));
  return kind.startsWith("big") ? big(width) : little(width);
}

function readField({ kind, at }: Field, image: Uint8Array): number {
  const bytes = [...image.subarray(at, at + (kind === "byte" ? 1 : kind.endsWith("16") ? 2 : 4))];
  return (kind.startsWith("big") ? bytes : bytes.reverse()).reduce((sum, byte) => sum * 256 + byte, 0);
}

function changeText(map: IsoMap, image: Uint8Array, random: Random): Op[] {
  const field = random.pick(map.fields.filter(({ kind }) => kind === "text"));
  const word = random.pick([names, names, words]);
  const isWide = image[field.at] === 0 && field.length > 1; // Joliet
  const bytes = Buffer.from(random.pick(word), isWide ? "utf16le" : "utf8");
  if (isWide) bytes.swap16();
  const at = random.once(2) ? field.at : field.at + random.below(field.length);
  return random.once(3)
    ? [["set", at, Uint8Array.of(random.pick([0, 9, 32, 42, 46, 47, 59, 65, 92, 97, 127, 195, 255]))]]
    : [["set", at, Uint8Array.from(bytes.subarray(0, Math.max(1, field.at + field.length - at)))]];
}

/** Records and entries of path tables: exchanged, doubled, taken out so that the rest moves up, or put behind the last. */
function changeRecords(map: IsoMap, _image: Uint8Array, random: Random): Op[] {
  const [one, other] = [random.pick(map.records), random.pick(map.records)];
  const end = (Math.floor(one.at / sectorBytes) + 1) * sectorBytes;
  switch (random.below(5)) {
    case 0:
      return [["swap", one.at, other.at, Math.min(one.length, other.length)]];
    case 1:
      return [["copy", other.at, one.at, Math.min(other.length, end - one.at)]];
    case 2: // out
      return [
        ["copy", one.at + one.length, one.at, end - one.at - one.length],
        ["set", end - one.length, new Uint8Array(one.length)],
      ];
    case 3: // in, before `one`
      return [
        ["copy", one.at, one.at + other.length, Math.max(0, end - one.at - other.length)],
        ["copy", other.at, one.at, Math.min(other.length, end - one.at)],
      ];
    default:
      return [["set", one.at, new Uint8Array(one.length)]];
  }
}

function changeEntry(map: IsoMap, image: Uint8Array, random: Random): Op[] {
  const [one, other] = [random.pick(map.entries), random.pick(map.entries)];
  const signature = new TextEncoder().encode(random.pick(signatures));
  switch (random.below(5)) {
    case 0:
      return [["set", one.at, signature]];
    case 1:
      return [["swap", one.at, other.at, Math.min(one.length, other.length)]];
    case 2:
      return [["copy", other.at, one.at, other.length]];
    case 3: // one entry becomes two
      return [
        ["set", one.at + 2, Uint8Array.of(4, 1)],
        ["set", one.at + 4, Uint8Array.of(...signature, Math.max(0, one.length - 4), 1)],
      ];
    default:
      return [["set", one.at + 2, Uint8Array.of((image[one.at + 2] ?? 0) + random.between(-4, 4), random.below(3))]];
  }
}

/** CE (SUSP-112 5.1): one more of them, pointing to itself, to another area, to a record, out of the volume. */
function changeContinuation(map: IsoMap, _image: Uint8Array, random: Random): Op[] {
  const entry = random.pick(map.entries);
  const target = random.pick([...map.entries, ...map.records]);
  const at = random.once(3) ? entry.at : target.at;
  const sector = random.once(6) ? random.pick([0, 15, map.sectors, 0xffff_ffff]) : Math.floor(at / sectorBytes);
  const length = random.pick([target.length, 28, 56, 4, 3, 0, 2048, 4096, 0xffff_ffff]);
  const parts = [sector, at % sectorBytes, length].map((value) => encode("both32", value));
  return [["set", entry.at, Uint8Array.of(0x43, 0x45, 28, 1, ...parts.flatMap((part) => [...part]))]];
}

function changeSectors(map: IsoMap, _image: Uint8Array, random: Random): Op[] {
  const place = () => (random.once(3) ? random.below(map.sectors) : random.pick(map.structure)) * sectorBytes;
  const length = random.pick([1, 1, 1, 2, 3, 8]) * sectorBytes;
  switch (random.below(6)) {
    case 0:
      return [["swap", place(), place(), length]];
    case 1:
      return [["set", place(), new Uint8Array(32)]];
    case 2:
      return [["noise", place() + random.below(2000), random.between(1, 64), random.next()]];
    case 3:
      return [["repeat", place(), place(), length]];
    case 4:
      return [["delete", place(), length]];
    default:
      return [["copy", place(), place(), length]];
  }
}

/** Cut off or continued; now and then the descriptors go along with it. */
function changeSize(map: IsoMap, image: Uint8Array, random: Random): Op[] {
  const sectors = random.pick([
    ...[map.sectors - 1, map.sectors + 1, map.sectors - 150, map.sectors - 151, map.sectors + 300, map.sectors + 301],
    ...[0, 15, 16, 17, 19, random.below(map.sectors), random.pick(map.structure), random.pick(map.structure) + 1],
  ]);
  const size: Op = ["size", sectors * sectorBytes + (random.once(5) ? random.below(sectorBytes) : 0)];
  if (random.once(2)) return [size];
  const fields = map.fields.filter(({ what, at }) => what === "volume" && at < image.length);
  return [...fields.map(({ at, kind }): Op => ["set", at, encode(kind, sectors)]), size];
}
