// How the page looks: A4, black on white, legible on a cheap printer. Colour, shade and background carry nothing.

import { recordTexts } from "./labels.ts";
import type { Language } from "./sentences.ts";

/** The control number on every sheet ties loose sheets together. `controlNumber` is digits, capitals and hyphens only. */
export function style(controlNumber: string, language: Language): string {
  const page = recordTexts.page[language];
  const of = recordTexts.of[language];
  return `
@page { size: A4; margin: 16mm 17mm 18mm;
  @bottom-left { content: "${recordTexts.controlNumber[language]} ${controlNumber}"; font: 8pt Arial, sans-serif; }
  @bottom-right { content: "${page} " counter(page) " ${of} " counter(pages); font: 8pt Arial, sans-serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 176mm; color: #000; background: #fff; font: 10pt/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; align-items: flex-end; border-bottom: 0.6mm solid #000; padding-bottom: 2mm; }
h1, h2, h3, p, ul, table { margin: 0; padding: 0; }
h1 { font-size: 18pt; line-height: 1.2; }
h2 { font-size: 12pt; margin: 6mm 0 1.5mm; border-bottom: 0.2mm solid #000; padding-bottom: 0.7mm; break-after: avoid; }
h3 { font-size: 10pt; margin: 3.5mm 0 0.5mm; break-after: avoid; }
.kind { font-size: 9pt; }
.number { text-align: right; font-size: 9pt; white-space: nowrap; }
.number b { font-size: 12pt; }
.code { font-family: "DejaVu Sans Mono", Consolas, "Liberation Mono", "Courier New", monospace; font-size: 8.5pt; overflow-wrap: normal; }
.pair { display: inline-block; vertical-align: top; margin-left: 2mm; line-height: 1.3; }
.verdict { margin: 4mm 0 0; border: 0.6mm solid #000; padding: 3mm 4mm; break-inside: avoid; }
.verdict.refused { border: 2mm double #000; }
.headline { font-size: 14pt; font-weight: bold; line-height: 1.25; }
.headline + p { margin-top: 1mm; }
ul { padding-left: 5mm; }
.todo { font-size: 11pt; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; font-weight: normal; padding: 0.8mm 2mm 0.8mm 0; }
tr { break-inside: avoid; }
.facts th { width: 52mm; }
.steps td, .answers td { border-bottom: 0.1mm solid #000; }
.steps li { font-size: 9pt; }
.mark { width: 7mm; font-weight: bold; }
.status { width: 30mm; }
.failed .status { font-weight: bold; }
.answer { width: 14mm; white-space: nowrap; }
.answer:last-child { width: 17mm; padding-right: 0; }
.box { display: inline-block; width: 3.6mm; height: 3.6mm; border: 0.3mm solid #000; font: bold 8pt/3mm Arial, sans-serif; text-align: center; vertical-align: middle; overflow: hidden; }
.keep { break-inside: avoid; }
.fill th { width: 52mm; padding-top: 3.5mm; }
.fill td { padding-top: 3.5mm; }
.line { border-bottom: 0.2mm solid #000; min-height: 6mm; }
.persons { margin-top: 6mm; table-layout: fixed; }
.persons td { padding: 0 8mm 0 0; }
.persons td + td { padding: 0 0 0 8mm; }
.persons p { margin-top: 1.5mm; }
.persons .line { margin-top: 0; }
.persons .tall { height: 18mm; }
@media screen { body { padding: 10mm 0; } }
`;
}
