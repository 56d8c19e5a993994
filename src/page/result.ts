// What stands below the form after a check: the verdict, and its papers to print or save.

import { dropUnseen, FormatError, readEnvelope, tryParse } from "../format/index.ts";
import { instructionsName, recordName, reportName } from "../verify/record/names.ts";
import { renderInstructions } from "../verify/record/paper/instructions.ts";
import { canReport, checkFilledIn, paperLimit } from "../verify/record/receipt-words.ts";
import { encodeRecord, type VerificationRecord } from "../verify/record/record.ts";
import { renderPage } from "../verify/record/sheet.ts";
import { stopReport } from "../verify/record/stop-report.ts";
import { renderRecord } from "../verify/record/text.ts";
import { currentLanguage, element, make, say } from "./elements.ts";
import type { PageText } from "./page-texts.ts";
import { print, save } from "./papers.ts";
import { ReceiptEntry } from "./receipt-entry.ts";
import { goToVerdict, showVerdict } from "./verdict.ts";

const fields = [
  ["municipality", 0],
  ["envelope", 0],
  ["computer", 0],
  ["person", 1],
  ["person", 2],
] as const satisfies readonly (readonly [PageText, number])[];

export class Result {
  #record: VerificationRecord | undefined;
  readonly #section = element("result", HTMLElement);
  readonly #inputs = fields.map(([name, number]) => makeField(name, number));
  readonly #receipt = new ReceiptEntry((record) => {
    this.#record = record;
    this.#showEnvelope();
    this.show();
  });

  constructor() {
    element("fields", HTMLDivElement).append(...this.#inputs.map(({ place }) => place));
    for (const { input } of this.#inputs) input.addEventListener("input", () => this.#showReport());
    this.#onClick("print", (record) => print(renderPage(record, currentLanguage()), recordName(record, "html")));
    this.#onClick("save-page", (record) =>
      save(renderPage(record, currentLanguage()), "text/html", recordName(record, "html")),
    );
    this.#onClick("instructions", (record) => {
      const paper = renderInstructions(record, currentLanguage());
      if (paper !== undefined) print(paper, instructionsName(record));
    });
    this.#onClick("save-report", (record) =>
      save(stopReport(record, currentLanguage()) ?? "", "text/plain", reportName(record)),
    );
    this.#onClick("save-data", (record) => save(encodeRecord(record), "application/json", recordName(record, "json")));
  }

  set(record: VerificationRecord | undefined): void {
    this.#record = record;
    this.#section.hidden = record === undefined;
    this.#receipt.set(record);
    this.#showEnvelope();
    this.show();
    if (record !== undefined) goToVerdict();
  }

  /** Says it again, in another language. */
  show(): void {
    for (const { name, number, label } of this.#inputs) label.textContent = say(name, { number });
    const record = this.#record;
    if (record === undefined) {
      document.title = say("title");
      return;
    }
    const language = currentLanguage();
    const sign = showVerdict(record);
    this.#receipt.show();
    const step = element("record-step", HTMLHeadingElement);
    step.dataset.text = canReport(record) ? "recordStepAfter" : "recordStep";
    step.textContent = say(step.dataset.text as PageText);
    element("record-hint", HTMLParagraphElement).textContent = say(sign === "practice" ? "practiceHint" : "recordHint");
    element("instructions", HTMLButtonElement).hidden = renderInstructions(record, language) === undefined;
    element("details", HTMLPreElement).textContent = renderRecord(record, language);
    this.#showReport();
  }

  /** The envelope of an afmeldcode is the one on the record: no other can be typed beside it, and it is on no other disc's record. */
  #showEnvelope(): void {
    const envelope = this.#record?.receipt?.envelope;
    const input = this.#inputs.find(({ name }) => name === "envelope")?.input;
    if (input === undefined) return;
    if (envelope !== undefined) input.value = envelope;
    else if (input.readOnly) input.value = "";
    input.readOnly = envelope !== undefined;
  }

  #showReport(): void {
    this.#withRecord((record) => {
      const report = stopReport(record, currentLanguage());
      element("report", HTMLDivElement).hidden = report === undefined;
      element("report-text", HTMLTextAreaElement).value = report ?? "";
    });
  }

  #onClick(id: string, use: (record: VerificationRecord) => void): void {
    element(id, HTMLButtonElement).addEventListener("click", () => this.#withRecord(use));
  }

  /** With what was filled in. What cannot go on paper is said at its field, and nothing is made. */
  #withRecord(use: (record: VerificationRecord) => void): void {
    const record = this.#record;
    const typed = this.#inputs.map(readField);
    if (record === undefined || typed.includes("bad")) return;
    const [municipality, envelope, computer, ...persons] = typed;
    const named = persons.filter((name) => name !== undefined);
    use({ ...record, filledIn: { municipality, envelope, computer, persons: named, answers: [] } });
  }
}

interface Field {
  readonly name: (typeof fields)[number][0];
  /** Of the person; 0: of none. */
  readonly number: number;
  readonly place: HTMLElement;
  readonly label: HTMLLabelElement;
  readonly input: HTMLInputElement;
  readonly fault: HTMLElement;
}

function makeField(name: Field["name"], number: number): Field {
  const place = make("div", "", "field");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const fault = make("p", "", "fault");
  input.id = `${name}-${number}`;
  input.autocomplete = "off";
  input.maxLength = paperLimit;
  label.htmlFor = input.id;
  fault.id = `${input.id}-fault`;
  fault.setAttribute("aria-live", "polite");
  input.setAttribute("aria-describedby", fault.id);
  place.append(label, input, fault);
  return { name, number, place, label, input, fault };
}

/** Undefined: nothing is typed. An envelope number that has a slip in it is said, and goes on paper as it is. */
function readField({ name, input, fault }: Field): string | "bad" | undefined {
  const typed = dropUnseen(input.value).trim().replace(/\s+/g, " ");
  const checked = tryParse(() => (typed === "" ? "" : checkFilledIn(typed, name)));
  const isBad = checked instanceof FormatError;
  const isOdd = name === "envelope" && typed !== "" && readEnvelope(typed) === undefined;
  const text = isBad ? say(checked.code === "CODE" ? "keyOnPaper" : "notOnPaper") : isOdd ? say("oddEnvelope") : "";
  if (fault.textContent !== text) fault.textContent = text;
  input.setAttribute("aria-invalid", String(isBad));
  return isBad ? "bad" : typed || undefined;
}
