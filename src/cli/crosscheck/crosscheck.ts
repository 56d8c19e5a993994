// zegel crosscheck: a count against itself, the level below, the lists, and what is published beside it. docs/spec/crosscheck.md

import { Command } from "commander";
import {
  judge,
  type Report,
  reportInJson,
  reportOf,
  showFiles,
  showSums,
  verdicts,
  verdictsOf,
} from "../../crosscheck/index.ts";
import { printError } from "../../files/print.ts";
import { canAsk } from "../../verify/program/ask.ts";
import { personHere } from "../../verify/program/guide/person.ts";
import { localeLanguage } from "../../verify/program/locale.ts";
import type { Language } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult, refuseRepeated } from "../command.ts";
import { spoken } from "../end.ts";
import { addCheck } from "./check.ts";
import { addForm } from "./form.ts";
import { runGuide } from "./guide.ts";
import { chosenOf, givenCodes, readAll } from "./inputs.ts";
import { addPaper } from "./paper.ts";
import { addSample } from "./sample.ts";
import { addSeats } from "./seats.ts";
import { addType } from "./type.ts";

interface Options {
  readonly hash: readonly string[];
  readonly use?: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
}

const useOption = () => many("--use <file>", "of two different files for one authority, use this one");
const hashOption = () => many("--hash <file or code>", "a hash code from paper, or a text file that holds some");

const exitText =
  "\nExit code: 0 what was asked agrees, 41 unreadable file, 42 another file, 43 the sums do not agree, 46 something is missing,\n" +
  "1 failed, 2 wrong command line.\n";

const about = "check a count against itself, against paper, and against the result";

/** Without a command it asks three questions, where a person can answer. */
export function addCrosscheck(program: Command): void {
  const command = program.command("crosscheck").description(about);
  addCommands(command);
  command.allowExcessArguments().action(async () => {
    const [unknown] = command.args;
    if (unknown !== undefined) command.error(`error: unknown command '${unknown}'`);
    if (!canAsk()) return command.help({ error: true });
    const run = async (args: readonly string[]) => void (await freshProgram().parseAsync(args, { from: "user" }));
    const write = (text: string) => printError(text);
    const common = { person: personHere(), language: localeLanguage(), write, run };
    await runGuide({ ...common, program: "zegel crosscheck", dropped: [], inWindow: false });
  });
}

/** The commands alone, for one run: commander keeps what was given. */
export function freshProgram(name = "crosscheck"): Command {
  const program = new Command(name).description(about).configureOutput(spoken).exitOverride();
  addCommands(program);
  refuseRepeated(program);
  return program;
}

function addCommands(command: Command): void {
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
    .addOption(useOption())
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText("after", `\nExample:\n  zegel crosscheck sums telling/\n${exitText}`)
    .action(checkSums);
  addCheck(command, [hashOption, useOption]);
  addForm(command);
  addType(command);
  addPaper(command);
  addSample(command, [hashOption, useOption]);
  addSeats(command, [hashOption, useOption], makeReport);
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

async function makeReport(paths: readonly string[], options: Pick<Options, "hash" | "use">): Promise<Report> {
  const codes = givenCodes(options.hash);
  const chosen = chosenOf(options.use);
  const { inputs } = await readAll(paths, chosen);
  return reportOf(inputs, judge(inputs, { chosen: new Set(chosen.keys()), codes }));
}

function finish(report: Report, options: Options, show: (report: Report, language: Language) => string[]): void {
  printResult(
    options.json,
    () => reportInJson(report),
    () => `${show(report, languageOf(options)).join("\n").trimEnd()}\n`,
  );
  process.exitCode = verdicts[report.verdicts[0]].exit;
}
