// The command line of `zegel rescue`.

import { print } from "../../../files/print.ts";
import { Fault } from "../../../format/index.ts";
import { sectorBytes } from "../../../iso9660/index.ts";
import { type Language, visible } from "../../../words/language.ts";
import { endHung } from "../../node/hung.ts";
import { hungSentence } from "../../node/watch.ts";
import { VerifyError } from "../../proof/verdict.ts";
import { encodeRecord, type VerificationRecord } from "../../record/record.ts";
import { renderRecord } from "../../record/text.ts";
import type { Rescue } from "../../rescue/rescue.ts";
import { SilentMedium } from "../../silence.ts";
import { localeLanguage } from "../locale.ts";
import { tryRecords, writeRecords } from "../output/record-file.ts";
import { errorWords, sayError } from "../say-error.ts";
import { exitFailure, exitUsage } from "../terminal.ts";
import { whenHung } from "../when-hung.ts";
import { Joining } from "./joining.ts";
import { type RescueOptions, readRescueOptions, rescueHelp } from "./options.ts";
import { workNames } from "./part-file.ts";
import { badWords, givenWords, goOnWords, madeWords, missingWords, notMadeWords, refusedWords } from "./words.ts";

/** Done as far as it can be: another disc is needed. */
const exitMissing = 3;

/** Runs a rescue and sets `process.exitCode`: 1 from the first statement on, and another in one place. */
export async function runRescue(args: readonly string[]): Promise<void> {
  process.exitCode = exitFailure;
  let language = localeLanguage();
  let inputs: readonly string[] = [];
  try {
    const options = readRescueOptions(args);
    if (options === "help") {
      print(rescueHelp);
      process.exitCode = 0;
      return;
    }
    [language, inputs] = [options.verify.language, options.inputs];
    whenHung({ program: "zegel rescue", language });
    // The image has its name before its record is written, which would find the name taken.
    tryRecords(options.verify.records, [options.out, ...Object.values(workNames(options.out))]);
    process.exitCode = await joinAll(options);
  } catch (error) {
    if (error instanceof SilentMedium) return endHung(hungSentence(inputs.join(", ")));
    const isUsage = error instanceof VerifyError && error.code === "GEBRUIK";
    sayError(`zegel rescue: ${isUsage ? "GEBRUIK" : "FOUT"}: ${wordsOf(error, inputs, language)}`);
    process.exitCode = isUsage ? exitUsage : exitFailure;
  }
}

function wordsOf(error: unknown, inputs: readonly string[], language: Language): string {
  const refused = refusedWords(error, language);
  if (refused !== undefined) return refused;
  if (error instanceof Fault && language === "nl" && error.dutch !== undefined) return visible(error.dutch);
  const [target] = inputs.filter((input) => error instanceof Error && error.message.startsWith(input));
  return errorWords(error, target, language);
}

/** The exit code. Rejects RescueError, FilesError, VerifyError, the system's errors; what was read so far stays. */
async function joinAll({ inputs, out, verify }: RescueOptions): Promise<number> {
  const joining = await Joining.open(out, verify);
  try {
    await joining.add(inputs);
    const { rescue } = joining;
    if (rescue === undefined) throw new Error("internal error: nothing was begun");
    if (rescue.missing.length > 0) {
      tellMissing(rescue, joining.partName, verify);
      return exitMissing;
    }
    const { record, mended } = await joining.judge();
    const { language } = verify;
    const isMade = record.verdict === "ECHT";
    const lines = [
      ...givenWords(rescue, language),
      ...(mended === undefined || mended.isGood ? [] : badWords(mended, rescue, language)),
      ...(isMade ? [madeWords(out, language)] : notMadeWords(out, joining.partName, language)),
    ];
    tellJudged(record, lines, verify);
    return record.exitCode;
  } finally {
    await joining.close();
  }
}

function tellMissing(rescue: Rescue, part: string, { json, language }: RescueOptions["verify"]): void {
  if (json) {
    const { missing, given, inputs, trusted } = rescue;
    const sectors = (stretches: typeof missing) =>
      stretches.map(({ from, to }) => [from / sectorBytes, (to - from) / sectorBytes]);
    const gave = given.map(({ name, taken }) => ({ name, taken: sectors(taken) }));
    print(`${JSON.stringify({ release: trusted.sha256, inputs, given: gave, missing: sectors(missing) })}\n`);
    return;
  }
  const lines = [...givenWords(rescue, language), ...missingWords(rescue, language), goOnWords(part, language)];
  print(`${lines.join("\n")}\n`);
}

function tellJudged(record: VerificationRecord, lines: readonly string[], verify: RescueOptions["verify"]): void {
  const { json, language, records } = verify;
  if (json) print(encodeRecord(record));
  else print(`${renderRecord(record, language)}\n${lines.join("\n")}\n`);
  writeRecords(records, record, language);
}
