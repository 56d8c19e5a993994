// One attack, one finding: byte patches of a clean image. The names in brackets are those of the first experiments.

import { describe, expect, test } from "vitest";
import { type FindingCode, findingCodes, type Volume } from "../../src/iso9660/index.ts";
import { has } from "../tools.ts";
import { codesOf, makeImage, read } from "./image.ts";
import { Patch } from "./patch.ts";
import { longName, tinyContent } from "./tiny.ts";

interface Attack {
  readonly name: string;
  readonly code: FindingCode;
  /** The path that the finding names, where it names one. */
  readonly path?: string;
  readonly change: (patch: Patch) => void;
}

const file = "map/groot.bin";
const continued = `map/diep/${longName}`;
const flagsAt = 25;
const bothTrees = (patch: Patch, path: string, change: (record: number) => void) => void patch.inBoth(path, change);
const swap16 = (patch: Patch, from: number, to: number) =>
  patch.image.set(patch.image.slice(patch.sector(from), patch.sector(from + 1)), patch.sector(to));

/** Moves the terminator to sector 19 would overwrite the root: these attacks give up the Joliet tree instead. */
const descriptorAttacks: Attack[] = [
  { name: "primary label alone", code: "DESCRIPTOR_TEXT", change: (p) => p.setText(p.sector(16) + 40, "OTHER!") },
  {
    name: "a control character in the publisher",
    code: "DESCRIPTOR_TEXT",
    change: (p) => p.set8(p.sector(16) + 320, 7),
  },
  { name: "a system identifier", code: "DESCRIPTOR_TEXT", change: (p) => p.setText(p.sector(16) + 8, "LINUX") },
  { name: "a volume set of two discs", code: "DESCRIPTOR_FIELD", change: (p) => p.both16(p.sector(16) + 120, 2) },
  {
    name: "bytes in the application use field (implantisomd5)",
    code: "DESCRIPTOR_FIELD",
    change: (p) => p.setText(p.sector(16) + 883, "ISO MD5SUM = 0"),
  },
  { name: "another escape sequence", code: "DESCRIPTOR_FIELD", change: (p) => p.set8(p.sector(17) + 90, 0x40) },
  { name: "bytes behind the terminator", code: "DESCRIPTOR_FIELD", change: (p) => p.set8(p.sector(18) + 100, 1) },
  { name: "another creation date", code: "DESCRIPTOR_DATE", change: (p) => p.setText(p.sector(16) + 813, "2024") },
  { name: "an expiration date", code: "DESCRIPTOR_DATE", change: (p) => p.setText(p.sector(17) + 847, "2024") },
  {
    name: "a month 13 in both dates",
    code: "DESCRIPTOR_DATE",
    change: (p) => p.setText(p.sector(16) + 817, "13").setText(p.sector(16) + 834, "13"),
  },
  {
    name: "blocks of 1,024 bytes (b28)",
    code: "BLOCK_SIZE",
    change: (p) => p.both16(p.sector(16) + 128, 1024).both16(p.sector(17) + 128, 1024),
  },
  { name: "a larger primary volume (b24)", code: "VOLUME_SIZE", change: (p) => p.both32(p.sector(16) + 80, 100_000) },
  {
    name: "both volumes larger (b24)",
    code: "PADDING",
    change: (p) => p.both32(p.sector(16) + 80, 100_000).both32(p.sector(17) + 80, 100_000),
  },
  {
    name: "both volumes smaller (b25)",
    code: "PADDING",
    change: (p) => p.both32(p.sector(16) + 80, 100).both32(p.sector(17) + 80, 100),
  },
  { name: "a second primary descriptor (b26)", code: "SECOND_PRIMARY", change: (p) => swap16(p, 16, 17) },
  { name: "a boot record", code: "BOOT_RECORD", change: (p) => p.set8(p.sector(17), 0) },
  { name: "a partition descriptor", code: "PARTITION_DESCRIPTOR", change: (p) => p.set8(p.sector(17), 3) },
  { name: "a descriptor of unknown type", code: "UNKNOWN_DESCRIPTOR", change: (p) => p.set8(p.sector(17), 77) },
  { name: "a second Joliet descriptor", code: "SECOND_SUPPLEMENTARY", change: (p) => swap16(p, 17, 18) },
  { name: "no Joliet descriptor", code: "NO_JOLIET", change: (p) => swap16(p, 18, 17) },
  { name: "a terminator too early", code: "DESCRIPTOR_PLACE", change: (p) => swap16(p, 18, 17) },
  { name: "no terminator", code: "NO_TERMINATOR", change: (p) => p.set8(p.sector(18) + 1, 0) },
  {
    name: "a descriptor in the structure (b27)",
    code: "FOREIGN_DESCRIPTOR",
    change: (p) => p.setText(p.sector(20), "\u0001CD001\u0001"),
  },
];

