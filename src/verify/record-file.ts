// The record on disk, in the form that its name asks for. Never over another; whole or not at all.

import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import type { Language } from "./messages.ts";
import { encodeRecord, type VerificationRecord } from "./record.ts";
import { renderPage } from "./record-page.ts";
import { renderRecord } from "./render.ts";
import { VerifyError } from "./verdict.ts";

const forms: Readonly<Record<string, (record: VerificationRecord, language: Language) => string>> = {
  ".html": renderPage,
  ".json": encodeRecord,
  ".txt": renderRecord,
};

export function isRecordName(path: string): boolean {
  return Object.hasOwn(forms, extname(path).toLowerCase());
}

/** Writes all that can be written, then throws VerifyError FOUT for those that could not. */
export function writeRecords(paths: readonly string[], record: VerificationRecord, language: Language): void {
  const faults: string[] = [];
  for (const path of paths) {
    try {
      writeNew(path, forms[extname(path).toLowerCase()]?.(record, language) ?? "");
    } catch (error) {
      faults.push(`${path}: the record cannot be written: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (faults.length > 0) throw new VerifyError("FOUT", faults.join("; "));
}

function writeNew(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, "wx", 0o644);
  try {
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    giveName(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** A link fails where the name exists, so nothing is overwritten. A USB stick with FAT has no links: there a rename, after a look. */
function giveName(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EISDIR", "EINVAL", "UNKNOWN"].includes(code))
      throw error;
    if (existsSync(path)) throw new VerifyError("FOUT", "it exists");
    renameSync(temporary, path);
  }
}
