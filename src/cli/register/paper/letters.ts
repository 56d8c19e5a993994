// zegel register letters: the letters of a register, each with a key of its own. docs/spec/letter.md, "Letters of a register"

import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { readBook } from "../../../distribute/book/book.ts";
import {
  type EnvelopeRange,
  type LetterFile,
  type LetterPlan,
  parseTexts,
  planLetters,
  type RecallToSend,
  type ReleasedSet,
  renderLetters,
  textsLimit,
} from "../../../distribute/index.ts";
import { isInMemory } from "../../../distribute/keys/in-memory.ts";
import {
  type LetterLanguage,
  type ListedRecipient,
  letterLanguages,
  type Register,
} from "../../../distribute/register/index.ts";
import { readBytes } from "../../../files/bounded.ts";
import { refuseExisting, writeNew } from "../../../files/new-file.ts";
import { print } from "../../../files/print.ts";
import { encodeUtf8, inBoth, quote, textDigest } from "../../../format/index.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { type Language, sayIn } from "../../../words/language.ts";
import { languageOf, languageOption, many, printRemark } from "../../command.ts";
import { readSet } from "../../distribute/letter.ts";
import { readNote } from "../../notes/note-file.ts";
import { byOption, inBook, listPath, readJudgedList, twoOf, type Work } from "../book.ts";
import { openFolder } from "../folder.ts";
import { letterMode, makeLetters } from "./make.ts";
import { rangeOf } from "./range.ts";
import { noticesOf, recalledDiscs, recallOf, warnOfSilence } from "./recalled.ts";
import { texts } from "./texts.ts";

/** Letters of one file that is printed. */
const perFileLimit = 500;

export interface LettersOptions {
  readonly root: readonly string[];
  readonly kit: string;
  readonly texts: string;
  readonly recall?: string;
  readonly out: string;
  readonly paperLang?: LetterLanguage;
  readonly lang?: Language;
  readonly large?: true;
  readonly perFile: number;
  readonly only: readonly string[];
  readonly proof?: true;
  readonly withoutProof?: true;
  readonly by: readonly string[];
  readonly recipients?: string;
}

export function addLetters(register: Command): void {
  register
    .command("letters")
    .description("make the letters of packed envelopes, each with a key of its own, in files to print")
    .argument("<register>", "the register")
    .argument("<note...>", "the signed release notes of what lies in the envelopes: all discs of each set")
    .addOption(many("--root <note>", "trust roots, version 1 to the newest (repeat)").makeOptionMandatory())
    .requiredOption("--kit <kit>", "the kit on the discs, a folder or a tar")
    .requiredOption("--texts <json>", "what no note and no register knows (docs/spec/letter.md)")
    .requiredOption("--out <folder>", "where the files go: a RAM disk on a machine without a network")
    .option(
      "--recall <note>",
      "the newest recall list: none of the discs may be on it; letters of an emergency version name to each the recalled discs that he has",
    )
    .option("--recipients <csv>", "the list of recipients (else ontvangers.csv beside the register)")
    .addOption(
      new Option("--paper-lang <language>", "language of all of them (else each recipient's own)").choices(
        letterLanguages,
      ),
    )
    .addOption(languageOption())
    .option("--large", "all in letters of 18 points (else for whoever asks for it in the list)")
    .addOption(new Option("--per-file <number>", "letters a file").argParser(perFileTyped).default(200))
    .addOption(many("--only <envelope>", "these alone, 0123-K or 0123-K..0145-P; a jammed one is made anew (repeat)"))
    .option("--proof", "to look at: without keys, nothing recorded, in a language that nobody reviewed too")
    .option("--without-proof", "the letter says that the public log's proof comes after the discs")
    .addOption(byOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel register letters tk2027.register release.note --root root-1.note --kit kit-1.0.tar --texts brief.json --out /dev/shm/brieven --by anna --by bert\n",
    )
    .action(writeLetters);
}

function perFileTyped(typed: string): number {
  if (!/^[1-9][0-9]{0,2}$/.test(typed) || Number(typed) > perFileLimit)
    throw new InvalidArgumentError(`Expected a number from 1 to ${perFileLimit}.`);
  return Number(typed);
}

async function writeLetters(path: string, notes: readonly string[], options: LettersOptions): Promise<void> {
  const only = options.only.map(rangeOf);
  const language = languageOf(options);
  const place = { lang: language, ...(options.recipients === undefined ? {} : { recipients: options.recipients }) };
  if (options.proof === true) {
    const { register } = await readBook(path);
    const list = readJudgedList(register, listPath(path, place));
    const plan = await planOf(register, list, notes, options, only);
    tellPassed(plan, language);
    writeProofs(plan, options.out, language);
    process.exitCode = 0;
    return;
  }
  const by = twoOf(options.by);
  await inBook(path, place, async (work) => {
    const plan = await planOf(work.book.register, work.list(), notes, options, only);
    tellPassed(plan, language);
    return writeWithKeys(work, plan, options.out, by);
  });
}

