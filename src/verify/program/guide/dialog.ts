// The two sides of the guided conversation: sentences out, lines in.

import { printError } from "../../../files/print.ts";
import { fill, type Language } from "../../../words/language.ts";
import type { Person } from "./person.ts";
import { type GuideText, guideTexts } from "./texts.ts";

type Values = Readonly<Record<string, string | number>>;

/** The key to type, what it does, and what that text is filled with. */
export type Choice = readonly [key: string, name: GuideText, values?: Values];

/** Characters of a line. */
const width = 79;

export class Dialog {
  language: Language;
  readonly #write: (text: string) => void;
  readonly #person: Person;

  constructor(language: Language, person: Person, write: (text: string) => void = (text) => printError(text)) {
    this.language = language;
    this.#write = write;
    this.#person = person;
  }

  text(name: GuideText, values: Values = {}): string {
    return fill(guideTexts[name][this.language], values);
  }

  /** One of the guide's own sentences, with a blank line before it. */
  say(name: GuideText, values: Values = {}): void {
    this.show(`\n${this.text(name, values)}`);
  }

  /** Lines as they are; those that are too long are broken between words. */
  show(text: string): void {
    const lines = text
      .split("\n")
      .map((line) => line.replace(new RegExp(`(.{1,${width}})( +|$)`, "g"), "$1\n").trimEnd());
    this.#write(`${lines.join("\n")}\n`);
  }

  ask(name: GuideText, values: Values = {}): Promise<string> {
    return this.#person.ask(this.text(name, values));
  }

  /** For the last question: an Enter from before must not close the window over what stands there. Then nobody is asked any more. */
  async askLast(name: GuideText): Promise<void> {
    this.#person.forgetTyped();
    try {
      await this.ask(name);
    } finally {
      this.#person.leave();
    }
  }

  /** Shows a menu and asks until one of its keys is typed. */
  async choose(choices: readonly Choice[]): Promise<string> {
    this.show("");
    for (const [key, name, values] of choices) this.show(`  ${key.toUpperCase()}  ${this.text(name, values)}`);
    for (;;) {
      const typed = (await this.ask("choice")).toLowerCase();
      if (choices.some(([key]) => key === typed)) return typed;
      this.say("noChoice");
    }
  }

  /** Asks until it is yes or no: an Enter too many decides nothing. */
  async askYes(name: GuideText): Promise<boolean> {
    for (;;) {
      const answer = (await this.ask(name)).toLowerCase();
      if (/^(j|ja|y|yes)$/.test(answer)) return true;
      if (/^(n|nee|no)$/.test(answer)) return false;
      this.say("yesOrNo");
    }
  }
}
