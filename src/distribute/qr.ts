// A whole signed note as a QR code, and how it looks on a terminal. docs/spec/recall.md, "QR code"

import { encodeNote, type Note } from "../format/index.ts";
import { qrModules } from "../words/qr.ts";
import { DistributeError } from "./error.ts";

/** Bytes in byte mode at the lowest level of the largest QR code (ISO/IEC 18004, version 40-L). */
export const qrLimit = 2953;

/** Rows of modules, true for dark, quiet space and all. Throws DistributeError RECALL when the note does not fit. */
export function qrOfNote(note: Note): readonly (readonly boolean[])[] {
  const bytes = encodeNote(note);
  if (bytes.length > qrLimit)
    throw new DistributeError(
      "RECALL",
      `a QR code holds ${qrLimit} bytes, the signed list has ${bytes.length}: send it as a file, or give its codes by telephone`,
    );
  return qrModules([...bytes]);
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