/** What is made, and the recall that it tells of. */
type RecallingPlan = LetterPlan & { readonly sent: RecallToSend | undefined };

/** Throws CommandError, DistributeError, SealError, TrustError, RegisterError, FormatError, FilesError. */
async function planOf(
  register: Register,
  list: readonly ListedRecipient[],
  notes: readonly string[],
  options: LettersOptions,
  only: readonly EnvelopeRange[],
): Promise<RecallingPlan> {
  const language = languageOf(options);
  const letterTexts = parseTexts(await readBytes(options.texts, textsLimit), options.texts);
  const sets = await readSets(register, notes, options);
  const sent = await recallOf(register, sets.values(), options, language);
  const recalled = recalledDiscs(register, sent?.recall.recalled ?? []);
  const plan = planLetters(
    { register, list, sets, texts: letterTexts, recalled },
    {
      ...{ only, language: options.paperLang, isLarge: options.large === true, perFile: options.perFile },
      ...{ isProof: options.proof === true, isWithoutProof: options.withoutProof === true },
    },
  );
  if (options.recall === undefined) warnOfSilence(register, plan.files, language);
  if (plan.files.length > 0) return { ...plan, sent };
  tellPassed(plan, language);
  throw new CommandError(texts.nothing);
}

/** By the names that the register has for them: their very texts were taken in. */
async function readSets(
  register: Register,
  paths: readonly string[],
  options: LettersOptions,
): Promise<Map<string, ReleasedSet>> {
  const byName = new Map<string, string[]>();
  const names = new Map(
    [...register.releases.values()].flatMap(({ name, discs }) =>
      [...discs.values()].map(({ textSha256 }) => [textSha256, name] as const),
    ),
  );
  for (const path of paths) {
    const name = names.get(textDigest((await readNote(path)).note.text));
    if (name === undefined)
      throw new CommandError(inBoth((language) => sayIn(texts.unknownRelease, language, { path: quote(path) })));
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const sets = new Map<string, ReleasedSet>();
  for (const [name, given] of byName) sets.set(name, await readSet(given, options));
  return sets;
}

function tellPassed({ lettered, others, crowded }: LetterPlan, language: Language): void {
  const [from, to] = [lettered[0], lettered.at(-1)];
  if (from !== undefined && to !== undefined)
    printRemark(
      "note",
      sayIn(texts.lettered, language, { count: lettered.length, from: from.number, to: to.number }),
      language,
    );
  const [other] = others;
  if (other !== undefined) {
    const values = { count: others.length, envelope: other.number, release: other.release.name };
    printRemark("warning", sayIn(texts.others, language, values), language);
  }
  const [full] = crowded;
  if (full !== undefined)
    printRemark("warning", sayIn(texts.crowded, language, { count: crowded.length, envelope: full.number }), language);
}

/** It has none of these files. Throws FilesError EXISTS, FILE. */
function openFolderFor(folder: string, files: readonly LetterFile[]): void {
  openFolder(folder);
  for (const { name } of files) refuseExisting(join(folder, name));
}

function writeProofs({ files }: LetterPlan, folder: string, language: Language): void {
  openFolderFor(folder, files);
  for (const { name, letters } of files) {
    writeNew(join(folder, name), encodeUtf8(renderLetters(letters)), letterMode);
    tellWritten(folder, name, letters.length, language);
  }
  print(`${texts.proof[language]}\n`);
}

function tellWritten(folder: string, name: string, count: number, language: Language): void {
  print(`${sayIn(texts.written, language, { path: quote(join(folder, name)), count })}\n`);
}

/** What is printed at the end. Each file is told when it is there: making keys takes its time. */
async function writeWithKeys(
  { book, language }: Work,
  { files, sent }: RecallingPlan,
  folder: string,
  by: readonly [string, string],
): Promise<readonly string[]> {
  openFolderFor(folder, files);
  if (!isInMemory(folder))
    printRemark("warning", sayIn(texts.notInMemory, language, { path: quote(folder) }), language);
  const before = book.chain.lines;
  let told = 0;
  for (const file of files) {
    let isRecorded = false;
    const [from = "", to = ""] = [file.letters[0]?.dispatch.envelope, file.letters.at(-1)?.dispatch.envelope];
    try {
      const notices = noticesOf(book.register, file, sent, by[0]);
      told += notices.filter(({ kind }) => kind === "notice").length;
      await makeLetters(book, file, folder, { by, before: notices }, () => {
        isRecorded = true;
      });
    } catch (error) {
      if (isRecorded) printRemark("warning", sayIn(texts.recordedNotWritten, language, { from, to }), language);
      throw error;
    }
    tellWritten(folder, file.name, file.letters.length, language);
  }
  const letters = files.reduce((sum, file) => sum + file.letters.length, 0);
  return [
    sayIn(texts.recorded, language, { letters, from: before + 1, to: book.chain.lines }),
    sayIn(texts.destroy, language, { path: quote(folder) }),
    texts.head[language],
    ...(told > 0 ? [sayIn(texts.told, language, { count: told })] : []),
  ];
}
