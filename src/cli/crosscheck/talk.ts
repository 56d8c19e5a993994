// Sentences out, lines in: how the three questions are asked. A slip gets a sentence and the question again.

import { existingPath } from "../../verify/program/guide/paths.ts";
import type { Person } from "../../verify/program/guide/person.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { wrapped } from "../../words/wrap.ts";
import { guideTexts } from "./guide-texts.ts";

/** She typed S: nothing more is asked. */
export class Stopped extends Error {}

/** The key to type, and what it does. */
export type Choice = readonly [key: string, text: Text];

export class Talk {
  language: Language;
  readonly #person: Person;
  readonly #write: (text: string) => void;

  constructor(person: Person, language: Language, write: (text: string) => void) {
    this.#person = person;
    this.language = language;
    this.#write = write;
  }

  say(text: Text, values: Readonly<Record<string, string | number>> = {}): void {
    this.show(`\n${sayIn(text, this.language, values)}`);
  }

  /** Lines that are broken between words where they are too long. */
  show(text: string): void {
    this.#write(`${wrapped(text).join("\n")}\n`);
  }

  /** Throws Stopped when she types S alone; CommandError when nobody is there any more. */
  async ask(text: Text): Promise<string> {
    this.say(text);
    const typed = await this.#person.ask("> ");
    if (/^s[.)]?$/i.test(typed)) throw new Stopped();
    return typed;
  }

  /** Until one of the keys is typed, or a place that exists: a folder that is dropped into the window at once. */
  async choose(text: Text, choices: readonly Choice[]): Promise<string> {
    this.say(text);
    for (const [key, what] of choices)
      this.#write(`${wrapped(what[this.language], `  ${key.toUpperCase()}  `).join("\n")}\n`);
    for (;;) {
      const typed = await this.ask(guideTexts.choice);
      const key = typed.toLowerCase().replace(/[.)]$/, "");
      if (choices.some(([known]) => known === key)) return key;
      const path = /[\\/:]/.test(typed) ? existingPath(typed) : undefined;
      if (path !== undefined) return path;
      this.say(guideTexts.noChoice, { keys: choices.map(([known]) => known.toUpperCase()).join(", ") });
    }
  }

  /** A place that exists; undefined: an Enter alone, which goes back. */
  async askPath(text: Text): Promise<string | undefined> {
    for (;;) {
      const typed = await this.ask(text);
      if (typed === "") return undefined;
      const path = existingPath(typed);
      if (path !== undefined) return path;
      this.say(guideTexts.notThere, { typed });
    }
  }

  /** An Enter too many decides nothing. */
  async askYes(text: Text): Promise<boolean> {
    for (;;) {
      const typed = await this.ask(text);
      if (/^(j|ja|y|yes)$/i.test(typed)) return true;
      if (/^(n|nee|no)$/i.test(typed)) return false;
      this.say(guideTexts.yesOrNo);
    }
  }
}
