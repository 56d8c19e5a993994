// Sealed discs for tests, made with the format room, xorriso and fixed keys only: the verifier's tests need no other room.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getPublicKey, hashes, sign } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import {
  compareText,
  encodeHex,
  encodeManifest,
  encodeNote,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeSeal,
  encodeTrustRoot,
  encodeUtf8,
  encodeZegelcode,
  type Group,
  makeVKey,
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
import { bytesOnce, keyOf } from "../world/once.ts";

hashes.sha512 = sha512;

export const sha256Of = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** TEST-ONLY: the seed is the SHA-256 of a public sentence. */
const seedOf = (name: string): Uint8Array => new Uint8Array(createHash("sha256").update(`TEST-ONLY ${name}`).digest());

export function testKey(name: string, role: RootKey["role"] = "officer", organisation = `Org-${name}`): RootKey {
  return { vkey: makeVKey(name, getPublicKey(seedOf(name))), role, holder: `holder-${name}`, organisation };
}

/** The text signed by each of `names`, lines in order of raw key unless told otherwise. */
export function signText(text: string, names: readonly string[], order: "sorted" | "as-given" = "sorted"): Note {
  const lines = names.map((name) => {
    const { vkey } = testKey(name);
    return { raw: vkey.raw, name, keyId: vkey.id, bytes: sign(encodeUtf8(text), seedOf(name)) };
  });
  if (order === "sorted") lines.sort((a, b) => compareText(a.raw, b.raw));
  return { text, signatures: lines.map(({ name, keyId, bytes }) => ({ name, keyId, bytes })) };
}

const group = (name: string, threshold: number, members: readonly string[]): Group => ({
  name,
  threshold,
  members: [...members].sort(),
});

/** Officers anna, bert and carl, 2 of 3; reviewers rosa and ruud, `rebuilds` of 2 (0: none required). */
export function testRoot(change: Partial<TrustRoot> = {}, rebuilds = 0): TrustRoot {
  return {
    version: 1,
    previous: undefined,
    purpose: "final",
    validFrom: "2026-12-01",
    validUntil: "2029-03-31",
    contact: "Kiesraad, 070-0000000",
    keys: [
      testKey("anna"),
      testKey("bert"),
      testKey("carl"),
      testKey("rosa", "rebuilder", "Universiteit"),
      testKey("ruud", "rebuilder", "Waterschap"),
    ],
    groups: [
      group("officers", 2, ["anna", "bert", "carl"]),
      group("reviewers", Math.max(1, rebuilds), ["rosa", "ruud"]),
    ],
    requires: {
      root: "officers",
      release: "officers",
      "emergency-release": "officers",
      recall: "officers",
      rebuild: rebuilds === 0 ? undefined : "reviewers",
      "emergency-rebuild": rebuilds === 0 ? undefined : "reviewers",
      checkpoint: undefined,
    },
    dissentBlocksAt: undefined,
    revoked: [],
    logOrigin: undefined,
    ...change,
  };
}

/** Content by path; what a small payload looks like. */
export const samplePayload: Readonly<Record<string, string>> = {
  "LEESMIJ.txt": "Lees dit eerst.\n",
  "leeg.bin": "",
  "map met spatie/[1] uitslag.txt": "uitslag\n".repeat(700),
  "programma/uitslagen één.jar": "PK\u0003\u0004 not really\n".repeat(300),
  "programma/Fryslân/ûnder/foarbyld.xml": "<a/>\n",
};

const recipe = [
  "--no_rc -quiet -iso-level 3 -r -uid 0 -gid 0 -dir-mode 0555 -file-mode 0555 -J -joliet-long",
  "-input-charset UTF-8 -output-charset UTF-8 -V TEST -volset TEST -publisher KIESRAAD -p ZEGEL -A ZEGEL",
]
  .join(" ")
  .split(" ");

/** An unsealed image by xorriso. Made once a run for the same files and folders. */
export function buildImage(
  files: Readonly<Record<string, string | Uint8Array>>,
  folders: readonly string[] = [],
): Buffer {
  return bytesOnce(`image ${keyOf(files)} ${JSON.stringify(folders)}`, () => makeImage(files, folders));
}

