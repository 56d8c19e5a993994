// What the guided program says, Dutch first. Short sentences, level B1: its reader is no technician and has a letter in hand.

import { codeTexts } from "../../../../words/code-words.ts";
import { labelWords, progressWords } from "../../../../words/glossary.ts";
import type { Text } from "../../../../words/language.ts";
import { keepTexts } from "./keep-texts.ts";
import { receiptGuideTexts } from "./receipt-texts.ts";
import { rescueTexts } from "./rescue-texts.ts";
import { slipTexts } from "./slip-texts.ts";

export const guideTexts = {
  ...slipTexts,
  ...keepTexts,
  ...receiptGuideTexts,
  ...rescueTexts,
  title: labelWords.title,
  intro: {
    nl: "Dit verandert niets aan de schijf. Pak uw brief. Werk met twee personen.",
    en: "This changes nothing on the disc. Take your letter. Work with two persons.",
  },
  fromDisc: {
    nl: "LET OP: u start dit programma vanaf de schijf zelf. Hebt u het al met certutil en de brief vergeleken? Zo niet: stop (S) en doe dat eerst.",
    en: "NOTE: you started this program from the disc itself. Have you compared it with the letter, by certutil? If not: stop (S) and do that first.",
  },
  disc: { nl: "Schijf {place}", en: "Disc {place}" },
  again: { nl: "Opnieuw zoeken", en: "Look again" },
  path: { nl: "ISO-bestand, map of USB-stick", en: "ISO file, folder or USB stick" },
  installed: { nl: "Geïnstalleerd programma op deze computer", en: "Installed program on this computer" },
  kiesraad: {
    nl: "Intrekking of bestand van de Kiesraad opgeven",
    en: "Enter a recall or a file from the Kiesraad",
  },
  otherLanguage: labelWords.otherLanguage,
  stop: labelWords.stop,
  choice: { nl: "Uw keuze, en dan Enter:", en: "Your choice, then Enter:" },
  askPath: {
    nl: "Sleep het ISO-bestand of de map naar dit venster, of typ waar het staat. Druk dan op Enter. (Alleen Enter = terug)",
    en: "Drag the ISO file or the folder into this window, or type where it is. Then press Enter. (Enter alone = back)",
  },
  askInstalled: {
    nl: "In welke map staat het geïnstalleerde programma? Sleep die map naar dit venster. Druk dan op Enter. (Alleen Enter = terug)",
    en: "In which folder is the installed program? Drag that folder into this window. Then press Enter. (Enter alone = back)",
  },
  isItThere: {
    nl: "Staat het programma in {path}? (J = ja, N = nee)",
    en: "Is the program in {path}? (Y = yes, N = no)",
  },
  askReference: {
    nl: "Waarmee vergelijken? Met de schijf, of met de kopie die dit programma eerder opsloeg. Sleep die naar dit venster. Druk dan op Enter. (Alleen Enter = terug)",
    en: "Compare with what? With the disc, or with the copy that this program saved before. Drag it into this window. Then press Enter. (Enter alone = back)",
  },
  compareWith: {
    nl: "Vergelijken met {place}? (J = ja, N = nee)",
    en: "Compare with {place}? (Y = yes, N = no)",
  },
  compareWhich: { nl: "Waarmee vergelijken?", en: "Compare with what?" },
  place: { nl: "{place}", en: "{place}" },
  otherPlace: { nl: "Iets anders kiezen", en: "Choose something else" },
  fromKiesraad: {
    nl: "Doe dit alleen na een brief, telefoontje of bestand van de Kiesraad.",
    en: "Do this only after a letter, a call or a file from the Kiesraad.",
  },
  askFromKiesraad: {
    nl: "Typ de intrekkingscode: 4 groepen van 5. Of sleep het bestand van de Kiesraad naar dit venster. Druk dan op Enter. (Alleen Enter = terug)",
    en: "Type the intrekkingscode: 4 groups of 5. Or drag the Kiesraad's file into this window. Then press Enter. (Enter alone = back)",
  },
  recallTaken: {
    nl: "De intrekking wordt meegenomen. Kies nu wat u wilt controleren.",
    en: "The recall will be taken into account. Now choose what to verify.",
  },
  fileTaken: {
    nl: "Bestand van de Kiesraad: {what}. Dit wordt meegenomen. Kies nu wat u wilt controleren.",
    en: "File of the Kiesraad: {what}. It will be taken into account. Now choose what to verify.",
  },
  code: {
    nl: `Typ de zegelcode uit de brief: 7 groepen van 5, in het kader. Niet van schijf of envelop. ${codeTexts.sameCharacters.nl}`,
    en: `Type the zegelcode of the letter: 7 groups of 5, in the frame. Not one from disc or envelope. ${codeTexts.sameCharacters.en}`,
  },
  noLetter: {
    nl: "Geen brief? Installeer niet en bel de Kiesraad. (S = stoppen)",
    en: "No letter? Do not install, and call the Kiesraad. (S = stop)",
  },
  noLetterUse: {
    nl: "Geen brief? Gebruik het programma nog niet en bel de Kiesraad. (S = stoppen)",
    en: "No letter? Do not use the program yet, and call the Kiesraad. (S = stop)",
  },
  group: { nl: "Groep {group} van {count}:", en: "Group {group} of {count}:" },
  codeTaken: progressWords.codeGood,
  otherRelease: {
    nl: "Deze code hoort niet bij deze schijf.",
    en: "This code does not belong to this disc.",
  },
  otherReference: {
    nl: "Deze code hoort niet bij de schijf of de kopie waarmee vergeleken wordt.",
    en: "This code does not belong to the disc or the copy that is compared with.",
  },
  standsOnDisc: {
    nl: "Op de schijf staat: {software}. Staat dat ook boven uw brief?",
    en: "The disc says: {software}. Does your letter say so too?",
  },
  moreCodes: {
    nl: "Staan er meer codes in de brief? Kies de code bij deze schijf.",
    en: "Are there more codes in the letter? Take the one for this disc.",
  },
  typeAgain: { nl: "Code opnieuw typen", en: "Type the code again" },
  otherDisc: { nl: "Andere schijf kiezen", en: "Choose another disc" },
  goOn: {
    nl: "Alles klopt met de brief: toch controleren, voor het verslag",
    en: "All agrees with the letter: verify all the same, for the record",
  },
  goOnUnknown: { nl: "Toch controleren, voor het verslag", en: "Verify all the same, for the record" },
  readingDisc: {
    nl: "De controle begint. Een schijf lezen duurt een paar minuten. Laat de schijf in het station. (Ctrl en C samen = stoppen)",
    en: "Verification begins. Reading a disc takes some minutes. Leave the disc in the drive. (Ctrl and C together = stop)",
  },
  reading: {
    nl: "De controle begint. (Ctrl en C samen = stoppen)",
    en: "Verification begins. (Ctrl and C together = stop)",
  },
  stopped: {
    nl: "Gestopt. Er is geen oordeel. Installeer niet.",
    en: "Stopped. There is no verdict. Do not install.",
  },
  stoppedUse: {
    nl: "Gestopt. Er is geen oordeel. Gebruik het programma nog niet.",
    en: "Stopped. There is no verdict. Do not use the program yet.",
  },
  failed: {
    nl: "De controle is niet gelukt. Er is geen oordeel. Installeer niet en gebruik het programma niet. Start het controleprogramma opnieuw. Lukt het weer niet? Bel de Kiesraad. (Voor de technicus: {text})",
    en: "Verification did not succeed. There is no verdict. Do not install, and do not use the program. Start the verifier again. No better? Call the Kiesraad. (For the technician: {text})",
  },
  noAnchor: {
    nl: "In dit programma zit geen vertrouwensbasis van de Kiesraad. Hiermee kunt u niet controleren. Gebruik het programma dat bij de brief hoort.",
    en: "This program has no trust root of the Kiesraad in it. You cannot verify with it. Use the program that the letter names.",
  },
  yesOrNo: { nl: "Typ J of N, en druk op Enter.", en: "Type Y or N, then press Enter." },
  close: { nl: "Druk op Enter om te sluiten.", en: "Press Enter to close." },
} as const satisfies Record<string, Text>;

export type GuideText = keyof typeof guideTexts;
