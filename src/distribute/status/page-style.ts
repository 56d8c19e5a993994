// How the page of a status looks, beyond what all our sheets share.

import { sheetStyle } from "../../words/html.ts";
import type { Language } from "../../words/language.ts";
import { statusTexts } from "./words.ts";

export function pageStyle(footer: string, language: Language): string {
  const { page, of } = statusTexts;
  const shared = sheetStyle({ margin: "14mm 16mm 16mm", width: 178, footer, page: page[language], of: of[language] });
  return `${shared}h3 { font-size: 11pt; margin: 0; break-after: avoid; }
.flag { border: 0.2mm solid #000; padding: 1.5mm 3mm; margin-bottom: 2mm; }
.flag.urgent { border-width: 1mm; }
.count { font-weight: normal; }
.todo { float: right; }
.funnel th { width: 34mm; white-space: nowrap; }
.funnel .number { width: 26mm; white-space: nowrap; }
.funnel .track { border-left: 0.2mm solid #000; padding: 0.6mm 0; }
.bar { border-top: 4mm solid #000; height: 0; }
.call th, .call td { border-bottom: 0.1mm solid #000; padding: 0.5mm 2mm 0.5mm 0; font-size: 9pt; }
.call td:nth-child(2), .call td:nth-child(3) { white-space: nowrap; }
.who { white-space: nowrap; }
.small { font-size: 8.5pt; }
`;
}
