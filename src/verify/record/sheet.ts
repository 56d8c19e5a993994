// The record as one printable A4 page. docs/spec/record.md

import { encodeHashGroups } from "../../format/index.ts";
import { labelWords, purposeWords, urgencyWords } from "../../words/glossary.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import type { FindingCode } from "../proof/codes.ts";
import type { Finding, Step } from "../proof/report.ts";
import { answerWords, labels, recordTexts, statusTexts, stepTexts } from "./labels.ts";
import { answers, type VerificationRecord } from "./record.ts";
import {
  adviceOf,
  digestNames,
  digestPair,
  factsOf,
  headlineOf,
  networksOf,
  nextStepOf,
  reasonsOf,
  releaseOf,
  sentenceOf,
  technicalOf,
} from "./report-words.ts";
import { style } from "./sheet-style.ts";

/** The file `NAME.html`. */
export function renderPage(record: VerificationRecord, language: Language): string {
  const { controlNumber } = record;
  const title = recordTexts.title[language];
  return renderDocument({
    language,
    title: `${title} ${controlNumber}`,
    style: style(controlNumber, language),
    body: html`<header>
<div><p class="kind">${recordTexts.subtitle[language]}</p><h1>${title}</h1></div>
<p class="number">${recordTexts.controlNumber[language]}<br><b class="code">${controlNumber}</b></p>
</header>
${verdictPart(record, language)}
${section(recordTexts.what[language], whatPart(record, language))}
${section(recordTexts.steps[language], stepsPart(record, language))}
${section(recordTexts.digests[language], digestsPart(record, language))}
${section(recordTexts.attested[language], attestedPart(record, language))}
${section(recordTexts.surroundings[language], surroundingsPart(record, language))}
${section(recordTexts.instructions[language], instructionsPart(record, language))}
${section(recordTexts.sign[language], signPart(record, language), "keep")}`,
  });
}

function section(title: string, content: Html, kind = ""): Html {
  return html`<section class="${kind}"><h2>${title}</h2>
${content}</section>`;
}

function verdictPart(record: VerificationRecord, language: Language): Html {
  const [verdict = "", ...more] = headlineOf(record, language);
  const reasons = reasonsOf(record);
  const shown = reasons.slice(0, 10).map((finding) => html`<li>${sentenceOf(finding, language)}</li>`);
  const rest = fill(recordTexts.moreReasons[language], { count: reasons.length - 10 });
  const todo = adviceOf(record, language).map((sentence) => html`<li>${sentence}</li>`);
  return html`<div class="verdict${record.verdict === "ECHT" ? "" : " refused"}">
<p class="headline">${verdict}</p>
${more.map((line) => html`<p>${line}</p>`)}
</div>
${reasons.length === 0 ? html`` : html`<h3>${recordTexts.reasons[language]}</h3><ul>${shown}${reasons.length > 10 ? html`<li>${rest}</li>` : html``}</ul>`}
<h3>${labels.todo[language]}</h3>
<ul class="todo">${todo}</ul>
`;
}

function whatPart(record: VerificationRecord, language: Language): Html {
  const { release } = record;
  const facts = factsOf(record, language);
  if (release === undefined) return factTable([[labels.release[language], recordTexts.notFound[language]], ...facts]);
  return factTable([
    [labels.release[language], releaseOf(record, language)],
    [recordTexts.purpose[language], purposeWords[release.purpose][language]],
    [recordTexts.urgency[language], urgencyWords[release.urgency][language]],
    [recordTexts.releasedOn[language], release.date],
    [labels.scope[language], labels[record.scope][language]],
    ...facts,
  ]);
}

function factTable(rows: readonly (readonly [string, string | Html])[]): Html {
  return html`<table class="facts">${rows.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>\n`)}</table>\n`;
}

function stepsPart(record: VerificationRecord, language: Language): Html {
  const rows = record.steps.map(
    (step, i) => html`<tr class="${step.status}"><td class="mark">${marks[step.status]}</td>
