// What shall be verified: a disc that was found, a file or folder, or an installed program.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { dropUnseen, parseNote, parseRecall, readRecallCode, wrongGroups } from "../../../format/index.ts";
import type { Language } from "../../../words/language.ts";
import { watched } from "../../node/watch.ts";
import { driveRoot } from "../../node/windows-drive.ts";
import { programFile } from "../checklist.ts";
import { readRecall } from "../main.ts";
import type { Choice, Dialog } from "./dialog.ts";
import { type FoundDisc, findDiscs } from "./discs.ts";

const pathKey = "2";
const installedKey = "3"; // the advice after ECHT and the letter name this number

/** The arguments that name the target, and a recall when the person has one; undefined when she stops. */
export async function askTarget(
  dialog: Dialog,
  find: () => readonly FoundDisc[] = () => findDiscs(programFile()),
): Promise<readonly string[] | undefined> {
  const recalls: string[] = [];
  for (;;) {
    const target = await askOnce(dialog, find(), recalls);
    if (target === "stop") return undefined;
    if (target !== undefined) return [...target, ...recalls];
  }
}

/** Undefined: nothing was chosen yet. */
async function askOnce(
  dialog: Dialog,
  discs: readonly FoundDisc[],
  recalls: string[],
): Promise<readonly string[] | "stop" | undefined> {
  if (discs.length === 0) dialog.say("noDisc");
  const choice = await dialog.choose(menuOf(discs));
  const disc = discs.find((_, i) => discKey(i) === choice);
  if (disc !== undefined) return [disc.target];
  if (choice === "s") return "stop";
  if (choice === "e") dialog.language = dialog.language === "nl" ? "en" : "nl";
  if (choice === "r") recalls.push(...(await askRecall(dialog)));
  const path = choice === pathKey ? await askPath(dialog, "askPath") : undefined;
  if (path !== undefined) return [path];
  const folder = choice === installedKey ? await askPath(dialog, "askInstalled") : undefined;
  const reference = folder === undefined ? undefined : await askPath(dialog, "askReference");
  if (folder !== undefined && reference !== undefined) return ["--installed", folder, "--reference", reference];
  return undefined;
}

/** By letter or telephone a code, which only reports; by stick a list, which is signed. */
async function askRecall(dialog: Dialog): Promise<readonly string[]> {
  for (;;) {
    const typed = await dialog.ask("askRecall");
    if (typed === "") return [];
    const recall = takeRecall(dialog, typed);
    if (recall === undefined) continue;
    dialog.say("recallTaken");
    return recall;
  }
}

/** The arguments that give it; undefined when it is none, which is said. */
function takeRecall(dialog: Dialog, typed: string): readonly string[] | undefined {
  const read = readRecallCode(typed);
  if (read.code !== undefined) return ["--recall-code", read.code];
  const path = existingPath(typed);
  if (path !== undefined && isRecallList(path, dialog.language)) return ["--recall", path];
  const wrong = wrongGroups(read.groups);
  const isCode = path === undefined && wrong.length < read.groups.length;
  dialog.say(isCode ? "wrongGroup" : "noRecall", { group: wrong.join(", ") });
  return undefined;
}

/** As the verifier will read it. What cannot be read is none. */
function isRecallList(path: string, language: Language): boolean {
  try {
    parseRecall(parseNote(readRecall(path, language), "recall").text);
    return true;
  } catch {
    return false;
  }
}

/** The first disc is 1, which is what most come for; further ones stand behind the two that have their number always. */
function discKey(index: number): string {
  return String(index === 0 ? 1 : 3 + index);
}

function menuOf(discs: readonly FoundDisc[]): Choice[] {
  const [first, ...more] = discs.map(({ place }, i): Choice => [discKey(i), "disc", { place }]);
  return [
    ...(first === undefined ? [] : [first]),
    [pathKey, "path"],
    [installedKey, "installed"],
    ...more,
    ["r", "recall"],
    ["z", "again"],
    ["e", "otherLanguage"],
    ["s", "stop"],
  ];
}

/** The whole path of something that exists, or undefined when the person types nothing. */
export async function askPath(
  dialog: Dialog,
  question: "askPath" | "askInstalled" | "askReference" | "otherFolder",
): Promise<string | undefined> {
  for (;;) {
    const typed = await dialog.ask(question);
    if (typed === "") return undefined;
    const found = existingPath(typed);
    if (found !== undefined) return found;
    dialog.say("notThere", { path: typed });
  }
}

function existingPath(typed: string): string | undefined {
  const found = readPath(typed)
    .map((path) => driveRoot(path))
    .find((path) => watched(path, () => statSync(path, { throwIfNoEntry: false })) !== undefined);
  return found === undefined ? undefined : resolve(found);
}

/** What a window makes of a dropped file: bare, in quotes, or (Linux) with backslashes before blanks; and with marks unseen. */
function readPath(typed: string): string[] {
  return [typed, dropUnseen(typed)].flatMap((one) => {
    const bare = /^(["'])(.*)\1$/.exec(one)?.[2] ?? one;
    return [bare, bare.replace(/\\(.)/g, "$1")];
  });
}