function makeImage(files: Readonly<Record<string, string | Uint8Array>>, folders: readonly string[]): Buffer {
  const work = mkdtempSync(join(tmpdir(), "zegel-fixture-"));
  try {
    const stage = join(work, "stage");
    const paths = Object.keys(files).sort(compareText);
    const isOurs = (path: string) => path.startsWith("ZEGEL/");
    const rank = (path: string) => (path === manifestPath ? 0 : isOurs(path) ? 1 : 2);
    const order = [...paths].sort((a, b) => rank(a) - rank(b)); // stable: byte order within a rank
    for (const folder of folders) mkdirSync(join(stage, folder), { recursive: true });
    for (const path of paths) {
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      writeFileSync(join(stage, path), files[path] ?? "");
    }
    mkdirSync(join(stage, "ZEGEL"), { recursive: true });
    writeFileSync(join(stage, sealPath), new Uint8Array(sealSize));
    const weights = [`2000000000 /${sealPath}`, ...order.map((path, i) => `${1_000_000_000 - i} /${path}`)];
    writeFileSync(join(work, "weights"), `${weights.join("\n")}\n`);
    const date = ["--modification-date=2027011512000000", "--set_all_file_dates", "=1800014400"];
    const rest = ["--sort-weight-list", join(work, "weights"), "-untranslated_name_len", "96", "-pad"];
    const wait = ["--", "-pacifier", "interval=0.1"]; // else it looks once a second whether it is done
    execFileSync(
      "xorrisofs",
      [
        ...recipe,
        "-sysid",
        "",
        "--application_use",
        "0x00",
        ...date,
        ...rest,
        "-o",
        join(work, "out.iso"),
        stage,
        ...wait,
      ],
      { env: { PATH: "/usr/bin:/bin", HOME: "/nonexistent", TZ: "UTC", LC_ALL: "C.UTF-8" }, stdio: "pipe" },
    );
    return readFileSync(join(work, "out.iso"));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export interface DiscOptions {
  readonly payload?: Readonly<Record<string, string | Uint8Array>>;
  readonly folders?: readonly string[];
  readonly root?: TrustRoot;
  readonly release?: Partial<Release>;
  readonly signers?: readonly string[];
  /** Called with the release's text digest and the release. */
  readonly rebuilds?: (sha256: string, release: Release) => readonly Note[];
  readonly recall?: (release: Release) => Note | undefined;
  /** Last word on the seal. */
  readonly seal?: (seal: Seal) => Seal;
}

export interface Disc {
  /** The sealed image. */
  readonly image: Buffer;
  readonly unsealed: Buffer;
  readonly release: Release;
  readonly seal: Seal;
  readonly rootNote: Uint8Array;
  readonly code: string;
  /** Every file as a mount shows it, and the empty folders. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly folders: readonly string[];
}

export function makeDisc(options: DiscOptions = {}): Disc {
  const payload = options.payload ?? samplePayload;
  const emptyFolders = options.folders ?? ["lege map"];
  const paths = Object.keys(payload).sort(compareText);
  const manifest = encodeManifest({
    totalBytes: paths.reduce((sum, path) => sum + Buffer.from(payload[path] ?? "").length, 0),
    emptyFolders,
    files: paths.map((path) => ({ path, sha256: sha256Of(Buffer.from(payload[path] ?? "")) })),
  });
  const unsealed = buildImage({ ...payload, [manifestPath]: manifest }, emptyFolders);
  const root = options.root ?? testRoot();
  const rootNote = signText(encodeTrustRoot(root), ["anna", "bert"]);
  const release: Release = {
    product: "OSV",
    version: "2.24.3",
    election: "TK2027",
    role: "GSB",
    sequence: 12,
    purpose: root.purpose === "final" ? "final" : "demonstration",
    urgency: "normal",
    date: "2027-01-15T12:00:00Z",
    volume: "TEST",
    publisher: "KIESRAAD",
    medium: "cd700",
    disc: 1,
    manifests: [sha256Of(manifest)],
    imageSha256: sha256Of(unsealed),
    imageSize: unsealed.length,
    sealOffset: sealOffsetOf(unsealed),
    kit: undefined,
    recipe: "1",
    trustRoot: textDigest(rootNote.text),
    recallAtLeast: 0,
    previous: undefined,
    ...options.release,
  };
  const note = signText(encodeRelease(release), options.signers ?? ["anna", "bert"]);
  const sha256 = textDigest(note.text);
  const plain: Seal = {
    trustRoots: [rootNote],
    release: note,
    rebuilds: options.rebuilds?.(sha256, release) ?? [],
    recall: options.recall?.(release),
    logProof: undefined,
  };
  const seal = options.seal?.(plain) ?? plain;
  const sealBytes = encodeSeal(seal);
  const contents = paths.map((path) => [path, new Uint8Array(Buffer.from(payload[path] ?? ""))] as const);
  return {
    image: withSeal(unsealed, release.sealOffset, sealBytes),
    unsealed,
    release,
    seal,
    rootNote: encodeNote(rootNote),
    code: encodeZegelcode(sha256),
    files: { ...Object.fromEntries(contents), [manifestPath]: manifest, [sealPath]: sealBytes },
    folders: emptyFolders,
  };
}

export function withSeal(image: Buffer, offset: number, seal: Uint8Array): Buffer {
  const sealed = Buffer.from(image);
  sealed.set(seal, offset);
  return sealed;
}

/** The seal is the first file area: 128 sectors of zeros in front of the manifest's first line. */
function sealOffsetOf(image: Buffer): number {
  return image.indexOf("# zegel/manifest v1\n") - sealSize;
}

export function rebuildNote(release: Release, sha256: string, by: string, change: Partial<Rebuild> = {}): Note {
  const text = encodeRebuild({
    release: sha256,
    scope: "image",
    differs: undefined,
    imageSha256: release.imageSha256,
    manifestSha256: release.manifests[release.disc - 1] ?? "",
    environment: "Debian 12, xorriso 1.5.4",
    date: "2027-01-20T10:00:00Z",
    ...change,
  });
  return signText(text, [by]);
}

export function recallNote(images: readonly string[], signers: readonly string[] = ["anna", "bert"]): Note {
  const recall: Recall = {
    date: "2027-02-01",
    recalled: images.map((imageSha256) => ({ imageSha256, date: "2027-02-01", reason: "verkeerde restzetels" })),
  };
  return signText(encodeRecall(recall), signers);
}

/** A file digest that belongs to nothing. */
export const otherDigest = encodeHex(new Uint8Array(32).fill(7));
