// What a request brings to the signer: the notes, and all that came along with them.

import type { Note } from "../../format/index.ts";
import type { Evidence } from "../notes/at-hand.ts";
import type { NoteFile } from "../notes/merge.ts";
import type { Request } from "./request.ts";

/** `own`: what is at hand beside it, the manifest of the release before among it: a request carries none. */
export function evidenceOf(
  path: string,
  request: Request,
  own: Evidence,
): { readonly files: readonly NoteFile[]; readonly evidence: Evidence } {
  const named = (notes: readonly Note[], what: string): NoteFile[] =>
    notes.map((note, i) => ({ path: `${path}, ${what} ${i + 1}`, note }));
  return {
    files: named(request.notes, "sign"),
    evidence: {
      previous: [...own.previous, ...named(request.previous, "previous")],
      roots: [...own.roots, ...named(request.trustRoots, "trust-root")],
      rebuilds: [...own.rebuilds, ...named(request.rebuilds, "rebuild")],
      manifests: own.manifests,
      changes: request.changes,
      builtIn: own.builtIn,
    },
  };
}
