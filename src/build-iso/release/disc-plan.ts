// What one disc will hold: payload and kit under their paths on the disc, and what refuses that.

import {
  caseFold,
  compareText,
  fileLimit,
  firstPagePath,
  type Medium,
  manifestPath,
  mediumBytes,
  quote,
  sealPath,
  sealSize,
} from "../../format/index.ts";
import type { Refusal } from "../error.ts";
import { discPathOf, zegelFolder } from "../kit/kit.ts";
import { refusePaths } from "../sources/names.ts";
import { joinPath, type Source, type SourceFile } from "../sources/source.ts";
import { refuseFolders, refuseSealEnd } from "../writer/index.ts";
import { type LeastImage, leastImage } from "./capacity.ts";

export interface PlannedFile {
  /** On the disc. */
  readonly path: string;
  readonly source: SourceFile;
  readonly isPayload: boolean;
}

export interface DiscPlan extends LeastImage {
  /** In byte order of path; without those that the build makes. */
  readonly files: readonly PlannedFile[];
  /** In byte order. */
  readonly emptyFolders: readonly string[];
  /** Those of them that are the payload's. */
  readonly payloadEmptyFolders: readonly string[];
  /** Of files that are copied aside first. */
  readonly copyBytes: number;
}

/** Files that the build adds: SEAL, MANIFEST, INSTALL, AANWIJZINGEN. */
const ownFiles = 4;

export function planDisc(payload: Source, kit: Source | undefined): DiscPlan {
  const payloadFiles = payload.files.map((source) => ({ path: source.path, source, isPayload: true }));
  const kitFiles = (kit?.files ?? []).map((source) => ({ path: discPathOf(source.path), source, isPayload: false }));
  const kitEmptyFolders = (kit?.emptyFolders ?? []).map((folder) => joinPath(zegelFolder, folder));
  const files = [...payloadFiles, ...kitFiles].sort((a, b) => compareText(a.path, b.path));
  const emptyFolders = [...payload.emptyFolders, ...kitEmptyFolders].sort(compareText);
  const manifestBytes = files.reduce((sum, { path }) => sum + 67 + path.length, 0);
  const sized = files.map(({ path, source }) => ({ path, size: source.size }));
  const own = [
    { path: sealPath, size: sealSize },
    { path: manifestPath, size: manifestBytes },
  ];
  return {
    files,
    emptyFolders,
    payloadEmptyFolders: [...payload.emptyFolders].sort(compareText),
    ...leastImage([...sized, ...own], emptyFolders),
    copyBytes: files.reduce((sum, { source }) => sum + (source.needsCopy ? source.size : 0), 0),
  };
}

/** Everything that keeps this payload off a disc of this medium. */
export function refusePlan(plan: DiscPlan, payload: Source, medium: Medium): Refusal[] {
  const paths = plan.files.map((file) => file.path);
  const refusals = [...payload.refusals, ...refusePaths(paths, plan.emptyFolders)];
  // Other spellings of it are refused with the names.
  if ([...payload.files.map(({ path }) => path), ...payload.emptyFolders].some((path) => isZegel(path)))
    refusals.push({
      path: zegelFolder,
      reason: "is the place of the seal",
      remedy: "rename it; a kit goes in with --kit",
    });
  if (payload.files.some(({ path }) => caseFold(path) === caseFold(firstPagePath)))
    refusals.push({
      path: firstPagePath,
      reason: "is the kit's own page",
      remedy: "rename it; the page comes with --kit",
    });
  if (payload.files.length === 0 && payload.refusals.length === 0)
    refusals.push({ path: "", reason: "holds no file", remedy: "check the path of the payload" });
  if (plan.files.length > fileLimit - ownFiles)
    refusals.push({ path: "", reason: `holds more than ${fileLimit - ownFiles} files`, remedy: "pack some together" });
  refusals.push(...refuseFolders(plan.folders), ...refuseSealEnd(plan.structureBytes + sealSize));
  if (plan.imageBytes > mediumBytes[medium])
    refusals.push({
      path: "",
      reason: `needs ${plan.imageBytes} bytes or more, and ${medium} holds ${mediumBytes[medium]}`,
      remedy: "choose a larger medium (--medium), or spread it over several discs (--payload more than once)",
    });
  return refusals;
}

/**
 * `start` of INSTALL is a file of a payload, on some disc of the set: the screen that says GOED sends people to its folder. What the kit
 * brings is not installed.
 */
export function refuseStart(start: string, payloads: readonly Source[]): Refusal[] {
  const paths = payloads.flatMap(({ files }) => files.map(({ path }) => path));
  if (paths.includes(start)) return [];
  const twin = paths.find((path) => caseFold(path) === caseFold(start));
  const isFolder = paths.some((path) => path.startsWith(`${start}/`));
  return [
    {
      path: start,
      reason: `must be a file of the payload (it is "start" of the install list), and is ${isFolder ? "a folder" : "not there"}`,
      remedy:
        twin === undefined
          ? "name the file that begins the installation, as it stands in the payload"
          : `write ${quote(twin)}`,
    },
  ];
}

function isZegel(path: string): boolean {
  return path === zegelFolder || path.startsWith(`${zegelFolder}/`);
}
