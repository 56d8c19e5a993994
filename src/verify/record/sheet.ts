// The record as paper: verdict, facts and signatures on one A4 page, and behind it an annex for the technician. docs/spec/record.md

import { type Html, html, renderDocument } from "../../words/html.ts";
import type { Language, Text } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import { qrModules, qrSvg } from "../../words/qr.ts";
import type { StepStatus } from "../proof/report.ts";
import { labels, recordTexts, statusTexts, stepTexts } from "./labels.ts";
import { checkedWhat, outcomeOf, softwareOf } from "./outcome.ts";
import { annexPart } from "./paper/annex.ts";
import { factTable, section } from "./paper/parts.ts";
import { scanLine } from "./paper/scan-line.ts";
import { style } from "./paper/style.ts";
import { verdictPart } from "./paper/verdict.ts";
import { computerOf, type VerificationRecord } from "./record.ts";

/** The file `NAME.html`. */
export function renderPage(record: VerificationRecord, language: Language): string {
  const { controlNumber } = record;
  const outcome = outcomeOf(record, language);
  const title = recordTexts.title[language];
  return renderDocument({
    language,
    title: `${outcome.word} – ${title} ${controlNumber}`,
    style: style(controlNumber, language),
    body: html`<header>
<div><p class="kind">${recordTexts.subtitle[language]}</p><h1>${title}</h1></div>
${receiptPart(record, language)}<p class="number">${recordTexts.controlNumber[language]}<br><b class="code">${controlNumber}</b></p>
</header>
<main>
${verdictPart(outcome)}
${factsPart(record, language)}
${section(recordTexts.steps[language], stepsPart(record, language))}
${section(labels.todo[language], todoPart(outcome.steps, outcome.after))}
${signPart(record, language)}
${annexPart(record, language)}
</main>`,
  });
}

/** What is known is filled in; what is not, or is wrong, is for the pen. */
function factsPart(record: VerificationRecord, language: Language): Html {
  const { machine, filledIn } = record;
  const software = softwareOf(record, language);
  const pen = html`<span class="pen"></span>`;
  const moment = html`${momentWords(machine.clock, language)} <span class="aside">${recordTexts.byClock[language]}</span> ${pen}`;
  return factTable([
    [recordTexts.software[language], software ?? recordTexts.notFound[language]],
    [labels.scope[language], checkedWhat(record, language)],
    [recordTexts.moment[language], moment],
    [recordTexts.pc[language], computerOf(record) ?? pen],
    [recordTexts.municipality[language], filledIn.municipality ?? pen],
    [recordTexts.envelope[language], filledIn.envelope ?? pen],
  ]);
}

/** What was, or is to be, read out over the telephone. */
function receiptPart({ receipt, exitCode }: VerificationRecord, language: Language): Html {
  if (receipt === undefined) return html``;
  const name = exitCode === 0 ? recordTexts.afmeldcode : recordTexts.stopcode;
  return html`<p class="number">${name[language]}<br><b class="code">${receipt.code}</b></p>\n`;
}

function stepsPart({ steps }: VerificationRecord, language: Language): Html {
  const rows = steps.map(
    ({ id, status }) =>
      html`<li class="${status}"><span class="mark">${marks[status]}</span> ${stepTexts[id][language]}: <b>${statusTexts[status][language]}</b></li>\n`,
  );
  return html`<ul class="states">${rows}</ul>\n`;
}

/** Beside the word, never in place of it. */
const marks: Readonly<Record<StepStatus, string>> = { passed: "✓", failed: "✗", "not-checked": "–", "not-asked": "·" };

function todoPart(steps: readonly string[], after: readonly string[]): Html {
  const items = steps.map((step) => html`<li>${step}</li>\n`);
  return html`<ol class="todo">${items}</ol>${after.map((sentence) => html`<p>${sentence}</p>\n`)}`;
}

function signPart(record: VerificationRecord, language: Language): Html {
  const { persons } = record.filledIn;
  const line = scanLine(record);
  const person = (title: Text, name: string | undefined) => html`<td><b>${title[language]}</b>
<p>${recordTexts.person[language]}</p><p class="line">${name ?? ""}</p>
<p>${recordTexts.signature[language]}</p><p class="line tall"></p></td>`;
  return html`<section class="keep"><p>${recordTexts.signHow[language]}</p>
<div class="ends"><table class="persons"><tr>${person(recordTexts.firstPerson, persons[0])}${person(recordTexts.secondPerson, persons[1])}</tr></table>
<p class="scan">${qrSvg(qrModules(line), 26, line)}<span>${recordTexts.forOffice[language]}</span></p></div></section>
`;
}
