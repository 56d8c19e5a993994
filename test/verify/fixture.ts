// The discs of the verifier's tests: those of all tests.

export {
  buildImage,
  type Disc,
  type DiscOptions,
  makeDisc,
  makeSet,
  samplePayload,
  sealDisc,
  withSeal,
} from "../world/disc.ts";
export { sha256Of, signText, testKey } from "../world/people.ts";
export { otherDigest, rebuildNote, recallNote } from "../world/release.ts";
export { testRoot } from "../world/roots.ts";
