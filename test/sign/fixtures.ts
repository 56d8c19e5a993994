// Keys that everybody knows, and notes for tests.

import { join } from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  compareText,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeTrustRoot,
  type Manifest,
  type Note,
  type Rebuild,
  type Release,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { type SigningKey, signNote, writeKey } from "../../src/sign/index.ts";
import { makeSignatureCheck } from "../../src/trust/index.ts";
import { nodeSignatureCheck } from "../../src/verify/node/platform.ts";
import { personOf } from "../world/people.ts";
import { releaseOf } from "../world/release.ts";
import { firstRoot, group } from "../world/roots.ts";

export const check = makeSignatureCheck(nodeSignatureCheck);
export const passphrase = new TextEncoder().encode("correct horse battery");

/** A key with the seed `n n n …`. Not of test/world: what these tests hold digests and fingerprints of comes of these seeds. */
export function testKey(name: string, n: number): SigningKey {
  const { vkey, seed } = personOf(name, new Uint8Array(32).fill(n));
  return { vkey, seed };
}

export const anna = testKey("anna", 1);
export const bert = testKey("bert", 2);
export const cees = testKey("cees", 3);
export const dora = testKey("dora", 4);
export const emma = testKey("emma", 5);
/** In no root. */
export const mallory = testKey("mallory", 9);

/** Two keys of one name and, by chance (98,000 seeds were tried), one key id. */
export const [collidingAnna, collidingOther] = [45_532, 97_686].map((n): SigningKey => {
  const seed = sha256(new TextEncoder().encode(`zegel TEST-ONLY colliding seed ${n}`));
  return { vkey: personOf("anna", seed).vkey, seed };
}) as [SigningKey, SigningKey];

function rootKey(key: SigningKey, role: RootKey["role"], organisation: string): RootKey {
  return { vkey: key.vkey, role, holder: key.vkey.name, organisation };
}

/** 2 of anna, bert, cees sign; dora and emma rebuild, of whom 1 is needed, but in an emergency. */
export function testRoot(change: Partial<TrustRoot> = {}): TrustRoot {
  const keys = [
    rootKey(anna, "officer", "Kiesraad"),
    rootKey(bert, "officer", "Kiesraad"),
    rootKey(cees, "officer", "Kiesraad"),
    rootKey(dora, "rebuilder", "Universiteit"),
    rootKey(emma, "rebuilder", "Vereniging"),
  ];
  const groups = [group("officers", 2, ["anna", "bert", "cees"]), group("reviewers", 1, ["dora", "emma"])];
  const root = firstRoot({ keys, groups }, "reviewers", { contact: "Kiesraad, 070 000 00 00" });
  return { ...root, requires: { ...root.requires, "emergency-rebuild": undefined }, ...change };
}

export const rootNote = (change: Partial<TrustRoot> = {}): Note => unsigned(encodeTrustRoot(testRoot(change)));

export function testRelease(trustRoot: string, change: Partial<Release> = {}): Release {
  const image = { manifests: ["a".repeat(64)], imageSha256: "b".repeat(64), imageSize: 1_048_576, sealOffset: 65_536 };
  return releaseOf({ ...image, trustRoot }, { volume: "OSV_2_24_3", ...change });
}

export function releaseNote(change: Partial<Release> = {}, root: Note = rootNote()): Note {
  return unsigned(encodeRelease(testRelease(textDigest(root.text), change)));
}

export function rebuildNote(release: Note, measured: Release, change: Partial<Rebuild> = {}): Note {
  return unsigned(
    encodeRebuild({
      release: textDigest(release.text),
      scope: "image",
      differs: undefined,
      imageSha256: measured.imageSha256,
      manifestSha256: measured.manifests[0] ?? "",
      environment: "Debian 12, xorriso 1.5.4",
      date: "2027-01-16T09:00:00Z",
      ...change,
    }),
  );
}

export function recallNote(images: readonly string[]): Note {
  return unsigned(
    encodeRecall({
      date: "2027-01-10",
      recalled: images.map((imageSha256) => ({ imageSha256, date: "2027-01-09", reason: "telfout" })),
    }),
  );
}

function unsigned(text: string): Note {
  return { text, signatures: [] };
}

/** The note signed by each key in turn. */
export async function signedBy(note: Note, ...keys: readonly SigningKey[]): Promise<Note> {
  let signed = note;
  for (const key of keys) signed = await signNote(signed, key, check);
  return signed;
}

/** FOLDER/NAME.key and .pub, and FOLDER/passphrase. Cheap scrypt: a test's secret needs no protection. */
export async function writeTestKey(folder: string, key: SigningKey): Promise<void> {
  await writeKey(join(folder, key.vkey.name), key, passphrase, 4);
}

/** A SHA-256 for tests: one byte, 32 times. */
export const shortHash = (n: number) => n.toString(16).padStart(2, "0").repeat(32);

/** A manifest of files by path, each with the number of its `shortHash`. */
export function manifestOf(files: Readonly<Record<string, number>>, emptyFolders: readonly string[] = []): Manifest {
  const names = Object.keys(files).sort(compareText);
  return {
    totalBytes: names.length * 10,
    emptyFolders: [...emptyFolders].sort(compareText),
    files: names.map((path) => ({ path, sha256: shortHash(files[path] ?? 0) })),
  };
}
