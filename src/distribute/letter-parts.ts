// The parts of a release's letter. How they are set out on paper is for letter.ts.

import { electionName, roleName } from "../words/elections.ts";
import { purposeWords } from "../words/glossary.ts";
import { type Html, html } from "../words/html.ts";
import type { Language, Text } from "../words/language.ts";
import { momentWords } from "../words/moments.ts";
import { type Sign, signWords } from "../words/signs.ts";
import { letterWords as words } from "./letter-words.ts";
import { bagsOf, type Dispatch } from "./letters/dispatch.ts";
import { bagsPart, codeQr, reportPart } from "./letters/parts.ts";
import { fitsInFront, type RecalledDisc, recalledPart } from "./letters/recalled.ts";
import { dispatchWords } from "./letters/words.ts";
import { codeFrame, factTable, given, nothing, said, signPicture } from "./parts.ts";
import type { ReleasedDisc, ReleasedSet } from "./released-set.ts";
import type { LetterTexts } from "./texts.ts";

/** What a letter is made from. */
export interface Letter {
  readonly set: ReleasedSet;
  readonly texts: LetterTexts;
  readonly language: Language;
  readonly isLarge: boolean;
  /** The discs were sealed before the public log's proof was there: it is sent after them. */
  readonly isWithoutProof?: boolean;
  /** Recalled discs that the recipient has, of a letter that takes the place of the STOP letter about them. */
  readonly recalled?: readonly RecalledDisc[];
  /** What the register knows of this one; undefined: the letter is of no envelope in particular. */
  readonly dispatch?: Dispatch;
  /** Texts in another language, in the place of ours; nothing is sent with them. */
  readonly drafts?: ReadonlyMap<Text, string>;
  /** To be looked at: the word for it stands across each side. */
  readonly isProof?: boolean;
}

/** Frames of codes on the first sheet. With more of them all stand on a sheet of their own: nobody looks for one in two places. */
const framesInFront = 2;

/** A text of this letter, in its language. */
export const say = ({ language, drafts }: Letter, text: Text, values = {}) =>
  said({ ...text, [language]: drafts?.get(text) ?? text[language] }, language, values);
export const isPractice = ({ set }: Letter): boolean => set.release.purpose !== "final";
export const areCodesApart = (letter: Letter): boolean =>
  !letter.isLarge && letter.set.discs.length > framesInFront - moreInFront(letter);

/** What takes the place of a frame: that a file will follow, and that an older disc was recalled. */
const moreInFront = ({ isWithoutProof, recalled = [] }: Letter): number =>
  (isWithoutProof ? 1 : 0) + (recalled.length > 0 ? 1 : 0);

/** In front there is room for one recalled disc beside one zegelcode. */
export const isRecalledApart = (letter: Letter): boolean => {
  const { isLarge, isWithoutProof, language, recalled = [], set } = letter;
  const isAlone = set.discs.length === 1 && isWithoutProof !== true;
  return !isLarge && recalled.length > 0 && !(isAlone && fitsInFront(recalled, language));
};

/** Two frames on one side, or a line more above one, leave room for smaller letters only. */
export const isDense = (letter: Letter): boolean =>
  moreInFront(letter) > 0 || letter.set.discs.length === framesInFront;

/** The first lines: an emergency says so above all else. */
export function warningPart(letter: Letter): Html {
  const emergency =
    letter.set.release.urgency === "emergency" ? html`<p class="loud">${say(letter, words.emergency)}</p>\n` : nothing;
  return html`${emergency}${replacedPart(letter)}${isPractice(letter) ? html`<p class="loud">${say(letter, words.practice)}</p>\n` : nothing}`;
}

/** Only the letter was lost: then the bag still bears the number of the one before. */
function replacedPart(letter: Letter): Html {
  const replaces = letter.dispatch?.replaces;
  if (replaces === undefined) return nothing;
  const text = replaces.what === "letter" ? dispatchWords.newLetter : dispatchWords.newDisc;
  return html`<p class="loud">${say(letter, text, { envelope: replaces.envelope })}</p>\n`;
}

export function titlePart(letter: Letter): Html {
  const { texts, language } = letter;
  const title = isPractice(letter) ? words.practiceTitle : words.title;
  return html`<h1>${say(letter, title, { day: momentWords(texts.lastDay, language) })}</h1>
<p class="together">${say(letter, words.together, { minutes: texts.minutes })}</p>
`;
}

/** `OSV versie 2.24.3 (nummer 12)` */
export function versionOf(set: ReleasedSet, language: Language): string {
  const { product, version, sequence } = set.release;
  return said(words.version, language, { product, version, sequence });
}

/** What is said of an older disc before anything is said of the new one. */
export function oldDiscPart(letter: Letter): Html {
  return recalledPart(letter.recalled ?? [], letter.language, isRecalledApart(letter));
}

