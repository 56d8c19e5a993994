// The two letters about a recall, each to one recipient: STOP for whoever has such a disc, with each that he has; information for the
// rest. docs/spec/letter.md, "The letter about a recall"

import { type Html, html, renderDocument } from "../../words/html.ts";
import { type Language, languages } from "../../words/language.ts";
import { addressOf } from "../letters/dispatch.ts";
import { heldWordsOf } from "../letters/recalled.ts";
import { signPicture } from "../parts.ts";
import { listPart, type OwnWords, type RecallLetter, recallBody, recallStyle } from "../recall-letter.ts";
import type { NamedDisc, RecallToSend } from "../recall-to-send.ts";
import type { ListedRecipient, Register } from "../register/index.ts";
import type { RecallRow } from "../status/recall.ts";
import { addressLines, type LetterTexts } from "../texts.ts";
import { englishInfoLines, englishStopLines, noticeWords as words } from "./words.ts";

export type NoticeKind = "stop" | "information";

/** To one recipient. */
export interface Notice {
  readonly row: RecallRow;
  /** As the list of recipients has him; undefined: he is in it no more, and the place of his address is left for a label. */
  readonly listed: ListedRecipient | undefined;
}

export interface NoticeFile {
  /** `stop-nl-1.html`, `informatie-nl-groot-1.html`. */
  readonly name: string;
  readonly kind: NoticeKind;
  readonly language: Language;
  readonly isLarge: boolean;
  readonly notices: readonly Notice[];
}

/** What all letters of one run share. */
export interface NoticeBase {
  readonly sent: RecallToSend;
  /** Of which the day and the sender are used. */
  readonly texts: LetterTexts;
  readonly register: Register;
}

/** Letters of one file, which is printed at once. */
const perFile = 200;

/** In the order of `notices`, those of one kind, language and size together. Frisian and Papiamentu get the Dutch one. */
export function planNotices(notices: readonly Notice[]): NoticeFile[] {
  const files = new Map<string, Notice[]>();
  for (const kind of ["stop", "information"] as const)
    for (const language of languages)
      for (const isLarge of [false, true])
        files.set(
          [kind, language, isLarge].join(),
          notices.filter(
            ({ row, listed }) =>
              kindOf(row) === kind && languageOf(listed) === language && (listed?.isLarge ?? false) === isLarge,
          ),
        );
  return [...files].flatMap(([key, all]) => {
    const [kind, language, large] = key.split(",") as [NoticeKind, Language, string];
    const isLarge = large === "true";
    const words = [kind === "stop" ? "stop" : "informatie", language, ...(isLarge ? ["groot"] : [])];
    return Array.from({ length: Math.ceil(all.length / perFile) }, (_, i) => ({
      ...{ name: `${words.join("-")}-${i + 1}.html`, kind, language, isLarge },
      notices: all.slice(i * perFile, (i + 1) * perFile),
    }));
  });
}

export const kindOf = ({ held }: RecallRow): NoticeKind => (held.length > 0 ? "stop" : "information");

const languageOf = (listed: ListedRecipient | undefined): Language => (listed?.language === "en" ? "en" : "nl");

/** A page of HTML without script, each letter on sheets of its own. Throws DistributeError RECALL when the note does not fit a QR code. */
export function renderNotices({ notices, kind, language, isLarge }: NoticeFile, base: NoticeBase): string {
  const { sender, date } = base.texts;
  const { note, recall, signers, isPractice } = base.sent;
  const named = new Map([...namedDiscs(base.register), ...base.sent.named]);
  const sent = { note, recall, signers, isPractice, named };
  const list = listPart({ sent, language });
  const letters = notices.map((notice): Html => {
    const texts = {
      date,
      sender,
      address: isLabelled(notice) ? undefined : notice.listed && addressOf(notice.listed),
      envelope: envelopesOf(notice.row),
    };
    const letter: RecallLetter = { sent, texts, language, isLarge };
    const own = kind === "stop" ? stopWords(notice.row, letter) : informationWords(language);
    return html`<article class="notice" data-recipient="${notice.row.recipient.id}">${recallBody(letter, { ...own, list })}</article>\n`;
  });
  const title = kind === "stop" ? words.stopTitle[language] : words.infoTitle[language];
  return renderDocument({
    language,
    title: `${title} (${recall.recalled.length})`,
    style: `${recallStyle({ sent, texts: { date, sender, address: undefined, envelope: undefined }, language, isLarge })}${style}`,
    body: html`<main>${letters}</main>`,
  });
}

/** What the register calls the discs that it knows, by the digest of their images. */
function namedDiscs({ releases, election }: Register): ReadonlyMap<string, NamedDisc> {
  const discs = [...releases.values()].flatMap(({ product, version, sequence, role, count, discs }) =>
    [...discs.values()].map(({ disc, imageSha256 }): [string, NamedDisc] => [
      imageSha256,
      { product, version, sequence, role, election, disc, manifests: { length: count } },
    ]),
  );
  return new Map(discs);
}

/** The place of an address is left for a label: he is not in the list, or his address does not fit the window of an envelope. */
export const isLabelled = ({ listed }: Notice): boolean =>
  listed === undefined || addressOf(listed).length > addressLines;

/** Those of the recalled discs, else all of his; "" where he has none. */
const envelopesOf = ({ recipient, held }: RecallRow): string => {
  const numbers = new Set(held.map(({ envelope }) => envelope.number));
  const all = numbers.size > 0 ? [...numbers] : recipient.envelopes.map(({ number }) => number);
  return all.join(", ");
};

function stopWords({ held }: RecallRow, { language }: RecallLetter): Omit<OwnWords, "list"> {
  const steps = (["keepStep", "callStep", "verifyStep", "listStep", "checkStep"] as const).map(
    (word) => html`<li>${words[word][language]}</li>\n`,
  );
  return {
    title: words.stopTitle[language],
    before: html`${signPicture("stop", words.stopHead[language], language)}
<h2>${(held.length === 1 ? words.yours : words.several)[language]}</h2>
<ul class="held">${held.map((one) => html`<li>${heldWordsOf(one, language)}</li>\n`)}</ul>`,
    entries: new Set(held.map(({ entry }) => entry)),
    isList: true,
    steps: html`<ol class="steps">\n${steps}</ol>\n`,
    english: englishStopLines,
  };
}

function informationWords(language: Language): Omit<OwnWords, "list"> {
  const steps = (["lookStep", "laterStep", "recordStep"] as const).map(
    (word) => html`<li>${words[word][language]}</li>\n`,
  );
  return {
    title: words.infoTitle[language],
    before: html`<p class="loud">${words.infoHead[language]}</p>\n`,
    entries: undefined,
    isList: false,
    steps: html`<ol class="steps">\n${steps}</ol>\n`,
    english: englishInfoLines,
  };
}

/** Pages of several letters are not counted through: the last would be page 800. */
const style = `
.notice { position: relative; }
.notice + .notice { break-before: page; }
.held { margin-bottom: 2mm; }
.held li { font-weight: bold; }
@page { @bottom-right { content: none; } }
`;
