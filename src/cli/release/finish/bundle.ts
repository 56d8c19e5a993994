// zegel release bundle: what goes to a reviewer, an officer or the public, made again. docs/spec/release-folder.md, "Bundles"

import { lstatSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Command, Option } from "commander";
import { isInside } from "../../../files/inside.ts";
import { print, printError } from "../../../files/print.ts";
import { shown } from "../../../format/index.ts";
import {
  type JudgedFolder,
  judgeFolder,
  kindOf,
  nextOf,
  officersBundle,
  payloadPaths,
  publicBundle,
  publicPaths,
  publicReadme,
  type ReleaseFolder,
  requestParts,
  reviewersBundle,
  type Step,
  sayFinding,
  showFolder,
} from "../../../release-folder/index.ts";
import { CommandError, exitUsage, megabytes } from "../../../verify/program/terminal.ts";
import { fill, type Language } from "../../../words/language.ts";
import { languageOf, languageOption, printRemark } from "../../command.ts";
import { signatureCheck } from "../../disc/platform-signature.ts";
import { type Bundle, makeBundle, officersPaths, reviewersPaths, sameBundle } from "../bundles.ts";
import { exitCodes } from "../exit-codes.ts";
import {
  isLogBundleDue,
  type LogReader,
  type Look,
  logPlaces,
  makeLogBundle,
  sameLogBundle,
} from "../log/log-bundles.ts";
import { lockFolder, readReleaseFolder } from "../read-folder.ts";
import { startTexts } from "../start-texts.ts";
import { finishTexts } from "./finish-texts.ts";

type Reader = "reviewer" | "officer" | "public" | LogReader;

const places: Readonly<Record<Reader, string>> = {
  reviewer: reviewersBundle,
  officer: officersBundle,
  public: publicBundle,
  ...logPlaces,
};
/** The steps without which there is nothing to hand out. */
const needed: Readonly<Record<Reader, readonly Step["name"][]>> = {
  reviewer: ["inputs", "build"],
  officer: ["inputs", "build", "request"],
  public: ["inputs", "build", "release"],
  log: ["inputs", "build", "release"],
  witness: ["inputs", "build", "release"],
};

export function addBundle(command: Command): void {
  command
    .command("bundle")
    .description(
      "make again what a reviewer, an officer, the public, the log's key holder or a witness needs, with SHA256SUMS",
    )
    .argument("<folder>", "the folder of the release")
    .addOption(new Option("--for <whom>", "for whom it is").choices(Object.keys(places)).makeOptionMandatory())
    .option("--payload", "with what it takes to build the discs again: payload and kit (--for public)")
    .option("--entries", "with a copy of the log, to be read before it is signed (--for witness)")
    .option("-o, --out <folder>", "a new folder outside that of the release; else the one in its out/")
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel release bundle osv-2.24.3 --for reviewer -o /media/stick/osv-2.24.3\n\n" +
        "Exit code: 0 it is made, or lay there already, the same byte for byte; 3 it cannot be made yet, 31 a file contradicts another, 1 failed.\n",
    )
    .action(bundle);
}

interface Options {
  readonly for: Reader;
  readonly payload?: true;
  readonly entries?: true;
  readonly out?: string;
  readonly lang?: Language;
}

async function bundle(path: string, options: Options): Promise<void> {
  const language = languageOf(options);
  const { for: reader, out } = options;
  if (options.payload === true && reader !== "public") throw new CommandError(finishTexts.payloadOfPublic, exitUsage);
  if (options.entries === true && reader !== "witness") throw new CommandError(finishTexts.entriesOfWitness, exitUsage);
  await readReleaseFolder(path); // is it one?
  if (out !== undefined) return makeOutside(path, out, options, language);
  const lock = lockFolder(path);
  try {
    await makeAt(path, join(path, places[reader]), options, language);
  } finally {
    lock.release();
  }
}

/** Nothing in the folder is written, so that it may lie on a disc that cannot be. */
async function makeOutside(path: string, out: string, options: Options, language: Language): Promise<void> {
  if (isInside(out, path))
    throw new CommandError({
      nl: shown`${out}: verwacht een plaats buiten de map van de versie: laat -o weg voor ${places[options.for]} daarin`,
      en: shown`${out}: expected a place outside the folder of the release: leave out -o for ${places[options.for]} in it`,
    });
  await makeAt(path, out, options, language);
}

