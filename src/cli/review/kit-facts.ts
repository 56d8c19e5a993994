// What a kit tells of its own making: the revision of the sources, and the trust roots, both built into each of its verifiers.

import { join } from "node:path";
import { isVerifier } from "../../build-iso/index.ts";
import { openSource } from "../../build-iso/sources/open-source.ts";
import { readPieces } from "../../files/bounded.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { mediumBytes, quote } from "../../format/index.ts";
import { BuiltInSearch } from "../../format/notes/built-in-mark.ts";
import { CommandError } from "../../verify/program/terminal.ts";

/** Bytes of a kit: no more than the largest disc holds. */
const capacity = Math.max(...Object.values(mediumBytes));
/** As packaging puts it into a program (docs/packaging.md, "Bundle"): a commit, and whether the sources were those of the commit. */
const revisionPattern = /\brevision"?: ?"((?:[0-9a-f]{64}|[0-9a-f]{40})(?:-dirty)?)"/g;
/** Characters of what the pattern matches, at most. */
const revisionLength = 120;

export interface KitFacts {
  /** In the kit, each by its file name: `uitgever/node.exe` is `node.exe`. */
  readonly names: readonly string[];
  /** Undefined: no verifier in it tells one. */
  readonly revision: string | undefined;
  /** Trust-root notes as they were signed. */
  readonly roots: readonly Uint8Array[];
}

/** Throws BuildError, FileError, FormatError; CommandError where its verifiers tell different things. */
export async function readKitFacts(path: string, from: string): Promise<KitFacts> {
  return inTemporaryFolder("kit", async (workFolder) => {
    const source = await openSource(from, { workFolder, place: "kit", capacity, signal: undefined });
    const revisions = new Set<string>();
    const roots = new Map<string, readonly Uint8Array[]>();
    for (const file of source.files.filter((one) => isVerifier(one.path))) {
      const told = readVerifier(join(workFolder, file.place), file.path);
      for (const revision of told.revisions) revisions.add(revision);
      if (told.roots !== undefined)
        roots.set(told.roots.map((root) => Buffer.from(root).toString("hex")).join(), told.roots);
    }
    if (revisions.size > 1)
      throw new CommandError(`${quote(path)}: its verifiers name different revisions: ${[...revisions].join(", ")}`);
    if (roots.size > 1)
      throw new CommandError(`${quote(path)}: its verifiers have different trust roots built in: zegel kit shows them`);
    const names = source.files.map((one) => one.path.slice(one.path.lastIndexOf("/") + 1));
    return { names, revision: [...revisions][0], roots: [...roots.values()][0] ?? [] };
  });
}

function readVerifier(place: string, path: string) {
  const revisions = new Set<string>();
  const search = new BuiltInSearch(path);
  let rest = "";
  for (const piece of readPieces(place)) {
    search.push(piece);
    const text = rest + Buffer.from(piece).toString("latin1");
    for (const [, revision = ""] of text.matchAll(revisionPattern)) revisions.add(revision);
    rest = text.slice(-revisionLength);
  }
  return { revisions, roots: search.finish() };
}
