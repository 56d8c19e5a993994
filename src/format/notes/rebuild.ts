// REBUILD note: a reviewer's statement on one release. docs/spec/rebuild.md

import { typeLineOf } from "./note.ts";
import { behind, line, moment, noteLines, oneWord, orWord, sha256, text } from "./note-lines.ts";

const scopes = ["image", "source"] as const;

export interface Rebuild {
  /** SHA-256 of the release note's text. */
  readonly release: string;
  /** `image`: payload to image. `source`: source to payload. */
  readonly scope: (typeof scopes)[number];
  /** Where it differs, in words; undefined: it agrees. */
  readonly differs: string | undefined;
  /** SHA-256 as the reviewer measured it. */
  readonly imageSha256: string;
  readonly manifestSha256: string;
  readonly environment: string;
  readonly date: string;
}

export const rebuildLines = noteLines<Rebuild>(
  { typeLine: typeLineOf("rebuild"), what: "rebuild note", limit: 4096 },
  () => ({
    release: line("release", sha256),
    scope: line("scope", oneWord(scopes)),
    differs: line("finding", orWord("agrees", behind("differs", text(500), '"agrees" or "differs WHERE"'))),
    imageSha256: line("image-sha256", sha256),
    manifestSha256: line("manifest-sha256", sha256),
    environment: line("environment", text(500)),
    date: line("date", moment),
  }),
);

/** The text of a rebuild note. Throws FormatError. */
export function parseRebuild(text: string): Rebuild {
  return rebuildLines.parse(text);
}
