// What shall be verified: a disc that was found, a file or folder, or an installed program.

import { kindOfCode } from "../../../format/index.ts";
import { programFile } from "../checklist.ts";
import type { Choice, Dialog } from "./dialog.ts";
import { type FoundDisc, findDiscs } from "./discs.ts";
import { askFit, type Fitting } from "./fit.ts";
import { askInstalled } from "./installed.ts";
import { askFromKiesraad, takeDragged } from "./kiesraad.ts";
import { lookAtTarget } from "./look.ts";
import { existingPath } from "./paths.ts";

const discKey = "1";
const pathKey = "2";
const installedKey = "3"; // the advice after GOED and the letter name this number
const kiesraadKey = "4"; // the letter of a recall names this one

/** The choices that are always there stand before further discs. */
const lastKey = 4;

/** What was chosen so far, over all turns of the conversation. */
export interface Chosen {
  /** What the Kiesraad told or sent, as arguments: it goes with every check. */
  readonly given: string[];
  /** Dropped on the program. */
  dropped: readonly string[];
}

/** Says it again in another language. */
export type Greet = () => void;

/** The arguments of the check. Rejects CommandError when the person stops. */
export async function askTarget(
  dialog: Dialog,
  chosen: Chosen,
  greet: Greet = () => undefined,
  find: () => readonly FoundDisc[] = () => findDiscs(programFile()),
): Promise<readonly string[]> {
  for (;;) {
    dialog.aim = "install";
    const target = (await takeDropped(dialog, chosen)) ?? (await askOnce(dialog, chosen, greet, find()));
    if (target !== undefined) return [...target, ...chosen.given];
  }
}

const target: Fitting = { question: "askPath", look: lookAtTarget };

async function takeDropped(dialog: Dialog, chosen: Chosen): Promise<readonly string[] | undefined> {
  const [dropped, more] = chosen.dropped;
  chosen.dropped = [];
  if (more !== undefined) dialog.say("onlyOne");
  return dropped === undefined || more !== undefined ? undefined : takeOpened(dialog, chosen, dropped);
}

/** A disc or a file that came without a choice; one of the Kiesraad goes with the check, and what to verify is still to be chosen. */
async function takeOpened(dialog: Dialog, chosen: Chosen, typed: string): Promise<readonly string[] | undefined> {
  const path = existingPath(typed);
  const given = path === undefined ? undefined : takeDragged(dialog, path);
  if (given === undefined) return takePath(dialog, path ?? typed);
  chosen.given.push(...given);
  return undefined;
}

async function takePath(dialog: Dialog, typed?: string): Promise<readonly string[] | undefined> {
  const path = await askFit(dialog, target, typed);
  return path === undefined ? undefined : [path];
}

/** Undefined: nothing was chosen yet. */
async function askOnce(
  dialog: Dialog,
  chosen: Chosen,
  greet: Greet,
  discs: readonly FoundDisc[],
): Promise<readonly string[] | undefined> {
  if (discs.length === 0) dialog.say("noDisc");
  const choice = await dialog.choose(menuOf(discs), (typed) => takeOther(dialog, typed));
  const disc = discs.find((_, i) => keyOf(i) === choice);
  if (disc !== undefined) return [disc.target];
  switch (choice) {
    case pathKey:
      return takePath(dialog);
    case installedKey:
      return askInstalled(dialog, discs);
    case kiesraadKey:
      chosen.given.push(...(await askFromKiesraad(dialog)));
      return undefined;
    case "e":
      dialog.language = dialog.language === "nl" ? "en" : "nl";
      greet();
      return undefined;
    case "z":
    case discKey: // there was none: it is looked for again
      return undefined;
    default:
      return takeOpened(dialog, chosen, choice);
  }
}

/** A file that is dragged into the window at once is choice 2; a code is typed too early. */
function takeOther(dialog: Dialog, typed: string): boolean | undefined {
  if (typed === discKey) return true;
  if (/[\\/:]/.test(typed) && existingPath(typed) !== undefined) return true;
  if (kindOfCode(typed) === undefined) return false;
  dialog.say("codeTooEarly");
  return undefined;
}

/** The first disc is 1, which is what most come for; further ones stand behind those that have their number always. */
function keyOf(index: number): string {
  return index === 0 ? discKey : String(lastKey + index);
}

function menuOf(discs: readonly FoundDisc[]): Choice[] {
  const [first, ...more] = discs.map(({ place }, i): Choice => [keyOf(i), "disc", { place }]);
  return [
    ...(first === undefined ? [] : [first]),
    [pathKey, "path"],
    [installedKey, "installed"],
    [kiesraadKey, "kiesraad"],
    ...more,
    ["z", "again"],
    ["e", "otherLanguage"],
    ["s", "stop"],
  ];
}
