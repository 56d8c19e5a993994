// Step 9: all trees name the same files, every sector has an owner, and the descriptor says what the release says.
// docs/spec/verification.md step 9; the rules of the directories are docs/spec/image.md

import { type Release, sealPath, sealSize } from "../../format/index.ts";
import { IsoError, sectorBytes, type Volume } from "../../iso9660/index.ts";
import { type Found, found } from "../../trust/index.ts";
import type { FindingCode } from "../proof/codes.ts";

/** Step 9: what is wrong with the directories of a disc; empty: nothing. */
export function judgeStructure(volume: Volume | IsoError, release: Release): Found<FindingCode>[] {
  if (volume instanceof IsoError) return [found("STRUCTURE_BROKEN", { text: volume.message })];
  return [
    ...judgeDescriptor(volume, release),
    ...volume.findings.map(({ code, path, where, expected, found: is }) =>
      found("STRUCTURE", { code, where: path === undefined ? where : path || "/", at: where, expected, found: is }),
    ),
    ...unexplainedOf(volume),
    ...judgeSealPlace(volume, release),
    ...judgeSize(volume, release),
  ];
}

function unexplainedOf({ regions }: Volume): Found<FindingCode>[] {
  const findings: Found<FindingCode>[] = [];
  for (const { kind, from, count } of regions)
    if (kind === "unexplained") findings.push(found("SECTORS_UNEXPLAINED", { from, count }));
  return findings;
}

/** The descriptor's fields are those of the release. */
function judgeDescriptor(volume: Volume, release: Release): Found<FindingCode>[] {
  const fields = [
    ["volume", volume.label, release.volume],
    ["volume set", volume.volumeSet, release.volume],
    ["publisher", volume.publisher, release.publisher],
    ["date", volume.modifiedOn, release.date],
  ] as const;
  return fields
    .filter(([, is, expected]) => is !== expected)
    .map(([name, is, expected]) => found("VOLUME_FIELD", { name, found: is, expected }));
}

/** The directories show the seal in one extent, where the release says. */
function judgeSealPlace({ files }: Volume, { sealOffset }: Release): Found<FindingCode>[] {
  const [extent, more] = files.find((file) => file.path === sealPath)?.extents ?? [];
  const isInPlace = extent?.lba === sealOffset / sectorBytes && extent.bytes === sealSize && more === undefined;
  return isInPlace ? [] : [found("SEAL_PLACE", { expected: sealOffset })];
}

function judgeSize({ sectors }: Volume, { imageSize }: Release): Found<FindingCode>[] {
  const bytes = sectors * sectorBytes;
  return bytes === imageSize ? [] : [found("VOLUME_SIZE", { found: bytes, expected: imageSize })];
}
