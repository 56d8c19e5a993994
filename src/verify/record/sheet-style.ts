// How the sheet looks, beyond what all our sheets share.

import { sheetStyle } from "../../words/html.ts";
import type { Language } from "../../words/language.ts";
import { recordTexts } from "./labels.ts";

/** The control number on every sheet ties loose sheets together. */
export function style(controlNumber: string, language: Language): string {
  const shared = sheetStyle({
    margin: "16mm 17mm 18mm",
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
.verdict { margin: 4mm 0 0; border: 0.6mm solid #000; padding: 3mm 4mm; break-inside: avoid; }
.verdict.refused { border: 2mm double #000; }
.headline { font-size: 14pt; font-weight: bold; line-height: 1.25; }
.headline + p { margin-top: 1mm; }
.todo { font-size: 11pt; }
th, td { font-weight: normal; padding: 0.8mm 2mm 0.8mm 0; }
.facts th { width: 52mm; }
.steps td, .answers td { border-bottom: 0.1mm solid #000; }
.steps li { font-size: 9pt; }
.mark { width: 7mm; font-weight: bold; }
.status { width: 30mm; }
.failed .status { font-weight: bold; }
.answer { width: 14mm; white-space: nowrap; }
.answer:last-child { width: 17mm; padding-right: 0; }
.box { display: inline-block; width: 3.6mm; height: 3.6mm; border: 0.3mm solid #000; font: bold 8pt/3mm Arial, sans-serif; text-align: center; vertical-align: middle; overflow: hidden; }
.fill th { width: 52mm; padding-top: 3.5mm; }
.fill td { padding-top: 3.5mm; }
.line { border-bottom: 0.2mm solid #000; min-height: 6mm; }
.persons { margin-top: 6mm; table-layout: fixed; }
.persons td { padding: 0 8mm 0 0; }
.persons td + td { padding: 0 0 0 8mm; }
.persons p { margin-top: 1.5mm; }
.persons .line { margin-top: 0; }
.persons .tall { height: 18mm; }
`;
}
