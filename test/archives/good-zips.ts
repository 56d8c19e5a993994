// Sound zips in every form that the format allows and that real programs write, each of a.txt and m/b.txt.

import { crc32 } from "node:zlib";
import { zipBytes } from "../build-iso/archives.ts";
import { madeElsewhere } from "./made-elsewhere.ts";
import { addExtra, fill64, type Part, putTogether, splice, takeApart, with64 } from "./parts.ts";

const base64 = (text: string) => Buffer.from(text, "base64");
const goodOf = (maker: string) => base64(madeElsewhere[maker] ?? "");
/** Deflated, with descriptors of 32 bits and a signature. */
export const go = goodOf("Go 1.19 archive/zip");
export const java = goodOf("java.util.zip of Java 17");
export const stored = () =>
  zipBytes([
    { name: "a.txt", body: "hoi\n" },
    { name: "m/b.txt", body: "dag ".repeat(40) },
  ]);

/** Directory and descriptor by number width, signature and place of the sizes. */
function describedBy(data: Buffer, body: Buffer, width: 4 | 8, hasSignature: boolean): Buffer {
  const numbers = Buffer.alloc(4 + 2 * width);
  numbers.writeUInt32LE(crc32(body), 0);
  numbers.writeUInt32LE(data.length, 4);
  numbers.writeUInt32LE(body.length, 4 + width);
  return hasSignature ? Buffer.concat([Buffer.from("PK\x07\x08"), numbers]) : numbers;
}

export function withDescriptors(width: 4 | 8, hasSignature: boolean, keepsSizes = false): Buffer {
  const parts = takeApart(stored());
  for (const part of parts.entries) {
    part.local.writeUInt16LE(0x808, 6);
    part.record.writeUInt16LE(0x808, 8);
    if (!keepsSizes) part.local.fill(0, 14, 26);
    part.descriptor = describedBy(part.data, part.data, width, hasSignature);
  }
  return putTogether(parts);
}

/** Sizes of 64 bits in the directory (and the local header), as many as are asked for. */
function withSizes64(fields: number, plain: "marked" | "kept", isLocalToo = true): Buffer {
  const parts = takeApart(stored());
  let at = 0;
  for (const part of parts.entries) {
    const values = [part.data.length, part.data.length, at].slice(0, fields);
    at += part.local.length + (isLocalToo ? 20 : 0) + part.data.length;
    const field = (numbers: readonly number[]) =>
      Buffer.concat(numbers.map((number) => Buffer.from(new BigUint64Array([BigInt(number)]).buffer)));
    part.record = addExtra(part.record, 46, 1, field(values));
    if (plain === "marked") part.record.fill(0xff, fields === 1 ? 24 : 20, 28);
    if (!isLocalToo) continue;
    part.local = addExtra(part.local, 30, 1, field([part.data.length, part.data.length]));
    part.local.fill(0xff, 18, 26);
  }
  return putTogether(parts);
}

const ditto = () => {
  const parts = takeApart(go);
  for (const part of parts.entries) {
    part.local.writeUInt16LE(8, 6); // no flag for UTF-8
    part.record.writeUInt16LE(8, 8);
    part.record.writeUInt16LE(0x315, 4);
    part.record = addExtra(part.record, 46, 0x5855, Buffer.alloc(8, 1));
    part.local = addExtra(part.local, 30, 0x5855, Buffer.alloc(12, 1));
  }
  return putTogether(parts);
};

/** Every form that the format allows and that real programs write. */
export const good: Readonly<Record<string, () => Buffer>> = {
  ...Object.fromEntries(Object.keys(madeElsewhere).map((maker) => [maker, () => goodOf(maker)])),
  stored,
  "descriptors of 32 bits": () => withDescriptors(4, true),
  "descriptors without a signature": () => withDescriptors(4, false),
  "descriptors of 64 bits": () => withDescriptors(8, true),
  "descriptors of 64 bits without a signature": () => withDescriptors(8, false),
  "descriptors, and the sizes in front as well": () => withDescriptors(4, true, true),
  "as ditto of macOS": ditto,
  "64-bit records": () => putTogether(with64(takeApart(stored())), fill64),
  "64-bit records, all marked in the shorter one": () =>
    putTogether(with64(takeApart(stored())), (zip, places) => {
      fill64(zip, places);
      zip.fill(0xff, places.end + 8, places.end + 20);
    }),
  "64-bit sizes": () => withSizes64(2, "marked"),
  "64-bit sizes in the directory only": () => withSizes64(2, "marked", false),
  "64-bit size alone": () => withSizes64(1, "marked", false),
  "64-bit sizes and an offset that is not needed (Go)": () => withSizes64(3, "marked"),
  "64-bit sizes that are not needed": () => withSizes64(2, "kept", false),
  "a comment": () => {
    const parts = takeApart(stored());
    parts.end.writeUInt16LE(40, 20);
    return putTogether({ ...parts, behind: Buffer.from("0123456789abcdef0123456789abcdef01234567") });
  },
  "made on Windows": () =>
    each(stored(), ({ record }) => record.writeUInt16LE(20, 4) && record.writeUInt32LE(0x20, 38)),
  "entries in another order than the directory": () => {
    const parts = takeApart(stored());
    const zip = putTogether(parts);
    const [one, two] = parts.entries as [Part, Part];
    const directory = zip.readUInt32LE(zip.length - 6);
    return splice(zip, directory, one.record.length + two.record.length, Buffer.concat([two.record, one.record]));
  },
  "an alignment of zeros (zipalign)": () =>
    each(stored(), (part) => {
      part.local = splice(part.local, part.local.length, 0, Buffer.alloc(3));
      part.local.writeUInt16LE(3, 28);
    }),
  "a Unicode name that is the same": () =>
    each(stored(), (part) => {
      const name = part.record.subarray(46, 46 + part.record.readUInt16LE(28));
      const field = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), name]);
      field.writeUInt32LE(crc32(name), 1);
      part.record = addExtra(part.record, 46, 0x7075, field);
      part.local = addExtra(part.local, 30, 0x7075, field);
    }),
};

export function each(zip: Buffer, change: (part: Part) => unknown): Buffer {
  const parts = takeApart(zip);
  for (const part of parts.entries) change(part);
  return putTogether(parts);
}
