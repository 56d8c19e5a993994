// What is new in a log, an entry a line: what a person needs to know it again.

import {
  FormatError,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseTrustRoot,
  quote,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import { parseRegisterHead } from "../../format/notes/register-head.ts";
import { type EntryKind, entryKindOf } from "../../log/index.ts";
import { purposeWords, releaseWords } from "../../words/glossary.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { sayFinding, scopeWords } from "../notes/statement-words.ts";

const texts = {
  release: {
    nl: "{kind}: {software}, {election}, {role}, {purpose}, {disc}",
    en: "{kind}: {software}, {election}, {role}, {purpose}, {disc}",
  },
  normal: { nl: "versie", en: "release" },
  emergency: { nl: "noodversie", en: "emergency release" },
  root: {
    nl: "vertrouwensbasis {version}, {purpose}, geldig {validFrom} tot en met {validUntil}",
    en: "trust root {version}, {purpose}, valid {validFrom} to {validUntil}",
  },
  recall: {
    nl: "intreklijst {number} van {date}",
    en: "recall list {number} of {date}",
  },
  rebuild: {
    nl: "verklaring van een nabouwer: {finding} ({scope}), over versie {about}",
    en: "reviewer's statement: {finding} ({scope}), about release {about}",
  },
  head: {
    nl: "stand van een register {election}, {purpose}, regel {lines}",
    en: "head of a register {election}, {purpose}, line {lines}",
  },
  broken: {
    nl: "GEEN GOEDE TEKST: begint met {line}, en is niet te lezen: {why}",
    en: "NO GOOD TEXT: it begins with {line}, and cannot be read: {why}",
  },
  other: { nl: "een onbekende tekst, die begint met {line}", en: "an unknown text that begins with {line}" },
  entry: { nl: "nieuw:       regel {index}: {what}", en: "new:         entry {index}: {what}" },
  more: {
    nl: "LET OP:      en nog meer: {count}. Dat leest niemand: vraag een logboek met minder nieuwe regels, en laat het in delen ondertekenen",
    en: "MIND:        and more: {count}. Nobody reads those: ask for a log with fewer new entries, and have it signed in parts",
  },
  nothing: { nl: "nieuw:       niets", en: "new:         nothing" },
} as const satisfies Record<string, Text>;

/** Entries that are told, each in words: a log gets ten a year. Of more the count is told, and that nobody read them. */
export const shownEntries = 1000;

/** `fresh`: the texts, or the first of them, since the log had `before` entries; it has `now`. */
export function entriesInWords(fresh: readonly string[], before: number, now: number, language: Language): string[] {
  const shown = fresh.slice(0, shownEntries);
  const more = now - before - shown.length;
  return [
    ...shown.map((text, i) => sayIn(texts.entry, language, { index: before + i, what: entryInWords(text, language) })),
    ...(more > 0 ? [sayIn(texts.more, language, { count: more })] : []),
    ...(now === before ? [sayIn(texts.nothing, language)] : []),
  ];
}

function entryInWords(text: string, language: Language): string {
  const kind = entryKindOf(text);
  const line = quote(text.split("\n", 1)[0] ?? "");
  if (kind === undefined) return sayIn(texts.other, language, { line });
  const said = tryParse(() => describers[kind](text, language));
  const what = said instanceof FormatError ? sayIn(texts.broken, language, { line, why: said.message }) : said;
  return `${what} (${shortDigest(textDigest(text))})`;
}

const shortDigest = (sha256: string) => `${sha256.slice(0, 16)}…`;

/** What it is, in words. Each throws FormatError. */
const describers: Readonly<Record<EntryKind, (text: string, language: Language) => string>> = {
  release: (text, language) => {
    const { purpose, urgency, manifests, disc, ...values } = parseRelease(text);
    const { product, version, sequence, election, role } = values;
    return sayIn(texts.release, language, {
      kind: texts[urgency][language],
      software: sayIn(releaseWords.version, language, { product, version, sequence }),
      ...{ election, role, purpose: purposeWords[purpose][language] },
      disc: sayIn(releaseWords.disc, language, { disc, discs: manifests.length }),
    });
  },
  "trust-root": (text, language) => {
    const { version, purpose, validFrom, validUntil } = parseTrustRoot(text);
    return sayIn(texts.root, language, { version, purpose: purposeWords[purpose][language], validFrom, validUntil });
  },
  recall: (text, language) => {
    const { date, recalled } = parseRecall(text);
    return sayIn(texts.recall, language, { date, number: recalled.length });
  },
  rebuild: (text, language) => {
    const { scope, differs, release } = parseRebuild(text);
    const finding = sayFinding(differs, language);
    return sayIn(texts.rebuild, language, { finding, scope: scopeWords[scope][language], about: shortDigest(release) });
  },
  "register-head": (text, language) => {
    const { election, purpose, lines } = parseRegisterHead(text);
    return sayIn(texts.head, language, { election, purpose: purposeWords[purpose][language], lines });
  },
};
