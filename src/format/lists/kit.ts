// The kit on a disc: verifiers, page and help in /ZEGEL, with one version and one digest of its own. docs/spec/recipe.md, "Kit"

import { compareText } from "../text/decode.ts";
import { aanwijzingenPath } from "./aanwijzingen.ts";
import { encodeManifest, installPath, manifestPath, sealPath } from "./manifest.ts";

/** The one file that a kit may place at the root, where an official looks. No payload may hold it. */
export const firstPagePath = "00-EERST-CONTROLEREN.html";
/** Holds one line, the kit's version. */
export const kitVersionPath = "ZEGEL/VERSION";

const zegelFolder = "ZEGEL/";
const made: readonly string[] = [sealPath, manifestPath, installPath, aanwijzingenPath];

export interface SizedFile {
  readonly path: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** A path on a disc where only a kit places something. */
export function isOfKit(path: string): boolean {
  return path === firstPagePath || (path.startsWith(zegelFolder) && !made.includes(path));
}

/**
 * The kit's own list in MANIFEST form, its SHA-256 being what a release names: what lies in /ZEGEL and was not made with
 * the disc, and the first page; paths as in the kit. `files` and `emptyFolders` are the disc's. Undefined: there is no kit.
 */
export function encodeKitList(files: readonly SizedFile[], emptyFolders: readonly string[]): Uint8Array | undefined {
  const kit = files
    .filter(({ path }) => isOfKit(path))
    .map((file) => ({ ...file, path: kitPathOf(file.path) }))
    .sort((a, b) => compareText(a.path, b.path));
  const folders = emptyFolders.filter((path) => path.startsWith(zegelFolder)).map(kitPathOf);
  if (kit.length === 0 && folders.length === 0) return undefined;
  const totalBytes = kit.reduce((sum, file) => sum + file.size, 0);
  return encodeManifest({ totalBytes, emptyFolders: folders.sort(compareText), files: kit });
}

function kitPathOf(discPath: string): string {
  return discPath === firstPagePath ? firstPagePath : discPath.slice(zegelFolder.length);
}
