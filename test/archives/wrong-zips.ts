// One thing wrong with a good zip: two programs could read it in two ways, or it is none.

import { crc32, deflateRawSync } from "node:zlib";
import { zipBytes } from "../build-iso/archives.ts";
import { each, stored, withDescriptors } from "./good-zips.ts";
import { addExtra, fill64, type Part, type Parts, putTogether, rename, splice, takeApart, with64 } from "./parts.ts";

const word = (value: number) => Buffer.from([value & 255, value >> 8]);

/** One thing wrong with a good zip; `parts` are those of a stored one. */
export const wrong: Readonly<Record<string, (parts: Parts) => Buffer>> = {
  "bytes in front": (parts) => putTogether({ ...parts, before: Buffer.from("#!/bin/sh\n") }),
  "bytes in front that the offsets do not count": (parts) => Buffer.concat([Buffer.from("MZ.."), putTogether(parts)]),
  "bytes before the directory": (parts) => putTogether({ ...parts, gap: Buffer.from("x") }),
  "a hidden entry before the directory": (parts) => putTogether({ ...parts, gap: hidden() }),
  "a hidden entry in front": (parts) => putTogether({ ...parts, before: hidden() }),
  "a hidden entry between two": first((part) => {
    part.descriptor = hidden();
  }),
  "bytes behind the directory": (parts) => putTogether({ ...parts, behindDirectory: Buffer.from("x") }),
  "a signature of the directory": (parts) => putTogether({ ...parts, behindDirectory: Buffer.from("PK\x05\x05\0\0") }),
  "bytes between directory and end": (parts) => putTogether({ ...parts, end64: Buffer.from("xx") }),
  "bytes behind the end": (parts) => putTogether({ ...parts, behind: Buffer.from("x") }),
  "zeros behind the end": (parts) => putTogether({ ...parts, behind: Buffer.alloc(10_240) }),
  "a second zip behind": (parts) => Buffer.concat([putTogether(parts), stored()]),
  "a second zip in the comment": (parts) => {
    const second = stored();
    parts.end.writeUInt16LE(second.length, 20);
    return putTogether({ ...parts, behind: second });
  },
  "an end record in the comment": (parts) => {
    parts.end.writeUInt16LE(24, 20);
    return putTogether({
      ...parts,
      behind: Buffer.concat([Buffer.from("x"), Buffer.from(parts.end), Buffer.from("x")]),
    });
  },
  "a comment that is cut off": (parts) => {
    parts.end.writeUInt16LE(5, 20);
    return putTogether(parts);
  },
  "an entry too few in the end record": (parts) => spoilEnd(parts, 8, word(1), 10, word(1)),
  "an entry too many in the end record": (parts) => spoilEnd(parts, 8, word(3), 10, word(3)),
  "no entry in the end record": (parts) => spoilEnd(parts, 8, word(0), 10, word(0)),
  "65,536 entries too many": (parts) => spoilEnd(parts, 8, word(0xffff), 10, word(0xffff)),
  "two counts that differ": (parts) => spoilEnd(parts, 8, word(1)),
  "another disk": (parts) => spoilEnd(parts, 4, word(1)),
  "a directory on another disk": (parts) => spoilEnd(parts, 6, word(1)),
  "a directory that is too short": (parts) => addTo(parts, 12, -1),
  "a directory that is too long": (parts) => addTo(parts, 12, 1),
  "a directory that begins earlier": (parts) => addTo(parts, 16, -1),
  "a directory that begins later": (parts) => addTo(parts, 16, 1),
  "an offset of 2^32-1": (parts) => spoilEnd(parts, 16, Buffer.alloc(4, 255)),
  "two directories": twoDirectories,
  "two end records that differ (64 bits)": (parts) => spoil64(parts, 24, 1),
  "64 bits: all entries": (parts) => spoil64(parts, 32, 1),
  "64 bits: size": (parts) => spoil64(parts, 40, 1),
  "64 bits: offset": (parts) => spoil64(parts, 48, 1),
  "64 bits: an offset of 2^60": (parts) => spoil64(parts, 55, 0x10),
  "64 bits: a size of 2^60": (parts) => spoil64(parts, 47, 0x10),
  "64 bits: 2^60 entries": (parts) => spoil64(parts, 39, 0x10),
  "64 bits: a disk": (parts) => spoil64(parts, 16, 1),
  "64 bits: a record that is longer": (parts) => spoil64(parts, 4, 8),
  "64 bits: no record": (parts) => spoil64(parts, 0, 1),
  "64 bits: a locator that leads elsewhere": (parts) => spoil64(parts, 56 + 8, 1),
  "64 bits: a locator of 2^60": (parts) => spoil64(parts, 56 + 15, 0x10),
  "64 bits: a locator on another disk": (parts) => spoil64(parts, 56 + 4, 1),
  "64 bits: two disks": (parts) => spoil64(parts, 56 + 16, 1),
  "64 bits: a locator alone": (parts) => putTogether({ ...with64(parts), end64: Buffer.alloc(0) }),
  "another name in front": first((part) => part.local.write("b", 30)),
  "another case in front": first((part) => part.local.write("A", 30)),
  "a longer name in front": (parts) => {
    at(parts, 0).local = rename(at(parts, 0).local, 30, "a.txt.exe");
    return putTogether(parts);
  },
  "another method in front": first((part) => part.local.writeUInt16LE(8, 8)),
  "another CRC in front": first((part) => part.local.writeUInt32LE(1, 14)),
  "another packed size in front": first((part) => part.local.writeUInt32LE(3, 18)),
  "another size in front": first((part) => part.local.writeUInt32LE(3, 22)),
  "sizes of zero in front without a descriptor": first((part) => part.local.fill(0, 14, 26)),
  "the flag of a descriptor in front only": first((part) => part.local.writeUInt16LE(0x808, 6)),
  "the flag of a descriptor in the directory only": first((part) => part.record.writeUInt16LE(0x808, 8)),
  "the flag of encryption in front only": first((part) => part.local.writeUInt16LE(0x801, 6)),
  "UTF-8 in front only": first((part) => part.record.writeUInt16LE(0, 8)),
  "no local header": first((part) => part.local.write("PX", 0, "latin1")),
  "flags of a patch": (parts) => flagged(parts, 0x820),
  "flags of strong encryption": (parts) => flagged(parts, 0x840),
  "masked headers": (parts) => flagged(parts, 0x2800),
  "a flag without meaning": (parts) => flagged(parts, 0x8800),
  "a version that no program has": first((part) => part.record.writeUInt16LE(99, 6)),
  "a version that no program has, in front": first((part) => part.local.writeUInt16LE(99, 4)),
  "a system of its own names": first((part) => part.record.writeUInt8(4, 5)),
  "a volume label": first((part) => part.record.writeUInt8(0x08, 38)),
  "the attributes of a folder": first((part) => part.record.writeUInt8(0x10, 38)),
  "another part of a split zip": first((part) => part.record.writeUInt16LE(1, 34)),
  "one header for two": (parts) =>
    putTogether(parts, (zip, { directory }) => {
      zip.writeUInt32LE(0, directory + at(parts, 0).record.length + 42);
    }),
  "an entry within another": nested,
  "a name of nothing": (parts) => named(parts, ""),
  "the name .": (parts) => named(parts, "."),
  "the name ./.": (parts) => named(parts, "./."),
  "the name /": (parts) => named(parts, "/"),
  "the name ./": (parts) => named(parts, ".//"),
  "another name in Unicode": (parts) => unicode(parts, "b.txt", true),
  "another name in Unicode, in front": (parts) => unicode(parts, "b.txt", false),
  "a Unicode name that is cut off": (parts) => extra(parts, 0x7075, Buffer.from([1, 0, 0])),
  "an extra field of other names": (parts) => extra(parts, 0x554e, Buffer.from("NUCX")),
  "a link by its Unix field": (parts) => extra(parts, 0x756e, unixField(0o120777)),
  "an extra field twice": (parts) => {
    at(parts, 0).record = addExtra(at(parts, 0).record, 46, 0x5455, "x");
    return extra(parts, 0x5455, Buffer.from("x"));
  },
  "an extra field that is cut off": first((part) => extraBytes(part, Buffer.from([0x55, 0x54, 9, 0, 1]))),
  "a 64-bit size that differs": (parts) => extra(parts, 1, Buffer.alloc(8, 1)),
  "a 64-bit size of 2^60": (parts) => {
    at(parts, 0).record.writeUInt32LE(0xffffffff, 24);
    return extra(parts, 1, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x10]));
  },
  "a 64-bit offset of 2^60": (parts) => {
    at(parts, 0).record = addExtra(at(parts, 0).record, 46, 1, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x10]));
    return putTogether(parts, (zip, { directory }) => zip.writeUInt32LE(0xffffffff, directory + 42));
  },
  "64-bit sizes of a wrong length": (parts) => extra(parts, 1, Buffer.alloc(7)),
  "64-bit sizes that can be read in two ways": (parts) => {
    at(parts, 0).record.writeUInt32LE(0xffffffff, 20);
    return extra(parts, 1, Buffer.from([4, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]));
  },
  "data behind the packed data": first((part) =>
    deflated(part, Buffer.concat([deflateRawSync("hoi\n"), Buffer.from("verborgen")])),
  ),
  "packed data that are cut off": first((part) => deflated(part, deflateRawSync("hoi\n").subarray(0, -1))),
  "packed data of another file": first((part) => deflated(part, deflateRawSync("dag\n"))),
  "stored data of another size": (parts) => {
    at(parts, 0).record.writeUInt32LE(3, 24);
    at(parts, 0).local.writeUInt32LE(3, 22);
    return putTogether(parts);
  },
  "a descriptor of another CRC": () => descriptor((bytes) => bytes.writeUInt8(1 ^ (bytes[4] ?? 0), 4)),
  "a descriptor of another packed size": () => descriptor((bytes) => bytes.writeUInt8(99, 8)),
  "a descriptor of another size": () => descriptor((bytes) => bytes.writeUInt8(99, 12)),
  "a descriptor with another signature": () => descriptor((bytes) => bytes.writeUInt8(6, 3)),
  "stored data with a descriptor of their beginning": () => describedData(3),
  "no descriptor": () =>
    each(withDescriptors(4, true), (part) => {
      part.descriptor = Buffer.alloc(0);
    }),
  "two descriptors": () =>
    each(withDescriptors(4, true), (part) => {
      part.descriptor = Buffer.concat([part.descriptor, part.descriptor]);
    }),
  "other sizes in front of a descriptor": () =>
    each(withDescriptors(4, true), ({ local }) => local.writeUInt32LE(2, 18)),
  "an empty file": () => Buffer.alloc(0),
  "half an end": (parts) => putTogether(parts).subarray(0, -4),
  "the first half": (parts) => putTogether(parts).subarray(0, 100),
};

