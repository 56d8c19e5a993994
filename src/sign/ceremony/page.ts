// The script of a ceremony as one printable A4 page a person: made by words/html.

import { encodeHashGroups, shellWord } from "../../format/index.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import { fill, type Language } from "../../words/language.ts";
import { qrModules, qrSvg } from "../../words/qr.ts";
import { spokenWords } from "../keys/spoken-words.ts";
import type { Person } from "./description.ts";
import type { LoadedCeremony } from "./load.ts";
import { type Block, type Script, type Step, typedCommands } from "./script.ts";
import { ceremonyStyle } from "./style.ts";
import { kindTexts, pageTexts, roleTexts } from "./texts.ts";

const remarkLines = 6;

/** The page of `person`. The master of ceremonies sees the commands of all, the others their own. */
export function renderScript(ceremony: LoadedCeremony, script: Script, person: Person, language: Language): string {
  const t = (text: keyof typeof pageTexts) => pageTexts[text][language];
  const kind = kindTexts[ceremony.ceremony][language];
  const footer = `${ceremony.date} ${ceremony.ceremony} ${ceremony.sha256.slice(0, 16)} ${person.id}`;
  return renderDocument({
    language,
    title: `${t("script")} ${ceremony.date} ${ceremony.title} – ${person.name}`,
    style: ceremonyStyle(footer, language),
    body: html`<header>
<div><p class="kind">${t("script")} – ${kind}</p><h1>${ceremony.title}</h1></div>
<p class="person"><b>${person.name}</b><br>${roleTexts[person.role][language]}</p>
</header>
${ceremony.purpose === "demonstration" ? html`<p class="banner">${t("rehearsal")}</p>` : html``}
${isBlind(ceremony) ? html`<p class="banner">${t("blind")}</p>` : html``}
${factsPart(ceremony, language)}
${section(t("people"), peoplePart(ceremony, person, language))}
${section(t("rules"), rulesPart(language), "keep")}
${section(t("steps"), stepsPart(script, person, language))}
${section(t("remarks"), html`<div class="lines">${Array.from({ length: remarkLines }, () => html`<p></p>`)}</div>`, "keep")}
${section(t("digests"), html`${script.blocks.map((block) => blockPart(block, language))}${codePart(ceremony, language)}`)}
${section(t("sign"), signPart(ceremony, person, language), "keep")}`,
  });
}

/** Whether officers sign here what they cannot compare with anything. */
export function isBlind({ ceremony, request }: LoadedCeremony): boolean {
  return (ceremony === "release" || ceremony === "recall") && request === undefined;
}

function section(title: string, content: Html, kind = ""): Html {
  return html`<section class="${kind}"><h2>${title}</h2>
${content}</section>`;
}

function factsPart({ date, time, place, sha256 }: LoadedCeremony, language: Language): Html {
  const groups = encodeHashGroups(sha256);
  const rows = [
    [pageTexts.date, html`${date}, ${time}`],
    [pageTexts.place, html`${place}`],
    [pageTexts.description, html`<span class="code">${groups.slice(0, 39)}<br>${groups.slice(40)}</span>`],
  ] as const;
  return html`<table class="facts">${rows.map(([name, value]) => html`<tr><th>${name[language]}</th><td>${value}</td></tr>\n`)}</table>`;
}

function peoplePart({ people }: LoadedCeremony, self: Person, language: Language): Html {
  const head = [pageTexts.name, pageTexts.role, pageTexts.organisation, pageTexts.key].map(
    (text) => html`<th>${text[language]}</th>`,
  );
  const rows = people.map(
    (
      person,
    ) => html`<tr><td>${person.name}${person.id === self.id ? html` <b>(${pageTexts.you[language]})</b>` : html``}</td>
<td>${roleTexts[person.role][language]}</td><td>${person.organisation}</td><td>${person.key ?? "–"}</td></tr>\n`,
  );
  return html`<table class="people"><tr>${head}</tr>
${rows}</table>`;
}

function rulesPart(language: Language): Html {
  const { rule1, rule2, rule3, rule4, rule5, rule6 } = pageTexts;
  const rules = [rule1, rule2, rule3, rule4, rule5, rule6];
  return html`<ul>${rules.map((rule) => html`<li>${rule[language]}</li>`)}</ul>`;
}

function stepsPart(script: Script, self: Person, language: Language): Html {
  const t = (text: keyof typeof pageTexts) => pageTexts[text][language];
  return html`<table class="steps"><thead><tr><th class="nr">${t("step")}</th><th class="who">${t("who")}</th><th>${t("what")}</th><th class="time">${t("time")}</th><th class="initials">${t("initials")}</th></tr></thead>
${script.steps.map((step) => stepRow(script, step, self, language))}</table>`;
}

