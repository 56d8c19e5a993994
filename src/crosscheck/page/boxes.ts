// The boxes of one paper, in its order. Enter goes on, whatever stands in a box; what is no figure is said at the box.

import { readFigure } from "../paper/entry.ts";
import { candidateFields, type Field, listFields } from "../paper/fields.ts";
import type { PaperForm } from "../paper/form.ts";
import { fieldLabel } from "../paper/texts.ts";
import type { Draft } from "../paper/typing.ts";
import type { Decision } from "./decide.ts";
import { button, currentLanguage, element, make, say, tell } from "./dom.ts";

interface Box {
  readonly field: Field;
  readonly input: HTMLInputElement;
  readonly fault: HTMLElement;
}

export class Boxes {
  readonly #place = element("boxes", HTMLDivElement);
  readonly #form: PaperForm;
  readonly #draft: Draft;
  /** Of a unit that is decided on: these boxes alone. */
  readonly #asked: ReturnType<Decision["of"]> | undefined;
  readonly #onChange: () => void;
  /** Lists of which the candidates are typed, too. */
  readonly #open: Set<number>;
  #boxes: Box[] = [];

  constructor(
    form: PaperForm,
    draft: Draft,
    asked: ReturnType<Decision["of"]> | undefined,
    allCandidates: boolean,
    onChange: () => void,
  ) {
    this.#form = form;
    this.#draft = draft;
    this.#asked = asked;
    this.#onChange = onChange;
    const isOpen = (list: number) =>
      allCandidates || candidateFields(form, list).some((field) => draft.figures.has(field));
    this.#open = new Set(form.lists.map(({ number }) => number).filter(isOpen));
  }

  /** Makes all of them anew, with what was typed. */
  show(): void {
    this.#boxes = [];
    this.#place.replaceChildren();
    if (this.#asked !== undefined) {
      this.#group("", [...this.#asked.keys()]);
      return;
    }
    this.#group(say("admitted"), ["A", "B", "C", "D"]);
    this.#group(say("cast"), [...listFields(this.#form), "E", "F", "G", "H"]);
    this.#group(say("differences"), ["I", "J"]);
    if (this.#form.lists.some(({ candidates }) => candidates.length > 0)) this.#showCandidates();
  }

  /** True: each box holds a figure or nothing. */
  get areGood(): boolean {
    return this.#boxes.every(({ input }) => readFigure(input.value) !== undefined);
  }

  focus(field?: Field): void {
    const wanted =
      this.#boxes.find((box) => box.field === field) ??
      this.#boxes.find(({ input }) => readFigure(input.value) === undefined) ??
      this.#boxes.find(({ input }) => input.value === "") ??
      this.#boxes[0];
    wanted?.input.focus();
    wanted?.input.select();
  }

  /** Marks the boxes of sums that do not come out. */
  mark(fields: ReadonlySet<Field>): void {
    for (const { field, input } of this.#boxes) input.classList.toggle("look", fields.has(field));
  }

  #group(title: string, fields: readonly Field[]): void {
    if (title !== "") this.#place.append(make("h3", title));
    const rows = make("div", "", "rows");
    rows.append(...fields.map((field) => this.#row(field)));
    this.#place.append(rows);
  }

  #showCandidates(): void {
    this.#place.append(make("h3", say("candidates")));
    for (const { number: list, name, candidates } of this.#form.lists) {
      if (candidates.length === 0) continue;
      if (this.#open.has(list)) {
        this.#place.append(make("h4", say("listTitle", { list, name })));
        const rows = make("div", "", "rows");
        rows.append(...candidateFields(this.#form, list).map((field) => this.#row(field)));
        this.#place.append(rows, this.#toggle(list, say("dropCandidates")));
      } else this.#place.append(this.#toggle(list, say("askCandidates", { list, name })));
    }
  }

  #toggle(list: number, text: string): HTMLElement {
    const place = make("p");
    place.append(
      button(
        text,
        () => {
          const isOpen = this.#open.delete(list);
          if (isOpen) for (const field of candidateFields(this.#form, list)) this.#draft.figures.delete(field);
          else this.#open.add(list);
          this.show();
          this.#onChange();
          this.focus(isOpen ? `E.${list}` : candidateFields(this.#form, list)[0]);
        },
        "small",
      ),
    );
    return place;
  }

  #row(field: Field): HTMLElement {
    const row = make("div", "", /^[DEH]$/.test(field) ? "row sum" : "row");
    const input = make("input");
    const label = make("label");
    const fault = make("p", "", "fault");
    input.id = `box-${field}`;
    input.inputMode = "numeric";
    input.autocomplete = "off";
    input.maxLength = 11;
    input.value = String(this.#draft.figures.get(field) ?? "");
    label.htmlFor = input.id;
    label.append(make("b", field), " ", make("span", fieldLabel(field, this.#form, currentLanguage())));
    fault.id = `fault-${field}`;
    fault.setAttribute("aria-live", "polite");
    input.setAttribute("aria-describedby", fault.id);
    const box: Box = { field, input, fault };
    input.addEventListener("input", () => this.#take(box, false));
    input.addEventListener("change", () => this.#take(box, true));
    input.addEventListener("focus", () => input.select());
    input.addEventListener("keydown", (event) => this.#onKey(event, box));
    this.#boxes.push(box);
    row.append(label, input, ...this.#question(field), fault);
    return row;
  }

  #question(field: Field): HTMLElement[] {
    const open = this.#asked?.get(field);
    if (open === undefined) return [];
    const [first, second] = [open.first, open.second].map((figure) => String(figure ?? "…"));
    return [make("p", say("decide", { first: first ?? "", second: second ?? "" }), "question")];
  }

  /** `isLeft`: she went on, and what is no figure is said; before that it may be on its way. */
  #take({ field, input, fault }: Box, isLeft: boolean): void {
    const figure = readFigure(input.value);
    const { figures } = this.#draft;
    const before = figures.get(field);
    if (figure === undefined || figure === "") figures.delete(field);
    else figures.set(field, figure);
    if (isLeft && figure !== undefined) input.value = String(figure);
    const isBad = isLeft && figure === undefined;
    tell(fault, isBad ? say("badFigure") : "");
    input.setAttribute("aria-invalid", String(isBad));
    if (figures.get(field) !== before) this.#onChange();
  }

  #onKey(event: KeyboardEvent, box: Box): void {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.#take(box, true);
    if (readFigure(box.input.value) === undefined) {
      box.input.select();
      return;
    }
    const at = this.#boxes.indexOf(box) + (event.shiftKey ? -1 : 1);
    const next = this.#boxes[Math.max(0, at)]?.input ?? element("done", HTMLButtonElement);
    next.focus();
  }
}
