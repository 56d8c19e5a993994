// What is said of something typed or given wrong.

import type { Text } from "../../words/language.ts";

export const typedTexts = {
  givenTwice: {
    nl: "{option} staat er twee keer. Geef die één keer op.",
    en: "{option} is given twice: give it once.",
  },
  noCode: {
    nl: "Dit is geen zegelcode. Typ de 7 groepen van 5 tekens uit het kader in de brief. Niet het envelopnummer.",
    en: "This is not a zegelcode. Type the 7 groups of 5 characters in the frame in the letter. Not the envelope number.",
  },
  noRecallCode: {
    nl: "Dit is geen intrekkingscode. Typ de 4 groepen van 5 tekens uit de intrekbrief of van de telefoon. Niet de zegelcode.",
    en: "This is not an intrekkingscode. Type the 4 groups of 5 characters of the recall letter or the call. Not the zegelcode.",
  },
  noReceiptKey: {
    nl: "Dit is geen afmeldsleutel: 3 groepen van 5 tekens, achter het vouwtje van de brief.",
    en: "This is not an afmeldsleutel: 3 groups of 5 characters, under the fold of the letter.",
  },
  askReceiptKey: {
    nl: "GOED. Typ de afmeldsleutel: 3 groepen van 5, achter het vouwtje. Die verschijnt niet op het scherm. (Alleen Enter = overslaan) ",
    en: "GOOD. Type the afmeldsleutel: 3 groups of 5, under the fold. It does not appear on the screen. (Enter alone = skip) ",
  },
  noRecallList: {
    nl: "Dit is geen intreklijst. De eerste regel moet zijn: zegel/recall v1",
    en: "This is not a recall list. Its first line must be: zegel/recall v1",
  },
  noSha256: {
    nl: "Dit is geen hashcode van 16 groepen van 4 (cijfers en a tot en met f). Gevonden: {typed}",
    en: "This is not a SHA-256 of 16 groups of 4 (digits and a to f). Found: {typed}",
  },
  twoSha256: {
    nl: "Hier staan twee of meer verschillende hashcodes. Geef alleen die van deze versie.",
    en: "There are two or more different SHA-256 values here. Give only the one of this version.",
  },
  otherEncoding: {
    nl: "Dit bestand is door een programma in een andere codering opgeslagen. Neem het bestand zoals u het kreeg, of vraag het opnieuw. Sla het niet op vanuit een tekstverwerker of een e-mail.",
    en: "A program saved this file in another encoding. Take the file as you got it, or ask for it again. Do not save it from an editor or a mail.",
  },
  otherLines: {
    nl: "Een programma heeft de regeleinden van dit bestand veranderd. Neem het bestand zoals u het kreeg, of vraag het opnieuw. Sla het niet op vanuit een tekstverwerker of een e-mail.",
    en: "A program changed the line ends of this file. Take the file as you got it, or ask for it again. Do not save it from an editor or a mail.",
  },
  noText: { nl: "Dit is geen tekstbestand.", en: "This is not a text file." },
} as const satisfies Record<string, Text>;
