// How the verifier says what went wrong on the command line.

import { printError } from "../../files/print.ts";
import { wrapped } from "../../words/wrap.ts";

/** One line for a program that reads it; for a person at a terminal broken between words, with what belongs to it set in. */
export function sayError(text: string): void {
  const lines = process.stderr.isTTY ? wrapped(text, "  ") : [text];
  printError(`${lines.join("\n").trimStart()}\n`);
}
