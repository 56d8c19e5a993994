// What a letter is about: the discs of one set, each released by enough officers and not recalled, and the kit on them.
// docs/spec/letter.md, "What is refused"

import {
  type Bilingual,
  encodeZegelcode,
  FormatError,
  type Note,
  type Purpose,
  parseRelease,
  parseTrustRoot,
  type Release,
  type SizedFile,
  type TrustRoot,
  textDigest,
  tryParse,
} from "../format/index.ts";
import { type ComposedSeal, composeSeal, type NoteFile } from "../trust/compose/index.ts";
import type { SignatureCheck } from "../trust/index.ts";
import { DistributeError } from "./error.ts";

/** Where the two programs that a municipality uses lie on every disc. The letter names them, and their digests. */
export const programPath = "ZEGEL/controleprogramma.exe";
export const pagePath = "ZEGEL/controlepagina.html";

/** A kit as it would lie on a disc. */
export interface MeasuredKit {
  /** For messages. */
  readonly path: string;
  readonly version: string;
  /** Of its own list: what a release names. */
  readonly sha256: string;
  /** Paths as on a disc. */
  readonly files: readonly SizedFile[];
}

export interface ReleasedDisc {
  readonly release: Release;
  /** Of its note's text. */
  readonly releaseSha256: string;
  readonly zegelcode: string;
}

/** All discs of one set. */
export interface ReleasedSet {
  /** Each once, in the order of their numbers. */
  readonly discs: readonly ReleasedDisc[];
  /** What is the same for all of them stands here: the release of disc 1. */
  readonly release: Release;
  /** SHA-256 of `programPath` and `pagePath`. */
  readonly programSha256: string;
  readonly pageSha256: string;
  /** Whom to call: of the newest trust root given. */
  readonly contact: string;
  /** What was left out of the notes. */
  readonly remarks: readonly Bilingual[];
}

export interface SetNotes {
  /** One a disc, in any order. */
  readonly releases: readonly NoteFile[];
  /** Versions 1 to the newest, in any order. */
  readonly trustRoots: readonly NoteFile[];
  /** The newest recall list, where there is one. */
  readonly recall: NoteFile | undefined;
}

/** Measures the kit that was given, as one for a release of `purpose` under `trustRoot`. */
export type MeasureKit = (trustRoot: Note, purpose: Purpose) => Promise<MeasuredKit>;

/**
 * A letter goes out for what can be sealed and for nothing else, so the judge is the one of the seal: roots that follow each other,
 * enough officers under each release, a recall list that is signed and names none of them. The kit, which is large, is measured last.
 * Throws SealError, FormatError, DistributeError SET, KIT, and what `measureKit` throws.
 */
export async function judgeSet(
  { releases, trustRoots, recall }: SetNotes,
  measureKit: MeasureKit,
  check: SignatureCheck,
): Promise<ReleasedSet> {
  demandOneSet(releases.map(readRelease));
  const composed: ComposedSeal[] = [];
  for (const release of releases)
    composed.push(await composeSeal({ trustRoots, release, rebuilds: [], recall }, check));
  composed.sort((a, b) => a.release.disc - b.release.disc);
  const discs = composed.map(({ release, releaseSha256 }) => ({
    ...{ release, releaseSha256 },
    zegelcode: encodeZegelcode(releaseSha256),
  }));
  const [first] = discs;
  if (first === undefined) throw new DistributeError("SET", "expected the release note of a disc, found none");
  const { release } = first;
  return {
    discs,
    release,
    ...(await demandKit(release, trustRoots, measureKit)),
    contact: contactOf(trustRoots),
    remarks: [...new Map(composed.flatMap(({ remarks }) => remarks.map((remark) => [remark.en, remark]))).values()],
  };
}

/** Of the newest. */
function contactOf(trustRoots: readonly NoteFile[]): string {
  const roots = trustRoots.map(({ note }) => parseTrustRoot(note.text));
  return roots.reduce<TrustRoot | undefined>((a, b) => (a !== undefined && a.version > b.version ? a : b), undefined)
    ?.contact as string; // whoever asks has judged them, and so has one
}

interface ReadRelease {
  /** For messages. */
  readonly path: string;
  readonly release: Release;
}

function readRelease({ path, note }: NoteFile): ReadRelease {
  const release = tryParse(() => parseRelease(note.text));
  if (release instanceof FormatError) throw new DistributeError("SET", `${path}: ${release.message}`);
  return { path, release };
}

/** What the discs of a set have in common, beside the manifests of all of them. */
const common = [
  "product",
  "version",
  "election",
  "role",
  "sequence",
  "purpose",
  "urgency",
  "kit",
  "trustRoot",
] as const satisfies readonly (keyof Release)[];

function demandOneSet(releases: readonly ReadRelease[]): void {
  const [first, ...others] = releases;
  if (first === undefined) return;
  for (const other of others) {
    const differing = common.filter((name) => textOf(first.release[name]) !== textOf(other.release[name]));
    const isOther = first.release.manifests.join() !== other.release.manifests.join();
    const what = [...differing, ...(isOther ? ["manifests"] : [])];
    if (what.length > 0)
      throw new DistributeError(
        "SET",
        `${other.path}: expected a disc of the set of ${first.path}, found another release (${what.join(", ")} differ): a letter is for one set`,
      );
  }
  demandEachDisc(releases, first.release.manifests.length);
}

function demandEachDisc(releases: readonly ReadRelease[], count: number): void {
  const numbers = releases.map(({ release }) => release.disc);
  const twice = releases.find(({ release }, i) => numbers.indexOf(release.disc) !== i);
  if (twice !== undefined)
    throw new DistributeError("SET", `${twice.path}: disc ${twice.release.disc} is given twice: give each disc once`);
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((disc) => !numbers.includes(disc));
  if (missing.length > 0)
    throw new DistributeError(
      "SET",
      `expected the release notes of all ${count} discs of the set, found none for disc ${missing.join(", ")}: whoever gets the letter needs the code of each`,
    );
}

const textOf = (value: unknown) => JSON.stringify(value) ?? "none";

/** That this is the kit of these discs, and what people compare of it. Throws DistributeError KIT. */
async function demandKit(
  { kit, trustRoot, purpose }: Release,
  trustRoots: readonly NoteFile[],
  measureKit: MeasureKit,
): Promise<Pick<ReleasedSet, "programSha256" | "pageSha256">> {
  if (kit === undefined)
    throw new DistributeError(
      "KIT",
      "the release names no kit: on its disc there is no program that a letter could lead to",
    );
  const pinned = trustRoots.find(({ note }) => textDigest(note.text) === trustRoot);
  if (pinned === undefined) throw new DistributeError("KIT", `expected the trust root ${trustRoot}, found none`);
  const given = await measureKit(pinned.note, purpose);
  if (kit.version !== given.version || kit.sha256 !== given.sha256)
    throw new DistributeError(
      "KIT",
      `${given.path}: expected the kit that the release names (${kit.version} ${kit.sha256}), found ${given.version} ${given.sha256}: give the kit that the discs were built with`,
    );
  return { programSha256: digestIn(given, programPath), pageSha256: digestIn(given, pagePath) };
}

function digestIn({ path, files }: MeasuredKit, name: string): string {
  const file = files.find((found) => found.path === name);
  if (file === undefined)
    throw new DistributeError(
      "KIT",
      `${path}: expected ${name} in the kit, found none: the letter is about that program`,
    );
  return file.sha256;
}
