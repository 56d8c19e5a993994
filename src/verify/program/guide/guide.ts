// The guided program: what a double-click starts. It asks, puts together the command line that `zegel-verify` would be given,
// runs the same verifier, and says what to do now. It runs nothing without the code from the letter.

import type { Release } from "../../../format/index.ts";
import { purposeWords } from "../../../words/glossary.ts";
import { builtIn } from "../../built-in.ts";
import { endHung, thenClose } from "../../node/hung.ts";
import { NoDisc } from "../../node/medium.ts";
import { nodePlatform } from "../../node/platform.ts";
import { type Claim, claimOf } from "../../peek.ts";
import { NoInstallList } from "../../proof/installed.ts";
import { VerifyError } from "../../proof/verdict.ts";
import { openedOf } from "../../proof/verify.ts";
import { softwareOf } from "../../record/outcome.ts";
import type { VerificationRecord } from "../../record/record.ts";
import { renderLast, renderVerdict } from "../../record/text.ts";
import { SilentMedium } from "../../silence.ts";
import { programFile, runsFromDisc } from "../checklist.ts";
import { checkTarget, openSource } from "../main.ts";
import { type Options, readOptions } from "../options.ts";
import { Papers } from "../output/folders.ts";
import { CommandError } from "../terminal.ts";
import { silentText, whenHung } from "../when-hung.ts";
import { askCode } from "./code.ts";
import type { Dialog } from "./dialog.ts";
import { keepAll } from "./keep.ts";
import { askTarget, type Chosen } from "./menu.ts";
import { askReceipt, DiscsInTurn } from "./receipt.ts";
import { type Checked, offerRescue } from "./rescue.ts";

/**
 * `base`: options that stand before what is asked (`--root` …). `dropped`: files or folders that were dropped on the program.
 * Sets `process.exitCode`: 1 until there is a verdict and all was offered, then the verdict's, in one place. Of the discs of a set that
 * were checked one after the other it is the last one's: no other was begun unless those before are ECHT.
 */
export async function runGuide(
  dialog: Dialog,
  base: readonly string[],
  dropped: readonly string[] = [],
): Promise<void> {
  process.exitCode = 1;
  const discs = new DiscsInTurn();
  try {
    const ended = hasAnchor(base) ? await checkAll(dialog, base, dropped, discs) : dialog.say("noAnchor");
    process.exitCode = ended?.exitCode ?? 1;
    discs.end(); // the window may stand open all day
    await dialog.askLast("close").catch(leftBehind); // the window of a double-click closes with the program
    if (ended?.isHung === true) endHung(""); // all was said, and nothing else would end it
  } finally {
    discs.end();
  }
}

interface Ended {
  /** Undefined: without a verdict. */
  readonly exitCode: number | undefined;
  /** A drive does not answer, and holds the process. */
  readonly isHung: boolean;
}

/** One disc; of a set those that follow, as long as each is ECHT. */
async function checkAll(
  dialog: Dialog,
  base: readonly string[],
  dropped: readonly string[],
  discs: DiscsInTurn,
): Promise<Ended> {
  const chosen: Chosen = { given: [], dropped };
  greet(dialog);
  for (;;) {
    const found = await converse(dialog, base, chosen);
    if (typeof found !== "object") {
      discs.sayStanding(dialog);
      return { exitCode: undefined, isHung: found === "hung" };
    }
    let record = await tell(dialog, found, discs);
    const joined = await offerRescue(dialog, found);
    if (typeof joined === "object") record = await tell(dialog, joined, discs);
    dialog.show(`\n${renderLast(record, dialog.language)}`); // the first has left the screen by now
    const isHung = joined === "hung";
    if (isHung || !(await discs.isGoneOn(dialog, record))) return { exitCode: record.exitCode, isHung };
    beforeVerdict(dialog);
  }
}

/** The verdict, the afmeldcode, and what is kept of it. The record as it is then. */
async function tell(dialog: Dialog, { record, papers }: Checked, { letter }: DiscsInTurn): Promise<VerificationRecord> {
  whenHung({ program: "zegel verify", language: dialog.language, inWindow: true, hasVerdict: true });
  dialog.show(`\n${renderVerdict(record, dialog.language)}`);
  const reported = await askReceipt(dialog, record, letter);
  await keepAll(dialog, reported, papers);
  return reported;
}

function hasAnchor(base: readonly string[]): boolean {
  return builtIn.roots.length > 0 || base.includes("--root");
}

/** The person left: nobody is there to be told. Any other error goes on. */
function leftBehind(error: unknown): void {
  if (!(error instanceof CommandError)) throw error;
}