function stepRow(script: Script, step: Step, self: Person, language: Language): Html {
  const isOwn = step.by.id === self.id;
  const commands =
    isOwn || self.role === "master"
      ? typedCommands(script, step).map((words) => html`<span class="command code">${commandWords(words)}</span>`)
      : [];
  const compare = step.compare.map((block) => {
    const isFirst = script.steps.find(({ compare }) => compare.includes(block)) === step;
    const text = block.sha256 === undefined && isFirst ? pageTexts.writeInto : pageTexts.compareWith;
    return html`<p class="compare">${fill(text[language], { letter: block.letter })}</p>`;
  });
  return html`<tr class="${isOwn ? "yours" : ""}"><td class="nr">${step.number}</td><td class="who">${step.by.name}${isOwn ? html` (${pageTexts.you[language]})` : html``}</td>
<td>${step.text}${commands}${compare}</td><td class="time"></td><td class="initials"></td></tr>
`;
}

/** A line breaks between words only, and not between an option and its value: who types half a word finds another file. */
function commandWords(words: readonly string[]): Html[] {
  const pieces: string[] = [];
  for (const [i, word] of words.entries()) {
    const isValue = words[i - 1]?.startsWith("-") && words[i - 1] !== "--" && !word.startsWith("-");
    if (isValue) pieces.push(`${pieces.pop() ?? ""} ${shellWord(word)}`);
    else pieces.push(shellWord(word));
  }
  return pieces.map((piece, i) => {
    const isInner = i > 0 && pieces[i - 1] === "--";
    return html`${i === 0 ? "" : isInner ? html`<br>` : " "}<span class="${piece.length > 60 ? "long" : "word"}">${piece}</span>`;
  });
}

function blockPart({ letter, title, sha256 }: Block, language: Language): Html {
  const heading = html`<h3>${letter}. ${title}</h3>`;
  if (sha256 === undefined)
    return html`<div class="block">${heading}<p class="kind">${pageTexts.toFillIn[language]}</p>
${groupTable((_, i) => html`<span class="nr">${i + 1}</span>${[1, 2, 3, 4].map(() => html`<span class="box"></span>`)}`)}</div>
`;
  const groups = encodeHashGroups(sha256).split(" ");
  const words = spokenWords(sha256);
  const cell = (group: string, i: number) =>
    html`<span class="nr">${i + 1}</span><span class="code">${group}</span><span class="words">${words[2 * i] ?? ""} ${words[2 * i + 1] ?? ""}</span>`;
  return html`<div class="block">${heading}<div class="both">${groupTable(cell, groups)}${qrSvg(qrModules(sha256), 27, "QR")}</div></div>
`;
}

/** Sixteen groups, four a row. */
function groupTable(cell: (group: string, i: number) => Html, groups: readonly string[] = Array(16).fill("")): Html {
  const rows = [0, 4, 8, 12].map(
    (from) =>
      html`<tr>${groups.slice(from, from + 4).map((group, i) => html`<td>${cell(group, from + i)}</td>`)}</tr>\n`,
  );
  return html`<table class="groups">${rows}</table>`;
}

function codePart({ toSign }: LoadedCeremony, language: Language): Html {
  const codes = toSign.flatMap(({ zegelcode }) => zegelcode ?? []);
  if (codes.length === 0) return html``;
  return html`<div class="block"><h3>${pageTexts.zegelcode[language]}</h3>${codes.map((code) => html`<p class="zegelcode code">${code}</p>`)}</div>`;
}

/** Everybody signs her own script; on that of the master of ceremonies all do. */
function signPart({ people }: LoadedCeremony, self: Person, language: Language): Html {
  const signers = self.role === "master" ? people : [self];
  const cells = signers.map(
    ({ name, role }) =>
      html`<td><b>${name}</b><br>${roleTexts[role][language]}<p class="kind">${pageTexts.signature[language]}</p><p class="line"></p></td>`,
  );
  const rows = [];
  for (let i = 0; i < cells.length; i += 2)
    rows.push(html`<tr>${cells.slice(i, i + 2)}${cells.length === i + 1 ? html`<td></td>` : html``}</tr>\n`);
  return html`<p>${pageTexts.signHow[language]}</p>
<table class="persons">${rows}</table>`;
}

/** All commands of the script, to be copied on the machine of the ceremony and compared with the paper. */
export function renderCommands(script: Script): string {
  const parts = script.steps.flatMap((step) => {
    const lines = typedCommands(script, step).map((words) => words.map(shellWord).join(" "));
    return lines.length === 0 ? [] : [`# ${step.number} ${step.by.id}`, ...lines, ""];
  });
  return parts.join("\n");
}

/** The file names of the pages, in order of people. */
export function pageName(person: Person, index: number): string {
  return `${String(index + 1).padStart(2, "0")}-${person.id}.html`;
}
