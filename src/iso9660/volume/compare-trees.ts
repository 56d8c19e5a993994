// A disc has two trees of names: Linux shows the primary one with Rock Ridge names, Windows the Joliet tree. Both must name the same
// bytes, or two officials would see two discs. docs/spec/verification.md step 9

import { quote } from "../../format/text/error.ts";
import type { Findings } from "../finding.ts";
import type { FileEntry, Tree } from "./tree.ts";

/** A name that only one tree has, and a file whose size or place differs, are findings with their path. */
export function compareTrees(primary: Tree, joliet: Tree, findings: Findings): void {
  for (const file of primary.files.values()) {
    const other = joliet.files.get(file.path);
    if (other === undefined) reportMissing("ONLY_IN_PRIMARY", file.path, "file", findings);
    else compareFiles(file, other, findings);
  }
  for (const path of joliet.files.keys())
    if (!primary.files.has(path)) reportMissing("ONLY_IN_JOLIET", path, "file", findings);
  for (const path of primary.folders.keys())
    if (!joliet.folders.has(path)) reportMissing("ONLY_IN_PRIMARY", path, "folder", findings);
  for (const path of joliet.folders.keys())
    if (!primary.folders.has(path)) reportMissing("ONLY_IN_JOLIET", path, "folder", findings);
}

function reportMissing(
  code: "ONLY_IN_PRIMARY" | "ONLY_IN_JOLIET",
  path: string,
  what: string,
  findings: Findings,
): void {
  findings.add(code, quote(path), `this ${what} in both trees`, "it in one", undefined, path);
}

function compareFiles(primary: FileEntry, joliet: FileEntry, findings: Findings): void {
  const { path } = primary;
  const lba = joliet.extents[0]?.lba;
  if (primary.size !== joliet.size)
    findings.add("SIZE_DIFFERS", quote(path), `${primary.size} bytes`, `${joliet.size} in Joliet`, lba, path);
  const areSame =
    primary.extents.length === joliet.extents.length &&
    primary.extents.every(
      (extent, i) => extent.lba === joliet.extents[i]?.lba && extent.bytes === joliet.extents[i]?.bytes,
    );
  if (!areSame)
    findings.add("EXTENT_DIFFERS", quote(path), placesOf(primary), `${placesOf(joliet)} in Joliet`, lba, path);
}

function placesOf(file: FileEntry): string {
  const few = file.extents.slice(0, 4).map((extent) => `${extent.bytes} bytes at sector ${extent.lba}`);
  return few.join(", ") + (file.extents.length > few.length ? ", …" : "");
}
