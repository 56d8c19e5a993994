// The page on which one person types paper: one file, no network, and no figure of any count in it. docs/spec/paper-entry.md, "The page"

import { sha256 } from "@noble/hashes/sha2.js";
import { encodeBase64, encodeUtf8 } from "../../format/index.ts";
import { type Html, html } from "../../words/html.ts";
import { renderProgram } from "../../words/program-page.ts";
import { encodeForm, type PaperForm } from "./form.ts";
import { say, type TypingText, typingTexts } from "./texts.ts";

/** What makes the page work, line by line: built from src/crosscheck/page. */
export interface PageProgram {
  readonly script: readonly string[];
  readonly style: readonly string[];
}

/** The page of a form: the same bytes for the same form. `withCandidates`: the boxes of candidates are open from the start. */
export function renderFormPage(form: PaperForm, withCandidates: boolean, { script, style }: PageProgram): string {
  const digest = (source: string) => encodeBase64(sha256(encodeUtf8(source)));
  const title = `${typingTexts.title.nl}: ${form.name}`;
  const page = { language: "nl", title, style: style.join("\n"), body: bodyOf(form, withCandidates) } as const;
  return renderProgram(page, script.join("\n"), digest);
}

/** A sentence in its place: the script says it again in the language that is chosen. */
function text(name: TypingText, tag: "p" | "h1" | "h2" | "li" | "legend" | "span"): Html {
  return html`<${tag} data-text="${name}">${say(name, "nl")}</${tag}>`;
}

function bodyOf(form: PaperForm, withCandidates: boolean): Html {
  return html`<header>
<div class="bar"><p class="owner">Zegel</p><button type="button" class="plain" id="language" data-text="otherLanguage"></button></div>
${text("title", "h1")}
<p class="election">${form.name}, ${form.authorityName}</p>
<noscript>${text("noScript", "p")}</noscript>
</header>
<main>
${startOf()}
${unitsOf()}
${paperOf()}
</main>
<ol id="form" hidden data-candidates="${withCandidates ? "yes" : "no"}">
${encodeForm(form)
  .trimEnd()
  .split("\n")
  .map((line) => html`<li>${line}</li>\n`)}</ol>`;
}

function startOf(): Html {
  const entries = ([1, 2, 3] as const).map(
    (number) =>
      html`<label class="choice"><input type="radio" name="entry" value="${number}">${text(`entry${number}`, "span")}</label>\n`,
  );
  return html`<section id="start">
<ul class="rules">
${text("ruleType", "li")}
${text("ruleBlind", "li")}
${text("ruleSave", "li")}
${text("ruleKeys", "li")}
</ul>
<fieldset>${text("stepEntry", "legend")}
${entries}</fieldset>
<div id="both" hidden>
<label class="button"><input type="file" id="both-files" multiple accept=".txt,text/plain">${text("chooseBoth", "span")}</label>
<p id="both-names"></p>
</div>
<p class="person"><label for="person">${text("person", "span")}</label> <input id="person" autocomplete="off" spellcheck="false" maxlength="100"></p>
<p><button type="button" class="primary" id="begin" data-text="begin"></button></p>
${text("orResume", "h2")}
<label class="button second"><input type="file" id="resume" accept=".txt,text/plain">${text("resume", "span")}</label>
<p id="start-state" class="said" role="status"></p>
</section>`;
}

function unitsOf(): Html {
  return html`<section id="units" hidden>
<h2 id="units-title" tabindex="-1"></h2>
<p id="who"></p>
<p id="units-state" class="said" role="status"></p>
<p id="save-place" hidden><span id="unsaved" data-text="unsaved"></span> <button type="button" class="primary" id="save" data-text="saveNow"></button></p>
<ul id="models-open"></ul>
<ol id="unit-list"></ol>
</section>`;
}

function paperOf(): Html {
  return html`<section id="paper" hidden>
<div class="head"><h2 id="unit-title" tabindex="-1"></h2><p><span id="paper-title"></span> <button type="button" class="plain small" id="change-model" data-text="changeModel" hidden></button></p>
<p id="paper-state" class="said" role="status"></p>
<p id="first-check" aria-hidden="true"></p></div>
<p id="drafts" class="choices"></p>
<fieldset id="models">${text("whichPaper", "legend")}
<div id="model-list"></div></fieldset>
<p id="paper-hint" class="note" hidden></p>
<div id="boxes"></div>
<div id="checks" role="status"></div>
<p class="choices"><button type="button" class="primary" id="done" data-text="done"></button>
<button type="button" id="back" data-text="back"></button>
<button type="button" class="plain" id="another" data-text="another" hidden></button></p>
</section>`;
}
