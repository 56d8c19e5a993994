// Whether people can reach whom a trust root names: whoever holds a bad disc must be able to call, and to write.

import type { Bilingual } from "../format/text/bilingual.ts";

/** What a `contact` lacks. */
export type ContactGap = "telephone" | "e-mail";

/** Digits of a whole telephone number, the country's among them or not. */
const telephone = /(?<!\d)\+?\(?\d(?:[ ()./-]{0,2}\d){9,14}(?!\d)/;
const mail = /[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}/;

/** Of the line `contact`: it lacks a telephone number of at least ten digits, an e-mail address, both, or nothing. */
export function findContactGaps(contact: string): readonly ContactGap[] {
  const gaps: readonly (readonly [ContactGap, RegExp])[] = [
    ["telephone", telephone],
    ["e-mail", mail],
  ];
  return gaps.filter(([, pattern]) => !pattern.test(contact)).map(([gap]) => gap);
}

const gapWords = {
  telephone: { nl: "geen telefoonnummer", en: "no telephone number" },
  "e-mail": { nl: "geen e-mailadres", en: "no e-mail address" },
} as const satisfies Record<ContactGap, Bilingual>;
const and: Bilingual = { nl: " en ", en: " and " };

/** For whoever makes a root or a letter. Undefined: nothing is missing. */
export function contactWarning(contact: string, language: keyof Bilingual = "en"): string | undefined {
  const gaps = findContactGaps(contact);
  if (gaps.length === 0) return undefined;
  const what = gaps.map((gap) => gapWords[gap][language]).join(and[language]);
  return language === "nl"
    ? `het contact in de vertrouwensbasis heeft ${what}: schermen, verslagen en brieven tonen het zoals het is aan wie niet mag installeren`
    : `the contact of the trust root has ${what}: screens, records and letters show it as it is to whoever must not install`;
}
