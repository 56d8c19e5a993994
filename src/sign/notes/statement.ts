// What a note says, by its first line: only a text of ours that parses as a whole is ever signed.

import {
  kindOf,
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
  switch (kindOf(text)) {
    case "release":
      return { type: "release", release: parseRelease(text) };
    case "trust-root":
      return { type: "trust-root", root: parseTrustRoot(text) };
    case "rebuild":
      return { type: "rebuild", rebuild: parseRebuild(text) };
    case "recall":
      return { type: "recall", recall: parseRecall(text) };
    case "minutes":
      return { type: "minutes", minutes: parseMinutes(text) };
    case undefined:
      throw new SignError(
        "NOTE_TYPE",
        `expected a release, trust-root, rebuild, recall or minutes note of version 1, found ${quote(text.slice(0, Math.max(0, text.indexOf("\n"))))}: this program does not know what it would sign`,
      );
  }
}
