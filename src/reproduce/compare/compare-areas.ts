// Two images, area by area: whose sectors differ, and why. Every differing byte goes to exactly one group of differences.

import { sectorBytes } from "../../iso9660/index.ts";
import { pieceBytes } from "../listing/image-source.ts";
import type { Survey } from "../listing/survey.ts";
import { type Area, nameOfArea, type SectorMap, type TreeName } from "./area.ts";
import type { CauseId } from "./cause.ts";
import { compareStructures, type FolderPlaces } from "./compare-fields.ts";
import type { DifferenceCounts } from "./difference-counts.ts";
import { type Both, countOf, type Differences, onlyIn, type Side } from "./differences.ts";

export interface Attribution {
  /** Differing bytes in sectors that are the same sector of the same area in both images, by its key. */
  readonly aligned: ReadonlyMap<string, number>;
  /** Differing bytes where something else lies at this place. */
  readonly displaced: number;
  /** Bytes behind the end of the shorter image. */
  readonly tail: number;
}

/** Gives every differing byte to the areas that have it. */
export function attribute(a: SectorMap, b: SectorMap, counts: DifferenceCounts): Attribution {
  const aligned = new Map<string, number>();
  let [displaced, tail] = [0, 0];
  let at = 0;
  for (let i = 0, k = 0; ; ) {
    const [one, other] = [a.segments[i], b.segments[k]];
    const ends = [one, other].flatMap((segment) => (segment === undefined ? [] : [segment.from + segment.count]));
    if (ends.length === 0) return { aligned, displaced, tail };
    const end = Math.min(...ends);
    const bytes = counts.sum(at, end - at);
    if (one === undefined || other === undefined) tail += bytes;
    else if (one.area.key !== other.area.key || at - one.from + one.offset !== at - other.from + other.offset)
      displaced += bytes;
    else if (bytes > 0) aligned.set(one.area.key, (aligned.get(one.area.key) ?? 0) + bytes);
    if (one !== undefined && one.from + one.count === end) i++;
    if (other !== undefined && other.from + other.count === end) k++;
    at = end;
  }
}

/** All areas but the files. */
export async function compareAreas(
  images: Both<Survey>,
  { aligned, displaced, tail }: Attribution,
  differences: Differences,
): Promise<void> {
  const { a, b } = images;
  const wholeA = a.map.wholeOwners();
  const wholeB = b.map.wholeOwners();
  let isAllParsed = true;
  for (const [key, area] of a.areas) {
    const other = b.areas.get(key);
    if (other === undefined) await addLone(a, area, "a", differences);
    else {
      addMove(area, other, differences);
      const bytes = aligned.get(key) ?? 0;
      if (area.items !== undefined && other.items !== undefined) {
        const isWhole = wholeA.has(key) && wholeB.has(key);
        const isParsed = await compareStructurePair(images, { a: area, b: other }, bytes, isWhole, differences);
        isAllParsed &&= isParsed;
      } else if (area.kind !== "file") await addData(images, { a: area, b: other }, bytes, differences);
    }
  }
  for (const [key, area] of b.areas) if (!a.areas.has(key)) await addLone(b, area, "b", differences);
  addLength(images, tail, differences);
  if (displaced === 0) return;
  const isKnown = isAllParsed && a.faults.length === 0 && b.faults.length === 0;
  const cause = isKnown ? "moved" : "unparsed";
  const what = "bytes where something else lies at this place";
  differences.add({ ...none, cause, what, structure: "image", where: "", a: "", b: "", bytes: displaced });
}

const none = { section: "", by: "" } as const;

/** Returns false when bytes were met that could not be read as what they should be. */
async function compareStructurePair(
  images: Both<Survey>,
  { a: area, b: other }: Both<Area>,
  bytes: number,
  isWhole: boolean,
  differences: Differences,
): Promise<boolean> {
  const isAligned = area.from === other.from;
  if (isAligned && area.bytes === other.bytes && bytes === 0 && isWhole) return true;
  const read = { a: await readArea(images.a, area), b: await readArea(images.b, other) };
  const places = placesOf(images, area.tree);
  const { explained, isParsed } = compareStructures(read, isAligned && isWhole, places, differences);
  if (bytes > explained)
    differences.add({
      ...none,
      cause: isParsed && isWhole ? "moved" : "unparsed",
      what: isParsed && isWhole ? "bytes of records that lie elsewhere in it" : "bytes that could not be told apart",
      structure: area.kind,
      where: nameOfArea(area),
      a: "",
      b: "",
      bytes: bytes - explained,
    });
  return isParsed;
}

