// zegel inspect: what an image is, in words. It describes; only verify judges.

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import {
  encodeHashGroups,
  FormatError,
  inBoth,
  isBlankSeal,
  type LogProof,
  type Note,
  parseCheckpoint,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseSeal,
  parseTrustRoot,
  type Seal,
  sealPath,
  sealSize,
  showLineNames,
  spellOut,
  textDigest,
} from "../../format/index.ts";
import { type Finding, IsoError, type Region, type RegionKind, sectorBytes, type Volume } from "../../iso9660/index.ts";
import { thenClose } from "../../verify/node/hung.ts";
import { FileMedium } from "../../verify/node/medium.ts";
import { nodePlatform } from "../../verify/node/platform.ts";
import { bold, CommandError } from "../../verify/program/terminal.ts";
import { ReadError } from "../../verify/proof/ports.ts";
import { CarefulReader } from "../../verify/proof/read/careful.ts";
import { Prefix, readVolumeOf } from "../../verify/proof/read/prefix.ts";
import { noWords, purposeWords } from "../../words/glossary.ts";
import { fill, type Language, sayIn, type Text, visible } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";

export function addInspect(program: Command): void {
  program
    .command("inspect")
    .description("say what an image is: volume, trees, sectors, notes and who signed (it judges nothing)")
    .argument("<image>", "an image file")
    .option("--files", "list every file with its place", false)
    .option("--json", "print one JSON object", false)
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel inspect master.iso\n")
    .action(inspect);
}

interface Options {
  readonly files: boolean;
  readonly json: boolean;
  readonly lang?: Language;
}

const texts = {
  unknown: { nl: "onbekend", en: "unknown" },
  describes: {
    nl: "Dit beschrijft het schijfbestand en beoordeelt niets; dat doet zegel verify.",
    en: "This describes the image and judges nothing; zegel verify does.",
  },
  noVolume: {
    nl: "{path}: geen schijf om te beschrijven: {why}",
    en: "{path}: no volume to describe: {why}",
  },
  volume: {
    nl: "Volume {label}, uitgever {publisher}, gedateerd {modifiedOn}",
    en: "Volume {label}, publisher {publisher}, dated {modifiedOn}",
  },
  sectors: {
    nl: "  {sectors} sectoren van {sector} bytes ({bytes} bytes)",
    en: "  {sectors} sectors of {sector} bytes ({bytes} bytes)",
  },
  trees: { nl: "Bomen: {files} bestanden, {folders} mappen", en: "Trees: {files} files, {folders} folders" },
  agree: {
    nl: "  de bomen (gewoon, Rock Ridge en Joliet) en de padtabellen zeggen hetzelfde",
    en: "  the primary, Rock Ridge and Joliet trees and the path tables agree",
  },
  fault: {
    nl: "  ! {place}: verwacht {expected}, gevonden {found} ({code})",
    en: "  ! {place}: expected {expected}, found {found} ({code})",
  },
  sectorHead: {
    nl: "Sectoren:           delen  sectoren    eerste   laatste",
    en: "Sectors:            areas   sectors     first      last",
  },
  filesHead: { nl: "       LBA         bytes  pad", en: "       LBA         bytes  path" },
  noSeal: { nl: "Zegel: geen", en: "Seal: none" },
  sealAt: { nl: "Zegel op byte {byte}:", en: "Seal at byte {byte}:" },
  blank: { nl: "leeg, het schijfbestand is niet verzegeld", en: "empty, the image is not sealed" },
  unparsed: { nl: "niet te ontleden: {why}", en: "does not parse: {why}" },
  beyond: {
    nl: "de plaats ervan ligt voorbij het schijfbestand, of ver voorbij waar een zegel kan liggen",
    en: "its place lies beyond the image, or far beyond where a seal can lie",
  },
  unreadable: { nl: "de plaats ervan is niet te lezen", en: "its place cannot be read" },
  root: {
    nl: "vertrouwensbasis versie {version}, {purpose}, geldig {from}..{until}",
    en: "trust root version {version}, {purpose}, valid {from}..{until}",
  },
  release: {
    nl: "versie {product} {version}, {election}, {role}, nummer {sequence}, {purpose}, {urgency}, schijf {disc} van {discs}",
    en: "release {product} {version}, {election}, {role}, sequence {sequence}, {purpose}, {urgency}, disc {disc} of {discs}",
  },
  imageDigest: { nl: "    schijf {sha256}", en: "    image {sha256}" },
  rebuild: { nl: "nabouwer, omvang {scope}: {finding}", en: "rebuild, scope {scope}: {finding}" },
  agrees: { nl: "gelijk", en: "agrees" },
  differs: { nl: "verschilt {where}", en: "differs {where}" },
  recall: { nl: "intreklijst nummer {number}", en: "recall list number {number}" },
  logProof: {
    nl: "  bewijs uit logboek {origin}: regel {index} van {size}, geteld vanaf 0",
    en: "  proof of the log {origin}: entry {index} of {size}, counted from 0",
  },
  text: { nl: "    tekst {sha256}", en: "    text  {sha256}" },
  names: { nl: "    namen eronder: {names}", en: "    names under it: {names}" },
} as const satisfies Record<string, Text>;

