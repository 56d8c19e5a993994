// All that the given files allow, in one run: identity and sums, the paper where entries lie there, seats where a result does.
// docs/spec/crosscheck.md, "Check"

import { judgeOutcome, type OutcomeJudged, type OutcomeOptions } from "../outcome/judge.ts";
import type { Inputs } from "../read/inputs.ts";
import { type PaperReport, reportOnPaper } from "../report/paper-report.ts";
import type { Report } from "../report/screen.ts";
import { inOrder, type Verdict, verdictsOf } from "../report/verdict.ts";
import { Findings, weights } from "../rules/findings.ts";
import type { Judged } from "../rules/judge.ts";
import type { Sample } from "../seats/sample-file.ts";

export interface CheckOptions extends OutcomeOptions {
  /** Of these stations papers are expected. Undefined: of all. */
  readonly sample?: Sample | undefined;
}

export interface CheckReport extends Report {
  /** Undefined: no entry of paper lies among the files. */
  readonly paper: PaperReport | undefined;
  readonly seats: OutcomeJudged;
  /** Of the rules Z alone. */
  readonly seatFindings: Findings;
  /** There is something that computed seats can be held against, or a person asked for them. */
  readonly isSeatsAsked: boolean;
}

/**
 * KLOPT when each part for which there is something to compare agrees. A part that has begun and cannot be finished is NOG_NIET_AF, and
 * so is a run without a single count; a part of which nothing lies there is named and decides nothing.
 */
export function checkReportOf(inputs: Inputs, judged: Judged, { lots, deceased, sample }: CheckOptions): CheckReport {
  const seatFindings = new Findings();
  const seats = judgeOutcome(judged.dossier, { lots, deceased }, seatFindings);
  const isSeatsAsked = judged.dossier.results.length > 0 || lots !== undefined || deceased.length > 0;
  const paper = inputs.papers.length === 0 && sample === undefined ? undefined : reportOnPaper(inputs, judged, sample);
  const of: readonly (readonly Verdict[])[] = [
    verdictsOf(judged.findings, judged.compared.counts === 0),
    paper?.verdicts ?? [],
    isSeatsAsked ? verdictsOf(seatFindings, seats.compared === undefined) : [],
  ];
  return { inputs, judged, paper, seats, seatFindings, isSeatsAsked, verdicts: inOrder(of.flat()) };
}

/** Of the seats: what is missing is no more than a line under "not compared" where nobody asked for them. */
export function isSaid({ isSeatsAsked }: CheckReport, code: keyof typeof weights): boolean {
  return isSeatsAsked || weights[code] !== "missing";
}
