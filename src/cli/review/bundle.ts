// A reviewers' bundle: which release it is about, and of each disc the payload, the papers and the kit, each found by what it holds.
// docs/man/zegel-review.1.md

import { readBytesSync } from "../../files/bounded.ts";
import {
  Fault,
  type Manifest,
  manifestLimit,
  parseManifest,
  parseRelease,
  quote,
  type Release,
  textDigest,
} from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import { type Found, type FoundNote, findFiles, whyOf } from "../bundle/found.ts";
import { exitContradicts, type ListedPaths } from "../bundle/sums.ts";
import { bundleTexts } from "../bundle/texts.ts";
import { findPapers, type Papers } from "./papers.ts";
import {
  type Candidate,
  type Candidates,
  isKit,
  isPayload,
  measureCandidates,
  type Parts,
  partsOf,
  sharedNames,
} from "./sources.ts";
import { type ReviewText, reviewTexts } from "./texts.ts";

/** Files that are named. */
const toldLimit = 5;

export interface ReviewDisc {
  readonly note: FoundNote;
  readonly release: Release;
  /** Digest of the note's text. */
  readonly sha256: string;
  readonly manifestAt: string;
  readonly parts: Parts;
  readonly papers: Papers;
  readonly payload: Chosen;
}

export interface Chosen extends Candidate {
  /** It holds what the release names, file for file. */
  readonly isReleased: boolean;
}

export interface ReviewBundle {
  /** In order of number. */
  readonly discs: readonly ReviewDisc[];
  /** Of all discs; undefined: the release names none. */
  readonly kit: Chosen | undefined;
  readonly roots: readonly FoundNote[];
  /** What was not looked at, with why. */
  readonly unread: Found["unread"];
}

/** `work`: an empty folder that stays as long as the bundle is used. Throws CommandError where something lacks or is not clear. */
export async function openBundle(folder: string, work: string, language: Language): Promise<ReviewBundle> {
  const found = findFiles(folder, language);
  const unread = [...found.unread];
  const notes = chooseRelease(found, folder, language, unread);
  const discs = notes.map((one) => ({ ...one, ...manifestFor(one, found, language) }));
  const named = discs[0]?.release.kit;
  const hasAll = (list: readonly Candidate[]) =>
    discs.every(({ parts }) => list.some((one) => isPayload(one, parts))) &&
    (named === undefined || list.some((one) => isKit(one, named)));
  const papers = discs.map(({ manifest }) => findPapers(found.texts, manifest, language));
  const candidates = await measureCandidates(
    found,
    discs.map(({ parts }) => parts),
    { work, language },
    hasAll,
  );
  const kit = chooseKit(candidates, discs, language);
  const payloads = choosePayloads(candidates, discs, kit, language);
  return {
    discs: discs.map((disc, i) => ({ ...disc, papers: papers[i] as Papers, payload: payloads[i] as Chosen })),
    kit,
    roots: found.notes.filter((note) => note.kind === "trust-root"),
    unread: [...unread, ...candidates.unread],
  };
}

/**
 * A computer that shows a folder may leave a file of its own in it (`.DS_Store`). Of a payload or a kit that holds such a file beside those
 * of SHA256SUMS nothing is said: the release does not differ, this copy does. Throws CommandError, 31.
 */
export function demandListed(
  { discs, kit }: ReviewBundle,
  folder: string,
  listed: ListedPaths,
  language: Language,
): void {
  const others = [...discs.map(({ payload }) => payload), ...(kit === undefined ? [] : [kit])].filter(
    ({ isReleased, measure, path }) => !isReleased && measure.files.some((file) => listed.has(`${path}/${file.path}`)),
  );
  const extra = [...new Set(others.flatMap((one) => unlistedOf(one, listed)))];
  if (extra.length === 0) return;
  const lines = extra.slice(0, toldLimit).map((path) => `  ${fill(bundleTexts.isExtra[language], { path })}`);
  const more =
    extra.length > toldLimit
      ? [`  ${fill(bundleTexts.moreFaults[language], { count: extra.length - toldLimit })}`]
      : [];
  throw new CommandError(
    [fill(bundleTexts.hasExtra[language], { folder }), ...lines, ...more].join("\n"),
    exitContradicts,
  );
}

/** The files of an archive or a folder that SHA256SUMS does not list; the folder itself, where it lists none of them. */
export function unlistedOf({ path, measure }: Candidate, listed: ListedPaths): string[] {
  if (listed.has(path)) return [];
  const files = measure.files.map((file) => `${path}/${file.path}`);
  return files.some((file) => listed.has(file)) ? files.filter((file) => !listed.has(file)) : [path];
}

interface NamedRelease {
  readonly note: FoundNote;
  readonly release: Release;
  readonly sha256: string;
}

interface NamedDisc extends NamedRelease {
  readonly parts: Parts;
}

