// A difference between paper and count as a row of a table: where, what, what each of them says, and how far they are apart.

import { type Html, html } from "../../words/html.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { type Field, type Figure, models, partsOf } from "../paper/fields.ts";
import type { PaperForm } from "../paper/form.ts";
import type { Difference } from "../paper/swaps.ts";
import { fieldLabel, say, unitName } from "../paper/texts.ts";
import { sayNumber } from "../report/figures.ts";
import { sayFigure } from "../report/paper-screen.ts";
import { sheetWords } from "./sheet-words.ts";

export function differenceTable(differences: readonly Difference[], form: PaperForm, language: Language): Html {
  const heads = (["station", "model", "what", "paper", "file", "difference"] as const).map(
    (name) => html`<th>${sheetWords[name][language]}</th>`,
  );
  const rows = differences.map((one) => html`<tr>${row(one, form, language)}</tr>\n`);
  return html`<table class="list"><tr>${heads}</tr>\n${rows}</table>\n`;
}

function row(one: Difference, form: PaperForm, language: Language): Html {
  const cells = [unitName(one.unit, form, language), models[one.model].printed];
  const [what, paper, count, apart] = saidOf(one, form, language);
  return html`<td>${cells[0] ?? ""}</td><td>${cells[1] ?? ""}</td><td>${what}</td><td class="number">${paper}</td><td class="number">${count}</td><td>${apart}</td>`;
}

type Said = readonly [what: string, paper: string, count: string, apart: string];

function saidOf(one: Difference, form: PaperForm, language: Language): Said {
  if (one.kind === "notInCount") return [sheetWords.notInCount[language], "", "", ""];
  if (one.kind === "stations") {
    const other = unitName(one.other, form, language);
    return [sayIn(sheetWords.swappedStation, language, { other }), "", "", "0"];
  }
  const figures = (values: readonly (Figure | undefined)[]) =>
    values.map((value) => sayFigure(value, language)).join(" / ");
  if (one.kind !== "field") {
    const [first, second] = one.fields;
    const text = one.kind === "lists" ? sheetWords.swappedLists : sheetWords.swapped;
    return [sayIn(text, language, { first, second }), figures(one.paper), figures(one.count), "0"];
  }
  const { field, paper, count, isInitial } = one;
  const what = nameOf(field, form, language);
  const said = isInitial ? sayIn(sheetWords.beforeCorrection, language, { what }) : what;
  return [said, figures([paper]), figures([count]), apartOf(paper, count, language)];
}

/** `E.1 Totaal lijst 1 …`, and for a candidate whose list it is. */
export function nameOf(field: Field, form: PaperForm, language: Language): string {
  const [kind, list] = partsOf(field);
  const ofList = kind === "candidate" ? `${say("listTitle", language, { list, name: "" })}, ` : "";
  return `${field} ${ofList}${fieldLabel(field, form, language)}`;
}

function apartOf(paper: Figure, count: number | undefined, language: Language): string {
  if (typeof paper !== "number" || count === undefined) return "";
  const text = paper > count ? sheetWords.morePaper : sheetWords.fewerPaper;
  return sayIn(text, language, { amount: sayNumber(Math.abs(paper - count), language) });
}
