// The instructions for use of a release as a paper of their own: made after GOED only, so that nothing says "install" of another disc.

import { type Html, html, renderDocument } from "../../../words/html.ts";
import type { Language } from "../../../words/language.ts";
import { answerWords, recordTexts } from "../labels.ts";
import { outcomeOf } from "../outcome.ts";
import { answers, type VerificationRecord } from "../record.ts";
import { style } from "./style.ts";

/** A page to print and tick; undefined unless the verdict is GOED of a disc that holds instructions. */
export function renderInstructions(record: VerificationRecord, language: Language): string | undefined {
  const { instructions = [], controlNumber } = record;
  const { sign, software = "" } = outcomeOf(record, language);
  if (sign !== "good" || instructions.length === 0) return undefined;
  const title = recordTexts.instructions[language];
  return renderDocument({
    language,
    title: `${title} ${controlNumber}`,
    style: style(controlNumber, language),
    body: html`<header>
<div><p class="kind">${software}</p><h1>${title}</h1></div>
<p class="number">${recordTexts.controlNumber[language]}<br><b class="code">${controlNumber}</b></p>
</header>
<main><p>${recordTexts.instructionsHow[language]}</p>
<table class="answers">${instructions.map((text, i) => rowOf(record, text, i + 1, language))}</table></main>`,
  });
}

function rowOf({ filledIn }: VerificationRecord, text: string, step: number, language: Language): Html {
  const given = filledIn.answers.find((answered) => answered.step === step)?.answer;
  const boxes = answers.map(
    (answer) =>
      html`<td class="answer"><span class="box">${answer === given ? "X" : ""}</span> ${answerWords[answer][language]}</td>`,
  );
  return html`<tr><td class="mark">${step}</td><td>${text}</td>${boxes}</tr>\n`;
}
