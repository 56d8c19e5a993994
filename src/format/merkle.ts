// The tree of a transparency log: hashes of leaves and nodes, and whether a proof holds. RFC 6962 section 2.1, RFC 9162 section 2.1.
// Nothing here makes a proof: that is for whoever has the tree (src/log).

import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { concatBytes, equalBytes } from "./text/decode.ts";

/** SHA-256: ours, or a faster one of the platform. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** A tree is named by the number of its leaves and its root hash (32 bytes). */
export interface TreeHead {
  readonly size: number;
  readonly rootHash: Uint8Array;
}

const hashBytes = 32;
/** Hashes of one proof: no tree is higher than 2^53 leaves, and C2SP tlog-witness allows 63. */
export const proofLimit = 63;

/** Of the bytes of an entry. */
export function leafHash(data: Uint8Array, sha256: Sha256 = nobleSha256): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(0), data));
}

/** Of two hashes side by side. */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256 = nobleSha256): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(1), left, right));
}

/** The root hash of a tree without leaves. */
export function emptyRootHash(): Uint8Array {
  return nobleSha256(new Uint8Array(0));
}

/**
 * Whether `hashes`, from the leaf's sibling to the root's child, lead from the leaf at `index` to the root, with none left over.
 * RFC 9162 section 2.1.3.2. False for whatever is out of bounds; never throws.
 */
export function isIncluded(leaf: Uint8Array, index: number, hashes: readonly Uint8Array[], tree: TreeHead): boolean {
  if (!isTree(tree) || leaf.length !== hashBytes || !areHashes(hashes)) return false;
  if (!Number.isSafeInteger(index) || index < 0 || index >= tree.size) return false;
  let root = leaf;
  const isDone = climb(index, tree.size - 1, hashes, (hash, side) => {
    root = side === "left" ? nodeHash(hash, root) : nodeHash(root, hash);
  });
  return isDone && equalBytes(root, tree.rootHash);
}

/**
 * Whether `later` holds all leaves of `earlier`, in their order, and then its own. Two trees of one size are the same tree, and all trees
 * continue the empty one: then there are no hashes. RFC 9162 section 2.1.4.2. False for whatever is out of bounds; never throws.
 */
export function isContinued(earlier: TreeHead, later: TreeHead, hashes: readonly Uint8Array[]): boolean {
  if (!isTree(earlier) || !isTree(later) || !areHashes(hashes) || earlier.size > later.size) return false;
  if (earlier.size === later.size) return hashes.length === 0 && equalBytes(earlier.rootHash, later.rootHash);
  if (earlier.size === 0) return hashes.length === 0;
  let index = earlier.size - 1;
  let last = later.size - 1;
  while (index % 2 === 1) [index, last] = [half(index), half(last)];
  // Where the earlier tree is one whole subtree of the later, its root is where both climbs start, and the proof leaves it out.
  const [start = earlier.rootHash, ...rest] = index === 0 ? [earlier.rootHash, ...hashes] : hashes;
  let [before, after] = [start, start];
  const isDone = climb(index, last, rest, (hash, side) => {
    if (side === "left") before = nodeHash(hash, before);
    after = side === "left" ? nodeHash(hash, after) : nodeHash(after, hash);
  });
  return isDone && hashes.length > 0 && equalBytes(before, earlier.rootHash) && equalBytes(after, later.rootHash);
}

/**
 * Goes from the node `index` of a level whose last node is `last` up to the root, and says of each hash on which side it stands.
 * False: there were too many hashes, or too few.
 */
function climb(
  index: number,
  last: number,
  hashes: readonly Uint8Array[],
  join: (hash: Uint8Array, side: "left" | "right") => void,
): boolean {
  for (const hash of hashes) {
    if (last === 0) return false;
    const isLeft = index % 2 === 1 || index === last;
    join(hash, isLeft ? "left" : "right");
    // The last node of a level may have no sibling: it stands for itself on the level above.
    while (isLeft && index % 2 === 0 && index > 0) [index, last] = [half(index), half(last)];
    [index, last] = [half(index), half(last)];
  }
  return last === 0;
}

function half(count: number): number {
  return Math.floor(count / 2);
}

/** An empty tree has but one root hash. */
export function isTree({ size, rootHash }: TreeHead): boolean {
  if (!Number.isSafeInteger(size) || size < 0 || rootHash.length !== hashBytes) return false;
  return size > 0 || equalBytes(rootHash, emptyRootHash());
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.length <= proofLimit && hashes.every((hash) => hash.length === hashBytes);
}
