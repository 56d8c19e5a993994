// The system use field of a primary directory record: SUSP-112 (Sharing Protocol) and RRIP-112 (Rock Ridge).
// Only SP, CE, ER, PX, TF and NM, each with the one content that the recipe gives; everything else is a finding.

import { concatBytes, encodeUtf8 } from "../../format/text/decode.ts";
import type { FindingCode, Findings } from "../finding.ts";
import type { Limits } from "../limits.ts";
import { sectorBytes } from "../source.ts";
import { type Region, regionOf } from "../volume/regions.ts";
import { Block } from "./block.ts";
import { continuationAt, continuationBytes, entryAt, nameEntryAt, smallestEntry } from "./layout.ts";
import type { Metadata } from "./metadata.ts";
import type { DirectoryRecord } from "./record.ts";

const nameContinues = 0x01; // RRIP-112 4.1.4

// Signatures as big-endian numbers: comparing them as text would cost a string for each of 300,000 entries.
const signatureSP = 0x5350;
const signatureCE = 0x4345;
const signatureER = 0x4552;
const signaturePX = 0x5058;
const signatureTF = 0x5446;
const signatureNM = 0x4e4d;

/**
 * docs/spec/image.md, "System use": the order of the entries in a record. SUSP-112 5.3 wants SP in front: where it stands elsewhere some
 * systems see no Rock Ridge at all, and so other names.
 */
const order = [signatureSP, signaturePX, signatureTF, signatureNM, signatureCE];
/** The entries that may stand in a continuation area. */
const continued = [signatureNM, signatureER];

/** An entry whose content is the same on every disc. */
interface FixedEntry {
  readonly code: FindingCode;
  readonly bytes: Uint8Array;
  readonly what: string;
}

// SUSP-112 5.3, SP: nothing skipped.
const indicator: FixedEntry = {
  code: "SUSP_INDICATOR",
  bytes: Uint8Array.of(0x53, 0x50, 7, 1, 0xbe, 0xef, 0),
  what: "SP with 0xbeef and nothing skipped",
};
// SUSP-112 5.5, ER: lengths 10, 84, 135, extension version 1; RRIP-112 4.3 with the texts of RRIP 1.10.
const extension: FixedEntry = {
  code: "SUSP_EXTENSION",
  bytes: concatBytes(
    Uint8Array.of(0x45, 0x52, 237, 1, 10, 84, 135, 1),
    encodeUtf8("RRIP_1991A"),
    encodeUtf8("THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS"),
    encodeUtf8("PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  "),
    encodeUtf8("SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME DESCRIPTOR FOR CONTACT INFORMATION."),
  ),
  what: "the extension RRIP_1991A",
};
const folderAttributes = posixAttributes(0o040555);
const fileAttributes = posixAttributes(0o100555);

/** RRIP-112 4.1.1, PX in its 36-byte form without inode: mode, one link, user 0, group 0. */
function posixAttributes(mode: number): FixedEntry {
  const bytes = new Uint8Array(36);
  const view = new DataView(bytes.buffer);
  bytes.set([0x50, 0x58, 36, 1]);
  for (const [at, value] of [
    [4, mode],
    [12, 1],
  ] as const) {
    view.setUint32(at, value, true);
    view.setUint32(at + 4, value, false);
  }
  return { code: "POSIX", bytes, what: `mode 0${mode.toString(8)}, one link, user 0, group 0` };
}

/** RRIP-112 4.1.6, TF: modification, access and attribute change, each the one date in 7 bytes. */
function timeStamps(date: Uint8Array): FixedEntry {
  const bytes = concatBytes(Uint8Array.of(0x54, 0x46, 26, 1, 0x0e), date, date, date);
  return { code: "TIMES", bytes, what: "three times the date of the volume" };
}

/** Whose record it is: the root's "." has SP and ER besides; "." and ".." have no name. */
export type RecordRole = "root" | "dots" | "entry";

/** The system use of one record, as far as it was read. */
export interface RecordUse {
  readonly block: Block;
  readonly record: DirectoryRecord;
  readonly role: RecordRole;
  readonly seen: number[];
  readonly nameParts: Uint8Array[];
  isNameOpen: boolean;
  hops: number;
  /** The continuation area that is to be followed. */
  next: { readonly lba: number; readonly at: number; readonly length: number } | undefined;
}

