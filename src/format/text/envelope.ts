// The number of an envelope, as a letter prints it and a person types it: 0123-K. Always a letter at its end, so that it is no date.

import { bareCode } from "./zegelcode.ts";

/** The number modulo 19 finds every wrong digit and every swap of two digits, as 19 divides no difference of powers of ten below 10^6. */
const checkLetters = "ABCDEFGHJKMNPQRSTVW";

/** The number of these digits (four to six, leading zeros among them) as it is printed. */
export const envelopeOf = (digits: string): string => `${digits}-${checkLetters.charAt(Number(digits) % 19)}`;

/** A typed envelope number as it is printed; undefined: it is none, or its letter does not belong to it. */
export function readEnvelope(typed: string): string | undefined {
  const [, digits = "", letter = ""] = /^([0-9]{4,6})([A-Z])$/.exec(bareCode(typed).toUpperCase()) ?? [];
  return digits !== "" && envelopeOf(digits).endsWith(letter) ? envelopeOf(digits) : undefined;
}
