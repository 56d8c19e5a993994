// What an office is told before a recall goes out: who is not among the holders and should be looked at all the same.

import { isLabelled, type Notice } from "../../../distribute/notices/index.ts";
import type { HeldDisc } from "../../../distribute/status/held.ts";
import type { RecallStatus } from "../../../distribute/status/recall.ts";
import { encodeRecallCode } from "../../../format/index.ts";
import { type Language, sayIn, type Text } from "../../../words/language.ts";
import { printRemark } from "../../command.ts";
import { recallTexts as texts } from "./texts.ts";

/** Ids or envelopes that are named one by one. */
const namedLimit = 20;

export function warnOfRecall(status: RecallStatus, wanted: readonly Notice[], language: Language): void {
  const warn = (text: Text, values: Readonly<Record<string, string | number>>) =>
    printRemark("warning", sayIn(text, language, values), language);
  for (const { entry, imageSha256, release, holders } of status.entries) {
    const code = encodeRecallCode(entry, imageSha256);
    if (release === undefined) warn(texts.unknownEntry, { entry });
    else if (holders === 0) warn(texts.noHolder, { entry, release: release.name, disc: release.disc });
    else {
      const values = { entry, release: release.name, disc: release.disc, holders, code };
      printRemark("note", sayIn(texts.entry, language, values), language);
    }
  }
  const unsent = status.holders.flatMap(({ held }) => held.filter(({ isSent }) => !isSent));
  if (unsent.length > 0) warn(texts.unsent, { envelopes: numbersOf(unsent) });
  if (status.stock.length > 0) warn(texts.stock, { envelopes: numbersOf(status.stock) });
  const silent = wanted.filter(({ listed }) => listed !== undefined && listed.phone === "");
  const [first] = silent;
  if (first !== undefined) warn(texts.noPhone, { count: silent.length, id: first.row.recipient.id });
  const labelled = wanted.filter(isLabelled).map(({ row }) => row.recipient.id);
  if (labelled.length > 0) warn(texts.label, { ids: cut(labelled) });
}

const numbersOf = (held: readonly HeldDisc[]): string => cut([...new Set(held.map(({ envelope }) => envelope.number))]);

function cut(names: readonly string[]): string {
  const more = names.length - namedLimit;
  return more > 0 ? `${names.slice(0, namedLimit).join(", ")} … (+${more})` : names.join(", ");
}
