// Proofs of the log as the Merkle code of sigstore-js (`@sigstore/verify`, for development alone) sees them: an implementation in JavaScript
// that nobody here wrote. It knows inclusion only.

import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isIncluded, leafHash } from "../../src/format/merkle.ts";
import { readLog, treeOf } from "../../src/log/folder.ts";
import { temporaryFolder } from "../tools.ts";
import { type Inclusion, inclusionsOf, layTiles, slipsOf } from "./grown.ts";

/** Its own types ask for whole bundles; this is what it reads of them. */
interface Merkle {
  verifyMerkleInclusion(
    entry: {
      readonly canonicalizedBody: Buffer;
      readonly inclusionProof: { readonly logIndex: string; readonly hashes: readonly Buffer[] };
    },
    checkpoint: { readonly logSize: bigint; readonly logHash: Buffer },
  ): void;
}
const merkle = createRequire(import.meta.url)("@sigstore/verify/dist/tlog/merkle.js") as Merkle;

function sigstoreTakes({ entry, index, hashes, head }: Inclusion): boolean {
  const proof = { logIndex: String(index), hashes: hashes.map((hash) => Buffer.from(hash)) };
  try {
    merkle.verifyMerkleInclusion(
      { canonicalizedBody: Buffer.from(entry), inclusionProof: proof },
      { logSize: BigInt(head.size), logHash: Buffer.from(head.rootHash) },
    );
    return true;
  } catch (error) {
    // Whatever else it throws is a fault of this test.
    if ((error as { code?: unknown }).code === "TLOG_INCLUSION_PROOF_ERROR") return false;
    throw error;
  }
}
const weTake = ({ entry, index, hashes, head }: Inclusion) => isIncluded(leafHash(entry), index, hashes, head);

function log(size: number): string {
  const path = join(temporaryFolder(), "log");
  mkdirSync(path);
  layTiles(path, size);
  return path;
}

describe("sigstore's Merkle code", () => {
  test.each([1, 2, 3, 255, 256, 257, 511, 512, 65_536 + 300])(
    "%i entries: it takes every proof, and no slip of one",
    (size) => {
      const good = inclusionsOf(log(size));
      const bad = good.flatMap(slipsOf);
      expect(good.length).toBeGreaterThanOrEqual(Math.min(size, 3));
      expect(good.filter((proof) => !sigstoreTakes(proof)).map(({ index }) => index)).toEqual([]);
      expect(bad.filter((proof) => sigstoreTakes(proof) || weTake(proof)).map(({ index }) => index)).toEqual([]);
      expect(good.every(weTake)).toBe(true);
    },
  );

  test("of every leaf under every place of every tree up to 40 entries it says what we say", () => {
    const path = log(40);
    const leaves = inclusionsOf(path, (size) => Array.from({ length: size }, (_, i) => i));
    const seen = { yes: 0, no: 0 };
    for (let size = 1; size <= 40; size++) {
      const tree = treeOf(readLog(path), size);
      const head = { size, rootHash: tree.rootHash() };
      for (const { entry, index: from } of leaves.slice(0, size)) {
        const hashes = tree.inclusion(from);
        for (const index of [from - 1, from, from + 1, from ^ 1, from ^ 2, size]) {
          const proof = { entry, index, hashes, head };
          expect([size, from, index, weTake(proof)]).toEqual([size, from, index, sigstoreTakes(proof)]);
          seen[weTake(proof) ? "yes" : "no"]++;
        }
      }
    }
    expect(seen.yes).toBe((40 * 41) / 2);
    expect(seen.no).toBeGreaterThan(seen.yes);
  });
});