const recordAttacks: Attack[] = [
  {
    name: "another extent big-endian (b7)",
    code: "BOTH_ENDIAN",
    change: (p) => p.view.setUint32(p.record(file, "primary") + 6, 99, false),
  },
  {
    name: "another volume number big-endian",
    code: "BOTH_ENDIAN",
    change: (p) => p.view.setUint16(p.record(file, "joliet") + 30, 2, false),
  },
  { name: "a record of odd length", code: "RECORD", change: (p) => p.set8(p.record(file, "primary"), 119) },
  { name: "a record that is too short", code: "RECORD", change: (p) => p.set8(endOfRecords(p, 19), 32) },
  { name: "a record that crosses its sector", code: "RECORD", change: crossSector },
  {
    name: "an identifier longer than its record",
    code: "RECORD",
    change: (p) => p.set8(p.record(file, "joliet") + 32, 200),
  },
  { name: "a root record that is no folder", code: "RECORD", change: (p) => p.set8(p.sector(16) + 156 + flagsAt, 0) },
  {
    name: "bytes behind the last record",
    code: "RECORD_PADDING",
    change: (p) => p.set8(p.sector(19) + 2047, 1).set8(p.sector(19) + 2000, 0),
  },
  {
    name: "records that are not in byte order",
    code: "RECORD_ORDER",
    change: (p) => p.setText(p.record("map", "primary") + 33, "!ap"),
  },
  { name: "another date", code: "RECORD_DATE", change: (p) => bothTrees(p, file, (at) => p.set8(at + 18, 99)) },
  {
    name: "a . elsewhere",
    code: "SELF_RECORD",
    change: (p) => p.both32(p.sector(p.lba(p.record("map", "primary"))) + 2, 20),
  },
  {
    name: "a .. elsewhere",
    code: "PARENT_RECORD",
    change: (p) => p.both32(p.sector(p.lba(p.record("map/diep", "primary"))) + secondRecord(p, "map/diep") + 2, 20),
  },
  {
    name: "a Joliet .. that leads to the parent, where libisofs lets it lead to its own directory",
    code: "PARENT_RECORD",
    change: (p) => {
      const [own, parent] = [p.lba(p.record("map/diep", "joliet")), p.lba(p.record("map", "joliet"))];
      p.both32(p.sector(own) + 34 + 2, parent);
    },
  },
  { name: "a hidden file (b13)", code: "HIDDEN", change: (p) => bothTrees(p, file, (at) => p.set8(at + flagsAt, 1)) },
  {
    name: "an associated file (b14)",
    code: "ASSOCIATED",
    change: (p) => bothTrees(p, file, (at) => p.set8(at + flagsAt, 4)),
  },
  {
    name: "a file with record format",
    code: "FLAGS",
    change: (p) => bothTrees(p, file, (at) => p.set8(at + flagsAt, 8)),
  },
  {
    name: "a file with protection",
    code: "FLAGS",
    change: (p) => bothTrees(p, file, (at) => p.set8(at + flagsAt, 16)),
  },
  {
    name: "a folder of several extents",
    code: "FLAGS",
    change: (p) => bothTrees(p, "map", (at) => p.set8(at + flagsAt, 0x82)),
  },
  {
    name: "a further part that does not come (b15)",
    code: "MULTI_EXTENT",
    path: file,
    change: (p) => bothTrees(p, file, (at) => p.set8(at + flagsAt, 0x80)),
  },
  {
    name: "an interleaved file (b16)",
    code: "INTERLEAVED",
    change: (p) => bothTrees(p, file, (at) => p.set8(at + 26, 1).set8(at + 27, 1)),
  },
  {
    name: "an extended attribute record (b17)",
    code: "EXTENDED_ATTRIBUTES",
    change: (p) => bothTrees(p, file, (at) => p.set8(at + 1, 1)),
  },
  {
    name: "a file on another disc",
    code: "VOLUME_NUMBER",
    change: (p) => bothTrees(p, file, (at) => p.both16(at + 28, 2)),
  },
  {
    name: "a NUL in a Joliet name (b22)",
    code: "IDENTIFIER",
    change: (p) => p.view.setUint16(p.record(file, "joliet") + 33 + 10, 0, false),
  },
  {
    name: "a surrogate in a Joliet name",
    code: "IDENTIFIER",
    change: (p) => p.view.setUint16(p.record(file, "joliet") + 33, 0xd800, false),
  },
  {
    name: "an identifier that is not UTF-8",
    code: "IDENTIFIER",
    change: (p) => p.set8(p.record(file, "primary") + 33, 0xff),
  },
  {
    name: "a version number in Joliet",
    code: "VERSION_NUMBER",
    change: (p) => p.setText(p.record(file, "joliet") + 33 + 14, "\0;\x001"),
  },
  {
    name: "two files of one name",
    code: "DUPLICATE",
    path: "map/aap1.txt",
    change: (p) => rename(p, "map/aap2.txt", "aap1.txt"),
  },
];

