// The parts of a letter that are of one envelope: a QR code beside each zegelcode, how to report, and the key under the fold.

import { type Html, html } from "../../words/html.ts";
import type { Language, Text } from "../../words/language.ts";
import { qrModules, qrSvg } from "../../words/qr.ts";
import { codeGroups, said } from "../parts.ts";
import type { Dispatch } from "./dispatch.ts";
import { dispatchWords as words } from "./words.ts";

/** Millimetres each way, quiet space and all: 0.4 a module, which a hand scanner reads. */
const qrSide = 15.5;

/** `ZEGEL.B1.0123K.…`, for a second device that compares. Without hyphens: scanners that type garble them. */
export function codeQr({ envelope }: Dispatch, zegelcode: string, label: string): Html {
  const data = `ZEGEL.B1.${bare(envelope)}.${bare(zegelcode)}`;
  return qrSvg(qrModules(data), qrSide, `${label} ${envelope}`);
}

/** Of a code, for a QR code in alphanumeric mode. */
export const bare = (code: string): string => code.replaceAll("-", "");

/** Which disc lies in which bag, of a set in many. */
export function bagsPart({ bags }: Dispatch, say: (text: Text, values: object) => string): Html {
  const all = [...bags].map(([disc, bag]) => say(words.bagOfDisc, { disc, bag }));
  return html`<p class="bags">${all.join(" · ")}</p>
`;
}

/** Of which letter: one with several discs; one in large print, whose key has a sheet of its own. */
interface Reporting {
  readonly isSet: boolean;
  readonly isLarge: boolean;
}

/** How to report, below the name of the slip. */
export function reportPart(say: (text: Text) => string, { isSet, isLarge }: Reporting): Html {
  const parts = [isLarge ? words.openSheet : words.openFold, words.report, ...(isSet ? [words.keySets] : [])];
  return html`<p class="report">${parts.map(say).join(" ")}</p>
`;
}

/** What is folded over the slip. */
export function foldPart(key: string, { language, isPractice }: Showing): Html {
  const fold = isPractice ? words.practiceFold : words.fold;
  return html`<div class="fold key"><p>${fold[language]}</p>
<div class="key-row"><p class="frame-name">${words.key[language]}</p>
${codeGroups(key, language)}</div></div>
`;
}

interface Showing {
  readonly language: Language;
  readonly isPractice: boolean;
}

/**
 * In large letters no fold crosses a text: the key has a sheet of its own, the first one, with `pattern` behind. It is folded in the middle,
 * and what it is stands on the half that no key lies behind.
 */
export function keySheetPart({ key, envelope }: Dispatch, { language, isPractice }: Showing, pattern: Html): Html {
  const how = isPractice ? words.practiceKeySheetHow : words.keySheetHow;
  const outside = isPractice ? words.practiceKeyOutside : words.keyOutside;
  return html`<section class="key-sheet"><h2>${said(words.keySheet, language, { envelope })}</h2>
<p>${how[language]}</p>
<div class="key-large">${codeGroups(key, language)}</div></section>
<div class="key-behind">${pattern}<p class="key-outside">${said(outside, language, { envelope })}</p></div>
`;
}
