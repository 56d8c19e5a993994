// A comparison as one printable page.

import { type Html, html, renderDocument } from "../../words/html.ts";
import { fill, type Language } from "../../words/language.ts";
import { showNumber } from "../../words/numbers.ts";
import { causeTexts } from "../compare/cause-texts.ts";
import type { ImageComparison, ImageFacts } from "../compare/compare-images.ts";
import type { DifferenceGroup } from "../compare/differences.ts";
import { pageStyle } from "./page-style.ts";
import { exampleLine, explainedLine, filesLine, headlineOf, rulesLine, showForeign, shownExamples } from "./show.ts";
import { texts } from "./texts.ts";

export function renderComparisonPage(comparison: ImageComparison, language: Language): string {
  const { a, b, outcome, causes, groups, faults } = comparison;
  const title = texts.title[language];
  const details =
    outcome === "same"
      ? html``
      : html`<p>${explainedLine(comparison, language)}</p><p>${filesLine(comparison, language)}</p>`;
  const sections = causes.map((cause, i) => {
    const { title: name, likely } = causeTexts[cause];
    const own = groups.filter((group) => group.cause === cause);
    return html`<h2>${i + 1}. ${name[language]}</h2>
<p>${likely[language]}</p>
${groupTable(own, language)}
`;
  });
  const faultList =
    faults.length === 0
      ? html``
      : html`<h2>${texts.faults[language]}</h2><ul>${faults.map((fault) => html`<li>${showForeign(fault)}</li>`)}</ul>`;
  return renderDocument({
    language,
    title,
    style: pageStyle,
    body: html`<h1>${title}</h1>
<div class="headline"><p><b>${headlineOf(comparison, language)}</b></p>${details}</div>
<table>
${imageRow("A", a, outcome !== "same", language)}
${imageRow("B", b, outcome !== "same", language)}
</table>
${sections}
${faultList}
<p>${texts.judges[language]}</p>`,
  });
}

function imageRow(name: string, facts: ImageFacts, isRead: boolean, language: Language): Html {
  const rules = isRead ? html`<br>${rulesLine(facts, language)}` : html``;
  return html`<tr><th>${name}</th><td>${showForeign(facts.path)}<br><code>${facts.sha256}</code>${rules}</td>
<td class="number">${showNumber(facts.bytes, language)} ${texts.bytes[language]}</td></tr>`;
}

function groupTable(groups: readonly DifferenceGroup[], language: Language): Html {
  const head = html`<thead><tr><th>${texts.what[language]}</th><th class="number">${texts.count[language]}</th>
<th class="number">${texts.differing[language]}</th></tr></thead>`;
  const rows = groups.map(({ what, structure, section, by, count, bytes, examples }) => {
    const shown = examples.slice(0, shownExamples);
    const lines = shown.map((example) => exampleLine(example, language)).filter((line) => line !== "");
    const left = count - shown.length;
    const more = left > 0 && lines.length > 0 ? html`<li>${fill(texts.more[language], { count: left })}</li>` : html``;
    const list = lines.length === 0 ? html`` : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}${more}</ul>`;
    return html`<tr><td>${what}, ${structure}${section === "" ? "" : ` (${section})`}${by === "" ? "" : `: ${by}`}${list}</td>
<td class="number">${showNumber(count, language)}</td><td class="number">${showNumber(bytes, language)}</td></tr>
`;
  });
  return html`<table>${head}<tbody>${rows}</tbody></table>`;
}
