// A small text as a QR code: on the terminal, or as an SVG file to print.

import type { Command } from "commander";
import { renderSVG, renderUnicodeCompact } from "uqr";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeUtf8, shown } from "../../format/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";

/** Bytes that the largest QR code holds (version 40, level L; ISO/IEC 18004). */
export const qrLimit = 2953;

export interface QrOptions {
  readonly qr?: true;
  readonly qrSvg?: string;
}

export function addQrOptions(command: Command): Command {
  return command
    .option("--qr", "print it as a QR code too")
    .option("--qr-svg <file>", "write it as a QR code (SVG) to a new file too");
}

/** Throws CommandError when it does not fit: a code that holds half of it would be worse than none. */
export function showQr(file: Uint8Array, options: QrOptions): void {
  if (!options.qr && options.qrSvg === undefined) return;
  if (file.length > qrLimit)
    throw new CommandError(
      `too large for a QR code: expected at most ${qrLimit} bytes, found ${file.length}: carry the file that was written`,
    );
  const bytes = [...file]; // as bytes, not as text: a reader gives back what went in
  if (options.qr) print(`${renderUnicodeCompact(bytes, { border: 2 })}\n`);
  if (options.qrSvg !== undefined) {
    writeNew(options.qrSvg, encodeUtf8(renderSVG(bytes, { border: 4 })), 0o644);
    print(shown`written:     ${options.qrSvg}\n`);
  }
}
