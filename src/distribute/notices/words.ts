// What the two letters about a recall say: STOP for whoever has such a disc, information for the rest.

import { codeTexts } from "../../words/code-words.ts";
import type { Text } from "../../words/language.ts";
import { englishStop, heldWords } from "../letters/recalled-words.ts";

export const noticeWords = {
  ...heldWords,
  stopTitle: { nl: "STOP: uw schijf is ingetrokken", en: "STOP: your disc was recalled" },
  yours: { nl: "Het gaat om deze schijf", en: "It is about this disc" },
  several: { nl: "Het gaat om deze schijven", en: "It is about these discs" },
  verifyStep: {
    nl: "Geloof deze brief niet zomaar. Start het controleprogramma dat u al hebt. Kies 4: Intrekking of bestand van de Kiesraad opgeven.",
    en: "Do not just believe this letter. Start the verifier program that you have. Type E for English. Choose 4, for a recall or a file of the Kiesraad.",
  },
  listStep: {
    nl: `Scan de QR-code achter in deze brief en sla de tekst op als bestand, bijvoorbeeld intrekking.txt. Sleep dat bestand naar het venster. Kunt u niet scannen? Typ de intrekkingscode: 4 groepen van 5. ${codeTexts.sameCharacters.nl}`,
    en: `Scan the QR code at the end of this letter and save its text as a file, for instance recall.txt. Drag that file into the window. Can you not scan? Type the intrekkingscode: 4 groups of 5. ${codeTexts.sameCharacters.en}`,
  },
  checkStep: {
    nl: "Controleer daarna uw schijf, met de zegelcode uit de brief die erbij hoort. Verwacht: STOP, of WACHT als u een code typte. Zegt het scherm iets anders? Bel de Kiesraad. Sla het controleverslag op en stuur het.",
    en: "Then verify your disc, with the zegelcode of the letter that belongs to it. Expect STOP, or WAIT (WACHT) where you typed a code. Does the screen say anything else? Call the Kiesraad. Save the record and send it.",
  },
  infoTitle: { nl: "Ter informatie: een versie is ingetrokken", en: "For your information: a version was recalled" },
  infoHead: {
    nl: "Volgens ons register hebt u geen schijf met een versie uit deze lijst. Aan uw schijf hoeft u niets te doen.",
    en: "By our register you have no disc with a version of this list. There is nothing to do about your disc.",
  },
  lookStep: {
    nl: "Kijk toch even: staat de versie uit uw eigen brief in de lijst? Dan geldt: STOP. Installeer niet, gebruik het programma niet, en bel de Kiesraad op het nummer dat u al had.",
    en: "Look all the same: is the version of your own letter on the list? Then it is STOP. Do not install, do not use the program, and call the Kiesraad on the number that you had before.",
  },
  laterStep: {
    nl: "Krijgt u later een schijf met een versie uit de lijst, van wie ook: niet installeren, en bellen.",
    en: "Should you get a disc with a version of the list later, from whomever: do not install it, and call.",
  },
  recordStep: {
    nl: "Wilt u dat het controleprogramma deze intrekking kent? Scan de QR-code achter in deze brief, sla de tekst op als bestand, en geef dat op met keuze 4.",
    en: "Do you want the verifier program to know this recall? Scan the QR code at the end of this letter, save its text as a file, and give it with choice 4 (type E for English).",
  },
} as const satisfies Record<string, Text>;

/** For whoever reads no Dutch, in the Dutch letter. */
export const englishStopLines = [
  englishStop,
  "Put the disc back into its bag and keep it.",
  "Call the Kiesraad on the number that you had before, and read the 4 groups of each intrekkingscode aloud.",
  "Do not just believe this letter: start the verifier program that you have, type E for English, choose 4, and give it the text of the QR code.",
] as const;

export const englishInfoLines = [
  "The Kiesraad recalled the versions of election software in the table. By its register you have none of them.",
  "Is the version of your own letter in the table? Then it is STOP: do not install, do not use, and call the Kiesraad.",
] as const;
