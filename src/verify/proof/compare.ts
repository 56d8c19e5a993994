// The set of files and folders, and their digests, against the manifest. docs/spec/verification.md steps 10 and 12

import { caseFold, type Manifest, manifestPath, parentOf, sealPath, withParents } from "../../format/index.ts";
import type { Findings } from "./report.ts";

type Place = "files" | "tree" | "mounted" | "installation";

/**
 * Exactly the files of the manifest, MANIFEST and SEAL themselves, and the folders they need. Names byte for byte. `unseen`: folders of
 * which the content cannot be seen, so that nothing below them is called missing.
 */
export function compareSets(
  files: readonly string[],
  folders: readonly string[],
  manifest: Manifest,
  step: Place,
  findings: Findings,
  unseen: readonly string[] = [],
): void {
  const all = [...manifest.files.map((file) => file.path), manifestPath, sealPath];
  const expected = new Set(notBelow(unseen, all));
  const due = new Set(notBelow(unseen, [...withParents([...all.map(parentOf), ...manifest.emptyFolders])]));
  compareNames(new Set(files), expected, step, "FILE_MISSING", "FILE_EXTRA", findings);
  compareNames(new Set(folders), due, step, "FOLDER_MISSING", "FOLDER_EXTRA", findings);
  findings.done(step);
}

/** Those of `paths` that lie below none of `folders`. */
export function notBelow(folders: readonly string[], paths: readonly string[]): readonly string[] {
  if (folders.length === 0) return paths;
  const known = new Set(folders);
  return paths.filter((path) => ![...withParents([parentOf(path)])].some((folder) => known.has(folder)));
}

export function compareNames(
  found: ReadonlySet<string>,
  expected: ReadonlySet<string>,
  step: Place,
  missing: "FILE_MISSING" | "FOLDER_MISSING",
  extra: "FILE_EXTRA" | "FOLDER_EXTRA",
  findings: Findings,
): void {
  const folded = new Map([...found].filter((path) => !expected.has(path)).map((path) => [caseFold(path), path]));
  for (const path of expected) {
    if (found.has(path)) continue;
    const twin = folded.get(caseFold(path));
    if (twin === undefined) findings.refuse(step, missing, { path });
    else findings.refuse(step, "NAME_DIFFERS", { path, found: twin });
  }
  for (const path of found) if (!expected.has(path)) findings.refuse(step, extra, { path });
}

/** Every file of a list that has a digest in `found`. Missing ones are compareSets' business. */
export function compareDigests(
  manifest: Pick<Manifest, "files">,
  found: ReadonlyMap<string, string>,
  step: Place,
  findings: Findings,
): { filesCompared: number; filesGood: number } {
  let filesCompared = 0;
  let filesGood = 0;
  for (const { path, sha256 } of manifest.files) {
    const digest = found.get(path);
    if (digest === undefined) continue;
    filesCompared++;
    if (digest === sha256) filesGood++;
    else findings.refuse(step, "FILE_CHANGED", { path, found: digest, expected: sha256 });
  }
  // An empty comparison is never a yes.
  if (filesCompared < manifest.files.length && !findings.refused(step))
    findings.refuse(step, "FILES_NOT_COMPARED", { count: manifest.files.length - filesCompared });
  return { filesCompared, filesGood };
}