const systemUseAttacks: Attack[] = [
  { name: "an entry without length", code: "SUSP", change: (p) => p.set8(entryOf(p, file, "TF") + 2, 0) },
  { name: "a symbolic link (SL)", code: "SUSP_ENTRY", change: (p) => p.setText(entryOf(p, file, "TF"), "SL") },
  { name: "a relocated folder (CL)", code: "SUSP_ENTRY", change: (p) => p.setText(entryOf(p, "map", "TF"), "CL") },
  { name: "system use in Joliet", code: "SUSP_ENTRY", change: (p) => p.set8(p.record(file, "joliet") + 32, 16) },
  { name: "no owner and mode", code: "SUSP_MISSING", change: (p) => p.setText(entryOf(p, file, "PX"), "TF") },
  { name: "an indicator that skips", code: "SUSP_INDICATOR", change: (p) => p.set8(p.sector(19) + 34 + 6, 4) },
  { name: "another extension", code: "SUSP_EXTENSION", change: (p) => p.setText(p.sector(20) + 8, "IEEE_P1282") },
  { name: "a continuation in itself (b12)", code: "CONTINUATION", change: continuationLoop },
  {
    name: "a continuation beyond the volume",
    code: "CONTINUATION",
    change: (p) => p.both32(entryOf(p, continued, "CE") + 4, 1_000_000),
  },
  {
    name: "a continuation in the descriptors",
    code: "CONTINUATION",
    change: (p) => p.both32(entryOf(p, continued, "CE") + 4, 16),
  },
  {
    name: "a continuation over a sector's end",
    code: "CONTINUATION",
    change: (p) => p.both32(entryOf(p, continued, "CE") + 12, 2040),
  },
  { name: "bytes between continuations", code: "CONTINUATION_SLACK", change: (p) => p.set8(p.sector(20) + 1000, 1) },
  { name: "a setuid file", code: "POSIX", change: (p) => p.both32(entryOf(p, file, "PX") + 4, 0o104555) },
  { name: "a device", code: "POSIX", change: (p) => p.both32(entryOf(p, file, "PX") + 4, 0o060555) },
  { name: "another owner", code: "POSIX", change: (p) => p.both32(entryOf(p, file, "PX") + 20, 1000) },
  { name: "another time", code: "TIMES", change: (p) => p.set8(entryOf(p, file, "TF") + 5, 99) },
  {
    name: "a Rock Ridge name with ../ (b20)",
    code: "NAME",
    change: (p) => p.setText(entryOf(p, file, "NM") + 5, "../passwd"),
  },
  { name: "a Rock Ridge name .. by its flag", code: "NAME", change: (p) => p.set8(entryOf(p, file, "NM") + 4, 4) },
  {
    name: "a Rock Ridge name that goes on nowhere",
    code: "NAME",
    change: (p) => p.set8(entryOf(p, file, "NM") + 4, 1),
  },
  {
    name: "another Rock Ridge name (b21)",
    code: "IDENTIFIER_DIFFERS",
    change: (p) => p.setText(entryOf(p, file, "NM") + 5, "kwaad.bin"),
  },
];

