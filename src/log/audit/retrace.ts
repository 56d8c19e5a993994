// A log computed anew: entries in, and every tile that they make held against the file that is served, byte for byte, partial ones too.
// Nothing that the log says of itself is used but its size. Where entries are not served, the hashes in their tile stand in for them,
// so that all else can still be judged.

import { equalBytes } from "../../format/index.ts";
import { leafHash } from "../../format/merkle.ts";
import { LogError } from "../error.ts";
import { bundleLimit, parseBundle } from "../tiles/bundle.ts";
import { type HashTile, TileEdge } from "../tiles/edge.ts";
import { hashBytes, pathOf, tileWidth, widthOf } from "../tiles/path.ts";
import { sha256 } from "../tiles/tree.ts";
import { readServed, type ServedTiles } from "./files.ts";
import type { Findings } from "./report.ts";

export interface Retraced {
  /** Of each size that was asked for, the root hash of the tree on so many entries; none of those behind a place that is not served. */
  readonly rootHashes: ReadonlyMap<number, Uint8Array>;
  /** Files that were compared. */
  readonly files: number;
}

/** What is asked of a run. */
export interface Retrace {
  readonly folder: string;
  readonly size: number;
  readonly tiles: ServedTiles;
  readonly findings: Findings;
  /** Sizes of which the root hash is wanted. */
  readonly wanted: ReadonlySet<number>;
  /** Hears each entry in turn that is served. */
  readonly onEntry: (index: number, entry: Uint8Array) => Promise<void>;
}

export async function retrace(asked: Retrace): Promise<Retraced> {
  const { folder, size, findings, wanted, onEntry } = asked;
  const edge = new TileEdge();
  const rootHashes = new Map<number, Uint8Array>();
  let files = 0;
  if (wanted.has(0)) rootHashes.set(0, edge.rootHash());
  for (let index = 0; index * tileWidth < size; index++) {
    const first = index * tileWidth;
    const bundle = readBundle(folder, index, widthOf(0, index, size), findings);
    const leaves = bundle?.entries.map((entry) => leafHash(entry, sha256)) ?? readLeaves(folder, index, size);
    if (bundle !== undefined) files += 1 + compareBundles(asked, index, bundle);
    if (leaves === undefined) {
      findings.open("TREE_UNKNOWN", { from: first });
      return { rootHashes, files };
    }
    for (const [i, leaf] of leaves.entries()) {
      for (const tile of edge.add(leaf)) files += compareTile(asked, tile);
      const entry = bundle?.entries[i];
      if (entry !== undefined) await onEntry(first + i, entry);
      if (wanted.has(edge.size)) rootHashes.set(edge.size, edge.rootHash());
    }
  }
  for (const tile of edge.finish()) files += compareTile(asked, tile);
  return { rootHashes, files };
}

interface Bundle {
  readonly bytes: Uint8Array;
  readonly entries: readonly Uint8Array[];
}

function readBundle(folder: string, index: number, width: number, findings: Findings): Bundle | undefined {
  const path = pathOf({ level: "entries", index, width });
  const where = { path, from: index * tileWidth, to: index * tileWidth + width - 1 };
  const bytes = readServed(folder, path, bundleLimit);
  if (bytes === undefined) {
    findings.add("ENTRIES_MISSING", where);
    return undefined;
  }
  try {
    return { bytes, entries: parseBundle(bytes, width, path) };
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    findings.add("ENTRIES_DAMAGED", where);
    return undefined;
  }
}

/** The hashes of leaves that the tile has, in place of entries that are not served. */
function readLeaves(folder: string, index: number, size: number): Uint8Array[] | undefined {
  const width = widthOf(0, index, size);
  const bytes = readServed(folder, pathOf({ level: 0, index, width }), width * hashBytes);
  if (bytes?.length !== width * hashBytes) return undefined;
  return Array.from({ length: width }, (_, i) => bytes.slice(i * hashBytes, (i + 1) * hashBytes));
}

/** A bundle that was smaller once is the beginning of the one that was read. Gives how many files were compared. */
function compareBundles({ folder, tiles, findings }: Retrace, index: number, { bytes, entries }: Bundle): number {
  const widths = (tiles.partial.get(`entries/${index}`) ?? []).filter((width) => width < entries.length);
  for (const width of widths) {
    const length = entries.slice(0, width).reduce((sum, entry) => sum + 2 + entry.length, 0);
    const path = pathOf({ level: "entries", index, width });
    compareFile(folder, path, bytes.subarray(0, length), findings);
  }
  return widths.length;
}

function compareTile({ folder, tiles, findings }: Retrace, { level, index, width, bytes }: HashTile): number {
  compareFile(folder, pathOf({ level, index, width }), bytes, findings);
  const widths = (tiles.partial.get(`${level}/${index}`) ?? []).filter((smaller) => smaller < width);
  for (const smaller of widths)
    compareFile(folder, pathOf({ level, index, width: smaller }), bytes.subarray(0, smaller * hashBytes), findings);
  return 1 + widths.length;
}

function compareFile(folder: string, path: string, expected: Uint8Array, findings: Findings): void {
  const found = readServed(folder, path, expected.length);
  if (found === undefined) findings.add("TILE_MISSING", { path });
  else if (!equalBytes(found, expected)) findings.add("TILE_DIFFERS", { path });
}