function first(change: (part: Part) => unknown): (parts: Parts) => Buffer {
  return (parts) => {
    change(at(parts, 0));
    return putTogether(parts);
  };
}

function at(parts: Parts, i: number): Part {
  const part = parts.entries[i];
  if (part === undefined) throw new Error(`no entry ${i}`);
  return part;
}

/** A local entry that no directory names. */
function hidden(): Buffer {
  const { local, data } = at(takeApart(zipBytes([{ name: "geheim.cmd", body: "x" }])), 0);
  return Buffer.concat([local, data]);
}

function spoilEnd(parts: Parts, ...changes: (number | Buffer)[]): Buffer {
  return putTogether(parts, (zip, { end }) => {
    for (let i = 0; i < changes.length; i += 2) (changes[i + 1] as Buffer).copy(zip, end + (changes[i] as number));
  });
}

function addTo(parts: Parts, offset: number, difference: number): Buffer {
  return putTogether(parts, (zip, { end }) => {
    zip.writeUInt32LE(zip.readUInt32LE(end + offset) + difference, end + offset);
  });
}

/** Adds to one byte behind the beginning of the 64-bit records. */
function spoil64(parts: Parts, offset: number, difference: number): Buffer {
  return putTogether(with64(parts), (zip, places) => {
    fill64(zip, places);
    zip.writeUInt8(((zip[places.end64 + offset] ?? 0) + difference) & 255, places.end64 + offset);
  });
}

