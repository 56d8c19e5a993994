// The set of files and folders, and their digests, against the manifest. docs/spec/verification.md steps 10 and 12

import { type Manifest, manifestPath, sealPath } from "../../format/lists/manifest.ts";
import { caseFold, parentOf, parentsOf, withParents } from "../../format/text/path.ts";
import { type Found, found } from "../../trust/findings.ts";
import type { FindingCode } from "./codes.ts";
import { type Findings, refuses } from "./report.ts";

/** Paths, each once. A map by path is one, too: no second set is made for a comparison. */
export type Paths = Pick<ReadonlySet<string>, "has" | "keys" | "size">;

/** Paths as found. */
export interface Names {
  readonly files: Paths;
  readonly folders: readonly string[];
  /** Folders of which the content cannot be seen, so that nothing below them is called missing. */
  readonly unseen?: readonly string[];
}

/** Step 12: exactly the files of the manifest, MANIFEST and SEAL themselves, and the folders they need. Names byte for byte. */
export function compareSets({ files, folders, unseen = [] }: Names, manifest: Manifest): Found<FindingCode>[] {
  const all = [...manifest.files.map((file) => file.path), manifestPath, sealPath];
  const needed = withParents(parentsOf(all), manifest.emptyFolders);
  return [
    ...compareNames(files, notBelow(unseen, all), ["FILE_MISSING", "FILE_EXTRA"]),
    ...compareNames(new Set(folders), notBelow(unseen, [...needed]), ["FOLDER_MISSING", "FOLDER_EXTRA"]),
  ];
}

/** Those of `paths` that lie below none of `folders`. */
export function notBelow(folders: readonly string[], paths: readonly string[]): readonly string[] {
  if (folders.length === 0) return paths;
  const known = new Set(folders);
  return paths.filter((path) => ![...withParents([parentOf(path)])].some((folder) => known.has(folder)));
}

/** Step 12: two sets of paths, `expected` with each once. Where only case or the Unicode form differs, that is said in place of a missing and an extra path. */
export function compareNames(
  names: Paths,
  expected: readonly string[],
  [missing, extra]: readonly ["FILE_MISSING", "FILE_EXTRA"] | readonly ["FOLDER_MISSING", "FOLDER_EXTRA"],
): Found<FindingCode>[] {
  const findings: Found<FindingCode>[] = [];
  const absent = expected.filter((path) => !names.has(path));
  const others = expected.length - absent.length === names.size ? [] : notIn(new Set(expected), names);
  const folded = new Map(others.map((path) => [caseFold(path), path]));
  for (const path of absent) {
    const similar = folded.get(caseFold(path));
    findings.push(similar === undefined ? found(missing, { path }) : found("NAME_DIFFERS", { path, found: similar }));
  }
  return [...findings, ...others.map((path) => found(extra, { path }))];
}

function notIn(known: ReadonlySet<string>, paths: Paths): string[] {
  return [...paths.keys()].filter((path) => !known.has(path));
}

/** What the comparison of digests came to. */
export interface Compared {
  readonly findings: Findings;
  readonly filesCompared: number;
  readonly filesGood: number;
}

/**
 * Step 12: every file of a list that has a digest in `digests` (SHA-256 by path). A file without one was told as missing or unreadable
 * before. `before` is what the step found so far: where that refuses nothing and yet a file has no digest, that is a finding.
 */
export function compareDigests(
  files: Manifest["files"],
  digests: Pick<ReadonlyMap<string, string>, "get">,
  before: Findings,
): Compared {
  const findings: Found<FindingCode>[] = [];
  let filesCompared = 0;
  let filesGood = 0;
  for (const { path, sha256 } of files) {
    const digest = digests.get(path);
    if (digest === undefined) continue;
    filesCompared++;
    if (digest === sha256) filesGood++;
    else findings.push(found("FILE_CHANGED", { path, found: digest, expected: sha256 }));
  }
  if (filesCompared < files.length && ![...before, ...findings].some(refuses))
    findings.push(found("FILES_NOT_COMPARED", { count: files.length - filesCompared }));
  return { findings, filesCompared, filesGood };
}