async function readArea(survey: Survey, area: Area) {
  return { area, bytes: await survey.source.read(area.from, area.sectors) };
}

function placesOf({ a, b }: Both<Survey>, tree: TreeName | undefined): FolderPlaces {
  const of = (survey: Survey) => (path: string) =>
    tree === undefined ? undefined : survey.trees.get(tree)?.folders.get(path);
  return { a: of(a), b: of(b) };
}

function addMove(area: Area, other: Area, differences: Differences): void {
  const shift = other.from - area.from;
  if (shift === 0) return;
  differences.add({
    cause: "moved",
    what: "place",
    section: "",
    structure: area.kind,
    by: `B ${countOf(Math.abs(shift), "sector")} ${shift > 0 ? "later" : "earlier"}`,
    where: nameOfArea(area),
    a: `sector ${area.from}`,
    b: `sector ${other.from}`,
    bytes: 0,
  });
}

const causeOfData: Readonly<Partial<Record<Area["kind"], CauseId>>> = {
  "system-area": "system-area",
  "empty-file-sector": "slack",
  gap: "gap",
  padding: "padding",
  "behind-volume": "behind",
};

/** Sectors that should be zeros. */
async function addData(
  { a, b }: Both<Survey>,
  { a: area, b: other }: Both<Area>,
  bytes: number,
  differences: Differences,
): Promise<void> {
  // Where a directory could not be followed, what it names seems to be nobody's.
  const isKnown = a.faults.length === 0 && b.faults.length === 0;
  const cause = !isKnown && area.kind === "gap" ? "unparsed" : (causeOfData[area.kind] ?? "unparsed");
  const common = { ...none, cause, structure: area.kind, where: nameOfArea(area) };
  if (bytes > 0)
    differences.add({ ...common, what: "content", a: "", b: `${countOf(bytes, "byte")} other than in A`, bytes });
  if (area.sectors !== other.sectors)
    differences.add({
      ...common,
      cause: area.kind === "gap" && (await isZero(a, area)) && (await isZero(b, other)) ? "follows" : cause,
      what: "length",
      a: countOf(area.sectors, "sector"),
      b: countOf(other.sectors, "sector"),
      bytes: 0,
    });
}

/** Unused sectors of zeros come and go with the layout. */
async function isZero({ source }: Survey, area: Area): Promise<boolean> {
  const piece = new Uint8Array(pieceBytes);
  const end = area.from * sectorBytes + area.bytes;
  for (let at = area.from * sectorBytes; at < end; at += pieceBytes) {
    const found = await source.readBytes(at, piece.subarray(0, end - at));
    if (!piece.subarray(0, found).every((byte) => byte === 0)) return false;
  }
  return true;
}

const causeOfLone: Readonly<Record<string, CauseId>> = {
  "boot record": "boot",
  "Joliet volume descriptor": "joliet",
  "supplementary volume descriptor": "supplementary",
};

/** What only one image has. A file is told with the files, a structure of a tree with its tree. */
async function addLone(survey: Survey, area: Area, side: Side, differences: Differences): Promise<void> {
  if (area.kind === "file") return;
  const isSpare = area.kind === "padding" || area.kind === "gap" || area.kind === "behind-volume";
  const cause =
    area.kind === "descriptor"
      ? (causeOfLone[area.key] ?? "descriptor")
      : isSpare && !(area.kind === "gap" && (await isZero(survey, area)))
        ? (causeOfData[area.kind] ?? "gap")
        : "follows";
  differences.add({
    cause,
    what: "presence",
    section: "",
    structure: area.kind,
    ...onlyIn(side, countOf(area.sectors, "sector")),
    where: nameOfArea(area),
    bytes: 0,
  });
}

function addLength({ a, b }: Both<Survey>, bytes: number, differences: Differences): void {
  if (a.source.size === b.source.size) return;
  const inWords = ({ source }: Survey) => `${source.size} bytes (${source.size / sectorBytes} sectors)`;
  const common = { ...none, structure: "image", where: "" };
  differences.add({ ...common, cause: "length", what: "length", a: inWords(a), b: inWords(b), bytes });
}
