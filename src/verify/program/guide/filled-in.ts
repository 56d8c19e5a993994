// What people say of themselves, for the record: who they are and which envelope they hold. Nothing of it is measured.

import { FormatError, kindOfCode, readEnvelope } from "../../../format/index.ts";
import { codeNames } from "../../../words/code-words.ts";
import { checkFilledIn, receiptTexts } from "../../record/receipt-words.ts";
import type { FilledIn } from "../../record/record.ts";
import type { Dialog } from "./dialog.ts";

/** Names and numbers go on paper, so they are checked like those of the command line. `known`: the envelope that was reported already. */
export async function askFilledIn(dialog: Dialog, known?: string): Promise<FilledIn> {
  const municipality = await askText(dialog, "municipality");
  const envelope = known ?? (await askEnvelope(dialog));
  const first = await askText(dialog, "person", 1);
  let second = await askText(dialog, "person", 2);
  if (first !== undefined && isSameName(first, second)) {
    dialog.say("samePerson");
    second = await askText(dialog, "person", 2);
  }
  const persons = [first, second].filter((name) => name !== undefined);
  return { municipality, envelope, computer: undefined, persons, answers: [] }; // this program knows the computer
}

/** Asked once more where it does not look like one, and then taken as it was typed: an old envelope may have another number. */
async function askEnvelope(dialog: Dialog): Promise<string | undefined> {
  const typed = await askText(dialog, "envelope");
  if (typed === undefined) return undefined;
  const known = readEnvelope(typed);
  if (known !== undefined) return known;
  const kind = kindOfCode(typed);
  if (kind === undefined || kind === "envelope") dialog.say("oddEnvelope", { typed });
  else dialog.say("codeForEnvelope", { kind: codeNames[kind][dialog.language] });
  const again = await askText(dialog, "envelope");
  return again === undefined ? undefined : (readEnvelope(again) ?? again);
}

function isSameName(one: string, other: string | undefined): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}]/gu, "");
  return other !== undefined && plain(one) === plain(other);
}

async function askText(
  dialog: Dialog,
  name: "municipality" | "envelope" | "person",
  number = 0,
): Promise<string | undefined> {
  for (;;) {
    const typed = await dialog.askText(name, { number });
    if (typed === "") return undefined;
    try {
      return checkFilledIn(typed, name);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      if (error.code === "CODE") dialog.show(`\n${receiptTexts.keyOnPaper[dialog.language]}`);
      else dialog.say("badText");
    }
  }
}
