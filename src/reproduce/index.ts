// Rebuilding and comparing: two images explained byte by byte, two releases file by file.
export { type CauseId, causeIds } from "./cause.ts";
export { compareImages, type ImageComparison, type Outcome } from "./compare-images.ts";
export {
  compareReleases,
  compareWithFolder,
  type FolderComparison,
  type ReleaseComparison,
} from "./compare-releases.ts";
export { ReproduceError, type ReproduceErrorCode } from "./error.ts";
export { encodeEnvelope, encodeStatement, preAuthEncoding } from "./in-toto.ts";
export { differsOf, environmentOf, newRebuild, type RebuildChoice } from "./new-rebuild.ts";
export { kindOfFile } from "./release-side.ts";
export { copyKit, type ReleasedImage, readReleasedImage } from "./released-image.ts";
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
} from "./reproduction.ts";
export { headlineOf, renderComparison } from "./show.ts";
export { renderChanges, renderChangesPage } from "./show-changes.ts";
export { renderComparisonPage } from "./show-page.ts";
export { renderReproduction, resultOf } from "./show-reproduction.ts";
export { summaryDigest } from "./summary.ts";