/** Which software this is, in the words in which the screen names it. */
export function whatPart({ set, language }: Letter): Html {
  const { election, role, purpose } = set.release;
  const parts = [electionName(election, language), roleName(role, language), purposeWords[purpose][language]];
  return html`<p class="what">${[versionOf(set, language), ...parts].join(" · ")}</p>\n`;
}

/** That a file will follow, where the discs could not wait for it. */
export function laterPart(letter: Letter): Html {
  return letter.isWithoutProof ? html`<p class="loud">${say(letter, words.withoutProof)}</p>\n` : nothing;
}

/** The numbers that go with disc and bag. */
export function factsPart(letter: Letter): Html {
  const { set, texts, language, dispatch } = letter;
  const { length } = set.discs;
  const disc =
    length === 1 ? say(letter, words.discOf, { disc: 1, discs: 1 }) : say(letter, words.discs, { discs: length });
  const rows: readonly (readonly [Text, string | Html | undefined])[] = [
    [words.dated, momentWords(texts.date, language)],
    [words.disc, disc],
    ...(dispatch === undefined || areCodesApart(letter) ? [] : [[dispatchWords.copy, copiesOf(dispatch)] as const]),
    [words.envelope, texts.envelope],
    [words.bag, bagFact(letter)],
    ...(dispatch === undefined
      ? []
      : [[dispatchWords.lowest, say(letter, dispatchWords.orHigher, { sequence: set.release.sequence })] as const]),
  ];
  return factTable(rows, language);
}

/** Of three bags or more, where they are: the numbers stand beside the codes. */
function bagFact(letter: Letter): string | Html | undefined {
  const { dispatch, texts } = letter;
  if (dispatch === undefined) return texts.bag;
  const bags = bagsOf(dispatch.bags);
  if (bags.length > 2 && areCodesApart(letter)) return say(letter, dispatchWords.bagsApart);
  const all = bags.join(", ");
  return all.length > 20 ? html`<span class="long">${all}</span>` : all;
}

const copiesOf = ({ copies }: Dispatch): string => [...copies.values()].join(", ");

/** The codes, or where they are; and what may be mixed up in them. */
export function codesPart(letter: Letter): Html {
  const { set, texts } = letter;
  const { length: discs } = set.discs;
  const apart = html`<p class="apart">${say(letter, discs === 1 ? words.codeApart : words.codesApart, { discs })}</p>\n`;
  const [year = "", number = ""] = texts.staatscourant.split(", ");
  const staatscourant = say(letter, words.staatscourant, { year, number });
  return html`${areCodesApart(letter) ? apart : frames(letter)}
<p class="hint">${say(letter, words.slips)} ${say(letter, words.compare, { staatscourant, website: texts.website })}</p>
`;
}

function frames(letter: Letter): readonly Html[] {
  return letter.set.discs.map((disc) => frame(letter, disc));
}

function frame(letter: Letter, disc: ReleasedDisc): Html {
  const shown = codeFrame(nameOfCode(letter, disc), disc.zegelcode, letter.language);
  const { dispatch } = letter;
  return dispatch === undefined
    ? shown
    : html`<div class="scanned">${shown}${codeQr(dispatch, disc.zegelcode, say(letter, dispatchWords.qr))}</div>\n`;
}

function nameOfCode(letter: Letter, { release }: ReleasedDisc): string {
  const discs = letter.set.discs.length;
  return discs === 1 ? say(letter, words.code) : say(letter, words.codeOfDisc, { disc: release.disc, discs });
}

/** All frames with their lines for the pen, on a sheet of their own. */
export function codesApartPart(letter: Letter): Html {
  const parts = letter.set.discs.map(
    (disc) => html`<div class="coded">${frame(letter, disc)}
<div class="fields">${verdictFields(letter, disc.release.disc)}</div></div>
`,
  );
  const { dispatch } = letter;
  const isLong = dispatch !== undefined && bagsOf(dispatch.bags).length > 2;
  return html`<h2>${versionOf(letter.set, letter.language)}</h2>
${parts}${isLong ? bagsPart(dispatch, (text, values) => say(letter, text, values)) : nothing}`;
}

export function stepsPart(letter: Letter): Html {
  const { set, isLarge } = letter;
  const back = say(letter, isLarge ? words.lastPages : words.back);
  const codeStep = set.discs.length === 1 ? words.codeStep : words.codeStepOfDisc;
  return html`<ol class="steps">
<li>${say(letter, words.bagStep)}</li>
<li>${say(letter, words.ictStep, { back })}</li>
<li>${say(letter, words.startStep, { back })}</li>
<li>${say(letter, codeStep)}</li>
<li>${say(letter, words.verdictStep)}${verdictTable(letter)}</li>
</ol>
`;
}

