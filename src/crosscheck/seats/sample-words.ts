// What a sample proves, in words, and never more.

import { fill, type Language, type Text } from "../../words/language.ts";
import { showNumber } from "../../words/numbers.ts";
import { wrongSeen } from "./sample.ts";

const texts = {
  all: {
    nl: "Alle {stations} stembureaus bekeken, geen verschil.",
    en: "All {stations} polling stations looked at, no difference.",
  },
  some: {
    nl: "{looked} van {stations} stembureaus bekeken, geen verschil. Dat betekent: is bij {wrong} of meer stembureaus het papier anders dan de computer, dan was dat met {percent} % kans gezien. Het betekent niet dat elk stembureau klopt.",
    en: "{looked} of {stations} polling stations looked at, no difference. It means: if at {wrong} or more stations the paper were another than the computer, that would have been seen with a chance of {percent} %. It does not mean that every station is right.",
  },
  nothing: {
    nl: "{looked} van {stations} stembureaus bekeken, geen verschil. Dat zijn er te weinig om iets te zeggen.",
    en: "{looked} of {stations} polling stations looked at, no difference. These are too few to say anything.",
  },
} as const satisfies Record<string, Text>;

/** What is said besides. */
export const sampleWords = {
  everything: {
    nl: "De steekproef is afgelopen: er is een verschil. Controleer nu alles, van elk stembureau het papier.",
    en: "The sample has ended: there is a difference. Check everything now, the paper of every polling station.",
  },
  municipality: {
    nl: "In één gemeente bewijst een steekproef niets over de zetels: een enkel stembureau kan een zetel verschuiven. Typ van alle stembureaus de lijsttotalen.",
    en: "Within one municipality a sample proves nothing about the seats: a single polling station can move a seat. Type the list totals of all polling stations.",
  },
} as const satisfies Record<string, Text>;

/**
 * Of a sample without a difference; where there is one, everything is to be checked and nothing is said. `risk`: in percent, 5 for a chance
 * of 95 %. Throws RangeError as `riskOf`.
 */
export function describeSample(stations: number, looked: number, risk: number, language: Language): string {
  const wrong = wrongSeen(stations, looked, risk);
  const text = looked === stations ? texts.all : wrong === undefined ? texts.nothing : texts.some;
  const show = (number: number) => showNumber(number, language);
  return fill(text[language], {
    looked: show(looked),
    stations: show(stations),
    wrong: show(wrong ?? 0),
    percent: 100 - risk,
  });
}
