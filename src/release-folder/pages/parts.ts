// Parts that both pages have.

import { type Html, html } from "../../words/html.ts";
import type { Language, Text } from "../../words/language.ts";
import { type Sign, signSvg } from "../../words/signs.ts";
import { pageWords } from "./texts.ts";

export const nothing: Html = html``;

export const factTable = (rows: readonly (readonly [Text, string])[], language: Language): Html =>
  html`<table class="facts">${rows.map(([name, value]) => html`<tr><th scope="row">${name[language]}</th><td>${value}</td></tr>\n`)}</table>`;

/** A word, and its sign where it has one. */
export const stateCell = (sign: Sign | undefined, word: string): Html =>
  html`<td class="state"><span>${sign === undefined ? nothing : signSvg(sign)}${word}</span></td>`;

export const outcomePart = (sign: Sign, word: string, sentence: string): Html =>
  html`<div class="outcome ${sign}">${signSvg(sign)}<div><p class="word">${word}</p><p>${sentence}</p></div></div>
`;

/** One click chooses the whole line, however it is broken. */
export const commandPart = (command: string): Html => html`<code class="command code">${command}</code>\n`;

export const footPart = (command: string, language: Language): Html =>
  html`<footer class="foot"><p>${pageWords.foot[language]}</p>${commandPart(command)}</footer>`;
