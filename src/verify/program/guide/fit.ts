// A place is asked for until it fits: a slip is told and asked again, another place that may be meant is offered, and what nobody knows
// can be verified all the same.

import type { Dialog } from "./dialog.ts";
import type { Look } from "./look.ts";
import { askPath } from "./paths.ts";
import type { GuideText } from "./texts/texts.ts";

/** What is asked, and how an answer is looked at. */
export interface Fitting {
  readonly question: GuideText;
  readonly look: (path: string) => Look;
}

/** The place; undefined: back to the menu. `first`: a place that was given already. */
export async function askFit(dialog: Dialog, fitting: Fitting, first?: string): Promise<string | undefined> {
  let path = first;
  for (;;) {
    path ??= await askPath(dialog, fitting.question);
    if (path === undefined) return undefined;
    const fit = await fitOf(dialog, path, fitting.look(path));
    if (fit !== undefined) return fit;
    path = undefined;
  }
}

/** Undefined: ask again. */
async function fitOf(dialog: Dialog, path: string, look: Look): Promise<string | undefined> {
  switch (look.is) {
    case "fit":
      return path;
    case "slip":
      dialog.say(look.text, { path });
      return undefined;
    case "other":
      return (await dialog.askYes("doYouMean", { path, other: look.path })) ? look.path : undefined;
    case "unknown":
      dialog.say("noSealHere", { path });
      return (await dialog.choose([
        ["1", "otherPlace"],
        ["2", "goOnUnknown"],
        ["s", "stop"],
      ])) === "2"
        ? path
        : undefined;
  }
}
