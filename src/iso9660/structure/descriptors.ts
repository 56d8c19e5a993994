// The descriptor set from sector 16 (ECMA-119 8.1): exactly a primary, a Joliet and a terminator, each in its place.

import { IsoError } from "../error.ts";
import type { FindingCode, Findings } from "../finding.ts";
import type { Limits } from "../limits.ts";
import { sectorBytes } from "../source.ts";
import { type Region, type RegionKind, regionOf } from "../volume/regions.ts";
import { Block } from "./block.ts";
import { compareDescriptors, type Descriptor, readDescriptor } from "./descriptor.ts";
import type { Metadata } from "./metadata.ts";

export const firstDescriptor = 16;
const lastDescriptor = 18;

// ECMA-119 8.1.1, 8.1.2, 8.1.3
const typeAt = 0;
const standardIdentifierAt = 1;
const versionAt = 6;
const contentAt = 7;
const standardIdentifier = Uint8Array.from("CD001", (character) => character.charCodeAt(0));
const enhancedVersion = 2; // ECMA-119 8.5.1 (third edition): a tree beside Joliet's, "ISO 9660:1999"
const typePrimary = 1;
const typeSupplementary = 2;
const typeTerminator = 255;

export interface DescribedTree {
  readonly block: Block;
  readonly descriptor: Descriptor;
}

export interface DescriptorSet {
  readonly primary: DescribedTree;
  readonly joliet: DescribedTree | undefined;
  /** The sector behind the set and behind what was read for it, where structure may begin: a set may break off or end early. */
  readonly end: number;
  readonly claims: readonly Region[];
}

/** The set as far as it was read. */
interface Gathered {
  readonly primary: DescribedTree;
  joliet: DescribedTree | undefined;
  isOver: boolean;
  readonly claims: Region[];
}

/** Throws IsoError NOT_ISO, UNREADABLE. */
export async function readDescriptors(metadata: Metadata, findings: Findings, limits: Limits): Promise<DescriptorSet> {
  const set = startSet(new Block(await metadata.readDescriptor(firstDescriptor, 1), firstDescriptor, findings));
  // Without a terminator in its place the set may go on, but not into what the primary descriptor points to.
  const limit = Math.min(firstDescriptor + limits.descriptors, ...startsOf(set.primary, lastDescriptor + 1));
  let lba = firstDescriptor + 1;
  for (; !set.isOver && (lba <= lastDescriptor || lba < limit); lba++)
    addToSet(set, new Block(await metadata.readDescriptor(lba, 1), lba, findings));
  const expectKind = (kind: RegionKind, code: FindingCode, expected: string) => {
    if (!set.claims.some((one) => one.kind === kind)) findings.add(code, `sector ${lastDescriptor}`, expected, "none");
  };
  expectKind("joliet-descriptor", "NO_JOLIET", "a Joliet descriptor");
  expectKind("terminator", "NO_TERMINATOR", "a set terminator");
  const { primary, joliet, claims } = set;
  if (joliet !== undefined) compareDescriptors(joliet.block, primary.descriptor, joliet.descriptor);
  // Without Joliet a set ends a sector earlier, and structure may begin there; a set that breaks off frees no sector.
  const isEnded = claims.some((one) => one.kind === "terminator");
  return { primary, joliet, end: isEnded ? lba : Math.max(lba, lastDescriptor + 1), claims };
}

/** The type of a descriptor, or -1 when it is none. */
function typeOf(block: Block): number {
  return block.equals(standardIdentifierAt, standardIdentifier) ? block.byte(typeAt) : -1;
}

function startSet(block: Block): Gathered {
  if (typeOf(block) !== typePrimary)
    throw new IsoError("NOT_ISO", `sector ${block.lba}`, "a primary volume descriptor", "none", block.lba);
  block.expectByte("DESCRIPTOR_FIELD", versionAt, 1, "descriptor version");
  return {
    primary: { block, descriptor: readDescriptor(block, false) },
    joliet: undefined,
    isOver: false,
    claims: [
      regionOf("system-area", 0, firstDescriptor * sectorBytes),
      regionOf("primary-descriptor", block.lba, sectorBytes),
    ],
  };
}

function addToSet(set: Gathered, block: Block): void {
  const type = typeOf(block);
  if (type === typeSupplementary && set.joliet === undefined && block.byte(versionAt) !== enhancedVersion) {
    set.joliet = { block, descriptor: readDescriptor(block, true) };
    expectPlace(block, firstDescriptor + 1);
    set.claims.push(regionOf("joliet-descriptor", block.lba, sectorBytes));
  } else if (type === typeTerminator) {
    block.expectZeros("DESCRIPTOR_FIELD", contentAt, sectorBytes, "terminator");
    expectPlace(block, lastDescriptor);
    set.claims.push(regionOf("terminator", block.lba, sectorBytes));
    set.isOver = true;
  } else {
    reportStranger(block, type);
    set.isOver = type === -1;
    return;
  }
  block.expectByte("DESCRIPTOR_FIELD", versionAt, 1, "descriptor version");
}

/** The sectors from `first` on where a descriptor says that structure begins. */
export function startsOf({ descriptor }: DescribedTree, first: number): number[] {
  const { rootLba, pathTableL, pathTableM } = descriptor;
  return [rootLba, pathTableL, pathTableM].filter((lba) => lba >= first);
}

function expectPlace(block: Block, lba: number): void {
  if (block.lba !== lba) block.report("DESCRIPTOR_PLACE", typeAt, `this descriptor in sector ${lba}`, "it here");
}

/** An operating system may prefer what such a descriptor describes: El Torito, a third tree, an older or newer primary. */
function reportStranger(block: Block, type: number): void {
  const names: Record<number, FindingCode> = {
    0: "BOOT_RECORD",
    1: "SECOND_PRIMARY",
    2: "SECOND_SUPPLEMENTARY",
    3: "PARTITION_DESCRIPTOR",
  };
  const found = type === -1 ? "a sector without CD001" : `a descriptor of type ${type}`;
  block.report(names[type] ?? "UNKNOWN_DESCRIPTOR", typeAt, "primary, Joliet and terminator alone", found);
}
