// Pieces that the papers of a check share.

import { encodeHashGroups } from "../../../format/index.ts";
import { type Html, html } from "../../../words/html.ts";
import type { Language } from "../../../words/language.ts";
import { recordTexts } from "../labels.ts";

export function section(title: string, content: Html, kind = ""): Html {
  return html`<section class="${kind}"><h2>${title}</h2>
${content}</section>`;
}

export function factTable(rows: readonly (readonly [string, string | Html])[]): Html {
  return html`<table class="facts">${rows.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>\n`)}</table>\n`;
}

/** A SHA-256 in two lines, or that it is not established. */
export function twoLines(sha256: string | undefined, language: Language): Html {
  if (sha256 === undefined) return html`${recordTexts.notFound[language]}`;
  return html`<span class="code">${lines(encodeHashGroups(sha256))}</span>`;
}

/** Sixteen groups of four, eight a line. */
export function lines(groups: string): Html {
  return html`${groups.slice(0, 39)}<br>${groups.slice(40)}`;
}
