// After GOED the disc is reported: envelope number and afmeldsleutel in, afmeldcode out. The key stands in its fields until the code is
// made, and then nowhere: the fields have no name, so it is in no address, and nothing is stored.

import { dropUnseen, parseReceiptKey, readEnvelope } from "../format/index.ts";
import { canReport, readOutWords, reportWords, sayEnvelope } from "../verify/record/receipt-words.ts";
import { type VerificationRecord, withReceipt } from "../verify/record/record.ts";
import { CodeEntry } from "./code-entry.ts";
import { currentLanguage, element, make, say } from "./elements.ts";

export class ReceiptEntry {
  #record: VerificationRecord | undefined;
  /** What was said last, to say it again in another language. */
  #said: () => string = () => "";
  /** The envelope number is judged when its field is left, not while it is typed. */
  #isLeft = false;
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
      this.#showEnvelope();
    });
    this.#envelope.addEventListener("change", () => {
      this.#isLeft = true;
      this.#showEnvelope();
    });
    window.addEventListener("pagehide", () => this.#key.clear()); // a page that comes back shows what its fields held
  }

  /** Of a new check, or of none: what was typed for another disc is forgotten. */
  set(record: VerificationRecord | undefined): void {
    this.#record = record;
    this.#form.hidden = record === undefined || !canReport(record);
    this.#key.clear();
    this.#envelope.value = "";
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
    this.#showEnvelope();
    this.#state.textContent = this.#said();
    this.#made.hidden = record.receipt === undefined;
    const code = make("p", `${say("afmeldcode")}: `);
    code.append(make("span", record.receipt?.code ?? "", "number"));
    this.#made.replaceChildren(code, ...readOutWords(record, language).map((sentence) => make("p", sentence)));
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
    } else if (code === undefined) {
      this.#tell(() => say("needReceiptKey"));
      this.#key.focus();
    } else if (record !== undefined) this.#make(record, code, envelope);
  }

  #make(record: VerificationRecord, code: string, envelope: string): void {
    const key = parseReceiptKey(code);
    this.#record = withReceipt(record, key, envelope);
    key.fill(0);
    this.#key.clear();
    this.#envelope.value = envelope;
    this.#tell();
    this.#onReported(this.#record);
    this.show();
    this.#made.focus();
  }
}