/** The same name twice, each time with a directory of its own: one by offset, one by size. */
function twoDirectories(parts: Parts): Buffer {
  const two = takeApart(zipBytes([{ name: "a.txt", body: "dag\n" }]));
  parts.entries = [at(parts, 0), at(two, 0)];
  return putTogether(parts, (zip, { directory, end }) => {
    const length = at(parts, 0).record.length;
    zip.writeUInt16LE(1, end + 8);
    zip.writeUInt16LE(1, end + 10);
    zip.writeUInt32LE(length, end + 12);
    zip.writeUInt32LE(directory, end + 16);
  });
}

/** A stored file whose content is an entry, and a record for that one too. */
function nested(parts: Parts): Buffer {
  const inner = at(takeApart(zipBytes([{ name: "in.txt", body: "x" }])), 0);
  const outer = takeApart(zipBytes([{ name: "uit", body: Buffer.concat([inner.local, inner.data]) }]));
  parts.entries = [at(outer, 0), { ...inner, local: Buffer.alloc(0), data: Buffer.alloc(0) }];
  return putTogether(parts, (zip, { directory }) => {
    zip.writeUInt32LE(at(outer, 0).local.length, directory + at(outer, 0).record.length + 42);
  });
}

function flagged(parts: Parts, flags: number): Buffer {
  at(parts, 0).local.writeUInt16LE(flags, 6);
  at(parts, 0).record.writeUInt16LE(flags, 8);
  return putTogether(parts);
}

