// Whether the number of a release is spent: somebody signed under it, and a disc with it may be made yet.

import { kindOf } from "../format/index.ts";
import type { ReleaseFolder } from "./folder.ts";
import type { JudgedFolder } from "./judge.ts";
import { signedFiles } from "./steps/signatures.ts";

/** Any line under a release note counts, whoever made it: it is told, and costs a number at the most. */
export function hasSignatures(folder: ReleaseFolder, { releases }: JudgedFolder): boolean {
  const isSigned = folder.notes.some(({ note }) => kindOf(note.text) === "release" && note.signatures.length > 0);
  const isJoined = folder.finished.some(
    ({ note, master }) => master !== undefined || (note?.note.signatures.length ?? 0) > 0,
  );
  return isSigned || isJoined || releases.some((built) => signedFiles(folder, built).length > 0);
}
