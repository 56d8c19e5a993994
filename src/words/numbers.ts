// Numbers as people write them.

import type { Language } from "./language.ts";

/** A whole number in groups of three digits: `10.422.852` in Dutch, `10,422,852` in English. */
export function showNumber(number: number | bigint | string, language: Language): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, language === "nl" ? "." : ",");
}
