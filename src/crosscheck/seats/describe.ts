// The computation in words, step by step with its article: for a report that a person redoes by hand.

import { fill, type Language, type Text } from "../../words/language.ts";
import { showNumber } from "../../words/numbers.ts";
import type { Apportionment } from "./apportion.ts";
import { type Fraction, fraction, show, times } from "./fraction.ts";
import type { GroupSeats } from "./groups.ts";
import { type Question, showArticle } from "./lots.ts";
import type { Method, Reading, ResidualSeat, Step } from "./steps.ts";

const texts = {
  quota: {
    nl: "P 5: {votes} geldige stemmen gedeeld door {seats} zetels. De kiesdeler is {quota}.",
    en: "P 5: {votes} valid votes divided by {seats} seats. The quota is {quota}.",
  },
  noVotes: {
    nl: "P 5: er zijn geen geldige stemmen. De wet zegt niet wat er dan gebeurt; er zijn geen zetels verdeeld.",
    en: "P 5: there are no valid votes. The law does not say what happens then; no seats were given.",
  },
  full: {
    nl: "P 6: lijst {list}: {votes} stemmen, volle zetels: {seats}.",
    en: "P 6: list {list}: {votes} votes, full seats: {seats}.",
  },
  below: {
    nl: "P 6: minder stemmen dan de kiesdeler, dus geen volle zetel: {lists}.",
    en: "P 6: fewer votes than the quota, so no full seat: {lists}.",
  },
  listVotes: { nl: "lijst {list} {votes}", en: "list {list} {votes}" },
  residual: {
    nl: "{article}: restzetel {number} naar lijst {list}: {method} {value}.",
    en: "{article}: residual seat {number} to list {list}: {method} {value}.",
  },
  again: {
    nl: "{article} (na P 10): een vrije zetel naar lijst {list}: {method} {value}.",
    en: "{article} (after P 10): a freed seat to list {list}: {method} {value}.",
  },
  byLot: { nl: " Het lot besliste tussen de lijsten {equal}.", en: " A lot decided between lists {equal}." },
  equal: {
    nl: " Even groot bij de lijsten {equal}; er zijn zetels genoeg.",
    en: " As large for lists {equal}; there are seats enough.",
  },
  majority: {
    nl: "P 9: lijst {list} heeft meer dan de helft van de stemmen, maar niet meer dan de helft van de zetels. Eén zetel gaat van lijst {from} naar lijst {list}.",
    en: "P 9: list {list} has more than half of the votes, but not more than half of the seats. One seat goes from list {from} to list {list}.",
  },
  exhausted: {
    nl: "P 10: lijst {list} heeft meer zetels dan kandidaten. Zetels die naar andere lijsten gaan: {seats}.",
    en: "P 10: list {list} has more seats than candidates. Seats that go to other lists: {seats}.",
  },
  empty: {
    nl: "P 10: geen lijst met stemmen heeft nog kandidaten. Zetels die leeg blijven: {empty}.",
    en: "P 10: no list with votes has candidates left. Seats that stay empty: {empty}.",
  },
  group: {
    nl: "P 12: lijst {list}: de groepskiesdeler is {quota}. Zetels per lijst van de groep: {seats}.",
    en: "P 12: list {list}: the group quota is {quota}. Seats per list of the group: {seats}.",
  },
  threshold: {
    nl: "P 15: met voorkeurstemmen is gekozen wie meer dan {threshold} stemmen heeft ({percent} % van de kiesdeler).",
    en: "P 15: elected by preference votes is who has more than {threshold} votes ({percent} % of the quota).",
  },
  open: {
    nl: "P 17: lijst {list}: zetels waarvoor niemand meer over is: {open}.",
    en: "P 17: list {list}: seats that nobody is left to take: {open}.",
  },
  lot: {
    nl: "Hier beslist het lot (Kieswet, artikel {article}): tussen {contestants}. De uitkomst staat in het papieren proces-verbaal van het centraal stembureau (P 22).",
    en: "Here a lot decides (Elections Act, article {article}): between {contestants}. The outcome stands in the record of the central electoral committee (P 22).",
  },
  givesUp: { nl: " Wie geloot wordt, staat een zetel af.", en: " Who is drawn gives up a seat." },
} as const satisfies Record<string, Text>;

const methods: Readonly<Record<Method, Text>> = {
  average: { nl: "gemiddelde", en: "average" },
  remainder: { nl: "overschot", en: "remainder" },
  "single-average": { nl: "gemiddelde, hoogstens één zetel per lijst", en: "average, at most one seat a list" },
};

