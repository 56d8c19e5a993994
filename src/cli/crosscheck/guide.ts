// Three questions in place of a command line: a form, a comparison, or what is in a folder. Each becomes the arguments of a command,
// which is run and then shown, so that the next time it can be typed.

import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Fault, wrongHashGroups } from "../../format/index.ts";
import type { Person } from "../../verify/program/guide/person.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { localTime } from "../../verify/record/tool.ts";
import { sayWrongGroups } from "../../words/code-words.ts";
import type { Language } from "../../words/language.ts";
import { faultText } from "../fault-words.ts";
import { guideTexts } from "./guide-texts.ts";
import { givenCodes } from "./inputs.ts";
import { Stopped, Talk } from "./talk.ts";

export interface Setting {
  readonly person: Person;
  readonly language: Language;
  readonly write: (text: string) => void;
  /** Runs a command with these arguments, and sets `process.exitCode`. Rejects what the command rejects. */
  readonly run: (args: readonly string[]) => Promise<void>;
  /** What stands before the arguments: `zegel crosscheck`. */
  readonly program: string;
  /** Folders or files that were dropped on the program: they are to be compared. */
  readonly dropped: readonly string[];
  /** Its window closes with the program: the last question holds it open. */
  readonly inWindow: boolean;
}

/** Until she stops. `process.exitCode` is that of the last command; 1 where none was run. */
export async function runGuide(setting: Setting): Promise<void> {
  process.exitCode = 1;
  const talk = new Talk(setting.person, setting.language, setting.write);
  try {
    greet(talk);
    if (setting.dropped.length > 0) await compare(talk, setting, setting.dropped);
    for (;;) await turn(talk, setting);
  } catch (error) {
    if (!(error instanceof Stopped || error instanceof CommandError)) throw error;
    talk.say(guideTexts.stopped);
  }
  if (setting.inWindow) await closing(talk, setting.person);
  setting.person.leave();
}

function greet(talk: Talk): void {
  talk.say(guideTexts.title);
  talk.show(guideTexts.intro[talk.language]);
}

async function turn(talk: Talk, setting: Setting): Promise<void> {
  const choice = await talk.choose(guideTexts.menu, [
    ["1", guideTexts.form],
    ["2", guideTexts.check],
    ["3", guideTexts.files],
    ["e", guideTexts.otherLanguage],
    ["s", guideTexts.stop],
  ]);
  if (choice === "e") {
    talk.language = talk.language === "nl" ? "en" : "nl";
    greet(talk);
  } else if (choice === "1") await makeForm(talk, setting);
  else if (choice === "3") {
    const folder = await talk.askPath(guideTexts.whichFolder);
    if (folder !== undefined) await runOne(talk, setting, ["files", folder]);
  } else {
    const folder = choice === "2" ? await talk.askPath(guideTexts.whichFolder) : choice;
    if (folder !== undefined) await compare(talk, setting, [folder]);
  }
}

async function makeForm(talk: Talk, setting: Setting): Promise<void> {
  const count = await talk.askPath(guideTexts.whichForm);
  if (count === undefined) return;
  const lists = isFolder(count) ? count : await talk.askPath(guideTexts.whichLists);
  if (lists === undefined) return;
  const out = freeName(isFolder(count) ? count : dirname(count), "invoer", ".html");
  await runOne(talk, setting, ["form", count, "--lists", lists, "-o", out]);
}

async function compare(talk: Talk, setting: Setting, paths: readonly string[]): Promise<void> {
  const code = await askCode(talk);
  const [first = "."] = paths;
  const name = `kruiscontrole ${localTime(new Date()).slice(0, 16).replace(":", ".")}`;
  const out = freeName(isFolder(first) ? first : dirname(first), name, ".html");
  const isKept = await talk.askYes(guideTexts.keep);
  await runOne(talk, setting, [
    "check",
    ...paths,
    ...(code === undefined ? [] : ["--hash", code]),
    ...(isKept ? ["-o", out] : []),
  ]);
  if (isKept && existsSync(out)) talk.say(guideTexts.saved, { path: out });
}

async function askCode(talk: Talk): Promise<string | undefined> {
  for (;;) {
    const typed = await talk.ask(guideTexts.whichHash);
    if (typed === "") return undefined;
    try {
      givenCodes([typed]);
      return typed;
    } catch (error) {
      if (!isSlip(error)) throw error;
      const groups = wrongHashGroups(typed);
      const isNearly = groups.length > 0 && groups.length < 16;
      talk.show(`\n${isNearly ? sayWrongGroups(groups, talk.language) : guideTexts.wrongHash[talk.language]}`);
    }
  }
}

/** What goes wrong is a sentence, and the questions begin again. */
async function runOne(talk: Talk, { run, program }: Setting, args: readonly string[]): Promise<void> {
  const whole = [...args, "--lang", talk.language];
  talk.show("");
  try {
    await run(whole);
  } catch (error) {
    process.exitCode = 1;
    if (!isSlip(error)) throw error;
    talk.show(`\n${faultText(error as Error, talk.language)}`);
  }
  talk.say(guideTexts.ran, { command: [program, ...whole].map(quoted).join(" ") });
}

/** What we or the system say of a file, a folder or an argument: nothing that a stranger to this program must report. */
function isSlip(error: unknown): boolean {
  if (error instanceof CommandError && error.exitCode === 130) return false;
  return error instanceof Fault || (error instanceof Error && "errno" in error);
}

/** As a shell and the console of Windows take it. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_.,:/\\=-]+$|^zegel crosscheck$/.test(word) ? word : `"${word}"`;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // the command says what is wrong with it
  }
}

/** A name that no file in the folder has. */
function freeName(folder: string, stem: string, end: string): string {
  for (let i = 1; ; i++) {
    const path = join(folder, `${stem}${i === 1 ? "" : ` (${i})`}${end}`);
    if (!existsSync(path)) return path;
  }
}

async function closing(talk: Talk, person: Person): Promise<void> {
  person.forgetTyped(); // an Enter from before must not close the window over what stands there
  talk.say(guideTexts.close);
  await person.ask("> ").catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error; // she left: nobody is there to be told
  });
}
