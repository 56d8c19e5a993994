// Numbers, texts and dates as the image holds them. docs/spec/image.md, "Notation"

export const sectorSize = 2048;

export const sectorsOf = (bytes: number): number => Math.ceil(bytes / sectorSize);

/** B16: little-endian, then big-endian. */
export function both16(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(value, 0);
  bytes.writeUInt16BE(value, 2);
  return bytes;
}

/** B32: little-endian, then big-endian. */
export function both32(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value, 0);
  bytes.writeUInt32BE(value, 4);
  return bytes;
}

/** UTF-16 big-endian, which for these names is UCS-2. */
export function ucs2(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

/** A text filled up with blanks; in the Joliet descriptor with UCS-2 blanks and a zero for an odd byte. */
export function filled(text: string, length: number, isJoliet: boolean): Buffer {
  if (!isJoliet) return Buffer.from(text.padEnd(length, " "), "latin1");
  return Buffer.concat([ucs2(text.padEnd(Math.floor(length / 2), " ")), Buffer.alloc(length % 2)]);
}

/** The date of a directory record, 7 bytes. `date`: `YYYY-MM-DDThh:mm:ssZ`. */
export function shortDate(date: string): Buffer {
  const [year = 0, ...rest] = (date.match(/\d+/g) ?? []).map(Number);
  return Buffer.from([year - 1900, ...rest, 0]);
}

/** The date of a descriptor, 17 bytes. */
export function longDate(date: string): Buffer {
  return Buffer.from(`${date.replace(/[-:TZ]/g, "")}00\0`, "latin1");
}
