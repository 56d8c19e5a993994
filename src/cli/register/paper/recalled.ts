// A recall that letters of an emergency version tell of: who has a recalled disc, and what the register has of it. STOP itself waits for no
// disc: `register notice` sends it. docs/spec/letter.md, "An emergency version and the recall of the one before"

import { isEmergency, type LetterFile, type RecallToSend, type ReleasedSet } from "../../../distribute/index.ts";
import { newEntries, toldBy } from "../../../distribute/notices/index.ts";
import type { Fact, Register } from "../../../distribute/register/index.ts";
import { type HeldDisc, heldDiscs } from "../../../distribute/status/held.ts";
import { spellOut } from "../../../format/index.ts";
import { type Language, sayIn } from "../../../words/language.ts";
import { printRemark } from "../../command.ts";
import { demandPurpose, readRecall } from "../recall/read.ts";
import { texts } from "./texts.ts";

/** The list that these letters tell of; undefined: none was given, or none of them is of an emergency version. */
export async function recallOf(
  register: Register,
  sets: Iterable<ReleasedSet>,
  { recall, root }: { readonly recall?: string; readonly root: readonly string[] },
  language: Language,
): Promise<RecallToSend | undefined> {
  if (recall === undefined) return undefined;
  const all = [...sets];
  if (!all.every(isEmergency)) printRemark("note", texts.noEmergency[language], language);
  if (!all.some(isEmergency)) return undefined;
  const sent = await readRecall(recall, root, []);
  for (const remark of sent.remarks) printRemark("note", spellOut(remark[language], 2000), language);
  demandPurpose(register, sent);
  newEntries(register, sent.recall, sent.note.text, ""); // refused before anything is made
  return sent;
}

/** By recipient. `recalled`: entries of a list, in its order. */
export function recalledDiscs(
  register: Register,
  recalled: readonly { readonly imageSha256: string }[],
): ReadonlyMap<string, HeldDisc[]> {
  const images = new Map(recalled.map(({ imageSha256 }, i) => [imageSha256, i + 1]));
  const held = new Map<string, HeldDisc[]>();
  for (const one of heldDiscs(register, images)) {
    const { id } = one.envelope.recipient;
    held.set(id, [...(held.get(id) ?? []), one]);
  }
  return held;
}

/**
 * Who is told of a recall by nothing in his letter, where no list was given: a letter that is made anew for whoever counts as told already
 * would lose it in silence.
 */
export function warnOfSilence(register: Register, files: readonly LetterFile[], language: Language): void {
  const held = recalledDiscs(register, register.recalled);
  const silent = files
    .flatMap(({ letters }) => letters)
    .filter(({ set, dispatch: { envelope } }) => {
      const id = register.envelopes.get(envelope)?.recipient.id;
      return isEmergency(set) && id !== undefined && held.has(id);
    });
  const [first] = silent;
  if (first === undefined) return;
  const values = { count: silent.length, envelope: first.dispatch.envelope };
  printRemark("warning", sayIn(texts.silent, language, values), language);
}

/** What `register notice` records of the same letters: entries that are new, and whom they tell, each once. */
export function noticesOf(
  register: Register,
  { letters }: LetterFile,
  sent: RecallToSend | undefined,
  by: string,
): readonly Fact[] {
  const telling = letters.filter(({ recalled = [] }) => recalled.length > 0);
  if (sent === undefined || telling.length === 0) return [];
  const list = sent.recall.recalled.length;
  const told = toldBy(register, list, "brief");
  const ids = new Set(telling.flatMap(({ dispatch }) => register.envelopes.get(dispatch.envelope)?.recipient.id ?? []));
  return [
    ...newEntries(register, sent.recall, sent.note.text, by),
    ...[...ids]
      .filter((recipient) => !told.has(recipient))
      .map((recipient): Fact => ({ kind: "notice", list, recipient, channel: "brief", by })),
  ];
}