const urgencyOf = {
  normal: { nl: "gewoon", en: "normal" },
  emergency: { nl: "noodversie", en: "emergency" },
} as const satisfies Record<string, Text>;

/** In the column of kinds. */
const kindWords: Readonly<Record<RegionKind, Text>> = {
  "system-area": { nl: "systeemgebied", en: "system-area" },
  "primary-descriptor": { nl: "beschrijving", en: "primary-descriptor" },
  "joliet-descriptor": { nl: "beschr. Joliet", en: "joliet-descriptor" },
  terminator: { nl: "afsluiter", en: "terminator" },
  directory: { nl: "map", en: "directory" },
  continuation: { nl: "vervolg", en: "continuation" },
  "path-table": { nl: "padtabel", en: "path-table" },
  "joliet-directory": { nl: "map Joliet", en: "joliet-directory" },
  "joliet-path-table": { nl: "padtabel Joliet", en: "joliet-path-table" },
  "empty-file-block": { nl: "leeg bestand", en: "empty-file-block" },
  file: { nl: "bestand", en: "file" },
  padding: { nl: "opvulling", en: "padding" },
  unexplained: { nl: "onverklaard", en: "unexplained" },
};

/** What stands in the way of reading a seal, as words of the table. */
type Unread = keyof Pick<typeof texts, "beyond" | "unreadable">;

async function inspect(path: string, options: Options): Promise<void> {
  const medium = await FileMedium.open(path);
  await thenClose(
    () => medium.close(),
    () => describe(path, medium, options),
  );
}

async function describe(path: string, medium: FileMedium, options: Options): Promise<void> {
  const language = options.json ? "en" : languageOf(options); // the notes are lines of text in the JSON too
  try {
    const prefix = new Prefix(medium, new CarefulReader(), nodePlatform);
    const volume = await readVolumeOf(prefix);
    const seal = await describeSeal(volume, prefix, language);
    if (options.json) {
      print(`${JSON.stringify({ image: path, bytes: medium.bytes, ...summaryOf(volume), seal }, null, 2)}\n`);
    } else {
      const bytes = medium.bytes ?? texts.unknown[language];
      const head = `${bold(spellOut(path, 400))}: ${bytes} bytes`;
      print(`${[head, ...linesOf(volume, options, language), ...seal, "", texts.describes[language]].join("\n")}\n`);
    }
    process.exitCode = 0;
  } catch (error) {
    if (error instanceof IsoError)
      throw new CommandError(inBoth((l) => sayIn(texts.noVolume, l, { path, why: error.message })));
    throw error;
  }
}

