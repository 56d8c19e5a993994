// The signer types two groups of the digest, chosen anew each time: what is typed from habit does not sign.

import { randomInt } from "node:crypto";
import { printError } from "../../files/print.ts";
import { encodeHashGroups, quote, textDigest } from "../../format/index.ts";
import { type Language, type NoteFile, say } from "../../sign/index.ts";
import { askLine } from "../../verify/program/ask.ts";
import { CommandError } from "../../verify/program/terminal.ts";

const attempts = 3;
const groupCount = 16;

const words = {
  question: {
    nl: (a: number, b: number) =>
      `Vergelijk elke regel en de digest met uw papier. Typ groep ${a} en groep ${b} om te ondertekenen; leeg stopt: `,
    en: (a: number, b: number) =>
      `Compare every line, and the digest with your paper. Type group ${a} and group ${b} to sign; empty stops: `,
  },
  wrong: {
    nl: (groups: readonly number[], left: number) =>
      `Niet gelijk: groep ${groups.join(" en groep ")}. Lees opnieuw; nog ${left} ${left === 1 ? "poging" : "pogingen"}.\n`,
    en: (groups: readonly number[], left: number) =>
      `Not the same: group ${groups.join(" and group ")}. Read again; ${left} ${left === 1 ? "attempt" : "attempts"} left.\n`,
  },
  shape: {
    nl: (left: number) => `Verwacht: twee groepen van 4 tekens, zoals 3f1b 09ac. Nog ${left}.\n`,
    en: (left: number) => `Expected: two groups of 4 characters, such as 3f1b 09ac. ${left} left.\n`,
  },
  stopped: {
    nl: () => "niet bevestigd: er is niets ondertekend",
    en: () => "not confirmed: nothing was signed",
  },
} as const;

/** One look under the other. */
export function pagesOf(looks: readonly (readonly string[])[]): string {
  return `${looks.map((lines) => lines.join("\n")).join("\n\n\n")}\n\n`;
}

/** What stands right above the question: which file, its digest, and the groups that are typed. */
export function digestLines({ path, note }: NoteFile, language: Language): string[] {
  const digest = textDigest(note.text);
  return [`${say("digest", language)} (${quote(path)}):`, `  ${encodeHashGroups(digest)}`, ...numberedGroups(digest)];
}

/** The digest as four rows of four numbered groups. */
export function numberedGroups(digest: string): string[] {
  const groups = groupsOf(digest).map((group, i) => `${String(i + 1).padStart(2)}: ${group}`);
  return [0, 4, 8, 12].map((at) => `    ${groups.slice(at, at + 4).join("   ")}`);
}

/** Throws CommandError unless two groups that are named at random are typed as they are. Either case, any blanks. */
export async function confirmDigest(digest: string, language: Language): Promise<void> {
  const first = randomInt(1, groupCount); // two different ones, the lower first
  const second = randomInt(first + 1, groupCount + 1);
  const groups = groupsOf(digest);
  for (let left = attempts - 1; left >= 0; left--) {
    const answer = await askLine(words.question[language](first, second));
    const typed = answer.toLowerCase().replace(/[^0-9a-z]/g, "");
    if (typed === "") break;
    const wrong = [first, second].filter((number, i) => typed.slice(4 * i, 4 * i + 4) !== groups[number - 1]);
    if (typed.length === 8 && wrong.length === 0) return;
    printError(typed.length === 8 ? words.wrong[language](wrong, left) : words.shape[language](left));
  }
  throw new CommandError(words.stopped[language]());
}

function groupsOf(digest: string): string[] {
  return digest.match(/.{4}/g) ?? [];
}
