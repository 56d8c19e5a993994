// What the rules can find: a closed list of codes, each with its weight, and one shape for all. Words for people are made elsewhere.
// docs/spec/crosscheck.md, "Rules"

import type { OtherFigure } from "../read/votes.ts";

/**
 * `fault`: it decides the verdict. `missing`: something is not there yet, and nothing contradicts. `remark`: a person should know it, and
 * it decides nothing.
 */
export type Weight = "fault" | "missing" | "remark";

/** A code that ends in `o` is the remark that belongs to the rule of the same number. */
export const weights = {
  L1: "fault",
  L2: "fault",
  L3: "fault",
  L4: "fault",
  L5: "fault",
  I1: "fault",
  I2: "fault",
  I3: "fault",
  I3o: "remark",
  S1: "fault",
  S2: "fault",
  S3: "fault",
  S4: "fault",
  S5: "fault",
  S5o: "remark",
  S6: "fault",
  S7: "fault",
  S7o: "remark",
  S8: "fault",
  S8o: "remark",
  S9: "missing",
  S10: "fault",
  S11: "remark",
  S12: "fault",
  Z1: "fault",
  Z2: "fault",
  Z3: "fault",
  Z3o: "remark",
  Z4: "missing",
  Z5: "missing",
  Z6: "missing",
  Z7o: "remark",
} as const satisfies Record<string, Weight>;
export type FindingCode = keyof typeof weights;

/** One figure of a unit or a total. */
export type Figure =
  | { readonly kind: "list"; readonly list: number }
  /** `candidate`: position on the list, or the short code where the file has no position. */
  | { readonly kind: "candidate"; readonly list: number; readonly candidate: number | string }
  | { readonly kind: "other"; readonly name: OtherFigure | "counted" };

export interface Finding {
  readonly code: FindingCode;
  /** Path of the file that it is about. Foreign text. */
  readonly file: string;
  /** Path of the file that it was held against. */
  readonly other?: string;
  /** Undefined: of the total, or of the file as a whole. Foreign text. */
  readonly unit?: { readonly id: string; readonly name: string };
  readonly figure?: Figure;
  /** What the file has there. */
  readonly found?: number | string;
  /** What it would have to be, or what the other file has. */
  readonly expected?: number | string;
  /** How many places of the file the finding stands for; undefined: one. */
  readonly places?: number;
  /** Which part of the rule, where a rule has several. */
  readonly part?: FindingPart;
}

/** What is said differently of one and the same rule. */
export type FindingPart =
  | "closed"
  | "unknown-list"
  | "missing-list"
  | "list-name"
  | "unknown-candidate"
  | "missing-candidate"
  | "unknown-unit"
  | "missing-unit"
  | "missing-figure"
  | "no-units"
  | "election"
  | "date"
  | "domain"
  | "two-files"
  | "two-corrections"
  | "person-name"
  | "person-differs"
  | "cast-zero"
  | "cast-sum"
  | "cast-chain"
  | "hash-groups"
  | "hash-other"
  | "not-elected"
  | "not-in-result"
  | "manner"
  | "order"
  | "no-count"
  | "no-definition"
  | "no-result"
  | "no-candidates"
  | "lot"
  | "other-lots"
  | "unused-lot"
  | "p9-then-p10"
  | "lots-after-p10"
  | "equal-votes-order"
  | "p16-whole-seat"
  | "p18-exhausted"
  | "open-seats";

/** Findings that are kept in full. A file that is wrong throughout has millions, and nobody reads more than the first. */
const keptLimit = 2000;

/** Collects findings: all are counted, the first are kept. */
export class Findings {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  add(finding: Finding): void {
    const count = this.count(finding.code) + 1;
    this.#counts.set(finding.code, count);
    if (count <= keptLimit) this.#kept.push(finding);
  }

  count(code: FindingCode): number {
    return this.#counts.get(code) ?? 0;
  }

  /** At most 2,000 a code, in the order in which they were found. */
  get kept(): readonly Finding[] {
    return this.#kept;
  }

  get codes(): readonly FindingCode[] {
    return [...this.#counts.keys()];
  }
}

/** A short name of a figure, as in entries typed from paper: `E.3`, `K.3.12`, `A`, or the word of the file. */
export function figureKey(figure: Figure): string {
  if (figure.kind === "list") return `E.${figure.list}`;
  if (figure.kind === "candidate") return `K.${figure.list}.${figure.candidate}`;
  return figure.name;
}
