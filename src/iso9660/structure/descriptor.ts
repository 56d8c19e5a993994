// One primary (ECMA-119 8.4) or Joliet supplementary (8.5, Joliet specification 1995) volume descriptor, field by field.
// Every byte is either judged here or compared with what it describes.

import { quote } from "../../format/text/error.ts";
import { sectorBytes } from "../source.ts";
import type { Block } from "./block.ts";
import { descriptorAt, recordAt } from "./layout.ts";

const fileFieldBytes = 37;
const dateBytes = 17; // 8.4.26.1: 16 digits and an offset from Greenwich
const jolietEscape = [0x25, 0x2f, 0x45]; // "%/E": UCS-2 level 3, Joliet section 2

export interface Descriptor {
  /** Volume space size, sectors. */
  readonly sectors: number;
  readonly pathTableBytes: number;
  /** First sectors of the little-endian and of the big-endian path table. */
  readonly pathTableL: number;
  readonly pathTableM: number;
  /** Where the 34-byte record of the root directory stands, and the sector it names. */
  readonly rootRecordAt: number;
  readonly rootLba: number;
  readonly label: string;
  readonly volumeSet: string;
  readonly publisher: string;
  readonly preparer: string;
  readonly application: string;
  /** 16 digits, YYYYMMDDhhmmsscc, or undefined when they are not a moment. */
  readonly modified: string | undefined;
}

/** Reads a descriptor and finds fault with everything that is not as the recipe makes it. */
export function readDescriptor(block: Block, isJoliet: boolean): Descriptor {
  const text = (at: number, length: number, what: string) => readText(block, at, length, isJoliet, what);
  checkFixedFields(block, isJoliet);
  for (const [at, what] of [
    [descriptorAt.copyrightFile, "copyright file"],
    [descriptorAt.abstractFile, "abstract file"],
    [descriptorAt.bibliographicFile, "bibliographic file"],
  ] as const)
    expectBlank(block, what, text(at, fileFieldBytes, what), at);
  expectBlank(
    block,
    "system identifier",
    text(descriptorAt.systemIdentifier, 32, "system identifier"),
    descriptorAt.systemIdentifier,
  );
  return {
    sectors: block.both32(descriptorAt.volumeSpaceSize),
    pathTableBytes: block.both32(descriptorAt.pathTableSize),
    pathTableL: block.view.getUint32(descriptorAt.pathTableL, true),
    pathTableM: block.view.getUint32(descriptorAt.pathTableM, false),
    rootRecordAt: descriptorAt.rootRecord,
    rootLba: block.view.getUint32(descriptorAt.rootRecord + recordAt.extent, true), // 9.1.3; walk.ts judges the record
    label: text(descriptorAt.volumeIdentifier, 32, "volume identifier"),
    volumeSet: text(descriptorAt.volumeSetIdentifier, 128, "volume set identifier"),
    publisher: text(descriptorAt.publisherIdentifier, 128, "publisher identifier"),
    preparer: text(descriptorAt.preparerIdentifier, 128, "preparer identifier"),
    application: text(descriptorAt.applicationIdentifier, 128, "application identifier"),
    modified: readDates(block),
  };
}

/** The two descriptors describe one volume: every text and number that both have is the same. */
export function compareDescriptors(block: Block, primary: Descriptor, joliet: Descriptor): void {
  for (const [field, at] of [
    ["label", descriptorAt.volumeIdentifier],
    ["volumeSet", descriptorAt.volumeSetIdentifier],
    ["publisher", descriptorAt.publisherIdentifier],
    ["preparer", descriptorAt.preparerIdentifier],
    ["application", descriptorAt.applicationIdentifier],
  ] as const)
    if (primary[field] !== joliet[field])
      block.report("DESCRIPTOR_TEXT", at, `${quote(primary[field])} as in sector 16`, quote(joliet[field]));
  if (primary.modified !== joliet.modified)
    block.report("DESCRIPTOR_DATE", descriptorAt.modificationDate, "the date of sector 16", `${joliet.modified}`);
  if (primary.sectors !== joliet.sectors)
    block.report(
      "VOLUME_SIZE",
      descriptorAt.volumeSpaceSize,
      `${primary.sectors} sectors as in sector 16`,
      `${joliet.sectors}`,
    );
}

