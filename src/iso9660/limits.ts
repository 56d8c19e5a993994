// How much a hostile disc can make the reader of directories do. Every loop over what a disc says ends at one of these limits.

import { pathLimit } from "../format/text/path.ts";

export interface Limits {
  readonly folders: number;
  /** Directory records of files: a file of several extents counts once for each. */
  readonly files: number;
  /** Folders above a file or folder. */
  readonly depth: number;
  /** UTF-16 units of a path. Without it deep paths cost memory out of all proportion to the bytes on the disc. */
  readonly pathLength: number;
  /** One directory or path table. */
  readonly directoryBytes: number;
  /** All structure that is read. */
  readonly metadataBytes: number;
  /** System use entries of one directory record: the recipe needs 7 at most. */
  readonly systemUseEntries: number;
  /** Continuation areas (CE) of one directory record. */
  readonly continuations: number;
  /** Volume descriptors before the terminator must have come. */
  readonly descriptors: number;
}

const mebibyte = 1024 * 1024;

export const defaultLimits: Limits = {
  folders: 250_000,
  files: 250_000,
  depth: 32,
  pathLength: pathLimit,
  directoryBytes: 64 * mebibyte, // 250,000 records of 254 bytes
  metadataBytes: 192 * mebibyte, // both trees with 250,000 of the longest names, their continuations and path tables
  systemUseEntries: 16,
  continuations: 4,
  descriptors: 16,
};