/** Until there is a verdict or the person stops, which is said. "hung": a drive does not answer, and holds the process. */
async function converse(
  dialog: Dialog,
  base: readonly string[],
  chosen: Chosen,
): Promise<Checked | "hung" | undefined> {
  for (;;) {
    try {
      const checked = await checkOnce(dialog, base, chosen);
      if (checked !== undefined) return checked;
    } catch (error) {
      if (error instanceof CommandError) {
        dialog.say(dialog.aim === "use" ? "stoppedUse" : "stopped");
        return undefined;
      }
      const isOver = sayFailure(dialog, error);
      if (isOver) return error instanceof SilentMedium ? "hung" : undefined;
    }
  }
}

/** Who she is greeted by, and what she must know before anything else. Once more in each language. */
function greet(dialog: Dialog): void {
  beforeVerdict(dialog);
  dialog.say("title");
  dialog.show(dialog.text("intro"));
  if (runsFromDisc(programFile())) dialog.say("fromDisc");
}

/** What is said from now on of a drive that does not answer: there is no verdict yet. */
function beforeVerdict({ language }: Dialog): void {
  whenHung({ program: "zegel verify", language, inWindow: true });
}

/** Undefined: another disc is to be chosen. */
async function checkOnce(dialog: Dialog, base: readonly string[], chosen: Chosen): Promise<Checked | undefined> {
  const target = await askTarget(dialog, chosen, () => greet(dialog));
  const fitting = await askFittingCode(dialog, [...base, ...target]);
  if (fitting === undefined) return undefined;
  const { options, isDisc } = fitting;
  const isInstalled = options.reference !== undefined;
  const papers = new Papers();
  dialog.say(isDisc ? "readingDisc" : "reading");
  const record = await dialog.busy((stop) => checkTarget(options, isInstalled ? undefined : papers, stop));
  return { record, papers, options };
}

interface Fitting {
  readonly options: Options;
  /** A disc in a drive is to be read. */
  readonly isDisc: boolean;
}

/** Asks for the code until it is that of the target, or the person goes on with it. Undefined: she chooses another disc. */
async function askFittingCode(dialog: Dialog, args: readonly string[]): Promise<Fitting | undefined> {
  for (;;) {
    const code = await askCode(dialog);
    const options = readOptions([...args, "--code", code, "--purpose", "by-code", "--lang", dialog.language]);
    if (options === "help" || "version" in options) throw new CommandError("--guided: expected options of a check");
    const { claim, isDisc } = await dialog.busy(() => readClaim(options));
    if (claim === undefined || claim.code === code) return { options, isDisc }; // what cannot be read yet is the verifier's to explain
    sayOther(dialog, claim);
    const choice = await dialog.choose([
      ["1", "typeAgain"],
      ["2", "otherDisc"],
      ["3", "goOn"],
      ["s", "stop"],
    ]);
    if (choice === "3") return { options, isDisc };
    if (choice === "2") return undefined;
  }
}

async function readClaim(options: Options): Promise<{ claim: Claim | undefined; isDisc: boolean }> {
  const { source, close } = await openSource(options);
  const claim = await thenClose(close, () => claimOf(source, nodePlatform));
  return { claim, isDisc: openedOf(source) === "drive" };
}

/** What stands on the disc, as a claim: nobody has checked a signature yet. */
function sayOther(dialog: Dialog, { release }: Claim): void {
  dialog.say(dialog.aim === "use" ? "otherReference" : "otherRelease");
  if (release !== undefined) dialog.show(dialog.text("standsOnDisc", { software: softwareNamed(dialog, release) }));
  dialog.show(dialog.text("moreCodes"));
}

function softwareNamed({ language }: Dialog, release: Release): string {
  const name = softwareOf({ release }, language) ?? "";
  return release.purpose === "final" ? `${name}, ${purposeWords.final[language]}` : name;
}

/** What went wrong, in her words where it is something that she can mend. True: there is no going on. */
function sayFailure(dialog: Dialog, error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  const isSystem = error instanceof Error && "errno" in error;
  if (error instanceof SilentMedium) dialog.say("failed", { text: silentText(dialog.language) });
  else if (error instanceof NoInstallList) dialog.say("noInstallList");
  else if (error instanceof NoDisc) dialog.say("noDiscInDrive");
  else if (error instanceof VerifyError || isSystem) dialog.say("notDone", { text });
  else dialog.say("failed", { text });
  return error instanceof SilentMedium || !(error instanceof VerifyError || isSystem);
}
