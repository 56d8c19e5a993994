// A recall on paper: what is recalled, what to do, its codes for the telephone, and the whole note as a QR code. docs/spec/letter.md

import { encodeHashGroups, encodeNote, encodeRecallCode, type Note, textDigest } from "../format/index.ts";
import { electionName, roleName } from "../words/elections.ts";
import { labelWords, releaseWords } from "../words/glossary.ts";
import { type Html, html, renderDocument } from "../words/html.ts";
import type { Language, Text } from "../words/language.ts";
import { momentWords } from "../words/moments.ts";
import { qrSvg } from "../words/qr.ts";
import { type Sign, signWords } from "../words/signs.ts";
import { englishLines, letterWords } from "./letter-words.ts";
import { acrossThePage, addressBlock, codeFrame, factTable, nothing, said, signPicture } from "./parts.ts";
import { qrOfNote } from "./qr.ts";
import type { RecallToSend } from "./recall-to-send.ts";
import { englishRecallLines, recallWords as words } from "./recall-words.ts";
import { flowStyle } from "./style.ts";
import type { LetterTexts } from "./texts.ts";

export interface RecallLetter {
  readonly sent: Omit<RecallToSend, "remarks" | "contact">;
  /** `envelope`: "" for a letter that has none. */
  readonly texts: Pick<LetterTexts, "date" | "sender" | "address" | "envelope">;
  readonly language: Language;
  readonly isLarge: boolean;
}

/** What a letter to one recipient says of its own, in place of what is said to all. */
export interface OwnWords {
  readonly title: string;
  /** Below the address, above the entries. */
  readonly before: Html;
  /** Entries that are shown; undefined: all of the list. */
  readonly entries: ReadonlySet<number> | undefined;
  /** Each entry by itself, its code in a frame to be read aloud; in large letters that is always so. */
  readonly isList: boolean;
  readonly steps: Html;
  readonly english: readonly string[];
}

/** A page of HTML without script, the same for the same letter. Throws DistributeError RECALL when the note does not fit a QR code. */
export function renderRecallLetter(letter: RecallLetter): string {
  const { language } = letter;
  const title = words.title[language];
  const own = {
    ...{
      title,
      before: nothing,
      entries: undefined,
      isList: false,
      steps: stepsPart(letter),
      english: englishRecallLines,
    },
  };
  return renderDocument({
    language,
    title: `${title} (${letter.sent.recall.recalled.length})`,
    style: recallStyle(letter),
    body: html`<main>${recallBody(letter, own)}</main>`,
  });
}

/** That of one letter. */
export function recallStyle({ sent, language, isLarge }: RecallLetter): string {
  const footer = listWords(sent, language);
  const head = sent.isPractice ? signWords.practice[language] : undefined;
  return `${flowStyle({ language, footer, isLarge, head })}${style}${isLarge ? ".top { display: block; }\n" : ""}`;
}

function listWords({ recall }: RecallLetter["sent"], language: Language): string {
  return said(words.list, language, { number: recall.recalled.length, day: momentWords(recall.date, language) });
}

/** One letter. Throws DistributeError RECALL when the note does not fit a QR code. */
export function recallBody(letter: RecallLetter, own: OwnWords): Html {
  const { sent, texts, language, isLarge } = letter;
  const title = html`<h1>${own.title}</h1>
<p>${listWords(sent, language)}</p>`;
  const across = sent.isPractice ? acrossThePage(signWords.practice[language]) : nothing;
  const practice = sent.isPractice ? html`<p class="loud">${words.practice[language]}</p>` : nothing;
  const facts = factTable(
    [
      [letterWords.dated, momentWords(texts.date, language)],
      ...(texts.envelope === "" ? [] : [[letterWords.envelope, texts.envelope] as const]),
    ],
    language,
  );
  return html`${across}<div class="above">${practice}${isLarge ? nothing : title}</div>
<div class="top">${addressBlock(texts)}${facts}</div>
${isLarge ? title : nothing}${own.before}
${isLarge || own.isList ? entryList(letter, own) : entryTable(letter, own)}
${own.steps}${listPart(letter)}${englishPart(language, own.english)}`;
}

interface Entry {
  readonly number: number;
  readonly date: string;
  readonly version: string;
  readonly reason: string;
  readonly code: string;
}

/** The newest first: that is what the letter is sent for. */
function entriesOf({ sent, language }: RecallLetter, { entries: shown }: OwnWords): readonly Entry[] {
  const entries = sent.recall.recalled.map(({ imageSha256, date, reason }, i) => ({
    number: i + 1,
    date: momentWords(date, language),
    version: nameOf(sent, imageSha256, language),
    reason,
    code: encodeRecallCode(i + 1, imageSha256),
  }));
  return entries.filter(({ number }) => shown?.has(number) ?? true).reverse();
}

