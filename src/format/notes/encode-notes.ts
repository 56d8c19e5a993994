// The texts of notes as their signers make them, and their fields as people are shown them: a verifier needs neither.

import { encodeBase64 } from "../text/decode.ts";
import { type Checkpoint, parseCheckpoint } from "./log-proof.ts";
import type { ShownField } from "./note-lines.ts";
import { parseRebuild, type Rebuild, rebuildLines } from "./rebuild.ts";
import { parseRecall, type Recall, recallLines } from "./recall.ts";
import { linesOf, parseRelease, type Release, releaseLines } from "./release.ts";
import { checkRoot, type TrustRoot } from "./trust-root.ts";
import { parseTrustRoot, rootLines } from "./trust-root-lines.ts";

/** The inverse of parseRelease. Throws FormatError on values that parseRelease would refuse. */
export function encodeRelease(release: Release): string {
  const text = releaseLines.print(linesOf(release));
  parseRelease(text);
  return text;
}

/** The inverse of parseTrustRoot. Throws FormatError on values that parseTrustRoot would refuse. */
export function encodeTrustRoot(root: TrustRoot): string {
  checkRoot(root); // the values as given: a blank or "none" inside a name would print as something else
  const text = rootLines.print({ ...root, valid: [root.validFrom, root.validUntil] });
  parseTrustRoot(text);
  return text;
}

/** The inverse of parseRebuild. Throws FormatError on values that parseRebuild would refuse. */
export function encodeRebuild(rebuild: Rebuild): string {
  const text = rebuildLines.print(rebuild);
  parseRebuild(text);
  return text;
}

/** The inverse of parseRecall. Throws FormatError on values that parseRecall would refuse. */
export function encodeRecall(recall: Recall): string {
  const text = recallLines.print({ ...recall, number: recall.recalled.length });
  parseRecall(text);
  return text;
}

/** The inverse of parseCheckpoint, `least` as there. Throws FormatError on values that parseCheckpoint would refuse. */
export function encodeCheckpoint(checkpoint: Checkpoint, least: 0 | 1 = 1): string {
  const text = `${checkpoint.origin}\n${checkpoint.size}\n${encodeBase64(checkpoint.rootHash)}\n`;
  parseCheckpoint(text, least);
  return text;
}

/** Every field of a release in the order of its lines, as the note shows it. */
export function walkRelease(release: Release): readonly ShownField<keyof Release>[] {
  return releaseLines.walk(linesOf(release));
}

/** Every field of a rebuild note in the order of its lines, as the note shows it. */
export function walkRebuild(rebuild: Rebuild): readonly ShownField<keyof Rebuild>[] {
  return rebuildLines.walk(rebuild);
}
