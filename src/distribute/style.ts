// How letters look on A4. Black on white: colour and background carry nothing, and most browsers do not print them.

import { labelWords } from "../words/glossary.ts";
import { cssString, sheetStyle } from "../words/html.ts";
import type { Language } from "../words/language.ts";
import { letterWords } from "./letter-words.ts";

/** What all letters share. */
const partsStyle = `
* { box-sizing: border-box; }
h1, h2, p, ol, ul, table, figure { margin: 0; padding: 0; }
h1 { font-size: 17pt; line-height: 1.15; text-wrap: balance; }
h2 { font-size: 12pt; margin-bottom: 1.5mm; }
.loud { font-weight: bold; border: 0.5mm solid #000; padding: 0.6mm 2mm; margin: 0 0 1.5mm; }
.code { font-family: Consolas, "DejaVu Sans Mono", "Liberation Mono", "Courier New", monospace; overflow-wrap: normal; }
.what { font-weight: bold; }
.whole, .contact, .shown, .entry, .verdicts > div, .fields > p, .english li { break-inside: avoid; }
.address { font-style: normal; font-size: 9.5pt; line-height: 1.17; width: 88mm; overflow-wrap: anywhere; }
.sender { font-size: 7pt; text-decoration: underline; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; font-weight: normal; padding: 0 2mm 0.4mm 0; }
th { white-space: nowrap; }
td { font-weight: bold; }
.pen { display: inline-block; min-width: 38mm; height: 1em; border-bottom: 0.2mm solid #000; }
.frame { border: 0.6mm solid #000; padding: 0.8mm 3mm 1mm; margin-bottom: 1.5mm; break-inside: avoid; }
.frame-name { font-weight: bold; }
.groups { display: flex; justify-content: space-between; list-style: none; }
.group-word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.groups li { position: relative; }
.groups .number { font-size: 8pt; vertical-align: super; }
.groups .code { font-size: 15pt; font-weight: bold; border: 0.2mm solid #000; padding: 0 0.8mm; white-space: nowrap; }
.digest { display: grid; grid-template-columns: repeat(8, auto); list-style: none; border: 0.3mm solid #000; padding: 1mm 2mm; break-inside: avoid; }
.digest li { white-space: nowrap; }
.digest .code { font-size: 11.5pt; font-weight: bold; }
.box { display: inline-block; width: 3.6mm; height: 3.6mm; border: 0.3mm solid #000; margin-right: 1mm; vertical-align: -0.5mm; }
.steps { padding-left: 6mm; }
.steps > li { margin-bottom: 0.8mm; }
.steps > li::marker { font-weight: bold; }
.line { font-weight: bold; }
.verdicts { display: grid; grid-template-columns: 2fr 1fr; gap: 1mm 5mm; margin-top: 1mm; }
.shown { display: flex; align-items: center; gap: 3mm; border: 0.4mm solid #000; padding: 1mm 2mm; margin-bottom: 1mm; }
.sign { width: 11mm; height: 11mm; flex: none; }
.word { font-size: 15pt; line-height: 1; }
.window { border: 0.4mm solid #000; border-radius: 1mm; margin: 1mm 0; break-inside: avoid; }
.window figcaption { padding: 0.3mm 2mm; border-bottom: 0.2mm solid #000; font-size: 8.5pt; }
.window .code { font-size: 8.5pt; line-height: 1.25; padding: 0.8mm 2mm; overflow-wrap: anywhere; }
.strip h2 { font-size: 11pt; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 2.2mm 6mm; }
.fields > p { display: flex; gap: 2mm; align-items: flex-end; }
.fields .wide { grid-column: 1 / -1; }
.fields .pen { flex: 1; min-width: 20mm; }
.fields .name { white-space: nowrap; }
.row { justify-content: space-between; }
.ticks { white-space: nowrap; }
.tick { margin-right: 1mm; }
.fives { white-space: nowrap; }
.five { display: inline-block; width: 13mm; height: 1.2em; border-bottom: 0.2mm solid #000; margin-left: 1.5mm; }
ul { padding-left: 5mm; }
.english { margin-top: 1.5mm; }
.english ol { padding-left: 6mm; }
.across { position: absolute; inset: 0; pointer-events: none; }
.across svg { display: block; width: 100%; height: 100%; }
`;

