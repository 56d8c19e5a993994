// Which rules hold for which election: the one table, by kind of election, number of seats and date. What has no line in it is refused
// with a sentence and never computed: a rule that was changed would give wrong seats without anything looking wrong.
// How to add a line: docs/spec/crosscheck-seats.md, "The table of rules".

import { fill, type Language, type Text } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";

/** How the seats that remain after P 6 are given away. */
export type ResidualRule =
  /** P 7, first paragraph: largest averages, every list. */
  | "averages"
  /** P 7, second paragraph: the same, only among lists that reached the quota. */
  | "averages-from-quota"
  /** P 8: largest remainders among lists with 75 % of the quota, then averages. */
  | "remainders";

/** The size of the council at which the law changes its method (P 7, P 8, P 15). */
export const largeCouncil = 19;
/** Councils of fewer seats rank the candidates of every list, others only of lists that have a seat (P 19, fifth paragraph). */
export const rankingCouncil = 13;

export interface Rule {
  /** Category of the election, as election files name it (`ElectionCategory`). */
  readonly kind: string;
  /** Number of seats of the body for which the line holds, both ends included. */
  readonly seats: readonly [from: number, to: number];
  /** Day of the vote for which the line holds, both ends included: `2018-01-01`. */
  readonly dates: readonly [from: string, to: string];
  readonly residual: ResidualRule;
  /** Percentage of the quota that a candidate must exceed to be elected by preference votes (P 15). */
  readonly threshold: 25 | 50;
  readonly articles: string;
  /** Where it was read. */
  readonly source: string;
}

const bill =
  "36 641 nr. 3 (memorie van toelichting, 22 October 2024): P 7, second paragraph, and P 8, second paragraph";
const text = "text of chapter P, BWBR0004627; P 15 unchanged since 1 July 2014 (Stb. 2014, 63)";

/** Combined lists (lijstverbinding) ended with Stb. 2017, 139, in force 1 December 2017: before that these rules are not the whole law. */
const rules: readonly Rule[] = [
  {
    kind: "TK",
    seats: [150, 150],
    dates: ["2018-01-01", "2026-12-31"],
    residual: "averages-from-quota",
    threshold: 25,
    articles: "P 5, P 6, P 7 (1, 2), P 9, P 10, P 12, P 13, P 15 (1), P 16-P 19a",
    source: `${text}; ${bill}; threshold of the election definition of 2021`,
  },
  {
    kind: "PS",
    seats: [39, 55],
    dates: ["2018-01-01", "2026-12-31"],
    residual: "averages",
    threshold: 25,
    articles: "P 5, P 6, P 7 (1), P 9, P 10, P 12, P 13, P 15 (1), P 16-P 19a",
    source: `${text}; ${bill}; threshold of the election definitions of 2023`,
  },
  {
    kind: "AB",
    seats: [largeCouncil, 45],
    dates: ["2018-01-01", "2026-12-31"],
    residual: "averages",
    threshold: 25,
    articles: "P 5, P 6, P 7 (1), P 9, P 10, P 15 (1), P 17, P 19, P 19a",
    source: `${text}; ${bill}; threshold of the election definitions of 2023`,
  },
  {
    kind: "GR",
    seats: [largeCouncil, 45],
    dates: ["2018-01-01", "2026-12-31"],
    residual: "averages",
    threshold: 25,
    articles: "P 5, P 6, P 7 (1), P 9, P 10, P 15 (1), P 17, P 19, P 19a",
    source: `${text}; ${bill}; threshold of the election definitions of 2026`,
  },
  {
    kind: "GR",
    seats: [1, largeCouncil - 1],
    dates: ["2018-01-01", "2026-12-31"],
    residual: "remainders",
    threshold: 50,
    articles: "P 5, P 6, P 8, P 9, P 10, P 15 (2), P 17, P 19, P 19a",
    source: `${text}; ${bill}; kiesraad/abacus-documentatie c14362e, verkiezingsproces/zetelverdeling-GR-*.md`,
  },
];

/** The whole table, for the documentation and its test. */
export function allRules(): readonly Rule[] {
  return rules;
}

/** Why there is no computation, as a sentence for people. */
export interface NoRule {
  readonly because: "KIND" | "SEATS" | "DATE" | "THRESHOLD";
  readonly says: Text;
}

const refusals: Readonly<Record<NoRule["because"], Text>> = {
  KIND: {
    nl: "Voor een verkiezing van de soort {kind} staan de rekenregels niet in dit programma. De zetels zijn niet nagerekend.",
    en: "This program has no rules for an election of the kind {kind}. The seats were not recomputed.",
  },
  SEATS: {
    nl: "Voor een verkiezing van de soort {kind} met {seats} zetels staan de rekenregels niet in dit programma. De zetels zijn niet nagerekend.",
    en: "This program has no rules for an election of the kind {kind} with {seats} seats. The seats were not recomputed.",
  },
  DATE: {
    nl: "De rekenregels in dit programma voor {kind} gelden van {from} tot en met {to}, niet op {date}. De wet kan veranderd zijn. De zetels zijn niet nagerekend.",
    en: "The rules of this program for {kind} hold from {from} to {to}, not on {date}. The law may have changed. The seats were not recomputed.",
  },
  THRESHOLD: {
    nl: "De verkiezingsdefinitie noemt een voorkeursdrempel van {found} % van de kiesdeler. Volgens de Kieswet, artikel P 15, is dat {expected} %. De zetels zijn niet nagerekend.",
    en: "The election definition names a preference threshold of {found} % of the quota. By the Elections Act, article P 15, it is {expected} %. The seats were not recomputed.",
  },
};

/** What an election says of itself, where it decides which rules hold. */
export interface Occasion {
  readonly kind: string;
  /** Day of the vote, `2026-03-18`. */
  readonly date: string;
  readonly seats: number;
  /** Percentage that the election definition names; undefined where there is no definition at hand. */
  readonly threshold?: number | undefined;
}

/** The line of the table for an election, or the sentence that says why there is none. */
export function ruleOf({ kind, date, seats, threshold }: Occasion): Rule | NoRule {
  const ofKind = rules.filter((rule) => rule.kind === kind);
  if (ofKind.length === 0) return refuse("KIND", { kind });
  const ofSize = ofKind.filter((rule) => rule.seats[0] <= seats && seats <= rule.seats[1]);
  const [first] = ofSize;
  if (first === undefined) return refuse("SEATS", { kind, seats });
  const rule = ofSize.find(({ dates: [from, to] }) => from <= date && date <= to);
  if (rule === undefined) return refuse("DATE", { kind, date, from: first.dates[0], to: first.dates[1] });
  if (threshold !== undefined && threshold !== rule.threshold)
    return refuse("THRESHOLD", { found: threshold, expected: rule.threshold });
  return rule;
}

function refuse(because: NoRule["because"], values: Readonly<Record<string, string | number>>): NoRule {
  const say = (language: Language) => fill(refusals[because][language], inWords(values, language));
  return { because, says: { nl: say("nl"), en: say("en") } };
}

function inWords(values: Readonly<Record<string, string | number>>, language: Language): typeof values {
  const entries = Object.entries(values);
  return Object.fromEntries(entries.map(([name, value]) => [name, momentWords(String(value), language)]));
}
