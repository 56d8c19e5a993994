// One word for one thing: what an official of a municipality never reads, and what stands there instead. docs/woordenlijst.md
// explains the words. A sentence is checked as a person sees it: without commands, file names and the codes of messages.

import { codes } from "../../src/verify/proof/codes.ts";
import { refusals } from "../../src/verify/proof/verdict.ts";

export type Tongue = "nl" | "en";

/** A word that is not used, the one that is, and the reason. */
export interface Rule {
  readonly pattern: RegExp;
  readonly use: string;
  readonly why: string;
  /** Office, officers and reviewers have their own words for it: an option, a quorum, a fingerprint. */
  readonly isOfMunicipality?: true;
}

/** A text, and where it stands. */
export interface Passage {
  readonly where: string;
  readonly text: string;
}

/** A passage that may have its word, because it says something else with it or has another reader. */
export interface Exception {
  /** How its `where` begins. */
  readonly where: string;
  /** A part of its text. */
  readonly text: string;
  readonly why: string;
}

/** Dutch, in the order of the table of words. */
const dutch: readonly Rule[] = [
  {
    pattern: /(?<!papieren )\bproces(?:sen)?-verbaal/i,
    use: "controleverslag, verslag",
    why: "a proces-verbaal is the paper of the count alone",
  },
  { pattern: /\buitslag(?:en)?\b/i, use: "oordeel", why: "an uitslag is who won" },
  { pattern: /\bbladzijde/i, use: "pagina", why: "as the manual of the counting software has it" },
  { pattern: /\b(?:uit|ge)?print(?:en)?\b/i, use: "afdrukken", why: "as the manual of the counting software has it" },
  { pattern: /\bpc(?:'s|’s)?\b/i, use: "computer", why: "as the manual of the counting software has it" },
  {
    pattern:
      /\b(?:bestand|gegevens)\b[^.?!:()]*\bbewaren\b|^(?:Verslag bewaren|(?:Niet b|B)ewaard:)|verslag bewaren\?/i,
    use: "opslaan",
    why: "a file is opgeslagen, paper and discs are bewaard",
  },
  {
    pattern: /\b(?:nood)?(?:uitgave|vrijgave)n?\b/i,
    use: "versie, noodversie; vrijgeven for the act",
    why: "three words for one thing, and an uitgave is also what one spends",
  },
  {
    pattern: /terug(?:ge)?roep|intrekkingslijst/i,
    use: "ingetrokken, intreklijst",
    why: "one word for one thing",
  },
  {
    pattern: /(?<![\w-])--[a-z]/,
    use: "keuze 4, een los bericht",
    why: "an option is nothing that a person with a menu can type",
    isOfMunicipality: true,
  },
  {
    pattern: /herbouw|\bmanifest|\banker|quorum/i,
    use: "nabouwer, bestandslijst, vertrouwensbasis",
    why: "words of the trade",
    isOfMunicipality: true,
  },
  {
    pattern: /vingerafdruk|checksum|SHA-?256/i,
    use: "hashcode",
    why: "in the counting software a digitale vingerafdruk is that of the count",
    isOfMunicipality: true,
  },
  {
    pattern: /\b(?:zij|haar)\b/i,
    use: "die, deze, hij",
    why: "a disc, a page and a code are no persons",
    isOfMunicipality: true,
  },
  {
    pattern: /(?<!\()\b(?:[GHC]SB|NBSB|[PST]SB|(?:TK|EK|EP|PS|GR|WS|AB|ER|KC|NR)20\d\d)\b/,
    use: "gemeentelijk stembureau, Tweede Kamer 2027",
    why: "a code says nothing to most; it may stand in brackets behind the name",
    isOfMunicipality: true,
  },
  { pattern: /nummer (?:van|op) de envelop/i, use: "envelopnummer", why: "else it is typed as the zegelcode" },
];

/** English, as far as the same slips can be made. */
const english: readonly Rule[] = [
  { pattern: /\bPCs?\b/, use: "computer", why: "as in the Dutch" },
  { pattern: /(?<![\w-])--[a-z]/, use: "choice 4, a separate note", why: "as in the Dutch" },
  { pattern: /\bmanifest|\banchor|quorum/i, use: "list of files, trust root", why: "words of the trade" },
  { pattern: /fingerprint|checksum/i, use: "SHA-256", why: "one word for one thing" },
  { pattern: /\bloose note|\bmachine\b/i, use: "separate note, computer", why: "no English that people speak" },
  { pattern: /\bhave you (?:the|an?|any|no|discs)\b/i, use: "Do you have", why: "no English of today" },
];

export const rules: Readonly<Record<Tongue, readonly Rule[]>> = { nl: dutch, en: english };
/** Of what office, officers and reviewers read. */
export const officeRules: readonly Rule[] = dutch.filter(({ isOfMunicipality }) => isOfMunicipality !== true);

/** No words of ours: codes of messages and verdicts, which stand behind a sentence, and the names of places to fill in. */
const named = new RegExp(`\\b(?:${[...Object.keys(codes), ...refusals].join("|")})\\b|\\{\\w+\\}`, "g");

/** What is wrong with these passages: where, which word, and what should stand there. Passages of an exception are left out. */
export function faultsOf(
  passages: readonly Passage[],
  language: Tongue,
  exceptions: readonly Exception[] = [],
  by: readonly Rule[] = rules[language],
): string[] {
  const checked = passages.filter((passage) => !exceptions.some((one) => isOf(one, passage)));
  return checked.flatMap(({ where, text }) =>
    by.flatMap(({ pattern, use, why }) => {
      const [word] = pattern.exec(text.replace(named, "")) ?? [];
      return word === undefined ? [] : [`${where}: "${word}" in "${text}". Use ${use}: ${why}.`];
    }),
  );
}

/** Exceptions that no passage needs any more: the text they speak of has changed, or the word has gone. */
export function needlessOf(
  passages: readonly Passage[],
  language: Tongue,
  exceptions: readonly Exception[],
): Exception[] {
  const needs = (one: Exception) => passages.filter((passage) => isOf(one, passage));
  return exceptions.filter((one) => faultsOf(needs(one), language).length === 0);
}

function isOf({ where, text }: Exception, passage: Passage): boolean {
  return passage.where.startsWith(where) && passage.text.includes(text);
}

/** A string, or a template in which one level of templates may stand. */
const literal = '"(?:[^"\\\\\\n]|\\\\.)*"|`(?:[^`\\\\$]|\\\\.|\\$(?!\\{)|\\$\\{(?:[^`{}]|\\{[^{}]*\\}|`[^`]*`)*\\})*`';
const unquoted = (written: string) =>
  written.startsWith('"') ? (JSON.parse(written) as string) : written.slice(1, -1);

/** Every text in two languages that this source writes down, in the one of them. */
export function textsOfSource(path: string, source: string, language: Tongue): Passage[] {
  const named = new RegExp(`\\b${language}:\\s*(?:\\([^()]*\\) =>\\s*)?(?:shown)?(${literal})`, "g");
  return [...source.matchAll(named)].map(([, written = ""]) => ({ where: path, text: unquoted(written) }));
}

/** The same where both languages stand side by side: as `{ nl: …, en: … }`, or as the arguments of a function that makes that. */
export function pairsOfSource(path: string, source: string): { where: string; nl: string; en: string }[] {
  const made = "(?:\\([^()]*\\) =>\\s*)?(?:shown)?";
  const forms = [
    new RegExp(`\\bnl:\\s*${made}(${literal}),\\s*en:\\s*${made}(${literal})`, "g"),
    new RegExp(`\\b(?:text|fact|warning|waiting|wrong)\\(\\s*(${literal}),\\s*(${literal})`, "g"),
  ];
  return forms.flatMap((form) =>
    [...source.matchAll(form)].map(([, nl = "", en = ""]) => ({ where: path, nl: unquoted(nl), en: unquoted(en) })),
  );
}

/** The sentences of a Markdown page, without blocks and words that are code, comments and the targets of links. */
export function textsOfMarkdown(path: string, source: string): Passage[] {
  const prose = source
    .replace(/<!--.*?-->/gs, "")
    .replace(/^```.*?^```$/gms, "")
    .replace(/^( {4,}|\t).*$/gm, "")
    .replace(/`[^`\n]*`/g, "")
    .replace(/\]\([^)]*\)/g, "]");
  return paragraphs(path, prose);
}

/** The words of an HTML page, without its style, its scripts and what is code in it. */
export function textsOfHtml(path: string, source: string): Passage[] {
  const prose = source
    .replace(/<(style|script|code)\b.*?<\/\1>/gs, "")
    .replace(/<\/?(?:p|h\d|li|td|th|tr|figcaption|div|section|ol|ul|table|title|summary|button|label)\b[^>]*>/g, "\n\n")
    .replace(/<[^>]*>/g, "");
  return paragraphs(path, prose);
}

/** A text for Windows, without the lines that are commands. */
export function textsOfPlain(path: string, source: string): Passage[] {
  return paragraphs(path, source.replaceAll("\r\n", "\n").replace(/^ {4,}.*$/gm, ""));
}

function paragraphs(path: string, prose: string): Passage[] {
  return prose
    .split(/\n\s*\n|\n(?=[|#>-])/)
    .map((text) => text.replace(/\s+/g, " ").trim())
    .filter((text) => text !== "")
    .map((text) => ({ where: path, text }));
}
