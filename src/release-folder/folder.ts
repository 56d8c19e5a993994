// What lies in the folder of a release, as values: docs/spec/release-folder.md has the names. Whoever reads the folder fills this in;
// nothing here has been judged.

import type { LetterTexts } from "../distribute/index.ts";
import type { Bilingual, Note, ReleaseChoice, Signature } from "../format/index.ts";
import type { NoteFile, ProofFile } from "../trust/compose/index.ts";
import type { RegisterPlace } from "./steps/register-place.ts";

/** A file that is there and is not what its place asks for. `reason`: why, in English. Paths are relative to the folder, with `/`. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
}

/** release.json, and what it makes of the files that it names. */
export interface Description {
  readonly choice: ReleaseChoice;
  /** The lowest number of the recall list that the seal must hold. */
  readonly recallAtLeast: number;
  /** SHA-256 of what must lie on every disc, by its path there: of INSTALL and AANWIJZINGEN those that the release has. */
  readonly papers: ReadonlyMap<string, string>;
}

/** What `in/` holds. */
export interface Inputs {
  /** In any order. */
  readonly roots: readonly NoteFile[];
  readonly recall: NoteFile | undefined;
  readonly previous: NoteFile | undefined;
  /** Paths of the MANIFESTs of the previous release, in the order of its discs. */
  readonly previousManifests: readonly string[];
  /** A path each. Of each there should be one; of payloads one a disc, in their order. */
  readonly kits: readonly string[];
  readonly payloads: readonly string[];
  readonly hasInstall: boolean;
  readonly hasInstructions: boolean;
  /** What the letter says and no note knows. */
  readonly texts: LetterTexts | undefined;
}

/** One disc in `build/`. What is not there is undefined. */
export interface BuiltDisc {
  /** From 1. */
  readonly disc: number;
  readonly folder: string;
  readonly note: NoteFile | undefined;
  readonly manifest: { readonly sha256: string; readonly files: ReadonlyMap<string, string> } | undefined;
  readonly hasPayloadTar: boolean;
  /** Bytes. */
  readonly imageSize: number | undefined;
}

/** One disc in `out/`. What is not there is undefined. */
export interface FinishedDisc {
  readonly disc: number;
  readonly note: NoteFile | undefined;
  /** That it stands in the public log (log-proof.md). */
  readonly proof: ProofFile | undefined;
  readonly master: Master | undefined;
  readonly escrow: EscrowFile | undefined;
}

export interface Master {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** What lies in the place that the release note names for the seal: fewer bytes where the file ends before. */
  readonly seal: Uint8Array;
}

/** An escrow bundle (escrow.md), as its first files say: they stand before the kit and the payload. */
export interface EscrowFile {
  readonly path: string;
  readonly seal: Uint8Array;
  /** SHA-256 of the master that it says it gives back. */
  readonly masterSha256: string;
}

/** `out/public/` and `out/SHA256SUMS`. */
export interface Published {
  /** Files of the bundle, relative to it, without its SHA256SUMS; undefined: there is no bundle. */
  readonly files: readonly string[] | undefined;
  /** What the SHA256SUMS of the bundle and that of `out/` say: digests by paths relative to where they lie; undefined: it is not there. */
  readonly bundleSums: ReadonlyMap<string, string> | undefined;
  readonly sums: ReadonlyMap<string, string> | undefined;
  /**
   * SHA-256 of the files that these name, and of those that the bundle was copied from, by their paths in the folder. Of what is large
   * only where it was measured; of what is not there none.
   */
  readonly digests: ReadonlyMap<string, string>;
}

/** An officer's answer to a request: signatures, each of the text with that digest. */
export interface AnswerFile {
  readonly path: string;
  readonly answers: readonly { readonly textSha256: string; readonly signature: Signature }[];
}

/** The request that is carried to the officers: what it holds, by text digest. */
export interface RequestFile {
  readonly path: string;
  readonly texts: readonly string[];
  readonly rebuilds: readonly string[];
}

/** Where in/log.txt says that the public log lies (log-folder.md). */
export interface LogPlace {
  /** As it is typed in the folder of the release. */
  readonly path: string;
  /** A fault: no log is there that can be read. */
  readonly log: LogHere | { readonly fault: Bilingual };
}

/** Of a bundle of the log: `old` where the log has grown since, or was signed anew. */
export type BundleState = "none" | "old" | "current";

/** A log, as far as this release is concerned. */
export interface LogHere {
  readonly origin: string;
  /** What its key is to sign: it says how large the log is. */
  readonly text: string;
  /** Where texts of this folder stand in it, by their SHA-256. */
  readonly entries: ReadonlyMap<string, number>;
  /** Where other texts stand that are releases with the number of this one; looked for while this one is not in it. */
  readonly rivals: readonly number[];
  /** As it was signed last, with the lines of witnesses. */
  readonly checkpoint: Note | undefined;
}

