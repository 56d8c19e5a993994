// zegel release start: the folder of a new release, built, with what the reviewers need. docs/spec/release-folder.md, "Start"

import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { type Command, Option } from "commander";
import type { WriterChoice } from "../../build-iso/index.ts";
import { print } from "../../files/print.ts";
import { makeTree } from "../../files/trees/new-tree.ts";
import { encodeZegelcode, Fault, media, spellOut, textDigest } from "../../format/index.ts";
import {
  commandLine,
  describedFields,
  descriptionName,
  type JudgedFolder,
  judgeFolder,
  kindOf,
  logPlaceName,
  nextOf,
  type ReleaseFolder,
  reviewersBundle,
  rootPaths,
  sayFinding,
  showFolder,
} from "../../release-folder/index.ts";
import { askLine, canAsk } from "../../verify/program/ask.ts";
import { CommandError, exitUsage, megabytes } from "../../verify/program/terminal.ts";
import { urgencyWords } from "../../words/glossary.ts";
import { fill, type Language } from "../../words/language.ts";
import { languageOf, languageOption, many, printRemark } from "../command.ts";
import { buildDiscs, writerOption, xorrisoOption } from "../disc/build-iso.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";
import { type Bundle, makeReviewersBundle } from "./bundles.ts";
import { askedLines, askOfficers } from "./collect.ts";
import { exitCodes, exitWrong } from "./exit-codes.ts";
import { placeFrom } from "./log/put-log.ts";
import { demandFree, planStart, type StartOptions, type StartPlan } from "./plan-start.ts";
import { namesOf, putInputs } from "./put-inputs.ts";
import { lockFolder, readReleaseFolder } from "./read-folder.ts";
import { startTexts } from "./start-texts.ts";

export function addStart(command: Command): void {
  command
    .command("start")
    .description("make the folder of a new release: copy what it is made of, build it, and make what reviewers need")
    .argument("<folder>", "the folder to make; one that is there and not built is built")
    .option("--previous <folder>", "the folder of the release before this one, which was finished")
    .option("--release <json>", "of a first release: its description, as build-iso takes it")
    .addOption(
      many("--payload <path>", "a folder, .tar, .tar.gz, .tgz or .zip; repeat for a set of discs; else asked for"),
    )
    .option("--release-version <version>", "the version of the software; else asked for")
    .option("--sequence <number>", "else the one behind that of before")
    .option("--emergency", "an emergency release; never as before")
    .option("--date <moment>", "YYYY-MM-DDThh:mm:ssZ (else now; never as before)")
    .addOption(new Option("--medium <medium>", "else as before").choices(media))
    .addOption(many("--root <note>", "a trust root that is not in the folder before (repeat)"))
    .option("--recall <note>", "the newest recall list; else as before")
    .option("--kit <path>", "else as before")
    .option("--install <json>", "the install list of this version")
    .option("--instructions <md>", "else as before")
    .option("--texts <json>", "the texts of the letter; else as before")
    .option("--log <folder>", "the public log, where the trust root asks for one; else as before")
    .option("--yes", "build without asking whether it is right")
    .addOption(writerOption())
    .addOption(xorrisoOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel release start osv-2.24.4 --previous osv-2.24.3 --install install.json\n" +
        "  zegel release start osv-2.24.3 --release release.json --root root-1.note --kit kit-1.0.tar --payload osv.zip\n\n" +
        "Exit code: 0 built, 31 a file contradicts another, 3 it was stopped or lacks an input, 1 failed.\n",
    )
    .action(start);
}

interface Options extends StartOptions, BuildChoice {
  readonly yes?: true;
  readonly lang?: Language;
}

interface BuildChoice {
  readonly writer?: WriterChoice;
  readonly xorriso?: string;
}

