// What shall be verified: a disc that was found, a file or folder, or an installed program.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Choice, Dialog } from "./guide-dialog.ts";
import { type FoundDisc, findDiscs } from "./guide-discs.ts";

const pathKey = "2";
const installedKey = "3"; // the advice after ECHT and the letter name this number

/** The arguments that name the target, or undefined when the person stops. */
export async function askTarget(
  dialog: Dialog,
  find: () => readonly FoundDisc[] = findDiscs,
): Promise<readonly string[] | undefined> {
  for (;;) {
    const discs = find();
    if (discs.length === 0) dialog.say("noDisc");
    const choice = await dialog.choose(menuOf(discs));
    const disc = discs.find((_, i) => discKey(i) === choice);
    if (disc !== undefined) return [disc.target];
    if (choice === "s") return undefined;
    if (choice === "e") dialog.language = dialog.language === "nl" ? "en" : "nl";
    const path = choice === pathKey ? await askPath(dialog, "askPath") : undefined;
    if (path !== undefined) return [path];
    const folder = choice === installedKey ? await askPath(dialog, "askInstalled") : undefined;
    const reference = folder === undefined ? undefined : await askPath(dialog, "askReference");
    if (folder !== undefined && reference !== undefined) return ["--installed", folder, "--reference", reference];
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
    const found = readPath(typed).find((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
    if (found !== undefined) return resolve(found);
    dialog.say("notThere", { path: typed });
  }
}

/** What a window makes of a dropped file: bare, in quotes, or (Linux) with backslashes before blanks. */
function readPath(typed: string): string[] {
  const bare = /^(["'])(.*)\1$/.exec(typed)?.[2] ?? typed;
  return [bare, bare.replace(/\\(.)/g, "$1")];
}
