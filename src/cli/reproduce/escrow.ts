// zegel escrow: everything that it takes to rebuild a release in ten years, in one tar; and the proof that it is enough.
// docs/spec/escrow.md

import { cpSync, existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { execa } from "execa";
import { programFile, toolVersions } from "../../build-iso/index.ts";
import { bundleLimit, unpackBundle, writeBundle } from "../../build-iso/kit/bundle.ts";
import { copyBounded } from "../../files/copy.ts";
import { digestFile } from "../../files/digest.ts";
import { tryNewFile } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import {
  checkSha256,
  encodeHashGroups,
  encodeLogProof,
  encodeNote,
  type LogProof,
  noteLimit,
  parseLogProof,
  quote,
  type Release,
  type Seal,
  shellPath,
} from "../../format/index.ts";
import { copyKit, type ReproductionReport, resultOf } from "../../reproduce/index.ts";
import { readBytes } from "../../sign/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { toolVersion } from "../../verify/record/tool.ts";
import { noWords } from "../../words/glossary.ts";
import { fill, type Language, languages, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult } from "../command.ts";
import { writerOption, xorrisoOption } from "../disc/build-iso.ts";
import { type Released, readReleased } from "../notes/released.ts";
import { escrowReadme } from "./escrow-readme.ts";
import type { ReproduceOptions } from "./inputs.ts";
import { rebuild } from "./reproduce.ts";

const exitDiffers = 31;

export function addEscrow(program: Command): void {
  const command = program
    .command("escrow")
    .description("everything that it takes to rebuild a release in ten years, in one tar")
    .enablePositionalOptions();
  command
    .command("make", { isDefault: true })
    .description("make the bundle, and prove it by rebuilding from it (the default)")
    .argument("<master>", "the sealed image")
    .requiredOption("--payload <tar>", "payload.tar, as build-iso wrote it")
    .addOption(many("--note <note>", "another note to keep: a later rebuild, recall or root (repeat)"))
    .option("--log-proof <file>", "the public log's proof, where it came after the master was sealed")
    .option("--toolkit <folder>", "a git checkout of this program's source; else the one it runs from")
    .requiredOption("-o, --out <tar>", "the new file")
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel escrow master.iso --payload build/payload.tar -o osv-2.24.3.escrow.tar\n",
    )
    .action(makeEscrow);
  command
    .command("check")
    .description("rebuild the master from the bundle alone, and say whether it comes back bit for bit")
    .argument("<bundle>", "an escrow bundle")
    .option("--master-sha256 <hex>", "what the master must have; else what the bundle says")
    .option("--clean", "do it in surroundings that are other than this machine's (zegel reproduce)")
    .addOption(writerOption())
    .addOption(xorrisoOption())
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel escrow check osv-2.24.3.escrow.tar --master-sha256 8242…\n\nExit code: 0 the master came back, 31 another one did.\n",
    )
    .action(checkEscrow);
}

interface MakeOptions {
  readonly payload: string;
  readonly note: readonly string[];
  readonly logProof?: string | undefined;
  readonly toolkit?: string | undefined;
  readonly out: string;
  readonly lang?: Language;
}

const texts = {
  written: { nl: "geschreven:    {path}", en: "written:       {path}" },
  bundle: { nl: "bundel:        {sha256}", en: "bundle digest: {sha256}" },
  master: { nl: "met het zegel: {sha256}", en: "master digest: {sha256}" },
  check: {
    nl: "controleer:    zegel escrow check {path} --master-sha256 {sha256}",
    en: "check it:      zegel escrow check {path} --master-sha256 {sha256}",
  },
  against: { nl: "vergeleken:    met {what}", en: "compared with: {what}" },
  given: { nl: "de gegeven hashcode", en: "the digest given" },
  own: {
    nl: "de hashcode die de bundel zelf noemt: leg die naast een papier",
    en: "the digest that the bundle itself gives: hold it against a paper",
  },
} as const satisfies Record<string, Text>;

