// A disc has two trees of names: Linux shows the primary one with Rock Ridge names, Windows the Joliet tree. Both must name the same
// bytes, or two officials would see two discs. docs/spec/verification.md step 9

import { quote } from "../../format/text/error.ts";
import type { Findings } from "../finding.ts";
import { type FileEntry, filesIn, type Tree } from "./tree.ts";

/** A name that only one tree has, and a file whose size or place differs, are findings with their path. */
export function compareTrees(primary: Tree, joliet: Tree, findings: Findings): void {
  for (const { path, files } of primary.read) {
    const others = filesIn(joliet, path);
    for (const file of files) {
      const other = others.get(file.path);
      if (other === undefined) reportMissing("ONLY_IN_PRIMARY", file.path, "file", findings);
      else if (other !== file) compareFiles(file, other, findings);
    }
  }
  for (const { path: folder, files } of joliet.read) {
    const others = filesIn(primary, folder);
    for (const { path } of files) if (!others.has(path)) reportMissing("ONLY_IN_JOLIET", path, "file", findings);
  }
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
  const { lba } = joliet;
  if (primary.size !== joliet.size)
    findings.add("SIZE_DIFFERS", quote(path), `${primary.size} bytes`, `${joliet.size} in Joliet`, lba, path);
  if (!primary.isSameAs(joliet))
    findings.add("EXTENT_DIFFERS", quote(path), placesOf(primary), `${placesOf(joliet)} in Joliet`, lba, path);
}

function placesOf({ parts }: FileEntry): string {
  const few = parts.slice(0, 4).map((part) => `${part.bytes} bytes at sector ${part.lba}`);
  return few.join(", ") + (parts.length > few.length ? ", …" : "");
}
