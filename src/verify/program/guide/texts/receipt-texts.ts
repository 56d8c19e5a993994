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
  sameEnvelope: {
    nl: "Kwam ook deze schijf uit envelop {envelope}? (J = ja, N = nee)",
    en: "Did this disc come out of envelope {envelope} as well? (Y = yes, N = no)",
  },
  setNext: {
    nl: "Dit was schijf {disc} van {discs}. Nu de volgende schijf van deze brief controleren? (J = ja, N = nee)",
    en: "This was disc {disc} of {discs}. Verify the next disc of this letter now? (Y = yes, N = no)",
  },
  setPutIn: {
    nl: "Leg de volgende schijf in het station. Elke schijf heeft een eigen zegelcode.",
    en: "Put the next disc into the drive. Each disc has a zegelcode of its own.",
  },
  setLater: {
    nl: "Vergeet de andere schijven niet: controleer elke schijf. Typ dan ook de afmeldsleutel opnieuw.",
    en: "Do not forget the other discs: verify each of them. Type the afmeldsleutel again then.",
  },
  setStands: {
    nl: "Het oordeel over schijf {good} van {discs} blijft staan. De rest is nog niet gecontroleerd.",
    en: "The verdict on disc {good} of {discs} stands. The rest is not verified yet.",
  },
  setCodes: { nl: "De afmeldcodes van deze brief:", en: "The afmeldcodes of this letter:" },
  setCode: {
    nl: "  schijf {disc} van {discs}, envelop {envelope}: {code}",
    en: "  disc {disc} of {discs}, envelope {envelope}: {code}",
  },
  receiptSkipped: {
    nl: "Niet afgemeld. Het oordeel blijft staan. Bel de Kiesraad, en lees envelopnummer en controlenummer voor: {number}",
    en: "Not reported. The verdict stands. Call the Kiesraad, and read out envelope number and control number: {number}",
  },
  receiptNotPractised: {
    nl: "Het afmelden is overgeslagen. Bij een oefenschijf of voorbeeldschijf mag dat.",
    en: "Reporting was skipped. With a practice or demonstration disc that is all right.",
  },
} as const satisfies Record<string, Text>;
