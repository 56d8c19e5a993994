// zegel crosscheck seats: who is elected, computed from the files of an election and held against its result.
// docs/spec/crosscheck-seats.md

import type { Command } from "commander";
import {
  type LotsFile,
  lotsLimit,
  parseLots,
  type Report,
  type SeatsReport,
  seatsInJson,
  seatsReportOf,
  showSeats,
  verdicts,
} from "../../crosscheck/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { decodeUtf8, FormatError, quote } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Language } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult } from "../command.ts";

export interface ReadOptions {
  readonly hash: readonly string[];
  readonly use?: readonly string[];
}

interface Options extends ReadOptions {
  readonly lots?: string;
  readonly deceased?: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
}

const exitText =
  "\nExit code: 0 seats and people elected agree, 41 unreadable file, 42 another file, 43 the sums of the count do not agree,\n" +
  "45 the result differs, 46 a file, a lot or a rule is missing, 1 failed, 2 wrong command line.\n";

/** `read`: what all commands do first. */
export function addSeats(
  crosscheck: Command,
  readOptions: readonly (() => Parameters<Command["addOption"]>[0])[],
  read: (paths: readonly string[], options: ReadOptions) => Promise<Report>,
): void {
  const command = crosscheck
    .command("seats")
    .description("compute seats and people elected from the count, and hold the result against them")
    .argument("<path...>", "files, folders and zips in any order: 510d (or the 510b of a council), 110a, 520, 230b");
  for (const option of readOptions) command.addOption(option());
  command
    .option("--lots <file>", "how lots fell, from the record of the central electoral committee: a text zegel/lots v1")
    .addOption(many("--deceased <person>", "who died: LIST.PLACE, or a short code"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText("after", `\nExample:\n  zegel crosscheck seats uitslag/ --deceased 3.12\n${exitText}`)
    .action(async (paths: readonly string[], options: Options) => {
      const lots = options.lots === undefined ? undefined : await readLots(options.lots);
      const { inputs, judged } = await read(paths, options);
      const report = seatsReportOf(inputs, judged, { lots, deceased: options.deceased ?? [] });
      demandPeople(report.seats);
      finish(report, options);
    });
}

export async function readLots(path: string): Promise<LotsFile> {
  const bytes = await readBytes(path, lotsLimit);
  try {
    return parseLots(decodeUtf8(bytes, quote(path)), quote(path));
  } catch (error) {
    if (error instanceof FormatError) throw new CommandError(`--lots ${error.message}`, exitUsage);
    throw error;
  }
}

/** A name that fits nobody, or several people, is a slip: it is asked again before anything is said of the election. */
export function demandPeople({ unresolved }: SeatsReport["seats"]): void {
  const [named] = unresolved;
  if (named === undefined) return;
  throw new CommandError(
    `--deceased ${quote(named)}: expected one person on the lists, as LIST.PLACE (3.12) or LIST/SHORTCODE, found none or several`,
    exitUsage,
  );
}

function finish(report: SeatsReport, options: Options): void {
  printResult(
    options.json,
    () => seatsInJson(report),
    () => `${showSeats(report, languageOf(options)).join("\n").trimEnd()}\n`,
  );
  process.exitCode = verdicts[report.verdicts[0]].exit;
}
