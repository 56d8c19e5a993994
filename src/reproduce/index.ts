// Rebuilding and comparing: two images explained byte by byte, two releases file by file.
export { type CauseId, causeIds } from "./compare/cause.ts";
export { compareImages, type ImageComparison, type Outcome, summaryDigest } from "./compare/compare-images.ts";
export { ReproduceError, type ReproduceErrorCode } from "./error.ts";
export {
  compareReleases,
  compareWithFolder,
  type FolderComparison,
  type ReleaseComparison,
} from "./rebuild/compare-releases.ts";
export { encodeEnvelope, encodeStatement, preAuthEncoding } from "./rebuild/in-toto.ts";
export {
  differsOf,
  environmentOf,
  kitDiffersOf,
  newKitRebuild,
  newRebuild,
  type RebuildChoice,
  writersInWords,
} from "./rebuild/new-rebuild.ts";
export { kindOfFile } from "./rebuild/release-side.ts";
export { copyKit, type ReleasedImage, readReleasedImage } from "./rebuild/released-image.ts";
export {
  type Check,
  checkImage,
  checkRelease,
  type Difference,
  factsOfRelease,
  judgeReproduction,
  type Measured,
  type ReproductionReport,
  reproductionExitCodes,
  type Surroundings,
} from "./rebuild/reproduction.ts";
export { headlineOf, renderComparison } from "./show/show.ts";
export { renderChanges, renderChangesPage } from "./show/show-changes.ts";
export { renderComparisonPage } from "./show/show-page.ts";
export { renderReproduction, resultOf } from "./show/show-reproduction.ts";
