// The one line that a hand scanner reads off a record. docs/spec/record.md, "The scanner's line"

import { foundDigits, readEnvelope } from "../../../format/index.ts";
import { scopeNumber } from "../receipt.ts";
import type { VerificationRecord } from "../record.ts";

/** Hex digits of a release's digest that the line holds. */
const releaseDigits = 16;

/**
 * `ZEGEL.R1.ENVELOPE.EXIT.SCOPE.RELEASE.FOUND.CONTROL.CODE`: upper case and points alone, which every scanner types as they are. A field
 * without a value is empty.
 */
export function scanLine(record: VerificationRecord): string {
  const { exitCode, releaseSha256 = "", controlNumber, filledIn, receipt } = record;
  const fields = [
    readEnvelope(receipt?.envelope ?? filledIn.envelope ?? "")?.replace("-", "") ?? "",
    exitCode,
    scopeNumber(record),
    releaseSha256.slice(0, releaseDigits).toUpperCase(),
    foundDigits(record, scopeNumber(record)).toUpperCase(),
    controlNumber.replaceAll("-", ""),
    receipt?.code.replaceAll("-", "") ?? "",
  ];
  return ["ZEGEL", "R1", ...fields].join(".");
}
