// Sealed discs in memory, made with the format room and xorriso only: the verifier's tests need no other room.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  compareText,
  encodeManifest,
  encodeNote,
  encodeRelease,
  encodeSeal,
  encodeTrustRoot,
  encodeZegelcode,
  manifestPath,
  type Note,
  type Release,
  type Seal,
  sealPath,
  sealSize,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { bytesOnce, keyOf } from "./once.ts";
import { sha256Of, signText } from "./people.ts";
import { releaseOf } from "./release.ts";
import { testRoot } from "./roots.ts";

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

export interface NoteOptions {
  readonly root?: TrustRoot;
  readonly release?: Partial<Release>;
  readonly signers?: readonly string[];
  /** Called with the release's text digest and the release. */
  readonly rebuilds?: (sha256: string, release: Release) => readonly Note[];
  readonly recall?: (release: Release) => Note | undefined;
  /** Last word on the seal. */
  readonly seal?: (seal: Seal) => Seal;
}

export interface DiscOptions extends NoteOptions {
  readonly payload?: Readonly<Record<string, string | Uint8Array>>;
  readonly folders?: readonly string[];
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
  const folders = options.folders ?? ["lege map"];
  const paths = Object.keys(payload).sort(compareText);
  const bytesOf = (path: string) => new Uint8Array(Buffer.from(payload[path] ?? ""));
  const manifest = encodeManifest({
    totalBytes: paths.reduce((sum, path) => sum + bytesOf(path).length, 0),
    emptyFolders: folders,
    files: paths.map((path) => ({ path, sha256: sha256Of(bytesOf(path)) })),
  });
  const unsealed = buildImage({ ...payload, [manifestPath]: manifest }, folders);
  const files = { ...Object.fromEntries(paths.map((path) => [path, bytesOf(path)])), [manifestPath]: manifest };
  return sealDisc({ unsealed, files, folders, sealOffset: sealOffsetOf(unsealed) }, options);
}

/** An image with other notes in its seal: another root, release, signers, reviewers. */
export function sealDisc(
  built: Pick<Disc, "unsealed" | "files" | "folders"> & { readonly sealOffset: number },
  options: NoteOptions = {},
): Disc {
  const { unsealed, folders, sealOffset } = built;
  const root = options.root ?? testRoot();
  const rootNote = signText(encodeTrustRoot(root), ["anna", "bert"]);
  const release = releaseOf(
    {
      manifests: [sha256Of(built.files[manifestPath] ?? "")],
      imageSha256: sha256Of(unsealed),
      imageSize: unsealed.length,
      sealOffset,
      trustRoot: textDigest(rootNote.text),
    },
    { purpose: root.purpose === "final" ? "final" : "demonstration", ...options.release },
  );
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
  return {
    image: withSeal(unsealed, release.sealOffset, sealBytes),
    unsealed,
    release,
    seal,
    rootNote: encodeNote(rootNote),
    code: encodeZegelcode(sha256),
    files: { ...built.files, [sealPath]: sealBytes },
    folders,
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

/** The discs of one set, one a payload, all of one root. */
export function makeSet(payloads: readonly NonNullable<DiscOptions["payload"]>[], options: DiscOptions = {}): Disc[] {
  const alone = payloads.map((payload) => makeDisc({ ...options, payload }));
  const manifests = alone.map(({ release }) => release.manifests[0] ?? "");
  return alone.map((disc, i) =>
    sealDisc(
      { ...disc, sealOffset: disc.release.sealOffset },
      { ...options, release: { ...options.release, disc: i + 1, manifests } },
    ),
  );
}
