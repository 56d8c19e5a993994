// A status as text: one paragraph that can be read out, then what must be looked at. docs/spec/register.md, "Status"

import { harmless, spellOut } from "../../format/index.ts";
import { noWords } from "../../words/glossary.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import type { ReceiptKind } from "../register/index.ts";
import { type Flag, flagKinds } from "./flags/flag.ts";
import type { RecallRow } from "./recall.ts";
import { byStrength, type Status } from "./status.ts";
import { evidenceWords, flagTodo, statusTexts } from "./words.ts";

/** Flags of one kind that are told one by one; the table has them all. */
const toldLimit = 50;

/** Lines without line feeds. */
export function statusLines(status: Status, language: Language): string[] {
  return [
    paragraph(status, language),
    ...requiredLine(status, language),
    officeLine(status, language),
    ...recallLines(status, language),
    "",
    ...flagLines(status, language),
    "",
    ...changeLines(status, language),
    headLine(status, language),
  ];
}

/** `Stand op 3 maart 2027, 09.00 uur (UTC). OSV versie …` */
export function standAt({ now }: Pick<Status, "now">, language: Language): string {
  return sayIn(statusTexts.at, language, { moment: `${momentWords(now.replace("T", " "), language)} (UTC)` });
}

/** Of those that lie in an envelope: an older one stands in the register only to be told by name. */
export function releaseNames({ standings }: Status, language: Language): string[] {
  const packed = new Set(standings.map(({ envelope }) => envelope.release));
  return [...packed].map(({ product, version, sequence, role }) =>
    sayIn(statusTexts.release, language, { product, version, sequence, role }),
  );
}

function paragraph(status: Status, language: Language): string {
  const { counts } = status;
  const word = (name: keyof typeof statusTexts) => statusTexts[name][language];
  const parts = [
    `${counts.sent} ${word("sent")}`,
    `${counts.arrived} ${word("arrived")}`,
    `${counts.reported} ${word("reported")} (${evidenceParts(status, language).join(", ")})`,
    `${counts.signed} ${word("signed")}`,
    `${missingCount(status)} ${word("missing")} (${missingParts(status, language)})`,
  ];
  const names = releaseNames(status, language).join("; ");
  return [standAt(status, language), ...(names === "" ? [] : [`${names}.`]), `${parts.join(" · ")}.`].join(" ");
}

/** `GOED met afmeldcode 284`, and so on: those that there are. */
export function evidenceParts({ counts }: Status, language: Language): string[] {
  const good = byStrength
    .filter((kind) => counts.good[kind] > 0)
    .map((kind) => `${evidenceWords[kind][language]} ${counts.good[kind]}`);
  return [...good, `${statusTexts.notGood[language]} ${counts.notGood}`];
}

export const missingCount = ({ counts: { missing } }: Status): number =>
  missing.nothing + missing.packed + missing.sent + missing.arrived;

export function missingParts({ counts: { missing } }: Status, language: Language): string {
  const { nothing: unpacked, packed, sent, arrived } = missing;
  return sayIn(statusTexts.missingOf, language, { unpacked, packed, sent, arrived });
}

export function requiredLine(status: Status, language: Language): string[] {
  const { required = [], awaited, lacking } = status;
  if (required.length === 0) return [];
  const values = { kinds: kindNames(required), met: awaited.length - lacking.length, of: awaited.length };
  return [sayIn(statusTexts.required, language, values)];
}

const kindNames = (kinds: readonly ReceiptKind[]): string => kinds.join(", ");

export const officeLine = ({ office }: Status, language: Language): string =>
  sayIn(statusTexts.office, language, office);

/** Of the newest recall list: who holds what it recalls and was not reached, and who was told and has not shown that he heard. */
export function recallLines({ recall }: Status, language: Language): string[] {
  if (recall === undefined) return [];
  const { number: list, holders, others } = recall;
  const rows = [...holders, ...others];
  const silent = rows.filter(({ stage }) => stage === "told");
  const unreached = holders.filter(({ stage }) => stage === "unreached");
  const told = rows.filter(({ stage }) => stage !== "unreached").length;
  const heard = told - silent.length;
  const values = { list, holders: holders.length, told, heard };
  const names = { names: recallNames(silent, language), unreached: recallNames(unreached, language) };
  return [sayIn(statusTexts.recall, language, { ...values, ...names })];
}

