// The page: what to verify, the code, one check, the verdict. docs/spec/verification.md runs in check.ts, by the verifier's own code.

import { encodeHashGroups, encodeUtf8, parseNote, textDigest } from "../format/index.ts";
import { builtIn } from "../verify/built-in.ts";
import { claimOf } from "../verify/peek.ts";
import { NoInstallList } from "../verify/proof/installed.ts";
import type { Platform, Progress } from "../verify/proof/ports.ts";
import { claimedSoftware } from "../verify/record/outcome.ts";
import { toolVersion } from "../verify/record/tool.ts";
import { makeBrowserPlatform } from "./browser/platform.ts";
import { type CheckInput, check } from "./check.ts";
import { CodeEntry } from "./code-entry.ts";
import { currentLanguage, element, say, speak } from "./elements.ts";
import { GivenEntry } from "./given-entry.ts";
import { ProgressView } from "./progress-view.ts";
import { Question } from "./question.ts";
import { Result } from "./result.ts";
import { slipOfProgram } from "./slips.ts";
import { TargetEntry } from "./target-entry.ts";

const state = element("start-state", HTMLParagraphElement);
const start = element("start", HTMLButtonElement);
const cancel = element("cancel", HTMLButtonElement);

/** What was said last of the start, to say it again in another language. */
let said: () => string = () => "";
/** Counts the runs: one that was stopped shows nothing any more. */
let run = 0;

const codeEntry = new CodeEntry("zegelcode", { groups: "groups", state: "code-state" }, forget);
const givenEntry = new GivenEntry(forget);
const targetEntry = new TargetEntry(forget, (file) => givenEntry.takeDropped(file));
const progress = new ProgressView();
const result = new Result();
const question = new Question({
  typeAgain: () => codeEntry.focus(),
  otherDisc: () => targetEntry.askAgain(),
  goOn: () => void begin(true),
});

/** The verdict was, or would be, about what is no longer chosen or typed. */
function forget(): void {
  result.set(undefined);
  question.hide();
  if (start.disabled) stop();
  else tell(() => "");
}

function tell(text: () => string): void {
  said = text;
  state.textContent = text();
}

/** `isSure`: that the code belongs to the disc need not be asked. */
async function begin(isSure = false): Promise<void> {
  result.set(undefined);
  question.hide();
  tell(() => "");
  if (builtIn.roots.length === 0) return tell(() => say("noAnchor"));
  const own = ++run;
  await Promise.all([targetEntry.settled, givenEntry.settled]); // each tells a change, which would stop a check that is under way
  if (own !== run) return;
  const given = asked();
  if (given === undefined) return;
  const { target, ...rest } = given;
  setBusy(true);
  try {
    const platform = await makeBrowserPlatform().catch(() => undefined);
    if (own !== run) return;
    if (platform === undefined) return tell(() => say("tooOld"));
    const source = target.sourceOn(platform);
    if (!isSure && !(await fits(source, rest.code, platform, own))) return;
    if (!(await isThere(source, own))) return;
    await verify({ ...rest, target: target.name, source: target.sourceOn(platform) }, platform, own);
  } catch (error) {
    if (own === run) tell(() => failure(error));
  } finally {
    if (own === run) setBusy(false);
  }
}

/** What a check needs; undefined: something of it is missing, which was said. */
function asked() {
  const target = targetEntry.chosen;
  const { code } = codeEntry;
  const { recallCodes, notes } = givenEntry;
  if (target === undefined) tell(() => say("needTarget"));
  else if (code === undefined) {
    tell(() => say("needCode"));
    codeEntry.focus();
  } else if (recallCodes === undefined) {
    tell(() => say("needRecallCode"));
    givenEntry.focus();
  } else return { target, code, recallCodes, notes };
  return undefined;
}

/** False: it was asked what is to be done. What cannot be read is the verifier's to explain. */
async function fits(source: CheckInput["source"], code: string, platform: Platform, own: number): Promise<boolean> {
  const seen = await claimOf(source, platform);
  if (own !== run) return false;
  if (seen === undefined || seen.code === code) return true;
  tell(() => "");
  question.ask(() => say("onDisc", { disc: claimedSoftware(seen.release, currentLanguage()) }));
  return false;
}

/** False: the program is not in the folder that was chosen, which was said. */
async function isThere(source: CheckInput["source"], own: number): Promise<boolean> {
  const slip = source.kind === "installed" ? await slipOfProgram(source.folder, source.reference) : undefined;
  if (own !== run) return false;
  if (slip !== undefined) targetEntry.refuseProgram(slip);
  return slip === undefined;
}

async function verify(given: Omit<CheckInput, "onProgress">, platform: Platform, own: number): Promise<void> {
  tell(() => say("selfTest"));
  progress.start();
  const onProgress: Progress = (...read) => {
    if (own !== run) throw new Error("stopped");
    if (state.textContent !== "") tell(() => "");
    progress.show(...read);
  };
  const record = await check({ ...given, onProgress }, platform).finally(() => {
    if (own === run) targetEntry.forget();
  });
  if (own !== run) return;
  tell(() => "");
  result.set(record);
}

function failure(error: unknown): string {
  if (error instanceof NoInstallList) return say("noInstallList");
  return say("failed", { text: error instanceof Error ? error.message : String(error) });
}

function setBusy(isBusy: boolean): void {
  start.disabled = isBusy;
  cancel.hidden = !isBusy;
  if (!isBusy) progress.end();
}

/** A stopped run may still read a little; nothing it finds is shown. */
function stop(): void {
  run++;
  setBusy(false);
  tell(() => say("stopped"));
}

function showAll(): void {
  codeEntry.show();
  givenEntry.show();
  targetEntry.show();
  question.show();
  result.show();
  state.textContent = said();
  const newest = builtIn.roots.at(-1);
  const root = newest === undefined ? "–" : encodeHashGroups(textDigest(parseNote(encodeUtf8(newest), "root").text));
  element("version", HTMLParagraphElement).textContent = say("version", {
    version: toolVersion,
    revision: builtIn.revision ?? "–",
    root,
  });
}

element("form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  void begin();
});
cancel.addEventListener("click", () => {
  stop();
  targetEntry.askAgain();
});
element("language", HTMLButtonElement).addEventListener("click", () => {
  speak(currentLanguage() === "nl" ? "en" : "nl");
  showAll();
});
speak("nl");
showAll();
if (builtIn.roots.length === 0) tell(() => say("noAnchor"));
