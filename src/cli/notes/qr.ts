// A small text as a QR code: on the terminal, or as an SVG file to print.

import type { Command } from "commander";
import { renderSVG, renderUnicodeCompact } from "uqr";
import { qrLimit } from "../../distribute/index.ts";
import type { NewContent } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeUtf8 } from "../../format/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { oneNew } from "../command.ts";

export interface QrOptions {
  readonly qr?: true;
  readonly qrSvg?: string;
}

export function addQrOptions(command: Command): Command {
  return command
    .option("--qr", "print it as a QR code too")
    .addOption(oneNew("--qr-svg <file>", "write it as a QR code (SVG) to a new file too"));
}

/**
 * What is to be written: `file`, and its QR code where one is asked for. Throws CommandError when that does not fit: a code that
 * holds half of it would be worse than none.
 */
export function withQr(file: NewContent, { qr, qrSvg }: QrOptions): NewContent[] {
  const { length } = file.bytes;
  if ((qr || qrSvg !== undefined) && length > qrLimit)
    throw new CommandError({
      nl: `te groot voor een QR-code: verwacht ten hoogste ${qrLimit} bytes, gevonden ${length}: laat --qr en --qr-svg weg, en breng het bestand`,
      en: `too large for a QR code: expected at most ${qrLimit} bytes, found ${length}: leave out --qr and --qr-svg, and carry the file`,
    });
  if (qrSvg === undefined) return [file];
  return [file, { path: qrSvg, bytes: encodeUtf8(renderSVG([...file.bytes], { border: 4 })), mode: 0o644 }];
}

const written: Text = { nl: "geschreven:  {path}", en: "written:     {path}" };

/** The QR code of what was written, as `withQr` let it pass: as bytes, not as text, so that a reader gives back what went in. */
export function showQr(file: Uint8Array, { qr, qrSvg }: QrOptions, language: Language): void {
  if (qr) print(`${renderUnicodeCompact([...file], { border: 2 })}\n`);
  if (qrSvg !== undefined) print(`${fill(written[language], { path: qrSvg })}\n`);
}
