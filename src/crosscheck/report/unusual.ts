// What is possible and unusual, in words. It stands under a heading of its own, and no verdict depends on it.

import { fill, type Language, type Text, uncut } from "../../words/language.ts";
import { type PlausibleCode, swapFactor, type Unusual } from "../rules/plausible.ts";
import { sayFigure, sayNumber, sayUnit } from "./figures.ts";

/** `{where}`: the unit; `{figure}`, `{other}`, `{found}`, `{expected}`; `{factor}`: the one of the rule. */
export const unusualSentences: Readonly<Record<PlausibleCode, Text>> = {
  W1: {
    nl: "{where}: {figure}: {found} van {expected}, 3 % of meer.",
    en: "{where}: {figure}: {found} of {expected}, 3 % or more.",
  },
  W2: { nl: "{where}: geen enkel stembiljet.", en: "{where}: not one ballot paper." },
  W3: {
    nl: "{where}: {found} stembiljetten bij {expected} toegelaten kiezers: een verschil van 15 of meer, of 2 %.",
    en: "{where}: {found} ballot papers for {expected} admitted voters: a difference of 15 or more, or 2 %.",
  },
  W4: {
    nl: "{where}: {figure}: {found} stemmen; naar de rest gerekend {expected}: een verschil van 50 procentpunt of meer.",
    en: "{where}: {figure}: {found} votes; by the rest {expected}: a difference of 50 points or more.",
  },
  W5: {
    nl: "{where}: {figure} heeft {found} stemmen, naar de rest gerekend {expected}; bij {other} is het andersom (grens: {factor} keer). Verwisseld?",
    en: "{where}: {figure} has {found} votes, by the rest {expected}; for {other} it is the other way round (bound: {factor} times). Swapped?",
  },
  W6: {
    nl: "{where}: {figure}: 0; naar de rest gerekend {expected}.",
    en: "{where}: {figure}: 0; by the rest {expected}.",
  },
  W7: {
    nl: "{where}: {figure}: {found}; naar de rest gerekend {expected}.",
    en: "{where}: {figure}: {found}; by the rest {expected}.",
  },
};

export function sayUnusual(one: Unusual, language: Language): string {
  const { code, unit, figure, other, found, expected } = one;
  const values = {
    where: sayUnit(unit),
    figure: figure === undefined ? "" : sayFigure(figure, language),
    other: other === undefined ? "" : sayFigure(other, language),
    found: sayNumber(found, language),
    expected: sayNumber(expected ?? 0, language),
    factor: swapFactor,
  };
  return fill(unusualSentences[code][language], values, uncut);
}
