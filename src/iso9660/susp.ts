// The system use field of a primary directory record: SUSP-112 (Sharing Protocol) and RRIP-112 (Rock Ridge).
// Only SP, CE, ER, PX, TF and NM, each with the one content that the recipe gives; everything else is a finding.

import { concatBytes, encodeUtf8 } from "../format/index.ts";
import { Block } from "./block.ts";
import type { FindingCode, Findings } from "./finding.ts";
import type { Limits } from "./limits.ts";
import type { Metadata } from "./metadata.ts";
import type { DirectoryRecord } from "./record.ts";
import { type Region, regionOf } from "./regions.ts";
import { sectorBytes } from "./source.ts";

// SUSP-112 4.1: signature, length, version, data.
const lengthAt = 2;
const smallestEntry = 4;
// SUSP-112 5.1, CE: three both-endian numbers.
const continuationSectorAt = 4;
const continuationOffsetAt = 12;
const continuationLengthAt = 20;
const continuationBytes = 28;
// RRIP-112 4.1.4, NM: flags, then a part of the name.
const nameFlagsAt = 4;
const nameAt = 5;
const nameContinues = 0x01;

const indicator = Uint8Array.of(0x53, 0x50, 7, 1, 0xbe, 0xef, 0); // SUSP-112 5.3, SP: nothing skipped
// SUSP-112 5.5, ER: lengths 10, 84, 135, extension version 1; RRIP-112 4.3 with the texts of RRIP 1.10.
const extension = concatBytes(
  Uint8Array.of(0x45, 0x52, 237, 1, 10, 84, 135, 1),
  encodeUtf8("RRIP_1991A"),
  encodeUtf8("THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS"),
  encodeUtf8("PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  "),
  encodeUtf8("SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME DESCRIPTOR FOR CONTACT INFORMATION."),
);
const folderAttributes = posixAttributes(0o040555);
const fileAttributes = posixAttributes(0o100555);

/** RRIP-112 4.1.1, PX in its 36-byte form without inode: mode, one link, user 0, group 0. */
function posixAttributes(mode: number): Uint8Array {
  const entry = new Uint8Array(36);
  const view = new DataView(entry.buffer);
  entry.set([0x50, 0x58, 36, 1]);
  for (const [at, value] of [
    [4, mode],
    [12, 1],
  ] as const) {
    view.setUint32(at, value, true);
    view.setUint32(at + 4, value, false);
  }
  return entry;
}

/** RRIP-112 4.1.6, TF: modification, access and attribute change, each the one date in 7 bytes. */
function timeStamps(date: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(0x54, 0x46, 26, 1, 0x0e), date, date, date);
}

/** Whose record it is: the root's "." has SP and ER besides; "." and ".." have no name. */
export type RecordRole = "root" | "dots" | "entry";

/** What was seen of one record so far. */
interface Gathered {
  readonly role: RecordRole;
  readonly isFolder: boolean;
  readonly seen: Set<string>;
  readonly nameParts: Uint8Array[];
  isNameOpen: boolean;
  next: { readonly lba: number; readonly at: number; readonly length: number } | undefined;
}

/** A sector with continuation areas, and which of its bytes belong to one. */
interface ContinuationSector {
  readonly block: Block;
  readonly used: Uint8Array;
}

export class SystemUse {
  readonly #metadata: Metadata;
  readonly #findings: Findings;
  readonly #limits: Limits;
  readonly #sectors: number;
  readonly #times: Uint8Array;
  #continuations = new Map<number, ContinuationSector>();

  /** `sectors`: the size of the volume. `date` as `recordDateOf` gives it. */
  constructor(metadata: Metadata, findings: Findings, limits: Limits, sectors: number, date: Uint8Array) {
    this.#metadata = metadata;
    this.#findings = findings;
    this.#limits = limits;
    this.#sectors = sectors;
    this.#times = timeStamps(date);
  }

  /** The Rock Ridge name of a record, undefined when it has none. Throws IsoError. */
  async readName(block: Block, record: DirectoryRecord, role: RecordRole): Promise<Uint8Array | undefined> {
    const gathered: Gathered = {
      role,
      isFolder: record.isFolder,
      seen: new Set(),
      nameParts: [],
      isNameOpen: false,
      next: undefined,
    };
    this.#readArea(block, record.systemUseAt, record.end, 1, gathered);
    for (let hops = 0; gathered.next !== undefined; hops++) {
      const { lba, at, length } = gathered.next;
      gathered.next = undefined;
      if (hops === this.#limits.continuations) {
        block.report("CONTINUATION", record.at, `at most ${hops} continuation areas`, "more");
        break;
      }
      const area = await this.#enter(block, record, lba, at, length);
      if (area !== undefined) this.#readArea(area, at, at + length, 0, gathered);
    }
    this.#expectComplete(block, record, gathered);
    if (gathered.nameParts.length === 0) return undefined;
    return gathered.nameParts.length === 1 ? gathered.nameParts[0] : concatBytes(...gathered.nameParts);
  }

  /** After the last record of a directory: what its continuation sectors hold besides is zero. Returns the sectors. */
  endDirectory(path: string): Region[] {
    const regions: Region[] = [];
    for (const [lba, { block, used }] of this.#continuations) {
      regions.push(regionOf("continuation", lba, sectorBytes, path));
      for (let at = 0; at < sectorBytes; at++) {
        if (used[at] === 1 || block.bytes[at] === 0) continue;
        block.report("CONTINUATION_SLACK", at, "zeros outside continuation areas", `${block.byte(at)}`);
        break;
      }
    }
    this.#continuations = new Map();
    return regions;
  }

