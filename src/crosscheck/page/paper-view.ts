// The third screen: one paper. First which one it is, then its boxes; its sums are checked while it is typed, and forbid nothing.

import { type Field, type Model, models, modelsOf, totalUnit } from "../paper/fields.ts";
import { wrongSums } from "../paper/sums.ts";
import { modelName, saySum, unitName } from "../paper/texts.ts";
import type { Draft, Typing } from "../paper/typing.ts";
import { Boxes } from "./boxes.ts";
import type { Decision } from "./decide.ts";
import { button, currentLanguage, element, make, say, tell } from "./dom.ts";

export interface PaperEvents {
  /** Something was typed that is not saved. */
  readonly onChange: () => void;
  /** She is done with it, or leaves it as it is. */
  readonly onLeave: (isFinished: boolean) => void;
}

export class PaperView {
  readonly #section = element("paper", HTMLElement);
  readonly #state = element("paper-state", HTMLParagraphElement);
  readonly #checks = element("checks", HTMLDivElement);
  readonly #typing: Typing;
  readonly #decision: Decision | undefined;
  readonly #allCandidates: boolean;
  readonly #events: PaperEvents;
  #unit = "";
  #draft: Draft | undefined;
  #boxes: Boxes | undefined;
  /** The model that was typed last of stations, and of totals: most often it is the next one, too. */
  readonly #usual = new Map<boolean, Model>();
  /** Sums that she has seen and stands by. */
  #accepted = "";

