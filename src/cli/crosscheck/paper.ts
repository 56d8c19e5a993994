// zegel crosscheck paper: what people typed from paper, twice, against a count. docs/spec/paper-entry.md

import type { Command } from "commander";
import { judge } from "../../crosscheck/index.ts";
import { reportOnPaper } from "../../crosscheck/report/paper-report.ts";
import { paperInJson, showPaper } from "../../crosscheck/report/paper-screen.ts";
import { verdicts } from "../../crosscheck/report/verdict.ts";
import type { Language } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult } from "../command.ts";
import { chosenOf, givenCodes, readAll } from "./inputs.ts";
import { demandDrawn, readSample, stationsFlags, stationsText } from "./stations.ts";

interface Options {
  readonly hash: readonly string[];
  readonly use?: readonly string[];
  readonly stations?: string;
  readonly json?: true;
  readonly lang?: Language;
}

export function addPaper(command: Command): void {
  command
    .command("paper")
    .description("hold what two people typed from paper against the count")
    .argument("<path...>", "the count, the candidate lists and the entries: files, folders and zips in any order")
    .addOption(many("--hash <file or code>", "a hash code from paper, or a text file that holds some"))
    .addOption(many("--use <file>", "of two different files for one authority, use this one"))
    .option(stationsFlags, stationsText)
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel crosscheck paper telling/ invoer-1.txt invoer-2.txt\n" +
        "\nExit code: 0 every unit (or drawn station) was compared and agrees, 41 unreadable file, 42 another file, 44 the paper differs,\n" +
        "46 something is still to be done, 1 failed, 2 wrong command line.\n",
    )
    .action(comparePaper);
}

async function comparePaper(paths: readonly string[], options: Options): Promise<void> {
  const codes = givenCodes(options.hash);
  const chosen = chosenOf(options.use);
  const sample = await readSample(options.stations);
  const { inputs } = await readAll(paths, chosen);
  const judged = judge(inputs, { chosen: new Set(chosen.keys()), codes });
  demandDrawn(sample, options.stations, judged);
  const report = reportOnPaper(inputs, judged, sample);
  printResult(
    options.json,
    () => paperInJson(report),
    () => `${showPaper(report, languageOf(options)).join("\n").trimEnd()}\n`,
  );
  process.exitCode = verdicts[report.verdicts[0]].exit;
}
