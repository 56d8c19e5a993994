// What a rebuild has shown: what was expected, what came out, and what that makes of it. docs/man/zegel-reproduce.1.md

import type { Release } from "../../format/index.ts";
import type { ImageComparison } from "../compare/compare-images.ts";
import type { ReleasedImage } from "./released-image.ts";

/** Of the rebuilt image. */
export interface Measured {
  readonly imageSha256: string;
  readonly manifestSha256: string;
  /** Bytes. */
  readonly imageSize: number;
  readonly sealOffset: number;
  readonly kit: Release["kit"];
}

export type CheckedThing =
  | "manifest digest"
  | "kit digest"
  | "image size"
  | "place of the seal"
  | "image digest"
  | "image digest of the image given"
  | "master digest of the image given"
  | "master digest";

export interface Check {
  readonly what: CheckedThing;
  readonly expected: string;
  readonly found: string;
}

/**
 * `differs`: the rebuild is not what was released. `other-image`: it is, and the image given is not. `unexplained`: one of
 * these, and compare cannot account for every byte.
 */
export type ReproductionOutcome = "same" | "differs" | "other-image" | "unexplained";

/** docs/man/zegel-reproduce.1.md, "Exit status". 31 and 32 as zegel compare has them. */
export const reproductionExitCodes: Readonly<Record<ReproductionOutcome, number>> = {
  same: 0,
  differs: 31,
  unexplained: 32,
  "other-image": 33,
};

/** Release and rebuild: what the note says against what was measured. */
export function checkRelease(release: Release, measured: Measured): Check[] {
  const kit = (value: Release["kit"]) => (value === undefined ? "none" : `${value.version} ${value.sha256}`);
  return [
    {
      what: "manifest digest",
      expected: release.manifests[release.disc - 1] ?? "none",
      found: measured.manifestSha256,
    },
    { what: "kit digest", expected: kit(release.kit), found: kit(measured.kit) },
    { what: "image size", expected: `${release.imageSize}`, found: `${measured.imageSize}` },
    { what: "place of the seal", expected: `${release.sealOffset}`, found: `${measured.sealOffset}` },
    { what: "image digest", expected: release.imageSha256, found: measured.imageSha256 },
  ];
}

/** An image without a note says by itself what it should be. */
export function checkImage(image: ReleasedImage, measured: Measured): Check[] {
  return [
    { what: "manifest digest", expected: image.manifestSha256, found: measured.manifestSha256 },
    { what: "image size", expected: `${image.size}`, found: `${measured.imageSize}` },
    { what: "place of the seal", expected: `${image.sealOffset}`, found: `${measured.sealOffset}` },
    { what: "image digest", expected: image.unsealedSha256, found: measured.imageSha256 },
  ];
}

export const isSame = ({ expected, found }: Check) => expected === found;

/** `comparison`: of the image given with the rebuilt one, where there is one and something differs. */
export function judgeReproduction(
  checks: readonly Check[],
  comparison: ImageComparison | undefined,
): ReproductionOutcome {
  const failed = checks.filter((check) => !isSame(check)).map(({ what }) => what);
  if (checks.length === 0) throw new Error("nothing was compared"); // an empty comparison is never a yes
  if (failed.length === 0) return "same";
  if (comparison?.outcome === "unexplained") return "unexplained";
  const ofImage: readonly CheckedThing[] = [
    "image digest of the image given",
    "master digest of the image given",
    "master digest",
  ];
  return failed.every((what) => ofImage.includes(what)) ? "other-image" : "differs";
}

/** Everything that a rebuild has to tell; `--json` prints it as it is. */
export interface ReproductionReport {
  readonly outcome: ReproductionOutcome;
  /** Undefined: an unsealed image alone, which names no release. */
  readonly release: ReleaseFacts | undefined;
  readonly recipe: string;
  readonly measured: Measured;
  /** Of the rebuilt image with the seal in it; undefined: no seal was given, or the rebuild differs. */
  readonly masterSha256: string | undefined;
  readonly checks: readonly Check[];
  readonly kitFrom: "none" | "given" | "image";
  /** With what reviewers say in the seal that they rebuilt: statements, read and not judged. */
  readonly madeWith: readonly string[];
  /** Who wrote the image here; of two, both made the same bytes. */
  readonly writers: readonly Writer[];
  readonly tools: Tools;
  readonly surroundings: Surroundings | undefined;
  readonly difference: Difference | undefined;
  /** The folder in which the rebuilt image was left. */
  readonly written: string | undefined;
}

/** As build-iso has them. */
export type Writer = "own" | "xorriso";

/** Versions, and the name of the system. */
export interface Tools extends Readonly<Record<"node" | "system" | "zegel", string>> {
  /** Undefined: none was used. */
  readonly xorriso: string | undefined;
}

export interface ReleaseFacts {
  /** Digest of the note's text. */
  readonly sha256: string;
  readonly zegelcode: string;
  readonly inWords: string;
}

/** What `--clean` made other than on the reviewer's own machine, and what it could not. */
export interface Surroundings {
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
}

export interface Difference {
  readonly summarySha256: string;
  readonly differingBytes: number;
  readonly explainedBytes: number;
  readonly causes: readonly string[];
}

export function factsOfRelease(release: Release, sha256: string, zegelcode: string): ReleaseFacts {
  const { product, version, election, role, sequence, disc, manifests } = release;
  const inWords = `${product} ${version}, ${election}, ${role}, number ${sequence}, disc ${disc} of ${manifests.length}`;
  return { sha256, zegelcode, inWords };
}
