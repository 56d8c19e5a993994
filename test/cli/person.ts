// A person who answers the guided program in turn, and then goes away.

import { Dialog } from "../../src/verify/program/guide/dialog.ts";
import { runGuide } from "../../src/verify/program/guide/guide.ts";
import type { Person } from "../../src/verify/program/guide/person.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";

export interface Visit {
  readonly exitCode: typeof process.exitCode;
  /** Answers that nobody asked for. */
  readonly left: readonly string[];
  /** All that she saw, and what she typed. */
  readonly screen: string;
}

/** `answers`: an Error is what she does in place of an answer; a function is done first, and its text is the answer. */
export type Answer = string | Error | (() => string);

/** What she presses to stop while a disc is read. */
export const interruption = "{Ctrl-C while it is read}";

export function person(answers: readonly Answer[], language: "nl" | "en" = "nl") {
  const left = [...answers];
  const seen: string[] = [];
  const ask = async (question: string) => {
    seen.push(question);
    const answer = left.shift();
    if (answer === undefined) throw new CommandError("the input ended");
    if (answer instanceof Error) throw answer;
    const typed = typeof answer === "string" ? answer : answer();
    seen.push(`${typed}\n`);
    return typed.trim();
  };
  const busy: Person["busy"] = (work) => {
    if (left[0] !== interruption) return work(new AbortController().signal);
    left.shift();
    work(AbortSignal.abort()).catch(() => undefined);
    return Promise.reject(new CommandError("stopped while it was read", 130));
  };
  const answering: Person = { ask, busy, forgetTyped: () => undefined, leave: () => undefined };
  return {
    person: answering,
    dialog: new Dialog(language, answering, (text) => seen.push(text)),
    left,
    screen: () => seen.join(""),
  };
}

/** The guided program from its start to its end, with this trust root. `dropped`: files that she drops on it. */
export async function guided(
  answers: readonly Answer[],
  rootNote: string,
  dropped: readonly string[] = [],
): Promise<Visit> {
  const who = person(answers);
  await runGuide(who.dialog, ["--root", rootNote], dropped);
  const { exitCode } = process;
  process.exitCode = 0;
  return { exitCode, left: who.left.filter((answer) => typeof answer === "string"), screen: who.screen() };
}
