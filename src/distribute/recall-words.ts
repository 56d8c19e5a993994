// What the letter about a recall says, in the same hand as the letter of a release.

import { codeTexts } from "../words/code-words.ts";
import { labelWords } from "../words/glossary.ts";
import type { Text } from "../words/language.ts";

export const recallWords = {
  title: { nl: "Ingetrokken: controleer uw schijf opnieuw", en: "Recalled: verify your disc again" },
  list: {
    nl: "Intreklijst nummer {number} van {day}. Hierin staan alle intrekkingen tot en met nummer {number}.",
    en: "Recall list number {number} of {day}. It holds all recalls up to number {number}.",
  },
  practice: { nl: "Oefenbrief. Er is niets ingetrokken.", en: "Practice letter. Nothing is recalled." },
  number: { nl: "Nummer", en: "Number" },
  date: { nl: "Ingetrokken op", en: "Recalled on" },
  version: labelWords.release,
  reason: { nl: "Reden", en: "Reason" },
  code: labelWords.recallCode,
  stopStep: {
    nl: "Staat uw versie in de lijst? Installeer die niet. Is die al geïnstalleerd? Gebruik het programma niet.",
    en: "Is your version on the list? Do not install it. Is it installed? Do not use the program.",
  },
  startStep: {
    nl: "Geloof deze brief niet zomaar. Start het controleprogramma dat u al hebt. Kies 4: Intrekking of bestand van de Kiesraad opgeven.",
    en: "Do not just believe this letter. Start the verifier program that you have. Type E for English. Choose 4, for a recall or a file of the Kiesraad.",
  },
  listStep: {
    nl: `Scan de QR-code en sla de tekst op als bestand, bijvoorbeeld intrekking.txt. Sleep dat bestand naar het venster. Kunt u niet scannen? Typ de intrekkingscode van uw versie: 4 groepen van 5. ${codeTexts.sameCharacters.nl}`,
    en: `Scan the QR code and save its text as a file, for instance recall.txt. Drag that file into the window. Can you not scan? Type the intrekkingscode of your version: 4 groups of 5. ${codeTexts.sameCharacters.en}`,
  },
  verifyStep: {
    nl: "Controleer daarna uw schijf. Typ de zegelcode uit de brief die bij die schijf hoort.",
    en: "Then verify your disc. Type the zegelcode of the letter that belongs to that disc.",
  },
  verdictStep: { nl: "Het scherm zegt één woord. Dan doet u dit:", en: "The screen says one word. Then do this:" },
  stopHead: { nl: "Niet installeren. Deze versie is ingetrokken.", en: "Do not install. This version was recalled." },
  stop: {
    nl: "De intrekking is echt. Doe wat het scherm zegt.",
    en: "The recall is real. Do what the screen says.",
  },
  waitHead: {
    nl: "Nog niet installeren. Iemand meldde dat deze versie is ingetrokken.",
    en: "Do not install yet. Somebody reported that this version was recalled.",
  },
  wait: {
    nl: "Dat ziet u na een code: die is niet ondertekend. Bel eerst de Kiesraad. Neem het nummer dat het programma toont, of dat u al had.",
    en: "That is what you see after a code: nobody signs it. First call the Kiesraad. Take the number that the program shows, or that you had before.",
  },
  good: {
    nl: "Uw versie staat niet in de lijst. Deze intrekking is niet voor u.",
    en: "Your version is not on the list. This recall is not for you.",
  },
  qr: { nl: "De hele lijst met handtekeningen", en: "The whole list with its signatures" },
  signedBy: labelWords.signedBy,
  digest: { nl: "Hashcode van de tekst van de lijst", en: "Hash code of the list's text" },
  typed: {
    nl: "Dezelfde tekst als in de QR-code. Een regel die inspringt, hoort na een spatie bij de regel erboven.",
    en: "The same text as in the QR code. A line that is indented belongs to the one above, after a blank.",
  },
} as const satisfies Record<string, Text>;

/** For whoever reads no Dutch, in the Dutch letter. */
export const englishRecallLines = [
  "The Kiesraad recalled the versions of election software in the table. Do not install and do not use them.",
  "Do not just believe this letter: start the verifier program that you have, type E for English, and choose 4.",
  "Scan the QR code, save its text as a file, and drag that file into the window; or type the intrekkingscode (4 groups of 5).",
  "Then verify your disc again, with the zegelcode of its own letter.",
  "STOP: the recall is real. WAIT (WACHT): somebody reported it; call the Kiesraad on the number that the program shows.",
] as const;
