// A whole volume: descriptors, both trees, their path tables, and a map of every sector.
// Nothing here reads the content of files. docs/spec/image.md; docs/spec/verification.md step 9

import { compareText, copyBytes } from "../../format/text/decode.ts";
import { quote } from "../../format/text/error.ts";
import { IsoError } from "../error.ts";
import { type Finding, Findings } from "../finding.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { type SectorReader, sectorBytes } from "../source.ts";
import { momentOf, recordDateOf } from "../structure/descriptor.ts";
import { type DescribedTree, type DescriptorSet, readDescriptors, startsOf } from "../structure/descriptors.ts";
import { recordAt } from "../structure/layout.ts";
import { Metadata } from "../structure/metadata.ts";
import { checkPathTables, type PathTable } from "../structure/path-table.ts";
import { SystemUse } from "../structure/susp.ts";
import { compareTrees } from "./compare-trees.ts";
import { mapRegions, type Region, Regions } from "./regions.ts";
import type { Survey } from "./survey.ts";
import { type FileEntry, filesOf, type IsoFile, type Tree } from "./tree.ts";
import { walkTree } from "./walk.ts";

const earliestEmptyFileBlock = 32;
const recordDateBytes = 7;

export interface Volume {
  readonly label: string;
  readonly publisher: string;
  readonly preparer: string;
  readonly application: string;
  readonly volumeSet: string;
  /** YYYY-MM-DDThh:mm:ssZ, or "" with a finding DESCRIPTOR_DATE. */
  readonly modifiedOn: string;
  /** As the primary descriptor says; the caller compares it with what the medium holds. */
  readonly sectors: number;
  /** The primary tree by its Rock Ridge names, in order of sector, empty files last in byte order of path. */
  readonly files: readonly IsoFile[];
  /** Without the root, in byte order. */
  readonly folders: readonly string[];
  /** None: the structure is exactly as the recipe makes it. */
  readonly findings: readonly Finding[];
  /** A complete, ordered, gap-free map of sectors 0 to `sectors` - 1. */
  readonly regions: Iterable<Region>;
}

/**
 * Reads the structure of a volume, each sector of it at most once and in rising order where the disc allows.
 * Throws IsoError only when no tree can be had; everything else that is wrong is a finding.
 */
export async function readVolume(reader: SectorReader, limits: Limits = defaultLimits): Promise<Volume> {
  const findings = new Findings();
  const metadata = new Metadata(reader, limits, findings);
  const set = await readDescriptors(metadata, findings, limits);
  const { primary, joliet } = set;
  const moment = momentOf(primary.descriptor.modified ?? "");
  const survey: Survey = {
    metadata,
    findings,
    limits,
    sectors: primary.descriptor.sectors,
    firstStructure: set.end,
    date: moment === undefined ? rootDateOf(primary) : recordDateOf(moment),
    claims: new Regions(set.claims),
  };
  if (survey.sectors <= set.end)
    throw new IsoError("BROKEN", "sector 16 byte 80", `more than ${set.end} sectors`, `${survey.sectors}`, 16);
  await readGap(survey, set);
  const tree = await readTree(survey, primary, undefined);
  if (tree === undefined)
    throw new IsoError("BROKEN", "sector 16 byte 156", "a root directory in the volume", "none that can be read", 16);
  const jolietTree = joliet === undefined ? undefined : await readTree(survey, joliet, tree);
  if (jolietTree !== undefined) compareTrees(tree, jolietTree, findings);
  claimEmptyFileBlock(survey, tree, joliet ?? primary);
  const regions = mapRegions(survey.claims, survey.sectors, findings);
  const { label, publisher, preparer, application, volumeSet } = primary.descriptor;
  return {
    label,
    publisher,
    preparer,
    application,
    volumeSet,
    modifiedOn: moment ?? "",
    sectors: survey.sectors,
    files: listFiles(tree),
    folders: [...tree.folders.keys()].filter((path) => path !== "").sort(compareText),
    findings: findings.list(),
    regions,
  };
}

/** Without a date to hold the records against, the root's own: one finding then, not one for every record. */
function rootDateOf({ block, descriptor }: DescribedTree): Uint8Array {
  const at = descriptor.rootRecordAt + recordAt.date;
  return copyBytes(block.bytes.subarray(at, at + recordDateBytes));
}

/** UDF announces itself right behind the terminator, in sectors that no tree of ours leaves free. */
async function readGap(survey: Survey, { primary, joliet, end }: DescriptorSet): Promise<void> {
  const starts = [primary, joliet].flatMap((one) => (one === undefined ? [] : startsOf(one, end)));
  const next = Math.min(survey.sectors, end + survey.limits.descriptors, ...starts);
  if (next > end) await survey.metadata.read(end, next - end);
}

/** `beside`: the primary tree, where Joliet's is read. */
async function readTree(survey: Survey, described: DescribedTree, beside: Tree | undefined): Promise<Tree | undefined> {
  const { metadata, findings, limits, sectors, date } = survey;
  const isJoliet = beside !== undefined;
  const systemUse = isJoliet ? undefined : new SystemUse(metadata, findings, limits, sectors, date);
  const tree = await walkTree(survey, described, systemUse, beside);
  if (tree === undefined) return undefined;
  const { pathTableBytes, pathTableL, pathTableM } = described.descriptor;
  const tables: PathTable[] = [
    { lba: pathTableL, bytes: pathTableBytes, isBigEndian: false },
    { lba: pathTableM, bytes: pathTableBytes, isBigEndian: true },
  ];
  await checkPathTables(survey, tree, tables, isJoliet ? "joliet-path-table" : "path-table");
  return tree;
}

/**
 * Behind the last path table libisofs writes zeros up to sector 32 and one block of zeros, to which every empty file
 * points; then the files begin.
 */
function claimEmptyFileBlock(survey: Survey, tree: Tree, { descriptor }: DescribedTree): void {
  const end = descriptor.pathTableM + Math.ceil(descriptor.pathTableBytes / sectorBytes);
  const lba = Math.max(end, earliestEmptyFileBlock);
  survey.claims.add({ from: end, count: lba - end, kind: "padding", path: undefined, slack: 0 });
  survey.claims.add({ from: lba, count: 1, kind: "empty-file-block", path: undefined, slack: 0 });
  for (const { path, size, lba: found } of filesOf(tree))
    if (size === 0 && found !== lba)
      survey.findings.add("EMPTY_FILE", quote(path), `an empty file at sector ${lba}`, `it at ${found}`, found, path);
}

function listFiles(tree: Tree): IsoFile[] {
  const first = ({ size, lba }: FileEntry) => (size === 0 ? Number.POSITIVE_INFINITY : lba);
  const byPlace = (a: FileEntry, b: FileEntry) =>
    first(a) === first(b) ? compareText(a.path, b.path) : first(a) - first(b);
  return [...filesOf(tree)].sort(byPlace);
}
