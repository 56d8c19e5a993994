// A code from a letter, typed group by group: a slip is told at once, while the finger is still on the line.

import { bareCode, codeForms, readCode, readGroup } from "../../../format/index.ts";
import { sayGroup, sayGroups, sayOtherCode, type WantedCode } from "../../../words/code-words.ts";
import type { Dialog } from "./dialog.ts";
import type { GuideText } from "./texts/texts.ts";

/** Undefined: still to type. */
type Groups = readonly (string | undefined)[];

/** Characters up to which it can be one group with a slip in it. */
const slipLength = 7;

/** Copied along with a code: marks of quotation, and its own name before it. */
const quotes = /["'“”‘’«»]/gu;
const nameOfCode = /^\s*(?:zegelcode|intrekkingscode|afmeldsleutel)\s*:?/iu;

const questions: Readonly<Record<WantedCode, GuideText>> = {
  zegelcode: "group",
  recall: "group",
  receiptKey: "receiptGroup",
};

/** The zegelcode in printed form. Takes the whole code in one line too. Rejects CommandError when the person stops. */
export async function askCode(dialog: Dialog): Promise<string> {
  dialog.say("code");
  dialog.show(dialog.text(dialog.aim === "use" ? "noLetterUse" : "noLetter"));
  const code = await askGroups(dialog, "zegelcode");
  dialog.say("codeTaken");
  return code;
}

/** The groups of a code, each until it is right. `typed`: what was typed already, as the first answer. */
export async function askGroups(dialog: Dialog, wanted: WantedCode, typed?: string): Promise<string> {
  const count = codeForms[wanted].groups;
  let groups: Groups = new Array(count).fill(undefined);
  for (let answer = typed; groups.includes(undefined); answer = undefined) {
    const group = groups.indexOf(undefined) + 1;
    groups = take(dialog, answer ?? (await dialog.ask(questions[wanted], { group, count })), group, groups, wanted);
  }
  return groups.join("-");
}

/** A whole code takes the place of all groups; anything else is the group that was asked for. What is wrong is told. */
function take(dialog: Dialog, answer: string, group: number, groups: Groups, wanted: WantedCode): Groups {
  const { language } = dialog;
  const typed = answer.replace(quotes, "").replace(nameOfCode, "");
  const other = sayOtherCode(typed, wanted, language);
  if (other !== undefined) {
    dialog.show(`\n${other}`);
    return groups;
  }
  const { found, isWhole, characters, parts } = readCode(wanted, typed);
  if (isWhole) {
    const wrong = sayGroups(parts, wanted, language);
    if (wrong !== "") dialog.show(`\n${wrong}`);
    return found;
  }
  if (characters > slipLength) {
    dialog.say("notAllGroups", { group, count: groups.length });
    return groups;
  }
  const read = readNumbered(typed, group, wanted);
  if (read === undefined) dialog.show(`\n${sayGroup(typed, group, wanted, language)}`);
  return groups.with(group - 1, read);
}

/** The letter numbers its groups: who reads `2 QS62J` out for the second one has read it right. */
function readNumbered(typed: string, group: number, wanted: WantedCode): string | undefined {
  const number = codeForms[wanted].first + group - 1;
  const bare = bareCode(typed);
  const read = readGroup(bare, number);
  return read === undefined && bare.length === 6 && bare.startsWith(String(group))
    ? readGroup(bare.slice(1), number)
    : read;
}
