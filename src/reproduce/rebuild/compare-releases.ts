// What changed from one release to the next, and from a folder to an image: by files, not by bytes of the image.

import { diffReleases, firstPagePath, type Release } from "../../format/index.ts";
import { listFolder } from "../listing/folder.ts";
import { listImage } from "../listing/image.ts";
import { type Changes, compareListings, type Listing } from "../listing/listing.ts";
import { type ReleaseSide, readReleaseSide } from "./release-side.ts";

/** A line of the note that differs, as each side shows it; empty: that side has none. */
export interface FieldChange {
  readonly field: keyof Release;
  readonly a: string;
  readonly b: string;
}

export interface ReleaseComparison {
  readonly kind: "releases";
  readonly outcome: "same" | "differ";
  readonly a: string;
  readonly b: string;
  /** Undefined: not both sides have a release note. */
  readonly fields: readonly FieldChange[] | undefined;
  /** Whether B names A as the release before it; undefined: unknown. */
  readonly isSuccessor: boolean | undefined;
  /** The payload's files, and those of /ZEGEL and the page at the root. Undefined: not both sides have a MANIFEST. */
  readonly payload: Changes | undefined;
  readonly kit: Changes | undefined;
}

const isKit = (path: string) => path.startsWith("ZEGEL/") || path === firstPagePath;

function part(listing: Listing, isWanted: (path: string) => boolean): Listing {
  return {
    files: new Map([...listing.files].filter(([path]) => isWanted(path))),
    emptyFolders: new Set([...listing.emptyFolders].filter(isWanted)),
    others: listing.others.filter(isWanted),
  };
}

/** Two release notes, MANIFESTs or images. Throws ReproduceError, FormatError. */
export async function compareReleases(pathA: string, pathB: string): Promise<ReleaseComparison> {
  const [a, b] = [await readReleaseSide(pathA), await readReleaseSide(pathB)];
  const fields = a.release === undefined || b.release === undefined ? undefined : compareFields(a.release, b.release);
  const changes = (isWanted: (path: string) => boolean) =>
    a.listing === undefined || b.listing === undefined
      ? undefined
      : compareListings(part(a.listing, isWanted), part(b.listing, isWanted));
  const payload = changes((path) => !isKit(path));
  const kit = changes(isKit);
  const isSame =
    a.releaseSha256 === b.releaseSha256 && isNothing(payload) && isNothing(kit) && (fields ?? []).length === 0;
  return {
    ...{ kind: "releases", outcome: isSame ? "same" : "differ", a: pathA, b: pathB },
    ...{ fields, isSuccessor: isSuccessor(a, b), payload, kit },
  };
}

function isSuccessor(a: ReleaseSide, b: ReleaseSide): boolean | undefined {
  if (b.release === undefined || a.releaseSha256 === undefined) return undefined;
  return b.release.previous === a.releaseSha256;
}

/** Nothing changed, as far as it is known. */
function isNothing(changes: Changes | undefined): boolean {
  if (changes === undefined) return true;
  const { changed, added, removed, renamed } = changes;
  return changed.length + added.length + removed.length + renamed.length === 0;
}

function compareFields(a: Release, b: Release): FieldChange[] {
  const shown = (release: Release, field: keyof Release, text: string | undefined) =>
    release[field] === undefined ? "" : (text ?? "");
  return diffReleases(a, b).map(({ field, before, after }) => ({
    field,
    a: shown(a, field, before),
    b: shown(b, field, after),
  }));
}

export interface FolderComparison {
  readonly kind: "folder";
  readonly outcome: "same" | "differ";
  readonly a: string;
  readonly b: string;
  readonly changes: Changes;
  /** Left out because only one side has it: the folder is a payload, without /ZEGEL. */
  readonly isWithoutZegel: boolean;
  /** Names of an image that another tree alone has, or has elsewhere. */
  readonly elsewhere: readonly string[];
}

/** A folder or image on either side. Throws ReproduceError. */
export async function compareWithFolder(
  a: { readonly path: string; readonly isFolder: boolean },
  b: { readonly path: string; readonly isFolder: boolean },
  onBytes: (done: number) => void,
): Promise<FolderComparison> {
  let done = 0;
  const count = (bytes: number) => {
    done += bytes;
    onBytes(done);
  };
  const list = async ({ path, isFolder }: typeof a) =>
    isFolder ? { ...listFolder(path, count), elsewhere: [] } : listImage(path, count);
  const [inA, inB] = [await list(a), await list(b)];
  const hasZegel = (listing: Listing) => [...listing.files.keys()].some((path) => path.startsWith("ZEGEL/"));
  const isWithoutZegel = hasZegel(inA) !== hasZegel(inB);
  const own = (listing: Listing) =>
    isWithoutZegel ? part(listing, (path) => !isKit(path) && path !== "ZEGEL") : listing;
  const changes = compareListings(own(inA), own(inB));
  const elsewhere = [...inA.elsewhere, ...inB.elsewhere];
  const isSame = isNothing(changes) && elsewhere.length === 0;
  return {
    ...{ kind: "folder", outcome: isSame ? "same" : "differ", a: a.path, b: b.path },
    changes,
    isWithoutZegel,
    elsewhere,
  };
}
