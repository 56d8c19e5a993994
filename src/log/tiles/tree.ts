// A tree of a log out of its tiles: the root hash, and the proofs of RFC 6962 section 2.1. docs/spec/log-folder.md
// Tiles hold every eighth level; what lies between is hashed anew from the tile that it stands on.

import { hash } from "node:crypto";
import { copyBytes } from "../../format/index.ts";
import { emptyRootHash, nodeHash, type Sha256 } from "../../format/merkle.ts";
import { hashBytes, tileWidth } from "./path.ts";

/** Leaves of a tree: far more than there can be, and few enough that halving them loses none. */
export const treeLimit = 2 ** 40;

/** The platform's SHA-256: a log is hashed whole by whoever keeps, signs or audits it. */
export const sha256: Sha256 = (bytes) => {
  const digest = hash("sha256", bytes, "buffer");
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
};

/** The hashes of tile `index` of a level, at least as many as the tree has there. */
export type ReadTile = (level: number, index: number) => Uint8Array;

/** A subtree without a gap: the hash `index` of the level `height` (0: leaves). */
interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** Leaves `from` to `to`, the latter not among them. */
interface Range {
  readonly from: number;
  readonly to: number;
}

export class Tree {
  readonly size: number;
  readonly #read: ReadTile;
  readonly #tiles = new Map<string, Uint8Array>();

  constructor(size: number, read: ReadTile) {
    this.size = size;
    this.#read = read;
  }

  /** How many tiles were read so far, each once. */
  get tilesRead(): number {
    return this.#tiles.size;
  }

  /** 32 bytes. Throws what the reader of tiles throws. */
  rootHash(): Uint8Array {
    return this.size === 0 ? emptyRootHash() : this.#hashOf({ from: 0, to: this.size });
  }

  /** Of the leaf `index`, below `size`: from its sibling to the root's child (PATH of section 2.1.1). */
  inclusion(index: number): Uint8Array[] {
    return inclusionRanges(index, this.size).map((range) => this.#hashOf(range));
  }

  /** That this tree continues its own first `size` leaves (PROOF of section 2.1.2); empty for 0 and for all of them. */
  continuation(size: number): Uint8Array[] {
    return continuationRanges(size, this.size).map((range) => this.#hashOf(range));
  }

  #hashOf(range: Range): Uint8Array {
    return subtreesOf(range)
      .map((subtree) => this.#subtreeHash(subtree))
      .reduceRight((right, left) => nodeHash(left, right, sha256));
  }

  #subtreeHash({ height, index }: Subtree): Uint8Array {
    const level = Math.floor(height / 8);
    const width = 2 ** (height % 8);
    const first = index * width;
    const tile = this.#tile(level, Math.floor(first / tileWidth));
    const at = (first % tileWidth) * hashBytes;
    return rootOfTile(tile.subarray(at, at + width * hashBytes));
  }

  #tile(level: number, index: number): Uint8Array {
    const name = `${level}/${index}`;
    const tile = this.#tiles.get(name) ?? this.#read(level, index);
    this.#tiles.set(name, tile);
    return tile;
  }
}

/** The root of the tree on these hashes, of which there are 1, 2, 4, … or 256. */
export function rootOfTile(hashes: Uint8Array): Uint8Array {
  const row = copyBytes(hashes);
  const pair = new Uint8Array(1 + 2 * hashBytes);
  pair[0] = 1;
  for (let count = row.length / hashBytes; count > 1; count /= 2)
    for (let i = 0; i < count / 2; i++) {
      pair.set(row.subarray(2 * i * hashBytes, (2 * i + 2) * hashBytes), 1);
      row.set(sha256(pair), i * hashBytes);
    }
  return row.slice(0, hashBytes);
}

/** What a range that a tree is split into is made of, from the left and the largest on. */
function subtreesOf({ from, to }: Range): Subtree[] {
  const found: Subtree[] = [];
  for (let at = from; at < to; ) {
    const height = Math.floor(Math.log2(to - at));
    found.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return found;
}

function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) ranges.push({ from: middle, to });
    else ranges.push({ from, to: middle });
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return ranges.reverse();
}

function continuationRanges(earlier: number, size: number): Range[] {
  if (earlier === 0 || earlier === size) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to !== earlier) {
    const middle = from + splitOf(to - from);
    if (earlier <= middle) ranges.push({ from: middle, to });
    else ranges.push({ from, to: middle });
    [from, to] = earlier <= middle ? [from, middle] : [middle, to];
  }
  // What is left is a subtree of both trees; where it is the earlier tree itself, its root hash is known.
  return [...(from === 0 ? [] : [{ from, to }]), ...ranges.reverse()];
}

/** The largest power of two below `count`, which is at least 2. */
function splitOf(count: number): number {
  const power = 2 ** Math.floor(Math.log2(count));
  return power === count ? power / 2 : power;
}
