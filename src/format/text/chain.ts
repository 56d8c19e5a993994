// A file of lines that only grows: `N MOMENT HEX64 FACT`, each line naming the digest of the one before, so that whoever alters, moves,
// adds or drops a line is told apart by its number. The transcript of a ceremony and the register are such files; what a FACT may be, and
// the limits, are theirs. docs/spec/transcript.md, docs/spec/register.md

import type { Bilingual } from "./bilingual.ts";
import { checkLine, checkMoment, checkSha256, decodeDecimal } from "./decode.ts";
import { FormatError, quote } from "./error.ts";
import { split } from "./lines.ts";

/** SHA-256 of a line with its line feed, in hex: handed in, as a platform's own is many times faster than one in JavaScript. */
export type LineDigest = (line: string) => string;

/** Characters of a digest in hex. */
const digestLength = 64;

export interface ChainLine {
  /** By the clock of the machine, which nobody vouches for. */
  readonly at: string;
  /** Digest of the line before. */
  readonly before: string;
  readonly fact: string;
}

/** Of a moment of the machine's clock, to the second. */
export function momentOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** Line `line` of the file, from 2, without its line feed; the caller parses it, which checks `fact`. Throws FormatError. */
export function printChainLine({ at, before, fact }: ChainLine, line: number, where: string): string {
  return `${line} ${checkMoment(at, where)} ${checkSha256(before, where)} ${fact}`;
}

/** The inverse of printChainLine. `limit`: characters. Throws FormatError. */
export function parseChainLine(text: string, line: number, where: string, limit: number): ChainLine {
  checkLine(text, where, limit);
  const [number = "", at = "", before = "", fact = ""] = split(text, 4, where);
  decodeDecimal(number, line, line, where);
  return { at: checkMoment(at, where), before: checkSha256(before, where), fact };
}

/**
 * The same of a line that judgeChain found in its place: of its number and its digest nothing is left to ask, as they are those that it
 * expected. Throws FormatError.
 */
export function parseLinkedLine(
  text: string,
  line: number,
  where: string,
  limit: number,
): Pick<ChainLine, "at" | "fact"> {
  checkLine(text, where, limit);
  const start = `${line} `.length;
  const end = text.indexOf(" ", start);
  const fact = text.slice(end + 1 + digestLength + 1);
  if (end === start || fact === "" || fact.startsWith(" "))
    throw new FormatError("FIELD", where, "4 parts", quote(text));
  return { at: checkMoment(text.slice(start, end), where), fact };
}

/** Without a last line that broke off: a run that was killed leaves one, and the next that opens the file cuts it and says so. */
export function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(10) + 1;
  return end === 0 ? bytes : bytes.subarray(0, end);
}

/**
 * Why these lines, without their line feeds, are no chain, with the line; undefined: they are one. Before anything of a line is believed:
 * its number, and the digest of the line before. The first line is not judged.
 */
export function judgeChain(lines: readonly string[], digestOf: LineDigest): Bilingual | undefined {
  let expected = digestOf(lines[0] ?? "");
  for (let i = 1; i < lines.length; i++) {
    const text = lines[i] ?? "";
    const line = i + 1;
    const { number, before } = namedIn(text);
    if (number !== String(line)) return misnumbered(number, line);
    if (before !== expected) {
      const found = quote(before);
      const changed = suspects(lines, i, digestOf);
      return {
        nl: `regel ${changed.join(" of ")} is veranderd: regel ${line} noemt ${found} als hashcode van regel ${i}, en dat is ${expected}`,
        en: `line ${changed.join(" or ")} was altered: line ${line} names ${found} as the digest of line ${i}, which is ${expected}`,
      };
    }
    expected = digestOf(text);
  }
  return undefined;
}

/** What a line says of its place, whatever it is: its first word and its third. */
function namedIn(text: string): { readonly number: string; readonly before: string } {
  const first = wordEnd(text, 0);
  const second = wordEnd(text, first + 1);
  return { number: text.slice(0, first), before: text.slice(second + 1, wordEnd(text, second + 1)) };
}

/** Where the word that begins at `start` ends. */
function wordEnd(text: string, start: number): number {
  const end = text.indexOf(" ", start);
  return end < 0 ? text.length : end;
}

function misnumbered(number: string, line: number): Bilingual {
  const found = /^[1-9][0-9]{0,6}$/.test(number) ? Number(number) : undefined;
  if (found === undefined)
    return {
      nl: `regel ${line}: verwacht het nummer ${line}, gevonden ${quote(number)}`,
      en: `line ${line}: expected its number ${line}, found ${quote(number)}`,
    };
  if (found < line)
    return {
      nl: `regel ${line}: opnieuw het nummer ${found}: hiervoor is een regel tussengevoegd of verplaatst`,
      en: `line ${line}: found the number ${found} again: a line was put in or moved before here`,
    };
  if (found === line + 1)
    return {
      nl: `regel ${line}: gevonden het nummer ${found}: regel ${line} ontbreekt of is verplaatst`,
      en: `line ${line}: found the number ${found}: line ${line} is missing or was moved`,
    };
  return {
    nl: `regel ${line}: gevonden het nummer ${found}: regels ${line} tot en met ${found - 1} ontbreken of zijn verplaatst`,
    en: `line ${line}: found the number ${found}: lines ${line} to ${found - 1} are missing or were moved`,
  };
}

/** Line `i + 1` and the one before disagree. If the line after still vouches for `i + 1`, it is the one before that changed. */
function suspects(lines: readonly string[], i: number, digestOf: LineDigest): readonly number[] {
  const after = lines[i + 1];
  if (after === undefined) return [i, i + 1];
  return namedIn(after).before === digestOf(lines[i] ?? "") ? [i] : [i + 1];
}