/** The notes of one release, one a disc: the newest there, for the one before it may lie beside it. */
function chooseRelease(
  { notes }: Found,
  folder: string,
  language: Language,
  unread: Found["unread"][number][],
): NamedRelease[] {
  const byText = new Map<string, NamedRelease>();
  for (const note of notes.filter(({ kind }) => kind === "release")) {
    try {
      const one = { note, release: parseRelease(note.note.text), sha256: textDigest(note.note.text) };
      if (!byText.has(one.sha256)) byText.set(one.sha256, one);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      unread.push({ path: note.path, why: whyOf(error, note, language) });
    }
  }
  const all = [...byText.values()];
  const before = new Set(all.map(({ release }) => release.previous));
  const newest = all.filter(({ sha256 }) => !before.has(sha256));
  const [first, second] = newest.filter((one, i) => newest.findIndex((other) => isOneSet(one, other)) === i);
  if (first === undefined) throw lacking(0, "noRelease", "noRelease", language, { folder }, unread);
  if (second !== undefined)
    throw refusal("twoReleases", language, { first: first.note.path, second: second.note.path });
  const discs = newest.toSorted((a, b) => a.release.disc - b.release.disc);
  const twice = discs.find(({ release }, i) => release.disc === discs[i - 1]?.release.disc);
  if (twice !== undefined) throw refusal("twoOfDisc", language, { disc: twice.release.disc, path: twice.note.path });
  return discs;
}

/** Discs of one set name the same MANIFESTs, and differ in nothing that a person chooses. */
function isOneSet({ release: a }: NamedRelease, { release: b }: NamedRelease): boolean {
  const shared = ({ product, version, election, role, sequence, manifests, trustRoot, kit }: Release) =>
    JSON.stringify([product, version, election, role, sequence, manifests, trustRoot, kit]);
  return shared(a) === shared(b);
}

function manifestFor(
  { release }: NamedRelease,
  { manifests }: Found,
  language: Language,
): { readonly manifestAt: string; readonly manifest: Manifest; readonly parts: Parts } {
  const expected = release.manifests[release.disc - 1] ?? "";
  const file = manifests.find(({ sha256 }) => sha256 === expected);
  if (file === undefined) throw refusal("noManifest", language, { disc: release.disc, sha256: expected });
  const manifest = parseManifest(readBytesSync(file.at, manifestLimit));
  return { manifestAt: file.at, manifest, parts: partsOf(manifest) };
}

/** The kit that the release names; else the one that has most of its files by name. */
function chooseKit({ list, unread }: Candidates, discs: readonly NamedDisc[], language: Language): Chosen | undefined {
  const [disc] = discs;
  const named = disc?.release.kit;
  if (disc === undefined || named === undefined) return undefined;
  const exact = list.find((one) => isKit(one, named));
  if (exact !== undefined) return { ...exact, isReleased: true };
  const like = list.filter((one) => isLikeKit(one, disc.parts));
  const best = mostLike(like, (one) => sharedNames(one, disc.parts.kit));
  if (best === undefined) throw lacking(like.length, "noKit", "kitsUnclear", language, { ...named }, unread);
  return { ...best, isReleased: false };
}

const isLikeKit = (one: Candidate, { kit, payload }: Parts) => sharedNames(one, kit) > sharedNames(one, payload);

/** Of each disc the payload that MANIFEST lists; else the one that has most of its files by name and is no other disc's. */
function choosePayloads(
  { list, unread }: Candidates,
  discs: readonly NamedDisc[],
  kit: Chosen | undefined,
  language: Language,
): Chosen[] {
  const exact = discs.map(({ parts }) => list.find((one) => isPayload(one, parts)));
  const isFree = (one: Candidate) =>
    one.path !== kit?.path && discs.every(({ parts }) => !isPayload(one, parts) && !isLikeKit(one, parts));
  const left = new Set(list.filter(isFree));
  return discs.map(({ parts, release }, i) => {
    const found = exact[i];
    if (found !== undefined) return { ...found, isReleased: true };
    const like = [...left].filter((one) => sharedNames(one, parts.payload) > 0);
    const best = mostLike(like, (one) => sharedNames(one, parts.payload));
    const values = { disc: release.disc, count: parts.payload.size };
    if (best === undefined) throw lacking(like.length, "noPayload", "payloadsUnclear", language, values, unread);
    left.delete(best);
    return { ...best, isReleased: false };
  });
}

/** Undefined: there is none, or two are as like. */
function mostLike(list: readonly Candidate[], likeness: (one: Candidate) => number): Candidate | undefined {
  const [first, second] = list.toSorted((a, b) => likeness(b) - likeness(a));
  return first !== undefined && second !== undefined && likeness(first) === likeness(second) ? undefined : first;
}

function lacking(
  count: number,
  none: ReviewText,
  several: ReviewText,
  language: Language,
  values: Readonly<Record<string, string | number>>,
  unread: Found["unread"],
): CommandError {
  const text = fill(reviewTexts[count === 0 ? none : several][language], { ...values, found: count });
  const others = unread.slice(0, 5).map(({ path, why }) => `  ${quote(path)}: ${why}`);
  return new CommandError([text, ...others].join("\n"), exitUsage);
}

function refusal(
  text: ReviewText,
  language: Language,
  values: Readonly<Record<string, string | number>>,
): CommandError {
  return new CommandError(fill(reviewTexts[text][language], values), exitUsage);
}
