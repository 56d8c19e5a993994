// Seats and people elected on the screen: what was compared, what was found, the seats with their margin, and the whole computation.

import { fill, type Language, type Text, visible } from "../../../words/language.ts";
import type { OutcomeJudged } from "../../outcome/judge.ts";
import { showName } from "../../rules/people.ts";
import type { Apportionment } from "../../seats/apportion.ts";
import { describe, describeQuestion } from "../../seats/describe.ts";
import { candidateName } from "../../seats/input.ts";
import { encodeLots, lotLine } from "../../seats/lots.ts";
import type { Margin } from "../../seats/margin.ts";
import { sayNumber } from "../figures.ts";
import { findingsPart, type Report } from "../screen.ts";
import { type Block, joinParts, type Part, type Summary, showSummary, summaryOf } from "../summary.ts";
import { scopeWords } from "../words.ts";

export interface SeatsReport extends Report {
  readonly seats: OutcomeJudged;
}

const texts = {
  agrees: { nl: "alleen zetels en gekozenen.", en: "seats and people elected alone." },
  seats: { nl: "zetels: van {count} lijsten", en: "seats: of {count} lists" },
  people: { nl: "gekozenen: {count}", en: "people elected: {count}" },
  noPeople: { nl: "gekozenen: {count} niet te herkennen", en: "people elected: {count} cannot be told" },
  unranked: {
    nl: "op welke manier {count} van de gekozenen het werden (voorkeurstemmen of de lijst): de uitslag zegt het niet",
    en: "in which manner {count} of the people were elected (by preference or by the list): the result does not say",
  },
  ranking: {
    nl: "de rangschikking voor later (artikel P 19): die staat niet in de uitslag",
    en: "the ranking for later (article P 19): it is not in the result",
  },
  sums: { nl: "andere tellingen dan die van de hele verkiezing", en: "other counts than that of the whole election" },
  deceased: { nl: "Als overleden opgegeven, en buiten beschouwing gelaten", en: "Named as deceased, and left out" },
  computed: { nl: "Zetels volgens deze berekening", en: "Seats by this computation" },
  list: { nl: "lijst {list} {name}: {seats}", en: "list {list} {name}: {seats}" },
  noSeats: { nl: "geen zetels: {lists}", en: "no seats: {lists}" },
  elected: { nl: "Gekozenen volgens deze berekening", en: "People elected by this computation" },
  steps: {
    nl: "De berekening volgt de Kieswet, artikelen P 5 tot en met P 19",
    en: "The computation, by the Elections Act, articles P 5 to P 19",
  },
  lots: {
    nl: "Maak een tekstbestand met deze regels, met op de puntjes wie geloot is, en geef het op",
    en: "Make a text file of these lines, with who was drawn in place of the dots, and hand it in",
  },
  margin: {
    nl: "Marge: {votes} van {from} naar {to}: dan is er een zetel anders.",
    en: "Margin: {votes} from {from} to {to}: then a seat is another.",
  },
  marginLot: {
    nl: "Marge: {votes} van {from} naar {to}: dan beslist het lot.",
    en: "Margin: {votes} from {from} to {to}: then a lot decides.",
  },
  noMargin: {
    nl: "Marge: bij deze stemmen beslist al het lot.",
    en: "Margin: with these votes a lot decides already.",
  },
  atLeast: {
    nl: "Marge: ten minste {votes}. Verder is niet gezocht.",
    en: "Margin: at least {votes}. The search ended there.",
  },
  oneVote: { nl: "1 stem", en: "1 vote" },
  votes: { nl: "{votes} stemmen", en: "{votes} votes" },
  listName: { nl: "lijst {list}", en: "list {list}" },
  refused: { nl: "Niet uitgerekend", en: "Not computed" },
  nowhere: { nl: "niemand", en: "nobody" },
} as const satisfies Record<string, Text>;

/** Lines to print. */
export function showSeats(report: SeatsReport, language: Language): string[] {
  return showSummary(seatsSummary(report, language), language);
}

export function seatsSummary({ inputs, judged, seats, verdicts }: SeatsReport, language: Language): Summary {
  const others = { notCompared: [scopeWords.noPaper[language], texts.sums[language]] };
  const part = joinParts(others, seatsPart(seats, language), findingsPart(inputs, judged.findings, language));
  return summaryOf(verdicts, inputs, part, language, {
    headline: verdicts[0] === "KLOPT" ? texts.agrees[language] : undefined,
  });
}

/** Without what was found: that is a matter of all findings. */
export function seatsPart(seats: OutcomeJudged, language: Language): Part {
  const outcome = seats.outcome?.state === "done" ? seats.outcome.result : undefined;
  const computed = outcome === undefined ? [] : seatBlocks(seats, outcome, language);
  return joinParts({
    compared: comparedLines(seats, language),
    notCompared: notComparedLines(seats, language),
    blocks: [
      ...deceasedBlocks(seats, language),
      ...refusedBlocks(seats, language),
      ...questionBlocks(seats, language),
      ...computed,
    ],
    annex:
      outcome === undefined
        ? []
        : [
            ...electedBlocks(seats, outcome, language),
            { heading: texts.steps[language], lines: describe(outcome, language) },
          ],
  });
}

