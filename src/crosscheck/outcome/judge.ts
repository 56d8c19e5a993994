// Seats and people elected: computed from the files of an election, and held against its result. docs/spec/crosscheck-seats.md

import type { Dossier } from "../rules/dossier.ts";
import type { FindingPart, Findings } from "../rules/findings.ts";
import { type Apportionment, apportion, type Outcome, votesOf } from "../seats/apportion.ts";
import { type Lot, type LotsFile, showArticle } from "../seats/lots.ts";
import { type Margin, marginOf } from "../seats/margin.ts";
import type { Reading } from "../seats/steps.ts";
import { type Compared, compareResult } from "./compare.ts";
import { type Lacking, ofElection, type Prepared, prepare, resolveDeceased, wholeCount } from "./election.ts";

export interface OutcomeJudged {
  /** Undefined: a file is missing, see `lacking`. */
  readonly prepared: Prepared | undefined;
  readonly lacking: Lacking | undefined;
  readonly outcome: Outcome | undefined;
  readonly margin: Margin | undefined;
  /** The lots that were given for this election. */
  readonly lots: readonly Lot[];
  /** Undefined: there is no result, or nothing to hold it against. */
  readonly compared: Compared | undefined;
  /** Whom nobody on the lists fits, or several do: as typed. The caller asks again before anything is said. */
  readonly unresolved: readonly string[];
}

export interface OutcomeOptions {
  readonly lots: LotsFile | undefined;
  /** As a person typed them. */
  readonly deceased: readonly string[];
}

const nothing: OutcomeJudged = {
  prepared: undefined,
  lacking: undefined,
  outcome: undefined,
  margin: undefined,
  lots: [],
  compared: undefined,
  unresolved: [],
};

export function judgeOutcome(dossier: Dossier, { lots, deceased }: OutcomeOptions, findings: Findings): OutcomeJudged {
  const whole = wholeCount(dossier.counts);
  const resolved = deceased.map((named) => ({ named, name: whole && resolveDeceased(named, whole.message) }));
  const unresolved = resolved.filter(({ name }) => name === undefined).map(({ named }) => named);
  if (whole !== undefined && unresolved.length > 0) return { ...nothing, unresolved };
  const prepared = prepare(dossier, new Set(resolved.flatMap(({ name }) => (name === undefined ? [] : [name]))));
  if (typeof prepared === "string") {
    findings.add({ code: "Z4", file: "", part: prepared === "count" ? "no-count" : "no-definition" });
    return { ...nothing, lacking: prepared };
  }
  const { input, count, definition } = prepared;
  const file = count.source.path;
  const isOther = lots !== undefined && lots.election !== count.message.election.id;
  if (isOther)
    findings.add({ code: "Z5", file, part: "other-lots", found: lots.election, expected: count.message.election.id });
  const given = isOther ? [] : (lots?.lots ?? []);
  const outcome = apportion(input, given);
  if (outcome.state === "refused") {
    findings.add({ code: "Z6", file: definition.source.path, found: outcome.because });
    return { ...nothing, prepared, outcome };
  }
  if (outcome.state === "lot") {
    const { article, contestants } = outcome.question;
    findings.add({ code: "Z5", file, part: "lot", found: showArticle(article), expected: contestants.join(", ") });
    return { ...nothing, prepared, outcome, lots: given };
  }
  for (const lot of outcome.unused) findings.add({ code: "Z7o", file, part: "unused-lot", found: lot.drawn });
  noteReadings(outcome.result, file, findings);
  const compared = compareWith(dossier, prepared, outcome.result, findings);
  return { ...nothing, prepared, outcome, margin: marginIn(prepared, outcome.result), compared };
}

const readingParts = {
  P9_THEN_P10: "p9-then-p10",
  LOTS_AFTER_P10: "lots-after-p10",
  EQUAL_VOTES_ORDER: "equal-votes-order",
  P16_WHOLE_SEAT: "p16-whole-seat",
  P18_EXHAUSTED: "p18-exhausted",
} as const satisfies Record<Reading, FindingPart>;

function noteReadings({ readings, results }: Apportionment, file: string, findings: Findings): void {
  for (const reading of readings) findings.add({ code: "Z7o", file, part: readingParts[reading] });
  for (const { list, open } of results)
    if (open > 0) findings.add({ code: "Z7o", file, part: "open-seats", figure: { kind: "list", list }, found: open });
}

function compareWith(
  { results }: Dossier,
  prepared: Prepared,
  computed: Apportionment,
  findings: Findings,
): Compared | undefined {
  const result = ofElection(results, prepared.count);
  if (result === undefined) {
    findings.add({ code: "Z4", file: prepared.count.source.path, part: "no-result" });
    return undefined;
  }
  const compared = compareResult(prepared, computed, result, findings);
  if (compared.unknown > 0)
    findings.add({ code: "Z4", file: result.source.path, part: "no-candidates", places: compared.unknown });
  return compared;
}

function marginIn({ input }: Prepared, { rule }: Apportionment): Margin | undefined {
  return marginOf({
    seats: input.seats,
    residual: rule.residual,
    lists: input.lists.map((list) => votesOf(list, input)),
  });
}