const treeAttacks: Attack[] = [
  {
    name: "another extent in a path table (b8)",
    code: "PATH_TABLE",
    path: "map",
    change: (p) => p.view.setUint32(tableEntry(p, "map") - 6, 20, true),
  },
  {
    name: "another parent in a path table",
    code: "PATH_TABLE",
    path: "map",
    change: (p) => p.view.setUint16(tableEntry(p, "map") - 2, 2, true),
  },
  { name: "a path table that ends early", code: "PATH_TABLE", change: (p) => p.both32(p.sector(16) + 132, 10) },
  {
    name: "a path table behind the volume",
    code: "PATH_TABLE_PLACE",
    change: (p) => p.view.setUint32(p.sector(16) + 140, 5000, true),
  },
  {
    name: "one path table for both byte orders",
    code: "PATH_TABLE_PLACE",
    change: (p) => p.view.setUint32(p.sector(16) + 148, p.view.getUint32(p.sector(16) + 140, true), false),
  },
  {
    name: "a folder that is the root (b9)",
    code: "LOOP",
    path: "map/diep",
    change: (p) => p.both32(p.record("map/diep", "primary") + 2, 19),
  },
  {
    name: "a folder beyond the volume",
    code: "DIRECTORY_PLACE",
    path: "map/diep",
    change: (p) => p.both32(p.record("map/diep", "primary") + 2, 1_000_000),
  },
  {
    name: "a folder in the system area",
    code: "DIRECTORY_PLACE",
    path: "map/diep",
    change: (p) => p.both32(p.record("map/diep", "primary") + 2, 2),
  },
  {
    name: "a folder of 5,000 bytes",
    code: "DIRECTORY_SIZE",
    path: "map/diep",
    change: (p) => p.both32(p.record("map/diep", "joliet") + 10, 5000),
  },
  {
    name: "a folder of 4 GiB",
    code: "DIRECTORY_SIZE",
    path: "map/diep",
    change: (p) => p.both32(p.record("map/diep", "joliet") + 10, 0xffff_f800),
  },
  {
    name: "a Joliet folder in the primary tree",
    code: "OVERLAP",
    path: "map/diep",
    change: (p) => p.both32(p.record("map/diep", "joliet") + 2, 19),
  },
  {
    name: "Joliet's file behind the volume (b1)",
    code: "EXTENT_DIFFERS",
    path: file,
    change: (p) => p.both32(p.record(file, "joliet") + 2, 100_000),
  },
  {
    name: "the primary file behind the volume (b2)",
    code: "EXTENT_DIFFERS",
    path: file,
    change: (p) => p.both32(p.record(file, "primary") + 2, 100_000),
  },
  {
    name: "Joliet's file in the padding (b3)",
    code: "EXTENT_DIFFERS",
    path: file,
    change: (p) => p.both32(p.record(file, "joliet") + 2, volumeSize(p) - 10),
  },
  {
    name: "a Joliet file that is shorter",
    code: "SIZE_DIFFERS",
    path: file,
    change: (p) => p.both32(p.record(file, "joliet") + 10, 4999),
  },
  {
    name: "another Joliet name",
    code: "ONLY_IN_PRIMARY",
    path: file,
    change: (p) => p.set8(p.record(file, "joliet") + 34, 0x78),
  },
  {
    name: "another Joliet name",
    code: "ONLY_IN_JOLIET",
    path: "map/xroot.bin",
    change: (p) => p.set8(p.record(file, "joliet") + 34, 0x78),
  },
  {
    name: "another Joliet folder",
    code: "ONLY_IN_JOLIET",
    path: "lege mxp",
    change: (p) => p.set8(p.record("lege map", "joliet") + 33 + 13, 0x78),
  },
  {
    name: "a file behind the volume (b18)",
    code: "BEYOND_VOLUME",
    path: file,
    change: (p) => bothTrees(p, file, (at) => p.both32(at + 2, 100_000)),
  },
  {
    name: "a file of 4 GiB (b19)",
    code: "BEYOND_VOLUME",
    path: file,
    change: (p) => bothTrees(p, file, (at) => p.both32(at + 10, 0xffff_ffff)),
  },
  {
    name: "a file that begins in another (b10)",
    code: "OVERLAP",
    path: file,
    change: (p) => bothTrees(p, file, (at) => p.both32(at + 2, p.lba(p.record("ZEGEL/SEAL", "primary")) + 1)),
  },
  {
    name: "a file that is the primary descriptor (b11)",
    code: "OVERLAP",
    change: (p) => bothTrees(p, "ZEGEL/MANIFEST", (at) => p.both32(at + 2, 16)),
  },
  {
    name: "a file in the system area",
    code: "OVERLAP",
    change: (p) => bothTrees(p, "ZEGEL/MANIFEST", (at) => p.both32(at + 2, 3)),
  },
  {
    name: "two files with one extent",
    code: "SHARED_EXTENT",
    change: (p) => bothTrees(p, "map/aap2.txt", (at) => p.both32(at + 2, p.lba(p.record("map/aap1.txt", "primary")))),
  },
  {
    name: "an empty file elsewhere",
    code: "EMPTY_FILE",
    path: "map/leeg.txt",
    change: (p) => bothTrees(p, "map/leeg.txt", (at) => p.both32(at + 2, 19)),
  },
  {
    name: "sectors that belong to nothing",
    code: "UNEXPLAINED",
    change: (p) => bothTrees(p, file, (at) => p.both32(at + 10, 100)),
  },
];