function comparedLines({ compared }: OutcomeJudged, language: Language): string[] {
  if (compared === undefined) return [];
  const say = (text: Text, count: number) => fill(text[language], { count: sayNumber(count, language) });
  return [say(texts.seats, compared.lists), ...(compared.people > 0 ? [say(texts.people, compared.people)] : [])];
}

function notComparedLines({ compared }: OutcomeJudged, language: Language): string[] {
  return [
    ...(compared === undefined ? [scopeWords.noSeats[language]] : [texts.ranking[language]]),
    ...(compared !== undefined && compared.unranked > 0
      ? [fill(texts.unranked[language], { count: compared.unranked })]
      : []),
    ...(compared !== undefined && compared.unknown > 0
      ? [fill(texts.noPeople[language], { count: compared.unknown })]
      : []),
  ];
}

/** Whoever named the wrong person sees it here, and not in the differences that follow from it. */
function deceasedBlocks({ prepared }: OutcomeJudged, language: Language): Block[] {
  const people = [...(prepared?.input.deceased ?? [])];
  if (people.length === 0) return [];
  const lines = people.map((key) => visible(`${named(prepared?.names.get(key), key)} (${key})`));
  return [{ heading: texts.deceased[language], lines }];
}

/** Why there is no computation. */
function refusedBlocks({ outcome }: OutcomeJudged, language: Language): Block[] {
  return outcome?.state === "refused" ? [{ heading: texts.refused[language], lines: [outcome.says[language]] }] : [];
}

/** The question, and the text that answers it once it is completed. */
function questionBlocks({ outcome, prepared, lots }: OutcomeJudged, language: Language): Block[] {
  if (outcome?.state !== "lot" || prepared === undefined) return [];
  const election = prepared.count.message.election.id;
  const known = lots.length === 0 ? `zegel/lots v1\nelection ${visible(election)}\n` : encodeLots({ election, lots });
  const lines = [...known.trimEnd().split("\n"), lotLine(outcome.question)];
  const heading = `${describeQuestion(outcome.question, language)}\n${texts.lots[language]}`;
  return [{ heading, lines: lines.map(visible), verbatim: true }];
}

function seatBlocks(judged: OutcomeJudged, { seats }: Apportionment, language: Language): Block[] {
  const ballot = judged.prepared?.count.message.total.ballot;
  const nameOf = (number: number) => ballot?.lists.find((list) => list.number === number)?.name ?? "";
  const all = [...seats.perList];
  const lines = all
    .filter(([, count]) => count > 0)
    .map(([list, count]) => fill(texts.list[language], { list, name: nameOf(list), seats: count }).replace(" :", ":"));
  const without = all.filter(([, count]) => count === 0).map(([list]) => list);
  const none = without.length === 0 ? [] : [fill(texts.noSeats[language], { lists: without.join(", ") })];
  return [{ heading: texts.computed[language], lines: [...lines, ...none, ...marginLine(judged.margin, language)] }];
}

function marginLine(margin: Margin | undefined, language: Language): string[] {
  if (margin === undefined) return [];
  const name = (list: number | undefined) =>
    list === undefined ? texts.nowhere[language] : fill(texts.listName[language], { list });
  const number = sayNumber(margin.votes, language);
  const votes = margin.votes === 1 ? texts.oneVote[language] : fill(texts.votes[language], { votes: number });
  const values = { votes, from: name(margin.from), to: name(margin.to) };
  if (margin.votes === 0) return [texts.noMargin[language]];
  if (margin.atLeast) return [fill(texts.atLeast[language], values)];
  return [fill((margin.byLot ? texts.marginLot : texts.margin)[language], values)];
}

/** Only where there was no result to compare with: else the differences are what a person looks for. */
function electedBlocks({ prepared, compared }: OutcomeJudged, { results }: Apportionment, language: Language): Block[] {
  if (compared !== undefined || prepared === undefined) return [];
  const lines = results.flatMap(({ list, elected }) =>
    elected.length === 0 ? [] : [`${fill(texts.listName[language], { list })}: ${people(list, elected)}`],
  );
  return [{ heading: texts.elected[language], lines }];

  function people(list: number, elected: readonly { readonly key: string }[]): string {
    const name = (key: string) => prepared?.names.get(candidateName(list, key));
    return elected.map(({ key }) => visible(named(name(key), key))).join("; ");
  }
}

function named(name: Parameters<typeof showName>[0] | undefined, key: string): string {
  return name === undefined ? key : showName(name);
}
