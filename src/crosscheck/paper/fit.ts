// Does an entry belong to this form, and is a paper typed whole? docs/spec/paper-entry.md

import type { EntryNumber, Paper, PaperEntry } from "./entry.ts";
import { allFields, candidateFields, type Field, models, paperOrder, totalUnit } from "./fields.ts";
import { formDigest, type PaperForm } from "./form.ts";

/** Why an entry is not used. Each has a sentence of its own: paper/refusals.ts */
export type Misfit =
  | { readonly why: "election"; readonly found: string }
  | { readonly why: "form" }
  | { readonly why: "unit"; readonly unit: string }
  | { readonly why: "model"; readonly unit: string; readonly model: string }
  | { readonly why: "field"; readonly unit: string; readonly field: Field }
  | { readonly why: "unfilled"; readonly unit: string; readonly fields: readonly Field[] };

/** The first reason for which an entry does not belong to this form; undefined: it does. `digest` of the form, where it is known. */
export function judgeFit(entry: PaperEntry, form: PaperForm, digest: string = formDigest(form)): Misfit | undefined {
  if (entry.election !== form.election) return { why: "election", found: entry.election };
  if (entry.form !== digest) return { why: "form" };
  const units = new Set([totalUnit, ...form.units.map(({ id }) => id)]);
  const fields = new Set(allFields(form));
  for (const paper of entry.papers) {
    const { unit, model, figures } = paper;
    if (!units.has(unit)) return { why: "unit", unit };
    const { of } = models[model];
    if (of !== "either" && (of === "total") !== (unit === totalUnit)) return { why: "model", unit, model };
    const foreign = [...figures.keys()].find((field) => !fields.has(field));
    if (foreign !== undefined) return { why: "field", unit, field: foreign };
    const unfilled = unfilledOf(paper, form, entry.entry);
    if (paper.isFinished && unfilled.length > 0) return { why: "unfilled", unit, fields: unfilled };
  }
  return undefined;
}

/**
 * Fields that must be typed before a paper is finished and are not, in the order of the paper: all but those of candidates, and of these
 * all of a list or none. Who decides types only what differed, and of another paper than ours nobody knows what is on it.
 */
export function unfilledOf(
  { model, figures }: Omit<Paper, "isFinished">,
  form: PaperForm,
  entry: EntryNumber,
): Field[] {
  if (entry === 3 || model === "other") return [];
  const candidates = form.lists.flatMap(({ number }) => {
    const all = candidateFields(form, number);
    return all.some((field) => figures.has(field)) ? all : [];
  });
  return [...paperOrder(form), ...candidates].filter((field) => !figures.has(field));
}
