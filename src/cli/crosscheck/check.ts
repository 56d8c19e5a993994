// zegel crosscheck check: everything that the given files allow, in one run. docs/spec/crosscheck.md, "Check"

import type { Command } from "commander";
import {
  type CheckReport,
  checkInJson,
  checkReportOf,
  judge,
  type Made,
  renderSheet,
  showCheck,
  verdicts,
} from "../../crosscheck/index.ts";
import { writeNew } from "../../files/new-file.ts";
import { encodeUtf8, harmless, quote } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { localTime, toolVersion } from "../../verify/record/tool.ts";
import type { Language } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, oneNew, printResult } from "../command.ts";
import { chosenOf, givenCodes, readAll } from "./inputs.ts";
import { demandPeople, readLots } from "./seats.ts";
import { demandDrawn, readSample, stationsFlags, stationsText } from "./stations.ts";

interface Options {
  readonly hash: readonly string[];
  readonly use?: readonly string[];
  readonly lots?: string;
  readonly deceased?: readonly string[];
  readonly stations?: string;
  readonly out?: string;
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
    .option(stationsFlags, stationsText)
    .addOption(
      oneNew("-o, --out <file>", "the report as a file: to print (.html), as text (.txt) or for a program (.json)"),
    )
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
  const render = options.out === undefined ? undefined : rendererOf(options.out);
  const codes = givenCodes(options.hash);
  const chosen = chosenOf(options.use);
  const lots = options.lots === undefined ? undefined : await readLots(options.lots);
  const sample = await readSample(options.stations);
  const { inputs, tested } = await readAll(paths, chosen);
  const judged = judge(inputs, { chosen: new Set(chosen.keys()), codes });
  demandDrawn(sample, options.stations, judged);
  const report = checkReportOf(inputs, judged, { lots, deceased: options.deceased ?? [], sample });
  demandPeople(report.seats);
  const made = { version: toolVersion, moment: localTime(new Date()), tested };
  const language = languageOf(options);
  // What was found is said whether it can be written or not, and written whether anybody reads it.
  const isWritten = tryWrite(options.out, render?.(report, made, language));
  printResult(
    options.json,
    () => checkInJson(report, tested),
    () => asText(report, made, language),
  );
  isWritten();
  process.exitCode = verdicts[report.verdicts[0]].exit;
}

/** The new file, if there is to be one. Gives what throws in place of this when it could not be written. */
function tryWrite(path: string | undefined, text: string | undefined): () => void {
  try {
    if (path !== undefined && text !== undefined) writeNew(path, encodeUtf8(text), 0o644);
    return () => undefined;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

type Render = (report: CheckReport, made: Made, language: Language) => string;

const asText: Render = (report, { tested }, language) =>
  `${showCheck(report, tested, language).join("\n").trimEnd()}\n`;

const renderers: Readonly<Record<string, Render>> = {
  html: renderSheet,
  txt: (report, made, language) => harmless(asText(report, made, language)),
  json: (report, { tested }) => harmless(`${JSON.stringify(checkInJson(report, tested))}\n`),
};

/** By the end of the name. Throws CommandError before anything is read. */
function rendererOf(path: string): Render {
  const [, end = ""] = /\.([a-z]+)$/i.exec(path) ?? [];
  const render = Object.hasOwn(renderers, end.toLowerCase()) ? renderers[end.toLowerCase()] : undefined;
  if (render === undefined)
    throw new CommandError(
      {
        nl: `-o ${quote(path)}: verwacht een naam die eindigt op .html (om af te drukken), .txt of .json`,
        en: `-o ${quote(path)}: expected a name that ends in .html (to print), .txt or .json`,
      },
      exitUsage,
    );
  return render;
}
