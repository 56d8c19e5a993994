// What is asked when a disc is reported after GOED. What page and program share stands in verify/record/receipt-words.ts.

import { codeTexts } from "../../../../words/code-words.ts";
import type { Text } from "../../../../words/language.ts";

export const receiptGuideTexts = {
  receiptEnvelope: {
    nl: "Typ het envelopnummer van de brief (bijvoorbeeld 0123-K), of Enter om over te slaan:",
    en: "Type the envelope number of the letter (for instance 0123-K), or Enter to skip this:",
  },
  receiptKey: {
    nl: `Typ de afmeldsleutel: 3 groepen van 5, achter het vouwtje. ${codeTexts.sameCharacters.nl} (S = overslaan)`,
    en: `Type the afmeldsleutel: 3 groups of 5, under the fold. ${codeTexts.sameCharacters.en} (S = skip)`,
  },
  receiptGroup: { nl: "Afmeldsleutel, groep {group} van {count}:", en: "Afmeldsleutel, group {group} of {count}:" },
  receiptCode: { nl: "Afmeldcode: {code}", en: "Afmeldcode: {code}" },
  receiptSkipped: {
    nl: "Niet afgemeld. Het oordeel blijft staan. Bel de Kiesraad, en lees envelopnummer en controlenummer voor: {number}",
    en: "Not reported. The verdict stands. Call the Kiesraad, and read out envelope number and control number: {number}",
  },
  receiptNotPractised: {
    nl: "Het afmelden is overgeslagen. Bij een oefenschijf of voorbeeldschijf mag dat.",
    en: "Reporting was skipped. With a practice or demonstration disc that is all right.",
  },
} as const satisfies Record<string, Text>;
