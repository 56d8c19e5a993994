// What is new in a log, an entry a line: what a person needs to know it again.

import { FormatError, parseRelease, quote, textDigest, tryParse } from "../../format/index.ts";
import { parseRegisterHead } from "../../format/notes/register-head.ts";
import { type EntryKind, entryKindOf } from "../../log/index.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";

const texts = {
  release: { nl: "versie {name}", en: "release {name}" },
  "trust-root": { nl: "vertrouwensbasis", en: "trust root" },
  recall: { nl: "intreklijst", en: "recall list" },
  rebuild: { nl: "verklaring van een nabouwer", en: "reviewer's statement" },
  "register-head": { nl: "stand van een register {name}", en: "head of a register {name}" },
  headName: { nl: "{election} ({purpose}), regel {lines}", en: "{election} ({purpose}), line {lines}" },
  other: { nl: "een onbekende tekst, die begint met {line}", en: "an unknown text that begins with {line}" },
  entry: { nl: "nieuw:       regel {index}: {what}", en: "new:         entry {index}: {what}" },
  more: { nl: "             en nog meer: {count}", en: "             and more: {count}" },
  nothing: { nl: "nieuw:       niets", en: "new:         nothing" },
} as const satisfies Record<string, Text>;

/** Entries that are shown; of more the count is told. */
const shownEntries = 100;

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
  if (kind === undefined) return sayIn(texts.other, language, { line: quote(text.split("\n", 1)[0] ?? "") });
  const name = nameOf(text, kind, language);
  return `${sayIn(texts[kind], language, { name })} (${textDigest(text).slice(0, 16)}…)`;
}

/** What it is of; `?` where the text does not parse. */
function nameOf(text: string, kind: EntryKind, language: Language): string {
  const name = tryParse(() => {
    if (kind === "register-head") return sayIn(texts.headName, language, { ...parseRegisterHead(text) });
    if (kind !== "release") return "";
    const { product, version, election, role, sequence, disc, manifests } = parseRelease(text);
    return `${product} ${version}, ${election}, ${role}, ${sequence} (${disc}/${manifests.length})`;
  });
  return name instanceof FormatError ? "?" : name;
}
