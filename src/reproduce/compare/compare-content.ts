// One file of two images: whether its data differ, and how that is told.

import { type FormatError, isBlankSeal, parseRelease, parseSeal, sealPath, sealSize } from "../../format/index.ts";
import { sectorBytes } from "../../iso9660/index.ts";
import type { Survey } from "../listing/survey.ts";
import type { FoundFile } from "../listing/tree-reader.ts";
import type { DifferenceCounts } from "./difference-counts.ts";
import { type Both, countOf, type Differences } from "./differences.ts";
import { compareData, type DataDifference, type Rereads, readStart, slackOf } from "./file-data.ts";

const nothing: DataDifference = { content: 0, first: undefined, slack: 0 };

/** `counts` tells of files at the same place whether anything of them differs; others are read. Throws ReproduceError FILE, LIMIT. */
export async function dataDifference(
  images: Both<Survey>,
  { a: file, b: other }: Both<FoundFile>,
  counts: DifferenceCounts,
  rereads: Rereads,
): Promise<DataDifference> {
  const isSamePlace = JSON.stringify(file.extents) === JSON.stringify(other.extents);
  const differing = isSamePlace
    ? file.extents.reduce((sum, { lba, bytes }) => sum + counts.sum(lba, Math.ceil(bytes / sectorBytes)), 0)
    : 1;
  return differing === 0 ? nothing : compareData(images.a.source, file, images.b.source, other, rereads);
}

const common = { section: "", by: "", structure: "file" } as const;

/** `bytes`: how many of the differing bytes of the images lie in this file. */
export async function addContent(
  { a, b }: Both<Survey>,
  { a: file, b: other }: Both<FoundFile>,
  key: string,
  { content, first, slack }: DataDifference,
  bytes: number,
  differences: Differences,
): Promise<void> {
  const where = file.path === key ? `/${key}` : key;
  const inSlack = content === 0 ? bytes : Math.min(slack, bytes);
  if (content > 0) {
    const isSeal = key === sealPath;
    const isSameSize = file.size === other.size;
    const differing = `${content} of them differ${content === 1 ? "s" : ""}, from byte ${first} on`;
    differences.add({
      ...{ ...common, where, cause: isSeal ? "seal" : "content", what: "content", bytes: bytes - inSlack },
      by: isSameSize ? "" : "another length",
      a: isSeal ? await sealInWords(a, file) : countOf(file.size, "byte"),
      b: isSeal ? await sealInWords(b, other) : isSameSize ? differing : countOf(other.size, "byte"),
    });
  }
  if (slack > 0 || (content === 0 && bytes > 0))
    differences.add({
      ...{ ...common, where, cause: "slack", what: "bytes behind the end of the file", bytes: inSlack },
      a: await slackInWords(a, file),
      b: await slackInWords(b, other),
    });
}

async function slackInWords({ source }: Survey, file: FoundFile): Promise<string> {
  const bytes = (await slackOf(source, file)).filter((byte) => byte !== 0);
  return bytes.length === 0 ? "zeros" : `${countOf(bytes.length, "byte")} other than zero`;
}

/** Names in a seal are what its notes say; nothing is judged here. */
async function sealInWords({ source }: Survey, file: FoundFile): Promise<string> {
  if (file.size !== sealSize) return `${file.size} bytes, not the ${sealSize} of a seal`;
  const bytes = await readStart(source, file, sealSize);
  if (isBlankSeal(bytes)) return "empty";
  try {
    const { trustRoots, release, rebuilds, recall } = parseSeal(bytes);
    const { product, version, sequence } = parseRelease(release.text);
    const more = `${trustRoots.length} trust roots, ${rebuilds.length} rebuild notes${recall === undefined ? "" : ", a recall list"}`;
    return `sealed: ${product} ${version}, number ${sequence}; ${release.signatures.length} signatures, ${more}`;
  } catch (error) {
    return `not a seal: ${(error as FormatError).message}`;
  }
}
