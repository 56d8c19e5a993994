// Seats and people elected: computed from the files of an election, and held against its result. docs/spec/crosscheck-seats.md

import type { Dossier } from "../rules/dossier.ts";
import type { Findings } from "../rules/findings.ts";
import { type Apportionment, apportion, type Outcome, votesOf } from "../seats/apportion.ts";
import type { LotsFile } from "../seats/lots.ts";
import { type Margin, marginOf } from "../seats/margin.ts";
import { type Compared, compareResult } from "./compare.ts";
import { type Lacking, type Prepared, prepare, resolveDeceased } from "./election.ts";

export interface OutcomeJudged {
  /** Undefined: a file is missing, see `lacking`. */
  readonly prepared: Prepared | undefined;
  readonly lacking: Lacking | undefined;
  readonly outcome: Outcome | undefined;
  readonly margin: Margin | undefined;
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
  compared: undefined,
  unresolved: [],
};

export function judgeOutcome(dossier: Dossier, { lots, deceased }: OutcomeOptions, findings: Findings): OutcomeJudged {
  const living = prepare(dossier, new Set());
  if (typeof living === "string") {
    findings.add({ code: "Z4", file: "", part: living === "count" ? "no-count" : "no-definition" });
    return { ...nothing, lacking: living };
  }
  const resolved = deceased.map((named) => ({ named, name: resolveDeceased(named, living) }));
  const unresolved = resolved.filter(({ name }) => name === undefined).map(({ named }) => named);
  if (unresolved.length > 0) return { ...nothing, prepared: living, unresolved };
  const dead = new Set(resolved.map(({ name }) => name ?? ""));
  const prepared = { ...living, input: { ...living.input, deceased: dead } };
  const { input, count, definition } = prepared;
  const file = count.source.path;
  const isOther = lots !== undefined && lots.election !== count.message.election.id;
  if (isOther)
    findings.add({ code: "Z5", file, part: "other-lots", found: lots.election, expected: count.message.election.id });
  const outcome = apportion(input, isOther ? [] : lots?.lots);
  if (outcome.state === "refused") {
    findings.add({ code: "Z6", file: definition.source.path, found: outcome.because });
    return { ...nothing, prepared, outcome };
  }
  if (outcome.state === "lot") {
    const { article, contestants } = outcome.question;
    findings.add({ code: "Z5", file, part: "lot", found: article, expected: contestants.join(",") });
    return { ...nothing, prepared, outcome };
  }
  for (const lot of outcome.unused) findings.add({ code: "Z7o", file, part: "unused-lot", found: lot.drawn });
  noteReadings(outcome.result, file, findings);
  const compared = compareWith(dossier, prepared, outcome.result, findings);
  return { ...nothing, prepared, outcome, margin: marginIn(prepared, outcome.result), compared };
}

function noteReadings({ readings, results }: Apportionment, file: string, findings: Findings): void {
  for (const reading of readings) findings.add({ code: "Z7o", file, part: "reading", found: reading });
  for (const { list, open } of results)
    if (open > 0) findings.add({ code: "Z7o", file, part: "open-seats", figure: { kind: "list", list }, found: open });
}

function compareWith(
  { results }: Dossier,
  prepared: Prepared,
  computed: Apportionment,
  findings: Findings,
): Compared | undefined {
  const [result] = results;
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
