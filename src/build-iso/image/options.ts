// What a build is asked to do, and what it gives back.

import type { Note, Release } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import type { ReleaseDescription } from "../release/description.ts";
import type { Writer, WriterChoice } from "./writers.ts";

export type BuildStep = "reading" | "writing" | "writing again" | "checking";

/** The shipped verifier's judgement of a finished image: what is wrong with it, nothing when it is good. */
export type FinishedCheck = (imagePath: string, release: Release, manifest: Uint8Array) => Promise<readonly string[]>;

/** Something that a person may want to leave out. */
export interface Remark {
  /** On the disc; foreign text: print it through `quote`. */
  readonly path: string;
  /** What it seems to be. */
  readonly what: string;
}

export interface BuildOptions {
  /** One folder or archive for each disc of the set. */
  readonly payloads: readonly string[];
  readonly description: ReleaseDescription;
  /** One disc of a set is built again, alone: what the install list starts may be on another. */
  readonly isOneOfSet?: boolean | undefined;
  /** Signed; or the SHA-256 of its text, to build again what was released before: then nobody judges it here. */
  readonly trustRoot: Note | string;
  /** A folder or archive. */
  readonly kit?: string | undefined;
  /** The note of the release before this one; or the SHA-256 of its text. */
  readonly previous?: Note | string | undefined;
  /** The output folder; made when it is not there. */
  readonly out: string;
  readonly signatureCheck: SignatureCheck;
  readonly finishedCheck: FinishedCheck;
  /** `done` and `total` in bytes. */
  readonly onProgress?: ((step: BuildStep, done: number, total: number) => void) | undefined;
  /** Told of what seems left over in a payload or kit; it refuses nothing. */
  readonly onRemark?: ((remark: Remark) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Undefined: both, where there is a xorriso, else our own. */
  readonly writer?: WriterChoice | undefined;
  /** Another xorrisofs than the system's: a name or an absolute path. */
  readonly xorrisofs?: string | undefined;
  /** Tells in words how two images of one payload differ: the one by xorriso, and ours. */
  readonly explainDifference: (byXorriso: string, own: string) => Promise<string>;
}

export interface BuiltDisc {
  readonly release: Release;
  /** The note's text: what is signed, and what the zegelcode is of. */
  readonly releaseText: string;
  /** Files and bytes that the manifest lists. */
  readonly files: number;
  readonly bytes: number;
  /** Absolute. */
  readonly folder: string;
  /** Who wrote the image; of two, both made the same bytes. */
  readonly writers: readonly Writer[];
}

/** The outputs of a disc, by their names in its folder. */
export const imageName = "unsealed.iso";
export const noteName = "release.note";
export const manifestName = "MANIFEST";
export const payloadTarName = "payload.tar";
