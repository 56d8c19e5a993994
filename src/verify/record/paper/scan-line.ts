// The one line that a hand scanner reads off a record. docs/spec/record.md, "The scanner's line"

import { foundDigits, type ReceiptScope, readEnvelope } from "../../../format/index.ts";
import type { Report } from "../../proof/report.ts";
import type { VerificationRecord } from "../record.ts";

/** Hex digits of a release's digest that the line holds. */
const releaseDigits = 16;

/**
 * `ZEGEL.R1.ENVELOPE.EXIT.SCOPE.RELEASE.FOUND.CONTROL.CODE`: upper case and points alone, which every scanner types as they are. A field
 * without a value is empty. CODE is kept for the receipt, which this version does not make.
 */
export function scanLine(record: VerificationRecord): string {
  const { exitCode, releaseSha256 = "", controlNumber, filledIn } = record;
  const fields = [
    readEnvelope(filledIn.envelope ?? "")?.replace("-", "") ?? "",
    exitCode,
    scopeNumber(record),
    releaseSha256.slice(0, releaseDigits).toUpperCase(),
    foundDigits(record, scopeNumber(record)).toUpperCase(),
    controlNumber.replaceAll("-", ""),
    "",
  ];
  return ["ZEGEL", "R1", ...fields].join(".");
}

/** 0: a disc in a drive; 1: an image file; 2: files as a machine shows them; 3: an installed program. */
export function scopeNumber({ scope, medium }: Report): ReceiptScope {
  if (scope === "image") return medium === "drive" ? 0 : 1;
  return scope === "tree" ? 2 : 3;
}
