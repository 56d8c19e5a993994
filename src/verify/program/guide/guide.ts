// The guided program: what a double-click starts. It asks, puts together the command line that `zegel-verify` would be given,
// runs the same verifier, and says what to do now. It runs nothing without the code from the letter.

import { builtIn } from "../../built-in.ts";
import { endHung, thenClose } from "../../node/hung.ts";
import { nodePlatform } from "../../node/platform.ts";
import { codeFits } from "../../peek.ts";
import { NoInstallList } from "../../proof/installed.ts";
import type { VerificationRecord } from "../../record/record.ts";
import { renderVerdict } from "../../record/text.ts";
import { SilentMedium } from "../../silence.ts";
import { programFile, runsFromDisc } from "../checklist.ts";
import { checkTarget, openSource } from "../main.ts";
import { type Options, readOptions } from "../options.ts";
import { Papers } from "../output/folders.ts";
import { CommandError } from "../terminal.ts";
import { silentText, whenHung } from "../when-hung.ts";
import { askCode } from "./code.ts";
import type { Dialog } from "./dialog.ts";
import { keepRecord, keepReference } from "./keep.ts";
import { askTarget } from "./menu.ts";
import type { GuideText } from "./texts.ts";

/**
 * `base`: options that stand before what is asked (`--root` …). `dragged`: a file or folder that was dropped on the program.
 * Sets `process.exitCode`: 1 until there is a verdict and all was offered, then the verdict's, in one place.
 */
export async function runGuide(dialog: Dialog, base: readonly string[], dragged?: string): Promise<void> {
  process.exitCode = 1;
  const papers = new Papers();
  let isHung = false;
  const talk = () =>
    converse(dialog, base, dragged, papers).catch((error) => {
      isHung = error instanceof SilentMedium;
      throw error;
    });
  const record = hasAnchor(base) ? await attempt(dialog, talk, "stopped") : dialog.say("noAnchor");
  if (record !== undefined) {
    whenHung({ program: "zegel verify", language: dialog.language, inWindow: true, hasVerdict: true });
    dialog.show(`\n${renderVerdict(record, dialog.language)}`);
    await attempt(dialog, () => offer(dialog, record, papers).catch((error) => sayNotKept(dialog, record, error)));
    process.exitCode = record.exitCode;
  }
  await attempt(dialog, () => dialog.askLast("close")); // the window of a double-click closes with the program
  if (isHung) endHung(""); // all was said, and nothing else would end it
}

function hasAnchor(base: readonly string[]): boolean {
  return builtIn.roots.length > 0 || base.includes("--root");
}

/** Undefined when the person left or it failed, which was said. `whenLeft`: what to say when she left. */
async function attempt<T>(dialog: Dialog, work: () => Promise<T>, whenLeft?: GuideText): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CommandError)) sayFailure(dialog, error);
    else if (whenLeft !== undefined) dialog.say(whenLeft);
    return undefined;
  }
}

/** The verdict was given, and stands whatever becomes of the record. */
function sayNotKept(dialog: Dialog, record: VerificationRecord, error: unknown): void {
  if (error instanceof CommandError) throw error;
  dialog.say("notSaved", { text: error instanceof Error ? error.message : String(error) });
  dialog.say("standsAnyway", { number: record.controlNumber });
}

function sayFailure(dialog: Dialog, error: unknown): void {
  if (error instanceof NoInstallList) dialog.say("noInstallList");
  else if (error instanceof SilentMedium) dialog.say("failed", { text: silentText(dialog.language) });
  else dialog.say("failed", { text: error instanceof Error ? error.message : String(error) });
}

async function converse(
  dialog: Dialog,
  base: readonly string[],
  dragged: string | undefined,
  papers: Papers,
): Promise<VerificationRecord | undefined> {
  const speak = () => whenHung({ program: "zegel verify", language: dialog.language, inWindow: true });
  speak();
  dialog.say("title");
  dialog.show(dialog.text("intro"));
  if (runsFromDisc(programFile())) dialog.say("fromDisc");
  const target = dragged === undefined ? await askTarget(dialog) : [dragged];
  speak(); // another language may have been chosen
  const options = target === undefined ? undefined : await askFittingCode(dialog, [...base, ...target]);
  if (options === undefined) {
    dialog.say("stopped");
    return undefined;
  }
  const isInstalled = options.reference !== undefined;
  dialog.say(isInstalled ? "readingInstalled" : "reading");
  return checkTarget(options, isInstalled ? undefined : papers);
}

/** Asks for the code until it is that of the target, or until the person goes on or stops. */
async function askFittingCode(dialog: Dialog, args: readonly string[]): Promise<Options | undefined> {
  for (;;) {
    const code = await askCode(dialog);
    if (code === undefined) return undefined;
    const options = readOptions([...args, "--code", code, "--purpose", "by-code", "--lang", dialog.language]);
    if (options === "help" || "version" in options) throw new CommandError("--guided: expected options of a check");
    if ((await fits(options, code)) !== false) return options; // what cannot be read yet is the verifier's to explain
    dialog.say("otherRelease");
    const choice = await dialog.choose([
      ["1", "typeAgain"],
      ["2", "goOn"],
      ["s", "stop"],
    ]);
    if (choice === "2") return options;
    if (choice === "s") return undefined;
  }
}

async function fits(options: Options, code: string): Promise<boolean | undefined> {
  const { source, close } = await openSource(options);
  return thenClose(close, () => codeFits(source, code, nodePlatform));
}

async function offer(dialog: Dialog, record: VerificationRecord, papers: Papers): Promise<void> {
  await keepRecord(dialog, record);
  if (record.verdict === "ECHT" && papers.hasInstallList) await keepReference(dialog, record, papers);
}
