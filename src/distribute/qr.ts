// A whole signed note as a QR code: on a terminal, and drawn on paper. docs/spec/recall.md, "QR code"

import { encode } from "uqr";
import { encodeNote, type Note } from "../format/index.ts";
import { type Html, html } from "../words/html.ts";
import { DistributeError } from "./error.ts";

/** Bytes in byte mode at the lowest level of the largest QR code (ISO/IEC 18004, version 40-L). */
export const qrLimit = 2953;
/** Modules of quiet space around it. */
const border = 4;

/** Rows of modules, true for dark, quiet space and all. Throws DistributeError RECALL when the note does not fit. */
export function qrOfNote(note: Note): readonly (readonly boolean[])[] {
  const bytes = encodeNote(note);
  if (bytes.length > qrLimit)
    throw new DistributeError(
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

/** For paper, as one path: a run of dark modules is one rectangle. At most 150 mm wide. `name`: for who hears the page. */
export function renderQrSvg(rows: readonly (readonly boolean[])[], name: string): Html {
  const runs = rows.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? "1" : "0"))
        .join("")
        .matchAll(/1+/g),
    ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  const millimetres = Math.min(150, rows.length * 1.2).toFixed(1);
  return html`<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rows.length} ${rows.length}" width="${millimetres}mm" height="${millimetres}mm" shape-rendering="crispEdges" role="img" aria-label="${name}"><path fill="#fff" d="M0 0h${rows.length}v${rows.length}h-${rows.length}z"/><path d="${runs.join("")}"/></svg>`;
}
