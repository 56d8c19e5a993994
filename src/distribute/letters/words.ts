// What a letter says that is of one envelope of the register, beside what every letter says. Short sentences, level B1; each is true of
// what the program then shows.

import type { Text } from "../../words/language.ts";

export const dispatchWords = {
  copy: { nl: "Exemplaar", en: "Copy" },
  bagsApart: { nl: "zie het tweede vel", en: "see the second sheet" },
  bagOfDisc: { nl: "schijf {disc}: zak {bag}", en: "disc {disc}: bag {bag}" },
  lowest: { nl: "Nummer van de versie", en: "Number of the version" },
  orHigher: { nl: "{sequence} of hoger", en: "{sequence} or higher" },
  receipt: { nl: "Afmeldcode of stopcode", en: "Afmeldcode or stopcode" },
  qr: { nl: "QR-code: envelopnummer en zegelcode", en: "QR code: envelope number and zegelcode" },
  newLetter: {
    nl: "Deze brief vervangt brief {envelope}. Op de zak staat nog {envelope}.",
    en: "This letter replaces letter {envelope}. The bag still says {envelope}.",
  },
  newDisc: {
    nl: "Brief en schijf vervangen envelop {envelope}. Gebruik die niet meer.",
    en: "Letter and disc replace envelope {envelope}. Do not use that one any more.",
  },
  good: {
    nl: "Installeer. Vraagt het scherm om keuze 3? Controleer daarmee elke computer. Zet beiden uw handtekening op het verslag en bewaar het. Meld af: zie de strook.",
    en: "Install. Does the screen ask for choice 3? Verify each computer with it. Both sign the record, and keep it. Report: see the slip.",
  },
  practiceGood: {
    nl: "Het oefenen is gelukt. Meld af: zie de strook. Gebruik deze schijf niet voor de verkiezing.",
    en: "The exercise went well. Report: see the slip. Do not use this disc for the election.",
  },
  strip: { nl: "Strook: meld af, alleen na GOED", en: "Slip: report, only after GOOD" },
  practiceStrip: { nl: "Strook: meld af, alleen na OEFENEN", en: "Slip: report, only after PRACTICE" },
  openFold: { nl: "Open het vouwtje.", en: "Open the fold." },
  openSheet: {
    nl: "Open het dichtgevouwen vel achter de brief.",
    en: "Open the folded sheet behind the letter.",
  },
  report: {
    nl: "Typ envelopnummer en afmeldsleutel in het programma. Bel de Kiesraad en lees voor: uw envelopnummer, het nummer van de zak, en de afmeldcode die het programma toont: drie groepen van vijf. Wij lezen terug. Na STOP of WACHT is de afmeldsleutel niet nodig.",
    en: "Type envelope number and afmeldsleutel into the program. Call the Kiesraad and read aloud: your envelope number, the number of the bag, and the afmeldcode that the program shows: three groups of five. We read it back. After STOP or WAIT the afmeldsleutel is not needed.",
  },
  keySets: {
    nl: "Bij elke schijf hoort een eigen afmeldcode. De afmeldsleutel is voor alle schijven dezelfde.",
    en: "Each disc has an afmeldcode of its own. The afmeldsleutel is the same for all discs.",
  },
  fold: { nl: "vouwlijn · pas openen na GOED", en: "fold here · open only after GOOD" },
  practiceFold: { nl: "vouwlijn · pas openen na OEFENEN", en: "fold here · open only after PRACTICE" },
  key: { nl: "Afmeldsleutel", en: "Afmeldsleutel" },
  keySheet: { nl: "Afmeldsleutel van envelop {envelope}", en: "Afmeldsleutel of envelope {envelope}" },
  keyOutside: {
    nl: "Hierin staat de afmeldsleutel van envelop {envelope}. Pas openen na GOED.",
    en: "In here is the afmeldsleutel of envelope {envelope}. Open only after GOOD.",
  },
  practiceKeyOutside: {
    nl: "Hierin staat de afmeldsleutel van envelop {envelope}. Pas openen na OEFENEN.",
    en: "In here is the afmeldsleutel of envelope {envelope}. Open only after PRACTICE.",
  },
  keySheetHow: {
    nl: "Vouw dit vel dicht, met de tekst naar binnen, en leg het achter de brief. Open het alleen na GOED.",
    en: "Fold this sheet with the text inside, and put it behind the letter. Open it only after GOOD.",
  },
  practiceKeySheetHow: {
    nl: "Vouw dit vel dicht, met de tekst naar binnen, en leg het achter de brief. Open het alleen na OEFENEN.",
    en: "Fold this sheet with the text inside, and put it behind the letter. Open it only after PRACTICE.",
  },
} as const satisfies Record<string, Text>;

/** Across each side of a letter that is only looked at. */
export const proofWord: Text = { nl: "PROEFDRUK", en: "PROOF" };

/** In the ten lines for whoever reads no Dutch. */
export const englishReportLines = {
  good: "GOOD (GOED): the disc is genuine. Install it, both sign and keep the record. Report: open the fold, type the key, read out the code.",
  practice:
    "PRACTICE (OEFENEN): the disc is a genuine practice disc. Report: open the fold, type the key, read out the code. Do not use it for the election.",
} as const;
