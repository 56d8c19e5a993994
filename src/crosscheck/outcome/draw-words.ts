// What is said of a draw: how many stations and why, what the sample can prove, and what to do with it.

import { fill, type Language, type Text, uncut } from "../../words/language.ts";
import { showNumber } from "../../words/numbers.ts";
import { sampleWords } from "../seats/sample-words.ts";
import type { Draw, NoMargin } from "./draw.ts";

const texts = {
  drawn: {
    nl: "Getrokken: {size} van {of} stembureaus. Is bij {wrong} of meer stembureaus het papier anders dan de computer, dan ziet deze steekproef dat met {percent} % kans. Meer bewijst hij niet.",
    en: "Drawn: {size} of {of} polling stations. If at {wrong} or more stations the paper is another than the computer, this sample sees it with a chance of {percent} %. It proves no more.",
  },
  all: {
    nl: "Getrokken: alle {of} stembureaus. Met minder is de kans van {percent} % niet te halen.",
    en: "Drawn: all {of} polling stations. With fewer a chance of {percent} % is out of reach.",
  },
  order: { nl: "In deze volgorde: {stations}.", en: "In this order: {stations}." },
  more: { nl: "{stations} en nog {count}", en: "{stations} and {count} more" },
  margin: {
    nl: "Bij {votes} stemmen verschil verandert een zetel of beslist een loting. Daarvoor moeten minstens {stations} stembureaus fout zijn; daarop is het aantal getrokken stembureaus berekend.",
    en: "With {votes} votes changed a seat moves or a lot decides. At least {stations} polling stations must be wrong for that; the number drawn is computed from that.",
  },
  marginOne: {
    nl: "Bij {votes} stemmen verschil verandert een zetel of beslist een loting. Eén stembureau kan dat al zijn.",
    en: "With {votes} votes changed a seat moves or a lot decides. One polling station can be enough for that.",
  },
} as const satisfies Record<string, Text>;

const noSeats: Text = {
  nl: "Over de zetels zegt deze steekproef niets: {why}",
  en: "Of the seats this sample says nothing: {why}",
};

const reasons: Readonly<Record<NoMargin, Text>> = {
  bounds: {
    nl: "daarvoor moeten eerst van alle stembureaus D en H van het papier zijn getypt, door twee personen gelijk.",
    en: "for that D and H must be typed first from the paper of all polling stations, alike by two people.",
  },
  files: {
    nl: "de telling van de hele verkiezing (510d) of de verkiezingsdefinitie (110a) ontbreekt.",
    en: "the count of the whole election (510d) or its definition (110a) is missing.",
  },
  parts: {
    nl: "de tellingen van de gemeenten zijn samen niet de telling van de hele verkiezing.",
    en: "the municipal counts together are not the count of the whole election.",
  },
  sums: {
    nl: "de optelling van een telling klopt niet.",
    en: "the sums of a count do not agree.",
  },
  rules: {
    nl: "voor deze verkiezing is niet uit te rekenen bij hoeveel stemmen een zetel verandert.",
    en: "it cannot be computed for this election with how many votes a seat changes.",
  },
};

const steps: readonly Text[] = [
  {
    nl: "Pak van deze stembureaus het papieren proces-verbaal. Twee personen typen het over, apart van elkaar.",
    en: "Take the record on paper of these polling stations. Two people type it, apart from each other.",
  },
  {
    nl: "Is het papier er niet, of is een vak niet te lezen? Typ een vraagteken. In een steekproef telt dat als een verschil.",
    en: "Is the paper not there, or can a box not be read? Type a question mark. In a sample that counts as a difference.",
  },
  {
    nl: "Eén verschil is genoeg: controleer dan alle stembureaus. Trek nooit opnieuw omdat een trekking niet beviel.",
    en: "One difference is enough: then check all polling stations. Never draw again because a draw did not please.",
  },
];

/** Paragraphs, and what to do now. */
export function describeDraw(
  { sample, municipalities, margin, noMargin }: Draw,
  language: Language,
): { readonly says: readonly string[]; readonly next: readonly string[] } {
  const show = (number: number) => showNumber(number, language);
  const { of, stations, wrong, risk } = sample;
  const values = { of: show(of), size: show(stations.length), wrong: show(wrong), percent: 100 - risk };
  return {
    says: [
      fill((stations.length === of ? texts.all : texts.drawn)[language], values),
      fill(texts.order[language], { stations: inOrder(stations, municipalities, language) }, uncut),
      ...(margin === undefined
        ? []
        : [
            fill((margin.stations === 1 ? texts.marginOne : texts.margin)[language], {
              votes: show(margin.votes),
              stations: show(margin.stations),
            }),
          ]),
      ...(noMargin === undefined ? [] : [fill(noSeats[language], { why: reasons[noMargin][language] })]),
      ...(municipalities === 1 && stations.length < of ? [sampleWords.municipality[language]] : []),
    ],
    next: steps.map((step) => step[language]),
  };
}

/** Stations that stand on the screen; the file has all. */
const shownStations = 50;

/** Within one municipality by their numbers. */
function inOrder(stations: readonly string[], municipalities: number, language: Language): string {
  const names = stations.map((id) => (municipalities === 1 ? id.replace(/^.*::SB(?=[0-9]+$)/, "") : id));
  const shown = names.slice(0, shownStations).join(", ");
  const count = names.length - shownStations;
  return count > 0 ? fill(texts.more[language], { stations: shown, count: showNumber(count, language) }, uncut) : shown;
}
