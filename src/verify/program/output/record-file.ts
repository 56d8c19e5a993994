// The record on disk, in the form that its name asks for. Never over another; whole or not at all.

import { realpathSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { FilesError } from "../../../files/error.ts";
import { tryNewFile, writeNew } from "../../../files/new-file.ts";
import { printError } from "../../../files/print.ts";
import { encodeUtf8 } from "../../../format/index.ts";
import type { Language } from "../../../words/language.ts";
import { watched } from "../../node/watch.ts";
import { VerifyError } from "../../proof/verdict.ts";
import { recordTexts } from "../../record/labels.ts";
import { renderInstructions } from "../../record/paper/instructions.ts";
import { encodeRecord, type VerificationRecord } from "../../record/record.ts";
import { renderPage } from "../../record/sheet.ts";
import { renderRecord } from "../../record/text.ts";

const forms: Readonly<Record<string, (record: VerificationRecord, language: Language) => string>> = {
  ".html": renderPage,
  ".json": encodeRecord,
  ".txt": renderRecord,
};

export function isRecordName(path: string): boolean {
  return Object.hasOwn(forms, extname(path).toLowerCase());
}

/**
 * Before the long read: can the records be made, each at a name of its own? `taken`: names at which something else will stand by then.
 * Leaves nothing behind. Throws VerifyError GEBRUIK.
 */
export function tryRecords(paths: readonly string[], taken: readonly string[] = []): void {
  const places = paths.map(placeOfName);
  const others = taken.map(placeOfName);
  for (const [i, path] of paths.entries()) {
    const place = places[i] ?? "";
    if (others.includes(place))
      throw new VerifyError("GEBRUIK", `${path}: is what is being made: choose another name for the record`);
    const first = places.indexOf(place);
    if (first < i) throw new VerifyError("GEBRUIK", `${path}: is ${paths[first]} once more: choose another name`);
    try {
      watched(path, () => tryNewFile(path));
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      throw new VerifyError("GEBRUIK", error.message);
    }
  }
}

/** The same for every spelling of a name: through links, and in letters of either case, which are one name in Windows. */
function placeOfName(path: string): string {
  const folder = dirname(resolve(path));
  const real = tryReal(folder) ?? folder; // where it is not there, making the file will say so
  return join(real, basename(path).toLowerCase());
}

function tryReal(folder: string): string | undefined {
  try {
    return watched(folder, () => realpathSync(folder));
  } catch {
    return undefined;
  }
}

/** After GOED, where the disc holds instructions; otherwise it is said that there are none. Throws VerifyError FOUT when they cannot be written. */
export function writeInstructions(path: string, record: VerificationRecord, language: Language): void {
  const page = renderInstructions(record, language);
  if (page === undefined) {
    printError(`zegel verify: ${recordTexts.noInstructions[language]}\n`);
    return;
  }
  try {
    writeNew(path, encodeUtf8(page), 0o644);
  } catch (error) {
    if (!(error instanceof FilesError)) throw error;
    throw new VerifyError("FOUT", `the instructions cannot be written: ${error.message}`);
  }
}

/** Writes all that can be written, then throws VerifyError FOUT for those that could not. */
export function writeRecords(paths: readonly string[], record: VerificationRecord, language: Language): void {
  const faults: string[] = [];
  for (const path of paths) {
    try {
      writeNew(path, encodeUtf8(forms[extname(path).toLowerCase()]?.(record, language) ?? ""), 0o644);
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      faults.push(`the record cannot be written: ${error.message}`);
    }
  }
  if (faults.length > 0) throw new VerifyError("FOUT", faults.join("; "));
}