function recallNames(rows: readonly RecallRow[], language: Language): string {
  const some = rows.slice(0, toldLimit).map(({ recipient: { name, id } }) => `${name} (${id})`);
  const more = rows.length - some.length;
  return [...some, ...(more > 0 ? [`+ ${more}`] : [])].join(", ") || noWords.nobody[language];
}

/** What it says, as one sentence. */
const flagSentence = ({ text, values }: Flag, language: Language): string => sayIn(text, language, values);

/** Flags that say the same of different envelopes. */
export interface FlagGroup {
  /** The one sentence, or `30 ×: …` of several. */
  readonly says: string;
  /** Of several: whom it is about. Of one the sentence says it. */
  readonly names: readonly string[];
  readonly flags: readonly Flag[];
}

/** Thirty times one sentence is read by nobody: from three on they are told together, in the place of the first. */
export function grouped(flags: readonly Flag[], language: Language): FlagGroup[] {
  const groups = new Map<string, Flag[]>();
  for (const flag of flags) {
    const { name: _, ...rest } = flag.values;
    const key = JSON.stringify([flag.text.nl, rest]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [flag]);
    else group.push(flag);
  }
  return [...groups.values()].flatMap((some): FlagGroup[] => {
    const [first] = some;
    if (first === undefined) return [];
    if (some.length < 3 || first.values.name === undefined)
      return some.map((flag) => ({ says: flagSentence(flag, language), names: [], flags: [flag] }));
    const says = sayIn(first.text, language, { ...first.values, name: `${some.length} ×` });
    return [{ says, names: some.map(({ values }) => String(values.name)), flags: some }];
  });
}

/** Flags by their kind, in order. */
export function flagsByKind({ flags }: Status): [Flag["kind"], Flag[]][] {
  return flagKinds
    .map((kind): [Flag["kind"], Flag[]] => [kind, flags.filter((flag) => flag.kind === kind)])
    .filter(([, some]) => some.length > 0);
}

function toldGroups(groups: readonly FlagGroup[], language: Language): string[] {
  const more = groups.length - toldLimit;
  return [
    ...groups.slice(0, toldLimit).flatMap(({ says, names }) => {
      if (names.length === 0) return [`  ${says}`];
      const rest =
        names.length > toldLimit ? [sayIn(statusTexts.more, language, { count: names.length - toldLimit })] : [];
      return [`  ${says}`, `    ${[...names.slice(0, toldLimit), ...rest].map((name) => spellOut(name)).join(", ")}`];
    }),
    ...(more > 0 ? [`  ${sayIn(statusTexts.more, language, { count: more })}`] : []),
  ];
}

function flagLines(status: Status, language: Language): string[] {
  const found = flagsByKind(status);
  if (found.length === 0) return [statusTexts.nothingFlagged[language]];
  return found.flatMap(([kind, flags]) => [
    `${kind} (${flags.length}): ${flagTodo[kind][language]}`,
    ...toldGroups(grouped(flags, language), language),
  ]);
}

/** Corrections, envelopes that ended, and lines that broke off: none of them may be hidden by what came behind. */
export function changeLines({ register }: Status, language: Language): string[] {
  const corrected = register.corrections.map(({ target, reason, by, line }) => ({
    line,
    says: sayIn(statusTexts.corrected, language, { target, reason, line, by: by.join(", ") }),
  }));
  const ended = [...register.envelopes.values()].flatMap(({ number, ended: end }) => {
    if (end === undefined) return [];
    const values = { old: number, line: end.line, by: end.by.join(", ") };
    if (end.how === "void")
      return [{ line: end.line, says: sayIn(statusTexts.void, language, { ...values, reason: end.reason }) }];
    const { envelope, what } = end;
    return [{ line: end.line, says: sayIn(statusTexts.replaced, language, { ...values, envelope, what }) }];
  });
  const torn = register.torn.map(({ line }) => ({ line, says: sayIn(statusTexts.torn, language, { line }) }));
  return [...corrected, ...ended, ...torn].toSorted((a, b) => a.line - b.line).map(({ says }) => harmless(says));
}

export function headLine({ register, lines, head }: Status, language: Language): string {
  const logged = register.logged.at(-1)?.upTo;
  if (logged === undefined) return sayIn(statusTexts.notLogged, language, { lines, head });
  return sayIn(statusTexts.head, language, { lines, head, logged });
}
