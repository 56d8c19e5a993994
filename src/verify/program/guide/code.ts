// The zegelcode from the letter, typed group by group: a slip is told at once, while the finger is still on the line.

import { readGroup, readZegelcode } from "../../../format/index.ts";
import type { Dialog } from "./dialog.ts";

/** Undefined: still to type. */
type Groups = readonly (string | undefined)[];

const groupCount = 7;
/** Characters up to which it can be one group with a slip in it. */
const slipLength = 7;

/** The code in printed form, or undefined when the person stops. Takes the whole code in one line too. */
export async function askCode(dialog: Dialog): Promise<string | undefined> {
  dialog.say("code");
  let groups: Groups = new Array(groupCount).fill(undefined);
  while (groups.includes(undefined)) {
    const group = groups.indexOf(undefined) + 1;
    const typed = await dialog.ask("group", { group });
    if (typed.toLowerCase() === "s") return undefined;
    groups = take(dialog, typed, group, groups);
  }
  dialog.say("codeTaken");
  return groups.join("-");
}

/** A whole code takes the place of all groups; anything else is the group that was asked for. What is wrong is told. */
function take(dialog: Dialog, typed: string, group: number, groups: Groups): Groups {
  const { found, isWhole, characters } = readZegelcode(typed);
  if (!isWhole && characters > slipLength) {
    dialog.say("notSevenGroups", { group });
    return groups;
  }
  const taken = isWhole ? found : groups.with(group - 1, readGroup(typed, group));
  const judged = isWhole ? found.map((_, i) => i + 1) : [group];
  const wrong = judged.filter((number) => taken[number - 1] === undefined);
  if (wrong.length > 0) dialog.say("wrongGroup", { group: wrong.join(", ") });
  return taken;
}
