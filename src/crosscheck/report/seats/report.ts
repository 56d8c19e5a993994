// A run of `seats`: which findings count for it, and the run as one JSON object.

import { judgeOutcome, type OutcomeJudged, type OutcomeOptions } from "../../outcome/judge.ts";
import type { Inputs } from "../../read/inputs.ts";
import { type Finding, Findings, weights } from "../../rules/findings.ts";
import type { Judged } from "../../rules/judge.ts";
import type { Apportionment } from "../../seats/apportion.ts";
import { describe } from "../../seats/describe.ts";
import { type Fraction, show } from "../../seats/fraction.ts";
import type { Question } from "../../seats/lots.ts";
import { reportInJson } from "../json.ts";
import { verdictsOf } from "../verdict.ts";
import type { SeatsReport } from "./screen.ts";

/** Seats that are computed from a count whose sums are wrong, or of another election, are worth nothing: these findings count too. */
export function seatsReportOf(inputs: Inputs, judged: Judged, options: OutcomeOptions): SeatsReport {
  const findings = new Findings();
  const zFindings = new Findings();
  const seats = judgeOutcome(judged.dossier, options, zFindings);
  const file = seats.prepared?.count.source.path;
  for (const finding of judged.findings.kept) if (concerns(finding, file)) findings.add(finding);
  for (const finding of zFindings.kept) findings.add(finding);
  return {
    inputs,
    judged: { ...judged, findings },
    seats,
    verdicts: verdictsOf(findings, seats.compared === undefined),
  };
}

function concerns({ code, file }: Finding, used: string | undefined): boolean {
  if (code.startsWith("L") || code.startsWith("I")) return true;
  return weights[code] === "fault" && file === used;
}

/** docs/spec/crosscheck-seats.md, "JSON" */
export function seatsInJson(report: SeatsReport): object {
  const { findings, files, verdict, exit, verdicts, counts, unused, unreadable } = reportInJson(report) as Record<
    string,
    unknown
  >;
  const { seats } = report;
  const { outcome, margin, compared } = seats;
  return {
    verdict,
    exit,
    verdicts,
    findings,
    counts,
    compared: compared ?? null,
    notCompared: { paper: true, ranking: true, otherCounts: true },
    refused: outcome?.state === "refused" ? { because: outcome.because, says: outcome.says } : null,
    lot: outcome?.state === "lot" ? questionInJson(outcome.question) : null,
    margin: margin ?? null,
    computation: outcome?.state === "done" ? computationInJson(outcome.result, seats) : null,
    files,
    unused,
    unreadable,
  };
}

function questionInJson({ article, contestants }: Question): object {
  return { article, contestants };
}

function computationInJson({ rule, seats, groups, results }: Apportionment, { prepared }: OutcomeJudged): object {
  return {
    rule,
    quota: seats.quota === undefined ? null : fractionInJson(seats.quota),
    empty: seats.empty,
    deceased: [...(prepared?.input.deceased ?? [])],
    lists: results.map(({ list, elected, ranking, open }) => ({
      list,
      seats: seats.perList.get(list) ?? 0,
      elected,
      open,
      ranking: Object.fromEntries(ranking),
    })),
    steps: seats.steps.map(stepInJson),
    groups: [...groups].map(([list, { quota, steps }]) => ({
      list,
      quota: quota === undefined ? null : fractionInJson(quota),
      steps: steps.map(stepInJson),
    })),
    text: {
      nl: describe({ rule, seats, groups, results, readings: [] }, "nl"),
      en: describe({ rule, seats, groups, results, readings: [] }, "en"),
    },
  };
}

function stepInJson(step: object): object {
  return Object.fromEntries(
    Object.entries(step).map(([name, value]) => [name, isFraction(value) ? fractionInJson(value) : value]),
  );
}

function isFraction(value: unknown): value is Fraction {
  return typeof value === "object" && value !== null && "numerator" in value && "denominator" in value;
}

/** Whole numbers of any size are no JSON numbers. */
function fractionInJson(value: Fraction): object {
  const { numerator, denominator } = value;
  return { numerator: String(numerator), denominator: String(denominator), shown: show(value) };
}
