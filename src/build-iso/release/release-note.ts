// The release note of each disc: what was chosen, what was measured, and what it is judged under.

import {
  encodeRelease,
  type Note,
  parseRelease,
  parseTrustRoot,
  type Release,
  type ReleaseChoice,
  textDigest,
} from "../../format/index.ts";
import { judgeQuorum, purposeFits, type SignatureCheck } from "../../trust/index.ts";
import { BuildError } from "../error.ts";

/** Digest of the trust root's text. A note must be signed by its own quorum and fit the purpose. Throws BuildError ROOT, FormatError. */
export async function pinTrustRoot(note: Note | string, choice: ReleaseChoice, check: SignatureCheck): Promise<string> {
  if (typeof note === "string") return note;
  const root = parseTrustRoot(note.text);
  const quorum = await judgeQuorum(note, root, "root", "loose", new Set(root.revoked), check);
  if (!quorum.isMet)
    throw new BuildError(
      "ROOT",
      `trust root version ${root.version}: expected ${quorum.threshold} good signatures of its own officers, ` +
        `found ${quorum.signers.length}${quorum.faults.length > 0 ? " and a bad one" : ""}: ` +
        "let its officers sign it first (zegel sign, zegel merge)",
    );
  if (!purposeFits(root, choice.purpose))
    throw new BuildError(
      "ROOT",
      `the trust root is for purpose "${root.purpose}", the release description says "${choice.purpose}": ` +
        "a demonstration root releases demonstrations only, a final root final and trial releases; give the right --root",
    );
  return textDigest(note.text);
}

/** Digest of the previous release's text. Throws BuildError PREVIOUS, FormatError. */
export function pinPrevious(note: Note | string, choice: ReleaseChoice): string {
  if (typeof note === "string") return note;
  const previous = parseRelease(note.text);
  for (const field of ["product", "election", "role"] as const)
    if (previous[field] !== choice[field])
      throw new BuildError(
        "PREVIOUS",
        `the previous release has ${field} "${previous[field]}", this one "${choice[field]}": give the note of the release before this one`,
      );
  if (previous.sequence >= choice.sequence)
    throw new BuildError(
      "PREVIOUS",
      `the previous release has sequence ${previous.sequence}, this one ${choice.sequence}: expected a higher number; correct the description`,
    );
  return textDigest(note.text);
}

/** What all discs of a set share. */
export interface ReleaseFrame {
  readonly choice: ReleaseChoice;
  readonly recallAtLeast: number;
  readonly trustRoot: string;
  readonly previous: string | undefined;
  readonly kit: Release["kit"];
  /** SHA-256 of the manifest of every disc. */
  readonly manifests: readonly string[];
}

/** `disc` from 1. Throws FormatError on what parseRelease would refuse. */
export function makeRelease(
  frame: ReleaseFrame,
  disc: number,
  image: { readonly sha256: string; readonly size: number; readonly sealOffset: number },
): { readonly release: Release; readonly text: string } {
  const { choice, recallAtLeast, trustRoot, previous, kit, manifests } = frame;
  const release: Release = {
    ...choice,
    disc,
    manifests,
    imageSha256: image.sha256,
    imageSize: image.size,
    sealOffset: image.sealOffset,
    kit,
    recipe: "1",
    trustRoot,
    recallAtLeast,
    previous,
  };
  return { release, text: encodeRelease(release) };
}
