// The record on disk, in the form that its name asks for. Never over another; whole or not at all.

import { extname } from "node:path";
import { FilesError } from "../../../files/error.ts";
import { nameOf } from "../../../files/inside.ts";
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
  const placeOf = (path: string) => watched(path, () => nameOf(path));
  const [places, others] = [paths.map(placeOf), taken.map(placeOf)];
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