/** What was measured because it was asked for: these files are large. Digests are SHA-256. */
export interface Measured {
  readonly kit: { readonly version: string; readonly sha256: string } | undefined;
  /** Of every image in `build/`, and of every master with zeros in its seal's place; by path. */
  readonly images: ReadonlyMap<string, string>;
  /** Of every payload in `in/` and every payload.tar in `build/`: digests of its files by their paths, by its own path. */
  readonly payloads: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Of every master as it lies there, its seal in it; by path. */
  readonly masters: ReadonlyMap<string, string>;
}

export interface ReleaseFolder {
  readonly description: Description | undefined;
  readonly inputs: Inputs;
  /** In the order of their numbers; at least as many as there are payloads. */
  readonly built: readonly BuiltDisc[];
  /** Every note in `notes/`, whatever its name and its kind. */
  readonly notes: readonly NoteFile[];
  readonly answers: readonly AnswerFile[];
  readonly request: RequestFile | undefined;
  readonly finished: readonly FinishedDisc[];
  readonly hasOut: boolean;
  /** Texts of out/letter.html, out/label.txt and out/staatscourant.txt. */
  readonly letter: string | undefined;
  readonly label: string | undefined;
  readonly staatscourant: string | undefined;
  /** Undefined: there is neither. */
  readonly published: Published | undefined;
  /**
   * Whether there is one that is of this build: out/reviewers, and out/officers with the request as it lies there. Of the log as it is
   * now: out/log and out/witness.
   */
  readonly bundles: {
    readonly reviewers: boolean;
    readonly officers: boolean;
    readonly log: BundleState;
    readonly witness: BundleState;
  };
  /** Undefined: there is no in/log.txt. */
  readonly log: LogPlace | undefined;
  /** Undefined: in/register.txt names none. */
  readonly register: RegisterPlace | undefined;
  /** The first line of WITHOUT-PROOF.txt: why the masters are sealed before the log's proof is there. */
  readonly withoutProof: string | undefined;
  /** The first line of STOPPED.txt. */
  readonly stopped: string | undefined;
  readonly unread: readonly Unread[];
  /** Files that no step uses. */
  readonly unused: readonly string[];
  readonly measured: Measured | undefined;
  /** Trust roots that packaging built into the program that reads the folder. */
  readonly builtInRoots: readonly NoteFile[];
}

export const descriptionName = "release.json";
export const stoppedName = "STOPPED.txt";
export const withoutProofName = "WITHOUT-PROOF.txt";
export const logPlaceName = "in/log.txt";
export const registerPlaceName = "in/register.txt";
export const requestName = "out/release.request";
export const letterName = "out/letter.html";
export const labelName = "out/label.txt";
export const staatscourantName = "out/staatscourant.txt";
export const reviewersBundle = "out/reviewers";
export const officersBundle = "out/officers";
export const publicBundle = "out/public";
/** For the holder of the log's key: a copy of the log. */
export const logBundle = "out/log";
/** For the witnesses: a request each. */
export const witnessBundle = "out/witness";
/** In the bundle for the public, written by the program: what each file is, and how it is checked. */
export const readmeName = "LEESMIJ.txt";
/** Of a bundle, and of `out/`: as coreutils' `sha256sum -c` reads it. */
export const sumsName = "SHA256SUMS";
export const outSumsName = `out/${sumsName}`;

/** Of one disc there is no number in a name. */
const numbered = (stem: string, end: string, disc: number, discs: number) =>
  discs === 1 ? `${stem}${end}` : `${stem}-${disc}${end}`;

export const builtFolder = (disc: number, discs: number) => (discs === 1 ? "build" : `build/${disc}`);
export const signedName = (disc: number, discs: number) => numbered("out/release", ".note", disc, discs);
export const proofName = (disc: number, discs: number) => numbered("out/release", ".tlog-proof", disc, discs);
export const masterName = (disc: number, discs: number) => numbered("out/master", ".iso", disc, discs);
export const escrowName = (disc: number, discs: number) => numbered("out/escrow", ".tar", disc, discs);

/** Whether anything has the name of an output of the last steps, be it one that cannot be read. */
export function hasOutput(out: string, folder: ReleaseFolder): boolean {
  const { finished, letter, label, staatscourant, published, unread } = folder;
  if (unread.some(({ path }) => path === out)) return true;
  if (out === letterName) return letter !== undefined;
  if (out === labelName) return label !== undefined;
  if (out === staatscourantName) return staatscourant !== undefined;
  if (out === publicBundle) return published?.files !== undefined;
  if (out === outSumsName) return published?.sums !== undefined;
  const discs = finished.length;
  return finished.some(
    ({ disc, note, proof, master, escrow }) =>
      (note !== undefined && out === signedName(disc, discs)) ||
      (proof !== undefined && out === proofName(disc, discs)) ||
      (master !== undefined && out === masterName(disc, discs)) ||
      (escrow !== undefined && out === escrowName(disc, discs)),
  );
}
