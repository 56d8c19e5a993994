// The annex of a record: all that was found, for whoever the Kiesraad asks to look.

import { purposeWords, urgencyWords } from "../../../words/glossary.ts";
import { type Html, html } from "../../../words/html.ts";
import { fill, type Language } from "../../../words/language.ts";
import { secondsWords } from "../../../words/moments.ts";
import type { FindingCode } from "../../proof/codes.ts";
import type { Finding, Step } from "../../proof/report.ts";
import { answerWords, labels, recordTexts, statusTexts, stepTexts } from "../labels.ts";
import type { VerificationRecord } from "../record.ts";
import {
  digestNames,
  digestPair,
  factsOf,
  logOf,
  networksOf,
  nextStepOf,
  reasonsOf,
  sentenceOf,
  technicalOf,
} from "../report-words.ts";
import { factTable, lines, section, twoLines } from "./parts.ts";

/** Begins on a sheet of its own. */
export function annexPart(record: VerificationRecord, language: Language): Html {
  return html`<div class="annex"><p class="kind">${recordTexts.annex[language]}</p>
${reasonsPart(record, language)}
${section(recordTexts.what[language], whatPart(record, language))}
${section(recordTexts.findings[language], findingsPart(record, language))}
${section(recordTexts.digests[language], digestsPart(record, language))}
${section(recordTexts.attested[language], attestedPart(record, language))}
${section(recordTexts.surroundings[language], surroundingsPart(record, language))}
${answersPart(record, language)}</div>`;
}

function reasonsPart(record: VerificationRecord, language: Language): Html {
  const reasons = reasonsOf(record);
  if (reasons.length === 0) return html``;
  const shown = reasons.slice(0, 10).map((finding) => html`<li>${sentenceOf(finding, language)}</li>`);
  const rest = fill(recordTexts.moreReasons[language], { count: reasons.length - 10 });
  return section(
    recordTexts.reasons[language],
    html`<ul>${shown}${reasons.length > 10 ? html`<li>${rest}</li>` : html``}</ul>`,
  );
}

function whatPart(record: VerificationRecord, language: Language): Html {
  const { release } = record;
  const facts = factsOf(record, language);
  if (release === undefined) return factTable([[labels.release[language], recordTexts.notFound[language]], ...facts]);
  return factTable([
    [labels.release[language], releaseNames(release)],
    [recordTexts.purpose[language], purposeWords[release.purpose][language]],
    [recordTexts.urgency[language], urgencyWords[release.urgency][language]],
    [recordTexts.releasedOn[language], release.date],
    ...facts,
  ]);
}

/** By its codes, as its note has them. */
function releaseNames(release: NonNullable<VerificationRecord["release"]>): string {
  const { product, version, election, role, sequence, disc, manifests } = release;
  return `${product} ${version}, ${election}, ${role}, ${sequence}, ${disc}/${manifests.length}`;
}

function findingsPart(record: VerificationRecord, language: Language): Html {
  const rows = record.steps.map(
    (step, i) => html`<tr class="${step.status}"><td class="status">${statusTexts[step.status][language]}</td>
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
    const detail = technical === undefined ? html`` : html`<br>${technical}`;
    return html`<li>${sentenceOf(finding, language)}${detail}${pairs}${arrow}</li>`;
  });
  return html`<ul>${items}</ul>`;
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
  const witnesses = foundOf(record, "LOG_SEEN").map(({ values }) => {
    const { holder, organisation, time } = values;
    return `${holder} (${organisation}), ${secondsWords(Number(time), language)}`;
  });
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
    [recordTexts.logWitnesses[language], nameList(witnesses, language, logOf(record, language))],
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
  [recordTexts.host[language], machine.host === "" ? recordTexts.unknown[language] : machine.host],
  [recordTexts.networks[language], networksOf(machine.networks, language)],
  [recordTexts.tool[language], `Zegel ${tool.version}, ${tool.runtime}`],
  [recordTexts.toolFile[language], tool.file],
  [recordTexts.toolSha256[language], html`${twoLines(tool.sha256, language)}<br>(${kind[language]})`],
])}`;
}

/** What was answered on the command line; the boxes for the pen are on a paper of their own. */
function answersPart({ filledIn }: VerificationRecord, language: Language): Html {
  if (filledIn.answers.length === 0) return html``;
  const rows = filledIn.answers.map(({ step, answer }): [string, string] => [
    `${recordTexts.instruction[language]} ${step}`,
    answerWords[answer][language],
  ]);
  return section(recordTexts.instructions[language], factTable(rows));
}
