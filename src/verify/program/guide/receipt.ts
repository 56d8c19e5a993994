// After GOED: the disc is reported with the key of the letter. The afmeldcode that comes of it is shown, and goes into the record; the key
// is forgotten at once. A letter with several discs: the program goes on from one to the next, and forgets the key after the last.

import { parseReceiptKey, readEnvelope } from "../../../format/index.ts";
import { fill } from "../../../words/language.ts";
import { type Letter, LetterInHand, letterTexts, setOf } from "../../letter-in-hand.ts";
import type { RecordReceipt } from "../../record/receipt.ts";
import { canReport, readOutWords, reportWords, sayEnvelope } from "../../record/receipt-words.ts";
import { type VerificationRecord, withReceipt } from "../../record/record.ts";
import { keepOutOfCoreDumps } from "../core-dump.ts";
import { CommandError } from "../terminal.ts";
import { askGroups } from "./code.ts";
import type { Dialog } from "./dialog.ts";

/**
 * The record with its afmeldcode; as it was where there is none to make, or where she skips it. `hand`: holds the letter of a set, of which
 * the key is asked once. Never rejects for a person who leaves.
 */
export async function askReceipt(
  dialog: Dialog,
  record: VerificationRecord,
  hand: LetterInHand,
): Promise<VerificationRecord> {
  if (!canReport(record)) return record;
  try {
    const known = hand.of(record.release);
    if (known !== undefined && (await isOfEnvelope(dialog, known))) return report(dialog, record, known, hand);
    hand.forget(); // another letter has another key
    keepOutOfCoreDumps(); // before the envelope number: there are hands that type the key there
    dialog.show(reportWords(record, dialog.language));
    const envelope = await askEnvelope(dialog);
    if (envelope !== undefined) return report(dialog, record, { envelope, key: await askKey(dialog) }, hand);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
  if (record.release?.purpose === "final") dialog.say("receiptSkipped", { number: record.controlNumber });
  else dialog.say("receiptNotPractised");
  return record;
}

/** Discs of one release lie in many envelopes: a code for the wrong one would say that a disc was verified which nobody has seen. */
async function isOfEnvelope(dialog: Dialog, { envelope }: Letter): Promise<boolean> {
  dialog.show(`\n${fill(letterTexts.keyKnown[dialog.language], { envelope })}`);
  return dialog.askYes("sameEnvelope", { envelope });
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

async function askKey(dialog: Dialog): Promise<Uint8Array> {
  dialog.say("receiptKey");
  return parseReceiptKey(await askGroups(dialog, "receiptKey"));
}

/** Makes the code and says what to do with it. The key of `letter` is the hand's from then on. */
function report(dialog: Dialog, record: VerificationRecord, letter: Letter, hand: LetterInHand): VerificationRecord {
  const { release } = record;
  const reported = withReceipt(record, letter.key, letter.envelope);
  if (release !== undefined) hand.reported(release, letter);
  dialog.say("receiptCode", { code: reported.receipt?.code ?? "" });
  dialog.show(`${readOutWords(reported, dialog.language).join("\n")}\n`);
  return reported;
}

/** The discs of one session. */
export class DiscsInTurn {
  /** Its key is overwritten by `end`, whatever became of the session. */
  readonly letter = new LetterInHand();
  #set = "";
  #discs = 0;
  /** By the number of the disc: what was read out of each that is GOED. */
  readonly #good = new Map<number, RecordReceipt | undefined>();

  /** After everything was said of a disc: whether she goes on to another disc of the same letter. Never rejects for a person who leaves. */
  async isGoneOn(dialog: Dialog, record: VerificationRecord): Promise<boolean> {
    const { release } = record;
    if (release === undefined || !canReport(record)) return false;
    const { disc, manifests } = release;
    if (this.#set !== setOf(release) || this.#isOtherEnvelope(record)) this.#good.clear();
    this.#set = setOf(release);
    this.#good.set(disc, record.receipt ?? this.#good.get(disc));
    this.#discs = manifests.length;
    if (this.#receipts.length > 1) this.#sayCodes(dialog); // all of them once more: she calls once
    if (this.#good.size === manifests.length) return false;
    if (this.letter.envelope !== undefined) dialog.show(`\n${letterTexts.keyHeld[dialog.language]}`);
    const isGoingOn = await askNext(dialog, disc, manifests.length);
    dialog.say(isGoingOn ? "setPutIn" : "setLater");
    return isGoingOn;
  }

  end(): void {
    this.letter.forget();
  }

  /** Where a further disc came to no verdict: those before keep theirs. */
  sayStanding(dialog: Dialog): void {
    if (this.#good.size === 0) return;
    dialog.say("setStands", { good: [...this.#good.keys()].sort((a, b) => a - b).join(", "), discs: this.#discs });
    if (this.#receipts.length > 0) this.#sayCodes(dialog);
  }

  /** Of another letter, of which all discs are due. */
  #isOtherEnvelope({ receipt }: VerificationRecord): boolean {
    return receipt !== undefined && this.#receipts.some(({ envelope }) => envelope !== receipt.envelope);
  }

  get #receipts() {
    return [...this.#good].flatMap(([disc, receipt]) => (receipt === undefined ? [] : [{ disc, ...receipt }]));
  }

  #sayCodes(dialog: Dialog): void {
    dialog.say("setCodes");
    for (const { disc, envelope = "", code } of this.#receipts.sort((a, b) => a.disc - b.disc))
      dialog.show(dialog.text("setCode", { disc, discs: this.#discs, envelope, code }));
  }
}

/** False too when she leaves. */
async function askNext(dialog: Dialog, disc: number, discs: number): Promise<boolean> {
  try {
    return await dialog.askYes("setNext", { disc, discs });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return false;
  }
}
