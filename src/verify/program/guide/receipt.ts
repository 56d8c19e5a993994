// After GOED: the disc is reported with the key of the letter. The afmeldcode that comes of it is shown, and goes into the record; the key
// is forgotten at once.

import { parseReceiptKey, readEnvelope } from "../../../format/index.ts";
import { canReport, readOutWords, reportWords, sayEnvelope } from "../../record/receipt-words.ts";
import { type VerificationRecord, withReceipt } from "../../record/record.ts";
import { CommandError } from "../terminal.ts";
import { askGroups } from "./code.ts";
import type { Dialog } from "./dialog.ts";

/** The record with its afmeldcode; as it was where there is none to make, or where she skips it. Never rejects for a person who leaves. */
export async function askReceipt(dialog: Dialog, record: VerificationRecord): Promise<VerificationRecord> {
  if (!canReport(record)) return record;
  try {
    dialog.show(reportWords(record, dialog.language));
    const envelope = await askEnvelope(dialog);
    if (envelope !== undefined) return await askKey(dialog, record, envelope);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
  if (record.release?.purpose === "final") dialog.say("receiptSkipped", { number: record.controlNumber });
  else dialog.say("receiptNotPractised");
  return record;
}

/** As printed; undefined: she skips it. */
async function askEnvelope(dialog: Dialog): Promise<string | undefined> {
  for (;;) {
    const typed = await dialog.ask("receiptEnvelope");
    if (typed === "") return undefined;
    const wrong = sayEnvelope(typed, dialog.language);
    if (wrong === undefined) return readEnvelope(typed);
    dialog.show(`\n${wrong}`);
  }
}

async function askKey(dialog: Dialog, record: VerificationRecord, envelope: string): Promise<VerificationRecord> {
  dialog.say("receiptKey");
  const key = parseReceiptKey(await askGroups(dialog, "receiptKey"));
  const reported = withReceipt(record, key, envelope);
  key.fill(0);
  dialog.say("receiptCode", { code: reported.receipt?.code ?? "" });
  dialog.show(`${readOutWords(reported, dialog.language).join("\n")}\n`);
  return reported;
}