function entryTable(letter: RecallLetter, own: OwnWords): Html {
  const heads = (["number", "date", "version", "reason", "code"] as const).map(
    (word) => html`<th scope="col">${words[word][letter.language]}</th>`,
  );
  const rows = entriesOf(letter, own).map(({ number, date, version, reason, code }) => {
    const shown = [number, date, version, reason].map((cell) => html`<td>${cell}</td>`);
    return html`<tr>${shown}<td><span class="code">${code}</span></td></tr>\n`;
  });
  return html`<table class="entries"><thead><tr>${heads}</tr></thead>\n<tbody>${rows}</tbody></table>`;
}

/** One below the other, for letters too large for a table. */
function entryList(letter: RecallLetter, own: OwnWords): readonly Html[] {
  const { language } = letter;
  return entriesOf(letter, own).map(({ number, date, version, reason, code }) => {
    const facts = [
      [words.number, `${number}`],
      [words.date, date],
      [words.version, version],
      [words.reason, reason],
    ] as const;
    return html`<div class="entry">${factTable(facts, language)}${codeFrame(words.code[language], code, language)}</div>\n`;
  });
}

/** In words, where its release was given. */
function nameOf({ named }: RecallLetter["sent"], imageSha256: string, language: Language): string {
  const release = named.get(imageSha256);
  if (release === undefined) return "–";
  const { product, version, sequence, election, role, disc, manifests } = release;
  return [
    said(releaseWords.version, language, { product, version, sequence }),
    electionName(election, language),
    roleName(role, language),
    said(releaseWords.disc, language, { disc, discs: manifests.length }),
  ].join(", ");
}

function stepsPart({ sent, language }: RecallLetter): Html {
  const steps = (["stopStep", "startStep", "listStep", "verifyStep"] as const).map(
    (word) => html`<li>${words[word][language]}</li>\n`,
  );
  const head = sent.isPractice ? letterWords.demonstrationHead : letterWords.goodHead;
  const verdicts: readonly (readonly [Sign, Text, Text])[] = [
    ["stop", words.stopHead, words.stop],
    ["wait", words.waitHead, words.wait],
    [sent.isPractice ? "practice" : "good", head, words.good],
  ];
  const shown = verdicts.map(
    ([sign, headline, next]) =>
      html`<div>${signPicture(sign, headline[language], language)}<p>${next[language]}</p></div>\n`,
  );
  return html`<h2>${labelWords.todo[language]}</h2>
<ol class="steps">
${steps}<li>${words.verdictStep[language]}
<div class="verdicts">${shown}</div></li>
</ol>
`;
}

/** The note itself, to be scanned, read or typed. */
function listPart({ sent, language }: RecallLetter): Html {
  const lines = new TextDecoder().decode(encodeNote(sent.note)).split("\n").slice(0, -1);
  const signers = sent.signers.map((key) => `${key.holder} (${key.organisation})`).join(", ");
  return html`<section class="list">
<h2>${words.qr[language]}</h2>
${drawn(sent.note, words.qr[language])}
<p>${words.signedBy[language]}: ${signers}</p>
<p>${words.digest[language]}: <span class="code">${encodeHashGroups(textDigest(sent.note.text))}</span></p>
</section>
<p>${words.typed[language]}</p>
<div class="note">${lines.map((line) => html`<div>${line === "" ? html`&nbsp;` : line}</div>\n`)}</div>
`;
}

/** At most 150 mm wide. */
function drawn(note: Note, label: string): Html {
  const rows = qrOfNote(note);
  return qrSvg(rows, Math.min(150, rows.length * 1.2), label);
}

function englishPart(language: Language, said: readonly string[]): Html {
  if (language === "en") return nothing;
  const lines = said.map((line) => html`<li>${line}</li>\n`);
  return html`<section lang="en" class="english"><h2>${englishLines.title}</h2>
<ol>
${lines}</ol></section>
`;
}

const style = `
.top { display: grid; grid-template-columns: 88mm 1fr; gap: 4mm; }
.top .facts { margin: 0; align-self: start; }
.entries { margin: 3mm 0; }
.entries th, .entries td { border: 0.2mm solid #000; padding: 1mm 2mm; white-space: normal; }
.entries th { font-weight: bold; overflow-wrap: normal; }
.entries td { font-weight: normal; }
.entries .code { font-weight: bold; }
.entries tbody td:nth-child(-n + 2) { overflow-wrap: normal; }
.verdicts { grid-template-columns: 1fr 1.25fr 1fr; }
.list { break-before: page; }
.qr { display: block; margin: 2mm 0 4mm; }
.note { font: 6.5pt/1.5 Consolas, "DejaVu Sans Mono", monospace; border: 0.3mm solid #000; padding: 2mm; }
.note div { padding-left: 6mm; text-indent: -6mm; overflow-wrap: break-word; }
`;
