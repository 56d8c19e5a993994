// How the pages of a release's state look, beyond what all our sheets share: for a screen, and for A4.

import { sheetStyle } from "../../words/html.ts";
import type { Language } from "../../words/language.ts";
import { pageWords } from "./texts.ts";

/** `footer`: what ties loose sheets together. */
export function style(footer: string, language: Language): string {
  const shared = sheetStyle({
    margin: "14mm 15mm 16mm",
    width: 179,
    footer,
    page: pageWords.page[language],
    of: pageWords.of[language],
  });
  return `${shared}
h3 { font-size: 10pt; margin: 4mm 0 1mm; break-after: avoid; }
header .kind { text-align: right; }
.facts { margin: 3mm 0; }
.facts th { width: 42mm; font-weight: normal; }
.facts td, .facts th { padding: 0.4mm 2mm 0.4mm 0; }
.urgent { font-size: 13pt; font-weight: bold; border: 0.8mm solid #000; padding: 1mm 3mm; margin: 3mm 0; }
.outcome { display: flex; gap: 5mm; align-items: center; border: 0.8mm solid #000; padding: 2.5mm 4mm; margin: 3mm 0; break-inside: avoid; }
.outcome.stop { border-width: 1.6mm; }
.outcome.wait { border-style: dotted; border-width: 1.2mm; }
.outcome .sign { width: 14mm; height: 14mm; flex: none; }
.word { font-size: 20pt; font-weight: bold; line-height: 1.1; }
.dissent { border: 0.8mm solid #000; padding: 1.5mm 4mm; margin: 3mm 0; font-weight: bold; break-inside: avoid; }
.table th, .table td { padding: 1.2mm 3mm 1.2mm 0; border-bottom: 0.2mm solid #000; font-weight: normal; }
.table thead th { font-weight: bold; border-bottom-width: 0.4mm; }
.table td p + p { margin-top: 0.8mm; }
.nr { width: 12mm; }
.rows { table-layout: fixed; }
.seq { width: 20mm; }
.version { width: 26mm; }
.folder { width: 38mm; }
.step { width: 34mm; }
.state { width: 31mm; }
.state span { display: flex; gap: 1.5mm; align-items: center; }
.state .sign { width: 4.5mm; height: 4.5mm; flex: none; }
.wrong .state, .bad { font-weight: bold; }
.mark { font-weight: bold; }
.command { display: block; margin: 1.5mm 0; padding: 1.5mm 2.5mm; border: 0.2mm solid #000; font-size: 8.5pt; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; break-inside: avoid; }
.remarks { margin-top: 1mm; }
.remarks li { margin: 0.8mm 0; }
.foot { margin-top: 6mm; font-size: 9pt; }
@media screen and (max-width: 190mm) { body { padding: 5mm; } .facts th { width: 30mm; } .nr { width: 7mm; } .rows { table-layout: auto; } .step, .state, .seq, .version, .folder { width: auto; } header { display: block; } header .kind { text-align: left; } }
`;
}
