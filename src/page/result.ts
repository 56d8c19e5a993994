// The verdict on the page, and the record to print or keep.

import { checkText, FormatError } from "../format/index.ts";
import { labels, recordTexts } from "../verify/record/labels.ts";
import { outcomeOf } from "../verify/record/outcome.ts";
import { encodeRecord, type FilledIn, type VerificationRecord } from "../verify/record/record.ts";
import { horizonOf, reasonsOf, sentenceOf } from "../verify/record/report-words.ts";
import { renderPage } from "../verify/record/sheet.ts";
import { renderRecord } from "../verify/record/text.ts";
import { currentLanguage, element, make, say } from "./elements.ts";
import type { PageText } from "./page-texts.ts";

/** Reasons shown; all of them are in the record. */
const shownLimit = 10;
/** Characters of a name that goes on paper. */
const textLimit = 200;

type Field = readonly [name: PageText, number: number];
const fields: readonly Field[] = [
  ["municipality", 0],
  ["envelope", 0],
  ["person", 1],
  ["person", 2],
];

export class Result {
  #record: VerificationRecord | undefined;
  readonly #section = element("result", HTMLElement);
  readonly #inputs: readonly {
    readonly field: Field;
    readonly text: HTMLSpanElement;
    readonly input: HTMLInputElement;
  }[];

  constructor() {
    this.#inputs = fields.map((field) => {
      const input = document.createElement("input");
      input.autocomplete = "off";
      input.maxLength = textLimit;
      return { field, text: document.createElement("span"), input };
    });
    for (const { text, input } of this.#inputs) {
      const label = document.createElement("label");
      label.append(text, input);
      element("fields", HTMLDivElement).append(label);
    }
    element("print", HTMLButtonElement).addEventListener("click", () => this.#withRecord(print));
    element("save-page", HTMLButtonElement).addEventListener("click", () =>
      this.#withRecord((record) => save(renderPage(record, currentLanguage()), "text/html", nameOf(record, "html"))),
    );
    element("save-data", HTMLButtonElement).addEventListener("click", () =>
      this.#withRecord((record) => save(encodeRecord(record), "application/json", nameOf(record, "json"))),
    );
  }

  set(record: VerificationRecord | undefined): void {
    this.#record = record;
    this.#section.hidden = record === undefined;
    this.show();
    if (record === undefined) return;
    const verdict = element("verdict", HTMLDivElement);
    verdict.scrollIntoView({ block: "center" });
    verdict.focus({ preventScroll: true });
  }

  /** Says it again, in another language. */
  show(): void {
    for (const { field, text } of this.#inputs) text.textContent = say(field[0], { number: field[1] });
    const record = this.#record;
    if (record === undefined) return;
    const language = currentLanguage();
    const verdict = element("verdict", HTMLDivElement);
    const outcome = outcomeOf(record, language);
    const more = [outcome.emergency, outcome.cause, outcome.software, outcome.checked].filter(
      (line) => line !== undefined,
    );
    const reasons = reasonsOf(record);
    const shown = reasons.slice(0, shownLimit).map((finding) => sentenceOf(finding, language));
    if (reasons.length > shownLimit) shown.push(`… +${reasons.length - shownLimit}`);
    verdict.className = outcome.sign === "good" ? "good" : "refused";
    verdict.replaceChildren(
      make("p", `${outcome.word}. ${outcome.headline}`, "headline"),
      ...more.map((line) => make("p", line)),
      ...(shown.length === 0 ? [] : [list(shown)]),
      make("h3", labels.todo[language]),
      list(outcome.steps),
      make("p", `${labels.recalls[language]}: ${horizonOf(record, language)}`),
      make("p", recordTexts.controlNumber[language]),
      make("p", record.controlNumber, "number"),
    );
    element("details", HTMLPreElement).textContent = renderRecord(record, language);
  }

  #withRecord(use: (record: VerificationRecord) => void): void {
    const state = element("field-state", HTMLParagraphElement);
    state.textContent = "";
    if (this.#record === undefined) return;
    try {
      use({ ...this.#record, filledIn: this.#read() });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      state.textContent = error.message;
    }
  }

  /** Throws FormatError for what cannot go on paper. */
  #read(): FilledIn {
    const [municipality, envelope, ...persons] = this.#inputs.map(({ text, input }) => {
      const typed = input.value.trim();
      return typed === "" ? undefined : checkText(typed, text.textContent ?? "", textLimit);
    });
    return { municipality, envelope, persons: persons.filter((name) => name !== undefined), answers: [] };
  }
}

function list(lines: readonly string[]): HTMLElement {
  const made = document.createElement("ul");
  made.append(...lines.map((line) => make("li", line)));
  return made;
}

function nameOf(record: VerificationRecord, form: string): string {
  return `zegel-verslag-${record.controlNumber}.${form}`;
}

function save(text: string, type: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser takes it when it likes
}

/** In a frame of its own, so that what is printed is the record and nothing of this page. It holds no script and runs none. */
function print(record: VerificationRecord): void {
  for (const old of document.querySelectorAll("iframe.print")) old.remove();
  const frame = document.createElement("iframe");
  frame.className = "print";
  frame.title = nameOf(record, "html");
  frame.tabIndex = -1;
  frame.setAttribute("sandbox", "allow-same-origin allow-modals");
  frame.srcdoc = renderPage(record, currentLanguage());
  frame.addEventListener("load", () => frame.contentWindow?.print());
  document.body.append(frame);
}
