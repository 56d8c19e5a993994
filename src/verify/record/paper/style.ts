// How the sheet looks, beyond what all our sheets share.

import { sheetStyle } from "../../../words/html.ts";
import type { Language } from "../../../words/language.ts";
import { recordTexts } from "../labels.ts";

/** The control number on every sheet ties loose sheets together. */
export function style(controlNumber: string, language: Language): string {
  const shared = sheetStyle({
    margin: "12mm 17mm 15mm",
    width: 176,
    footer: `${recordTexts.controlNumber[language]} ${controlNumber}`,
    page: recordTexts.page[language],
    of: recordTexts.of[language],
  });
  return `${shared}h3 { font-size: 10pt; margin: 3.5mm 0 0.5mm; break-after: avoid; }
.number { text-align: right; font-size: 9pt; white-space: nowrap; }
.number b { font-size: 12pt; }
.code { font-size: 8.5pt; }
.pair { display: inline-block; vertical-align: top; margin-left: 2mm; line-height: 1.3; }
.verdict { display: flex; gap: 5mm; align-items: center; margin: 2mm 0; line-height: 1.3; border: 0.8mm solid #000; padding: 2.5mm 4mm; break-inside: avoid; }
.verdict.stop { border-width: 1.6mm; }
.verdict.practice { border-style: dashed; }
.verdict.wait { border-style: dotted; border-width: 1.2mm; }
.sign { width: 20mm; height: 20mm; flex: none; }
.word { font-size: 26pt; font-weight: bold; line-height: 1; letter-spacing: 0.03em; }
.headline { font-size: 13pt; font-weight: bold; line-height: 1.2; margin-top: 1mm; }
.emergency { font-weight: bold; }
.message { font-size: 8pt; white-space: nowrap; }
.aside { font-size: 8pt; }
.pen { display: inline-block; min-width: 45mm; border-bottom: 0.2mm solid #000; height: 4.5mm; vertical-align: bottom; }
.states { list-style: none; padding: 0; columns: 2; column-gap: 8mm; font-size: 8pt; line-height: 1.3; }
.states li { break-inside: avoid; }
.states .mark { display: inline-block; width: 4mm; }
h2 { margin-top: 2.5mm; }
main > .facts td, main > .facts th { padding: 0.3mm 2mm 0.3mm 0; }
.todo { margin: 0; padding-left: 6mm; line-height: 1.3; }
.todo + p, .todo + p ~ p { font-size: 9pt; line-height: 1.3; }
.ends { display: flex; gap: 6mm; align-items: flex-end; }
.scan { flex: none; width: 30mm; text-align: center; font-size: 7pt; line-height: 1.2; }
.scan svg, .scan span { display: block; margin: 0 auto; }
.annex { break-before: page; }
.annex .kind { font-size: 12pt; font-weight: bold; }
@media screen { .annex { margin-top: 12mm; border-top: 0.6mm solid #000; padding-top: 4mm; } }
th, td { font-weight: normal; padding: 0.8mm 2mm 0.8mm 0; }
.facts th { width: 40mm; }
.steps td, .answers td { border-bottom: 0.1mm solid #000; }
.steps li { font-size: 9pt; }
.mark { width: 7mm; font-weight: bold; }
.status { width: 30mm; }
.failed .status { font-weight: bold; }
.answer { width: 14mm; white-space: nowrap; }
.answer:last-child { width: 17mm; padding-right: 0; }
.box { display: inline-block; width: 3.6mm; height: 3.6mm; border: 0.3mm solid #000; font: bold 8pt/3mm Arial, sans-serif; text-align: center; vertical-align: middle; overflow: hidden; }
.line { border-bottom: 0.2mm solid #000; min-height: 6mm; }
.persons { margin-top: 2mm; table-layout: fixed; }
.persons td { padding: 0 8mm 0 0; }
.persons td + td { padding: 0 0 0 8mm; }
.persons p { margin-top: 0.8mm; }
.persons .line { margin-top: 0; }
.persons .tall { height: 12mm; }
`;
}
