// REBUILD note: a reviewer's statement on one release. docs/spec/rebuild.md

import { FormatError } from "../text/error.ts";
import { typeLineOf } from "./note.ts";
import { behind, line, moment, noteLines, oneWord, optional, orWord, sha256, text } from "./note-lines.ts";
import { type KitName, versionAndDigest } from "./release.ts";

export const rebuildScopes = ["image", "source", "kit"] as const;

export interface Rebuild {
  /** SHA-256 of the release note's text. */
  readonly release: string;
  /** `image`: payload to image. `source`: source to payload. `kit`: the program's own source to the kit. */
  readonly scope: (typeof rebuildScopes)[number];
  /** Where it differs, in words; undefined: it agrees. */
  readonly differs: string | undefined;
  /** SHA-256 as the reviewer measured it. */
  readonly imageSha256: string;
  readonly manifestSha256: string;
  /** The kit that the release names; exactly when the scope is `kit`. */
  readonly kit?: KitName | undefined;
  readonly environment: string;
  readonly date: string;
}

export const rebuildLines = noteLines<Rebuild>(
  { typeLine: typeLineOf("rebuild"), what: "rebuild note", limit: 4096 },
  () => ({
    release: line("release", sha256),
    scope: line("scope", oneWord(rebuildScopes)),
    differs: line("finding", orWord("agrees", behind("differs", text(500), '"agrees" or "differs WHERE"'))),
    imageSha256: line("image-sha256", sha256),
    manifestSha256: line("manifest-sha256", sha256),
    kit: optional("kit", versionAndDigest),
    environment: line("environment", text(500)),
    date: line("date", moment),
  }),
);

/** The text of a rebuild note. Throws FormatError. */
export function parseRebuild(text: string): Rebuild {
  const rebuild = rebuildLines.parse(text);
  const { scope, kit } = rebuild;
  if ((scope === "kit") !== (kit !== undefined))
    throw new FormatError(
      "FIELD",
      "rebuild note (kit)",
      scope === "kit" ? '"kit VERSION HEX64", which scope kit is about' : `no such line in scope ${scope}`,
      kit === undefined ? "none" : `kit ${kit.version}`,
    );
  return rebuild;
}
