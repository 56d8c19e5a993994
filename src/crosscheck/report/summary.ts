// What every run of this room says, in one shape: the sign and the word, what was found, what was compared and what was not, and what to
// do now. The commands fill it, `check` puts several into one, and the screen and the printed list show it. docs/spec/crosscheck.md

import { labelWords } from "../../words/glossary.ts";
import { fill, type Language, type Text, visible } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import { signBars } from "../../words/signs.ts";
import { width, wrapped } from "../../words/wrap.ts";
import type { Inputs } from "../read/inputs.ts";
import type { Message } from "../read/model.ts";
import { sayNumber } from "./figures.ts";
import { type Verdict, verdicts } from "./verdict.ts";
import { advice, headlines, labels } from "./words.ts";

/** Lists of one-line sentences, in the order in which they are read: what is wrong stands first. */
export const headings = {
  found: labels.found,
  missing: labels.missing,
  toDo: labels.toDo,
  compared: labels.compared,
  notCompared: labels.notCompared,
  notUsed: labels.notUsed,
  remarks: labels.remarks,
} as const satisfies Record<string, Text>;
export type Kind = keyof typeof headings;
export const kinds = Object.keys(headings) as Kind[];

/** Lines of one kind that stand on the screen at once; `--json` has more. */
export const shownLines = 20;

/** Something with a heading of its own. `verbatim`: lines that are copied, and so never broken. */
export interface Block {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly verbatim?: true;
}

/** What one comparison says. Lines are in the reader's language, and harmless. */
export interface Part extends Readonly<Record<Kind, readonly string[]>> {
  /** Further ones of a kind, of which only the number is known. */
  readonly more: Readonly<Partial<Record<Kind, number>>>;
  /** Before the advice. */
  readonly blocks: readonly Block[];
  /** Behind it: the whole computation, and what only a technician needs. */
  readonly annex: readonly Block[];
}

export interface Summary extends Part {
  readonly verdicts: readonly [Verdict, ...Verdict[]];
  /** Behind the word. */
  readonly headline: string;
  readonly elections: readonly string[];
  /** What to do now, in this order. */
  readonly next: readonly string[];
}

const noPart: Part = {
  ...{ found: [], missing: [], toDo: [], compared: [], notCompared: [], notUsed: [], remarks: [] },
  ...{ more: {}, blocks: [], annex: [] },
};

/** Several as one, each kind in the order of the parts; a line that two of them say stands once. */
export function joinParts(...parts: readonly Partial<Part>[]): Part {
  const blocksOf = (name: "blocks" | "annex") => ({ [name]: parts.flatMap((part) => part[name] ?? []) });
  const linesOf = (kind: Kind) => [kind, [...new Set(parts.flatMap((part) => part[kind] ?? []))]] as const;
  const moreOf = (kind: Kind) => [kind, parts.reduce((sum, { more }) => sum + (more?.[kind] ?? 0), 0)] as const;
  const more = Object.fromEntries(kinds.map(moreOf));
  return { ...noPart, ...Object.fromEntries(kinds.map(linesOf)), more, ...blocksOf("blocks"), ...blocksOf("annex") };
}

export const saysOf = (texts: readonly Text[], language: Language): string[] => texts.map((text) => text[language]);

/** `headline`, `next`: in place of those that belong to the verdict everywhere. */
export function summaryOf(
  verdicts: Summary["verdicts"],
  inputs: Inputs,
  part: Part,
  language: Language,
  own: { readonly headline?: string | undefined; readonly next?: readonly Text[] | undefined } = {},
): Summary {
  const [verdict] = verdicts;
  const { headline = headlines[verdict][language], next = advice[verdict] } = own;
  return { ...part, verdicts, headline, elections: electionsOf(inputs, language), next: saysOf(next, language) };
}

/** Lines of a screen. */
export function showSummary(summary: Summary, language: Language): string[] {
  const { elections } = summary;
  return [
    ...headLines(summary, language),
    ...(elections.length === 0 ? [] : [...elections.flatMap((line) => wrapped(line)), ""]),
    ...listLines(summary, language),
  ];
}

/** All that stands below the head. */
export function listLines(summary: Summary, language: Language): string[] {
  const { next, blocks, annex, more } = summary;
  const todo = [`${labelWords.todo[language]}:`, ...next.flatMap((text, i) => wrapped(text, `  ${i + 1}. `)), ""];
  return [
    ...kinds.flatMap((kind) => listed(headings[kind][language], few(summary[kind], language, more[kind]))),
    ...blocks.flatMap(blockLines),
    ...(next.length === 0 ? [] : todo),
    ...annex.flatMap(blockLines),
  ];
}

/** `VERSCHIL - papier wijkt af, 2 verschillen. (melding: PAPIER_WIJKT_AF)` between two bars. */
export function headLines(
  { verdicts: [verdict, ...others], headline }: Pick<Summary, "verdicts" | "headline">,
  language: Language,
): string[] {
  const { sign, word } = verdicts[verdict];
  const bar = signBars[sign].repeat(width);
  const line = `${word[language]} - ${headline} (${labels.message[language]}: ${verdict})`;
  const also = others.length === 0 ? [] : wrapped(`${labels.also[language]}: ${others.join(", ")}`);
  return [bar, ...wrapped(line), ...also, bar, ""];
}

/** A heading and its lines, with a blank one behind; nothing for no lines. */
export function listed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${heading}:`, ...lines.flatMap((line) => wrapped(line, "  - ")), ""];
}

function blockLines({ heading, lines, verbatim }: Block): string[] {
  if (verbatim !== true) return listed(heading, lines);
  return [...wrapped(`${heading}:`), "", ...lines.map((line) => `  ${line}`), ""];
}

/** The first of many, and how many more there are. `beyond`: those that are not among the lines. */
export function few(lines: readonly string[], language: Language, beyond = 0): string[] {
  const shown = lines.slice(0, shownLines);
  const more = lines.length - shown.length + beyond;
  return more > 0 ? [...shown, fill(labels.more[language], { count: sayNumber(more, language) })] : shown;
}

function electionsOf({ messages }: Inputs, language: Language): string[] {
  return [...new Map(messages.map(({ message }) => [message.election.id, electionLine(message, language)])).values()];
}

function electionLine({ election }: Message, language: Language): string {
  const name = election.name === "" ? election.id : election.name;
  const day = election.date === "" ? "" : momentWords(election.date, language);
  return [visible(name), day].filter((part) => part !== "").join(", ");
}

export type ShortPath = (path: string) => string;

/** The name alone where no other file has it, else the whole path: names are long, and a screen is not wide. */
export function shortPaths({ messages, sheets, papers, unused, unreadable }: Inputs): ShortPath {
  const paths = [
    ...[...messages, ...sheets, ...papers].map(({ source }) => source.path),
    ...[...unused, ...unreadable].map(({ path }) => path),
  ];
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(nameOf(path), (counts.get(nameOf(path)) ?? 0) + 1);
  return (path) => (counts.get(nameOf(path)) === 1 ? nameOf(path) : path);
}

function nameOf(path: string): string {
  return path.slice(path.search(/[^/\\]*$/));
}
