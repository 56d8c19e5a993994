// The state of several releases as a page to print.

import { shellPath } from "../../format/index.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import { fill, type Language } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import type { Sign } from "../../words/signs.ts";
import { type JudgedParent, kindOfParent, type ParentOutcome, type ReleaseGroup } from "../parent/judge.ts";
import type { ReleaseRow } from "../parent/row.ts";
import { sayParentFinding, titleOfGroup, turnOf } from "../parent/show.ts";
import { parentOutcomeWords, parentWords, rowStateWords } from "../parent/texts.ts";
import { commandPart, factTable, footPart, nothing, outcomePart, stateCell } from "./parts.ts";
import { style } from "./style.ts";
import { pageWords, stateSigns } from "./texts.ts";

export interface ParentState {
  /** Of the folder; a sheet of paper lies in none. */
  readonly path: string;
  readonly judged: JudgedParent;
  /** `YYYY-MM-DD hh:mm…`, by the clock of the machine that read the folders. */
  readonly asked: string;
}

const outcomeSigns: Readonly<Record<ParentOutcome, Sign>> = {
  done: "good",
  waiting: "wait",
  wrong: "stop",
  untold: "stop",
};

export function renderParentPage({ path, judged, asked }: ParentState, language: Language): string {
  const title = fill(parentWords.title[language], { path });
  const { groups, findings, outcome } = judged;
  return renderDocument({
    language,
    title: `${pageWords.parentKind[language]}: ${title}`,
    style: style(`${title} – ${momentWords(asked, language)}`, language),
    body: html`<header><h1>${title}</h1><p class="kind">${pageWords.parentKind[language]}</p></header>
<main>
${outcomePart(outcomeSigns[outcome], rowStateWords[outcome][language].toUpperCase(), parentOutcomeWords[outcome][language])}
${factTable([[pageWords.asked, momentWords(asked, language)]], language)}
${groups.map((group) => groupPart(group, language))}
${
  findings.length === 0
    ? nothing
    : html`<h2>${parentWords.remarks[language]}</h2>
<ul class="remarks">${findings.map((finding) => {
        const isBad = kindOfParent(finding) === "wrong";
        return html`<li${isBad ? html` class="bad"` : nothing}>${isBad ? "!! " : ""}${sayParentFinding(finding, language)}</li>\n`;
      })}</ul>`
}
${commandsPart(path, judged, language)}
</main>
${footPart(`zegel release status ${shellPath(path)}`, language)}`,
  });
}

function groupPart(group: ReleaseGroup, language: Language): Html {
  const heads = (["sequence", "version", "state", "folder", "turn"] as const).map(
    (name) => html`<th scope="col" class="${name === "sequence" ? "seq" : name}">${parentWords[name][language]}</th>`,
  );
  return html`<h2>${titleOfGroup(group, language)}</h2>
<table class="table rows"><thead><tr>${heads}</tr></thead>
<tbody>${group.rows.map((row) => rowPart(row, group, language))}</tbody></table>
`;
}

function rowPart(row: ReleaseRow, group: ReleaseGroup, language: Language): Html {
  const { name, state, choice } = row;
  const turns = turnOf(row, group, language).map((turn) => html`<p>${turn}</p>`);
  return html`<tr class="${state}"><td class="seq">${choice?.sequence ?? "?"}</td><td class="version">${choice?.version ?? "?"}</td>${stateCell(stateSigns[state], rowStateWords[state][language])}<th class="folder" scope="row">${name}</th><td>${turns}</td></tr>
`;
}

/** For each that is not over: the command that says what is to be done there. */
function commandsPart(path: string, { groups }: JudgedParent, language: Language): Html {
  const rows = groups.flatMap((group) => group.rows).filter(({ state }) => state === "waiting" || state === "wrong");
  if (rows.length === 0) return nothing;
  const at = path.replace(/\/+$/, "");
  return html`<section><h2>${parentWords.each[language]}</h2>
${rows.map(({ name }) => commandPart(`zegel release status ${shellPath(`${at}/${name}`)}`))}</section>`;
}
