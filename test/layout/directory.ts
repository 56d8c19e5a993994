// Directories: records, and where they break. docs/spec/image.md, "Directories"

import { both16, both32, sectorSize, sectorsOf, shortDate, ucs2 } from "./fields.ts";
import { type SystemUse, systemUseOfDots, systemUseOfName } from "./system-use.ts";
import type { Node } from "./tree.ts";

/** Bytes that one record can tell. What has more is cut into extents of the largest number of whole sectors below it. */
const lengthLimit = 0xffffffff;
const extentBytes = 0xfffff800;
const flagFolder = 0x02;
const flagMore = 0x80;
const headerBytes = 33;

/** Where everything is; numbers of sectors. */
export interface Places {
  readonly folder: (folder: Node) => { readonly sector: number; readonly bytes: number };
  readonly file: (file: Node) => number;
}

/** One record before its numbers are known. */
interface Draft {
  readonly identifier: Buffer;
  readonly flags: number;
  readonly systemUse: SystemUse | undefined;
  readonly length: number;
  readonly extent: (places: Places) => { readonly sector: number; readonly bytes: number };
}

const nowhere = { sector: 0, byte: 0 };

function draft(identifier: Buffer, flags: number, systemUse: SystemUse | undefined, extent: Draft["extent"]): Draft {
  const used = usedBefore(identifier);
  const length = used + (systemUse?.inRecord(nowhere).length ?? 0);
  return { identifier, flags, systemUse, extent, length: length + (length % 2) };
}

/** Header and identifier with its padding byte. */
const usedBefore = (identifier: Buffer) => headerBytes + identifier.length + ((headerBytes + identifier.length) % 2);

/** The 34 bytes that a descriptor holds of the root. */
export function rootRecord(sector: number, bytes: number, date: string): Buffer {
  return render(
    draft(Buffer.from([0]), flagFolder, undefined, () => ({ sector, bytes })),
    { sector, bytes },
    date,
  );
}

function render(
  { identifier, flags, systemUse, length }: Draft,
  extent: { readonly sector: number; readonly bytes: number },
  date: string,
  continuedAt = nowhere,
): Buffer {
  const record = Buffer.alloc(length);
  Buffer.concat([
    Buffer.from([length, 0]),
    both32(extent.sector),
    both32(extent.bytes),
    shortDate(date),
    Buffer.from([flags, 0, 0]),
    both16(1),
    Buffer.from([identifier.length]),
    identifier,
  ]).copy(record);
  systemUse?.inRecord(continuedAt).copy(record, usedBefore(identifier));
  return record;
}

function draftsOf(folder: Node, isJoliet: boolean, date: string): Draft[] {
  const short = shortDate(date);
  const parent = folder.parent ?? folder;
  const dots = (isSelf: boolean) =>
    isJoliet ? undefined : systemUseOfDots(isSelf && folder.parent === undefined, short);
  return [
    draft(Buffer.from([0]), flagFolder, dots(true), (places) => places.folder(folder)),
    draft(Buffer.from([1]), flagFolder, dots(false), (places) => places.folder(isJoliet ? folder : parent)),
    ...(folder.children ?? []).flatMap((child) => draftsOfChild(child, isJoliet, short)),
  ];
}

/** One record, or one for each extent of a file of 4 GiB or more. */
function draftsOfChild(child: Node, isJoliet: boolean, short: Buffer): Draft[] {
  const isFolder = child.children !== undefined;
  const identifier = isJoliet ? ucs2(child.name) : Buffer.from(child.name);
  const make = (flags: number, extent: Draft["extent"]) =>
    draft(
      identifier,
      flags,
      isJoliet ? undefined : systemUseOfName(identifier, isFolder, usedBefore(identifier), short),
      extent,
    );
  if (isFolder) return [make(flagFolder, (places) => places.folder(child))];
  return extentsOf(child.size).map(({ from, bytes, isLast }) =>
    make(isLast ? 0 : flagMore, (places) => ({ sector: places.file(child) + from / sectorSize, bytes })),
  );
}

/** From which byte of the file, and how many. */
export function extentsOf(size: number): { readonly from: number; readonly bytes: number; readonly isLast: boolean }[] {
  const extents = [];
  let from = 0;
  for (; size - from > lengthLimit; from += extentBytes) extents.push({ from, bytes: extentBytes, isLast: false });
  return [...extents, { from, bytes: size - from, isLast: true }];
}

/** Offsets of records: none crosses the end of a sector. */
function offsets(drafts: readonly Draft[]): { readonly starts: number[]; readonly end: number } {
  let at = 0;
  const starts = drafts.map(({ length }) => {
    const left = sectorSize - (at % sectorSize);
    if (length > left) at += left;
    at += length;
    return at - length;
  });
  return { starts, end: at };
}

/** Bytes of a directory and of its continuation areas, both in whole sectors. */
export function sizesOf(folder: Node, isJoliet: boolean, date: string): { bytes: number; continued: number } {
  const drafts = draftsOf(folder, isJoliet, date);
  const continued = drafts.reduce((sum, { systemUse }) => sum + (systemUse?.continued.length ?? 0), 0);
  return { bytes: sectorsOf(offsets(drafts).end) * sectorSize, continued: sectorsOf(continued) * sectorSize };
}

/** The directory, and behind it its continuation areas. */
export function renderDirectory(folder: Node, isJoliet: boolean, date: string, places: Places): Buffer {
  const { bytes, continued } = sizesOf(folder, isJoliet, date);
  const area = Buffer.alloc(bytes + continued);
  const drafts = draftsOf(folder, isJoliet, date);
  const { starts } = offsets(drafts);
  let next = bytes;
  for (const [i, one] of drafts.entries()) {
    const place = { sector: places.folder(folder).sector + Math.floor(next / sectorSize), byte: next % sectorSize };
    render(one, one.extent(places), date, place).copy(area, starts[i]);
    one.systemUse?.continued.copy(area, next);
    next += one.systemUse?.continued.length ?? 0;
  }
  return area;
}