function named(parts: Parts, name: string): Buffer {
  const part = at(parts, 0);
  part.local = rename(part.local, 30, name);
  part.record = rename(part.record, 46, name);
  return putTogether(parts);
}

function unicode(parts: Parts, name: string, inDirectory: boolean): Buffer {
  const field = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)]);
  field.writeUInt32LE(crc32("a.txt"), 1);
  const part = at(parts, 0);
  if (inDirectory) part.record = addExtra(part.record, 46, 0x7075, field);
  else part.local = addExtra(part.local, 30, 0x7075, field);
  return putTogether(parts);
}

export function extra(parts: Parts, id: number, field: Buffer): Buffer {
  at(parts, 0).record = addExtra(at(parts, 0).record, 46, id, field);
  return putTogether(parts);
}

function extraBytes(part: Part, bytes: Buffer): void {
  part.record = splice(part.record, part.record.length, 0, bytes);
  part.record.writeUInt16LE(bytes.length, 30);
}

export function unixField(mode: number): Buffer {
  const field = Buffer.alloc(14);
  field.writeUInt16LE(mode, 4);
  return field;
}

function deflated(part: Part, data: Buffer): void {
  part.data = data;
  for (const [header, method, packed] of [
    [part.local, 8, 18],
    [part.record, 10, 20],
  ] as const) {
    header.writeUInt16LE(8, method);
    header.writeUInt32LE(data.length, packed);
  }
}

/** Of stored data that begin with "hoi", a descriptor of so many bytes, and an entry of another file; then more. */
export function describedData(size: number): Buffer {
  const inner = Buffer.alloc(16);
  inner.writeUInt32LE(0x08074b50, 0);
  inner.writeUInt32LE(crc32("hoi"), 4);
  inner.writeUInt32LE(size, 8);
  inner.writeUInt32LE(size, 12);
  const body = Buffer.concat([Buffer.from("hoi"), inner, hidden()]);
  const parts = takeApart(zipBytes([{ name: "a.bin", body }]));
  const part = at(parts, 0);
  part.local.writeUInt16LE(0x808, 6);
  part.record.writeUInt16LE(0x808, 8);
  part.local.fill(0, 14, 26);
  part.descriptor = Buffer.concat([Buffer.from("PK\x07\x08"), part.record.subarray(16, 28)]);
  return putTogether(parts);
}

function descriptor(change: (bytes: Buffer) => unknown): Buffer {
  const parts = takeApart(withDescriptors(4, true));
  change(at(parts, 0).descriptor);
  return putTogether(parts);
}
