// How the verifier says what went wrong on the command line. What a person of a municipality can mend is said in her language too.

import { printError } from "../../files/print.ts";
import { fill, type Language, type Text, visible } from "../../words/language.ts";
import { wrapped } from "../../words/wrap.ts";
import { NoDisc } from "../node/medium.ts";

/** There is no verdict, and this is why. */
export const noVerdictTexts = {
  noDiscInDrive: {
    nl: "Er is geen schijf te lezen in het station. Er is geen oordeel. Leg de schijf erin, sluit de lade, wacht even en probeer het opnieuw.",
    en: "No disc can be read in the drive. There is no verdict. Put the disc in, close the drive, wait a moment and try again.",
  },
  notThere: { nl: "Dat is er niet: {path}. Probeer het opnieuw.", en: "That is not there: {path}. Try again." },
} as const satisfies Record<string, Text>;

/** In Dutch the sentence for whoever can mend it, with the technician's behind it; in English the technician's alone. */
export function errorWords(error: unknown, target: string | undefined, language: Language): string {
  const text = messageOf(error);
  const name = error instanceof NoDisc ? "noDiscInDrive" : notThere(text, target);
  if (language === "en" || name === undefined) return text;
  return `${fill(noVerdictTexts[name].nl, { path: target ?? "" })} (Voor de technicus: ${text})`;
}

function notThere(text: string, target: string | undefined): "notThere" | undefined {
  return target !== undefined && text.startsWith(`${visible(target)}: ENOENT`) ? "notThere" : undefined;
}

/** One line, which may quote foreign names; of an unexpected error, not ours and not the system's, also where it arose. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return visible(String(error));
  if ("code" in error) return visible(error.message);
  const place = error.stack?.split("\n").find((line) => line.startsWith("    at "));
  return visible(`internal error: ${error.name}: ${error.message}${place === undefined ? "" : ` (${place.trim()})`}`);
}

/** One line for a program that reads it; for a person at a terminal broken between words, with what belongs to it set in. */
export function sayError(text: string): void {
  const lines = process.stderr.isTTY ? wrapped(text, "  ") : [text];
  printError(`${lines.join("\n").trimStart()}\n`);
}
