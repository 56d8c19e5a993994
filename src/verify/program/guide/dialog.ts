// The two sides of the guided conversation: sentences out, lines in.

import { printError } from "../../../files/print.ts";
import { fill, type Language } from "../../../words/language.ts";
import { wrapped } from "../../../words/wrap.ts";
import { endHung } from "../../node/hung.ts";
import { SilentMedium } from "../../silence.ts";
import { CommandError } from "../terminal.ts";
import type { Person } from "./person.ts";
import { type GuideText, guideTexts } from "./texts/texts.ts";

export type Values = Readonly<Record<string, string | number>>;

/** The key to type, what it does, and what that text is filled with. */
export type Choice = readonly [key: string, name: GuideText, values?: Values];

/** Columns up to which an answer is typed behind its question; a longer question has a line of its own for it. */
const shortQuestion = 48;

export class Dialog {
  language: Language;
  /** What the person is here for, and so what she is told to leave when there is no verdict: installing, or using what is installed. */
  aim: "install" | "use" = "install";
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
    this.#write(`${wrapped(text).join("\n")}\n`);
  }

  /** Rejects CommandError when she types S alone, which stops at every question, and when nobody is there any more. */
  async ask(name: GuideText, values: Values = {}): Promise<string> {
    const answer = await this.askText(name, values);
    if (/^s[.)]?$/i.test(answer)) throw new CommandError("stopped: the person typed S");
    return answer;
  }

  /** For an answer that goes on paper, where S is a text like another. */
  askText(name: GuideText, values: Values = {}): Promise<string> {
    const lines = wrapped(this.text(name, values));
    const last = lines.at(-1) ?? "";
    if (lines.length === 1 && last.length <= shortQuestion) return this.#person.ask(`${last} `);
    this.#write(`\n${lines.join("\n")}\n`);
    return this.#person.ask("> ");
  }

  /** For the last question: an Enter from before must not close the window over what stands there. Then nobody is asked any more. */
  async askLast(name: GuideText): Promise<void> {
    this.#person.forgetTyped();
    try {
      await this.askText(name);
    } finally {
      this.#person.leave();
    }
  }

  /**
   * Shows a menu and asks until one of its keys is typed, or something that `also` takes. `also` may say what is wrong with what was
   * typed; `false`: that it did not, `undefined`: that it did.
   */
  async choose(
    choices: readonly Choice[],
    also: (typed: string) => boolean | undefined = () => false,
  ): Promise<string> {
    this.show("");
    for (const [key, name, values] of choices)
      this.#write(`${wrapped(this.text(name, values), `  ${key.toUpperCase()}  `).join("\n")}\n`);
    for (;;) {
      const typed = await this.ask("choice");
      const key = typed.toLowerCase().replace(/[.)]$/, "");
      if (choices.some(([known]) => known === key)) return key;
      const taken = also(typed);
      if (taken === true) return typed;
      if (taken === false) this.say("noChoice", { keys: choices.map(([known]) => known.toUpperCase()).join(", ") });
    }
  }

  /** Asks until it is yes or no: an Enter too many decides nothing. */
  async askYes(name: GuideText, values: Values = {}): Promise<boolean> {
    for (;;) {
      const answer = (await this.ask(name, values)).toLowerCase();
      if (/^(j|ja|y|yes)$/.test(answer)) return true;
      if (/^(n|nee|no)$/.test(answer)) return false;
      this.say("yesOrNo");
    }
  }

  /** Does `work` while nobody is asked. Rejects CommandError at once when she presses Ctrl-C; `work` is then told by `stop`. */
  busy<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    return this.#person.busy((stop) => letGo(work(stop), stop));
  }
}

/** When she stopped, nobody waits for `work` any more: a drive that never answers it would hold the process for ever. */
function letGo<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  work.catch((error) => {
    if (stop.aborted && error instanceof SilentMedium) endHung("");
  });
  return work;
}
