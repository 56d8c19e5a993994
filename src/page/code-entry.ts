// A code in fields, one a group: each is judged when it is full, pasting a whole code fills them all.

import { bareCode, codeForms, readCode, readGroup, swappedGroups } from "../format/index.ts";
import { sayGroup, sayGroups, sayOtherCode, type WantedCode } from "../words/code-words.ts";
import type { Language } from "../words/language.ts";
import { currentLanguage, element, make, say } from "./elements.ts";
import type { PageText } from "./page-texts.ts";

const groupLength = 5;

/** The codes that are typed here, and what is said of one without a slip. */
const goodTexts = { zegelcode: "codeGood", receiptKey: "receiptKeyGood" } as const satisfies Partial<
  Record<WantedCode, PageText>
>;

/** The elements of the page in which the fields are put, and in which is said how far the code is. */
export interface CodePlace {
  readonly groups: string;
  readonly state: string;
}

/** A field with its label above it and what is wrong with it below. */
interface Group {
  readonly place: HTMLElement;
  readonly label: HTMLElement;
  readonly field: HTMLInputElement;
  readonly fault: HTMLElement;
}

export class CodeEntry {
  readonly #kind: keyof typeof goodTexts;
  /** What the check digit of the first group is made with. */
  readonly #first: number;
  readonly #groups: readonly Group[];
  /** Typing in these has ended: a group that is too short is wrong, and no longer on its way. */
  readonly #left = new Set<HTMLInputElement>();
  readonly #state: HTMLElement;

  constructor(kind: keyof typeof goodTexts, { groups, state }: CodePlace, onChange: () => void) {
    this.#kind = kind;
    this.#first = codeForms[kind].first;
    this.#state = element(state, HTMLParagraphElement);
    this.#groups = Array.from({ length: codeForms[kind].groups }, (_, index) => this.#makeGroup(index, onChange));
    element(groups, HTMLDivElement).append(...this.#groups.map(({ place }) => place));
  }

  /** In printed form, once every group is right. */
  get code(): string | undefined {
    return readCode(this.#kind, this.#groups.map(({ field }) => field.value).join(" ")).code;
  }

  /** The first group that is not right; the first of all when all are. */
  focus(): void {
    const first = this.#groups.find(({ field }, i) => this.#read(field.value, i) === undefined) ?? this.#groups[0];
    first?.field.focus();
    first?.field.select();
  }

  /** Nothing of what was typed stays. */
  clear(): void {
    for (const { field } of this.#groups) field.value = "";
    this.#left.clear();
    this.show();
  }

  #read(typed: string, index: number): string | undefined {
    return readGroup(typed, this.#first + index);
  }

  /** Says it again: after a change, or in another language. */
  show(): void {
    const language = currentLanguage();
    const typed = this.#groups.map(({ field }) => field.value);
    const swapped: readonly number[] = swappedGroups(typed, this.#first) ?? [];
    const isRight = typed.map((text, i) => this.#read(text, i) !== undefined);
    const isFull = typed.map((text) => bareCode(text).length >= groupLength);
    for (const [i, { label, field, fault }] of this.#groups.entries()) {
      const group = i + 1;
      label.textContent = say("group", { group, count: this.#groups.length });
      const isEnded = isFull[i] === true || (this.#left.has(field) && bareCode(field.value) !== "");
      const isWrong = isEnded && isRight[i] === false;
      const isSwapped = swapped.includes(group);
      const text = isWrong && !isSwapped ? faultOf(field.value, group, this.#kind, language) : "";
      if (fault.textContent !== text) fault.textContent = text; // said aloud once, not at every key
      field.setAttribute("aria-invalid", String(isWrong));
      field.setAttribute("aria-describedby", isSwapped ? this.#state.id : fault.id);
      field.classList.toggle("right", isRight[i] === true);
    }
    const missing = typed.flatMap((_, i) => (isFull[i] ? [] : [i + 1]));
    this.#state.textContent =
      swapped.length > 0
        ? sayGroups(typed, this.#kind, language)
        : !isRight.includes(false)
          ? say(goodTexts[this.#kind])
          : missing.length > 0 && isRight.some((one, i) => one || isFull[i])
            ? say("missingGroups", { groups: missing.join(", ") })
            : "";
  }

  #makeGroup(index: number, onChange: () => void): Group {
    const place = make("div", "", "group");
    const label = document.createElement("label");
    const field = document.createElement("input");
    const fault = make("p", "", "fault");
    const isSecret = this.#kind === "receiptKey"; // a field without a name is in no form that is sent, and no browser keeps it
    field.id = `${isSecret ? "receipt-" : ""}group-${index + 1}`;
    if (!isSecret) field.name = field.id;
    field.autocomplete = "off";
    field.spellcheck = false;
    field.autocapitalize = "characters";
    label.htmlFor = field.id;
    fault.id = `${field.id}-fault`;
    fault.setAttribute("aria-live", "polite");
    field.addEventListener("change", () => {
      this.#left.add(field);
      this.show();
    });
    field.addEventListener("input", () => {
      this.#left.delete(field);
      this.#spread(index, field.value);
      this.show();
      onChange();
    });
    place.append(label, field, fault);
    return { place, label, field, fault };
  }

  /** A whole code in one field goes into all, part of one into those that follow; a full and right group moves on to the next. */
  #spread(index: number, typed: string): void {
    const text = bareCode(typed);
    if (text.length > groupLength && sayOtherCode(typed, this.#kind, currentLanguage()) === undefined) {
      const from = text.length === this.#groups.length * groupLength ? 0 : index;
      const parts = text.match(/.{1,5}/g) ?? [];
      for (const [i, part] of parts.entries()) {
        const group = this.#groups[from + i];
        if (group !== undefined) group.field.value = part;
      }
    }
    if (this.#read(this.#groups[index]?.field.value ?? "", index) === undefined) return;
    const isOpen = ({ field }: Group, i: number) => i > index && this.#read(field.value, i) === undefined;
    this.#groups.find(isOpen)?.field.focus();
  }
}

/** Another code as a whole in one field is named; else what is wrong with the group. */
function faultOf(typed: string, group: number, wanted: WantedCode, language: Language): string {
  return sayOtherCode(typed, wanted, language) ?? sayGroup(typed, group, wanted, language);
}
