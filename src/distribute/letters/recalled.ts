// A recalled disc, told to whoever has it: the line that names it, and the block in the letter of the emergency version that comes in its
// place. docs/spec/letter.md, "An emergency version and the recall of the one before"

import { encodeRecallCode } from "../../format/index.ts";
import { labelWords, releaseWords } from "../../words/glossary.ts";
import { type Html, html } from "../../words/html.ts";
import type { Language, Text } from "../../words/language.ts";
import { signSvg, signWords } from "../../words/signs.ts";
import { codeGroups, nothing, said } from "../parts.ts";
import type { Envelope } from "../register/index.ts";
import { copyWords } from "./dispatch.ts";
import { heldWords, recalledWords } from "./recalled-words.ts";

/** A recalled disc that a recipient has, as the register knows it. */
export interface RecalledDisc {
  /** Of the recall list. */
  readonly entry: number;
  readonly envelope: Envelope;
  readonly disc: number;
  readonly copy: number;
  readonly seal: string;
  /** False: by the register it never left the office. */
  readonly isSent: boolean;
}

/** Recalled discs that a sheet of its own has room for; a letter in large print has room for all. */
export const recalledLimit = 8;

/** Characters of the line of a disc in front. */
const lineLimit = 100;

/** One disc, in a line, that surely reached its recipient. */
export const fitsInFront = ([first, ...more]: readonly RecalledDisc[], language: Language): boolean =>
  first !== undefined && more.length === 0 && first.isSent && lineOf(first, language).length <= lineLimit;

const lineOf = (held: RecalledDisc, language: Language): string =>
  `${versionOf(held, language)}. ${whichOf(held, language)}.`;

function versionOf({ envelope }: RecalledDisc, language: Language): string {
  const { product, version, sequence } = envelope.release;
  return said(releaseWords.version, language, { product, version, sequence });
}

/** Which disc it is, whether another came in its place, and whether it may be under way. */
export function heldWordsOf(held: RecalledDisc, language: Language): string {
  const newer = replacedBy(held.envelope);
  const more = newer === undefined ? [] : [said(heldWords.replaced, language, { envelope: newer })];
  return [whichOf(held, language), ...more, ...(held.isSent ? [] : [heldWords.underWay[language]])].join(". ");
}

function whichOf({ envelope, disc, copy, seal }: RecalledDisc, language: Language): string {
  const which = said(heldWords.disc, language, { envelope: envelope.number, copy: copyWords(copy), seal });
  const { count } = envelope.release;
  return count === 1 ? which : `${which}, ${said(releaseWords.disc, language, { disc, discs: count })}`;
}

/** The envelope that came in the place of a disc, as far as it goes on. */
function replacedBy({ ended }: Envelope): string | undefined {
  return ended?.how === "replaced" ? ended.envelope : undefined;
}

/** Above every step of the new disc. `isApart`: which discs, and their codes, stand on `recalledSheet`. */
export function recalledPart(recalled: readonly RecalledDisc[], language: Language, isApart: boolean): Html {
  if (recalled.length === 0) return nothing;
  const say = (one: Text, several: Text) => (recalled.length === 1 ? one : several)[language];
  const head = say(recalledWords.head, recalledWords.heads);
  const apart = say(recalledWords.apart, recalledWords.allApart);
  return html`<section class="recalled" aria-label="${head}">
<div class="recalled-head">${signSvg("stop")}<p><b>${signWords.stop[language]}: ${head}</b> ${heldWords.stopHead[language]}</p></div>
${isApart ? html`<p>${apart}</p>\n` : listPart(recalled, language)}<p>${heldWords.keepStep[language]} ${heldWords.callStep[language]} <b>${recalledWords.rest[language]}</b></p>
</section>
`;
}

/** Which discs, where they do not stand in front. */
export function recalledSheet(recalled: readonly RecalledDisc[], language: Language): Html {
  const head = (recalled.length === 1 ? recalledWords.head : recalledWords.heads)[language];
  return html`<h2>${signWords.stop[language]}: ${head}</h2>
<div class="recalled">${listPart(recalled, language)}</div>`;
}

function listPart(recalled: readonly RecalledDisc[], language: Language): Html {
  const isUnderWay = recalled.some(({ isSent }) => !isSent);
  return html`<ul>${recalled.map((one) => discPart(one, language))}</ul>
${isUnderWay ? html`<p>${heldWords.underWay[language]}</p>\n` : nothing}`;
}

/** What came in its place is not said: that is this letter's disc, or one of which this letter's first lines say it. */
function discPart(held: RecalledDisc, language: Language): Html {
  const code = encodeRecallCode(held.entry, held.envelope.release.discs.get(held.disc)?.imageSha256 ?? "");
  return html`<li><b>${versionOf(held, language)}</b>. ${whichOf(held, language)}.
<div class="recalled-code"><p class="frame-name">${labelWords.recallCode[language]}</p>${codeGroups(code, language)}</div></li>
`;
}