async function makeAt(path: string, out: string, options: Options, language: Language): Promise<void> {
  const folder = await readReleaseFolder(path);
  const judged = await judgeFolder(folder, signatureCheck);
  if (!canBeMade(options.for, folder, judged)) {
    refuse(options.for, folder, judged, language);
    return;
  }
  const made = isOfLog(options.for)
    ? await makeOfLog(path, out, { folder, judged }, options.entries === true)
    : await makeOfPaths(path, out, { folder, judged }, options);
  if (made === undefined) {
    const name = options.out ?? relative(path, out);
    throw new CommandError(fill(finishTexts.anotherBundle[language], { path: name }));
  }
  tell(made, options, language);
  process.exitCode = 0;
}

/** Undefined: something else lies there. */
type Made = (Bundle & { readonly isNew?: true }) | undefined;

async function makeOfPaths(path: string, out: string, { folder, judged }: Look, options: Options): Promise<Made> {
  const paths = pathsFor(path, options, folder, judged);
  const readme = options.for === "public" ? publicReadme(folder, judged, options.payload === true) : undefined;
  if (isTaken(out)) return sameBundle(path, out, paths, readme);
  mkdirSync(dirname(out), { recursive: true });
  return { ...(await makeBundle(path, out, paths, readme)), isNew: true };
}

async function makeOfLog(path: string, out: string, look: Look, hasEntries: boolean): Promise<Made> {
  if (isTaken(out)) return sameLogBundle(path, out, look, hasEntries);
  mkdirSync(dirname(out), { recursive: true });
  return { ...(await makeLogBundle(path, out, look, hasEntries)), isNew: true };
}

const isOfLog = (reader: Reader): reader is LogReader => reader in logPlaces;

/**
 * Of a bundle for the public nothing in the folder may be wrong but what lies in its place; a reviewer or an officer may be needed to
 * put it right.
 */
function canBeMade(reader: Reader, { stopped }: ReleaseFolder, judged: JudgedFolder): boolean {
  const { steps } = judged;
  if (stopped !== undefined) return false;
  if (isOfLog(reader)) return isLogBundleDue(reader, judged);
  if (reader === "public" && steps.some(({ name, state }) => state === "wrong" && name !== "public")) return false;
  return steps.every(({ name, state }) => !needed[reader].includes(name) || state === "done");
}

function refuse(reader: Reader, folder: ReleaseFolder, judged: JudgedFolder, language: Language): void {
  print(`${showFolder(folder, judged, nextOf(folder, judged), language).join("\n")}\n`);
  const lacking = judged.steps.find(({ name, state }) => needed[reader].includes(name) && state !== "done");
  const logStep = isOfLog(reader) ? judged.steps.find(({ name }) => name === "log") : undefined;
  const { findings } = lacking ?? logStep ?? { findings: [] };
  const reasons = findings.filter((finding) => kindOf(finding) !== "fact");
  const why = reasons.map((finding) => sayFinding(finding, language)).join("; ");
  printError(`\nzegel: ${finishTexts.notYet[language]}${why === "" ? "" : `: ${why}`}\n`);
  const code = exitCodes[judged.outcome];
  process.exitCode = code === 0 ? exitCodes.waiting : code;
}

function pathsFor(path: string, { for: reader, payload }: Options, folder: ReleaseFolder, judged: JudgedFolder) {
  if (reader === "reviewer") return reviewersPaths(path, folder);
  if (reader === "officer") return officersPaths(requestParts(folder, judged));
  return [...publicPaths(folder, judged), ...(payload === true ? payloadPaths(folder) : [])];
}

/** An empty folder is none. */
function isTaken(out: string): boolean {
  const found = lstatSync(out, { throwIfNoEntry: false });
  if (found === undefined) return false;
  return !found.isDirectory() || readdirSync(out).length > 0;
}

function tell(made: Bundle & { readonly isNew?: true }, { for: reader, out }: Options, language: Language): void {
  const { files, bytes, tooLarge } = made;
  const values = { path: out ?? places[reader], files, megabytes: megabytes(bytes) };
  print(`${fill(finishTexts[made.isNew === true ? "made" : "sameBundle"][language], values)}\n`);
  for (const name of tooLarge) printRemark("warning", fill(startTexts.fat[language], { path: name }), language);
}