/** A sector with continuation areas, and which of its bytes belong to one. */
interface ContinuationSector {
  readonly block: Block;
  readonly used: Uint8Array;
}

/** Reads the system use fields of a tree, one record at a time. */
export class SystemUse {
  readonly #metadata: Metadata;
  readonly #findings: Findings;
  readonly #limits: Limits;
  readonly #sectors: number;
  readonly #times: FixedEntry;
  #continuations = new Map<number, ContinuationSector>();

  /** `sectors`: the size of the volume. `date` as `recordDateOf` gives it. */
  constructor(metadata: Metadata, findings: Findings, limits: Limits, sectors: number, date: Uint8Array) {
    this.#metadata = metadata;
    this.#findings = findings;
    this.#limits = limits;
    this.#sectors = sectors;
    this.#times = timeStamps(date);
  }

  /** Reads what the record itself holds. While `next` is there, call `follow`; then `finish`. */
  start(block: Block, record: DirectoryRecord, role: RecordRole): RecordUse {
    const use: RecordUse = {
      ...{ block, record, role, seen: [], nameParts: [], isNameOpen: false, hops: 0, next: undefined },
    };
    this.#readArea(block, record.systemUseAt, record.end, 1, use);
    checkOrder(use);
    return use;
  }

  /** Reads the continuation area that is next. Throws IsoError. */
  async follow(use: RecordUse): Promise<void> {
    if (use.next === undefined) return;
    const { lba, at, length } = use.next;
    use.next = undefined;
    if (++use.hops > this.#limits.continuations) {
      use.block.report("CONTINUATION", use.record.at, `at most ${this.#limits.continuations} continuations`, "more");
      return;
    }
    const area = await this.#enter(use, lba, at, length);
    const before = use.seen.length;
    if (area !== undefined) this.#readArea(area, at, at + length, 0, use);
    const stranger = use.seen.slice(before).find((signature) => !continued.includes(signature));
    if (stranger !== undefined)
      use.block.report("SUSP_ENTRY", use.record.at, "only NM and ER continued", nameOf(stranger));
  }

  /** The Rock Ridge name, undefined when there is none. */
  finish({ block, record, role, seen, nameParts, isNameOpen }: RecordUse): Uint8Array | undefined {
    const ofRole = role === "root" ? [signatureSP, signatureER] : role === "entry" ? [signatureNM] : [];
    for (const signature of [signaturePX, signatureTF, ...ofRole])
      if (!seen.includes(signature)) block.report("SUSP_MISSING", record.at, `an entry ${nameOf(signature)}`, "none");
    if (isNameOpen) block.report("NAME", record.at, "the rest of the name", "none");
    return nameParts.length < 2 ? nameParts[0] : concatBytes(...nameParts);
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
  #readArea(block: Block, from: number, to: number, padding: number, use: RecordUse): void {
    let at = from;
    while (to - at >= smallestEntry) {
      if (use.seen.length === this.#limits.systemUseEntries) {
        block.report("SUSP", at, `at most ${use.seen.length} entries for a record`, "more");
        return;
      }
      const length = block.byte(at + entryAt.length);
      if (length < smallestEntry || length > to - at) {
        block.report("SUSP", at, `an entry of ${smallestEntry} to ${to - at} bytes`, `${length}`);
        return;
      }
      this.#readEntry(block, at, length, use);
      at += length;
    }
    if (to - at > padding) block.report("SUSP", at, `at most ${padding} bytes behind the last entry`, `${to - at}`);
    block.expectZeros("SUSP", at, to, "behind the last entry");
  }

