// What a hostile image may make this room do. Every loop over input ends at one of these.

import { defaultLimits } from "../../iso9660/index.ts";

const mebibyte = 1024 * 1024;

export const limits = {
  /** An image, or all files of a folder together: the largest disc there is (BD-XL) has 128 × 10^9. */
  imageBytes: 128_000_000_000,
  /** Directory records of all trees. */
  records: 2 * (defaultLimits.files + defaultLimits.folders),
  folders: defaultLimits.folders,
  depth: 64,
  /** Characters of all paths together: deep paths cost memory out of proportion to the bytes on the disc. */
  pathCharacters: 96 * mebibyte,
  /** One directory or path table. */
  areaBytes: defaultLimits.directoryBytes,
  /** All structure that is read. */
  structureBytes: defaultLimits.metadataBytes,
  /** Continuation areas of one record. */
  continuations: 4,
  descriptors: defaultLimits.descriptors,
  /** Descriptors of further sessions that are noted. */
  sessions: 16,
  /** Groups of differences; what goes beyond is counted in the last of its cause. */
  groups: 500,
  /** Examples kept of one group. */
  examples: 10,
  /** Bytes of file data that are read for files that lie elsewhere, as a multiple of the image's size. */
  rereads: 4,
} as const;
