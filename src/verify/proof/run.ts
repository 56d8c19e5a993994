// What the three scopes (image, tree, installed) are handed alike, and what each of them hands back for the report.

import type { Outside, TrustedRelease } from "../../trust/seal.ts";
import type { DiscSink, Explainer, Platform, Progress } from "./ports.ts";
import type { SectorCounts, StepOutcome } from "./report.ts";
import type { Told } from "./texts.ts";

/** What every step may need and none changes. */
export interface Run {
  /** What was given beside the medium. */
  readonly outside: Outside;
  readonly platform: Platform;
  readonly explainer: Explainer;
  readonly onProgress: Progress;
  /** Gets the files as they are read, before anything is known of them. */
  readonly sink: DiscSink | undefined;
}

/** What came of the steps of a scope. Undefined: not reached. */
export interface Seen extends Told {
  readonly steps: readonly StepOutcome[];
  readonly trusted?: TrustedRelease | undefined;
  readonly sealSha256?: string | undefined;
  readonly imageSha256?: string | undefined;
  readonly manifestSha256?: string | undefined;
  readonly filesCompared?: number;
  readonly filesGood?: number;
  readonly sectors?: SectorCounts | undefined;
}
