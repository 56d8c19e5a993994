// zegel inspect: what an image is, in words. It describes; only verify judges.

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import {
  encodeHashGroups,
  FormatError,
  isBlankSeal,
  type Note,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseSeal,
  parseTrustRoot,
  type Seal,
  sealPath,
  sealSize,
  showLineNames,
  shown,
  spellOut,
  textDigest,
} from "../../format/index.ts";
import { type Finding, IsoError, type Region, sectorBytes, type Volume } from "../../iso9660/index.ts";
import { thenClose } from "../../verify/node/hung.ts";
import { FileMedium } from "../../verify/node/medium.ts";
import { nodePlatform } from "../../verify/node/platform.ts";
import { bold, CommandError } from "../../verify/program/terminal.ts";
import { ReadError } from "../../verify/proof/ports.ts";
import { CarefulReader } from "../../verify/proof/read/careful.ts";
import { Prefix, readVolumeOf } from "../../verify/proof/read/prefix.ts";
import { visible } from "../../words/language.ts";

export function addInspect(program: Command): void {
  program
    .command("inspect")
    .description("say what an image is: volume, trees, sectors, notes and who signed (it judges nothing)")
    .argument("<image>", "an image file")
    .option("--files", "list every file with its place", false)
    .option("--json", "print one JSON object", false)
    .addHelpText("after", "\nExample:\n  zegel inspect master.iso\n")
    .action(inspect);
}

interface Options {
  readonly files: boolean;
  readonly json: boolean;
}

async function inspect(path: string, options: Options): Promise<void> {
  const medium = await FileMedium.open(path);
  await thenClose(
    () => medium.close(),
    () => describe(path, medium, options),
  );
}

async function describe(path: string, medium: FileMedium, options: Options): Promise<void> {
  try {
    const prefix = new Prefix(medium, new CarefulReader(), nodePlatform);
    const volume = await readVolumeOf(prefix);
    const seal = await describeSeal(volume, prefix);
    const lines = [
      `${bold(spellOut(path, 400))}: ${medium.bytes ?? "unknown"} bytes`,
      ...linesOf(volume, options),
      ...seal,
    ];
    const text = options.json
      ? JSON.stringify({ image: path, bytes: medium.bytes, ...summaryOf(volume), seal }, null, 2)
      : [...lines, "", "This describes the image and judges nothing; zegel verify does."].join("\n");
    print(`${text}\n`);
    process.exitCode = 0;
  } catch (error) {
    if (error instanceof IsoError) throw new CommandError(`${path}: no volume to describe: ${error.message}`);
    throw error;
  }
}

/** Sectors by kind, in order of first appearance. */
function sectorMap(
  regions: Iterable<Region>,
): { kind: string; areas: number; sectors: number; first: number; last: number }[] {
  const kinds = new Map<string, { areas: number; sectors: number; first: number; last: number }>();
  for (const { kind, from, count } of regions) {
    const known = kinds.get(kind) ?? { areas: 0, sectors: 0, first: from, last: from };
    kinds.set(kind, {
      areas: known.areas + 1,
      sectors: known.sectors + count,
      first: known.first,
      last: from + count - 1,
    });
  }
  return [...kinds].map(([kind, sums]) => ({ kind, ...sums }));
}

function summaryOf(volume: Volume) {
  const { label, publisher, preparer, application, modifiedOn, sectors } = volume;
  return {
    volume: { label, publisher, preparer, application, modifiedOn, sectors },
    files: volume.files.map(({ path, size, extents }) => ({ path, size, extents })),
    folders: volume.folders,
    sectorMap: sectorMap(volume.regions),
    findings: volume.findings,
  };
}

