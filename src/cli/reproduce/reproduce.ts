// zegel reproduce: builds a released image again and says whether it is the same. docs/man/zegel-reproduce.1.md

import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { type BuiltDisc, buildIso, imageName, type ReleaseDescription, toolVersions } from "../../build-iso/index.ts";
import { sealImage } from "../../build-iso/seal.ts";
import { printError } from "../../files/print.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { checkSha256, encodeZegelcode, parseRebuild, shellPath } from "../../format/index.ts";
import {
  type Check,
  checkImage,
  checkRelease,
  compareImages,
  type Difference,
  environmentOf,
  factsOfRelease,
  judgeReproduction,
  type Measured,
  newRebuild,
  type ReproductionReport,
  renderReproduction,
  reproductionExitCodes,
  summaryDigest,
} from "../../reproduce/index.ts";
import { checkBuiltImage } from "../../verify/check-built.ts";
import { bold, CommandError, exitUsage, Progress } from "../../verify/program/terminal.ts";
import { toolVersion } from "../../verify/record/tool.ts";
import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, oneNew, printRemark, printResult } from "../command.ts";
import { writerOption, writersFor, xorrisoOption } from "../disc/build-iso.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { writeNote } from "../notes/note-file.ts";
import { type Released, readReleased } from "../notes/released.ts";
import { reproduceClean } from "./clean.ts";
import { demandPapers, descriptionFor, kitFor, type ReproduceOptions } from "./inputs.ts";

export function addReproduce(program: Command): void {
  program
    .command("reproduce")
    .description("build a released image again from its payload, and say whether it is the same, bit for bit")
    .argument("<release>", "the release note, the seal (ZEGEL/SEAL), or an image, sealed or not")
    .requiredOption("--payload <path>", "a folder, .tar, .tar.gz, .tgz or .zip: of a set, that of this disc")
    .option("--kit <path>", "the kit; else it is taken from the image")
    .option("--install <file>", "the install list, as on the disc or as build-iso takes it; else from the image")
    .option("--instructions <file>", "the instructions for use, likewise")
    .option(
      "--manifest <file>",
      "the release's ZEGEL/MANIFEST: a list or instructions that lack are named before the build",
    )
    .option("--master-sha256 <hex>", "what the sealed image must have; else that of the image given")
    .option("--clean", "do it in surroundings that are other than this machine's: user, time zone, locale, clock, …")
    .option("--out <folder>", "keep the rebuilt image here; else it is removed")
    .addOption(oneNew("--note <file>", "when it is the same, write the rebuild note to sign"))
    .addOption(writerOption())
    .addOption(xorrisoOption())
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExamples:\n  zegel reproduce release.note --payload osv-2.24.3.zip --kit kit.tar --note rebuild.note\n" +
        "  zegel reproduce master.iso --payload payload.tar --clean\n" +
        "\nExit code: 0 the same, 31 different, 32 different and not all explained, 33 the release is, but not the image given.\n",
    )
    .action(reproduce);
}

const texts = {
  noNote: {
    nl: "er is geen verklaring geschreven: het is niet gelijk. Bent u zeker van software en kit, zeg dan waar het verschilt: zegel rebuild-note new",
    en: "no rebuild note was written: it is not the same. If you are sure of payload and kit, say where it differs: zegel rebuild-note new",
  },
  namesNone: {
    nl: "--note: dit schijfbestand noemt geen versie om een verklaring over te schrijven",
    en: "--note: this image names no release to write a note about",
  },
  note: { nl: "verklaring:      {path} (nog niet ondertekend)", en: "rebuild note:    {path} (not signed yet)" },
  next: {
    nl: "hierna:          zegel sign {path} --key UW.key",
    en: "next:            zegel sign {path} --key YOURS.key",
  },
  needsSeal: {
    nl: "--master-sha256 vraagt het zegel: geef ZEGEL/SEAL of een verzegeld schijfbestand",
    en: "--master-sha256 needs the seal: give ZEGEL/SEAL or a sealed image",
  },
  notJudged: {
    nl: "{path} bevat het nagebouwde schijfbestand; het is niet beoordeeld: haal het weg of probeer het opnieuw",
    en: "{path} holds the rebuilt image; it was not judged: remove it or try again",
  },
  rebuilding: { nl: "nabouwen", en: "rebuilding" },
  comparing: { nl: "vergelijken", en: "comparing" },
} as const satisfies Record<string, Text>;

async function reproduce(path: string, options: ReproduceOptions): Promise<void> {
  const language = languageOf(options);
  const report = await rebuild(path, options);
  const written =
    options.note !== undefined && report.outcome === "same" ? await writeRebuild(report, options.note, language) : "";
  printResult(
    options.json,
    () => report,
    () => renderReproduction(report, bold, language) + written,
  );
  if (options.note !== undefined && report.outcome !== "same") printError(`zegel: ${texts.noNote[language]}\n`);
  process.exitCode = reproductionExitCodes[report.outcome];
}

async function writeRebuild(report: ReproductionReport, out: string, language: Language): Promise<string> {
  const { release, measured } = report;
  if (release === undefined) throw new CommandError(texts.namesNone);
  const note = newRebuild({
    release: release.sha256,
    scope: "image",
    differs: undefined,
    imageSha256: measured.imageSha256,
    manifestSha256: measured.manifestSha256,
    environment: environmentOf(report),
    date: now(),
  });
  writeNote({ path: out, note });
  return `${fill(texts.note[language], { path: out })}\n${sayIn(texts.next, language, { path: shellPath(out) })}\n`;
}

/** A moment as notes have it. */
export const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

