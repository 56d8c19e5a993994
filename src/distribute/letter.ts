// The letter of a release on paper: one sheet, the way and the slip in front, the program's own verification behind; and the same in
// large letters, on more sheets. docs/spec/letter.md

import { type Html, html, renderDocument } from "../words/html.ts";
import { signWords } from "../words/signs.ts";
import {
  areCodesApart,
  backPart,
  codesApartPart,
  codesPart,
  contactPart,
  englishPart,
  factsPart,
  isDense,
  isPractice,
  type Letter,
  laterPart,
  stepsPart,
  stripPart,
  titlePart,
  versionOf,
  warningPart,
  whatPart,
} from "./letter-parts.ts";
import { letterWords } from "./letter-words.ts";
import { acrossThePage, addressBlock, nothing } from "./parts.ts";
import { flowStyle, sidesStyle } from "./style.ts";

/** A page of HTML without script, the same for the same letter. It is printed by a browser, on both sides. */
export function renderLetter(letter: Letter): string {
  const { set, language } = letter;
  const name = versionOf(set, language);
  const title = `${letterWords.code[language]}: ${name}`;
  if (letter.isLarge) {
    const style = flowStyle({ language, footer: name, isLarge: true, isPractice: isPractice(letter) });
    return renderDocument({ language, title, style, body: largeBody(letter) });
  }
  return renderDocument({ language, title, style: sidesStyle, body: sidesBody(letter) });
}

function sidesBody(letter: Letter): Html {
  const { texts, language } = letter;
  const across = acrossOf(letter);
  const more = areCodesApart(letter)
    ? html`<section class="side more">${across}${codesApartPart(letter)}</section>\n`
    : nothing;
  return html`<main>
<section class="side front${isDense(letter) ? " dense" : ""}">${across}<header>${warningPart(letter)}${titlePart(letter)}</header>
<div class="top">${addressBlock(texts)}${factsPart(letter)}</div>
${whatPart(letter)}${laterPart(letter)}${codesPart(letter)}${stepsPart(letter)}${contactPart(letter)}${stripPart(letter)}
<p class="fold">${letterWords.fold[language]}</p></section>
<section class="side back">${across}${backPart(letter)}${englishPart(letter)}${pattern}</section>
${more}</main>`;
}

/** The address stays where the window of an envelope is, so only what must be the first line stands above it. */
function largeBody(letter: Letter): Html {
  return html`<main>${acrossOf(letter)}<div class="above">${warningPart(letter)}</div>
${addressBlock(letter.texts)}${titlePart(letter)}${factsPart(letter)}${whatPart(letter)}${laterPart(letter)}
${codesPart(letter)}${stepsPart(letter)}${contactPart(letter)}${stripPart(letter)}
<div class="behind">${backPart(letter)}${englishPart(letter)}</div></main>`;
}

function acrossOf(letter: Letter): Html {
  return isPractice(letter) ? acrossThePage(signWords.practice[letter.language]) : nothing;
}

/** Behind the slip and its fold: what is printed on the other side must not be read against a lamp. */
const pattern = html`<svg class="pattern" xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><defs><pattern id="net" width="9" height="9" patternUnits="userSpaceOnUse"><path d="M0 0 9 9M9 0 0 9M4.5 0V9M0 4.5H9" stroke="#000" stroke-width="1.1"/><path d="M2 3h4v4h-3z" fill="none" stroke="#000" stroke-width="0.8"/></pattern></defs><rect width="100%" height="100%" fill="url(#net)"/></svg>
`;
