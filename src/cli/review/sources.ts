// Which archive or folder of a bundle is the payload of which disc, and which the kit: by the files that they hold, held against
// MANIFEST and the kit that the release names.

import { lstatSync, symlinkSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { measureSource, type SourceMeasure } from "../../build-iso/index.ts";
import { discPathOf } from "../../build-iso/kit/kit.ts";
import { sha256Of } from "../../files/digest.ts";
import {
  aanwijzingenPath,
  encodeKitList,
  encodeUtf8,
  Fault,
  FormatError,
  installPath,
  isOfKit,
  type KitName,
  type Manifest,
  tryParse,
} from "../../format/index.ts";
import type { Language } from "../../words/language.ts";
import { type ArchiveKind, type Found, type FoundFile, whyOf } from "../bundle/found.ts";

/** Archives of one bundle that are unpacked to see what is in them. */
const archiveLimit = 64;
/** Paths of MANIFEST that are looked for in a folder, to see whether it may be the payload or the kit. */
const sampleSize = 200;

export interface Candidate extends FoundFile {
  /** Where it is read from: an archive without the ending that it needs gets one by way of a link. */
  readonly from: string;
  readonly measure: SourceMeasure;
}

export interface Candidates {
  readonly list: readonly Candidate[];
  /** What looked like one and cannot be read, with why. */
  readonly unread: Found["unread"];
}

/** Each path with its SHA-256. */
type Listing = ReadonlyMap<string, string>;

/** What a MANIFEST says of payload and kit, paths as in these. */
export interface Parts {
  readonly payload: Listing;
  readonly emptyFolders: ReadonlySet<string>;
  readonly kit: Listing;
}

export function partsOf({ files, emptyFolders }: Manifest): Parts {
  const isPayload = (path: string) => !isOfKit(path) && path !== installPath && path !== aanwijzingenPath;
  return {
    payload: new Map(files.filter(({ path }) => isPayload(path)).map(({ path, sha256 }) => [path, sha256])),
    emptyFolders: new Set(emptyFolders.filter((path) => !isOfKit(path))),
    kit: new Map(
      files.filter(({ path }) => isOfKit(path)).map(({ path, sha256 }) => [path.replace(/^ZEGEL\//, ""), sha256]),
    ),
  };
}

/** Unpacks and measures one after the other until `isEnough`. `work`: an empty folder that stays as long as they are used. */
export async function measureCandidates(
  found: Found,
  parts: readonly Parts[],
  { work, language }: { readonly work: string; readonly language: Language },
  isEnough: (list: readonly Candidate[]) => boolean,
): Promise<Candidates> {
  const folders = found.folders.filter(({ at }) => parts.some((part) => isLikely(at, part)));
  const files = [
    ...folders.map((file) => ({ file, from: () => file.at })),
    ...found.archives.slice(0, archiveLimit).map((file, i) => ({ file, from: () => named(file, join(work, `${i}`)) })),
  ];
  const byContent = new Map<string, Candidate>();
  const unread: Found["unread"][number][] = [];
  for (const { file, from: place } of files) {
    if (isEnough([...byContent.values()])) break;
    const from = place();
    try {
      const measure = await measureSource(from);
      const content = sha256Of(encodeUtf8(JSON.stringify(measure))); // the same in a zip and in a tar is one
      if (!byContent.has(content)) byContent.set(content, { path: file.path, at: file.at, from, measure });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      unread.push({ path: file.path, why: whyOf(error, file, language) });
    }
  }
  return { list: [...byContent.values()], unread };
}

/** As `build-iso` takes it: by an ending that says what it is. */
function named({ at, kind }: FoundFile & { readonly kind: ArchiveKind }, link: string): string {
  const endings: Readonly<Record<ArchiveKind, readonly string[]>> = {
    tar: [".tar"],
    "tar.gz": [".gz", ".tgz"],
    zip: [".zip"],
  };
  if (endings[kind].includes(extname(at).toLowerCase()) && (kind !== "tar.gz" || /\.(tar\.gz|tgz)$/i.test(at)))
    return at;
  symlinkSync(resolve(at), `${link}.${kind}`);
  return `${link}.${kind}`;
}

/** Whether a folder has half of the files of the payload, or of the kit, by name: a folder is not read through to find out. */
function isLikely(folder: string, { payload, kit }: Parts): boolean {
  return [payload, kit].some((listing) => {
    const sample = [...listing.keys()].slice(0, sampleSize);
    const there = sample.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile());
    return sample.length > 0 && 2 * there.length >= sample.length;
  });
}

export function isPayload({ measure }: Candidate, { payload, emptyFolders }: Parts): boolean {
  const { files, emptyFolders: empty } = measure;
  return (
    files.length === payload.size &&
    files.every(({ path, sha256 }) => payload.get(path) === sha256) &&
    empty.length === emptyFolders.size &&
    empty.every((path) => emptyFolders.has(path))
  );
}

export function isKit({ measure }: Candidate, { sha256 }: KitName): boolean {
  const files = measure.files.map((file) => ({ ...file, path: discPathOf(file.path) }));
  const list = tryParse(() => encodeKitList(files, measure.emptyFolders.map(discPathOf)));
  return list !== undefined && !(list instanceof FormatError) && sha256Of(list) === sha256;
}

/** How many of its files the listing has by name. */
export function sharedNames({ measure }: Candidate, listing: Listing): number {
  return measure.files.filter(({ path }) => listing.has(path)).length;
}

/** Files that are others, missing, or more than listed, by name. */
export interface Differences {
  readonly other: readonly string[];
  readonly missing: readonly string[];
  readonly more: readonly string[];
}

export function differencesOf({ measure }: Candidate, listing: Listing): Differences {
  const own = new Map(measure.files.map(({ path, sha256 }) => [path, sha256]));
  const names = [...listing.keys()];
  return {
    other: names.filter((path) => own.has(path) && own.get(path) !== listing.get(path)),
    missing: names.filter((path) => !own.has(path)),
    more: [...own.keys()].filter((path) => !listing.has(path)),
  };
}
