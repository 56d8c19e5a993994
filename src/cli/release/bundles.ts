// What a reviewer, an officer or the public needs, as a part of the folder under the same names: the commands that are typed in the one
// work in the other. docs/spec/release-folder.md, "Bundles"

import { constants, cpSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readBytesSync } from "../../files/bounded.ts";
import { digestFile, sha256Of } from "../../files/digest.ts";
import { writeNew } from "../../files/new-file.ts";
import { makeTree } from "../../files/trees/new-tree.ts";
import { walkFolder } from "../../files/walk.ts";
import { compareText, equalBytes, pathFault, quote } from "../../format/index.ts";
import {
  builtFolder,
  encodeSums,
  officersBundle,
  outSumsName,
  publicBundle,
  type ReleaseFolder,
  type RequestParts,
  readmeName,
  requestName,
  reviewersBundle,
  sumsName,
} from "../../release-folder/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";

/** Files of at least so many bytes do not fit on FAT32. */
const fatLimit = 2 ** 32 - 1;

export interface Bundle {
  /** Relative to the folder of the release, or where a person wants it. */
  readonly path: string;
  readonly files: number;
  /** Bytes. */
  readonly bytes: number;
  /** Names of files that a stick with FAT32 cannot hold. */
  readonly tooLarge: readonly string[];
}

/** Writes it into the folder of the release at `at`. Throws FilesError EXISTS, FILE. */
export function makeReviewersBundle(at: string, folder: ReleaseFolder): Promise<Bundle> {
  return makeBundleIn(at, reviewersBundle, reviewersPaths(at, folder));
}

/** The request, both MANIFESTs, and what the reviewers said. */
export function makeOfficersBundle(at: string, parts: RequestParts): Promise<Bundle> {
  return makeBundleIn(at, officersBundle, officersPaths(parts));
}

/** `paths`, `readme`: see `publicPaths` and `publicReadme`. */
export function makePublicBundle(at: string, paths: readonly string[], readme: string): Promise<Bundle> {
  return makeBundleIn(at, publicBundle, paths, readme);
}

async function makeBundleIn(at: string, name: string, paths: readonly string[], readme?: string): Promise<Bundle> {
  mkdirSync(join(at, "out"), { recursive: true });
  return { ...(await makeBundle(at, join(at, name), paths, readme)), path: name };
}

/**
 * `paths`: files and folders in the folder of the release at `at`. `readme`: text of a LEESMIJ.txt beside them. Throws FilesError EXISTS, FILE; CommandError for a name that not every
 * system carries: whoever gets the bundle could not check it.
 */
export async function makeBundle(at: string, out: string, paths: readonly string[], readme?: string): Promise<Bundle> {
  for (const path of filesOf(at, paths)) demandName(path);
  return makeFilledBundle(out, (bundle) => {
    for (const path of paths) {
      mkdirSync(dirname(join(bundle, path)), { recursive: true });
      copyPart(join(at, path), join(bundle, path));
    }
    if (readme !== undefined) writeFileSync(join(bundle, readmeName), readme);
  });
}

/** A new folder `out` that `put` fills, with SHA256SUMS of what it put there. Throws FilesError EXISTS, FILE. */
export function makeFilledBundle(out: string, put: (bundle: string) => void): Promise<Bundle> {
  return makeTree(out, async (bundle) => {
    put(bundle);
    const { sums, ...made } = sumsOf(bundle, filesIn(bundle));
    writeFileSync(join(bundle, sumsName), sums);
    return { path: out, ...made };
  });
}

/** Whether two bundles hold the same, byte for byte. */
export function areSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((folder) => sumsOf(folder, filesIn(folder)).sums);
  return one === other;
}

/** The bundle at `out`, where it is the very one that would be made of `paths` now, byte for byte; undefined: it is another. */
export function sameBundle(at: string, out: string, paths: readonly string[], readme?: string): Bundle | undefined {
  const written = new TextEncoder().encode(readme ?? "");
  const own = readme === undefined ? [] : [{ path: readmeName, sha256: sha256Of(written), size: written.length }];
  const wanted = [...filesOf(at, paths), ...own.map(({ path }) => path)];
  const { sums, ...found } = sumsOf(at, filesOf(at, paths), own);
  const expected = new TextEncoder().encode(sums);
  const isThere = [...wanted, sumsName].sort(compareText).join("\n") === filesIn(out).sort(compareText).join("\n");
  if (!isThere || statSync(join(out, sumsName)).size !== expected.length) return undefined;
  if (!equalBytes(readBytesSync(join(out, sumsName), expected.length), expected)) return undefined;
  return sumsOf(out, wanted).sums === sums ? { path: out, ...found } : undefined;
}

/** Payloads as build-iso wrote them; the image itself is what the reviewer makes. */
export function reviewersPaths(at: string, { inputs, built }: ReleaseFolder): string[] {
  const ofBuild = built.flatMap(({ disc }) =>
    ["MANIFEST", "payload.tar", "release.note"].map((name) => `${builtFolder(disc, built.length)}/${name}`),
  );
  const notes = [...inputs.roots, inputs.recall, inputs.previous].flatMap((file) => file?.path ?? []);
  const papers = ["in/install.json", "in/aanwijzingen.md"].filter((path) => existsSync(join(at, path)));
  return ["release.json", ...ofBuild, ...notes, ...inputs.previousManifests, ...inputs.kits, ...papers];
}

export const officersPaths = ({ manifest, rebuild }: RequestParts): string[] => [requestName, ...manifest, ...rebuild];

function copyPart(from: string, to: string): void {
  cpSync(from, to, { recursive: true, errorOnExist: true, force: false, mode: constants.COPYFILE_FICLONE });
}

/** The files that `paths` are, folders too. */
const filesOf = (at: string, paths: readonly string[]) =>
  paths.flatMap((path) =>
    statSync(join(at, path)).isDirectory() ? filesIn(join(at, path)).map((file) => `${path}/${file}`) : [path],
  );

function demandName(path: string): void {
  const fault = pathFault(path);
  if (fault === undefined) return;
  throw new CommandError({
    nl: `${quote(path)}: heeft een naam die niet elk systeem aankan (in het Engels: ${fault}), en kan zo in geen bundel: geef het een andere naam, van letters, cijfers, punten en streepjes`,
    en: `${quote(path)}: not every system carries this name (${fault}), so it can be in no bundle: give it another name, of letters, digits, dots and dashes`,
  });
}

/** What is no file is in no bundle that is made here. */
function filesIn(folder: string): string[] {
  return [...walkFolder(folder)].flatMap(({ entries }) =>
    entries.flatMap(({ path, kind }) => (kind === "folder" ? [] : [path])),
  );
}

/** out/SHA256SUMS: `paths`, relative to `out/`. Throws FilesError EXISTS, FILE, FileError. */
export function writeOutSums(at: string, paths: readonly string[]): void {
  const { sums } = sumsOf(join(at, "out"), paths);
  writeNew(join(at, outSumsName), new TextEncoder().encode(sums), 0o644);
}

/** Of `paths` below `folder`, and of `more` whose digests are known. */
function sumsOf(
  folder: string,
  paths: readonly string[],
  more: readonly { readonly path: string; readonly sha256: string; readonly size: number }[] = [],
): Omit<Bundle, "path"> & { readonly sums: string } {
  const files = [...paths.map((path) => ({ path, ...digestFile(join(folder, path)) })), ...more];
  return {
    sums: encodeSums(files),
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    tooLarge: files.filter(({ size }) => size > fatLimit).map(({ path }) => path),
  };
}