function linesOf(volume: Volume, options: Options): string[] {
  const files = volume.files.map(
    ({ path, size, extents }) =>
      `  ${String(extents[0]?.lba ?? "-").padStart(9)} ${String(size).padStart(13)}  ${visible(path)}`,
  );
  return [
    "",
    shown`Volume ${volume.label}, publisher ${volume.publisher}, dated ${volume.modifiedOn}`,
    `  ${volume.sectors} sectors of ${sectorBytes} bytes (${volume.sectors * sectorBytes} bytes)`,
    "",
    `Trees: ${volume.files.length} files, ${volume.folders.length} folders`,
    ...(volume.findings.length === 0
      ? ["  the primary, Rock Ridge and Joliet trees and the path tables agree"]
      : volume.findings.map(
          (f) => `  ! ${placeOf(f)}: expected ${visible(f.expected)}, found ${visible(f.found)} (${f.code})`,
        )),
    "",
    "Sectors:            areas   sectors     first      last",
    ...sectorMap(volume.regions).map(
      ({ kind, areas, sectors, first, last }) =>
        `  ${kind.padEnd(18)}${[areas, sectors, first, last].map((n, i) => String(n).padStart(i === 0 ? 5 : 10)).join("")}`,
    ),
    ...(options.files ? ["", "       LBA         bytes  path", ...files] : []),
    "",
  ];
}

/** The path, the root as `/`, and where exactly. */
function placeOf({ path, where }: Finding): string {
  return path === undefined ? where : `${visible(path || "/")} (${where})`;
}

/** The notes as they call themselves; names under a note are claims until verify has judged them. */
async function describeSeal(volume: Volume, prefix: Prefix): Promise<string[]> {
  const [extent] = volume.files.find((file) => file.path === sealPath)?.extents ?? [];
  if (extent === undefined || extent.bytes !== sealSize) return ["Seal: none"];
  const place = `at byte ${extent.lba * sectorBytes}`;
  const bytes = await readSeal(prefix, extent.lba);
  if (typeof bytes === "string") return [`Seal ${place}: ${bytes}`];
  if (isBlankSeal(bytes)) return [`Seal ${place}: empty, the image is not sealed`];
  try {
    return [`Seal ${place}:`, ...notesOf(parseSeal(bytes))];
  } catch (error) {
    if (error instanceof FormatError) return [`Seal ${place}: does not parse: ${error.message}`];
    throw error;
  }
}

/** What keeps it from being read, in words: a hostile directory may name any place. */
async function readSeal(prefix: Prefix, lba: number): Promise<Uint8Array | string> {
  try {
    return await prefix.read(lba, sealSize / sectorBytes);
  } catch (error) {
    if (error instanceof RangeError) return "its place lies beyond the image, or far beyond where a seal can lie";
    if (error instanceof ReadError) return "its place cannot be read";
    throw error;
  }
}

function notesOf(seal: Seal): string[] {
  const release = parseRelease(seal.release.text);
  return [
    ...seal.trustRoots.flatMap((note) => {
      const root = parseTrustRoot(note.text);
      return noteLines(
        note,
        `trust root version ${root.version}, ${root.purpose}, valid ${root.validFrom}..${root.validUntil}`,
      );
    }),
    ...noteLines(
      seal.release,
      `release ${release.product} ${release.version}, ${release.election}, ${release.role}, sequence ${release.sequence}, ` +
        `${release.purpose}, ${release.urgency}, disc ${release.disc} of ${release.manifests.length}`,
    ),
    `    image ${encodeHashGroups(release.imageSha256)}`,
    ...seal.rebuilds.flatMap((note) => {
      const rebuild = parseRebuild(note.text);
      return noteLines(
        note,
        `rebuild, scope ${rebuild.scope}: ${rebuild.differs === undefined ? "agrees" : `differs ${rebuild.differs}`}`,
      );
    }),
    ...(seal.recall === undefined
      ? []
      : noteLines(seal.recall, `recall list number ${parseRecall(seal.recall.text).recalled.length}`)),
    ...(seal.logProof === undefined ? [] : ["  log proof"]),
  ];
}

function noteLines(note: Note, what: string): string[] {
  return [
    `  ${what}`,
    `    text  ${encodeHashGroups(textDigest(note.text))}`,
    `    names under it: ${showLineNames(note.signatures.map((signature) => signature.name)) || "none"}`,
  ];
}