async function start(path: string, options: Options): Promise<void> {
  const language = languageOf(options);
  if (existsSync(join(path, descriptionName))) return goOn(path, options, language);
  demandFree(path);
  const plan = await planStart(options, language);
  print(`${showPlan(path, plan, language).join("\n")}\n`);
  await confirm(options, language);
  const bundle = await makeTree(path, async (folder) => {
    try {
      putInputs(folder, plan.described, plan.files);
      await build(folder, path, await demandInputs(folder, language), options, language);
      return await makeReviewersBundle(folder, await readReleaseFolder(folder));
    } catch (error) {
      // What is told is told of the folder that was asked for: the one that it lies in until then is gone.
      if (error instanceof Error) error.message = error.message.replaceAll(folder, path);
      if (error instanceof Fault && error.dutch !== undefined) error.dutch = error.dutch.replaceAll(folder, path);
      throw error;
    }
  });
  const lock = lockFolder(path); // it has its name: somebody else may be at work in it from now on
  try {
    await tellEnd(path, bundle, language);
  } finally {
    lock.release();
  }
  process.exitCode = 0;
}

/** A folder that is there: what was built holds or is built anew, and the reviewers' bundle is made where there is none. */
async function goOn(path: string, options: Options, language: Language): Promise<void> {
  refuseInputs(options);
  const lock = lockFolder(path);
  try {
    const folder = await readReleaseFolder(path);
    const judged = await judgeFolder(folder, signatureCheck);
    const isReady = judged.steps[0]?.state === "done" && (judged.outcome === "waiting" || judged.outcome === "done");
    if (!isReady) {
      print(`${showFolder(folder, judged, nextOf(folder, judged), language).join("\n")}\n`);
      process.exitCode = exitCodes[judged.outcome];
      return;
    }
    if (judged.releases.length === 0) await build(path, path, { folder, judged }, options, language);
    const built = await readReleaseFolder(path);
    if (existsSync(join(path, reviewersBundle))) await demandOwnBundle(path, built, language);
    else tellBundle(await makeReviewersBundle(path, built), language);
    await tellEnd(path, undefined, language);
    process.exitCode = 0;
  } finally {
    lock.release();
  }
}

/** What is there already was copied when the folder was made. Throws CommandError GEBRUIK. */
function refuseInputs(options: Options): void {
  const { payload, root, previous, release, releaseVersion, emergency, date, medium, recall, kit, install } = options;
  const { instructions, texts, sequence, log } = options;
  const given = [
    sequence,
    previous,
    release,
    releaseVersion,
    emergency,
    date,
    medium,
    recall,
    kit,
    install,
    instructions,
    texts,
    log,
  ];
  if (payload.length + root.length === 0 && given.every((value) => value === undefined)) return;
  throw new CommandError(startTexts.hasInputs, exitUsage);
}

/** Fields and files, each beside what it was. */
function showPlan(path: string, { described, files, before }: StartPlan, language: Language): string[] {
  const title = before === undefined ? startTexts.title : startTexts.after;
  const fields = describedFields(before?.described, described).map(({ field, before: old, now }) => {
    const value = old === undefined || old === now ? now : `${old} → ${now}`;
    const isAsBefore = old === now && field !== "urgency" && field !== "date"; // which are never taken over
    return [field, isAsBefore ? `${value} (${startTexts.same[language]})` : value] as const;
  });
  const isOld = (from: string) => before !== undefined && !relative(before.path, from).startsWith("..");
  const copied = namesOf(files).map(([from, name]) => {
    const isAsBefore = isOld(from) && !name.startsWith("previous");
    return [`in/${name}`, isAsBefore ? `${from} (${startTexts.same[language]})` : from] as const;
  });
  const log = files.log === undefined ? [] : [[logPlaceName, placeFrom(path, files.log)] as const];
  const isEmergency = described.choice.urgency === "emergency";
  return [
    fill(title[language], { path, before: before?.path ?? "" }),
    ...(isEmergency ? [urgencyWords.emergency[language].toUpperCase()] : []),
    ...[...fields, ...copied, ...log].map(([name, value]) => `  ${name.padEnd(20)} ${spellOut(value, 400)}`),
  ];
}

