// The three volume descriptors. docs/spec/image.md, "Descriptors"

import { encodeUtf8, sectorSize } from "../../format/index.ts";
import { descriptorAt, recordFlags, smallestRecord } from "../../iso9660/index.ts";
import { descriptorDate, encodeUcs2, putBoth16, putBoth32, recordDate, viewOf } from "./fields.ts";
import { putRecord, selfIdentifier } from "./record.ts";
import type { TreeLayout } from "./tree.ts";

/** What the release note says of the volume: texts that the fields of both descriptors hold. */
export interface VolumeFacts {
  readonly volume: string;
  readonly publisher: string;
  /** `YYYY-MM-DDThh:mm:ssZ` */
  readonly date: string;
}

const maker = "ZEGEL";
const standardIdentifier = encodeUtf8("CD001\x01"); // with the version behind it
const types = { primary: 1, joliet: 2, terminator: 0xff } as const;
const ucs2Level3 = encodeUtf8("%/E");
const noDate = encodeUtf8(`${"0".repeat(16)}\0`);
const texts = (volume: string, publisher: string): readonly (readonly [at: number, length: number, text: string])[] => [
  [descriptorAt.systemIdentifier, 32, ""],
  [descriptorAt.volumeIdentifier, 32, volume],
  [descriptorAt.volumeSetIdentifier, 128, volume],
  [descriptorAt.publisherIdentifier, 128, publisher],
  [descriptorAt.preparerIdentifier, 128, maker],
  [descriptorAt.applicationIdentifier, 128, maker],
  [descriptorAt.copyrightFile, 37, ""],
  [descriptorAt.abstractFile, 37, ""],
  [descriptorAt.bibliographicFile, 37, ""],
];

/** The descriptor of a tree, one sector. `sectors`: of the whole image. */
export function descriptor(facts: VolumeFacts, sectors: number, layout: TreeLayout): Uint8Array {
  const bytes = new Uint8Array(sectorSize);
  const view = viewOf(bytes);
  bytes[descriptorAt.type] = layout.isJoliet ? types.joliet : types.primary;
  bytes.set(standardIdentifier, descriptorAt.identifier);
  for (const [at, length, text] of texts(facts.volume, facts.publisher))
    bytes.set(textField(text, length, layout.isJoliet), at);
  putBoth32(view, descriptorAt.volumeSpaceSize, sectors);
  if (layout.isJoliet) bytes.set(ucs2Level3, descriptorAt.escapeSequences);
  putBoth16(view, descriptorAt.volumeSetSize, 1);
  putBoth16(view, descriptorAt.volumeSequenceNumber, 1);
  putBoth16(view, descriptorAt.logicalBlockSize, sectorSize);
  putBoth32(view, descriptorAt.pathTableSize, layout.tableBytes);
  view.setUint32(descriptorAt.pathTableL, layout.tableL, true);
  view.setUint32(descriptorAt.pathTableM, layout.tableM, false);
  putRecord(bytes.subarray(descriptorAt.rootRecord, descriptorAt.rootRecord + smallestRecord), {
    sector: layout.sectors[0] ?? 0,
    bytes: layout.bytes[0] ?? 0,
    flags: recordFlags.folder,
    identifier: selfIdentifier,
    date: recordDate(facts.date),
  });
  bytes.set(descriptorDate(facts.date), descriptorAt.creationDate);
  bytes.set(descriptorDate(facts.date), descriptorAt.modificationDate);
  bytes.set(noDate, descriptorAt.expirationDate);
  bytes.set(noDate, descriptorAt.effectiveDate);
  bytes[descriptorAt.structureVersion] = 1;
  return bytes;
}

export function terminator(): Uint8Array {
  const bytes = new Uint8Array(sectorSize);
  bytes[descriptorAt.type] = types.terminator;
  bytes.set(standardIdentifier, descriptorAt.identifier);
  return bytes;
}

/** T n: filled up with blanks; in the Joliet descriptor with those of UCS-2, and a zero for an odd byte. Throws when it does not fit. */
function textField(text: string, length: number, isJoliet: boolean): Uint8Array {
  const bytes = new Uint8Array(length);
  const width = isJoliet ? length >> 1 : length;
  bytes.set(isJoliet ? encodeUcs2(text.padEnd(width)) : encodeUtf8(text.padEnd(width)));
  return bytes;
}
