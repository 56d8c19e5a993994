// Trust roots with a log whose witnesses belong to given organisations.

import { type RootKey, requiredKeys, type TrustRoot } from "../../src/format/index.ts";
import { logKey, rootKey, trustRoot } from "../format/examples.ts";
import { testKey } from "../format/test-keys.ts";

/** One key for each name in `organisations`; `threshold` of those organisations are needed. */
export function rootWith(
  organisations: readonly string[],
  threshold: number,
  change: Partial<TrustRoot> = {},
): TrustRoot {
  const keys = organisations.map((organisation, i) =>
    rootKey(testKey(`test-only/witness-${String(i).padStart(2, "0")}`, 4), "witness", `Getuige-${i}`, organisation),
  );
  const officers = trustRoot.keys.filter(({ role }) => role === "officer");
  return {
    ...trustRoot,
    keys: [...officers, rootKey(logKey, "log", "Logboek", "Kiesraad"), ...keys],
    groups: [
      ...trustRoot.groups.slice(0, 2),
      { name: "witnesses", threshold, members: keys.map(({ vkey }) => vkey.name) },
    ],
    requires: { ...trustRoot.requires, rebuild: undefined, checkpoint: "witnesses" },
    dissentBlocksAt: undefined,
    ...change,
  };
}

/** docs/spec/log-proof.md, "Verification", step 3: distinct keys, and distinct organisations. */
export function isEnough(root: TrustRoot, keys: readonly RootKey[]): boolean {
  const { threshold } = requiredKeys(root, "checkpoint");
  const raws = new Set(keys.map(({ vkey }) => vkey.raw));
  return raws.size >= threshold && new Set(keys.map(({ organisation }) => organisation)).size >= threshold;
}

/** Every set of some of these. */
export function subsetsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_each, i) => (bits >> i) % 2 === 1));
}

/** How the keys of up to five witnesses may be spread over organisations, and each quorum that can be met. */
export function spreads(): [organisations: string[], threshold: number][] {
  const found: [string[], number][] = [];
  const grow = (names: readonly string[]) => {
    const count = new Set(names).size;
    for (let threshold = 1; threshold <= count; threshold++) found.push([[...names], threshold]);
    if (names.length < 5) for (let next = 0; next <= count; next++) grow([...names, `Organisatie-${next}`]);
  };
  grow(["Organisatie-0"]);
  return found;
}
