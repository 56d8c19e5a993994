// The state of one release as a page to print: what the screen says, with signs, and commands to copy.

import { shellPath } from "../../format/index.ts";
import { electionName, roleName } from "../../words/elections.ts";
import { purposeWords, urgencyWords } from "../../words/glossary.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import { fill, type Language } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import type { Sign } from "../../words/signs.ts";
import type { ReleaseFolder } from "../folder.ts";
import type { JudgedFolder, Outcome } from "../judge.ts";
import type { Next } from "../next.ts";
import { parentWords } from "../parent/texts.ts";
import { commandLine, sayBack, sayEnd, sayFinding } from "../show.ts";
import { kindOf, type Step } from "../step.ts";
import { stateWords, stepWords } from "../words.ts";
import { commandPart, factTable, footPart, nothing, outcomePart, stateCell } from "./parts.ts";
import { style } from "./style.ts";
import { pageWords, stateSigns } from "./texts.ts";

export interface FolderState {
  /** Of the folder; a sheet of paper lies in none. */
  readonly path: string;
  readonly folder: ReleaseFolder;
  readonly judged: JudgedFolder;
  readonly next: Next | undefined;
  /** `YYYY-MM-DD hh:mm…`, by the clock of the machine that read the folder. */
  readonly asked: string;
}

export function renderFolderPage(state: FolderState, language: Language): string {
  const { path, folder, judged, next, asked } = state;
  const title = titleOf(folder, language);
  const isUrgent = folder.description?.choice.urgency === "emergency";
  const dissent = judged.steps.flatMap(({ findings }) => findings.filter(({ code }) => code === "DISSENT"));
  return renderDocument({
    language,
    title: `${pageWords.kind[language]}: ${title}`,
    style: style(`${title} – ${momentWords(asked, language)}`, language),
    body: html`<header><h1>${title}</h1><p class="kind">${pageWords.kind[language]}</p></header>
<main>
${isUrgent ? html`<p class="urgent">${urgencyWords.emergency[language].toUpperCase()}</p>` : nothing}
${dissent.map((finding) => html`<p class="dissent">!! ${sayFinding(finding, language)}</p>\n`)}
${endPart(state, language)}
${next === undefined ? nothing : nextPart(next, language)}
${factsPart(state, language)}
<h2>${pageWords.steps[language]}</h2>
<table class="table"><thead><tr><th class="nr" scope="col">nr</th><th class="step" scope="col">${pageWords.step[language]}</th><th class="state" scope="col">${pageWords.state[language]}</th><th scope="col">${pageWords.what[language]}</th></tr></thead>
<tbody>${judged.steps.map((step, i) => stepRow(step, i + 1, language))}</tbody></table>
</main>
${footPart(`zegel release status ${shellPath(path)}`, language)}`,
  });
}

function titleOf({ description }: ReleaseFolder, language: Language): string {
  if (description === undefined) return parentWords.undescribed[language];
  const { product, version, sequence } = description.choice;
  return `${product} ${version}, ${fill(pageWords.number[language], { sequence })}`;
}

const outcomeSigns: Readonly<Record<Outcome, Sign>> = { done: "good", waiting: "wait", wrong: "stop", stopped: "stop" };

function endPart({ folder, judged, next }: FolderState, language: Language): Html {
  const { outcome } = judged;
  const word = outcome === "stopped" ? { nl: "gestopt", en: "stopped" } : stateWords[outcome];
  return outcomePart(outcomeSigns[outcome], word[language].toUpperCase(), sayEnd(folder, judged, next, language));
}

function factsPart({ path, folder, asked }: FolderState, language: Language): Html {
  const { description, measured } = folder;
  const { election, role, purpose } = description?.choice ?? {};
  const images = measured === undefined ? pageWords.imagesUnread : pageWords.imagesRead;
  return factTable(
    [
      ...(election === undefined ? [] : [[pageWords.election, electionName(election, language)] as const]),
      ...(role === undefined ? [] : [[pageWords.role, roleName(role, language)] as const]),
      ...(purpose === undefined ? [] : [[pageWords.purpose, purposeWords[purpose][language]] as const]),
      [pageWords.folder, path],
      [pageWords.asked, momentWords(asked, language)],
      [pageWords.images, images[language]],
    ],
    language,
  );
}

/** The commands for whoever is to act; where there are none the step says what is to be done. */
function nextPart(next: Next, language: Language): Html {
  const { commands } = next;
  const back = sayBack(next, language).map((line) => html`<p>${line}</p>`);
  if (commands.length === 0) return nothing;
  return html`<section>${commands.map((command) => commandPart(commandLine(command)))}${back}</section>`;
}

function stepRow({ name, state, findings }: Step, number: number, language: Language): Html {
  const lines = findings.map((finding) => {
    const isBad = kindOf(finding) === "wrong" || finding.code === "DISSENT";
    return html`<p${isBad ? html` class="bad"` : nothing}>${isBad ? "!! " : ""}${sayFinding(finding, language)}</p>`;
  });
  return html`<tr class="${state}"><td class="nr">${number}</td><th class="step" scope="row">${stepWords[name][language]}</th>${stateCell(stateSigns[state], stateWords[state][language])}<td>${lines}</td></tr>
`;
}
