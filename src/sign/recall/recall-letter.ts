// A signed recall list on paper: its codes for the telephone, and the whole note as a QR code. docs/spec/recall.md

import { encode } from "uqr";
import { encodeHashGroups, encodeNote, encodeRecallCode, type Note, textDigest } from "../../format/index.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import { fill, type Language } from "../../words/language.ts";
import { SignError } from "../error.ts";
import { recallTexts, type ShownRecall, signersOf } from "./recall-sheet.ts";

/** Bytes in byte mode at the lowest level of the largest QR code (ISO/IEC 18004, version 40-L). */
const qrLimit = 2953;
/** Modules of quiet space around it. */
const border = 4;

/** Rows of modules, true for dark, quiet space and all. Throws SignError RECALL when the note does not fit. */
export function qrOfNote(note: Note): readonly (readonly boolean[])[] {
  const bytes = encodeNote(note);
  if (bytes.length > qrLimit)
    throw new SignError(
      "RECALL",
      `a QR code holds ${qrLimit} bytes, the signed list has ${bytes.length}: send it as a file, or give its codes by telephone`,
    );
  return encode([...bytes], { ecc: "L", boostEcc: true, border }).data;
}

/** For a terminal with light letters on dark: two rows of modules a line, light ones drawn. */
export function renderQrText(rows: readonly (readonly boolean[])[]): string {
  const lines: string[] = [];
  for (let y = 0; y < rows.length; y += 2) {
    const [top = [], bottom = []] = [rows[y], rows[y + 1]];
    const characters = top.map((isDark, x) => {
      const isLowerDark = bottom[x] ?? true;
      return isDark ? (isLowerDark ? " " : "▄") : isLowerDark ? "▀" : "█";
    });
    lines.push(characters.join(""));
  }
  return `${lines.join("\n")}\n`;
}

/** One path: a run of dark modules is one rectangle. */
function renderQrSvg(rows: readonly (readonly boolean[])[]): Html {
  const runs = rows.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? "1" : "0"))
        .join("")
        .matchAll(/1+/g),
    ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  const millimetres = Math.min(170, rows.length * 1.2).toFixed(1);
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rows.length} ${rows.length}" width="${millimetres}mm" height="${millimetres}mm" shape-rendering="crispEdges" role="img" aria-label="QR"><path fill="#fff" d="M0 0h${rows.length}v${rows.length}h-${rows.length}z"/><path d="${runs.join("")}"/></svg>`;
}

/** The file for --letter. Throws SignError RECALL when the note does not fit a QR code. */
export function renderRecallLetter(shown: ShownRecall, language: Language): string {
  const { note, recall } = shown;
  const say = (word: keyof typeof recallTexts) => recallTexts[word][language];
  const number = recall.recalled.length;
  const steps = (["stop", "scan", "type", "other"] as const).map((word) => html`<li>${say(word)}</li>\n`);
  const signers = signersOf(shown, language).map((line) => html`<li>${line}</li>\n`);
  const lines = new TextDecoder().decode(encodeNote(note)).split("\n").slice(0, -1);
  return renderDocument({
    language,
    title: `${say("title")} ${number}`,
    style,
    body: html`<h1>${say("title")}</h1>
<p><b>${fill(say("list"), { number, date: recall.date })}.</b> ${fill(say("replaces"), { number })}</p>
${entryTable(shown, language)}
<h2>${say("todo")}</h2>
<ol>
${steps}</ol>
<section>
<h2>${say("qr")}</h2>
${renderQrSvg(qrOfNote(note))}
<ul>
${signers}<li>${say("text")}: <span class="code">${encodeHashGroups(textDigest(note.text))}</span></li>
</ul>
</section>
<p>${say("typed")}</p>
<div class="note">${lines.map((line) => html`<div>${line === "" ? html`&nbsp;` : line}</div>\n`)}</div>`,
  });
}

function entryTable({ recall, releases }: ShownRecall, language: Language): Html {
  const heads = (["number", "date", "release", "reason", "code"] as const).map(
    (word) => html`<th>${recallTexts[word][language]}</th>`,
  );
  const rows = recall.recalled.toReversed().map(({ imageSha256, date, reason }, i) => {
    const number = recall.recalled.length - i;
    const cells = [number, date, releases.get(imageSha256) ?? "–", reason].map((cell) => html`<td>${cell}</td>`);
    return html`<tr>${cells}<td class="code">${encodeRecallCode(number, imageSha256)}</td></tr>\n`;
  });
  return html`<table><tr>${heads}</tr>\n${rows}</table>`;
}

const style = `
@page { size: A4; margin: 18mm 20mm; }
body { font: 11pt/1.4 sans-serif; color: #000; background: #fff; max-width: 170mm; margin: 8mm auto; }
h1 { font-size: 18pt; margin: 0 0 4mm; } h2 { font-size: 13pt; margin: 6mm 0 2mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; padding: 1.5mm 2mm; text-align: left; vertical-align: top; }
li { margin-bottom: 1.5mm; }
.code { font-family: monospace; }
td.code { font-weight: bold; white-space: nowrap; }
section { break-inside: avoid; }
svg { display: block; margin: 2mm 0 4mm; }
.note { font: 6.5pt/1.5 monospace; border: 1px solid #000; padding: 2mm; }
.note div { padding-left: 6mm; text-indent: -6mm; overflow-wrap: break-word; }
`;
