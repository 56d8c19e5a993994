// Sealed discs made in memory: the image is computed from docs/spec/image.md (test/layout), the notes are signed by TEST-ONLY keys.

import { createHash } from "node:crypto";
import {
  compareText,
  encodeAanwijzingen,
  encodeInstall,
  encodeKitList,
  encodeManifest,
  encodeNote,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeSeal,
  encodeTrustRoot,
  encodeUtf8,
  encodeZegelcode,
  type Installed,
  manifestPath,
  type Note,
  type Rebuild,
  type Recall,
  type Release,
  type RootKey,
  type Seal,
  sealPath,
  sealSize,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { digestOf, rootKey, signedBy } from "../format/examples.ts";
import { type TestKey, testKey } from "../format/test-keys.ts";
import { computeLayout, sectorSize } from "../layout/layout.ts";
import { anna, bert, carl, dora, rootOf } from "../trust/roots.ts";

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export const [rosa, ruud, vera, rik] = ["rosa", "ruud", "vera", "rik"].map((name) => testKey(name)) as [
  TestKey,
  TestKey,
  TestKey,
  TestKey,
];
export const reviewer = (key: TestKey): RootKey =>
  rootKey(key, "rebuilder", `holder-${key.vkey.name}`, `Org-${key.vkey.name}`);

/**
 * Officers anna, bert and carl, two of whom sign; dora alone signs what is urgent, and recalls need carl or dora. Reviewers rosa, ruud
 * and vera, `rebuilds` of whom must agree (0: none is asked), of what is urgent none; rik is a reviewer whom nobody asks.
 */
export function discRoot(rebuilds = 0, change: Partial<TrustRoot> = {}): TrustRoot {
  const officers = rootOf([anna, bert, carl, dora], 2);
  return {
    ...officers,
    keys: [...officers.keys, ...[rosa, ruud, vera, rik].map(reviewer)],
    groups: [
      { name: "officers", threshold: 2, members: ["anna", "bert", "carl"] },
      { name: "urgent", threshold: 1, members: ["dora"] },
      { name: "callers", threshold: 1, members: ["carl", "dora"] },
      { name: "reviewers", threshold: Math.max(1, rebuilds), members: ["rosa", "ruud", "vera"] },
    ],
    requires: {
      ...officers.requires,
      "emergency-release": "urgent",
      recall: "callers",
      rebuild: rebuilds === 0 ? undefined : "reviewers",
    },
    ...change,
  };
}

/** The root behind `before`; `signers` sign it. */
export function nextRoot(
  before: TrustRoot,
  change: Partial<TrustRoot>,
  signers: readonly TestKey[] = [anna, bert],
): Note {
  const previous = textDigest(encodeTrustRoot(before));
  return signedBy(signers, encodeTrustRoot({ ...before, version: before.version + 1, previous, ...change }));
}

/** `root` without `key`, which it revokes. */
export function without(root: TrustRoot, { vkey }: TestKey): Partial<TrustRoot> {
  return {
    keys: root.keys.filter((key) => key.vkey.raw !== vkey.raw),
    groups: root.groups.map((group) => ({ ...group, members: group.members.filter((name) => name !== vkey.name) })),
    revoked: [...root.revoked, vkey.raw].sort(compareText),
  };
}

export type Files = Readonly<Record<string, Uint8Array>>;

const filled = (bytes: number, value: number) => new Uint8Array(bytes).fill(value);
export const instructions = ["Controleer de code.", "Start het programma."];
export const installed: readonly Installed[] = [
  { path: "OSV/conf.ini", class: "may-change" },
  { path: "OSV/extra.jar", class: "absent" },
  { path: "OSV/lib/osv.jar", class: "static", sha256: sha256Of(filled(5000, 1)) },
  { path: "OSV/start.cmd", class: "static", sha256: sha256Of(filled(10, 2)) },
];

/** A kit, instructions, a list of what is installed, and a payload with an empty file; some of every kind. */
export const goodFiles: Files = {
  "ZEGEL/VERSION": encodeUtf8("1.0\n"),
  "ZEGEL/AANWIJZINGEN": encodeAanwijzingen(instructions),
  "ZEGEL/INSTALL": encodeInstall(installed),
  "LEESMIJ.txt": encodeUtf8("Lees dit eerst.\n"),
  "leeg.bin": new Uint8Array(0),
  "map/programma.jar": filled(5000, 7),
  "map/precies.bin": filled(4096, 9),
};

export interface DiscOptions {
  readonly files?: Files;
  readonly folders?: readonly string[];
  readonly root?: TrustRoot;
  readonly rootSigners?: readonly TestKey[];
  /** The whole MANIFEST, where it is not the one of the files. */
  readonly manifest?: Uint8Array;
  readonly release?: Partial<Release>;
  readonly signers?: readonly TestKey[];
  readonly rebuilds?: (release: Release) => readonly Note[];
  readonly recall?: (release: Release) => Note;
  /** What the image holds where it is not what is signed. */
  readonly image?: (image: Uint8Array) => void;
  /** Last word on the seal. */
  readonly seal?: (seal: Seal) => Seal;
}

export interface Disc {
  readonly root: TrustRoot;
  readonly rootNote: Note;
  readonly release: Release;
  /** SHA-256 of the release's text. */
  readonly sha256: string;
  readonly code: string;
  readonly seal: Seal;
  /** The sealed image. */
  readonly image: Uint8Array;
  /** As a mount shows them, with MANIFEST and SEAL. */
  readonly files: Files;
  readonly folders: readonly string[];
}

export function makeDisc(options: DiscOptions = {}): Disc {
  const { files = goodFiles, folders = ["lege map"], root = discRoot(), rootSigners = [anna, bert] } = options;
  const listed = Object.keys(files).sort(compareText);
  const sized = listed.map((path) => ({ path, sha256: sha256Of(files[path]!), size: files[path]!.length }));
  const manifest =
    options.manifest ??
    encodeManifest({ totalBytes: sized.reduce((sum, { size }) => sum + size, 0), emptyFolders: folders, files: sized });
  const facts = { volume: "TEST", publisher: "KIESRAAD", date: "2027-01-15T12:00:00Z" };
  const { image, sealOffset } = makeImage({ ...files, [manifestPath]: manifest }, folders, facts);
  options.image?.(image);
  const rootNote = signedBy(rootSigners, encodeTrustRoot(root));
  const kit = options.release !== undefined && "kit" in options.release ? undefined : encodeKitList(sized, folders);
  const release: Release = {
    ...facts,
    product: "OSV",
    version: "2.24.3",
    election: "TK2027",
    role: "GSB",
    sequence: 12,
    purpose: root.purpose === "final" ? "final" : "demonstration",
    urgency: "normal",
    medium: "cd700",
    disc: 1,
    manifests: [sha256Of(manifest)],
    imageSha256: sha256Of(image),
    imageSize: image.length,
    sealOffset,
    kit: kit === undefined ? undefined : { version: "1.0", sha256: sha256Of(kit) },
    recipe: "1",
    trustRoot: textDigest(rootNote.text),
    recallAtLeast: 0,
    previous: undefined,
    ...options.release,
  };
  const { signers = release.urgency === "emergency" ? [dora] : [anna, bert] } = options;
  const note = signedBy(signers, encodeRelease(release));
  const plain: Seal = {
    trustRoots: [rootNote],
    release: note,
    rebuilds: options.rebuilds?.(release) ?? [],
    recall: options.recall?.(release),
    logProof: undefined,
  };
  const seal = options.seal?.(plain) ?? plain;
  const sealBytes = encodeSeal(seal);
  const sha256 = textDigest(note.text);
  return {
    root,
    rootNote,
    release,
    sha256,
    code: encodeZegelcode(sha256),
    seal,
    image: changed(image, sealOffset, sealBytes),
    files: { ...files, [manifestPath]: manifest, [sealPath]: sealBytes },
    folders,
  };
}

function makeImage(files: Files, folders: readonly string[], facts: Parameters<typeof computeLayout>[0]) {
  const content = { ...files, [sealPath]: new Uint8Array(sealSize) };
  const { image, places } = imageOf(content, folders, facts);
  return { image, sealOffset: places.get(sealPath)! };
}

/** Of exactly these files; places in bytes. */
export function imageOf(
  content: Files,
  folders: readonly string[] = [],
  facts: Parameters<typeof computeLayout>[0] = { volume: "TEST", publisher: "KIESRAAD", date: "2027-01-15T12:00:00Z" },
) {
  const sizes = Object.entries(content).map(([path, bytes]) => ({ path, size: bytes.length }));
  const pieces = computeLayout(facts, sizes, folders);
  const end = pieces.at(-1)!;
  const image = new Uint8Array((end.from + end.sectors) * sectorSize);
  for (const { from, bytes, path } of pieces)
    image.set(bytes ?? (path === undefined ? [] : content[path]!), from * sectorSize);
  const placed = pieces.flatMap(({ from, path }) => (path === undefined ? [] : [[path, from * sectorSize] as const]));
  return { image, places: new Map(placed) };
}

/** A copy with these bytes at `at`. */
export function changed(image: Uint8Array, at: number, bytes: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(image);
  copy.set(bytes, at);
  return copy;
}

/** `disc` with another seal in its place, and the same in its files. */
export function withSeal(disc: Disc, change: (seal: Seal) => Partial<Seal>): Disc {
  const seal = { ...disc.seal, ...change(disc.seal) };
  const bytes = encodeSeal(seal);
  const files = { ...disc.files, [sealPath]: bytes };
  return { ...disc, seal, image: changed(disc.image, disc.release.sealOffset, bytes), files };
}

/** Where a file's content begins, bytes. */
export function placeOf(disc: Disc, path: string): number {
  const sizes = Object.entries(disc.files).map(([path, bytes]) => ({ path, size: bytes.length }));
  return computeLayout(disc.release, sizes, disc.folders).find((piece) => piece.path === path)!.from * sectorSize;
}

export function rebuildNote(release: Release, signers: readonly TestKey[], change: Partial<Rebuild> = {}): Note {
  const text = encodeRebuild({
    release: textDigest(encodeRelease(release)),
    scope: "image",
    differs: undefined,
    imageSha256: release.imageSha256,
    manifestSha256: release.manifests[release.disc - 1] ?? "",
    environment: "Debian 12",
    date: "2027-01-20T10:00:00Z",
    ...change,
  });
  return signedBy(signers, text);
}

/** A list of these images, the last for a reason of its own. */
export function recallNote(
  images: readonly string[],
  signers: readonly TestKey[] = [carl],
  change: Partial<Recall> = {},
): Note {
  const recalled = images.map((imageSha256, i) => ({
    imageSha256,
    date: `2027-02-0${i + 1}`,
    reason: `reden ${i + 1}`,
  }));
  return signedBy(signers, encodeRecall({ date: "2027-02-09", recalled, ...change }));
}

/** The note with a line before its own: by `key`, over another text. */
export function spoilt(note: Note, key: TestKey): Note {
  const [line] = signedBy([key], "another text\n").signatures;
  return { ...note, signatures: [line!, ...note.signatures] };
}

/** Digests of images that were never made. */
export const others = ["one", "two", "three"].map(digestOf) as [string, string, string];
export const bytesOf = encodeNote;
