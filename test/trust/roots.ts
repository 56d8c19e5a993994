// Trust roots of TEST-ONLY keys, and chains of them, for the judges of trust.

import { getPublicKey } from "@noble/ed25519";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  compareText,
  encodeNote,
  encodeTrustRoot,
  encodeUtf8,
  makeVKey,
  type Note,
  parseTrustRoot,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { rootKey, signedBy } from "../format/examples.ts";
import { type TestKey, testKey } from "../format/test-keys.ts";
import { firstRoot, group } from "../world/roots.ts";

export const [anna, bert, carl, dora] = ["anna", "bert", "carl", "dora"].map((name) => testKey(name)) as [
  TestKey,
  TestKey,
  TestKey,
  TestKey,
];
/** Not in any root. */
export const eve = testKey("eve");

/** Two keys of one name and, by chance (98,000 seeds were tried), one key id. */
export const [annaOne, annaTwo] = [45_532, 97_686].map((n): TestKey => {
  const seed = sha256(encodeUtf8(`zegel TEST-ONLY colliding seed ${n}`));
  const publicKey = getPublicKey(seed);
  return { seed, publicKey, vkey: makeVKey("anna", publicKey) };
}) as [TestKey, TestKey];

export const officer = (key: TestKey): RootKey =>
  rootKey(key, "officer", `holder-${key.vkey.name}`, `Org-${key.vkey.name}`);

/** `threshold` of `keys` for everything; version 1 unless told otherwise. */
export function rootOf(keys: readonly TestKey[], threshold: number, change: Partial<TrustRoot> = {}): TrustRoot {
  const officers = group(
    "officers",
    threshold,
    keys.map(({ vkey }) => vkey.name),
  );
  return firstRoot({ keys: keys.map(officer), groups: [officers] }, undefined, change);
}

/** A root, and its note signed by `signers` in order of raw key. */
export interface SignedRoot {
  readonly root: TrustRoot;
  readonly note: Note;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export function signedRoot(root: TrustRoot, signers: readonly TestKey[]): SignedRoot {
  const text = encodeTrustRoot(root);
  const note = signedBy(signers, text);
  return { root: parseTrustRoot(text), note, bytes: encodeNote(note), sha256: textDigest(text) };
}

/** The version behind `before`, of these keys, signed by `signers`. */
export function successor(
  before: SignedRoot,
  keys: readonly TestKey[],
  signers: readonly TestKey[],
  change: Partial<TrustRoot> = {},
  threshold = 2,
): SignedRoot {
  const next = { version: before.root.version + 1, previous: before.sha256, revoked: before.root.revoked, ...change };
  return signedRoot(rootOf(keys, threshold, next), signers);
}

export const rawOf = ({ vkey }: TestKey | RootKey): string => vkey.raw;
export const namesOf = (keys: readonly RootKey[]): string[] => keys.map(({ vkey }) => vkey.name);
/** Names in byte order of raw key. */
export const inOrder = (...keys: readonly TestKey[]): string[] =>
  keys.toSorted((a, b) => compareText(rawOf(a), rawOf(b))).map(({ vkey }) => vkey.name);
