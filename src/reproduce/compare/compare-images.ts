// zegel compare: two images, every differing byte explained. docs/man/zegel-compare.1.md

import { sha256Of } from "../../files/digest.ts";
import { encodeUtf8 } from "../../format/index.ts";
import { ImageSource } from "../listing/image-source.ts";
import { type Survey, surveyImage } from "../listing/survey.ts";
import { type CauseId, causeIds } from "./cause.ts";
import { attribute, compareAreas } from "./compare-areas.ts";
import { compareFiles, type FileSums } from "./compare-files.ts";
import { readSideBySide, type SideBySide } from "./difference-counts.ts";
import { type Both, type DifferenceGroup, Differences, onlyIn } from "./differences.ts";

export interface ImageFacts {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Undefined: the two are the same, and nothing was looked into. */
  readonly label: string | undefined;
  /** Rules of the recipe that it breaks, by code; undefined: its structure could not be read to the end. */
  readonly deviations: readonly string[] | undefined;
}

/** `seal-only`: the unsealed images are the same. `unexplained`: some of the differing bytes are not explained. */
export type Outcome = "same" | "seal-only" | "differ" | "unexplained";

export interface ImageComparison {
  readonly kind: "images";
  readonly outcome: Outcome;
  readonly a: ImageFacts;
  readonly b: ImageFacts;
  /** Places at which the images hold different bytes, and the bytes that only the longer one has. */
  readonly differingBytes: number;
  readonly explainedBytes: number;
  readonly files: FileSums | undefined;
  readonly causes: readonly CauseId[];
  readonly groups: readonly DifferenceGroup[];
  /** Structure that could not be followed. */
  readonly faults: readonly string[];
}

/** `onBytes` gets bytes read of both images. Throws ReproduceError. */
export async function compareImages(
  pathA: string,
  pathB: string,
  onBytes: (done: number, total: number) => void = () => {},
): Promise<ImageComparison> {
  const a = await ImageSource.open(pathA);
  try {
    const b = await ImageSource.open(pathB);
    try {
      const read = await readSideBySide(a, b, (done) => onBytes(done, a.size + b.size));
      if (read.counts.total === 0 && a.size === b.size) return same(a, b, read);
      return await explain({ a: await surveyImage(a), b: await surveyImage(b) }, read);
    } finally {
      await b.close();
    }
  } finally {
    await a.close();
  }
}

function same(a: ImageSource, b: ImageSource, { sha256 }: SideBySide): ImageComparison {
  const factsOf = ({ path, size }: ImageSource, digest: string) => ({
    ...{ path, bytes: size, sha256: digest, label: undefined, deviations: undefined },
  });
  return {
    kind: "images",
    outcome: "same",
    a: factsOf(a, sha256[0]),
    b: factsOf(b, sha256[1]),
    differingBytes: 0,
    explainedBytes: 0,
    files: undefined,
    causes: [],
    groups: [],
    faults: [],
  };
}

async function explain(images: Both<Survey>, { counts, sha256, descriptors }: SideBySide): Promise<ImageComparison> {
  const { a, b } = images;
  const differences = new Differences();
  const attribution = attribute(a.map, b.map, counts);
  const files = await compareFiles(images, counts, attribution, differences);
  await compareAreas(images, attribution, differences);
  compareTrees(images, differences);
  compareSessions(furtherDescriptors(a, descriptors[0]), furtherDescriptors(b, descriptors[1]), differences);
  const groups = differences.list();
  const explainedBytes = groups.reduce((sum, { cause, bytes }) => sum + (cause === "unparsed" ? 0 : bytes), 0);
  if (explainedBytes > counts.total) throw new Error(`${explainedBytes} of ${counts.total} differing bytes explained`);
  const faults = [...a.faults.map((fault) => `A: ${fault}`), ...b.faults.map((fault) => `B: ${fault}`)];
  const found = new Set(groups.map(({ cause }) => cause));
  return {
    kind: "images",
    outcome: outcomeOf(counts.total === explainedBytes && faults.length === 0, groups),
    a: factsOf(a, sha256[0]),
    b: factsOf(b, sha256[1]),
    differingBytes: counts.total,
    explainedBytes,
    files,
    causes: causeIds.filter((cause) => found.has(cause)),
    groups,
    faults,
  };
}

function outcomeOf(isExplained: boolean, groups: readonly DifferenceGroup[]): Outcome {
  if (!isExplained || groups.some(({ cause }) => cause === "unparsed")) return "unexplained";
  return groups.every(({ cause }) => cause === "seal") ? "seal-only" : "differ";
}

function factsOf({ source, volume }: Survey, sha256: string): ImageFacts {
  const deviations = volume === undefined ? undefined : [...new Set(volume.findings.map(({ code }) => code))];
  return { path: source.path, bytes: source.size, sha256, label: volume?.label, deviations };
}

function compareTrees({ a, b }: Both<Survey>, differences: Differences): void {
  const add = (cause: CauseId, what: string, inA: boolean) =>
    differences.add({
      ...{ cause, what, section: "", structure: "image", where: "", bytes: 0 },
      ...onlyIn(inA ? "a" : "b", "there", "missing"),
    });
  const has = (survey: Survey, tree: "Joliet" | "supplementary") => survey.trees.has(tree);
  if (has(a, "Joliet") !== has(b, "Joliet")) add("joliet", "Joliet tree", has(a, "Joliet"));
  if (has(a, "supplementary") !== has(b, "supplementary"))
    add("supplementary", "supplementary tree", has(a, "supplementary"));
  const [inA, inB] = [a, b].map((survey) => survey.trees.get("primary")?.hasRockRidge === true);
  if (inA !== inB) add("rock-ridge", "Rock Ridge", inA === true);
}

/** Sectors that begin like a descriptor and are not of the first set, nor inside a file. */
function furtherDescriptors({ map }: Survey, sectors: readonly number[]): number[] {
  const owned = (sector: number) =>
    map.segments.find(({ from, count }) => from <= sector && sector < from + count)?.area.kind;
  return sectors.filter((sector) => !["descriptor", "file"].includes(owned(sector) ?? ""));
}

/** A drive mounts the last session. */
function compareSessions(a: readonly number[], b: readonly number[], differences: Differences): void {
  if (`${a}` === `${b}`) return;
  const inWords = (sectors: readonly number[]) => (sectors.length === 0 ? "none" : `sectors ${sectors.join(", ")}`);
  const what = "volume descriptors behind the first set";
  differences.add({
    ...{ cause: "session", what, section: "ECMA-119 8.1", structure: "image", by: "", where: "", bytes: 0 },
    a: inWords(a),
    b: inWords(b),
  });
}

/**
 * One digest of what a comparison found, for a reviewer's note: SHA-256 of the comparison as JSON without the paths of the files, so
 * that it is the same on every machine.
 */
export function summaryDigest(comparison: ImageComparison): string {
  const { a, b, ...rest } = comparison;
  const withoutPath = ({ bytes, sha256 }: ImageFacts) => ({ bytes, sha256 });
  return sha256Of(encodeUtf8(JSON.stringify({ a: withoutPath(a), b: withoutPath(b), ...rest })));
}
