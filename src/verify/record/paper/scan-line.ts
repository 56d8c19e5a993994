// The one line that a hand scanner reads off a record. docs/spec/record.md, "The scanner's line"

import { readEnvelope, textDigest } from "../../../format/index.ts";
import type { Report } from "../../proof/report.ts";
import type { VerificationRecord } from "../record.ts";

/** Hex digits of a release's digest that the line holds. */
const releaseDigits = 16;
/** The same of what was found: 44 bits. */
const foundDigits = 11;

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
    foundOf(record).toUpperCase(),
    controlNumber.replaceAll("-", ""),
    "",
  ];
  return ["ZEGEL", "R1", ...fields].join(".");
}

/** 0: a disc in a drive; 1: an image file; 2: files as a machine shows them; 3: an installed program. */
function scopeNumber({ scope, medium }: Report): number {
  if (scope === "image") return medium === "drive" ? 0 : 1;
  return scope === "tree" ? 2 : 3;
}

/** The same forgery gives the same digits wherever it is found in the same scope; zeros where no digest was taken. */
function foundOf(report: Report): string {
  const digests = [report.imageSha256, report.manifestSha256, report.sealSha256];
  if (digests.every((digest) => digest === undefined)) return "0".repeat(foundDigits);
  const lines = ["zegel/found v1", scopeNumber(report), ...digests.map((digest) => digest ?? "-")];
  return textDigest(`${lines.join("\n")}\n`).slice(0, foundDigits);
}
