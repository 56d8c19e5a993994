// What a reviewer, or an officer, needs, as a part of the folder under the same names: the commands that are typed in the one work in the
// other.

import { constants, cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestFile } from "../../files/digest.ts";
import { makeTree } from "../../files/trees/new-tree.ts";
import { walkFolder } from "../../files/walk.ts";
import { compareText } from "../../format/index.ts";
import { builtFolder, type ReleaseFolder, type RequestParts, requestName } from "../../release-folder/index.ts";

export const reviewersBundle = "out/reviewers";
export const officersBundle = "out/officers";
export const sumsName = "SHA256SUMS";

/** Files of at least so many bytes do not fit on FAT32. */
const fatLimit = 2 ** 32 - 1;

export interface Bundle {
  /** Relative to the folder of the release. */
  readonly path: string;
  readonly files: number;
  /** Bytes. */
  readonly bytes: number;
  /** Names of files that a stick with FAT32 cannot hold. */
  readonly tooLarge: readonly string[];
}

/** Writes it into the folder of the release at `at`. Throws FilesError EXISTS, FILE. */
export function makeReviewersBundle(at: string, folder: ReleaseFolder): Promise<Bundle> {
  return makeBundle(at, reviewersBundle, pathsFor(at, folder));
}

/** The request, both MANIFESTs, and what the reviewers said. */
export function makeOfficersBundle(at: string, { manifest, rebuild }: RequestParts): Promise<Bundle> {
  return makeBundle(at, officersBundle, [requestName, ...manifest, ...rebuild]);
}

function makeBundle(at: string, name: string, paths: readonly string[]): Promise<Bundle> {
  mkdirSync(join(at, "out"), { recursive: true });
  return makeTree(join(at, name), async (bundle) => {
    for (const path of paths) {
      mkdirSync(dirname(join(bundle, path)), { recursive: true });
      copyPart(join(at, path), join(bundle, path));
    }
    return { path: name, ...writeSums(bundle) };
  });
}

/** Payloads as build-iso wrote them; the image itself is what the reviewer makes. */
function pathsFor(at: string, { inputs, built }: ReleaseFolder): string[] {
  const ofBuild = built.flatMap(({ disc }) =>
    ["MANIFEST", "payload.tar", "release.note"].map((name) => `${builtFolder(disc, built.length)}/${name}`),
  );
  const notes = [...inputs.roots, inputs.recall, inputs.previous].flatMap((file) => file?.path ?? []);
  const papers = ["in/install.json", "in/aanwijzingen.md"].filter((path) => existsSync(join(at, path)));
  return ["release.json", ...ofBuild, ...notes, ...inputs.previousManifests, ...inputs.kits, ...papers];
}

function copyPart(from: string, to: string): void {
  cpSync(from, to, { recursive: true, errorOnExist: true, force: false, mode: constants.COPYFILE_FICLONE });
}

/** SHA256SUMS as coreutils' `sha256sum -c` reads it: every other file, in byte order of path. */
function writeSums(bundle: string): Omit<Bundle, "path"> {
  const paths = [...walkFolder(bundle)].flatMap(({ entries }) =>
    entries.flatMap(({ path, kind }) => (kind === "file" ? [path] : [])),
  );
  const files = paths.sort(compareText).map((path) => ({ path, ...digestFile(join(bundle, path)) }));
  writeFileSync(join(bundle, sumsName), files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(""));
  return {
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    tooLarge: files.filter(({ size }) => size > fatLimit).map(({ path }) => path),
  };
}
