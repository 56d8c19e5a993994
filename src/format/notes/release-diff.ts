// What changed from one release to another, field by field: officer and reviewer see the same, each in words of their own.

import { walkRelease } from "./encode-notes.ts";
import type { Release } from "./release.ts";

/** One line that differs. */
export interface ReleaseChange {
  readonly field: keyof Release;
  /** What stands behind the name of the line; undefined: that note has no such line, as where its set has fewer discs. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Every line that differs, in the order of a note. */
export type ReleaseDiff = readonly ReleaseChange[];

/** Throws FormatError on a value that no note can hold. */
export function diffReleases(before: Release, after: Release): ReleaseDiff {
  const fieldsAfter = walkRelease(after);
  return walkRelease(before).flatMap(({ field, texts }, i) => {
    const textsAfter = fieldsAfter[i]?.texts ?? [];
    const changes: ReleaseChange[] = [];
    for (let line = 0; line < Math.max(texts.length, textsAfter.length); line++)
      changes.push({ field, before: texts[line], after: textsAfter[line] });
    return changes.filter((change) => change.before !== change.after);
  });
}
