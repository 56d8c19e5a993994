// What letters are put together from: frames for codes and digests, lines for the pen, the address in its window.

import { encodeHashGroups } from "../format/index.ts";
import { type Html, html } from "../words/html.ts";
import { fill, type Language, type Text, uncut } from "../words/language.ts";
import { type Sign, signSvg, signWords } from "../words/signs.ts";
import { letterWords } from "./letter-words.ts";
import type { LetterTexts } from "./texts.ts";

export const nothing: Html = html``;

/** A text with its values, whole however long they are. */
export function said(text: Text, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(text[language], values, uncut);
}

/** A code in its frame, each group with its number, as the screen asks for them. */
export function codeFrame(name: string, code: string, language: Language): Html {
  return html`<div class="frame" role="group" aria-label="${name}"><p class="frame-name">${name}</p>
${codeGroups(code, language)}</div>
`;
}

/** The groups of a code, each with its number. */
export function codeGroups(code: string, language: Language): Html {
  const groups = code
    .split("-")
    .map(
      (group, i) =>
        html`<li><span class="number"><span class="group-word">${letterWords.group[language]} </span>${i + 1}</span> <span class="code">${group}</span></li>`,
    );
  return html`<ol class="groups">${groups}</ol>`;
}

/** A SHA-256 as 16 groups, each with a box to tick. */
export function digestFrame(name: string, sha256: string): Html {
  const groups = encodeHashGroups(sha256)
    .split(" ")
    .map((group) => html`<li><span class="box"></span><span class="code">${group}</span></li>`);
  return html`<div class="whole"><p class="frame-name">${name}</p>
<ol class="digest" aria-label="${name}">${groups}</ol></div>
`;
}

/** Names and values; what is not known gets a line for the pen. */
export function factTable(rows: readonly (readonly [Text, string | Html | undefined])[], language: Language): Html {
  const shown = rows.map(
    ([name, value]) => html`<tr><th scope="row">${name[language]}</th><td>${given(value)}</td></tr>\n`,
  );
  return html`<table class="facts">${shown}</table>
`;
}

/** What is known, or a line for the pen. */
export function given(value: string | Html | undefined): Html {
  return value === undefined ? html`<span class="pen"></span>` : html`${value}`;
}

/** Sender and address where the window of an envelope shows them; nothing else stands there. */
export function addressBlock({ sender, address }: Pick<LetterTexts, "sender" | "address">): Html {
  const lines = (address ?? []).map((line) => html`<br>${line}`);
  return html`<address class="address"><span class="sender">${sender}</span>${lines}</address>
`;
}

/** A sign as the screen shows it, with its word and headline. */
export function signPicture(sign: Sign, headline: string, language: Language): Html {
  return html`<div class="shown">${signSvg(sign)}<p><b class="word">${signWords[sign][language]}</b><br>${headline}</p></div>
`;
}

/** A word across the page, behind what stands on it. */
export function acrossThePage(word: string): Html {
  const size = Math.round(310 / word.length);
  return html`<div class="across" aria-hidden="true"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><text x="105" y="160" text-anchor="middle" transform="rotate(-50 105 150)" font-family="Arial, sans-serif" font-weight="bold" font-size="${size}" fill="none" stroke="#999" stroke-width="0.4">${word}</text></svg></div>
`;
}

/** What the answer of certutil looks like: its words differ by version of Windows, the row of 64 characters does not. */
export function certutilPicture(command: string, file: string, sha256: string, caption: string): Html {
  return html`<figure class="window"><figcaption>${caption}</figcaption>
<p class="code">C:\\Users\\u&gt;${command}<br>SHA256 hash of ${file}:<br><b>${sha256}</b><br>CertUtil: -hashfile command completed successfully.</p></figure>
`;
}