/** Two sides of one sheet, each exactly as high as the paper. The margins are their own: so a browser prints no lines of its own. */
export const sidesStyle = `${partsStyle}
@page { size: A4; margin: 0; }
body { margin: 0; color: #000; background: #fff; font: 11pt/1.25 Arial, "Liberation Sans", Helvetica, sans-serif; overflow-wrap: anywhere; }
.side { position: relative; width: 210mm; height: 296.9mm; padding: 11mm 15mm 0 20mm; break-after: page; overflow: hidden; }
.side:last-child { break-after: auto; }
.front header { height: 35mm; }
.front header .loud { font-size: 10pt; }
.top { display: grid; grid-template-columns: 88mm 1fr; gap: 4mm; min-height: 35.5mm; }
.front .address { position: absolute; top: 48mm; left: 20mm; height: 32mm; overflow: hidden; }
.facts { grid-column: 2; align-self: start; margin-top: 2mm; }
.what { font-size: 10.5pt; line-height: 1.2; margin-bottom: 1mm; }
.hint, .apart { margin-bottom: 1.5mm; }
.contact { font-size: 10pt; border-top: 0.3mm solid #000; border-bottom: 0.3mm solid #000; padding: 0.8mm 0; }
.strip { position: absolute; left: 0; right: 0; bottom: 18mm; padding: 1mm 15mm 2.5mm 20mm; border-top: 0.3mm dashed #000; font-size: 9pt; }
.strip .sign-here { min-height: 8mm; }
.fold { position: absolute; left: 0; right: 0; bottom: 0; height: 18mm; border-top: 0.3mm dotted #000; padding: 0.5mm 15mm 0 20mm; font-size: 8pt; }
.pattern { position: absolute; left: 0; bottom: 0; width: 100%; height: 36mm; }
.dense { font-size: 10pt; }
.dense .contact { font-size: 9pt; }
.back h2:not(:first-of-type) { margin-top: 2mm; }
.coded { break-inside: avoid; }
.more .frame { display: flex; align-items: center; gap: 4mm; padding: 0.3mm 3mm; margin-bottom: 0.4mm; }
.more .frame-name { font-size: 9pt; line-height: 1.1; width: 30mm; }
.more .groups { flex: 1; }
.more .groups .code { font-size: 11pt; }
.more .fields { font-size: 9pt; margin-bottom: 1.4mm; }
.more .box { width: 3mm; height: 3mm; }
@media screen { .side { margin: 5mm auto; outline: 0.3mm solid #999; } }
`;

/** How sheet after sheet is set out. */
interface Flow {
  readonly language: Language;
  /** What the letter is of, on each sheet. */
  readonly footer: string;
  /** 18 points, one column, one group a line. */
  readonly isLarge: boolean;
  /** What stands at the head of each sheet; undefined: nothing. */
  readonly head: string | undefined;
}

export function flowStyle({ language, footer, isLarge, head }: Flow): string {
  const [page, of] = [letterWords.page[language], labelWords.of[language]];
  const sheets = sheetStyle({ margin: "15mm 15mm 16mm 20mm", width: 175, footer, page, of });
  return `${sheets}${partsStyle}
.above { height: 33mm; overflow: hidden; }
.address { height: 32mm; margin-bottom: 5mm; overflow: hidden; }
.across { inset: auto; left: 0; top: 0; width: 175mm; height: 260mm; }
.facts { margin: 2mm 0; width: auto; }
${isLarge ? largeStyle : ""}${head === undefined ? "" : headStyle(head)}`;
}

/** A drawing stands on the first sheet alone, so the word stands at the head of each. */
function headStyle(word: string): string {
  const head = cssString(Array(3).fill(word).join("   –   "));
  return `@page { @top-center { content: ${head}; font: bold 16pt Arial, sans-serif; white-space: pre; } }
`;
}

const largeStyle = `
body { font: 18pt/1.35 Arial, "Liberation Sans", Helvetica, sans-serif; }
h1 { font-size: 22pt; } h2, .strip h2 { font-size: 20pt; margin: 6mm 0 3mm; }
p, li, table { margin-bottom: 3mm; }
.steps, .english ol { padding-left: 13mm; } ul { padding-left: 8mm; }
.english li { margin-bottom: 1mm; }
.loud { font-size: 14pt; line-height: 1.2; }
.group-word { position: static; width: auto; height: auto; clip-path: none; }
.groups, .digest, .verdicts, .fields, .fields > p, .row { display: block; }
.groups .number, .groups .code, .digest .code { font-size: 20pt; vertical-align: baseline; }
.groups .number { display: inline-block; width: 38mm; }
.box { width: 6mm; height: 6mm; margin-right: 3mm; }
.word { font-size: 26pt; } .sign { width: 20mm; height: 20mm; }
.window figcaption, .window .code { font-size: 14pt; }
.ticks, .fives { display: block; margin-top: 3mm; }
.five { width: 34mm; }
.pen, .fields .pen { display: inline-block; min-width: 80mm; }
.strip .sign-here { min-height: 22mm; padding-top: 8mm; }
.strip, .behind { break-before: page; }
.facts th { padding-right: 5mm; }
`;
