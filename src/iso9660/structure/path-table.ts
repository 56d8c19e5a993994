// Path tables, ECMA-119 6.9 and 9.4: Windows finds folders through them, Linux through the directories. Were they to differ, the two would
// show different discs; so each table must list exactly the directories of its tree, in the order that 6.9.1 gives.

import { encodeHex } from "../../format/text/decode.ts";
import { quote } from "../../format/text/error.ts";
import { sectorBytes } from "../source.ts";
import { type RegionKind, regionOf } from "../volume/regions.ts";
import type { Survey } from "../volume/survey.ts";
import type { Folder, Tree } from "../volume/tree.ts";
import { Block } from "./block.ts";
import { pathEntryAt } from "./layout.ts";

export interface PathTable {
  readonly lba: number;
  readonly bytes: number;
  /** Type M; type L is little-endian. */
  readonly isBigEndian: boolean;
}

/** An entry as the tree says it must be. */
interface Expected {
  readonly folder: Folder;
  /** Number of the parent's entry, counted from 1. */
  readonly parentNumber: number;
}

/** Reads both tables of a tree, the lower one first. Throws IsoError LIMIT, UNREADABLE. */
export async function checkPathTables(
  survey: Survey,
  tree: Tree,
  tables: readonly PathTable[],
  kind: RegionKind,
): Promise<void> {
  const expected = expectedEntries(tree.root);
  for (const table of [...tables].sort((a, b) => a.lba - b.lba)) {
    if (!isReadable(survey, table)) continue;
    const count = Math.ceil(table.bytes / sectorBytes);
    const bytes = await survey.metadata.read(table.lba, count);
    survey.claims.add(regionOf(kind, table.lba, table.bytes));
    checkEntries(new Block(bytes, table.lba, survey.findings), table, expected);
  }
}

/** Level by level, within a level by parent, within a parent in the order of its records. */
function expectedEntries(root: Folder): Expected[] {
  const expected: Expected[] = [{ folder: root, parentNumber: 1 }];
  for (let i = 0; i < expected.length; i++)
    for (const child of expected[i]?.folder.children ?? []) expected.push({ folder: child, parentNumber: i + 1 });
  return expected;
}

function isReadable(survey: Survey, { lba, bytes }: PathTable): boolean {
  const count = Math.ceil(bytes / sectorBytes);
  const refuse = (expected: string) => {
    survey.findings.add("PATH_TABLE_PLACE", `sector ${lba}`, expected, `${bytes} bytes at sector ${lba}`, lba);
    return false;
  };
  if (bytes === 0 || bytes > survey.limits.directoryBytes)
    return refuse(`a path table of 1 to ${survey.limits.directoryBytes} bytes`);
  if (lba < survey.firstStructure || lba + count > survey.sectors)
    return refuse(`a path table in sectors ${survey.firstStructure} to ${survey.sectors - 1}`);
  if (survey.metadata.isTaken(lba, count)) return refuse("sectors of this path table alone");
  return true;
}

function checkEntries(block: Block, table: PathTable, expected: readonly Expected[]): void {
  let at = 0;
  let index = 0;
  for (; at < table.bytes; index++) {
    const length = at + pathEntryAt.identifier < table.bytes ? block.byte(at + pathEntryAt.identifierLength) : 0;
    const end = at + pathEntryAt.identifier + length + (length % 2); // 9.4.6: a padding byte behind an identifier of odd length
    const entry = expected[index];
    if (length === 0 || end > table.bytes || entry === undefined) {
      block.report("PATH_TABLE", at, `${expected.length} entries`, `${index} and ${table.bytes - at} bytes more`);
      return;
    }
    checkEntry(block, at, length, table.isBigEndian, entry);
    block.expectZeros("PATH_TABLE", at + pathEntryAt.identifier + length, end, "padding of the identifier");
    at = end;
  }
  if (index < expected.length) block.report("PATH_TABLE", at - 1, `${expected.length} entries`, `${index}`);
  block.expectZeros("PATH_TABLE", table.bytes, block.bytes.length, "behind the last entry");
}

function checkEntry(block: Block, at: number, length: number, isBigEndian: boolean, expected: Expected): void {
  const lba = block.view.getUint32(at + pathEntryAt.extent, !isBigEndian);
  const parentNumber = block.view.getUint16(at + pathEntryAt.parentNumber, !isBigEndian);
  const { folder } = expected;
  const isRight =
    length === folder.identifier.length &&
    block.equals(at + pathEntryAt.identifier, folder.identifier) &&
    lba === folder.lba &&
    parentNumber === expected.parentNumber;
  if (!isRight) {
    const identifier = encodeHex(
      block.bytes.subarray(at + pathEntryAt.identifier, at + pathEntryAt.identifier + Math.min(length, 40)),
    );
    block.report(
      "PATH_TABLE",
      at,
      `${quote(`/${folder.path}`)} at sector ${folder.lba}, parent ${expected.parentNumber}`,
      `identifier 0x${identifier} at sector ${lba}, parent ${parentNumber}`,
      folder.path,
    );
  }
  block.expectByte("EXTENDED_ATTRIBUTES", at + pathEntryAt.extendedAttributes, 0, "extended attribute length");
}
