// What the steps of reading one volume (descriptors, walk, path tables) are all handed: where sectors come from, how large the volume
// is, and where findings and owners of sectors are noted.

import type { Findings } from "../finding.ts";
import type { Limits } from "../limits.ts";
import type { Metadata } from "../structure/metadata.ts";
import type { Regions } from "./regions.ts";

/** One for each volume that is read. */
export interface Survey {
  readonly metadata: Metadata;
  readonly findings: Findings;
  readonly limits: Limits;
  /** The size of the volume. */
  readonly sectors: number;
  /** Directories and path tables lie behind the descriptors: in no sector before this one. */
  readonly firstStructure: number;
  /** The one date of the volume, 7 bytes. */
  readonly date: Uint8Array;
  /** Who owns which sectors; each step adds its own. */
  readonly claims: Regions;
}
