// The status of a register: how far everything is, and what must be looked at. docs/spec/register.md, "Status"

import { missingOf, type ReceiptKind, type Register, type Stage } from "../register/index.ts";
import { findBadBatches, findForgeries, findRefused } from "./flags/discs.ts";
import type { Flag, FlagRule } from "./flags/flag.ts";
import { findDoubles, findSwapped, findWrongBags } from "./flags/identity.ts";
import { findClocks, findLate, findMissing, findOldLists, findTogether } from "./flags/way.ts";
import { type ReadRegister, readRegister } from "./input.ts";
import { type RecallStatus, recallStatus } from "./recall.ts";
import { hasEvidence, type Standing } from "./standing.ts";

/** In the order of `flagKinds`. */
const rules: readonly FlagRule[] = [
  findForgeries,
  findSwapped,
  findWrongBags,
  findRefused,
  findBadBatches,
  findDoubles,
  findMissing,
  findLate,
  findOldLists,
  findTogether,
  findClocks,
];

/** The kinds of evidence, the strongest first: an envelope is counted under the first that it has. */
export const byStrength: readonly ReceiptKind[] = ["afmeldcode", "verslag", "papier", "mondeling"];

export interface StatusOptions {
  /** `YYYY-MM-DDThh:mm:ssZ`. */
  readonly now: string;
  /** `YYYY-MM-DD`: the day of the letters. */
  readonly due?: string | undefined;
  /** Kinds of evidence that each envelope must have. */
  readonly required?: readonly ReceiptKind[] | undefined;
  /** Of the file: how many lines it has, and the digest of the last. */
  readonly lines: number;
  readonly head: string;
}

/** Envelopes, of recipients whose silence means something. */
export interface Counts {
  readonly awaited: number;
  readonly sent: number;
  readonly arrived: number;
  readonly reported: number;
  readonly good: Readonly<Record<ReceiptKind, number>>;
  readonly notGood: number;
  /** Those with a signed paper. */
  readonly signed: number;
  /** As `missing` tells them. */
  readonly missing: Readonly<Record<Stage, number>>;
}

export interface Status extends StatusOptions {
  readonly register: Register;
  readonly standings: readonly Standing[];
  readonly awaited: readonly Standing[];
  readonly counts: Counts;
  readonly flags: readonly Flag[];
  /** Of those that are awaited, which lack some of the evidence that is asked for. */
  readonly lacking: readonly Standing[];
  /** Of the newest recall list; undefined: there is none. */
  readonly recall: RecallStatus | undefined;
  readonly office: { readonly checked: number; readonly copies: number; readonly bad: number };
}

export function statusOf(register: Register, options: StatusOptions): Status {
  const read = readRegister(register, options.now, options.due);
  const { required = [] } = options;
  return {
    ...options,
    register,
    standings: read.all,
    awaited: read.awaited,
    counts: countsOf(read),
    flags: rules.flatMap((rule) => rule(read)),
    lacking: read.awaited.filter((standing) => !required.every((kind) => hasEvidence(standing, kind))),
    recall: recallStatus(register, register.recalled.length),
    office: officeOf(register),
  };
}

function countsOf({ awaited, register }: ReadRegister): Counts {
  const missing = { nothing: 0, packed: 0, sent: 0, arrived: 0 };
  for (const { stage } of missingOf(register)) missing[stage]++;
  const good = { afmeldcode: 0, verslag: 0, papier: 0, mondeling: 0 };
  for (const standing of awaited) {
    const kind = byStrength.find((one) => hasEvidence(standing, one)) ?? weakest(standing);
    if (kind !== undefined) good[kind]++;
  }
  const number = (holds: (standing: Standing) => boolean) => awaited.filter(holds).length;
  const reported = number(({ isReported }) => isReported);
  return {
    awaited: reported + missing.nothing + missing.packed + missing.sent + missing.arrived,
    sent: number(({ stage }) => stage !== "packed"),
    arrived: number(({ stage }) => stage === "arrived"),
    reported,
    good,
    notGood: number(({ isReported, isGood }) => isReported && !isGood),
    signed: number((standing) => hasEvidence(standing, "papier")),
    missing,
  };
}

/** Of a set whose discs have different kinds: the weakest that some disc has as its best. */
function weakest({ isGood, discs }: Standing): ReceiptKind | undefined {
  if (!isGood) return undefined;
  const best = discs.map(({ evidence }) => byStrength.findIndex((kind) => evidence.has(kind)));
  return byStrength[Math.max(...best)];
}

function officeOf({ batches, checked }: Register): Status["office"] {
  const copies = batches.reduce((sum, { copies: { from, to } }) => sum + to - from + 1, 0);
  const bad = [...checked.values()].filter(({ verdict }) => verdict !== "ECHT").length;
  return { checked: checked.size, copies, bad };
}
