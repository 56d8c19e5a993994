// The four signs of a verdict and their words. Drawn, not typed: many fonts lack the characters, and Windows' console most of all.

import { type Html, html } from "./html.ts";
import type { Text } from "./language.ts";

/** `good`: use it. `practice`: genuine, for practice only. `stop`: do not use it. `wait`: not yet. */
export type Sign = "good" | "practice" | "stop" | "wait";

/** The one word that is read across a room. */
export const signWords: Readonly<Record<Sign, Text>> = {
  good: { nl: "GOED", en: "GOOD" },
  practice: { nl: "OEFENEN", en: "PRACTICE" },
  stop: { nl: "STOP", en: "STOP" },
  wait: { nl: "WACHT", en: "WAIT" },
};

/** What a bar above and below the word is made of, where nothing can be drawn. */
export const signBars: Readonly<Record<Sign, string>> = { good: "=", practice: "-", stop: "#", wait: "." };

/** A line drawn in the colour of the text, with round ends. Both in units of a square of 100. */
export interface Stroke {
  /** As the `d` of an SVG path. */
  readonly path: string;
  readonly width: number;
}

/** Each has an outline of its own: a circle, a diamond, an octagon, a square. So they differ where colours are lost and details blur. */
export const signStrokes: Readonly<Record<Sign, readonly Stroke[]>> = {
  good: [
    { path: "M50 7a43 43 0 1 0 .1 0z", width: 8 },
    { path: "M29 52 44 67 72 34", width: 11 },
  ],
  practice: [
    { path: "M50 5 95 50 50 95 5 50z", width: 6 },
    { path: "M31 69 35 55 58 32 68 42 45 65zM35 55 45 65", width: 5 },
  ],
  stop: [
    { path: "M32 6H68L94 32V68L68 94H32L6 68V32z", width: 8 },
    { path: "M38 56V34M47 52V27M56 52V27M65 56V32M28 55 38 66", width: 7 },
    { path: "M40 56H63V65Q63 75 53 75H50Q44 75 40 67z", width: 7 },
    { path: "M46 61H58M48 68H57", width: 9 },
  ],
  wait: [
    { path: "M8 8H92V92H8z", width: 8 },
    { path: "M38 32V68M62 32V68", width: 12 },
  ],
};

/** The sign as a drawing that takes the colour and the size of the text around it. The word stands beside it, so it has no name of its own. */
export function signSvg(sign: Sign): Html {
  const lines = signStrokes[sign].map(({ path, width }) => html`<path d="${path}" stroke-width="${width}"/>`);
  return html`<svg class="sign" viewBox="0 0 100 100" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${lines}</svg>`;
}
