// The code does not belong to the disc: a question before the reading, and no verdict. Most of the time it is the other code of the letter.

import { element } from "./elements.ts";

export interface Answers {
  readonly typeAgain: () => void;
  readonly otherDisc: () => void;
  /** All is right by the letter: the verdict is wanted, for the record. */
  readonly goOn: () => void;
}

export class Question {
  readonly #place = element("question", HTMLDivElement);
  readonly #text = element("question-disc", HTMLParagraphElement);
  #says: () => string = () => "";

  constructor(answers: Answers) {
    const buttons = [
      ["question-code", answers.typeAgain],
      ["question-disc-other", answers.otherDisc],
      ["question-go-on", answers.goOn],
    ] as const;
    for (const [id, answer] of buttons)
      element(id, HTMLButtonElement).addEventListener("click", () => {
        this.hide();
        answer();
      });
  }

  /** `says`: what stands on the disc, in the language of the moment. */
  ask(says: () => string): void {
    this.#says = says;
    this.show();
    this.#place.hidden = false;
    this.#place.scrollIntoView({ block: "nearest" });
    element("question-title", HTMLElement).focus({ preventScroll: true });
  }

  hide(): void {
    this.#place.hidden = true;
  }

  show(): void {
    this.#text.textContent = this.#says();
  }
}