/** Sectors by kind, in order of first appearance. */
function sectorMap(
  regions: Iterable<Region>,
): { kind: RegionKind; areas: number; sectors: number; first: number; last: number }[] {
  const kinds = new Map<RegionKind, { areas: number; sectors: number; first: number; last: number }>();
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

function linesOf(volume: Volume, options: Options, language: Language): string[] {
  const files = volume.files.map(
    ({ path, size, extents }) =>
      `  ${String(extents[0]?.lba ?? "-").padStart(9)} ${String(size).padStart(13)}  ${visible(path)}`,
  );
  const { label, publisher, modifiedOn, sectors } = volume;
  return [
    "",
    fill(texts.volume[language], { label, publisher, modifiedOn }),
    sayIn(texts.sectors, language, { sectors, sector: sectorBytes, bytes: sectors * sectorBytes }),
    "",
    sayIn(texts.trees, language, { files: volume.files.length, folders: volume.folders.length }),
    ...(volume.findings.length === 0
      ? [texts.agree[language]]
      : volume.findings.map((f) =>
          sayIn(texts.fault, language, {
            place: placeOf(f),
            expected: visible(f.expected),
            found: visible(f.found),
            code: f.code,
          }),
        )),
    "",
    texts.sectorHead[language],
    ...sectorMap(volume.regions).map(
      ({ kind, areas, sectors, first, last }) =>
        `  ${kindWords[kind][language].padEnd(18)}${[areas, sectors, first, last].map((n, i) => String(n).padStart(i === 0 ? 5 : 10)).join("")}`,
    ),
    ...(options.files ? ["", texts.filesHead[language], ...files] : []),
    "",
  ];
}

/** The path, the root as `/`, and where exactly. */
function placeOf({ path, where }: Finding): string {
  return path === undefined ? where : `${visible(path || "/")} (${where})`;
}

/** The notes as they call themselves; names under a note are claims until verify has judged them. */
async function describeSeal(volume: Volume, prefix: Prefix, language: Language): Promise<string[]> {
  const [extent] = volume.files.find((file) => file.path === sealPath)?.extents ?? [];
  if (extent === undefined || extent.bytes !== sealSize) return [texts.noSeal[language]];
  const head = sayIn(texts.sealAt, language, { byte: extent.lba * sectorBytes });
  const bytes = await readSeal(prefix, extent.lba);
  if (typeof bytes === "string") return [`${head} ${texts[bytes][language]}`];
  if (isBlankSeal(bytes)) return [`${head} ${texts.blank[language]}`];
  try {
    return [head, ...notesOf(parseSeal(bytes), language)];
  } catch (error) {
    if (error instanceof FormatError) return [`${head} ${sayIn(texts.unparsed, language, { why: error.message })}`];
    throw error;
  }
}

/** What keeps it from being read, in a word: a hostile directory may name any place. */
async function readSeal(prefix: Prefix, lba: number): Promise<Uint8Array | Unread> {
  try {
    return await prefix.read(lba, sealSize / sectorBytes);
  } catch (error) {
    if (error instanceof RangeError) return "beyond";
    if (error instanceof ReadError) return "unreadable";
    throw error;
  }
}

function notesOf(seal: Seal, language: Language): string[] {
  const { imageSha256, manifests, ...release } = parseRelease(seal.release.text);
  const { product, version, election, role, sequence, purpose, urgency, disc } = release;
  const words = { purpose: purposeWords[purpose][language], urgency: urgencyOf[urgency][language] };
  const named = { product, version, election, role, sequence, ...words, disc, discs: manifests.length };
  return [
    ...seal.trustRoots.flatMap((note) => {
      const { version, purpose, validFrom: from, validUntil: until } = parseTrustRoot(note.text);
      const values = { version, purpose: purposeWords[purpose][language], from, until };
      return noteLines(note, sayIn(texts.root, language, values), language);
    }),
    ...noteLines(seal.release, sayIn(texts.release, language, named), language),
    sayIn(texts.imageDigest, language, { sha256: encodeHashGroups(imageSha256) }),
    ...seal.rebuilds.flatMap((note) => {
      const { scope, differs: where } = parseRebuild(note.text);
      const finding = where === undefined ? texts.agrees[language] : sayIn(texts.differs, language, { where });
      return noteLines(note, sayIn(texts.rebuild, language, { scope, finding }), language);
    }),
    ...(seal.recall === undefined
      ? []
      : noteLines(
          seal.recall,
          sayIn(texts.recall, language, { number: parseRecall(seal.recall.text).recalled.length }),
          language,
        )),
    ...(seal.logProof === undefined ? [] : proofLines(seal.logProof, language)),
  ];
}

function proofLines({ index, checkpoint }: LogProof, language: Language): string[] {
  const { origin, size } = parseCheckpoint(checkpoint.text);
  const names = showLineNames(checkpoint.signatures.map(({ name }) => name)) || noWords.none[language];
  return [sayIn(texts.logProof, language, { origin, index, size }), sayIn(texts.names, language, { names })];
}

function noteLines(note: Note, what: string, language: Language): string[] {
  const names = showLineNames(note.signatures.map((signature) => signature.name)) || noWords.none[language];
  return [
    `  ${what}`,
    sayIn(texts.text, language, { sha256: encodeHashGroups(textDigest(note.text)) }),
    sayIn(texts.names, language, { names }),
  ];
}