/** Throws what any step throws; leaves only `--out`. */
export async function rebuild(path: string, options: ReproduceOptions): Promise<ReproductionReport> {
  if (options.clean === true) return reproduceClean(path, options);
  const expectedMaster =
    options.masterSha256 === undefined ? undefined : checkSha256(options.masterSha256, "--master-sha256");
  const language = languageOf(options);
  const released = await readReleased(path, language);
  if (expectedMaster !== undefined && released.seal === undefined) throw new CommandError(texts.needsSeal, exitUsage);
  return inTemporaryFolder("reproduce", async (work) => {
    const kit = await kitFor(released, options, work);
    const out = options.out === undefined ? join(work, "out") : resolve(options.out);
    const description = await descriptionFor(released, options);
    await demandPapers(released, options, description);
    const disc = await buildAgain(released, description, kit, out, options);
    const measured = measuredOf(disc);
    const xorriso = disc.writers.includes("xorriso") ? (options.xorriso ?? "xorrisofs") : undefined;
    const { rebuilt, checks, difference } = await judge(released, disc, measured, expectedMaster, language).catch(
      (error) => {
        if (options.out !== undefined)
          printRemark("note", fill(texts.notJudged[language], { path: options.out }), language);
        throw error;
      },
    );
    return {
      outcome: judgeReproduction(checks, difference?.comparison),
      release: releaseFacts(released),
      recipe: disc.release.recipe,
      measured,
      masterSha256: rebuilt.masterSha256,
      checks,
      kitFrom: kit === undefined ? "none" : options.kit === undefined ? "image" : "given",
      madeWith: (released.seal?.notes.rebuilds ?? []).map((note) => parseRebuild(note.text).environment),
      writers: disc.writers,
      tools: { ...(await toolVersions(xorriso)), zegel: toolVersion },
      surroundings: undefined,
      difference: difference?.shown,
      written: options.out === undefined ? undefined : relative("", out) || ".",
    };
  });
}

function releaseFacts({ release, sha256 }: Released): ReproductionReport["release"] {
  if (release === undefined || sha256 === undefined) return undefined;
  return factsOfRelease(release, sha256, encodeZegelcode(sha256));
}

async function buildAgain(
  { release }: Released,
  description: ReleaseDescription,
  kit: string | undefined,
  out: string,
  options: ReproduceOptions,
): Promise<BuiltDisc> {
  const language = languageOf(options);
  const progress = new Progress(texts.rebuilding[language], 0, language);
  const [disc] = await buildIso({
    payloads: [options.payload],
    description,
    isOneOfSet: release === undefined || release.manifests.length > 1, // an image without a note says nothing of a set
    trustRoot: release?.trustRoot ?? "0".repeat(64),
    previous: release?.previous,
    kit,
    out,
    signatureCheck,
    finishedCheck: checkBuiltImage,
    onProgress: (_, done) => progress.update(done),
    ...writersFor(options),
  }).finally(() => progress.end());
  if (disc === undefined) throw new Error("no disc was built");
  return disc;
}

async function judge(
  released: Released,
  disc: BuiltDisc,
  measured: Measured,
  expectedMaster: string | undefined,
  language: Language,
) {
  const rebuilt = await resealed(released, disc, measured);
  const checks = checksOf(released, measured, rebuilt.masterSha256, expectedMaster);
  return { rebuilt, checks, difference: await explain(released, checks, rebuilt.path, language) };
}

function measuredOf({ release }: BuiltDisc): Measured {
  const { imageSha256, manifests, imageSize, sealOffset, kit } = release;
  return { imageSha256, manifestSha256: manifests[0] ?? "", imageSize, sealOffset, kit };
}

/** The rebuilt image with the released seal in it, where there is one and the image is the one it was signed for. */
async function resealed({ seal, release }: Released, { folder }: BuiltDisc, { imageSha256 }: Measured) {
  const path = join(folder, imageName);
  if (seal === undefined || release === undefined || release.imageSha256 !== imageSha256)
    return { path, masterSha256: undefined };
  const out = join(folder, "master.iso");
  const { sha256 } = await sealImage(path, { bytes: seal.bytes, release }, out);
  return { path: out, masterSha256: sha256 };
}

function checksOf(
  { release, image }: Released,
  measured: Measured,
  masterSha256: string | undefined,
  expectedMaster: string | undefined,
): Check[] {
  const checks = release === undefined ? [] : checkRelease(release, measured);
  if (image !== undefined && release === undefined) checks.push(...checkImage(image, measured));
  if (image !== undefined && release !== undefined)
    checks.push({
      what: "image digest of the image given",
      expected: release.imageSha256,
      found: image.unsealedSha256,
    });
  if (image?.seal !== undefined && masterSha256 !== undefined)
    // else the image digest was another already
    checks.push({ what: "master digest of the image given", expected: masterSha256, found: image.sha256 });
  if (expectedMaster !== undefined)
    checks.push({ what: "master digest", expected: expectedMaster, found: masterSha256 ?? "none" });
  return checks;
}

/** Why the image given is not the one rebuilt. */
async function explain({ image }: Released, checks: readonly Check[], rebuilt: string, language: Language) {
  if (image === undefined || checks.every(({ expected, found }) => expected === found)) return undefined;
  const progress = new Progress(texts.comparing[language], 0, language);
  const comparison = await compareImages(image.path, rebuilt, (done) => progress.update(done)).finally(() =>
    progress.end(),
  );
  const shown: Difference = {
    summarySha256: summaryDigest(comparison),
    differingBytes: comparison.differingBytes,
    explainedBytes: comparison.explainedBytes,
    causes: comparison.causes,
  };
  return { comparison, shown };
}
