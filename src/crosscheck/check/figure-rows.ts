// Every figure of every paper that was compared, a row for each paper: box, figure, and behind ≠ what the count has otherwise.

import { type Html, html } from "../../words/html.ts";
import type { Language } from "../../words/language.ts";
import type { AgreedPaper } from "../paper/double-entry.ts";
import { type Field, type Figure, models, placeOf } from "../paper/fields.ts";
import { comparedCount } from "../paper/from-messages.ts";
import type { Difference } from "../paper/swaps.ts";
import { unitName } from "../paper/texts.ts";
import type { PaperPart } from "../report/paper-report.ts";
import { sayFigure } from "../report/paper-screen.ts";

export function figureTable({ count, form, double, comparison }: PaperPart, language: Language): Html {
  const inCount = comparedCount(count.message);
  const rows = double.agreed.map((paper) => {
    const differing = differingFields(paper, comparison.differences);
    const figures = [...paper.figures]
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([field, figure]) => cell(field, figure, differing(field) ? inCount.figure(paper.unit, field) : undefined));
    return html`<tr><td>${unitName(paper.unit, form, language)}</td><td>${models[paper.model].printed}</td><td>${figures}</td></tr>\n`;
  });
  return html`<table class="list figures">${rows}</table>\n`;

  function cell(field: Field, figure: Figure, otherwise: number | undefined): Html {
    const said = `${field} ${sayFigure(figure, language)}`;
    if (otherwise === undefined || otherwise === figure) return html`<span class="figure">${said}</span> `;
    return html`<span class="figure differs">${said} ≠ ${sayFigure(otherwise, language)}</span> `;
  }
}

/** Whether the count has a box otherwise; of two stations in each other's place each box is. */
function differingFields({ unit, model }: AgreedPaper, differences: readonly Difference[]): (field: Field) => boolean {
  const own = differences.filter(
    (one) => one.model === model && (one.unit === unit || (one.kind === "stations" && one.other === unit)),
  );
  const fields = new Set<Field>();
  for (const one of own) {
    if (one.kind === "stations" || one.kind === "lists") return () => true;
    if (one.kind === "field") fields.add(one.field);
    if (one.kind === "fields") for (const field of one.fields) fields.add(field);
  }
  return (field) => fields.has(field);
}
