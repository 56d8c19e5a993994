// What one person has typed so far, while she types: shared by the page in a browser and the questions in a terminal.

import { type EntryNumber, encodeEntry, type Paper, type PaperEntry, parseEntry } from "./entry.ts";
import { type Field, type Figure, type Model, models, totalUnit } from "./fields.ts";
import { judgeFit, type Misfit, unfilledOf } from "./fit.ts";
import { formDigest, type PaperForm } from "./form.ts";

/** A paper that is being typed. */
export interface Draft {
  readonly unit: string;
  model: Model;
  readonly figures: Map<Field, Figure>;
  isFinished: boolean;
}

/** How far a unit is: nothing typed, something, or all of each paper that was begun. */
export type UnitState = "untouched" | "begun" | "finished";

export class Typing {
  readonly form: PaperForm;
  readonly entry: EntryNumber;
  readonly person: string;
  readonly #drafts: Draft[];

  constructor(form: PaperForm, entry: EntryNumber, person: string, papers: readonly Paper[] = []) {
    this.form = form;
    this.entry = entry;
    this.person = person;
    this.#drafts = papers.map((paper) => ({ ...paper, figures: new Map(paper.figures) }));
  }

  /** Goes on with what was saved; a misfit: it is of another form. Throws FormatError: it is no entry. */
  static resume(form: PaperForm, bytes: Uint8Array): Typing | Misfit {
    const entry = parseEntry(bytes);
    return judgeFit(entry, form) ?? new Typing(form, entry.entry, entry.person, entry.papers);
  }

  /** Units that are to be typed, in order, the total last. */
  get units(): readonly string[] {
    return [...this.form.units.map(({ id }) => id), totalUnit];
  }

  draftsOf(unit: string): readonly Draft[] {
    return this.#drafts.filter((draft) => draft.unit === unit);
  }

  stateOf(unit: string): UnitState {
    const drafts = this.draftsOf(unit);
    if (drafts.length === 0) return "untouched";
    return drafts.every(({ isFinished }) => isFinished) ? "finished" : "begun";
  }

  /** A new paper behind those of the same unit. */
  begin(unit: string, model: Model): Draft {
    const draft: Draft = { unit, model, figures: new Map(), isFinished: false };
    this.#drafts.push(draft);
    return draft;
  }

  /** Takes a paper back of which nothing was typed. */
  forgetIfEmpty(draft: Draft): void {
    const at = this.#drafts.indexOf(draft);
    if (at >= 0 && draft.figures.size === 0) this.#drafts.splice(at, 1);
  }

  /** What is still to be typed of a paper. Of a correction nothing: what is empty there did not change. */
  unfilledOf(draft: Draft): Field[] {
    return models[draft.model].corrects ? [] : unfilledOf(draft, this.form, this.entry);
  }

  /** False: something is still to be typed. */
  finish(draft: Draft): boolean {
    if (this.unfilledOf(draft).length > 0 || draft.figures.size === 0) return false;
    for (const field of unfilledOf(draft, this.form, this.entry)) draft.figures.set(field, "-");
    draft.isFinished = true;
    return true;
  }

  /** The file. Throws FormatError: the name of the person cannot stand in it. */
  encode(): Uint8Array {
    const papers = this.#drafts.filter(({ figures }) => figures.size > 0);
    const { form, entry, person } = this;
    return encodeEntry({ election: form.election, form: formDigest(form), entry, person, papers } satisfies PaperEntry);
  }
}