const content = { ...tinyContent, "map/aap1.txt": "een", "map/aap2.txt": "twee" };

/** Attacks that this table does not hold are in limits.test.ts. */
const elsewhere: FindingCode[] = ["DEPTH", "PATH_LENGTH"];

function secondRecord(patch: Patch, folder: string): number {
  return patch.image[patch.sector(patch.lba(patch.record(folder, "primary")))] ?? 0;
}

function entryOf(patch: Patch, path: string, signature: string): number {
  return patch.entry(patch.record(path, "primary"), signature);
}

function volumeSize(patch: Patch): number {
  return patch.view.getUint32(patch.sector(16) + 80, true);
}

/** Byte offset of the identifier of a folder of the root in the little-endian primary path table. */
function tableEntry(patch: Patch, name: string): number {
  const from = patch.sector(patch.view.getUint32(patch.sector(16) + 140, true));
  return Buffer.from(patch.image.buffer).indexOf(`\u0001\0${name}\0`, from, "latin1") + 2;
}

function endOfRecords(patch: Patch, lba: number): number {
  const last = patch.records(patch.sector(lba), 2048).at(-1) ?? 0;
  return last + (patch.image[last] ?? 0);
}

/** Copies of the last record up to the end of the sector, and one more that does not fit. */
function crossSector(patch: Patch): void {
  const last = patch.records(patch.sector(19), 2048).at(-1) ?? 0;
  const record = patch.image.slice(last, last + (patch.image[last] ?? 0));
  let at = last;
  for (; at + record.length <= patch.sector(20); at += record.length) patch.image.set(record, at);
  patch.set8(at, record.length);
}

function rename(patch: Patch, path: string, name: string): void {
  patch.setText(patch.record(path, "primary") + 33, name);
  patch.setText(entryOfAt(patch, path, name), name);
  patch.setText(patch.record(path, "joliet") + 33, [...name].map((character) => `\0${character}`).join(""));
}

function entryOfAt(patch: Patch, path: string, renamed: string): number {
  const parent = path.slice(0, path.lastIndexOf("/"));
  const folder = patch.record(parent, "primary");
  const records = patch.records(patch.sector(patch.lba(folder)), 2048);
  const record = records.filter((at) =>
    Buffer.from(patch.image.subarray(at + 33, at + 33 + renamed.length)).equals(Buffer.from(renamed)),
  )[1];
  return patch.entry(record ?? 0, "NM") + 5;
}

/** The continuation area becomes an entry CE that points to itself. */
function continuationLoop(patch: Patch): void {
  const entry = entryOf(patch, continued, "CE");
  const bytes = patch.image.slice(entry, entry + 28);
  const at = patch.sector(patch.view.getUint32(entry + 4, true)) + patch.view.getUint32(entry + 12, true);
  patch.image.set(bytes, at);
}

describe.skipIf(!has("xorrisofs"))("attacks by patches", () => {
  let clean: Uint8Array | undefined;
  const attacked = async (change: Attack["change"]): Promise<Volume> => {
    clean ??= makeImage(content);
    const patch = new Patch(clean);
    change(patch);
    return await read(patch.image);
  };
  const all = [...descriptorAttacks, ...recordAttacks, ...systemUseAttacks, ...treeAttacks];

  test("the clean image has no finding", async () => {
    const volume = await attacked(() => {});
    expect(volume.findings).toEqual([]);
    expect(volume.files).toHaveLength(7);
  });

  test.each(all)("$name: $code", async ({ code, path, change }) => {
    const volume = await attacked(change);
    expect(codesOf(volume.findings)).toContain(code);
    if (path !== undefined)
      expect(volume.findings.filter((one) => one.code === code).map((one) => one.path)).toContain(path);
  });

  test("every code has an attack", () => {
    const met = new Set<FindingCode>([...all.map((attack) => attack.code), ...elsewhere]);
    expect(findingCodes.filter((code) => !met.has(code))).toEqual([]);
  });
});
