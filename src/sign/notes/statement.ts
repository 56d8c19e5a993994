// What a note says, by its first line: only a text of ours that parses as a whole is ever signed.

import {
  parseRebuild,
  parseRecall,
  parseRelease,
  parseTrustRoot,
  quote,
  type Rebuild,
  type Recall,
  type Release,
  type TrustRoot,
} from "../../format/index.ts";
import { type Minutes, parseMinutes } from "../ceremony/minutes.ts";
import { SignError } from "../error.ts";

export type Statement =
  | { readonly type: "release"; readonly release: Release }
  | { readonly type: "trust-root"; readonly root: TrustRoot }
  | { readonly type: "rebuild"; readonly rebuild: Rebuild }
  | { readonly type: "recall"; readonly recall: Recall }
  | { readonly type: "minutes"; readonly minutes: Minutes };

/** Throws SignError NOTE_TYPE, FormatError. */
export function readStatement(text: string): Statement {
  const firstLine = text.slice(0, Math.max(0, text.indexOf("\n")));
  switch (firstLine) {
    case "zegel/release v1":
      return { type: "release", release: parseRelease(text) };
    case "zegel/trust-root v1":
      return { type: "trust-root", root: parseTrustRoot(text) };
    case "zegel/rebuild v1":
      return { type: "rebuild", rebuild: parseRebuild(text) };
    case "zegel/recall v1":
      return { type: "recall", recall: parseRecall(text) };
    case "zegel/minutes v1":
      return { type: "minutes", minutes: parseMinutes(text) };
    default:
      throw new SignError(
        "NOTE_TYPE",
        `expected a release, trust-root, rebuild, recall or minutes note of version 1, found ${quote(firstLine)}: this program does not know what it would sign`,
      );
  }
}
