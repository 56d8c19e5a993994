// The fifteen characters that a municipality reads out after a verdict: the afmeldcode after GOED and OEFENEN, the stopcode after STOP and
// WACHT. docs/spec/receipt.md
// No verdict depends on them, and nothing here keeps the afmeldsleutel: it comes in as an argument and stands in nothing that goes out.

import { encodeReceipt, foundDigits, type ReceiptScope, receiptProof } from "../../format/index.ts";
import type { Report } from "../proof/report.ts";

/** What a record has of it. */
export interface RecordReceipt {
  /** As printed, of an afmeldcode: it was made for this envelope. A stopcode is made for none. */
  readonly envelope: string | undefined;
  /** Three groups of five. */
  readonly code: string;
}

/** 0: a disc in a drive; 1: an image file; 2: files as a machine shows them; 3: an installed program. */
export function scopeNumber({ scope, medium }: Pick<Report, "scope" | "medium">): ReceiptScope {
  if (scope === "image") return medium === "drive" ? 0 : 1;
  return scope === "tree" ? 2 : 3;
}

/** Of a report that refuses; undefined after ECHT, where only the holder of a letter can make a code. */
export function stopReceipt(report: Report, controlNumber: string): RecordReceipt | undefined {
  const { exitCode } = report;
  if (exitCode === 0) return undefined;
  const scope = scopeNumber(report);
  const link = linkOf(controlNumber);
  return { envelope: undefined, code: encodeReceipt({ exitCode, scope, link, proof: foundDigits(report, scope) }) };
}

/**
 * Of a report that says ECHT. `key`: the 8 bytes of the afmeldsleutel; `envelope`: as printed, 0123-K. Throws FormatError for an envelope
 * that is none, and Error for a report that refuses: its code would be a lie.
 */
export function goodReceipt(report: Report, controlNumber: string, key: Uint8Array, envelope: string): RecordReceipt {
  const { verdict, exitCode, releaseSha256 } = report;
  if (verdict !== "ECHT" || exitCode !== 0 || releaseSha256 === undefined)
    throw new Error(`no afmeldcode: the verdict is ${verdict}`);
  const scope = scopeNumber(report);
  const proof = receiptProof(key, envelope, releaseSha256, scope);
  return { envelope, code: encodeReceipt({ exitCode, scope, link: linkOf(controlNumber), proof }) };
}

/** The digits that tie the code to the record that comes later. */
function linkOf(controlNumber: string): string {
  return controlNumber.slice(0, 2);
}
