// bytes ⇄ values. Pure: no file, no clock, no randomness.
export * from "./lists/aanwijzingen.ts";
export * from "./lists/encode-lists.ts";
export * from "./lists/install.ts";
export { checkPlace, type InstallHead } from "./lists/install-head.ts";
export * from "./lists/kit.ts";
export * from "./lists/manifest.ts";
export * from "./notes/encode-notes.ts";
export * from "./notes/log-proof.ts";
export * from "./notes/note.ts";
export type { ShownField } from "./notes/note-lines.ts";
export { parseRebuild, type Rebuild, rebuildScopes } from "./notes/rebuild.ts";
export { parseRecall, type Recall, type Recalled, recallLimit } from "./notes/recall.ts";
export {
  discLimit,
  type KitName,
  type Medium,
  media,
  mediumBytes,
  type Purpose,
  parseRelease,
  purposes,
  type Release,
  type ReleaseChoice,
  recipes,
  releaseFields,
  sealSize,
  sectorSize,
  type Urgency,
  urgencies,
} from "./notes/release.ts";
export * from "./notes/release-diff.ts";
export * from "./notes/resaved.ts";
export * from "./notes/seal.ts";
export * from "./notes/trust-root.ts";
export { parseTrustRoot } from "./notes/trust-root-lines.ts";
export * from "./notes/vkey.ts";
export { type Bilingual, inBoth } from "./text/bilingual.ts";
export { dropUnseen, forbidden } from "./text/characters.ts";
export * from "./text/code-slips.ts";
export * from "./text/decode.ts";
export * from "./text/envelope.ts";
export { Fault, FormatError, type FormatErrorCode, quote, tryParse } from "./text/error.ts";
export { harmless, shellPath, shellWord, showLineNames, shown, spellOut } from "./text/foreign.ts";
export * from "./text/hash-groups.ts";
export * from "./text/json.ts";
export * from "./text/lines.ts";
export * from "./text/path.ts";
export * from "./text/recall-code.ts";
export * from "./text/receipt.ts";
export * from "./text/zegelcode.ts";