function checkFixedFields(block: Block, isJoliet: boolean): void {
  const zeros = (from: number, to: number, what: string) => block.expectZeros("DESCRIPTOR_FIELD", from, to, what);
  zeros(descriptorAt.volumeFlags, descriptorAt.systemIdentifier, "volume flags");
  zeros(descriptorAt.unused, descriptorAt.volumeSpaceSize, "unused field");
  if (isJoliet)
    block.expect(
      "DESCRIPTOR_FIELD",
      descriptorAt.escapeSequences,
      Uint8Array.from(jolietEscape),
      "the escape sequence %/E",
    );
  zeros(
    descriptorAt.escapeSequences + (isJoliet ? jolietEscape.length : 0),
    descriptorAt.volumeSetSize,
    "escape sequences",
  );
  for (const [at, what] of [
    [descriptorAt.volumeSetSize, "volume set size"],
    [descriptorAt.volumeSequenceNumber, "volume sequence number"],
  ] as const) {
    const value = block.both16(at);
    if (value !== 1) block.report("DESCRIPTOR_FIELD", at, `${what} 1`, `${value}`);
  }
  const blockSize = block.both16(descriptorAt.logicalBlockSize);
  if (blockSize !== sectorBytes)
    block.report("BLOCK_SIZE", descriptorAt.logicalBlockSize, `${sectorBytes}`, `${blockSize}`);
  zeros(descriptorAt.optionalPathTableL, descriptorAt.pathTableM, "optional path table L");
  zeros(descriptorAt.optionalPathTableM, descriptorAt.rootRecord, "optional path table M");
  block.expectByte("DESCRIPTOR_FIELD", descriptorAt.structureVersion, 1, "file structure version");
  zeros(descriptorAt.reserved, sectorBytes, "reserved and application use");
}

function expectBlank(block: Block, what: string, found: string, at: number): void {
  if (found !== "") block.report("DESCRIPTOR_TEXT", at, `a blank ${what}`, quote(found));
}

/** Printable ASCII, filled up with blanks (ECMA-119 7.4.3; in Joliet with UCS-2 blanks and a zero for an odd byte). */
function readText(block: Block, at: number, length: number, isJoliet: boolean, what: string): string {
  let text = "";
  const width = isJoliet ? 2 : 1;
  for (let i = 0; i + width <= length; i += width)
    text += String.fromCharCode(isJoliet ? block.view.getUint16(at + i, false) : block.byte(at + i));
  if (isJoliet && length % 2 === 1)
    block.expectZeros("DESCRIPTOR_TEXT", at + length - 1, at + length, `odd byte of ${what}`);
  if (!/^[ -~]*$/.test(text)) block.report("DESCRIPTOR_TEXT", at, `printable ASCII (${what})`, quote(text.trimEnd()));
  return text.replace(/ +$/, "");
}

/** Creation and modification are the same moment in UTC, expiration and effective date are not given. */
function readDates(block: Block): string | undefined {
  const digits = (at: number) => String.fromCharCode(...block.bytes.subarray(at, at + dateBytes - 1));
  const expectDigits = (at: number, expected: string, what: string) => {
    if (digits(at) !== expected) block.report("DESCRIPTOR_DATE", at, `${what} ${expected}`, quote(digits(at)));
  };
  const modified = digits(descriptorAt.modificationDate);
  expectDigits(descriptorAt.creationDate, modified, "creation date");
  expectDigits(descriptorAt.expirationDate, "0".repeat(dateBytes - 1), "expiration date");
  expectDigits(descriptorAt.effectiveDate, "0".repeat(dateBytes - 1), "effective date");
  for (const at of [
    descriptorAt.creationDate,
    descriptorAt.modificationDate,
    descriptorAt.expirationDate,
    descriptorAt.effectiveDate,
  ])
    block.expectByte("DESCRIPTOR_DATE", at + dateBytes - 1, 0, "offset from Greenwich");
  if (momentOf(modified) !== undefined) return modified;
  block.report("DESCRIPTOR_DATE", descriptorAt.modificationDate, "a moment YYYYMMDDhhmmss00", quote(modified));
  return undefined;
}

/** `YYYY-MM-DDThh:mm:ssZ` of 16 digits, or undefined when there is no such moment or it has hundredths. */
export function momentOf(digits: string): string | undefined {
  const [, year, month, day, hour, minute, second] = /^(....)(..)(..)(..)(..)(..)00$/.exec(digits) ?? [];
  if (!/^[0-9]{16}$/.test(digits) || year === undefined) return undefined;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && `${time.toISOString().slice(0, 19)}Z` === text ? text : undefined;
}

/** The same moment as a directory record holds it, 7 bytes (ECMA-119 9.1.5). `moment` as `momentOf` gives it. */
export function recordDateOf(moment: string): Uint8Array {
  const time = new Date(moment);
  return Uint8Array.of(
    time.getUTCFullYear() - 1900, // years after 2155 wrap, and then no record has them right
    time.getUTCMonth() + 1,
    time.getUTCDate(),
    time.getUTCHours(),
    time.getUTCMinutes(),
    time.getUTCSeconds(),
    0,
  );
}