<td class="status">${statusTexts[step.status][language]}</td>
<td>${i + 1}. ${stepTexts[step.id][language]}${findingList(step, language)}</td></tr>
`,
  );
  return html`<table class="steps">${rows}</table>\n`;
}

function findingList(step: Step, language: Language): Html {
  if (step.findings.length === 0) return html``;
  const items = step.findings.map((finding, i) => {
    const next = nextStepOf(step, i);
    const pairs = digestPair(finding).map(
      ([name, groups]) => html`<br>${labels[name][language]} <span class="code pair">${lines(groups)}</span>`,
    );
    const arrow = next === undefined ? html`` : html`<br><b>→ ${next[language]}</b>`;
    const technical = technicalOf(finding, language);
    const detail = technical === undefined ? html`` : html`<br>${labelWords.technician[language]}: ${technical}`;
    return html`<li>${sentenceOf(finding, language)}${detail}${pairs}${arrow}</li>`;
  });
  return html`<ul>${items}</ul>`;
}

function twoLines(sha256: string | undefined, language: Language): Html {
  if (sha256 === undefined) return html`${recordTexts.notFound[language]}`;
  return html`<span class="code">${lines(encodeHashGroups(sha256))}</span>`;
}

/** Sixteen groups of four, eight a line. */
function lines(groups: string): Html {
  return html`${groups.slice(0, 39)}<br>${groups.slice(40)}`;
}

function digestsPart(record: VerificationRecord, language: Language): Html {
  return factTable(digestNames.map((name) => [labels[name][language], twoLines(record[name], language)]));
}

function attestedPart(record: VerificationRecord, language: Language): Html {
  const rebuilds = (code: FindingCode) =>
    foundOf(record, code).map(
      ({ values }) =>
        `${values.holder} (${values.organisation})${values.scope === "source" ? recordTexts.sourceOnly[language] : ""}`,
    );
  const unconfirmed = foundOf(record, "DISSENT_UNCONFIRMED").map(() => recordTexts.dissentUnconfirmed[language]);
  const noDissent = foundOf(record, "NO_DISSENT").length > 0 ? recordTexts.noDissent[language] : undefined;
  const recalls = [...foundOf(record, "RECALLS_KNOWN"), ...foundOf(record, "NO_RECALLS_KNOWN")];
  const signers = record.signers.map((key) => `${key.holder} (${key.organisation})`);
  return factTable([
    [recordTexts.signed[language], nameList(signers, language)],
    [recordTexts.rebuilt[language], nameList(rebuilds("REBUILD_AGREES"), language)],
    [recordTexts.dissent[language], nameList([...rebuilds("REBUILD_DIFFERS"), ...unconfirmed], language, noDissent)],
    [
      recordTexts.recalls[language],
      nameList(
        recalls.map((finding) => sentenceOf(finding, language)),
        language,
      ),
    ],
  ]);
}

function foundOf(record: VerificationRecord, code: FindingCode): readonly Finding[] {
  return record.steps.flatMap((step) => step.findings).filter((finding) => finding.code === code);
}

function nameList(names: readonly string[], language: Language, whenNone: string = recordTexts.nobody[language]): Html {
  if (names.length === 0) return html`${whenNone}`;
  return html`${names.map((name, i) => html`${i === 0 ? "" : html`<br>`}${name}`)}`;
}

function surroundingsPart(record: VerificationRecord, language: Language): Html {
  const { checkedOn, tool, machine } = record;
  const kind = tool.kind === "program" ? recordTexts.wholeProgram : recordTexts.firstFile;
  return html`<p>${recordTexts.factsOnly[language]}</p>
${factTable([
  [recordTexts.checkedOn[language], checkedOn],
  [recordTexts.clock[language], `${machine.clock} (${machine.timeZone})`],
  [recordTexts.system[language], machine.system],
  [recordTexts.host[language], machine.host],
  [recordTexts.networks[language], networksOf(machine.networks, language)],
  [recordTexts.tool[language], `Zegel ${tool.version}, ${tool.runtime}`],
  [recordTexts.toolFile[language], tool.file],
  [recordTexts.toolSha256[language], html`${twoLines(tool.sha256, language)}<br>(${kind[language]})`],
])}`;
}

function instructionsPart(record: VerificationRecord, language: Language): Html {
  const { instructions = [], filledIn } = record;
  const last = Math.max(instructions.length, ...filledIn.answers.map(({ step }) => step));
  if (last === 0) return html`<p>${recordTexts.noInstructions[language]}</p>\n`;
  const rows = Array.from({ length: last }, (_, i) => {
    const given = filledIn.answers.find(({ step }) => step === i + 1)?.answer;
    const boxes = answers.map(
      (answer) =>
        html`<td class="answer"><span class="box">${answer === given ? "X" : ""}</span> ${answerWords[answer][language]}</td>`,
    );
    const text = instructions[i] ?? recordTexts.noInstruction[language];
    return html`<tr><td class="mark">${i + 1}</td><td>${text}</td>${boxes}</tr>\n`;
  });
  return html`<p>${recordTexts.instructionsHow[language]}</p>
<table class="answers">${rows}</table>
`;
}

function signPart(record: VerificationRecord, language: Language): Html {
  const { municipality, envelope, persons } = record.filledIn;
  const lines: [Text, string | undefined][] = [
    [recordTexts.municipality, municipality],
    [recordTexts.place, undefined],
    [recordTexts.moment, undefined],
    [recordTexts.pc, undefined],
    [recordTexts.envelope, envelope],
  ];
  const person = (title: Text, name: string | undefined) => html`<td><b>${title[language]}</b>
<p>${recordTexts.person[language]}</p><p class="line">${name ?? ""}</p>
<p>${recordTexts.signature[language]}</p><p class="line tall"></p></td>`;
  return html`<p>${recordTexts.signHow[language]}</p>
<table class="fill">${lines.map(([label, value]) => html`<tr><th>${label[language]}</th><td class="line">${value ?? ""}</td></tr>\n`)}</table>
<table class="persons"><tr>${person(recordTexts.firstPerson, persons[0])}${person(recordTexts.secondPerson, persons[1])}</tr></table>
`;
}

/** Beside the word, never in place of it. */
const marks: Readonly<Record<Step["status"], string>> = { passed: "✓", failed: "✗", "not-checked": "–" };
