// The zegelcode from the letter, typed group by group: a slip is told at once, while the finger is still on the line.

import { readGroup, readZegelcode } from "../format/index.ts";
import type { Dialog } from "./guide-dialog.ts";

const groupCount = 7;

/** The code in printed form, or undefined when the person stops. Takes the whole code in one line too. */
export async function askCode(dialog: Dialog): Promise<string | undefined> {
  dialog.say("code");
  const groups: string[] = [];
  while (groups.length < groupCount) {
    const group = groups.length + 1;
    const typed = await dialog.ask("group", { group });
    if (typed.toLowerCase() === "s") return undefined;
    const whole = readZegelcode(typed);
    if (whole.code !== undefined) return taken(dialog, whole.code);
    const right = readGroup(typed, group);
    if (right !== undefined) groups.push(right);
    else dialog.say("wrongGroup", { group: wrongGroups(typed, group) });
  }
  return taken(dialog, groups.join("-"));
}

/** Which groups to read again: of a whole code those that are wrong, else the one that was asked for. */
function wrongGroups(typed: string, group: number): string {
  const { groups } = readZegelcode(typed);
  const wrong = groups.flatMap((isRight, i) => (isRight ? [] : [i + 1]));
  const isWhole = typed.replace(/[^0-9A-Za-z]/g, "").length > 5 && wrong.length < groups.length;
  return isWhole ? wrong.join(", ") : String(group);
}

function taken(dialog: Dialog, code: string): string {
  dialog.say("codeTaken");
  return code;
}
