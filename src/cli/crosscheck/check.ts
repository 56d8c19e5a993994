// zegel crosscheck check: everything that the given files allow, in one run. docs/spec/crosscheck.md, "Check"

import type { Command } from "commander";
import { checkInJson, checkReportOf, judge, showCheck, verdicts } from "../../crosscheck/index.ts";
import type { Language } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult } from "../command.ts";
import { chosenOf, givenCodes, readAll } from "./inputs.ts";
import { demandPeople, readLots } from "./seats.ts";

interface Options {
  readonly hash: readonly string[];
  readonly use?: readonly string[];
  readonly lots?: string;
  readonly deceased?: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
}

export function addCheck(crosscheck: Command, readOptions: readonly (() => ReturnType<typeof many>)[]): void {
  const command = crosscheck
    .command("check")
    .description("check all that these files allow: identity, sums, paper, seats; and say what was not compared")
    .argument("<path...>", "files, folders and zips in any order");
  for (const option of readOptions) command.addOption(option());
  command
    .option("--lots <file>", "how lots fell, from the record of the central electoral committee: a text zegel/lots v1")
    .addOption(many("--deceased <person>", "who died: LIST.PLACE, or a short code"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel crosscheck check telling/\n" +
        "\nExit code: 0 all that was compared agrees, 41 unreadable file, 42 another file, 43 the sums do not agree, 44 the paper differs,\n" +
        "45 the result differs, 46 something is missing, 1 failed, 2 wrong command line.\n",
    )
    .action(checkAll);
}

async function checkAll(paths: readonly string[], options: Options): Promise<void> {
  const codes = givenCodes(options.hash);
  const chosen = chosenOf(options.use);
  const lots = options.lots === undefined ? undefined : await readLots(options.lots);
  const { inputs, tested } = await readAll(paths, chosen);
  const judged = judge(inputs, { chosen: new Set(chosen.keys()), codes });
  const report = checkReportOf(inputs, judged, { lots, deceased: options.deceased ?? [] });
  demandPeople(report.seats);
  printResult(
    options.json,
    () => checkInJson(report, tested),
    () => `${showCheck(report, tested, languageOf(options)).join("\n").trimEnd()}\n`,
  );
  process.exitCode = verdicts[report.verdicts[0]].exit;
}
