// How the printed list looks, beyond what all our sheets share.

import { sheetStyle } from "../../words/html.ts";
import type { Language } from "../../words/language.ts";
import { sheetWords } from "./sheet-words.ts";

export function style(footer: string, language: Language): string {
  const shared = sheetStyle({
    ...{ margin: "12mm 17mm 15mm", width: 176, footer },
    ...{ page: sheetWords.page[language], of: sheetWords.ofPages[language] },
  });
  return `${shared}.verdict { display: flex; gap: 5mm; align-items: center; margin: 3mm 0; line-height: 1.3; border: 0.8mm solid #000; padding: 2.5mm 4mm; break-inside: avoid; }
.verdict.stop { border-width: 1.6mm; }
.verdict.wait { border-style: dotted; border-width: 1.2mm; }
.sign { width: 17mm; height: 17mm; flex: none; }
.word { font-size: 24pt; font-weight: bold; line-height: 1; letter-spacing: 0.03em; }
.headline { font-size: 12pt; font-weight: bold; line-height: 1.25; margin-top: 1mm; }
.message { font-size: 8pt; font-weight: normal; }
h2 { margin-top: 2.5mm; font-size: 11pt; }
th, td { font-weight: normal; padding: 0.5mm 3mm 0.5mm 0; }
.facts th { width: 32mm; }
.facts .code { font-size: 8pt; white-space: nowrap; }
.list { font-size: 9pt; line-height: 1.3; }
.list th { font-weight: bold; border-bottom: 0.3mm solid #000; }
.list td { border-bottom: 0.1mm solid #000; }
.list .number { text-align: right; white-space: nowrap; }
.list th { white-space: nowrap; }
.list td:nth-child(2) { white-space: nowrap; }
.lines { font-size: 9pt; line-height: 1.35; }
.said { margin-top: 2mm; font-size: 8.5pt; line-height: 1.3; }
.said th { width: 32mm; font-weight: bold; }
.said td, .said th { border-bottom: 0.1mm solid #000; }
.said ul { list-style: none; padding: 0; }
.todo { margin: 0; padding-left: 6mm; font-size: 9pt; line-height: 1.3; }
.persons { margin-top: 2mm; font-size: 8.5pt; table-layout: fixed; break-inside: avoid; }
.persons td { padding: 0 6mm 0 0; }
.line { border-bottom: 0.2mm solid #000; min-height: 5mm; }
.tall { min-height: 9mm; }
.next { break-before: page; }
.figures { font-size: 7.5pt; line-height: 1.35; }
.figures td:first-child { width: 42mm; }
.figures td + td { width: 24mm; }
.figures td + td + td { width: auto; }
.figure { white-space: nowrap; margin-right: 2.5mm; display: inline-block; }
.differs { font-weight: bold; border: 0.2mm solid #000; padding: 0 0.6mm; }
.files td { font-size: 8.5pt; }
.files .code { font-size: 8pt; white-space: nowrap; }
@media screen { .next { margin-top: 12mm; border-top: 0.6mm solid #000; padding-top: 4mm; } }
`;
}
