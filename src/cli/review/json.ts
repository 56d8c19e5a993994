// What `zegel review --json` prints. docs/man/zegel-review.1.md, "JSON"

import { exitCodeOf, type Review } from "./outcome.ts";

/** `written`: the notes; `by`: the key that signed them. What is not there is null. */
export function reviewInJson({ discs, kit }: Review, written: readonly string[], by: string | undefined): object {
  return {
    outcome: exitCodeOf({ discs, kit }) === 0 ? "same" : "different",
    discs: discs.map(({ disc, report, lint, differs }) => ({
      disc: disc.release.disc,
      releaseSha256: disc.sha256,
      differs: differs ?? null,
      payload: { path: disc.payload.path, isReleased: disc.payload.isReleased },
      papers: Object.values(disc.papers).flatMap((paper) =>
        paper === undefined ? [] : [{ name: paper.name, path: paper.path, isReleased: paper.isListed }],
      ),
      findings: lint.total,
      report,
    })),
    kit: kit === undefined ? null : kitInJson(kit),
    notes: written,
    signedBy: by ?? null,
  };
}

function kitInJson({ kit, named, revision, again }: NonNullable<Review["kit"]>): object {
  const checked = again === undefined ? "unchecked" : again.differs === undefined ? "agrees" : "differs";
  return {
    path: kit.path,
    isReleased: kit.isReleased,
    version: named.version,
    sha256: named.sha256,
    revision: revision ?? null,
    checked,
    differs: again?.differs ?? null,
  };
}
