// How the program ends: every error in one clear text, and an exit code.

import { CommanderError, type OutputConfiguration } from "commander";
import { print, printError } from "../files/print.ts";
import { Fault, spellOut } from "../format/index.ts";
import { CommandError, exitFailure, exitUsage } from "../verify/program/terminal.ts";
import type { Language } from "../words/language.ts";
import { faultText } from "./fault-words.ts";

/**
 * What was asked for is done as far as it can be, and waits for other people: too few have signed, rebuilt, or signed the minutes. No
 * failure, and not 0 either, so that a chain of commands stops there.
 */
export const exitIncomplete = 3;

/** commander's help and faults, spoken as everything else. */
export const spoken: OutputConfiguration = {
  writeOut: print,
  writeErr: printError,
  outputError: (text) => printError(usageFault(text)),
};

/** Prints what went wrong and says with which code to end. What is not expected is a mistake of this program, and shows its stack. */
export function exitCodeOf(error: unknown, language: Language = "en"): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitUsage; // commander has printed it
  if (error instanceof CommandError) {
    printError(`zegel: ${faultText(error, language)}\n`);
    return error.exitCode;
  }
  if (isExpected(error)) printError(`zegel: ${faultText(error, language)}\n`);
  else printError(`zegel: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  return exitFailure;
}

/** An error of ours, or one that the system gives (ENOENT). Node's own (ERR_…) say how this program called it. */
function isExpected(error: unknown): boolean {
  return error instanceof Fault || (error instanceof Error && "code" in error && !/^ERR_/.test(String(error.code)));
}

/** What commander says of an argument repeats it: spelt out, and cut. Its own second line, the suggestion, stays one. */
function usageFault(text: string): string {
  const [, fault = "", suggestion = ""] = /^(.*?)(\n\(Did you mean [a-z ,?-]*\))?\n?$/s.exec(text) ?? [];
  return `${spellOut(fault, 1000)}${suggestion}\n`;
}