  constructor(typing: Typing, decision: Decision | undefined, allCandidates: boolean, events: PaperEvents) {
    this.#typing = typing;
    this.#decision = decision;
    this.#allCandidates = allCandidates;
    this.#events = events;
    element("done", HTMLButtonElement).onclick = () => this.#finish();
    element("back", HTMLButtonElement).onclick = () => this.#leave(false);
    element("another", HTMLButtonElement).onclick = () => this.#choose(undefined);
    element("boxes", HTMLDivElement).addEventListener("focusin", () => this.#setChoosing(false));
    element("change-model", HTMLButtonElement).onclick = () => {
      this.#setChoosing(true);
      document.querySelector<HTMLInputElement>("input[name=model]:checked")?.focus();
    };
  }

  open(unit: string): void {
    this.#unit = unit;
    this.#section.hidden = false;
    const drafts = this.#typing.draftsOf(unit);
    const toDecide = this.#toDecide(drafts);
    if (toDecide === undefined) this.#choose(drafts.find(({ isFinished }) => !isFinished) ?? drafts.at(-1));
    else this.#choose(drafts.find(({ model }) => model === toDecide) ?? this.#typing.begin(unit, toDecide));
  }

  /** Says it again, in another language. */
  show(): void {
    if (this.#section.hidden) return;
    const language = currentLanguage();
    const { form, entry, person } = this.#typing;
    tell(element("unit-title", HTMLHeadingElement), unitName(this.#unit, form, language));
    const who = say("whoTypes", { entry: say(`entry${entry}`), person });
    const model = this.#draft === undefined ? "" : ` · ${modelName(this.#draft.model, language)}`;
    tell(element("paper-title", HTMLSpanElement), `${who}${model}`);
    this.#showDrafts();
    this.#showModels();
    this.#boxes?.show();
    this.#showChecks();
  }

  hide(): void {
    this.#section.hidden = true;
  }

  /** One paper of the unit; undefined: another one, of which the model is asked first. */
  #choose(draft: Draft | undefined): void {
    if (draft !== undefined && draft === this.#draft) return;
    const isTotal = this.#unit === totalUnit;
    const model = this.#typing.draftsOf(this.#unit).length === 0 ? this.#usual.get(isTotal) : undefined;
    this.#dropEmpty();
    this.#draft = draft ?? (model === undefined ? undefined : this.#typing.begin(this.#unit, model));
    this.#begin();
    this.#setChoosing(this.#draft === undefined);
    if (this.#draft === undefined) document.querySelector<HTMLInputElement>("input[name=model]")?.focus();
    else this.#boxes?.focus();
    window.scrollTo(0, 0);
  }

  /** The paper of the unit that is decided on now; undefined: she types all of them. */
  #toDecide(drafts: readonly Draft[]): Model | undefined {
    const asked = this.#decision?.models(this.#unit) ?? [];
    return asked.find((model) => !drafts.some((draft) => draft.model === model && draft.isFinished)) ?? asked.at(-1);
  }

  #begin(): void {
    this.#accepted = "";
    tell(this.#state, "");
    element("boxes", HTMLDivElement).replaceChildren();
    const draft = this.#draft;
    const asked = draft && this.#decision?.of(this.#unit, draft.model);
    this.#boxes =
      draft === undefined
        ? undefined
        : new Boxes(this.#typing.form, draft, asked, this.#allCandidates, () => this.#changed());
    this.show();
  }

  #changed(): void {
    if (this.#draft !== undefined) this.#draft.isFinished = false;
    tell(this.#state, "");
    this.#showChecks();
    this.#events.onChange();
  }

  /** Where a unit has several papers, one can be looked at again. */
  #showDrafts(): void {
    const drafts = this.#typing.draftsOf(this.#unit);
    const place = element("drafts", HTMLParagraphElement);
    place.replaceChildren(
      ...(drafts.length < 2 ? [] : drafts).map((draft, i) => {
        const text = say("paperOf", { number: i + 1, model: models[draft.model].printed });
        const made = button(text, () => this.#choose(draft), "small");
        made.setAttribute("aria-pressed", String(draft === this.#draft));
        return made;
      }),
    );
    element("another", HTMLButtonElement).hidden = this.#draft?.isFinished !== true || this.#decision !== undefined;
  }

  #showModels(): void {
    const language = currentLanguage();
    element("model-list", HTMLDivElement).replaceChildren(
      ...modelsOf(this.#unit).map((model) => {
        const label = make("label", "", "choice");
        const radio = make("input");
        radio.type = "radio";
        radio.name = "model";
        radio.value = model;
        radio.checked = model === this.#draft?.model;
        radio.addEventListener("change", () => this.#setModel(model));
        radio.addEventListener("keydown", (event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (!radio.checked) this.#setModel(model);
          this.#boxes?.focus();
        });
        label.append(radio, make("span", modelName(model, language)));
        return label;
      }),
    );
    const model = this.#draft?.model;
    const hint =
      model === undefined
        ? ""
        : models[model].corrects
          ? say("correctsHint")
          : model === "other"
            ? say("otherHint")
            : "";
    const place = element("paper-hint", HTMLParagraphElement);
    place.hidden = hint === "" || this.#decision !== undefined;
    tell(place, hint);
  }

  /** The models are shown until she goes to a box, and when she asks for them. */
  #setChoosing(isChoosing: boolean): void {
    const isDecision = this.#decision !== undefined;
    element("models", HTMLFieldSetElement).hidden = isDecision || !isChoosing;
    element("change-model", HTMLButtonElement).hidden = isDecision || isChoosing;
  }

  /** The radio that was chosen keeps the focus: the arrows go on from there, Enter goes to the boxes. */
  #setModel(model: Model): void {
    const isNew = this.#draft === undefined;
    if (this.#draft === undefined) this.#draft = this.#typing.begin(this.#unit, model);
    else this.#draft.model = model;
    this.#fillNeedless(this.#draft);
    if (isNew) this.#begin();
    else {
      this.show();
      this.#changed();
    }
    document.querySelector<HTMLInputElement>("input[name=model]:checked")?.focus();
  }

  /** C cannot occur at these elections, and has no box on the paper: the hyphen stands there, and can be typed over. */
  #fillNeedless({ model, figures }: Draft): void {
    const { category } = this.#typing.form;
    const isNeedless = (category === "GR" || category === "ER") && !models[model].corrects && model !== "other";
    if (isNeedless && !figures.has("C")) figures.set("C", "-");
  }

  #showChecks(): void {
    const language = currentLanguage();
    const draft = this.#draft;
    const sums =
      draft === undefined || this.#decision !== undefined || models[draft.model].corrects
        ? []
        : wrongSums(draft.figures, this.#typing.form, this.#unit === totalUnit);
    const lines = sums.map((sum) => saySum(sum, language));
    const said = lines.join("\n");
    this.#boxes?.mark(new Set<Field>(sums.flatMap(({ fields }) => fields)));
    if (this.#checks.dataset.said === said) return; // said aloud once, not at every key
    this.#checks.dataset.said = said;
    const first = lines[0] === undefined ? "" : `${say("check")} ${lines[0]}`;
    tell(element("first-check", HTMLParagraphElement), lines.length > 1 ? `${first} …` : first);
    const list = make("ul");
    list.append(...lines.map((line) => make("li", line)));
    this.#checks.replaceChildren(...(lines.length === 0 ? [] : [make("p", say("check")), list]));
  }

  /** What does not add up is asked about once: it may stand so on the paper. */
  #finish(): void {
    const draft = this.#draft;
    if (draft === undefined) {
      tell(this.#state, say("needModel"));
      document.querySelector<HTMLInputElement>("input[name=model]")?.focus();
      return;
    }
    if (this.#boxes?.areGood === false) {
      tell(this.#state, say("badFigure"));
      this.#boxes.focus();
      return;
    }
    const asked = [...(this.#decision?.of(this.#unit, draft.model).keys() ?? [])];
    const unfilled = [...this.#typing.unfilledOf(draft), ...asked.filter((field) => !draft.figures.has(field))];
    if (unfilled.length > 0 || draft.figures.size === 0) {
      tell(
        this.#state,
        draft.figures.size === 0 ? say("nothingTyped") : say("unfilled", { fields: unfilled.join(", ") }),
      );
      this.#boxes?.focus(unfilled[0]);
      return;
    }
    const wrong = this.#checks.dataset.said ?? "";
    if (wrong !== "" && wrong !== this.#accepted) {
      this.#accepted = wrong;
      tell(this.#state, say("asOnPaper"));
      return;
    }
    this.#typing.finish(draft);
    this.#usual.set(this.#unit === totalUnit, draft.model);
    this.#leave(true);
  }

  #leave(isFinished: boolean): void {
    this.#dropEmpty();
    this.#events.onLeave(isFinished);
  }

  /** A paper that was begun and of which nothing was typed is none: the hyphen at C is ours. */
  #dropEmpty(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (draft === undefined) return;
    if (draft.figures.size === 1 && draft.figures.get("C") === "-") draft.figures.clear();
    this.#typing.forgetIfEmpty(draft);
  }
}
