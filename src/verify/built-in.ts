// What is built into a program that is one file. In a module of its own that is nothing: scripts/package/bundle.mjs puts the same
// fields, filled, in the place of this whole file.

export interface BuiltIn {
  /** Trust-root notes as they were signed, from the oldest version on. */
  readonly roots: readonly string[];
  /** The commit of the sources, with `-dirty` behind it where the sources were not those of the commit. */
  readonly revision: string | undefined;
  /** That this one file is all of the program: its digest leaves nothing out. */
  readonly isWhole?: boolean;
  /** The roots once more, for who reads this program's bytes without running it. The program itself does not read it. */
  readonly mark?: string;
}

export const builtIn: BuiltIn = { roots: [], revision: undefined };
