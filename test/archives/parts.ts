// A good zip taken apart, so that a test can change one part and put it together again with or without its numbers made right.

export interface Part {
  /** Local header with name and extra field. */
  local: Buffer;
  data: Buffer;
  descriptor: Buffer;
  /** Record of the directory. */
  record: Buffer;
}

export interface Parts {
  before: Buffer;
  entries: Part[];
  /** Between the last entry and the directory, and between the directory and its end. */
  gap: Buffer;
  behindDirectory: Buffer;
  end64: Buffer;
  locator: Buffer;
  end: Buffer;
  behind: Buffer;
}

const none = Buffer.alloc(0);

/** Of a zip without 64-bit records and without a comment. */
export function takeApart(zip: Buffer): Parts {
  const end = zip.subarray(zip.length - 22);
  const directoryAt = end.readUInt32LE(16);
  const entries: Part[] = [];
  for (let at = directoryAt; at < zip.length - 22; ) {
    const length = 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const localAt = zip.readUInt32LE(at + 42);
    const dataAt = localAt + 30 + zip.readUInt16LE(localAt + 26) + zip.readUInt16LE(localAt + 28);
    const dataEnd = dataAt + zip.readUInt32LE(at + 20);
    const next = at + length < zip.length - 22 ? zip.readUInt32LE(at + length + 42) : directoryAt;
    entries.push({
      local: Buffer.from(zip.subarray(localAt, dataAt)),
      data: Buffer.from(zip.subarray(dataAt, dataEnd)),
      descriptor: Buffer.from(zip.subarray(dataEnd, next)),
      record: Buffer.from(zip.subarray(at, at + length)),
    });
    at += length;
  }
  const empty = { before: none, gap: none, behindDirectory: none, end64: none, locator: none, behind: none };
  return { ...empty, entries, end: Buffer.from(end) };
}

/** With offsets, sizes and counts made right; `change` may spoil the finished bytes, told where things lie. */
export function putTogether(
  parts: Parts,
  change: (zip: Buffer, places: { locals: number[]; directory: number; end64: number; end: number }) => void = () => {},
): Buffer {
  const locals: number[] = [];
  let at = parts.before.length;
  for (const { local, data, descriptor, record } of parts.entries) {
    locals.push(at);
    record.writeUInt32LE(at, 42);
    at += local.length + data.length + descriptor.length;
  }
  const directory = at + parts.gap.length;
  const records = parts.entries.map(({ record }) => record);
  const size = records.reduce((sum, record) => sum + record.length, 0) + parts.behindDirectory.length;
  const end64 = directory + size;
  parts.end.writeUInt16LE(records.length, 8);
  parts.end.writeUInt16LE(records.length, 10);
  parts.end.writeUInt32LE(size, 12);
  parts.end.writeUInt32LE(directory, 16);
  const end = end64 + parts.end64.length + parts.locator.length;
  const zip = Buffer.concat([
    parts.before,
    ...parts.entries.flatMap(({ local, data, descriptor }) => [local, data, descriptor]),
    parts.gap,
    ...records,
    parts.behindDirectory,
    parts.end64,
    parts.locator,
    parts.end,
    parts.behind,
  ]);
  change(zip, { locals, directory, end64, end });
  return zip;
}

/** End record and locator of 64 bits, numbers still to be filled in by `fill64`. */
export function with64(parts: Parts): Parts {
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeUInt32LE(44, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeUInt32LE(1, 16);
  return { ...parts, end64, locator };
}

export function fill64(
  zip: Buffer,
  { directory, end64, end }: { directory: number; end64: number; end: number },
): void {
  zip.writeUInt32LE(zip.readUInt16LE(end + 8), end64 + 24);
  zip.writeUInt32LE(zip.readUInt16LE(end + 10), end64 + 32);
  zip.writeUInt32LE(zip.readUInt32LE(end + 12), end64 + 40);
  zip.writeUInt32LE(directory, end64 + 48);
  zip.writeUInt32LE(end64, end64 + 56 + 8);
}

/** A part of bytes in place of another; the rest stays. */
export function splice(bytes: Buffer, at: number, removed: number, added: Uint8Array | string): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at + removed)]);
}

/** An extra field of a local header (`fixed` 30) or a record (46), with its length made right. */
export function addExtra(header: Buffer, fixed: 30 | 46, id: number, field: Uint8Array | string): Buffer {
  const [nameAt, extraAt] = fixed === 30 ? [26, 28] : [28, 30];
  const body = Buffer.from(field);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(body.length, 2);
  const at = fixed + header.readUInt16LE(nameAt) + header.readUInt16LE(extraAt);
  const changed = splice(header, at, 0, Buffer.concat([head, body]));
  changed.writeUInt16LE(header.readUInt16LE(extraAt) + 4 + body.length, extraAt);
  return changed;
}

/** Another name of any length in a local header or a record. */
export function rename(header: Buffer, fixed: 30 | 46, name: Uint8Array | string): Buffer {
  const nameAt = fixed === 30 ? 26 : 28;
  const changed = splice(header, fixed, header.readUInt16LE(nameAt), name);
  changed.writeUInt16LE(Buffer.from(name).length, nameAt);
  return changed;
}
