// The zegelcode in seven fields: each is judged when it is full, pasting a whole code fills them all.

import { bareCode, readGroup, readZegelcode } from "../format/index.ts";
import { element, say } from "./elements.ts";

const groupCount = 7;
const groupLength = 5;

export class CodeEntry {
  readonly #fields: readonly HTMLInputElement[];
  readonly #labels: readonly HTMLSpanElement[];
  readonly #state = element("code-state", HTMLParagraphElement);

  constructor(onChange: () => void) {
    const made = Array.from({ length: groupCount }, (_, index) => this.#makeField(index, onChange));
    this.#fields = made.map(({ field }) => field);
    this.#labels = made.map(({ text }) => text);
    element("groups", HTMLDivElement).append(...made.map(({ label }) => label));
  }

  /** In printed form, once every group is right. */
  get code(): string | undefined {
    return readZegelcode(this.#fields.map((field) => field.value).join(" ")).code;
  }

  focus(): void {
    (this.#fields.find((field, i) => readGroup(field.value, i + 1) === undefined) ?? this.#fields[0])?.focus();
  }

  /** Says it again: after a change, or in another language. */
  show(): void {
    for (const [i, label] of this.#labels.entries()) label.textContent = say("group", { group: i + 1 });
    const wrong: number[] = [];
    const missing: number[] = [];
    for (const [i, field] of this.#fields.entries()) {
      const isRight = readGroup(field.value, i + 1) !== undefined;
      const isFull = bareCode(field.value).length >= groupLength;
      field.setAttribute("aria-invalid", String(isFull && !isRight));
      field.classList.toggle("right", isRight);
      if (isFull && !isRight) wrong.push(i + 1);
      else if (!isRight) missing.push(i + 1);
    }
    const isBegun = missing.length < groupCount;
    this.#state.textContent =
      wrong.length > 0
        ? say("wrongGroup", { group: wrong.join(", ") })
        : missing.length > 0
          ? isBegun
            ? say("missingGroups", { groups: missing.join(", ") })
            : ""
          : say("codeGood");
  }

  #makeField(index: number, onChange: () => void) {
    const label = document.createElement("label");
    const text = document.createElement("span");
    const field = document.createElement("input");
    field.autocomplete = "off";
    field.spellcheck = false;
    field.autocapitalize = "characters";
    field.name = `group-${index + 1}`;
    field.addEventListener("input", () => {
      this.#spread(index, field.value);
      this.show();
      onChange();
    });
    label.append(text, field);
    return { label, text, field };
  }

  /** A whole code in one field goes into all; a full and right group moves on to the next. */
  #spread(index: number, typed: string): void {
    const text = bareCode(typed);
    if (text.length > groupLength) {
      const parts = text.match(/.{1,5}/g) ?? [];
      for (const [i, part] of parts.entries()) {
        const field = this.#fields[index + i];
        if (field !== undefined) field.value = part;
      }
    }
    if (readGroup(this.#fields[index]?.value ?? "", index + 1) !== undefined) {
      const next = this.#fields
        .slice(index + 1)
        .find((field, i) => readGroup(field.value, index + i + 2) === undefined);
      next?.focus();
    }
  }
}
