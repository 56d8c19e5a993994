// One directory record, ECMA-119 9.1.

import { sectorBytes } from "../source.ts";
import type { Block } from "./block.ts";
import { recordAt, recordFlags, smallestRecord } from "./layout.ts";

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
  const identifierEnd = at + recordAt.identifier + block.byte(at + recordAt.identifierLength);
  const systemUseAt = identifierEnd + ((identifierEnd - at) % 2); // 9.1.12: a padding byte behind an identifier of even length
  if (identifierEnd === at + recordAt.identifier || systemUseAt > end) {
    block.report(
      "RECORD",
      at + recordAt.identifierLength,
      `an identifier of 1 to ${length - recordAt.identifier} bytes`,
      `${identifierEnd - at - recordAt.identifier}`,
    );
    return undefined;
  }
  block.expectZeros("RECORD_PADDING", identifierEnd, systemUseAt, "padding of the identifier");
  block.expectByte("EXTENDED_ATTRIBUTES", at + recordAt.extendedAttributes, 0, "extended attribute length");
  block.expect("RECORD_DATE", at + recordAt.date, date, "the date of the volume");
  block.expectByte("INTERLEAVED", at + recordAt.unitSize, 0, "file unit size");
  block.expectByte("INTERLEAVED", at + recordAt.gapSize, 0, "interleave gap");
  const volume = block.both16(at + recordAt.volumeSequenceNumber);
  if (volume !== 1)
    block.report("VOLUME_NUMBER", at + recordAt.volumeSequenceNumber, "volume sequence number 1", `${volume}`);
  const flags = block.byte(at + recordAt.flags);
  checkFlags(block, at + recordAt.flags, flags);
  return {
    at,
    end,
    lba: block.both32(at + recordAt.extent),
    bytes: block.both32(at + recordAt.dataLength),
    isFolder: (flags & recordFlags.folder) !== 0,
    hasMore: (flags & recordFlags.moreExtents) !== 0,
    identifierAt: at + recordAt.identifier,
    identifierEnd,
    systemUseAt,
  };
}

/** Systems differ in what they show of a file with other flags: Linux hides associated files, Windows skips them. */
function checkFlags(block: Block, at: number, flags: number): void {
  const found = `0x${flags.toString(16).padStart(2, "0")}`;
  if ((flags & recordFlags.hidden) !== 0) block.report("HIDDEN", at, "no hidden flag", found);
  if ((flags & recordFlags.associated) !== 0) block.report("ASSOCIATED", at, "no associated flag", found);
  const rest = flags & ~recordFlags.hidden & ~recordFlags.associated;
  if (rest !== 0 && rest !== recordFlags.folder && rest !== recordFlags.moreExtents)
    block.report("FLAGS", at, "flags 0x00, 0x02 or 0x80", found);
}
