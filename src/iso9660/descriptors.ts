// The descriptor set from sector 16 (ECMA-119 8.1): exactly a primary, a Joliet and a terminator, each in its place.

import { Block } from "./block.ts";
import { compareDescriptors, type Descriptor, readDescriptor } from "./descriptor.ts";
import { IsoError } from "./error.ts";
import type { FindingCode, Findings } from "./finding.ts";
import type { Limits } from "./limits.ts";
import type { Metadata } from "./metadata.ts";
import { type Region, type RegionKind, regionOf } from "./regions.ts";
import { sectorBytes } from "./source.ts";

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
  /** The sector behind the set. */
  readonly end: number;
  readonly claims: readonly Region[];
}

/** Throws IsoError NOT_ISO, UNREADABLE. */
export async function readDescriptors(metadata: Metadata, findings: Findings, limits: Limits): Promise<DescriptorSet> {
  const first = await metadata.readDescriptor(firstDescriptor, lastDescriptor - firstDescriptor + 1);
  let primary: DescribedTree | undefined;
  let joliet: DescribedTree | undefined;
  const claims: Region[] = [regionOf("system-area", 0, firstDescriptor * sectorBytes)];
  const claim = (kind: RegionKind, lba: number) => claims.push(regionOf(kind, lba, sectorBytes));
  let lba = firstDescriptor;
  // Without a terminator in its place the set may go on, but not into what the primary descriptor points to.
  const last = () =>
    Math.min(firstDescriptor + limits.descriptors, ...(primary === undefined ? [] : startsOf(primary)));
  for (let isOver = false; !isOver && (lba <= lastDescriptor || lba < last()); lba++) {
    const at = (lba - firstDescriptor) * sectorBytes;
    const bytes = lba <= lastDescriptor ? first.subarray(at, at + sectorBytes) : await metadata.readDescriptor(lba, 1);
    const block = new Block(bytes, lba, findings);
    const isStandard = block.equals(standardIdentifierAt, standardIdentifier);
    const type = isStandard ? block.byte(typeAt) : -1;
    const isEnhanced = type === typeSupplementary && block.byte(versionAt) === enhancedVersion;
    if (isStandard && !isEnhanced) block.expectByte("DESCRIPTOR_FIELD", versionAt, 1, "descriptor version");
    if (lba === firstDescriptor && type !== typePrimary)
      throw new IsoError("NOT_ISO", `sector ${lba}`, "a primary volume descriptor", "none", lba);
    if (type === typePrimary && primary === undefined) {
      primary = { block, descriptor: readDescriptor(block, false) };
      claim("primary-descriptor", lba);
    } else if (type === typeSupplementary && !isEnhanced && joliet === undefined) {
      joliet = { block, descriptor: readDescriptor(block, true) };
      expectPlace(block, firstDescriptor + 1);
      claim("joliet-descriptor", lba);
    } else if (type === typeTerminator) {
      block.expectZeros("DESCRIPTOR_FIELD", contentAt, sectorBytes, "terminator");
      expectPlace(block, lastDescriptor);
      claim("terminator", lba);
      isOver = true;
    } else {
      reportStranger(block, type);
      isOver = !isStandard;
    }
  }
  if (primary === undefined) throw new IsoError("NOT_ISO", "sector 16", "a primary volume descriptor", "none", lba);
  const code = (kind: RegionKind, code: FindingCode, expected: string) => {
    if (!claims.some((one) => one.kind === kind)) findings.add(code, `sector ${lastDescriptor}`, expected, "none");
  };
  code("joliet-descriptor", "NO_JOLIET", "a Joliet descriptor");
  code("terminator", "NO_TERMINATOR", "a set terminator");
  if (joliet !== undefined) compareDescriptors(joliet.block, primary.descriptor, joliet.descriptor);
  return { primary, joliet, end: lba, claims };
}

/** The sectors behind the usual descriptors where a descriptor says that structure begins. */
export function startsOf({ descriptor }: DescribedTree): number[] {
  const { rootLba, pathTableL, pathTableM } = descriptor;
  return [rootLba, pathTableL, pathTableM].filter((lba) => lba > lastDescriptor);
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