  #readEntry(block: Block, at: number, length: number, use: RecordUse): void {
    const { role, seen } = use;
    const signature = block.view.getUint16(at);
    const isRepeated = seen.includes(signature) && !(signature === signatureNM && use.isNameOpen);
    const isMisplaced =
      signature === signatureNM
        ? role !== "entry"
        : (signature === signatureSP || signature === signatureER) && role !== "root";
    if (isRepeated || isMisplaced || block.byte(at + entryAt.version) !== 1)
      block.report("SUSP_ENTRY", at, "each entry once, in its place, of version 1", nameOf(signature));
    seen.push(signature);
    const fixed = this.#fixedEntry(signature, use.record.isFolder);
    if (fixed !== undefined) {
      if (length === fixed.bytes.length) block.expect(fixed.code, at, fixed.bytes, fixed.what);
      else block.report(fixed.code, at, `${fixed.what} in ${fixed.bytes.length} bytes`, `${length} bytes`);
    } else if (signature === signatureNM) readNamePart(block, at, length, use);
    else if (signature === signatureCE) readContinuation(block, at, length, use);
    else block.report("SUSP_ENTRY", at, "SP, CE, ER, PX, TF or NM", nameOf(signature));
  }

  #fixedEntry(signature: number, isFolder: boolean): FixedEntry | undefined {
    if (signature === signaturePX) return isFolder ? folderAttributes : fileAttributes;
    if (signature === signatureTF) return this.#times;
    if (signature === signatureSP) return indicator;
    if (signature === signatureER) return extension;
    return undefined;
  }

  /** The block of a continuation area, or undefined when it must not be followed. */
  async #enter({ block, record }: RecordUse, lba: number, at: number, length: number): Promise<Block | undefined> {
    const refuse = (expected: string) => {
      block.report("CONTINUATION", record.at, expected, `sector ${lba} byte ${at} length ${length}`);
      return undefined;
    };
    // In SUSP-112 an area may run on into the next sector; libisofs never lets it.
    if (length < smallestEntry || at + length > sectorBytes) return refuse("a continuation area within one sector");
    let sector = this.#continuations.get(lba);
    if (sector === undefined) {
      if (lba < 16 || lba >= this.#sectors) return refuse("a continuation area inside the volume");
      if (this.#metadata.isTaken(lba, 1)) return refuse("a continuation area apart from other structure");
      const bytes = await this.#metadata.read(lba, 1);
      sector = { block: new Block(bytes, lba, this.#findings, block.path), used: new Uint8Array(sectorBytes) };
      this.#continuations.set(lba, sector);
    }
    // Each byte belongs to one area: no loop, and no more work than there are bytes.
    if (sector.used.subarray(at, at + length).includes(1)) return refuse("a continuation area of its own");
    sector.used.fill(1, at, at + length);
    return sector.block;
  }
}

/** Of the entries that stand in the record itself. An unknown one is reported where it is read. */
function checkOrder({ block, record, seen }: RecordUse): void {
  const ranks = seen.map((signature) => order.indexOf(signature)).filter((rank) => rank !== -1);
  const late = ranks.findIndex((rank, i) => rank < (ranks[i - 1] ?? 0));
  if (late === -1) return;
  block.report("SUSP_ENTRY", record.at, "entries in the order SP, PX, TF, NM, CE", seen.map(nameOf).join(", "));
}

function readNamePart(block: Block, at: number, length: number, use: RecordUse): void {
  const flags = length > nameEntryAt.flags ? block.byte(at + nameEntryAt.flags) : -1;
  if (flags !== 0 && flags !== nameContinues)
    block.report("NAME", at, "a name with flags 0 or 1 (continues)", `${flags}`);
  use.isNameOpen = flags === nameContinues;
  use.nameParts.push(block.bytes.subarray(at + nameEntryAt.name, at + Math.max(length, nameEntryAt.name)));
}

function readContinuation(block: Block, at: number, length: number, use: RecordUse): void {
  if (length !== continuationBytes || use.next !== undefined) {
    block.report("CONTINUATION", at, `one CE of ${continuationBytes} bytes`, `${length} bytes`);
    return;
  }
  use.next = {
    lba: block.both32(at + continuationAt.sector),
    at: block.both32(at + continuationAt.offset),
    length: block.both32(at + continuationAt.length),
  };
}

/** A signature that can be shown. */
function nameOf(signature: number): string {
  const text = String.fromCharCode(signature >> 8, signature & 255);
  return /^[!-~]{2}$/.test(text) ? text : `0x${signature.toString(16).padStart(4, "0")}`;
}
