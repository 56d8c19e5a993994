// One complete example of every format, from TEST-ONLY keys: the good vectors and the examples of docs/spec come from here.

import { sha256 } from "@noble/hashes/sha2.js";
import {
  concatBytes,
  encodeAanwijzingen,
  encodeCheckpoint,
  encodeHex,
  encodeInstall,
  encodeLogProof,
  encodeManifest,
  encodeNote,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeSeal,
  encodeTrustRoot,
  encodeUtf8,
  type Installed,
  type InstallHead,
  type KeyRole,
  type LogProof,
  type Manifest,
  type Note,
  type Rebuild,
  type Recall,
  type Release,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { byRawKey, cosignText, signText, type TestKey, testKey } from "./test-keys.ts";

/** SHA-256 of a sentence, hex: stands for the digest of some content. */
export const digestOf = (content: string) => encodeHex(sha256(encodeUtf8(`zegel TEST-ONLY content ${content}`)));

export const officers = [
  testKey("test-only/officer-a"),
  testKey("test-only/officer-b"),
  testKey("test-only/officer-c"),
] as const;
export const rebuilders = [testKey("test-only/rebuilder-d"), testKey("test-only/rebuilder-e")] as const;
export const logKey = testKey("log.example/zegel");
export const witnesses = [testKey("test-only/witness-f", 4), testKey("test-only/witness-g", 4)] as const;
export const stranger = testKey("test-only/stranger");

/** `text` signed by `keys`, lines in the order that a seal wants. */
export function signedBy(keys: readonly TestKey[], text: string): Note {
  return { text, signatures: byRawKey(keys).map((key) => signText(key, text)) };
}

const names = (keys: readonly TestKey[]) => keys.map((key) => key.vkey.name);

/** A key as a trust root lists it. */
export function rootKey(key: TestKey, role: KeyRole, holder: string, organisation: string): RootKey {
  return { vkey: key.vkey, role, holder, organisation };
}

export const trustRoot: TrustRoot = {
  version: 1,
  previous: undefined,
  purpose: "demonstration",
  validFrom: "2026-12-01",
  validUntil: "2029-03-31",
  contact: "Voorbeeld: deze sleutels zijn openbaar en ondertekenen niets echts",
  keys: [
    rootKey(officers[0], "officer", "Officier-A", "Kiesraad"),
    rootKey(officers[1], "officer", "Officier-B", "Kiesraad"),
    rootKey(officers[2], "officer", "Officier-C", "Kiesraad"),
    rootKey(rebuilders[0], "rebuilder", "Nabouwer-D", "Universiteit-Één"),
    rootKey(rebuilders[1], "rebuilder", "Nabouwer-E", "Fryske-Akademy"),
    rootKey(logKey, "log", "Logboek", "Kiesraad"),
    rootKey(witnesses[0], "witness", "Getuige-F", "VNG"),
    rootKey(witnesses[1], "witness", "Getuige-G", "Krant"),
  ],
  groups: [
    { name: "officers", threshold: 2, members: names(officers) },
    { name: "one-officer", threshold: 1, members: names(officers) },
    { name: "rebuilders", threshold: 2, members: names(rebuilders) },
    { name: "witnesses", threshold: 1, members: names(witnesses) },
  ],
  requires: {
    root: "officers",
    release: "officers",
    "emergency-release": "officers",
    recall: "one-officer",
    rebuild: "rebuilders",
    "emergency-rebuild": undefined,
    checkpoint: "witnesses",
  },
  dissentBlocksAt: 1,
  revoked: [],
  logOrigin: "log.example/zegel",
};

export const manifest: Manifest = {
  totalBytes: 1_245_184,
  emptyFolders: ["OSV/uitvoer"],
  files: [
    "00-EERST-CONTROLEREN.html",
    "OSV/Lees mij (1e versie).txt",
    "OSV/gemeenten/Súdwest-Fryslân.xml",
    "OSV/osv.jar",
    "ZEGEL/AANWIJZINGEN",
    "ZEGEL/INSTALL",
  ].map((path) => ({ path, sha256: digestOf(path) })),
};

export const release: Release = {
  product: "OSV",
  version: "2.24.3",
  election: "TK2027",
  role: "GSB",
  sequence: 12,
  purpose: "demonstration",
  urgency: "normal",
  date: "2027-01-15T12:00:00Z",
  volume: "OSV_2_24_3",
  publisher: "KIESRAAD",
  medium: "cd700",
  disc: 1,
  manifests: [encodeHex(sha256(encodeManifest(manifest)))],
  imageSha256: digestOf("unsealed image"),
  imageSize: 2_048_000,
  sealOffset: 77_824,
  kit: { version: "1.0", sha256: digestOf("kit") },
  recipe: "1",
  trustRoot: textDigest(encodeTrustRoot(trustRoot)),
  recallAtLeast: 1,
  previous: digestOf("previous release"),
};

export const releaseDigest = textDigest(encodeRelease(release));

export const rebuild: Rebuild = {
  release: releaseDigest,
  scope: "image",
  differs: undefined,
  imageSha256: release.imageSha256,
  manifestSha256: release.manifests[0] as string,
  environment: "Debian 12, xorriso 1.5.4, Node 20.20.2",
  date: "2027-01-17T09:30:00Z",
};

export const recall: Recall = {
  date: "2027-01-10",
  recalled: [{ imageSha256: digestOf("recalled image"), date: "2027-01-09", reason: "Telt blanco stemmen dubbel" }],
};

export const install: readonly Installed[] = [
  { path: "OSV/conf/gebruiker.ini", class: "may-change" },
  { path: "OSV/lib/extra.jar", class: "absent" },
  { path: "OSV/osv.jar", class: "static", sha256: digestOf("OSV/osv.jar") },
];

export const installHead: InstallHead = { place: "C:\\OSV", start: "OSV/osv.jar" };

export const aanwijzingen = [
  "Controleer de schijf met de code uit de brief voordat u iets installeert.",
  "Start OSV/osv.jar en kies „Nieuwe verkiezing”.",
  "Bel bij twijfel het nummer in de brief; installeer dan niet.",
];

const leafHash = (text: string) => sha256(concatBytes(Uint8Array.of(0), encodeUtf8(text)));
const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(concatBytes(Uint8Array.of(1), left, right));
const other = leafHash("an earlier text\n");
const checkpoint = encodeCheckpoint({
  origin: "log.example/zegel",
  size: 2,
  rootHash: nodeHash(other, leafHash(encodeRelease(release))),
});

/** The release is the second of two leaves. */
export const logProof: LogProof = {
  index: 1,
  hashes: [other],
  checkpoint: {
    text: checkpoint,
    signatures: byRawKey([logKey, ...witnesses]).map((key) =>
      key === logKey ? signText(key, checkpoint) : cosignText(key, checkpoint, 1_800_000_000),
    ),
  },
};

const officersTwo = officers.slice(0, 2);
export const trustRootNote = signedBy(officersTwo, encodeTrustRoot(trustRoot));
export const releaseNote = signedBy(officersTwo, encodeRelease(release));
export const rebuildNotes = byRawKey(rebuilders).map((key) => signedBy([key], encodeRebuild(rebuild)));
export const recallNote = signedBy(officers.slice(2), encodeRecall(recall));
export const seal = {
  trustRoots: [trustRootNote],
  release: releaseNote,
  rebuilds: rebuildNotes,
  recall: recallNote,
  logProof,
};

/** Bytes of every example, by the info string of its fenced block in docs/spec. */
export const exampleBytes: Readonly<Record<string, Uint8Array>> = {
  "zegel-trust-root": encodeNote(trustRootNote),
  "zegel-release": encodeNote(releaseNote),
  "zegel-rebuild": encodeNote(rebuildNotes[0] as Note),
  "zegel-recall": encodeNote(recallNote),
  "zegel-manifest": encodeManifest(manifest),
  "zegel-install": encodeInstall(install, installHead),
  "zegel-install-one": encodeInstall(install),
  "zegel-aanwijzingen": encodeAanwijzingen(aanwijzingen),
  "zegel-log-proof": encodeLogProof(logProof),
  "zegel-seal": encodeSeal(seal),
};
