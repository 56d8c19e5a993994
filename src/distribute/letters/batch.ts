// Letters of one register in one document, each beginning on a sheet of its own; and the part of it that is one letter, whose digest the
// register holds. docs/spec/letter.md, "Letters of a register"

import { type Html, html, renderDocument } from "../../words/html.ts";
import { bodyOf, largeStyleOf } from "../letter.ts";
import { areCodesApart, isRecalledApart, type Letter, versionOf } from "../letter-parts.ts";
import { sidesStyle } from "../style.ts";
import { type Dispatch, noKey } from "./dispatch.ts";
import { batchStyle, largeKeyStyle } from "./style.ts";

export interface DispatchedLetter extends Letter {
  readonly dispatch: Dispatch;
}

/** One large letter, or any number of others: large ones differ in how their sheets are set out. The same for the same letters. */
export function renderLetters(letters: readonly DispatchedLetter[]): string {
  const [first] = letters;
  const last = letters.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("expected a letter");
  const { language, isLarge } = first;
  const range = first === last ? first.dispatch.envelope : `${first.dispatch.envelope} – ${last.dispatch.envelope}`;
  const title = `${versionOf(first.set, language)}: ${range}`;
  const style = isLarge ? `${largeStyleOf(first)}${largeKeyStyle}` : `${sidesStyle}${batchStyle}`;
  return renderDocument({ language, title, style, body: html`<main>${letters.map(articleOf)}</main>` });
}

/** What the register holds the digest of: one letter as it stands in its document, without its key. */
export function withoutKey(letter: DispatchedLetter): string {
  return articleOf({ ...letter, dispatch: { ...letter.dispatch, key: noKey } }).source;
}

/** Of an odd number of sides, one stays empty behind it: the next letter begins on a sheet of its own. */
function articleOf(letter: DispatchedLetter): Html {
  const isOdd = areCodesApart(letter) !== isRecalledApart(letter);
  return html`<article class="letter" lang="${letter.language}" data-envelope="${letter.dispatch.envelope}">${bodyOf(letter)}${
    isOdd ? html`<section class="side"></section>\n` : html``
  }</article>
`;
}
