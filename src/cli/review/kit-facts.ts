// What a kit tells of its own making: the revision of the sources, and the trust roots, both built into each of its verifiers.

import { join } from "node:path";
import { describeRoots, isVerifier, type KitVerifier, readVerifier } from "../../build-iso/index.ts";
import { differenceIn } from "../../build-iso/kit/roots.ts";
import { openSource } from "../../build-iso/sources/open-source.ts";
import { readPieces } from "../../files/bounded.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { mediumBytes, quote } from "../../format/index.ts";
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
  /** The newest of them in words; undefined: the kit has no verifier. */
  readonly rootsInWords: string | undefined;
}

/** `from`: where it is read, `path`: what it is called. Throws BuildError, FileError, FormatError; CommandError where its verifiers tell different things. */
export async function readKitFacts(path: string, from: string): Promise<KitFacts> {
  return inTemporaryFolder("kit", async (workFolder) => {
    const source = await openSource(from, { workFolder, place: "kit", capacity, signal: undefined });
    const revisions = new Set<string>();
    const verifiers = source.files
      .filter((file) => isVerifier(file.path))
      .map((file): KitVerifier => readVerifier(file.path, listening(join(workFolder, file.place), revisions)));
    const difference = differenceIn(verifiers);
    if (difference !== undefined)
      throw new CommandError({
        nl: `${quote(path)}: de controleprogramma's erin hebben niet dezelfde vertrouwensbases (in het Engels: ${difference})`,
        en: `${quote(path)}: ${difference}`,
      });
    if (revisions.size > 1)
      throw new CommandError({
        nl: `${quote(path)}: de controleprogramma's erin noemen verschillende revisies: ${[...revisions].join(", ")}`,
        en: `${quote(path)}: its verifiers name different revisions: ${[...revisions].join(", ")}`,
      });
    const [first] = verifiers;
    return {
      names: source.files.map((file) => file.path.slice(file.path.lastIndexOf("/") + 1)),
      revision: [...revisions][0],
      roots: first?.roots?.map(({ note }) => note) ?? [],
      rootsInWords: first && describeRoots(first),
    };
  });
}

/** The pieces of a verifier, from which each revision that it names goes to `revisions` as they pass. */
function* listening(place: string, revisions: Set<string>): Generator<Uint8Array> {
  let rest = "";
  for (const piece of readPieces(place)) {
    const text = rest + Buffer.from(piece).toString("latin1");
    for (const [, revision = ""] of text.matchAll(revisionPattern)) revisions.add(revision);
    rest = text.slice(-revisionLength);
    yield piece;
  }
}
