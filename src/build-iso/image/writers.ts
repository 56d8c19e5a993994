// Which writers make the image: our own, xorriso, or both of them, which must then make the same bytes.

import { programFile } from "./tool-versions.ts";

export const writerChoices = ["both", "own", "xorriso"] as const;
export type WriterChoice = (typeof writerChoices)[number];
export type Writer = "own" | "xorriso";

/** The writers of one build, and the program that is run where xorriso is one of them. */
export interface Writers {
  readonly names: readonly Writer[];
  /** A name or an absolute path. */
  readonly xorrisofs: string;
}

/** `choice` undefined: both, where there is a xorriso. `xorrisofs`: another one than the system's, a name or an absolute path. */
export function findWriters(choice: WriterChoice | undefined, xorrisofs: string | undefined): Writers {
  const hasXorriso = xorrisofs !== undefined || programFile("xorrisofs") !== undefined;
  const names: Readonly<Record<WriterChoice, readonly Writer[]>> = {
    both: ["xorriso", "own"],
    own: ["own"],
    xorriso: ["xorriso"],
  };
  return { names: names[choice ?? (hasXorriso ? "both" : "own")], xorrisofs: xorrisofs ?? "xorrisofs" };
}
