// One directory record, ECMA-119 9.1.

import { sectorBytes } from "../source.ts";
import type { Block } from "./block.ts";

// Offsets from the start of the record; ECMA-119 counts from 1.
const extendedAttributesAt = 1;
const extentAt = 2;
const dataLengthAt = 10;
const dateAt = 18;
const flagsAt = 25;
const unitSizeAt = 26;
const gapSizeAt = 27;
const volumeSequenceNumberAt = 28;
const identifierLengthAt = 32;
const identifierAt = 33;
const smallestRecord = 34;

// ECMA-119 9.1.6
const flagHidden = 0x01;
const flagDirectory = 0x02;
const flagAssociated = 0x04;
const flagMoreExtents = 0x80;

export interface DirectoryRecord {
  /** Offset of the record in its block. */
  readonly at: number;
  readonly end: number;
  readonly lba: number;
  readonly bytes: number;
  readonly isFolder: boolean;
  /** Another record with a further part of the same file follows. */
  readonly hasMore: boolean;
  readonly identifierAt: number;
  readonly identifierEnd: number;
  /** The system use field reaches from here to `end`. */
  readonly systemUseAt: number;
}

/**
 * The record at `at`, or undefined when its length makes no sense: then the next one cannot be found.
 * `date` is what every record must hold, as `recordDateOf` gives it.
 */
export function readRecord(block: Block, at: number, date: Uint8Array): DirectoryRecord | undefined {
  const length = block.byte(at);
  const room = Math.min(sectorBytes - (at % sectorBytes), block.bytes.length - at);
  if (length < smallestRecord || length > room || length % 2 === 1) {
    block.report("RECORD", at, `an even record length from ${smallestRecord} to ${room}`, `${length}`);
    return undefined;
  }
  const end = at + length;
  const identifierEnd = at + identifierAt + block.byte(at + identifierLengthAt);
  const systemUseAt = identifierEnd + ((identifierEnd - at) % 2); // 9.1.12: a padding byte behind an identifier of even length
  if (identifierEnd === at + identifierAt || systemUseAt > end) {
    block.report(
      "RECORD",
      at + identifierLengthAt,
      `an identifier of 1 to ${length - identifierAt} bytes`,
      `${identifierEnd - at - identifierAt}`,
    );
    return undefined;
  }
  block.expectZeros("RECORD_PADDING", identifierEnd, systemUseAt, "padding of the identifier");
  block.expectByte("EXTENDED_ATTRIBUTES", at + extendedAttributesAt, 0, "extended attribute length");
  block.expect("RECORD_DATE", at + dateAt, date, "the date of the volume");
  block.expectByte("INTERLEAVED", at + unitSizeAt, 0, "file unit size");
  block.expectByte("INTERLEAVED", at + gapSizeAt, 0, "interleave gap");
  const volume = block.both16(at + volumeSequenceNumberAt);
  if (volume !== 1) block.report("VOLUME_NUMBER", at + volumeSequenceNumberAt, "volume sequence number 1", `${volume}`);
  const flags = block.byte(at + flagsAt);
  checkFlags(block, at + flagsAt, flags);
  return {
    at,
    end,
    lba: block.both32(at + extentAt),
    bytes: block.both32(at + dataLengthAt),
    isFolder: (flags & flagDirectory) !== 0,
    hasMore: (flags & flagMoreExtents) !== 0,
    identifierAt: at + identifierAt,
    identifierEnd,
    systemUseAt,
  };
}

/** Systems differ in what they show of a file with other flags: Linux hides associated files, Windows skips them. */
function checkFlags(block: Block, at: number, flags: number): void {
  const found = `0x${flags.toString(16).padStart(2, "0")}`;
  if ((flags & flagHidden) !== 0) block.report("HIDDEN", at, "no hidden flag", found);
  if ((flags & flagAssociated) !== 0) block.report("ASSOCIATED", at, "no associated flag", found);
  const rest = flags & ~flagHidden & ~flagAssociated;
  if (rest !== 0 && rest !== flagDirectory && rest !== flagMoreExtents)
    block.report("FLAGS", at, "flags 0x00, 0x02 or 0x80", found);
}
