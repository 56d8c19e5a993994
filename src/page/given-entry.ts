// What the Kiesraad sent later: a recall code from a letter or a call, and files (recall list, reviewers' statements, log proof).

import { bareCode, codeForms, encodeHex, noteLimit, readRecallCode } from "../format/index.ts";
import { type GivenKind, type NoteSlip, readGivenNote } from "../verify/given-note.ts";
import { sayGroups, sayOtherCode } from "../words/code-words.ts";
import { currentLanguage, element, make, say } from "./elements.ts";
import type { PageText } from "./page-texts.ts";

/** Files taken; far more than anybody is sent. */
const fileLimit = 20;
/** How what is given begins, */
const starts: readonly string[] = ["zegel/", "c2sp.org/tlog-proof"];
/** and the bytes in which that is found, in whatever encoding. */
const startLength = 64;
const codeLength = 5 * codeForms.recall.groups;

const givenTexts = {
  recall: "givenRecall",
  rebuild: "givenRebuild",
  "log-proof": "givenLogProof",
  "trust-root": "givenOther",
} as const satisfies Record<GivenKind, PageText>;

interface Given {
  readonly name: string;
  readonly what: (typeof givenTexts)[GivenKind];
  readonly bytes: Uint8Array;
}

const slipTexts: Readonly<Record<NoteSlip, PageText>> = {
  "no-text": "noNote",
  "no-recall-list": "noNote",
  encoding: "noteSavedAnew",
  lines: "noteSavedAnew",
  other: "noNote",
};

export class GivenEntry {
  #given: readonly Given[] = [];
  #told: readonly (() => string)[] = [];
  /** Typing has ended: a code that is not whole is no code. */
  #isLeft = false;
  readonly #code = element("recall", HTMLInputElement);
  readonly #codeState = element("recall-state", HTMLParagraphElement);
  readonly #files = element("notes", HTMLInputElement);
  readonly #list = element("notes-list", HTMLUListElement);
  readonly #state = element("notes-state", HTMLParagraphElement);
  readonly #onChange: () => void;
  /** Resolves when the files that were chosen last have been read. */
  settled: Promise<void> = Promise.resolve();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#code.addEventListener("input", () => {
      this.#isLeft = false;
      this.#changed();
    });
    this.#code.addEventListener("change", () => {
      this.#isLeft = true;
      this.show();
    });
    this.#files.addEventListener("click", () => {
      this.#files.value = "";
    });
    this.#files.addEventListener("change", () => {
      this.settled = this.#takeAll([...(this.#files.files ?? [])]);
    });
  }

  get notes(): readonly Uint8Array[] {
    return this.#given.map(({ bytes }) => bytes);
  }

  /** None, one in printed form, or undefined when what is typed is no such code. */
  get recallCodes(): readonly string[] | undefined {
    if (this.#code.value.trim() === "") return [];
    const { code } = readRecallCode(this.#code.value);
    return code === undefined ? undefined : [code];
  }

  /** Where the code is that has to be read again. */
  focus(): void {
    element("given", HTMLDetailsElement).open = true;
    this.#isLeft = true;
    this.show();
    this.#code.focus();
  }

  /** A note of ours, or a log proof, that was dropped on the page; false: another file, of which nothing was taken. */
  async takeDropped(file: File): Promise<boolean> {
    if (file.size > noteLimit) return false;
    const start = new Uint8Array(
      await file
        .slice(0, startLength)
        .arrayBuffer()
        .catch(() => new ArrayBuffer(0)),
    );
    const text = String.fromCharCode(...start.filter((byte) => byte !== 0));
    if (!starts.some((known) => text.includes(known))) return false;
    element("given", HTMLDetailsElement).open = true;
    await this.#takeAll([file]);
    return true;
  }

  show(): void {
    const fault = this.#faultOfCode();
    this.#code.setAttribute("aria-invalid", String(fault !== ""));
    if (this.#codeState.textContent !== fault) this.#codeState.textContent = fault; // said aloud once, not at every key
    this.#list.replaceChildren(...this.#given.map((given) => this.#line(given)));
    this.#state.classList.toggle("slip", this.#told.length > 0);
    this.#state.replaceChildren(...this.#told.map((text) => make("span", `${text()} `)));
  }

  #faultOfCode(): string {
    const typed = this.#code.value;
    const bare = bareCode(typed);
    if (this.recallCodes !== undefined || (bare.length < codeLength && !this.#isLeft)) return "";
    const language = currentLanguage();
    const parts = Array.from({ length: codeForms.recall.groups }, (_, i) => bare.slice(5 * i, 5 * i + 5));
    return sayOtherCode(typed, "recall", language) ?? (sayGroups(parts, "recall", language) || say("recallLength"));
  }

  #line(given: Given): HTMLElement {
    const item = make("li", `${say(given.what, { name: given.name })} `);
    const button = make("button", say("takeAway")) as HTMLButtonElement;
    button.type = "button";
    button.setAttribute("aria-label", `${say("takeAway")}: ${given.name}`);
    button.addEventListener("click", () => {
      this.#given = this.#given.filter((other) => other !== given);
      this.#told = [];
      this.#files.focus();
      this.#changed();
    });
    item.append(button);
    return item;
  }

  async #takeAll(files: readonly File[]): Promise<void> {
    const told: (() => string)[] = [];
    for (const file of files) {
      const slip = await this.#take(file);
      if (slip !== undefined) told.push(() => say(slip, { name: file.name }));
    }
    this.#told = told;
    this.#changed();
  }

  async #take(file: File): Promise<PageText | undefined> {
    if (file.size > noteLimit) return "noNote";
    if (this.#given.length >= fileLimit) return "tooManyNotes";
    const bytes = await file.arrayBuffer().catch(() => undefined);
    if (bytes === undefined) return "noteUnreadable";
    const read = readGivenNote(new Uint8Array(bytes));
    if ("slip" in read) return slipTexts[read.slip];
    const what = givenTexts[read.kind];
    const isKnown = this.#given.some((given) => encodeHex(given.bytes) === encodeHex(read.bytes));
    if (!isKnown) this.#given = [...this.#given, { name: file.name, what, bytes: read.bytes }];
    return undefined;
  }

  #changed(): void {
    this.show();
    this.#onChange();
  }
}
