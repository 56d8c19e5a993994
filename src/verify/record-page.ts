// The record as one printable A4 page: no script, nothing loaded, every text that is not ours escaped. docs/spec/record.md

import { encodeHashGroups } from "../format/index.ts";
import {
  type FindingCode,
  type Language,
  labels,
  spellOut,
  statusTexts,
  stepTexts,
  type Text,
  valueWords,
} from "./messages.ts";
import { answers, type VerificationRecord } from "./record.ts";
import { style } from "./record-style.ts";
import { answerWords, recordTexts, urgencyWords } from "./record-texts.ts";
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
} from "./render.ts";
import type { Finding, Step } from "./report.ts";

/** HTML that is ours or escaped: the one way to make it is `html`. */
class Html {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Escapes every value that is not HTML already, with control and bidi characters spelt out. */
function html(parts: TemplateStringsArray, ...values: readonly (Html | readonly Html[] | string | number)[]): Html {
  const sources = values.map((value) =>
    value instanceof Html
      ? value.source
      : typeof value === "object"
        ? value.map((one) => one.source).join("")
        : escapeHtml(String(value)),
  );
  return new Html(parts.map((part, i) => part + (sources[i] ?? "")).join(""));
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };
  return spellOut(text).replace(/[&<>"']/g, (character) => `&${names[character]};`);
}

/** The file `NAME.html`. */
export function renderPage(record: VerificationRecord, language: Language): string {
  const page = new Page(record, language);
  return page.whole().source;
}

class Page {
  readonly #record: VerificationRecord;
  readonly #language: Language;
  readonly #say: (text: Text) => string;

  constructor(record: VerificationRecord, language: Language) {
    this.#record = record;
    this.#language = language;
    this.#say = (text) => text[language];
  }

  whole(): Html {
    const { controlNumber } = this.#record;
    const title = this.#say(recordTexts.title);
    return html`<!doctype html>
<html lang="${this.#language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title} ${controlNumber}</title>
<style>${new Html(style(controlNumber, this.#language))}</style>
</head>
<body>
<header>
<div><p class="kind">${this.#say(recordTexts.subtitle)}</p><h1>${title}</h1></div>
<p class="number">${this.#say(recordTexts.controlNumber)}<br><b class="code">${controlNumber}</b></p>
</header>
${this.#verdict()}
${this.#section(recordTexts.what, this.#what())}
${this.#section(recordTexts.steps, this.#steps())}
${this.#section(recordTexts.digests, this.#digests())}
${this.#section(recordTexts.attested, this.#attested())}
${this.#section(recordTexts.surroundings, this.#surroundings())}
${this.#section(recordTexts.instructions, this.#instructions())}
${this.#section(recordTexts.sign, this.#sign(), "keep")}
</body>
</html>
`;
  }

  #section(title: Text, content: Html, kind = ""): Html {
    return html`<section class="${kind}"><h2>${this.#say(title)}</h2>
${content}</section>`;
  }

  #verdict(): Html {
    const [verdict = "", ...more] = headlineOf(this.#record, this.#language);
    const reasons = reasonsOf(this.#record);
    const shown = reasons.slice(0, 10).map((finding) => html`<li>${sentenceOf(finding, this.#language)}</li>`);
    const rest = this.#say(recordTexts.moreReasons).replace("{count}", String(reasons.length - 10));
    const todo = adviceOf(this.#record, this.#language).map((sentence) => html`<li>${sentence}</li>`);
    return html`<div class="verdict${this.#record.verdict === "ECHT" ? "" : " refused"}">
<p class="headline">${verdict}</p>
${more.map((line) => html`<p>${line}</p>`)}
</div>
${reasons.length === 0 ? html`` : html`<h3>${this.#say(recordTexts.reasons)}</h3><ul>${shown}${reasons.length > 10 ? html`<li>${rest}</li>` : html``}</ul>`}
<h3>${this.#say(labels.todo)}</h3>
<ul class="todo">${todo}</ul>
`;
  }

  #what(): Html {
    const { release } = this.#record;
    const purpose = valueWords.purpose?.[release?.purpose ?? ""];
    const urgency = urgencyWords[release?.urgency ?? ""];
    const facts = factsOf(this.#record, this.#language).map((fact): [string, string] => {
      const at = fact.indexOf(": ");
      return [fact.slice(0, at), fact.slice(at + 2)];
    });
    if (release === undefined)
      return this.#list([...facts, [this.#say(labels.release), this.#say(recordTexts.noRelease)]]);
    return this.#list([
      [this.#say(labels.release), releaseOf(this.#record, this.#language)],
      [this.#say(recordTexts.purpose), purpose === undefined ? release.purpose : this.#say(purpose)],
      [this.#say(recordTexts.urgency), urgency === undefined ? release.urgency : this.#say(urgency)],
      [this.#say(recordTexts.releasedOn), release.date],
      [this.#say(labels.scope), this.#say(labels[this.#record.scope])],
      ...facts,
    ]);
  }

  #list(rows: readonly (readonly [string, string | Html])[]): Html {
    return html`<table class="facts">${rows.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>\n`)}</table>\n`;
  }

  #steps(): Html {
    const rows = this.#record.steps.map(
      (step, i) => html`<tr class="${step.status}"><td class="mark">${marks[step.status]}</td>
<td class="status">${this.#say(statusTexts[step.status])}</td>
<td>${i + 1}. ${this.#say(stepTexts[step.id])}${this.#findings(step)}</td></tr>
`,
    );
    return html`<table class="steps">${rows}</table>\n`;
  }

  #findings(step: Step): Html {
    if (step.findings.length === 0) return html``;
    const items = step.findings.map((finding, i) => {
      const next = nextStepOf(step, i);
      const pairs = digestPair(finding).map(
        ([name, groups]) => html`<br>${this.#say(labels[name])} <span class="code">${groups}</span>`,
      );
      const arrow = next === undefined ? html`` : html`<br><b>→ ${this.#say(next)}</b>`;
      return html`<li>${sentenceOf(finding, this.#language)}${pairs}${arrow}</li>`;
    });
    return html`<ul>${items}</ul>`;
  }

  #groups(sha256: string | undefined): Html {
    if (sha256 === undefined) return html`${this.#say(recordTexts.notFound)}`;
    const groups = encodeHashGroups(sha256);
    return html`<span class="code">${groups.slice(0, 39)}<br>${groups.slice(40)}</span>`;
  }

  #digests(): Html {
    return this.#list(digestNames.map((name) => [this.#say(labels[name]), this.#groups(this.#record[name])]));
  }

  #attested(): Html {
    const rebuilds = (code: FindingCode) =>
      this.#named(this.#found(code).map(({ values }) => `${values.holder} (${values.organisation})`));
    const recalls = [...this.#found("RECALLS_KNOWN"), ...this.#found("NO_RECALLS_KNOWN")];
    const signers = this.#record.signers.map((key) => `${key.holder} (${key.organisation})`);
    return this.#list([
      [this.#say(recordTexts.signed), this.#named(signers)],
      [this.#say(recordTexts.rebuilt), rebuilds("REBUILD_AGREES")],
      [this.#say(recordTexts.dissent), rebuilds("REBUILD_DIFFERS")],
      [this.#say(recordTexts.recalls), this.#named(recalls.map((finding) => sentenceOf(finding, this.#language)))],
    ]);
  }

  #found(code: FindingCode): readonly Finding[] {
    return this.#record.steps.flatMap((step) => step.findings).filter((finding) => finding.code === code);
  }

  #named(names: readonly string[]): Html {
    if (names.length === 0) return html`${this.#say(recordTexts.nobody)}`;
    return html`${names.map((name, i) => html`${i === 0 ? "" : html`<br>`}${name}`)}`;
  }

  #surroundings(): Html {
    const { checkedOn, tool, machine } = this.#record;
    const kind = tool.kind === "program" ? recordTexts.wholeProgram : recordTexts.firstFile;
    return html`<p>${this.#say(recordTexts.factsOnly)}</p>
${this.#list([
  [this.#say(recordTexts.checkedOn), checkedOn],
  [this.#say(recordTexts.clock), `${machine.clock} (${machine.timeZone})`],
  [this.#say(recordTexts.system), machine.system],
  [this.#say(recordTexts.host), machine.host],
  [this.#say(recordTexts.networks), networksOf(machine.networks, this.#language)],
  [this.#say(recordTexts.tool), `Zegel ${tool.version}, Node ${tool.node}`],
  [this.#say(recordTexts.toolFile), tool.file],
  [this.#say(recordTexts.toolSha256), html`${this.#groups(tool.sha256)}<br>(${this.#say(kind)})`],
])}`;
  }

  #instructions(): Html {
    const { instructions = [], filledIn } = this.#record;
    const last = Math.max(instructions.length, ...filledIn.answers.map(({ step }) => step));
    if (last === 0) return html`<p>${this.#say(recordTexts.noInstructions)}</p>\n`;
    const rows = Array.from({ length: last }, (_, i) => {
      const given = filledIn.answers.find(({ step }) => step === i + 1)?.answer;
      const boxes = answers.map(
        (answer) =>
          html`<td class="answer"><span class="box">${answer === given ? "X" : ""}</span> ${this.#say(answerWords[answer])}</td>`,
      );
      const text = instructions[i] ?? this.#say(recordTexts.noInstruction);
      return html`<tr><td class="mark">${i + 1}</td><td>${text}</td>${boxes}</tr>\n`;
    });
    return html`<p>${this.#say(recordTexts.instructionsHow)}</p>
<table class="answers">${rows}</table>
`;
  }

  #sign(): Html {
    const { municipality, envelope, persons } = this.#record.filledIn;
    const lines: [Text, string | undefined][] = [
      [recordTexts.municipality, municipality],
      [recordTexts.place, undefined],
      [recordTexts.moment, undefined],
      [recordTexts.pc, undefined],
      [recordTexts.envelope, envelope],
    ];
    const person = (title: Text, name: string | undefined) => html`<td><b>${this.#say(title)}</b>
<p>${this.#say(recordTexts.person)}</p><p class="line">${name ?? ""}</p>
<p>${this.#say(recordTexts.signature)}</p><p class="line tall"></p></td>`;
    return html`<p>${this.#say(recordTexts.signHow)}</p>
<table class="fill">${lines.map(([label, value]) => html`<tr><th>${this.#say(label)}</th><td class="line">${value ?? ""}</td></tr>\n`)}</table>
<table class="persons"><tr>${person(recordTexts.firstPerson, persons[0])}${person(recordTexts.secondPerson, persons[1])}</tr></table>
`;
  }
}

/** Beside the word, never in place of it. */
const marks: Readonly<Record<Step["status"], string>> = { passed: "✓", failed: "✗", "not-checked": "–" };
