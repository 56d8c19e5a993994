// A recall list that goes out by itself: signed by enough officers, and carried whole in a QR code. docs/spec/letter.md

import {
  type Bilingual,
  encodeNote,
  type Note,
  parseRecall,
  parseRelease,
  type Recall,
  type Release,
  type RootKey,
  requiredKeys,
} from "../format/index.ts";
import { askedFor, demandEnough, keepLines, type NoteFile } from "../trust/compose/lines.ts";
import { type SignatureCheck, TrustChain } from "../trust/index.ts";
import { DistributeError } from "./error.ts";

/** What a recalled disc is called; `manifests`: as many as the set has discs. */
export type NamedDisc = Pick<Release, "product" | "version" | "sequence" | "election" | "role" | "disc"> & {
  readonly manifests: { readonly length: number };
};

export interface RecallToSend {
  /** With the lines that count alone. */
  readonly note: Note;
  readonly recall: Recall;
  readonly signers: readonly RootKey[];
  /** Releases that were given, by the digest of their image. */
  readonly named: ReadonlyMap<string, NamedDisc>;
  readonly contact: string;
  /** A list under a demonstration root recalls nothing that anybody uses. */
  readonly isPractice: boolean;
  readonly remarks: readonly Bilingual[];
}

/**
 * `trustRoots`: consecutive versions to the newest; the list is judged under that. `releases`: of discs that it names, signed or not:
 * they say what a digest stands for. Throws SealError, TrustError, FormatError, and DistributeError RECALL.
 */
export async function judgeRecallToSend(
  list: NoteFile,
  trustRoots: readonly NoteFile[],
  releases: readonly NoteFile[],
  check: SignatureCheck,
): Promise<RecallToSend> {
  const recall = parseRecall(list.note.text);
  const chain = await TrustChain.anchor(
    trustRoots.map(({ note }) => encodeNote(note)),
    check,
  );
  const { root } = chain.newest;
  const { keys, threshold } = requiredKeys(root, "recall");
  const { note, signers, remarks } = await keepLines(list, keys, chain.revoked, check);
  demandEnough(list, askedFor.recall, { threshold, signers }, keys);
  return {
    note,
    recall,
    signers,
    named: namedIn(recall, releases),
    contact: root.contact,
    isPractice: root.purpose === "demonstration",
    remarks,
  };
}

function namedIn(recall: Recall, releases: readonly NoteFile[]): RecallToSend["named"] {
  const read = releases.map(({ path, note }) => ({ path, release: parseRelease(note.text) }));
  const images = new Set(recall.recalled.map(({ imageSha256 }) => imageSha256));
  const other = read.find(({ release }) => !images.has(release.imageSha256));
  if (other !== undefined)
    throw new DistributeError(
      "RECALL",
      `${other.path}: expected a release that the list recalls, found another: leave it out`,
    );
  return new Map(read.map(({ release }) => [release.imageSha256, release]));
}
