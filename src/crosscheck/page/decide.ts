// What a third person is asked: the boxes in which the first and the second entry differ, and nothing else.

import { FormatError } from "../../format/text/error.ts";
import { judgeDouble, type OpenField } from "../paper/double-entry.ts";
import { parseEntry } from "../paper/entry.ts";
import type { Field, Model } from "../paper/fields.ts";
import { digestOf, type PaperForm } from "../paper/form.ts";
import { sayMisfit } from "../paper/texts.ts";
import { currentLanguage, say } from "./dom.ts";

/** A file that was chosen, read whole. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Decision {
  /** Who typed the entries: none of them decides. */
  readonly persons: readonly string[];
  readonly open: readonly OpenField[];
  /** Papers of a unit on which something is to be decided. */
  models(unit: string): readonly Model[];
  /** Of one of them, by box. */
  of(unit: string, model: Model): ReadonlyMap<Field, OpenField>;
}

/** What is to be decided; a string: why these files do not do. */
export function decisionOf(form: PaperForm, files: readonly ChosenFile[]): Decision | string {
  const entries = [];
  for (const { name, bytes } of files) {
    try {
      entries.push({ path: name, sha256: digestOf(bytes), entry: parseEntry(bytes) });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      return say("notEntry", { name, text: error.message });
    }
  }
  const { open, refusals } = judgeDouble(entries, form);
  const [refusal] = refusals;
  if (refusal?.why === "misfit") return sayMisfit(refusal.misfit, refusal.path, form, currentLanguage());
  if (refusal !== undefined) return say(refusal.why, { ...refusal });
  const numbers = new Set(entries.map(({ entry }) => entry.entry));
  if (!numbers.has(1) || !numbers.has(2)) return say("needBoth");
  const ofUnit = (unit: string) => open.filter((one) => one.unit === unit && one.field !== undefined);
  return {
    open,
    persons: entries.map(({ entry }) => entry.person),
    models: (unit) => [...new Set(ofUnit(unit).map(({ model }) => model))],
    of: (unit, model) =>
      new Map(ofUnit(unit).flatMap((one) => (one.field && one.model === model ? [[one.field, one] as const] : []))),
  };
}
