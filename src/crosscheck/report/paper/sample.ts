// Papers of a sample: which drawn stations were compared, and what cannot be read; and the seats by the figures of the paper, where all
// of them are there. docs/spec/paper-sample.md

import { isWhole, populationOf } from "../../outcome/draw.ts";
import { prepare } from "../../outcome/election.ts";
import { type PaperSeats, seatsByPaper } from "../../outcome/paper-seats.ts";
import type { PaperComparison } from "../../paper/compare.ts";
import type { DoubleEntry, WaitingPaper } from "../../paper/double-entry.ts";
import { type Field, totalUnit } from "../../paper/fields.ts";
import type { PaperForm } from "../../paper/form.ts";
import type { Count, ReadMessage } from "../../read/model.ts";
import { weights } from "../../rules/findings.ts";
import type { Judged } from "../../rules/judge.ts";
import { apportion } from "../../seats/apportion.ts";
import type { Sample } from "../../seats/sample-file.ts";

/** What is asked of the papers of one form. */
export interface ComparedPart {
  readonly count: ReadMessage<Count>;
  readonly form: PaperForm;
  readonly comparison: PaperComparison;
}

/** How far the stations of a sample were compared. */
export interface LookedAt {
  readonly sample: Sample;
  /** Drawn, and not compared. */
  readonly missing: readonly string[];
  /** Drawn stations with boxes that nobody can read: in a sample each is a difference. */
  readonly unreadable: readonly {
    readonly unit: string;
    readonly fields: readonly Field[];
    readonly form: PaperForm;
  }[];
  /** Whose stations it is drawn from. */
  readonly municipalities: number;
}

/** Which drawn stations were compared. */
export function lookedAt(sample: Sample, parts: readonly ComparedPart[], { dossier }: Judged): LookedAt {
  const drawn = new Set(sample.stations);
  const compared = new Set(parts.flatMap(({ comparison }) => comparison.compared));
  return {
    sample,
    missing: sample.stations.filter((station) => !compared.has(station)),
    unreadable: parts.flatMap(({ form, comparison }) => unreadIn(comparison, drawn).map((one) => ({ ...one, form }))),
    municipalities: populationOf(dossier)?.municipalities ?? 0,
  };
}

function unreadIn(
  { unreadable }: PaperComparison,
  drawn: ReadonlySet<string>,
): { readonly unit: string; readonly fields: readonly Field[] }[] {
  const units = new Map<string, Field[]>();
  for (const { unit, field } of unreadable) if (drawn.has(unit)) units.set(unit, [...(units.get(unit) ?? []), field]);
  return [...units].map(([unit, fields]) => ({ unit, fields }));
}

/** Papers that somebody has yet to type. Beside a sample only D and H are typed of a station, and its paper is never finished. */
export function waitingIn({ waiting }: DoubleEntry, looked: LookedAt | undefined): readonly WaitingPaper[] {
  if (looked === undefined) return waiting;
  const drawn = new Set([totalUnit, ...looked.sample.stations]);
  return waiting.filter(({ unit }) => drawn.has(unit));
}

/**
 * Where the papers of all stations were compared and these are the whole election. Undefined: they are not, or nobody can compute the
 * seats.
 */
export function seatsOf({ dossier, findings }: Judged, parts: readonly ComparedPart[]): PaperSeats | undefined {
  const prepared = prepare(dossier, new Set());
  const areSumsWrong = findings.codes.some((code) => code.startsWith("S") && weights[code] === "fault");
  if (typeof prepared === "string" || areSumsWrong) return undefined;
  const complete = parts.filter(isComplete);
  const own = complete.find(({ count }) => count === prepared.count);
  const municipal = dossier.counts.filter(({ message }) => message.kind === "510b");
  const used = own === undefined ? municipal.map((count) => complete.find((part) => part.count === count)) : [own];
  if (used.includes(undefined) || (own === undefined && !isWhole(dossier))) return undefined;
  const outcome = apportion(prepared.input);
  if (outcome.state === "refused") return undefined;
  if (outcome.state === "lot") return "lot";
  const changes = new Map<number, number>();
  for (const part of used)
    for (const [list, votes] of part?.comparison.changes ?? []) changes.set(list, (changes.get(list) ?? 0) + votes);
  return seatsByPaper(prepared, outcome.result, changes);
}

function isComplete({ count, form, comparison }: ComparedPart): boolean {
  const compared = new Set(comparison.compared);
  return [...form.units, ...count.message.units].every(({ id }) => compared.has(id));
}
