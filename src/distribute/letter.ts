// The letter of a release on paper: one sheet, the way and the slip in front, the program's own verification behind; and the same in
// large letters, on more sheets. docs/spec/letter.md

import { type Html, html, renderDocument } from "../words/html.ts";
import { signWords } from "../words/signs.ts";
import {
  areCodesApart,
  codesApartPart,
  codesPart,
  contactPart,
  factsPart,
  isDense,
  isPractice,
  isRecalledApart,
  type Letter,
  laterPart,
  oldDiscPart,
  stepsPart,
  stripPart,
  titlePart,
  versionOf,
  warningPart,
  whatPart,
} from "./letter-parts.ts";
import { letterWords } from "./letter-words.ts";
import { backPart, englishPart } from "./letters/back.ts";
import { foldPart, keySheetPart } from "./letters/parts.ts";
import { recalledSheet } from "./letters/recalled.ts";
import { proofWord } from "./letters/words.ts";
import { acrossThePage, addressBlock, nothing } from "./parts.ts";
import { flowStyle, sidesStyle } from "./style.ts";

/** A page of HTML without script, the same for the same letter. It is printed by a browser, on both sides. */
export function renderLetter(letter: Letter): string {
  const { set, language, isLarge } = letter;
  const name = versionOf(set, language);
  const title = `${letterWords.code[language]}: ${name}`;
  const style = isLarge ? largeStyleOf(letter) : sidesStyle;
  return renderDocument({ language, title, style, body: html`<main>${bodyOf(letter)}</main>` });
}

export function largeStyleOf(letter: Letter): string {
  const { set, language } = letter;
  return flowStyle({ language, footer: versionOf(set, language), isLarge: true, head: wordAcross(letter) });
}

/** All of a letter's sheets: what stands within `main`. */
export const bodyOf = (letter: Letter): Html => (letter.isLarge ? largeBody(letter) : sidesBody(letter));

function sidesBody(letter: Letter): Html {
  const { texts, language, dispatch } = letter;
  const showing = { language, isPractice: isPractice(letter) };
  const across = acrossOf(letter);
  const more = areCodesApart(letter)
    ? html`<section class="side more">${across}${codesApartPart(letter)}</section>\n`
    : nothing;
  const last = isRecalledApart(letter)
    ? html`<section class="side last">${across}${recalledSheet(letter.recalled ?? [], language)}</section>\n`
    : nothing;
  return html`
<section class="side front${isDense(letter) ? " dense" : ""}">${across}<header>${warningPart(letter)}${titlePart(letter)}</header>
<div class="top">${addressBlock(texts)}${factsPart(letter)}</div>
${oldDiscPart(letter)}${whatPart(letter)}${laterPart(letter)}${codesPart(letter)}${stepsPart(letter)}${contactPart(letter)}${stripPart(letter)}
${dispatch === undefined ? html`<p class="fold">${letterWords.fold[language]}</p>` : foldPart(dispatch.key, showing)}</section>
<section class="side back">${across}${backPart(letter)}${englishPart(letter)}${patternOf(dispatch?.envelope ?? "")}</section>
${more}${last}`;
}

/** The address stays where the window of an envelope is, so only what must be the first line stands above it. */
function largeBody(letter: Letter): Html {
  const { dispatch, language } = letter;
  const showing = { language, isPractice: isPractice(letter) };
  const keySheet = dispatch === undefined ? nothing : keySheetPart(dispatch, showing, patternOf(dispatch.envelope));
  const across = dispatch === undefined ? acrossOf(letter) : html`<div class="start">${acrossOf(letter)}</div>`;
  return html`${keySheet}${across}<div class="above">${warningPart(letter)}</div>
${addressBlock(letter.texts)}${oldDiscPart(letter)}${titlePart(letter)}${factsPart(letter)}${whatPart(letter)}${laterPart(letter)}
${codesPart(letter)}${stepsPart(letter)}${contactPart(letter)}${stripPart(letter)}
<div class="behind">${backPart(letter)}${englishPart(letter)}</div>`;
}

function acrossOf(letter: Letter): Html {
  const word = wordAcross(letter);
  return word === undefined ? nothing : acrossThePage(word);
}

/** Of a letter that nobody may act on as if it were the final one. */
function wordAcross(letter: Letter): string | undefined {
  if (letter.isProof) return proofWord[letter.language];
  return isPractice(letter) ? signWords.practice[letter.language] : undefined;
}

/**
 * Behind the slip and its fold: what is printed on the other side must not be read against a lamp. `id`: what tells it from the pattern
 * of another letter of the same page.
 */
function patternOf(id: string): Html {
  const name = `net${id}`;
  return html`<svg class="pattern" xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><defs><pattern id="${name}" width="9" height="9" patternUnits="userSpaceOnUse"><path d="M0 0 9 9M9 0 0 9M4.5 0V9M0 4.5H9" stroke="#000" stroke-width="1.1"/><path d="M2 3h4v4h-3z" fill="none" stroke="#000" stroke-width="0.8"/></pattern></defs><rect width="100%" height="100%" fill="url(#${name})"/></svg>
`;
}
