// The person at a terminal, by Node's own line editor. It takes keys, not lines: on Windows Node ends a wait for a line by
// typing Enter itself, and that Enter would answer the next question.

import { createInterface } from "node:readline";
import { printError } from "../../../files/print.ts";
import { askLine, canAsk, exitInterrupted } from "../ask.ts";
import { CommandError } from "../terminal.ts";

/** Who answers. A test stands in for the person. */
export interface Person {
  /** One line, without the blanks around it. Rejects CommandError when nobody is there any more. */
  ask(question: string): Promise<string>;
  /** What was typed before a question that must be read first does not answer it. */
  forgetTyped(): void;
  leave(): void;
  /** Does `work` while nobody is asked. Rejects CommandError when she stops it, and tells `work` by the signal. */
  busy<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T>;
}

/** At the terminal this program was started from; through a pipe where there is none. */
export function personHere(): Person {
  if (canAsk()) return new PersonAtTerminal();
  const busy: Person["busy"] = (work) => work(new AbortController().signal);
  return { ask: askLine, forgetTyped: () => undefined, leave: () => undefined, busy };
}

class PersonAtTerminal implements Person {
  /** Open from the first question to the last, so that no key is lost between them. */
  readonly #editor = createInterface({ input: process.stdin, output: process.stderr, terminal: true, historySize: 0 });
  readonly #typed: string[] = [];
  #waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | undefined;
  #stopWork: (() => void) | undefined;
  #isGone = false;

  constructor() {
    this.#editor.on("line", (line) => {
      if (this.#waiting === undefined) this.#typed.push(line);
      else this.#settle()?.resolve(line.trim());
    });
    this.#editor.on("SIGINT", () => {
      const stopWork = this.#stopWork;
      this.#stopWork = undefined;
      if (stopWork !== undefined) return stopWork();
      if (this.#waiting === undefined) process.exit(exitInterrupted); // a second time: at once
      printError("\n");
      this.#settle()?.reject(new CommandError("stopped: nothing was done", exitInterrupted));
    });
    this.#editor.on("close", () => {
      this.#isGone = true;
      this.#settle()?.reject(ended());
    });
  }

  ask(question: string): Promise<string> {
    if (this.#isGone) return Promise.reject(ended());
    this.#editor.setPrompt(question);
    // Without half a line to show, no sequences for the cursor: there are consoles that print them.
    if (this.#editor.line === "") printError(question);
    else this.#editor.prompt(true);
    const typed = this.#typed.shift();
    if (typed !== undefined) return Promise.resolve(typed.trim());
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  forgetTyped(): void {
    this.#typed.length = 0;
  }

  leave(): void {
    this.#editor.close();
  }

  busy<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const stopped = new Promise<never>((_, reject) => {
      this.#stopWork = () => {
        controller.abort();
        reject(new CommandError("stopped while it was read: no verdict", exitInterrupted));
      };
    });
    return Promise.race([work(controller.signal), stopped]).finally(() => {
      this.#stopWork = undefined;
    });
  }

  #settle() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}

function ended(): CommandError {
  return new CommandError("the input ended: nothing was done");
}
