// The second screen: all stations and the total, how far each is, and what is not saved yet.

import { modelNames, models } from "../paper/fields.ts";
import { unitName } from "../paper/texts.ts";
import type { Typing, UnitState } from "../paper/typing.ts";
import type { Decision } from "./decide.ts";
import { button, currentLanguage, element, make, say, tell } from "./dom.ts";

export class UnitsView {
  readonly #section = element("units", HTMLElement);
  readonly #list = element("unit-list", HTMLOListElement);
  readonly #typing: Typing;
  readonly #decision: Decision | undefined;
  readonly #onChoose: (unit: string) => void;

  constructor(typing: Typing, decision: Decision | undefined, onChoose: (unit: string) => void) {
    this.#typing = typing;
    this.#decision = decision;
    this.#onChoose = onChoose;
  }

  /** What there is to do: all units, or those that a third person decides on. */
  get #units(): readonly string[] {
    const decision = this.#decision;
    return decision === undefined
      ? this.#typing.units
      : this.#typing.units.filter((unit) => decision.models(unit).length > 0);
  }

  /** Who decides is done with a unit when she is with each of its papers. */
  #stateOf(unit: string): UnitState {
    const state = this.#typing.stateOf(unit);
    const typed = this.#typing.draftsOf(unit).map(({ model }) => model);
    const isWhole = (this.#decision?.models(unit) ?? []).every((model) => typed.includes(model));
    return state === "finished" && !isWhole ? "begun" : state;
  }

  get #done(): number {
    return this.#units.filter((unit) => this.#stateOf(unit) === "finished").length;
  }

  get isAllDone(): boolean {
    return this.#done === this.#units.length;
  }

  show(state: string, isSaved: boolean): void {
    const language = currentLanguage();
    const typing = this.#typing;
    this.#section.hidden = false;
    tell(element("units-title", HTMLHeadingElement), say(this.#decision === undefined ? "unitsTitle" : "decideTitle"));
    const who = say("whoTypes", { entry: say(`entry${typing.entry}`), person: typing.person });
    const progress = say("progress", { done: this.#done, all: this.#units.length });
    tell(element("who", HTMLParagraphElement), `${who} · ${progress}`);
    tell(element("units-state", HTMLParagraphElement), state);
    element("save-place", HTMLParagraphElement).hidden = isSaved;
    this.#list.replaceChildren(
      ...this.#units.map((unit) => {
        const state = this.#stateOf(unit);
        const choice = button("", () => this.#onChoose(unit), `unit ${state}`);
        choice.append(make("span", unitName(unit, typing.form, language)), " ", make("span", say(state), "state"));
        const item = make("li");
        item.append(choice);
        return item;
      }),
    );
    this.#showModels();
  }

  /** Papers of which the two did not take the same model: nobody can decide that by a figure. */
  #showModels(): void {
    const language = currentLanguage();
    const printed = (name: unknown) => models[modelNames.find((model) => model === name) ?? "other"].printed;
    const lines = (this.#decision?.open ?? [])
      .filter(({ field }) => field === undefined)
      .map(({ unit, first, second }) =>
        say("decideModel", {
          unit: unitName(unit, this.#typing.form, language),
          first: printed(first),
          second: printed(second),
        }),
      );
    element("models-open", HTMLUListElement).replaceChildren(...lines.map((line) => make("li", line)));
  }

  hide(): void {
    this.#section.hidden = true;
  }

  /** Where the work goes on: the first unit that is not finished. */
  focus(): void {
    const next = this.#list.querySelector<HTMLButtonElement>("button:not(.finished)");
    (next ?? element("units-title", HTMLHeadingElement)).focus();
  }
}
