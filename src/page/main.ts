// The page: what to verify, the code, one check, the verdict. docs/spec/verification.md runs in check.ts, by the verifier's own code.

import { encodeHashGroups, encodeUtf8, parseNote, readRecallCode, textDigest, wrongGroups } from "../format/index.ts";
import { builtIn } from "../verify/built-in.ts";
import { codeFits } from "../verify/peek.ts";
import type { Platform, Progress } from "../verify/proof/ports.ts";
import { secondsLeft } from "../verify/record/progress-time.ts";
import { toolVersion } from "../verify/record/tool.ts";
import { makeBrowserPlatform } from "./browser/platform.ts";
import { check } from "./check.ts";
import { CodeEntry } from "./code-entry.ts";
import { currentLanguage, element, say, speak } from "./elements.ts";
import { Result } from "./result.ts";
import { type ChosenTarget, TargetEntry } from "./target-entry.ts";

const state = element("start-state", HTMLParagraphElement);
const start = element("start", HTMLButtonElement);
const cancel = element("cancel", HTMLButtonElement);
const bar = element("bar", HTMLProgressElement);
const progress = element("progress", HTMLParagraphElement);
const progressFile = element("progress-file", HTMLParagraphElement);

/** What was said last of the start, to say it again in another language. */
let said: () => string = () => "";
/** A code of which was said that it does not belong to the disc. When it is submitted again, all is verified nevertheless, for the record. */
let warnedOf: string | undefined;
/** Counts the runs: one that was stopped shows nothing any more. */
let run = 0;

const codeEntry = new CodeEntry(forget);
const targetEntry = new TargetEntry(forget);
const result = new Result();

/** The verdict was, or would be, about what is no longer chosen or typed. */
function forget(): void {
  result.set(undefined);
  warnedOf = undefined;
  if (start.disabled) stop();
  else tell(() => "");
}

const recall = element("recall", HTMLInputElement);
recall.addEventListener("input", () => {
  showRecall();
  forget();
});

/** None, one in printed form, or undefined when what is typed is no such code. */
function recallCodes(): readonly string[] | undefined {
  if (recall.value.trim() === "") return [];
  const { code } = readRecallCode(recall.value);
  return code === undefined ? undefined : [code];
}

function showRecall(): void {
  const read = readRecallCode(recall.value);
  const isWrong = recall.value.trim() !== "" && read.code === undefined;
  recall.setAttribute("aria-invalid", String(isWrong));
  element("recall-state", HTMLParagraphElement).textContent = isWrong
    ? say("wrongGroup", { group: wrongGroups(read.groups).join(", ") })
    : "";
}

function tell(text: () => string): void {
  said = text;
  state.textContent = text();
}

async function begin(): Promise<void> {
  const target = targetEntry.chosen;
  const { code } = codeEntry;
  result.set(undefined);
  if (builtIn.roots.length === 0) return tell(() => say("noAnchor"));
  const recalls = recallCodes();
  if (target === undefined || code === undefined || recalls === undefined) {
    tell(() => say("needBoth"));
    if (target !== undefined) codeEntry.focus();
    return;
  }
  const own = ++run;
  setBusy(true);
  try {
    const platform = await makeBrowserPlatform().catch(() => undefined);
    if (own !== run) return;
    if (platform === undefined) return tell(() => say("tooOld"));
    await verify(target, code, recalls, platform, own);
  } catch (error) {
    if (own === run) tell(() => say("failed", { text: error instanceof Error ? error.message : String(error) }));
  } finally {
    if (own === run) setBusy(false);
  }
}

async function verify(
  { name, source }: ChosenTarget,
  code: string,
  recallCodes: readonly string[],
  platform: Platform,
  own: number,
): Promise<void> {
  const fits = warnedOf === code || (await codeFits(source, code, platform));
  if (own !== run) return;
  if (fits === false) {
    warnedOf = code;
    return tell(() => say("otherRelease"));
  }
  tell(() => say("selfTest"));
  const started = performance.now();
  const onProgress: Progress = (done, total, passed) => {
    if (own !== run) throw new Error("stopped");
    showProgress([done, total, passed], (performance.now() - started) / 1000);
  };
  const input = { target: name, source, code, recallCodes, onProgress };
  const record = await check(input, platform).finally(() => {
    if (own === run) targetEntry.forget();
  });
  if (own !== run) return;
  tell(() => "");
  result.set(record);
}

let shownAt = 0;
/** At most four times a second, for each picture costs the reading time; what remains is measured, not promised. */
function showProgress([done, total, passed]: Parameters<Progress>, elapsed: number): void {
  if (performance.now() - shownAt < 250) return;
  shownAt = performance.now();
  bar.value = total === 0 ? 0 : done / total;
  if (passed !== undefined) progressFile.textContent = say("file", { ...passed });
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  const read = say("progress", { done: megabytes(done), total: megabytes(Math.max(done, total)) });
  const seconds = elapsed < 3 || total <= done ? 0 : Math.ceil(secondsLeft(done, total, elapsed, false));
  const left =
    seconds === 0
      ? ""
      : seconds < 90
        ? say("secondsLeft", { count: Math.ceil(seconds / 10) * 10 })
        : say("minutesLeft", { count: Math.ceil(seconds / 60) });
  progress.textContent = `${read} ${left}`;
  state.textContent = "";
}

function setBusy(isBusy: boolean): void {
  start.disabled = isBusy;
  cancel.hidden = !isBusy;
  bar.hidden = !isBusy;
  bar.value = 0;
  progress.textContent = "";
  progressFile.textContent = "";
}

/** A stopped run may still read a little; nothing it finds is shown. */
function stop(): void {
  run++;
  setBusy(false);
  tell(() => say("stopped"));
}

function showAll(): void {
  codeEntry.show();
  showRecall();
  targetEntry.show();
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
  targetEntry.forget();
});
element("language", HTMLButtonElement).addEventListener("click", () => {
  speak(currentLanguage() === "nl" ? "en" : "nl");
  showAll();
});
speak("nl");
showAll();
if (builtIn.roots.length === 0) tell(() => say("noAnchor"));
