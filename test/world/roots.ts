// The trust roots of the tests.

import type { Group, TrustRoot } from "../../src/format/index.ts";
import { testKey } from "./people.ts";

export const group = (name: string, threshold: number, members: readonly string[]): Group => ({
  name,
  threshold,
  members: [...members].sort(),
});

/** Version 1 with all decisions by `officers`. `reviewers`: the group that rebuilds, undefined where nobody must. */
export function firstRoot(
  people: Pick<TrustRoot, "keys" | "groups">,
  reviewers: string | undefined,
  change: Partial<TrustRoot> = {},
): TrustRoot {
  return {
    version: 1,
    previous: undefined,
    purpose: "final",
    validFrom: "2026-12-01",
    validUntil: "2029-03-31",
    contact: "Kiesraad, 070-0000000",
    ...people,
    requires: {
      root: "officers",
      release: "officers",
      "emergency-release": "officers",
      recall: "officers",
      rebuild: reviewers,
      "emergency-rebuild": reviewers,
      checkpoint: undefined,
    },
    dissentBlocksAt: undefined,
    revoked: [],
    logOrigin: undefined,
    ...change,
  };
}

/** Officers anna, bert and carl, 2 of 3; reviewers rosa and ruud, `rebuilds` of 2 (0: none required). */
export function testRoot(change: Partial<TrustRoot> = {}, rebuilds = 0): TrustRoot {
  const keys = [
    testKey("anna"),
    testKey("bert"),
    testKey("carl"),
    testKey("rosa", "rebuilder", "Universiteit"),
    testKey("ruud", "rebuilder", "Waterschap"),
  ];
  const groups = [
    group("officers", 2, ["anna", "bert", "carl"]),
    group("reviewers", Math.max(1, rebuilds), ["rosa", "ruud"]),
  ];
  return firstRoot({ keys, groups }, rebuilds === 0 ? undefined : "reviewers", change);
}
