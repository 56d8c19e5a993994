// After GOED the disc is reported: envelope number and afmeldsleutel in, afmeldcode out. The key stands in its fields until the code is
// made; then nowhere, or of a set in memory until its last disc. The fields have no name, so it is in no address, and nothing is stored.

import { dropUnseen, parseReceiptKey, readEnvelope } from "../format/index.ts";
import { type Letter, LetterInHand, letterTexts } from "../verify/letter-in-hand.ts";
import { canReport, readOutWords, reportWords, sayEnvelope } from "../verify/record/receipt-words.ts";
import { type VerificationRecord, withReceipt } from "../verify/record/record.ts";
import { fill } from "../words/language.ts";
import { CodeEntry } from "./code-entry.ts";
import { currentLanguage, element, make, say } from "./elements.ts";

export class ReceiptEntry {
  #record: VerificationRecord | undefined;
  /** What was said last, to say it again in another language. */
  #said: () => string = () => "";
  /** The envelope number is judged when its field is left, not while it is typed. */
  #isLeft = false;
  /** Of a set of which a disc is still due. */
  readonly #hand = new LetterInHand();
  readonly #form = element("receipt", HTMLFormElement);
  readonly #envelope = element("receipt-envelope", HTMLInputElement);
  readonly #envelopeFault = element("receipt-envelope-fault", HTMLParagraphElement);
  readonly #state = element("receipt-said", HTMLParagraphElement);
  readonly #made = element("receipt-made", HTMLDivElement);
  readonly #key = new CodeEntry("receiptKey", { groups: "receipt-groups", state: "receipt-state" }, () => this.#tell());
  readonly #onReported: (record: VerificationRecord) => void;

  /** `onReported`: hears the record with its code in it. */
  constructor(onReported: (record: VerificationRecord) => void) {
    this.#onReported = onReported;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#report();
    });
    this.#envelope.addEventListener("input", () => {
      this.#isLeft = false;
      const held = this.#hand.envelope;
      if (held !== undefined && readEnvelope(this.#envelope.value) !== held) this.#forget(); // another letter has another key
      this.#showEnvelope();
    });
    this.#envelope.addEventListener("change", () => {
      this.#isLeft = true;
      this.#showEnvelope();
    });
    window.addEventListener("pagehide", () => this.#forget()); // a page that comes back shows what its fields held
  }

  /** The letter of the disc that is shown, where its key was typed for one before it. */
  get #known(): Letter | undefined {
    return this.#hand.of(this.#record?.release);
  }

  #forget(): void {
    this.#hand.forget();
    this.#key.clear();
    this.#showKey();
  }

  /** Of a new check, or of none: what was typed for another disc is forgotten. A key is held for the next disc of its letter, no longer. */
  set(record: VerificationRecord | undefined): void {
    this.#record = record;
    if (record !== undefined && (this.#known === undefined || !canReport(record))) this.#hand.forget();
    this.#form.hidden = record === undefined || !canReport(record);
    this.#key.clear();
    this.#envelope.value = this.#known?.envelope ?? "";
    this.#isLeft = false;
    this.#tell();
    this.show();
  }

  /** Says it again, in another language. */
  show(): void {
    const record = this.#record;
    if (record === undefined) return;
    const language = currentLanguage();
    element("receipt-what", HTMLParagraphElement).textContent = reportWords(record, language);
    this.#key.show();
    this.#showKey();
    this.#showEnvelope();
    this.#state.textContent = this.#said();
    this.#made.hidden = record.receipt === undefined;
    const code = make("p", `${say("afmeldcode")}: `);
    code.append(make("span", record.receipt?.code ?? "", "number"));
    const held = this.#hand.envelope !== undefined ? [say("nextDisc"), letterTexts.keyHeld[language]] : [];
    this.#made.replaceChildren(
      code,
      ...[...readOutWords(record, language), ...held].map((sentence) => make("p", sentence)),
    );
  }

  /** Of a further disc of the same letter the key is not asked again. */
  #showKey(): void {
    const known = this.#known;
    const isAsked = known === undefined;
    element("receipt-hint", HTMLParagraphElement).textContent = isAsked
      ? say("receiptHint")
      : fill(letterTexts.keyKnown[currentLanguage()], { envelope: known.envelope });
    element("receipt-groups", HTMLDivElement).hidden = !isAsked;
  }

  #showEnvelope(): void {
    const typed = dropUnseen(this.#envelope.value).trim();
    const fault = this.#isLeft && typed !== "" ? (sayEnvelope(typed, currentLanguage()) ?? "") : "";
    if (this.#envelopeFault.textContent !== fault) this.#envelopeFault.textContent = fault;
    this.#envelope.setAttribute("aria-invalid", String(fault !== ""));
  }

  #tell(said: () => string = () => ""): void {
    this.#said = said;
    this.#state.textContent = said();
  }

  #report(): void {
    const record = this.#record;
    const envelope = readEnvelope(this.#envelope.value);
    const { code } = this.#key;
    this.#isLeft = true;
    this.#showEnvelope();
    if (envelope === undefined) {
      this.#tell(() => say("needEnvelope"));
      this.#envelope.focus();
      return;
    }
    const letter = code === undefined ? this.#known : { envelope, key: parseReceiptKey(code) };
    if (letter === undefined && record?.receipt?.envelope === envelope)
      this.#made.focus(); // pressed twice
    else if (letter === undefined) {
      this.#tell(() => say("needReceiptKey"));
      this.#key.focus();
    } else if (record !== undefined) this.#make(record, letter);
  }

  #make(record: VerificationRecord, letter: Letter): void {
    const { envelope, key } = letter;
    this.#record = withReceipt(record, key, envelope);
    if (record.release === undefined) key.fill(0);
    else this.#hand.reported(record.release, letter);
    this.#key.clear();
    this.#envelope.value = envelope;
    this.#tell();
    this.#onReported(this.#record);
    this.show();
    this.#made.focus();
  }
}
