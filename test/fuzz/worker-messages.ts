// What main.ts and the thread of a target tell each other.

import type { CoverageFigures } from "./coverage.ts";

export interface WorkerInput {
  readonly target: string;
  readonly rooms: readonly string[];
  readonly seed: number;
  readonly milliseconds: number;
  /** Lines of inputs kept earlier. */
  readonly inputs: readonly string[];
  readonly shared: SharedArrayBuffer;
}

export interface Figures {
  readonly runs: number;
  readonly seconds: number;
  readonly slowest: number;
  readonly kept: number;
  readonly rooms: Readonly<Record<string, CoverageFigures>>;
}

export type WorkerMessage =
  | { readonly kind: "figures"; readonly stage: "seeds" | "corpus" | "running" | "end"; readonly figures: Figures }
  | { readonly kind: "fault"; readonly line: string; readonly text: string }
  /** All lines for the corpus file, and what never ran. */
  | { readonly kind: "done"; readonly lines: readonly string[]; readonly gaps: readonly string[] };

/** Of the shared memory: number of runs, length of the line, then the line. */
export const lineAt = 8;
