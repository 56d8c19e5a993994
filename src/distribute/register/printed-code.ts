// Codes as a file of ours holds them: as they are printed, and to be read by the thousand. What a person types is for zegelcode.ts.

import { checkDigit, codeDigits, codeForms, type GroupedKind } from "../../format/index.ts";

/** Whether it is, to the character, a code of this kind as it is printed: no other spelling, and all check digits right. */
export function isPrinted(kind: GroupedKind, text: string): boolean {
  const { groups, first } = codeForms[kind];
  if (text.length !== 6 * groups - 1) return false;
  for (let g = 0; g < groups; g++) {
    if (g > 0 && text[6 * g - 1] !== "-") return false;
    const four = [0, 1, 2, 3].map((j) => codeDigits.indexOf(text.charAt(6 * g + j)));
    if (four.includes(-1) || text[6 * g + 4] !== codeDigits[checkDigit(first + g, four)]) return false;
  }
  return true;
}
