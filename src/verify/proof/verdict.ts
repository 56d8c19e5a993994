// The verdicts, their exit codes and their precedence. docs/spec/verification.md, "Verdicts"

import { Fault } from "../../format/text/error.ts";

/** From 20 on, so that none is taken for one of Node's own exit codes. ECHT alone is 0. */
export const exitCodes = {
  GEEN_ZEGELSCHIJF: 20,
  NIET_ONDERTEKEND: 21,
  GEWIJZIGD: 22,
  ONVOLLEDIG: 23,
  INGETROKKEN: 24,
  ONVOLDOENDE_HERBOUW: 25,
  ANDERE_UITGAVE: 26,
  NIET_VERGELEKEN: 27,
  ONLEESBAAR: 28,
  INTREKKING_GEMELD: 29,
  ECHT: 0,
} as const;

export type Verdict = keyof typeof exitCodes;
/** A verdict that is a no. */
export type Refusal = Exclude<Verdict, "ECHT">;

/** In order of precedence: the first that applies is the verdict, the record lists all. */
export const refusals: readonly Refusal[] = [
  "GEEN_ZEGELSCHIJF",
  "NIET_ONDERTEKEND",
  "GEWIJZIGD",
  "ONVOLLEDIG",
  "INGETROKKEN",
  "ONVOLDOENDE_HERBOUW",
  "ANDERE_UITGAVE",
  "NIET_VERGELEKEN",
  "ONLEESBAAR",
  "INTREKKING_GEMELD", // somebody said so and nobody signed it: it comes behind all that was measured
];

/** What went wrong before there could be a verdict. FOUT: exit 1. GEBRUIK, a wrong command line: exit 2. */
export type VerifyErrorCode = "FOUT" | "GEBRUIK";

/** There is no verdict. The message says why, and what to do. */
export class VerifyError extends Fault<VerifyErrorCode> {}
