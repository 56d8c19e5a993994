// Hashes and proofs of a log's tree: against the known roots of the CT project, the examples of RFC 6962, and a reference that is
// written as the RFC reads.

import { describe, expect, test } from "vitest";
import { decodeHex, encodeHex, encodeUtf8, parseCheckpoint, parseLogProof, parseNote } from "../../src/format/index.ts";
import {
  emptyRootHash,
  isContinued,
  isIncluded,
  leafHash,
  nodeHash,
  proofLimit,
  type TreeHead,
} from "../../src/format/merkle.ts";
import { continuationOf, leafOf, pathOf, rootOf } from "../log/naive.ts";
import { exampleBytes } from "./examples.ts";

const hex = (text: string) => decodeHex(text, text.length / 2, "vector");

/** github.com/google/certificate-transparency, merkletree tests: the entries, and the root hash of the first 1, 2, … of them. */
const known: readonly (readonly [string, string])[] = [
  ["", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
  ["00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
  ["10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
  ["2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
  ["3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
  ["40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"],
  ["5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
  ["606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
];
/** By the plain reference, as all that is made while this file is loaded: the program's own is called within tests. */
const knownLeaves = known.map(([entry]) => leafOf(hex(entry)));

const most = 70;
const leaves = Array.from({ length: most }, (_, i) => leafOf(encodeUtf8(`entry ${i}\n`)));
const trees: readonly TreeHead[] = Array.from({ length: most + 1 }, (_, size) => ({
  size,
  rootHash: rootOf(leaves.slice(0, size)),
}));
const tree = (size: number) => trees[size] as TreeHead;
const leaf = (index: number) => leaves[index] as Uint8Array;

const flipped = (hash: Uint8Array) => hash.map((byte, i) => (i === 31 ? byte ^ 1 : byte));
/** Everything that is one step away from a list of hashes: one changed, one taken out, one said twice, one too many. */
const slips = (hashes: readonly Uint8Array[]): Uint8Array[][] => [
  ...hashes.flatMap((hash, i) => [
    hashes.with(i, flipped(hash)),
    hashes.toSpliced(i, 1),
    hashes.toSpliced(i, 0, hash),
    hashes.with(i, hash.subarray(1)),
  ]),
  [...hashes, leaf(0)],
];

describe("the hashes of a tree", () => {
  test("are those of the CT project's known trees", () => {
    expect(encodeHex(emptyRootHash())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(known.map(([entry]) => leafHash(hex(entry)))).toEqual(knownLeaves);
    for (const [i, [, root]] of known.entries()) expect(encodeHex(rootOf(knownLeaves.slice(0, i + 1)))).toBe(root);
    const [a, b] = knownLeaves as [Uint8Array, Uint8Array];
    expect(encodeHex(nodeHash(a, b))).toBe(known[1]?.[1]);
  });

  test("can be made by a platform's SHA-256", () => {
    const counted: number[] = [];
    const own = (bytes: Uint8Array) => {
      counted.push(bytes.length);
      return new Uint8Array(32).fill(9);
    };
    expect(leafHash(Uint8Array.of(5, 6), own)).toEqual(new Uint8Array(32).fill(9));
    expect(nodeHash(leaf(0), leaf(1), own)).toEqual(new Uint8Array(32).fill(9));
    expect(counted).toEqual([3, 65]);
    expect(leafOf(Uint8Array.of(5))).toEqual(leafHash(Uint8Array.of(5)));
  });
});

describe("RFC 6962, section 2.1.3: seven leaves", () => {
  const [a, b, c, d, e, f, j] = knownLeaves as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
  const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
  const whole = { size: 7, rootHash: nodeHash(k, l) };

  test.each([
    ["d0", a, 0, [b, h, l]],
    ["d3", d, 3, [c, g, l]],
    ["d4", e, 4, [f, j, k]],
    ["d6", j, 6, [i, k]],
  ] as const)("the audit path of %s", (_name, own, index, hashes) => {
    expect(encodeHex(whole.rootHash)).toBe(known[6]?.[1]);
    expect(isIncluded(own, index, hashes, whole)).toBe(true);
    expect(isIncluded(own, index, hashes.toReversed(), whole)).toBe(false);
  });

  test.each([
    ["hash0", 3, nodeHash(g, c), [c, d, g, l]],
    ["hash1", 4, k, [l]],
    ["hash2", 6, nodeHash(k, i), [i, j, k]],
  ] as const)("the consistency proof of %s", (_name, size, rootHash, hashes) => {
    expect(isContinued({ size, rootHash }, whole, hashes)).toBe(true);
    expect(isContinued({ size, rootHash: flipped(rootHash) }, whole, hashes)).toBe(false);
  });
});

describe("every tree of up to 70 leaves", () => {
  test("each leaf is in it by its own path, and by nothing one step away", () => {
    for (let size = 1; size <= most; size++)
      for (let index = 0; index < size; index++) {
        const hashes = pathOf(index, leaves.slice(0, size));
        expect([size, index, isIncluded(leaf(index), index, hashes, tree(size))]).toEqual([size, index, true]);
        const others = [index - 1, index + 1].filter((other) => isIncluded(leaf(index), other, hashes, tree(size)));
        expect([size, index, others]).toEqual([size, index, []]);
        if (index % 7 === size % 7)
          for (const slip of slips(hashes)) expect(isIncluded(leaf(index), index, slip, tree(size))).toBe(false);
      }
  });

  test("each earlier tree is continued by it, and by nothing one step away", () => {
    for (let later = 0; later <= most; later++)
      for (let earlier = 0; earlier <= later; earlier++) {
        const hashes = continuationOf(earlier, leaves.slice(0, later));
        expect([earlier, later, isContinued(tree(earlier), tree(later), hashes)]).toEqual([earlier, later, true]);
        if (earlier < later && later > 0) expect(isContinued(tree(later), tree(earlier), hashes)).toBe(false);
        if (earlier === 0) continue;
        const [first, second] = [tree(earlier), tree(later)];
        const fork = { size: later, rootHash: flipped(second.rootHash) };
        expect(isContinued({ ...first, rootHash: flipped(first.rootHash) }, second, hashes)).toBe(false);
        expect(isContinued(first, fork, hashes)).toBe(false);
        if (earlier % 7 === later % 7)
          for (const slip of slips(hashes)) expect(isContinued(first, second, slip)).toBe(false);
      }
  });

  test("a tree is continued by no other branch of the log", () => {
    const branch = leaves.map((own, i) => (i === 40 ? leafOf(encodeUtf8("another\n")) : own));
    for (let later = 41; later <= most; later++) {
      const head = { size: later, rootHash: rootOf(branch.slice(0, later)) };
      const hashes = continuationOf(41, branch.slice(0, later));
      expect(isContinued(tree(41), head, hashes)).toBe(false);
      expect(isContinued(tree(40), head, continuationOf(40, branch.slice(0, later)))).toBe(true);
    }
  });
});

describe("what is out of bounds", () => {
  const path = pathOf(2, leaves.slice(0, 5));

  test.each([-1, 5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("the index %s is in no tree of 5", (index) => {
    expect(isIncluded(leaf(2), 2, path, tree(5))).toBe(true);
    expect(isIncluded(leaf(2), index, path, tree(5))).toBe(false);
  });

  test.each([-1, 0, 0.5, Number.NaN, 2 ** 53])("no tree has %s leaves", (size) => {
    expect(isIncluded(leaf(2), 2, path, { size, rootHash: tree(5).rootHash })).toBe(false);
    expect(isContinued(tree(5), { size, rootHash: tree(5).rootHash }, [])).toBe(false);
    expect(isContinued({ size, rootHash: tree(5).rootHash }, tree(6), [])).toBe(false);
  });

  test("the empty tree has one root hash, holds nothing, and is continued by all without a hash", () => {
    expect(isContinued(tree(0), tree(0), [])).toBe(true);
    expect(isContinued(tree(0), tree(5), [])).toBe(true);
    expect(isContinued(tree(0), tree(5), [leaf(0)])).toBe(false);
    expect(isContinued({ size: 0, rootHash: leaf(0) }, tree(5), [])).toBe(false);
    expect(isContinued({ size: 0, rootHash: leaf(0) }, { size: 0, rootHash: leaf(0) }, [])).toBe(false);
    expect(isIncluded(leaf(0), 0, [], tree(0))).toBe(false);
    expect(isIncluded(leaf(0), 0, [], tree(1))).toBe(true);
  });

  test("hashes of another length, and more than there can be", () => {
    const long = Array.from({ length: proofLimit + 1 }, () => leaf(0));
    expect(isIncluded(leaf(2).subarray(1), 2, path, tree(5))).toBe(false);
    expect(isIncluded(leaf(0), 0, long, { size: 2 ** 53 - 1, rootHash: leaf(0) })).toBe(false);
    expect(isContinued({ size: 1, rootHash: leaf(0) }, { size: 2 ** 53 - 1, rootHash: leaf(0) }, long)).toBe(false);
  });

  // A log that lies may sign whatever root hash such a proof leads to.
  test("a hash left over, or one of another length, also where it leads to the root", () => {
    const [own, sibling] = [leaf(0), leaf(1)];
    const short = sibling.subarray(1);
    expect(isIncluded(own, 0, [sibling], { size: 2, rootHash: nodeHash(own, sibling) })).toBe(true);
    expect(isIncluded(own, 0, [sibling], { size: 1, rootHash: nodeHash(sibling, own) })).toBe(false);
    expect(isIncluded(own, 0, [short], { size: 2, rootHash: nodeHash(own, short) })).toBe(false);
    expect(isIncluded(own.subarray(1), 0, [sibling], { size: 2, rootHash: nodeHash(own.subarray(1), sibling) })).toBe(
      false,
    );
    const first = { size: 1, rootHash: own };
    expect(isContinued(first, { size: 2, rootHash: nodeHash(own, sibling) }, [sibling])).toBe(true);
    expect(isContinued(first, { size: 2, rootHash: nodeHash(own, short) }, [short])).toBe(false);
    const left = { size: 2, rootHash: nodeHash(leaf(2), nodeHash(own, sibling)) };
    expect(isContinued(first, left, [sibling, leaf(2)])).toBe(false);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])("a tree of %s leaves is none, and is not the same as itself", (size) => {
    for (const rootHash of [leaf(0), emptyRootHash()])
      expect(isContinued({ size, rootHash }, { size, rootHash }, [])).toBe(false);
    const short = { size: 5, rootHash: leaf(0).subarray(1) };
    expect(isContinued(short, short, [])).toBe(false);
    expect(isContinued(tree(5), tree(5), [])).toBe(true);
  });

  test("a tree of 2^53 - 1 leaves: its last leaf, whose path goes through halves that bit operations would lose", () => {
    const size = 2 ** 53 - 1;
    const hashes = Array.from({ length: 52 }, (_, i) => leaf(i));
    const rootHash = hashes.reduce((root, hash) => nodeHash(hash, root), leaf(60));
    expect(isIncluded(leaf(60), size - 1, hashes, { size, rootHash })).toBe(true);
    expect(isIncluded(leaf(60), size - 2, hashes, { size, rootHash })).toBe(false);
  });
});

test("the example of docs/spec/log-proof.md: the release of release.md is in its tree", () => {
  const proof = parseLogProof(exampleBytes["zegel-log-proof"] as Uint8Array);
  const head = parseCheckpoint(proof.checkpoint.text);
  const { text } = parseNote(exampleBytes["zegel-release"] as Uint8Array, "release");
  expect(isIncluded(leafHash(encodeUtf8(text)), proof.index, proof.hashes, head)).toBe(true);
  expect(isIncluded(leafHash(encodeUtf8(`${text}x\n`)), proof.index, proof.hashes, head)).toBe(false);
});