/** What the screen may say, as it looks, and what is done then. */
function verdictTable(letter: Letter): Html {
  const { language, set } = letter;
  const heads = { final: words.goodHead, trial: words.practiceHead, demonstration: words.demonstrationHead };
  const head = say(letter, heads[set.release.purpose]);
  const good = signPicture(isPractice(letter) ? "practice" : "good", head, language);
  const stop = signPicture("stop", say(letter, words.stopHead), language);
  return html`
<div class="verdicts">
<div>${good}<p>${say(letter, goodOf(letter))}</p></div>
<div>${stop}<p>${say(letter, words.stop)}</p></div>
</div>`;
}

/** What to do after it: whoever has a key reports with it. */
function goodOf(letter: Letter): Text {
  const isByKey = letter.dispatch !== undefined;
  if (isPractice(letter)) return isByKey ? dispatchWords.practiceGood : words.practiceGood;
  return isByKey ? dispatchWords.good : words.good;
}

export function contactPart(letter: Letter): Html {
  const { set, texts, language } = letter;
  const hours = say(letter, words.hours, { hours: texts.telephoneHours[language] });
  return html`<p class="contact"><b>${say(letter, words.contact)}</b> ${set.contact}. ${hours} <b>${say(letter, words.lost)}</b></p>
`;
}

/** What stays at the municipality and is read aloud at the telephone. Of a practice disc nothing is signed. */
export function stripPart(letter: Letter): Html {
  const { set, texts } = letter;
  const apart = html`<p class="wide">${say(letter, words.disc)}, ${say(letter, words.verdict)}, ${say(letter, words.control)}: ${say(letter, words.stripApart)}</p>\n`;
  const discs = set.discs.map(({ release }) => verdictFields(letter, release.disc));
  const signatures = [1, 2].map(
    (number) =>
      html`<p class="sign-here"><span class="name">${say(letter, words.nameAndSignature, { number })}</span> ${given(undefined)}</p>\n`,
  );
  const { dispatch } = letter;
  const named = isPractice(letter) ? dispatchWords.practiceStrip : dispatchWords.strip;
  const name = say(letter, dispatch === undefined ? words.strip : named);
  const label = dispatch === undefined ? name : `${name} (${dispatch.envelope})`;
  const report =
    dispatch === undefined
      ? nothing
      : reportPart((text) => say(letter, text), { isSet: set.discs.length > 1, isLarge: letter.isLarge });
  return html`<section class="strip" aria-label="${label}">
<h2>${name}</h2>
${report}<div class="fields">
${municipalityField(letter)}${field(say(letter, words.envelope), texts.envelope)}${receiptField(letter)}
${areCodesApart(letter) ? apart : discs}${field(say(letter, words.moment), undefined)}${field(say(letter, words.computer), undefined)}
${isPractice(letter) ? nothing : signatures}
</div>
</section>
`;
}

/** Lines for three groups of five. */
const penGroups = [1, 2, 3].map(() => html`<span class="five"></span>`);

/** Disc, verdict and control number: one row. */
function verdictFields(letter: Letter, disc: number): Html {
  const { set, language } = letter;
  const signs: readonly Sign[] = [isPractice(letter) ? "practice" : "good", "stop", "wait"];
  const boxes = signs.map(
    (sign) => html`<span class="tick"><span class="box"></span>${signWords[sign][language]}</span> `,
  );
  const number = areCodesApart(letter) ? letter.dispatch?.copies.get(disc) : undefined;
  const copy = number === undefined ? "" : ` (${number})`;
  return html`<p class="wide row"><span class="name">${say(letter, words.disc)} ${say(letter, words.discOf, { disc, discs: set.discs.length })}${copy}</span>
<span class="ticks"><span class="name">${say(letter, words.verdict)}</span> ${boxes}</span>
<span class="fives"><span class="name">${say(letter, words.control)}</span> ${penGroups}</span></p>
`;
}

/** Where the code is written down that is read out. Of several discs there is no room for one each: the screen shows them together. */
function receiptField(letter: Letter): Html {
  if (letter.dispatch === undefined || letter.set.discs.length > 1) return nothing;
  return html`<p class="read-out"><span class="name">${say(letter, dispatchWords.receipt)}</span> <span class="fives">${penGroups}</span></p>\n`;
}

/** A long name has a row to itself. */
function municipalityField(letter: Letter): Html {
  const { municipality } = letter.texts;
  return field(say(letter, words.municipality), municipality, (municipality ?? "").length > 40);
}

function field(name: string, value: string | undefined, isWide = false): Html {
  return html`<p${isWide ? html` class="wide"` : nothing}><span class="name">${name}</span> ${given(value)}</p>\n`;
}