/** What is said where two programs read the law differently. */
export const readingWords: Readonly<Record<Reading, Text>> = {
  P9_THEN_P10: {
    nl: "Hier verschillen OSV2020 en Abacus: artikel P 9 en daarna artikel P 10, bij minder dan 19 zetels. Deze berekening doet het zoals Abacus. Vraag de Kiesraad.",
    en: "Here OSV2020 and Abacus differ: article P 9 and then article P 10, with fewer than 19 seats. This computation does as Abacus does. Ask the Kiesraad.",
  },
  LOTS_AFTER_P10: {
    nl: "Hier verschillen OSV2020 en Abacus: na artikel P 10 laat OSV2020 ook lijsten zonder kandidaten meeloten. De zetels zijn dezelfde; het aantal lotingen niet.",
    en: "Here OSV2020 and Abacus differ: after article P 10, OSV2020 lets lists without candidates take part in a lot. The seats are the same; the number of lots is not.",
  },
  EQUAL_VOTES_ORDER: {
    nl: "Hier verschillen OSV2020 en Abacus: kandidaten van één lijst met evenveel stemmen staan bij Abacus in de volgorde van de lijst, bij OSV2020 niet altijd. Dezelfde mensen zijn gekozen.",
    en: "Here OSV2020 and Abacus differ: candidates of one list with equal votes stand in the order of the list in Abacus, in OSV2020 not always. The same people are elected.",
  },
  P16_WHOLE_SEAT: {
    nl: "Hier zwijgt de wet: bij artikel P 16, tweede lid, vervalt een zetel die tegelijk met andere was toegewezen. Deze berekening doet het zoals OSV2020: die van de laagste kieskring.",
    en: "Here the law is silent: by article P 16, second paragraph, a seat lapses that was given at one time with others. This computation does as OSV2020 does: that of the lowest district.",
  },
  P18_EXHAUSTED: {
    nl: "Hier zwijgt de wet: een lijst van een groep heeft voor een zetel niemand meer over. Deze berekening doet het zoals OSV2020: de zetel gaat naar een andere lijst van de groep, zoals bij artikel P 13.",
    en: "Here the law is silent: a list of a group has nobody left for a seat. This computation does as OSV2020 does: the seat goes to another list of the group, as by article P 13.",
  },
};

/** All steps, one a line: seats, groups, threshold, and where two programs read the law differently. */
export function describe({ rule, seats, groups, results, readings }: Apportionment, language: Language): string[] {
  const lines = describeSteps(seats.steps, language);
  for (const [list, group] of groups) lines.push(...describeGroup(list, group, language));
  if (seats.quota !== undefined) {
    const threshold = showIn(times(seats.quota, fraction(rule.threshold, 100)), language);
    lines.push(fill(texts.threshold[language], { threshold, percent: rule.threshold }));
  }
  for (const { list, open } of results) if (open > 0) lines.push(fill(texts.open[language], { list, open }));
  return [...lines, ...readings.map((reading) => readingWords[reading][language])];
}

/** P 5 to P 10. Residual seats are numbered as the record does: those of P 7 and P 8 from 1. */
export function describeSteps(steps: readonly Step[], language: Language): string[] {
  let number = 0;
  const below = steps.filter((step): step is FullSeats => step.article === "P 6" && step.seats === 0);
  return steps.flatMap((step) => {
    if ("votes" in step && step.article === "P 6" && step.seats === 0)
      return step === below[0] ? belowLine(below, language) : [];
    if ("method" in step) return residualLine(step, step.again ? undefined : ++number, language);
    if ("quota" in step) {
      const { votes, seats, quota } = step;
      return fill(texts.quota[language], { votes: showNumber(votes, language), seats, quota: showIn(quota, language) });
    }
    if ("votes" in step) return fill(texts.full[language], { ...step, votes: showNumber(step.votes, language) });
    if ("from" in step) {
      const { list, from, equal } = step;
      const lot = equal.length > 1 ? fill(texts.byLot[language], { equal: equal.join(", ") }) : "";
      return fill(texts.majority[language], { list, from }) + lot;
    }
    if ("empty" in step)
      return fill((step.article === "P 5" ? texts.noVotes : texts.empty)[language], { empty: step.empty });
    return fill(texts.exhausted[language], { list: step.list, seats: step.seats });
  });
}

type FullSeats = Extract<Step, { readonly article: "P 6" }>;

/** Lists below the quota are many, and one line says all of them. */
function belowLine(below: readonly FullSeats[], language: Language): string {
  const lists = below.map(({ list, votes }) =>
    fill(texts.listVotes[language], { list, votes: showNumber(votes, language) }),
  );
  return fill(texts.below[language], { lists: lists.join(", ") }, longLimit);
}

function residualLine(seat: ResidualSeat, number: number | undefined, language: Language): string {
  const { article, method, list, value, equal, byLot } = seat;
  const values = {
    article,
    list,
    method: methods[method][language],
    value: showIn(value, language),
    number: number ?? "",
  };
  const line = fill((number === undefined ? texts.again : texts.residual)[language], values);
  if (equal.length < 2) return line;
  return line + fill((byLot ? texts.byLot : texts.equal)[language], { equal: equal.join(", ") });
}

function describeGroup(list: number, { quota, steps }: GroupSeats, language: Language): string[] {
  if (quota === undefined) return [];
  const perList = new Map<string, number>();
  for (const { id } of steps) perList.set(id, (perList.get(id) ?? 0) + 1);
  const seats = [...perList].map(([id, count]) => `${id}: ${count}`).join(", ");
  return [fill(texts.group[language], { list, quota: showIn(quota, language), seats }, longLimit)];
}

/** 64 lists with their votes, or of a group with their seats. */
const longLimit = 4000;

/** What a lot must decide, for a person who holds the record. */
export function describeQuestion({ article, contestants }: Question, language: Language): string {
  const values = { article: showArticle(article), contestants: contestants.join(", ") };
  const line = fill(texts.lot[language], values, longLimit);
  return article === "P9" || article === "P16" ? line + texts.givesUp[language] : line;
}

/** A fraction with its whole part in groups of digits: `69.485 17/25`. */
export function showIn(value: Fraction, language: Language): string {
  const [whole = "", part] = show(value).split(" ");
  const first = whole.includes("/") ? whole : showNumber(whole, language);
  return part === undefined ? first : `${first} ${part}`;
}
