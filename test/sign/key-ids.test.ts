// Two keys of one name and one key id: a line by one cannot be told from a line by the other, so no step may hold both.

import { describe, expect, test } from "vitest";
import {
  encodeNote,
  encodeTrustRoot,
  FormatError,
  type Note,
  parseTrustRoot,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import {
  describeTrustRoot,
  judgeChain,
  newRoot,
  type RotationChoice,
  rotateRoot,
  SignError,
} from "../../src/sign/index.ts";
import { findSuccessionFaults, TrustChain, TrustError } from "../../src/trust/index.ts";
import { bert, cees, check, collidingAnna, collidingOther, signedBy, testKey, testRoot } from "./fixtures.ts";

const note = (root: TrustRoot): Note => ({ text: encodeTrustRoot(root), signatures: [] });
const withAnna = (vkey: RootKey["vkey"], change: Partial<TrustRoot> = {}) =>
  testRoot({ keys: testRoot().keys.map((key) => (key.vkey.name === "anna" ? { ...key, vkey } : key)), ...change });
const first = note(withAnna(collidingAnna.vkey));
const nothing: RotationChoice = {
  added: [],
  replaced: [],
  renamed: [],
  retired: [],
  revoked: [],
  groups: [],
  droppedGroups: [],
  requires: new Map(),
  valid: undefined,
  contact: undefined,
  dissent: undefined,
  log: undefined,
};
const outcome = (work: () => unknown): string => {
  try {
    work();
    return "accepted";
  } catch (error) {
    if (error instanceof SignError || error instanceof FormatError) return error.message;
    throw error;
  }
};

test("C9: the two keys are what they are said to be", () => {
  expect([collidingAnna.vkey.name, collidingAnna.vkey.id]).toEqual([collidingOther.vkey.name, collidingOther.vkey.id]);
  expect(collidingAnna.vkey.raw).not.toBe(collidingOther.vkey.raw);
});

describe("C9: rotation", () => {
  const third = testKey("anna", 33);
  const ways: Record<string, (vkey: RootKey["vkey"]) => Partial<RotationChoice>> = {
    "in its place": (to) => ({ replaced: [{ name: "anna", to }] }),
    "in its place, the old one revoked": (to) => ({ replaced: [{ name: "anna", to }], revoked: ["anna"] }),
    "the old one retired, the new one under another holder": (vkey) => ({
      retired: ["anna"],
      added: [{ vkey, role: "officer", holder: "Anna-2", organisation: "Kiesraad" }],
    }),
    "in another role": (vkey) => ({
      retired: ["anna"],
      added: [{ vkey, role: "rebuilder", holder: "Anna-2", organisation: "Elders" }],
      groups: [{ name: "officers", threshold: 2, members: ["bert", "cees"] }],
    }),
  };
  test.each(Object.entries(ways))("refuses the colliding key %s, and takes another of that name", (_how, choiceOf) => {
    const rotate = (vkey: RootKey["vkey"]) =>
      outcome(() => rotateRoot(first, parseTrustRoot(first.text), { ...nothing, ...choiceOf(vkey) }));
    expect(rotate(collidingOther.vkey)).toMatch(/key id [0-9a-f]{8} as anna in the version before.*make another key/);
    expect(rotate(third.vkey)).toBe("accepted");
  });
});

describe("C9: a chain made elsewhere", () => {
  const nextOf = (vkey: RootKey["vkey"]) => note(withAnna(vkey, { version: 2, previous: textDigest(first.text) }));
  const good = nextOf(testKey("anna", 33).vkey);
  const bad = nextOf(collidingOther.vkey);

  test("is no succession, with the names of both", () => {
    const faults = (next: Note) =>
      findSuccessionFaults(parseTrustRoot(next.text), parseTrustRoot(first.text), textDigest(first.text));
    expect(faults(good)).toEqual([]);
    const { id } = collidingOther.vkey;
    expect(faults(bad)).toEqual([{ code: "KEY_ID", name: "anna", id, of: "anna" }]);
  });

  test("is refused by the verifier, in a seal and beside it, and by root verify, though enough signed it", async () => {
    const anchor = await signedBy(first, bert, cees);
    const chain = await TrustChain.anchor([encodeNote(anchor)], check);
    for (const [next, expected] of [
      [await signedBy(good, bert, cees), "trusted"],
      [await signedBy(bad, bert, cees), "ROOT_CHAIN"],
    ] as const) {
      const code = (error: unknown) => (error instanceof TrustError ? error.code : Promise.reject(error));
      expect(await chain.withLoose([encodeNote(next)], check).then(() => "trusted", code)).toBe(expected);
      // In byte order of raw key, as a seal wants.
      const ordered = [bert, cees].sort((a, b) => (a.vkey.raw < b.vkey.raw ? -1 : 1)).map((key) => key.vkey.name);
      const inOrder = (of: Note): Note => ({
        text: of.text,
        signatures: ordered.flatMap((name) => of.signatures.filter((line) => line.name === name)),
      });
      const sealed = chain.withSealed([inOrder(anchor), inOrder(next)], check);
      expect(await sealed.then(() => "trusted", code)).toBe(expected);
      const files = [anchor, next].map((each, i) => ({ path: `${i}.note`, note: each }));
      const { isTrusted } = await judgeChain(files, { kind: "sha256", sha256: textDigest(first.text) }, check);
      expect(isTrusted).toBe(expected === "trusted");
    }
  });
});

test("C9: a root whose dissent can never block is told to whoever reads or signs it", () => {
  const told = (dissentBlocksAt: number | undefined, language: "nl" | "en") =>
    describeTrustRoot(testRoot({ dissentBlocksAt }), language).join("\n");
  for (const reachable of [undefined, 1, 2]) expect(told(reachable, "en")).not.toContain("WARNING"); // of two rebuilders
  for (const beyond of [3, 64]) {
    expect(told(beyond, "en")).toContain("WARNING: there are not so many rebuilders");
    expect(told(beyond, "nl")).toContain("LET OP: zo veel nabouwers zijn er niet");
  }
});

describe("C9: one root", () => {
  // Found by trying names of the keys of seeds 1 and 2: their ids are equal.
  const pair = (names: readonly [string, string]) => names.map((name, i) => testKey(name, i + 1).vkey);
  const rootOf = (vkeys: readonly RootKey["vkey"][]) => {
    const keys = vkeys.map((vkey): RootKey => ({ vkey, role: "officer", holder: vkey.name, organisation: "Kiesraad" }));
    const requires = new Map(Object.entries({ ...testRoot().requires, rebuild: undefined })) as Parameters<
      typeof newRoot
    >[0]["requires"];
    const groups = [{ name: "officers", threshold: 2, members: vkeys.map((vkey) => vkey.name).sort() }];
    return outcome(() => newRoot({ ...testRoot(), keys, groups, requires }));
  };

  test("refuses two keys of one id, whatever their names, and takes two others", () => {
    const [a, b] = ["anna-82666", "bert-3664"] as const;
    expect(new Set(pair([a, b]).map((vkey) => vkey.id)).size).toBe(1);
    expect(rootOf(pair([a, b]))).toContain("a key id once");
    expect(rootOf(pair([`${a}x`, b]))).toBe("accepted");
    expect(rootOf([collidingAnna.vkey, collidingOther.vkey])).toContain("a key name once");
  });
});