async function confirm({ yes }: Options, language: Language): Promise<void> {
  if (yes === true) return;
  if (!canAsk()) throw new CommandError(startTexts.giveYes, exitUsage);
  const answer = (await askLine(startTexts.confirm[language])).toLowerCase();
  if (answer !== startTexts.yes[language]) throw new CommandError(startTexts.stopped[language]);
}

interface Judged {
  readonly folder: ReleaseFolder;
  readonly judged: JudgedFolder;
}

/** The judge of the folder's state has the word on its inputs, all of them at once. Throws CommandError, 31. */
async function demandInputs(at: string, language: Language): Promise<Judged> {
  const folder = await readReleaseFolder(at);
  const judged = await judgeFolder(folder, signatureCheck);
  const [inputs] = judged.steps;
  const findings = inputs?.findings ?? [];
  if (inputs?.state !== "done") {
    const faults = findings.filter((finding) => ["wrong", "waiting"].includes(kindOf(finding)));
    const lines = faults.map((finding) => `  ${sayFinding(finding, language)}`);
    throw new CommandError([startTexts.refused[language], ...lines].join("\n"), exitWrong);
  }
  for (const finding of findings)
    if (kindOf(finding) === "warning") printRemark("warning", sayFinding(finding, language), language);
  return { folder, judged };
}

/** `at`: where the folder lies now. Prints the plain command that it is. */
async function build(
  at: string,
  path: string,
  { folder, judged }: Judged,
  { writer, xorriso }: BuildChoice,
  language: Language,
): Promise<void> {
  const { payloads, kits, previous } = folder.inputs;
  for (const command of nextOf(folder, judged)?.commands ?? [])
    print(`${startTexts.doing[language]}${commandLine(["cd", path])} && ${commandLine(command)}\n`);
  const inFolder = (name: string) => join(at, name);
  const [kit] = kits;
  const { discs } = await buildDiscs({
    payload: payloads.map(inFolder),
    release: inFolder(descriptionName),
    root: inFolder(rootPaths(folder).at(-1) ?? ""),
    ...(kit === undefined ? {} : { kit: inFolder(kit) }),
    ...(previous === undefined ? {} : { previous: inFolder(previous.path) }),
    ...(writer === undefined ? {} : { writer }),
    ...(xorriso === undefined ? {} : { xorriso }),
    out: inFolder("build"),
    lang: language,
  });
  for (const { release, releaseText } of discs) {
    const code = encodeZegelcode(textDigest(releaseText));
    print(`${fill(startTexts.built[language], { disc: release.disc, code })}\n`);
  }
}

async function demandOwnBundle(path: string, { built }: ReleaseFolder, language: Language): Promise<void> {
  for (const { note } of built) {
    const copy = note === undefined ? undefined : join(path, reviewersBundle, note.path);
    const isOwn = copy !== undefined && existsSync(copy) && (await readNote(copy)).note.text === note?.note.text;
    if (!isOwn) throw new CommandError(fill(startTexts.otherBundle[language], { path: reviewersBundle }), exitWrong);
  }
}

function tellBundle({ path, files, bytes, tooLarge }: Bundle, language: Language): void {
  print(`${fill(startTexts.bundle[language], { path, files, megabytes: megabytes(bytes) })}\n`);
  for (const name of tooLarge) printRemark("warning", fill(startTexts.fat[language], { path: name }), language);
}

/** What comes next, as the status says it. */
async function tellEnd(path: string, bundle: Bundle | undefined, language: Language): Promise<void> {
  if (bundle !== undefined) tellBundle(bundle, language);
  // Where nobody need rebuild it, as in many an emergency, the officers are asked at once.
  const asked = await askOfficers(path, {}, language);
  if (asked !== undefined) print(`${askedLines(path, asked, language).join("\n")}\n`);
  const folder = await readReleaseFolder(path);
  const judged = await judgeFolder(folder, signatureCheck);
  print(`\n${showFolder(folder, judged, nextOf(folder, judged), language).join("\n")}\n`);
}
