// Sheets of labels: for discs by their copies, for bags with the QR code that the packing table scans, for addresses.
// docs/spec/letter.md, "Labels"

import { releaseWords } from "../../words/glossary.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import type { Language } from "../../words/language.ts";
import { qrModules, qrSvg } from "../../words/qr.ts";
import { signSvg, signWords } from "../../words/signs.ts";
import { said } from "../parts.ts";
import type { Envelope, People, Register } from "../register/index.ts";
import { addressOf, copyWords } from "./dispatch.ts";
import { labelTexts as words } from "./label-words.ts";
import { bare } from "./parts.ts";
import { labelStyle } from "./style.ts";

export const labelKinds = ["disc", "bag", "address"] as const;
export type LabelKind = (typeof labelKinds)[number];

/** How labels are set out on A4, all measures in millimetres. */
export interface LabelSheet {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  /** Between columns. */
  readonly gap: number;
}

export const labelSheets: Readonly<Record<string, LabelSheet>> = {
  "a4-3x7": { columns: 3, rows: 7, width: 63.5, height: 38.1, gap: 2.5 },
};

/** A page of A4 sheets, the same for the same labels. `register`: of which election and purpose they are. */
export function renderLabelSheets(
  labels: readonly Html[],
  kind: LabelKind,
  sheet: LabelSheet,
  language: Language,
): string {
  const onSheet = sheet.columns * sheet.rows;
  const sheets: Html[] = [];
  for (let at = 0; at < labels.length; at += onSheet)
    sheets.push(html`<ul class="sheet">${labels.slice(at, at + onSheet)}</ul>\n`);
  const title = words.title[kind][language];
  const body = html`<main><h1>${title}</h1>
${sheets}</main>`;
  return renderDocument({ language, title, style: labelStyle(sheet), body });
}

/** One a copy of every batch, from `from` to `to`, in the order of their numbers. */
export function discLabels(
  { batches, releases, purpose, election }: Register,
  from: number,
  to: number,
  language: Language,
): Html[] {
  return batches.flatMap(({ copies, release: name, disc }) => {
    const release = releases.get(name);
    if (release === undefined) return [];
    const { product, version, sequence, role, count } = release;
    const [first, last] = [Math.max(copies.from, from), Math.min(copies.to, to)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
      label(purpose, language, [
        html`<b>${said(releaseWords.version, language, { product, version, sequence })}</b>`,
        html`${election} · ${role} · ${said(releaseWords.disc, language, { disc, discs: count })}`,
        html`<b>${said(words.copy, language, { copy: copyWords(first + i) })}</b>`,
      ]),
    );
  });
}

/** One a disc of each of these: who gets it, and what the packing table scans. */
export function bagLabels({ purpose }: Register, envelopes: readonly Envelope[], language: Language): Html[] {
  return envelopes.flatMap(({ number, recipient, discs, release }) =>
    discs
      .toSorted((a, b) => a.disc - b.disc)
      .map(({ disc, copy }) => {
        const shown = copyWords(copy);
        const rows = qrModules(`ZEGEL.E1.${bare(number)}.${shown}`);
        return label(
          purpose,
          language,
          [
            html`<b>${recipient.name}</b>`,
            html`${recipient.id} · ${release.role}`,
            html`${words.envelope[language]} <b class="number">${number}</b>`,
            html`${said(releaseWords.disc, language, { disc, discs: release.count })} · ${said(words.copy, language, { copy: shown })}`,
          ],
          qrSvg(rows, 20, `${words.qr[language]} ${number}, ${shown}`),
        );
      }),
  );
}

/** One an envelope. */
export function addressLabels(envelopes: readonly Envelope[], list: People, language: Language): Html[] {
  return envelopes.flatMap(({ number, recipient }) => {
    const listed = list.get(recipient.id);
    if (listed === undefined) return [];
    const lines = addressOf(listed).map((line) => html`<p>${line}</p>\n`);
    return html`<li class="label address">${lines}<p class="small">${words.envelope[language]} ${number}</p></li>\n`;
  });
}

/** With its purpose: a practice disc has another shape, another colour and a sign. */
function label(purpose: Register["purpose"], language: Language, lines: readonly Html[], qr?: Html): Html {
  const isPractice = purpose !== "final";
  const kind = isPractice
    ? html`<p class="kind">${signSvg("practice")} ${signWords.practice[language]}</p>`
    : html`<p class="kind">${words.final[language]}</p>`;
  const names = ["label", ...(qr === undefined ? ["disc"] : []), ...(isPractice ? ["practice"] : [])].join(" ");
  return html`<li class="${names}"><div>${lines.map((line) => html`<p>${line}</p>\n`)}${kind}</div>${qr ?? html``}</li>
`;
}