  /** The entries from `from` up to `to`, of which at most `padding` bytes may be left over. */
  #readArea(block: Block, from: number, to: number, padding: number, gathered: Gathered): void {
    let at = from;
    while (to - at >= smallestEntry) {
      const length = block.byte(at + lengthAt);
      if (length < smallestEntry || length > to - at) {
        block.report("SUSP", at, `an entry of ${smallestEntry} to ${to - at} bytes`, `${length}`);
        return;
      }
      this.#readEntry(block, at, length, gathered);
      at += length;
    }
    if (to - at > padding) block.report("SUSP", at, `at most ${padding} bytes behind the last entry`, `${to - at}`);
    block.expectZeros("SUSP", at, to, "behind the last entry");
  }

  #readEntry(block: Block, at: number, length: number, gathered: Gathered): void {
    const signature = String.fromCharCode(block.byte(at), block.byte(at + 1));
    const isRepeated = gathered.seen.has(signature) && !(signature === "NM" && gathered.isNameOpen);
    const isMisplaced =
      ((signature === "SP" || signature === "ER") && gathered.role !== "root") ||
      (signature === "NM" && gathered.role !== "entry");
    if (isRepeated || isMisplaced || block.byte(at + 3) !== 1)
      block.report("SUSP_ENTRY", at, "each entry once, in its place, of version 1", `${visible(signature)}`);
    gathered.seen.add(signature);
    const fixed = this.#fixedEntry(signature, gathered.isFolder);
    if (fixed !== undefined) {
      const [code, entry, what] = fixed;
      if (length === entry.length) block.expect(code, at, entry, what);
      else block.report(code, at, `${what} in ${entry.length} bytes`, `${length} bytes`);
    } else if (signature === "NM") readNamePart(block, at, length, gathered);
    else if (signature === "CE") readContinuation(block, at, length, gathered);
    else block.report("SUSP_ENTRY", at, "SP, CE, ER, PX, TF or NM", visible(signature));
  }

  /** The entries that have but one content: code of the finding, bytes, words. */
  #fixedEntry(signature: string, isFolder: boolean): readonly [FindingCode, Uint8Array, string] | undefined {
    if (signature === "PX")
      return isFolder
        ? ["POSIX", folderAttributes, "mode 040555, one link, user 0, group 0"]
        : ["POSIX", fileAttributes, "mode 0100555, one link, user 0, group 0"];
    if (signature === "TF") return ["TIMES", this.#times, "three times the date of the volume"];
    if (signature === "SP") return ["SUSP_INDICATOR", indicator, "SP with 0xbeef and nothing skipped"];
    if (signature === "ER") return ["SUSP_EXTENSION", extension, "the extension RRIP_1991A"];
    return undefined;
  }

  /** The block of a continuation area, or undefined when it must not be followed. */
  async #enter(
    from: Block,
    record: DirectoryRecord,
    lba: number,
    at: number,
    length: number,
  ): Promise<Block | undefined> {
    const refuse = (expected: string) => {
      from.report("CONTINUATION", record.at, expected, `sector ${lba} byte ${at} length ${length}`);
      return undefined;
    };
    // In SUSP-112 an area may run on into the next sector; libisofs never lets it.
    if (length < smallestEntry || at + length > sectorBytes) return refuse("a continuation area within one sector");
    let sector = this.#continuations.get(lba);
    if (sector === undefined) {
      if (lba < 16 || lba >= this.#sectors) return refuse("a continuation area inside the volume");
      if (this.#metadata.isTaken(lba, 1)) return refuse("a continuation area apart from other structure");
      const bytes = await this.#metadata.read(lba, 1);
      sector = { block: new Block(bytes, lba, this.#findings, from.path), used: new Uint8Array(sectorBytes) };
      this.#continuations.set(lba, sector);
    }
    // Each byte belongs to one area: no loop, and no more work than there are bytes.
    if (sector.used.subarray(at, at + length).includes(1)) return refuse("a continuation area of its own");
    sector.used.fill(1, at, at + length);
    return sector.block;
  }

  #expectComplete(block: Block, record: DirectoryRecord, gathered: Gathered): void {
    const due = ["PX", "TF", ...(gathered.role === "root" ? ["SP", "ER"] : gathered.role === "entry" ? ["NM"] : [])];
    for (const signature of due)
      if (!gathered.seen.has(signature)) block.report("SUSP_MISSING", record.at, `an entry ${signature}`, "none");
    if (gathered.isNameOpen) block.report("NAME", record.at, "the rest of the name", "none");
  }
}

function readNamePart(block: Block, at: number, length: number, gathered: Gathered): void {
  const flags = length > nameFlagsAt ? block.byte(at + nameFlagsAt) : -1;
  if (flags !== 0 && flags !== nameContinues)
    block.report("NAME", at, "a name with flags 0 or 1 (continues)", `${flags}`);
  gathered.isNameOpen = flags === nameContinues;
  gathered.nameParts.push(block.bytes.slice(at + nameAt, at + Math.max(length, nameAt)));
}

function readContinuation(block: Block, at: number, length: number, gathered: Gathered): void {
  if (length !== continuationBytes || gathered.next !== undefined) {
    block.report("CONTINUATION", at, `one CE of ${continuationBytes} bytes`, `${length} bytes`);
    return;
  }
  gathered.next = {
    lba: block.both32(at + continuationSectorAt),
    at: block.both32(at + continuationOffsetAt),
    length: block.both32(at + continuationLengthAt),
  };
}

/** A signature that can be shown. */
function visible(signature: string): string {
  return /^[!-~]{2}$/.test(signature)
    ? signature
    : `0x${signature.charCodeAt(0).toString(16)} 0x${signature.charCodeAt(1).toString(16)}`;
}