async function makeEscrow(master: string, options: MakeOptions): Promise<void> {
  const language = languageOf(options);
  const { report, sha256, masterSha256 } = await keepRelease(master, options);
  const lines = [
    resultOf(report, language),
    fill(texts.written[language], { path: options.out }),
    sayIn(texts.bundle, language, { sha256: encodeHashGroups(sha256) }),
    sayIn(texts.master, language, { sha256: encodeHashGroups(masterSha256) }),
    sayIn(texts.check, language, { path: shellPath(options.out), sha256: masterSha256 }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** A bundle that was written, and rebuilt from before it was. */
export interface Kept {
  readonly report: ReproductionReport;
  /** Of the bundle. */
  readonly sha256: string;
  readonly masterSha256: string;
}

/** Throws CommandError, and what any step throws; then there is no bundle. */
export async function keepRelease(master: string, options: MakeOptions): Promise<Kept> {
  const language = languageOf(options);
  const released = await readReleased(master, language);
  const { image, seal, release } = released;
  if (image === undefined || seal === undefined || release === undefined)
    throw new CommandError({
      nl: `${quote(master)}: verwacht een verzegeld schijfbestand: uit wat bewaard wordt moet een master terugkomen`,
      en: `${quote(master)}: expected a sealed image: what is kept must give a master back`,
    });
  if (!options.payload.endsWith(".tar"))
    throw new CommandError({
      nl: `${quote(options.payload)}: verwacht payload.tar, zoals build-iso die naast het schijfbestand schreef`,
      en: `${quote(options.payload)}: expected payload.tar, as build-iso wrote it beside the image`,
    });
  tryNewFile(options.out); // before minutes of work
  return inTemporaryFolder("escrow", async (work) => {
    const folder = join(work, "bundle");
    mkdirSync(join(folder, "notes"), { recursive: true });
    await copyBounded(options.payload, join(folder, "payload.tar"), bundleLimit);
    await putRelease(released, release, folder);
    await putNotes(seal.notes, options.note, folder);
    await putProof(seal.notes.logProof, options.logProof, folder);
    await putToolkit(options.toolkit ?? ownSource(), folder);
    await putReadme(image.sha256, release, folder);
    const report = await rebuildFrom(folder, image.sha256, { lang: language }); // nothing is kept that was not tried
    if (report.outcome !== "same")
      throw new CommandError({
        nl: `uit wat bewaard zou worden komt de master niet terug: ${resultOf(report, "nl")}; er is niets geschreven`,
        en: `what would be kept does not give the master back: ${resultOf(report)}; nothing was written`,
      });
    return { report, sha256: await writeBundle(folder, options.out), masterSha256: image.sha256 };
  });
}

/** Seal, INSTALL, AANWIJZINGEN, kit, and the description as build-iso takes it. */
async function putRelease({ seal, image }: Released, release: Release, folder: string): Promise<void> {
  if (seal === undefined || image === undefined) return;
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);
  put("SEAL", seal.bytes);
  if (image.install !== undefined) put("INSTALL", image.install);
  if (image.instructions !== undefined) put("AANWIJZINGEN", image.instructions);
  if (image.hasKit) await copyKit(image, join(folder, "kit"));
  const { product, version, election, role, sequence, purpose, urgency, date, volume, publisher, medium } = release;
  const description = { product, version, election, role, sequence, purpose, urgency, date, volume, publisher, medium };
  put("release.json", `${JSON.stringify({ ...description, recall: release.recallAtLeast }, null, 2)}\n`);
  put("MASTER-SHA256", `${image.sha256}\n`);
}

/** Each note of the seal as a file, and those given. */
async function putNotes(
  { trustRoots, release, rebuilds, recall }: Seal,
  more: readonly string[],
  folder: string,
): Promise<void> {
  const put = (name: string, note: Parameters<typeof encodeNote>[0]) =>
    writeFileSync(join(folder, "notes", name), encodeNote(note));
  for (const [i, note] of trustRoots.entries()) put(`root-${i + 1}.note`, note);
  put("release.note", release);
  for (const [i, note] of rebuilds.entries()) put(`rebuild-${i + 1}.note`, note);
  if (recall !== undefined) put("recall.note", recall);
  for (const [i, path] of more.entries())
    await copyBounded(path, join(folder, "notes", `more-${i + 1}.note`), noteLimit);
}

/** The proof that the master holds, or one that came after it; and the log's checkpoint out of it, as the log served it. */
async function putProof(sealed: LogProof | undefined, later: string | undefined, folder: string): Promise<void> {
  const proof = later === undefined ? sealed : parseLogProof(await readBytes(later, noteLimit));
  if (proof === undefined) return;
  writeFileSync(join(folder, "notes", "release.tlog-proof"), encodeLogProof(proof));
  writeFileSync(join(folder, "notes", "checkpoint"), encodeNote(proof.checkpoint));
}

/** From dist/cli/zegel.js. A single executable has none, and is told so. */
function ownSource(): string {
  return join(realpathSync(process.argv[1] ?? "."), "../../..");
}

/** The source as git has it (tests and lock file too), and the specification beside it for who reads only that. */
async function putToolkit(source: string, folder: string): Promise<void> {
  await demandToolkit(source);
  const archived = await gitIn(source, "archive", "--format=tar", `--output=${join(folder, "toolkit.tar")}`, "HEAD");
  if (archived.exitCode !== 0)
    throw new CommandError({
      nl: `git archive lukte niet: ${quote(archived.stderr.slice(0, 500))}`,
      en: `git archive failed: ${quote(archived.stderr.slice(0, 500))}`,
    });
  cpSync(join(source, "docs/spec"), join(folder, "spec"), { recursive: true });
  const { stdout: revision } = await gitIn(source, "rev-parse", "HEAD");
  writeFileSync(join(folder, "VERSIONS"), await versions(revision));
}

/** Whether it is a checkout that can be kept; none: the one that this program runs from. Throws CommandError. */
export async function demandToolkit(source: string = ownSource()): Promise<void> {
  if (!existsSync(join(source, "package-lock.json")) || !existsSync(join(source, "docs/spec")))
    throw new CommandError({
      nl: `${quote(source)}: verwacht de broncode van dit programma met package-lock.json en docs/spec: geef --toolkit`,
      en: `${quote(source)}: expected this program's source with package-lock.json and docs/spec: give --toolkit`,
    });
  const { exitCode, stdout } = await gitIn(source, "status", "--porcelain", "--untracked-files=no");
  if (exitCode !== 0)
    throw new CommandError({
      nl: `${quote(source)}: verwacht een checkout van git: geef --toolkit`,
      en: `${quote(source)}: expected a git checkout: give --toolkit`,
    });
  if (stdout !== "")
    throw new CommandError({
      nl: `${quote(source)}: heeft wijzigingen die niet zijn vastgelegd: wat bewaard wordt moet een naam hebben; leg ze eerst vast (git commit)`,
      en: `${quote(source)}: has changes that are not committed: what is kept must have a name; commit them first`,
    });
}

const gitIn = (source: string, ...args: string[]) =>
  execa("git", ["-C", source, ...args], { reject: false, stdin: "ignore" });

/** What it was made with, by digest: to be found again, or to know that it is another. */
async function versions(revision: string): Promise<string> {
  const program = programFile("xorrisofs");
  const { xorriso, node, system } = await toolVersions(program);
  return [
    `system ${system}`,
    `node ${node} ${digestFile(process.execPath).sha256}`,
    ...(program === undefined ? [] : [`xorriso ${xorriso} ${digestFile(program).sha256}`]),
    `zegel ${toolVersion} ${revision}`,
    "",
  ].join("\n");
}

async function putReadme(masterSha256: string, release: Release, folder: string): Promise<void> {
  const { product, version, election, role } = release;
  const named = { name: `${product} ${version}, ${election}, ${role}`, masterSha256 };
  for (const language of languages)
    writeFileSync(join(folder, language === "nl" ? "LEESMIJ.md" : "README.md"), escrowReadme(named, language));
}

interface CheckOptions extends Pick<ReproduceOptions, "clean" | "writer" | "xorriso" | "lang"> {
  readonly masterSha256?: string;
  readonly json?: true;
}

async function checkEscrow(bundle: string, options: CheckOptions): Promise<void> {
  const expected =
    options.masterSha256 === undefined ? undefined : checkSha256(options.masterSha256, "--master-sha256");
  await inTemporaryFolder("escrow", async (work) => {
    const folder = join(work, "unpacked");
    await unpackBundle(resolve(bundle), folder, work);
    const report = await rebuildFrom(folder, expected ?? (await masterOf(folder)), options);
    printResult(
      options.json,
      () => report,
      () => inWords(report, expected !== undefined, languageOf(options)),
    );
    process.exitCode = report.outcome === "same" ? 0 : exitDiffers;
  });
}

async function masterOf(folder: string): Promise<string> {
  return checkSha256(
    Buffer.from(await readBytes(join(folder, "MASTER-SHA256"), 65))
      .toString("latin1")
      .trimEnd(),
    "MASTER-SHA256",
  );
}

/** Of the bundle's files alone, whatever else there is on this machine. */
async function rebuildFrom(
  folder: string,
  masterSha256: string,
  options: Pick<ReproduceOptions, "clean" | "writer" | "xorriso" | "lang">,
): Promise<ReproductionReport> {
  const at = (name: string) => (existsSync(join(folder, name)) ? join(folder, name) : undefined);
  const [kit, install, instructions] = [at("kit"), at("INSTALL"), at("AANWIJZINGEN")];
  return rebuild(join(folder, "SEAL"), {
    payload: join(folder, "payload.tar"),
    masterSha256,
    ...options,
    ...(kit === undefined ? {} : { kit }),
    ...(install === undefined ? {} : { install }),
    ...(instructions === undefined ? {} : { instructions }),
  });
}

function inWords(report: ReproductionReport, isGiven: boolean, language: Language): string {
  const { masterSha256 } = report;
  const sha256 = masterSha256 === undefined ? noWords.none[language] : encodeHashGroups(masterSha256);
  const what = (isGiven ? texts.given : texts.own)[language];
  const lines = [
    resultOf(report, language),
    sayIn(texts.master, language, { sha256 }),
    sayIn(texts.against, language, { what }),
  ];
  return `${lines.join("\n")}\n`;
}
