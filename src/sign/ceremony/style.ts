// How a script looks, beyond what all our sheets share: with room to write.

import { sheetStyle } from "../../words/html.ts";
import type { Language } from "../../words/language.ts";
import { pageTexts } from "./texts.ts";

/** `footer` stands on every sheet, so that loose sheets find each other. */
export function ceremonyStyle(footer: string, language: Language): string {
  const [page, of] = [pageTexts.page[language], pageTexts.of[language]];
  return `${sheetStyle({ margin: "15mm 15mm 17mm", width: 178, footer, page, of })}h3 { font-size: 10pt; margin: 0 0 1mm; }
.person { text-align: right; font-size: 9pt; }
.person b { font-size: 13pt; }
.banner { margin: 4mm 0 2mm; border: 2mm double #000; padding: 2mm 4mm; font-size: 13pt; font-weight: bold; text-align: center; }
th, td { padding: 1mm 2mm 1mm 0; }
.facts th { width: 45mm; font-weight: normal; }
.facts .code { font-size: 8.5pt; }
.people th { font-size: 8.5pt; border-bottom: 0.2mm solid #000; }
.people td { border-bottom: 0.1mm solid #000; }
.block { break-inside: avoid; border: 0.3mm solid #000; padding: 2mm 3mm; margin: 0 0 3mm; }
.block .both { display: flex; gap: 4mm; align-items: center; }
.block .qr { display: block; flex: none; }
.groups { table-layout: fixed; }
.groups td { padding: 0.6mm 1mm 0.6mm 0; line-height: 1.25; white-space: nowrap; }
.groups .nr { display: inline-block; width: 5mm; font-size: 7pt; }
.groups .code { font-size: 12pt; font-weight: bold; }
.groups .words { display: block; padding-left: 5mm; font-size: 7.5pt; letter-spacing: -0.01em; }
.groups .box { display: inline-block; width: 6mm; height: 8mm; border: 0.2mm solid #000; margin-right: 0.4mm; vertical-align: middle; }
.zegelcode { font-size: 13pt; font-weight: bold; }
.steps { table-layout: fixed; border: 0.3mm solid #000; }
.steps th { font-size: 8.5pt; padding: 1mm 2mm; border-bottom: 0.3mm solid #000; }
.steps thead { display: table-header-group; }
.steps td { padding: 2mm; border-bottom: 0.15mm solid #000; }
.steps .nr { width: 13mm; font-weight: bold; font-size: 12pt; }
.steps th.nr { font-size: 8.5pt; }
.steps .who { width: 25mm; }
.steps .time { width: 17mm; border-left: 0.15mm solid #000; }
.steps .initials { width: 19mm; border-left: 0.15mm solid #000; }
.steps .yours .nr, .steps .yours .who { font-weight: bold; }
.steps .yours td { border-left-width: 0.15mm; }
.steps .yours td:first-child { border-left: 1.6mm solid #000; }
.steps .command { display: block; margin-top: 1.5mm; padding: 1.2mm 1.5mm; border: 0.15mm dashed #000; font-size: 8pt; line-height: 1.45; }
.steps .command .word { white-space: nowrap; }
.steps .command .long { white-space: normal; overflow-wrap: anywhere; }
.steps .compare { margin-top: 1.5mm; font-weight: bold; }
.lines p { border-bottom: 0.15mm solid #000; height: 8mm; }
.persons { table-layout: fixed; margin-top: 2mm; }
.persons td { padding: 2mm 6mm 0 0; }
.persons .line { border-bottom: 0.2mm solid #000; height: 14mm; }
`;
}
