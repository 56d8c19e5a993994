// zegel crosscheck: a count against itself, the level below, the lists, and what is published beside it. docs/spec/crosscheck.md

import type { Command } from "commander";
import {
  findGivenCodes,
  type Inputs,
  judge,
  type Report,
  readInputs,
  reportInJson,
  reportOf,
  showFiles,
  showSums,
  verdicts,
  verdictsOf,
} from "../../crosscheck/index.ts";
import { digestFile } from "../../files/digest.ts";
import { FormatError, quote } from "../../format/index.ts";
import { CommandError, exitUsage, Progress } from "../../verify/program/terminal.ts";
import type { Language } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult } from "../command.ts";

interface Options {
  readonly hash: readonly string[];
  readonly use?: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
}

/** Bytes of a file that is named, as of one that is read: docs/spec/crosscheck.md, rule L2. */
const fileLimit = 512 * 1024 * 1024;

const hashOption = () => many("--hash <file or code>", "a hash code from paper, or a text file that holds some");

const exitText =
  "\nExit code: 0 what was asked agrees, 41 unreadable file, 42 another file, 43 the sums do not agree, 46 something is missing,\n" +
  "1 failed, 2 wrong command line.\n";

export function addCrosscheck(program: Command): void {
  const command = program
    .command("crosscheck")
    .description("check a count: its sums, the chain of counts, the lists, and what is published beside it");
  command
    .command("files")
    .description("say what files are: kind, authority, election, and the hash code in 16 groups")
    .argument("<path...>", "files, folders and zips in any order")
    .addOption(hashOption())
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText("after", `\nExample:\n  zegel crosscheck files telling/ --hash "fae2 12ff …"\n${exitText}`)
    .action(listFiles);
  command
    .command("sums")
    .description("make every sum of every count anew, and hold each level against the one below")
    .argument("<path...>", "files, folders and zips in any order")
    .addOption(hashOption())
    .addOption(many("--use <file>", "of two different files for one authority, use this one"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText("after", `\nExample:\n  zegel crosscheck sums telling/\n${exitText}`)
    .action(checkSums);
}

async function listFiles(paths: readonly string[], options: Options): Promise<void> {
  const report = await makeReport(paths, options);
  const isEmpty = report.inputs.messages.length + report.inputs.sheets.length === 0;
  const own = ["L", "I"] as const;
  const all = verdictsOf(report.judged.findings, isEmpty, own);
  finish({ ...report, verdicts: all }, options, showFiles);
}

async function checkSums(paths: readonly string[], options: Options): Promise<void> {
  finish(await makeReport(paths, options), options, showSums);
}

async function makeReport(paths: readonly string[], options: Options): Promise<Report> {
  const codes = givenCodes(options.hash);
  const chosen = new Map((options.use ?? []).map((path) => [digestFile(path, { limit: fileLimit }).sha256, path]));
  const inputs = await readAll(paths);
  for (const [digest, path] of chosen)
    if (!inputs.messages.some(({ source }) => source.sha256 === digest))
      throw new CommandError(`--use ${quote(path)}: expected one of the files that are read, found another`, exitUsage);
  return reportOf(inputs, judge(inputs, { chosen: new Set(chosen.keys()), codes }));
}

async function readAll(paths: readonly string[]): Promise<Inputs> {
  const progress = new Progress("reading", 0);
  let done = 0;
  try {
    return await readInputs(paths, (bytes) => {
      done += bytes;
      progress.update(done);
    });
  } finally {
    progress.end();
  }
}

function givenCodes(given: readonly string[]): readonly string[] {
  try {
    return findGivenCodes(given);
  } catch (error) {
    if (error instanceof FormatError) throw new CommandError(`--hash: ${error.message}`, exitUsage);
    throw error;
  }
}

function finish(report: Report, options: Options, show: (report: Report, language: Language) => string[]): void {
  printResult(
    options.json,
    () => reportInJson(report),
    () => `${show(report, languageOf(options)).join("\n").trimEnd()}\n`,
  );
  process.exitCode = verdicts[report.verdicts[0]].exit;
}
