// What the guided program says, Dutch first. Short sentences, level B1: its reader is no technician and has a letter in hand.

import { labelWords, progressWords } from "../../../words/glossary.ts";
import type { Text } from "../../../words/language.ts";

export const guideTexts = {
  title: labelWords.title,
  intro: {
    nl: "Dit verandert niets aan de schijf. Pak uw brief. Werk met twee personen.",
    en: "This changes nothing on the disc. Take your letter. Work with two persons.",
  },
  fromDisc: {
    nl: "LET OP: u start dit programma van de schijf zelf. Hebt u het al met certutil en de brief vergeleken? Zo niet: stop (S), en doe dat eerst.",
    en: "NOTE: you started this program from the disc itself. Have you compared it with the letter, by certutil? If not: stop (S) and do that first.",
  },
  disc: { nl: "Schijf {place}", en: "Disc {place}" },
  noDisc: {
    nl: "Geen schijf met een zegel gevonden. Leg de schijf in het station, sluit de lade, typ Z en druk op Enter.",
    en: "No disc with a seal found. Put the disc in the drive, close it, type Z and press Enter.",
  },
  again: { nl: "Opnieuw zoeken naar een schijf", en: "Look for a disc again" },
  path: {
    nl: "Bestand of map (ISO-bestand, gekopieerde map, USB-stick)",
    en: "File or folder (ISO file, copied folder, USB stick)",
  },
  installed: { nl: "Programma op deze pc", en: "Program on this PC" },
  recall: {
    nl: "Een intrekking opgeven (alleen na een brief, telefoontje of bestand)",
    en: "Enter a recall (only after a letter, a call or a file about one)",
  },
  askRecall: {
    nl: "Typ de intrekkingscode (4 groepen van 5), of sleep het bestand naar dit venster (Enter = terug): ",
    en: "Type the intrekkingscode (4 groups of 5), or drag the file into this window (Enter = back): ",
  },
  noRecall: {
    nl: "Dit is geen intrekkingscode en geen intreklijst. Kreeg u het van de Kiesraad? Dan kan het beschadigd zijn: bel voordat u installeert. Of probeer het opnieuw.",
    en: "This is no intrekkingscode and no recall list. Did you get it from the Kiesraad? Then it may be damaged: call before you install. Or try again.",
  },
  recallTaken: {
    nl: "De intrekking wordt meegenomen. Kies nu wat u wilt controleren.",
    en: "The recall will be taken into account. Now choose what to verify.",
  },
  otherLanguage: labelWords.otherLanguage,
  stop: labelWords.stop,
  choice: { nl: "Uw keuze, en dan Enter: ", en: "Your choice, then Enter: " },
  noChoice: { nl: "Dat is geen van de keuzes. Probeer het opnieuw.", en: "That is none of the choices. Try again." },
  askPath: {
    nl: "Sleep het bestand of de map naar dit venster (of typ waar het staat), en druk op Enter (Enter = terug): ",
    en: "Drag the file or folder into this window (or type where it is), then press Enter (Enter = back): ",
  },
  askInstalled: {
    nl: "In welke map staat het programma? Sleep de map naar dit venster, en druk op Enter (Enter = terug): ",
    en: "In which folder is the program? Drag the folder into this window, then press Enter (Enter = back): ",
  },
  askReference: {
    nl: "Waarmee vergelijken? De bewaarde kopie van de gegevens, of de schijf. Sleep die naar dit venster, en druk op Enter (Enter = terug): ",
    en: "Compare with what? The saved copy of the data, or the disc. Drag it into this window, then press Enter (Enter = back): ",
  },
  notThere: { nl: "Dat is er niet: {path}. Probeer het opnieuw.", en: "That is not there: {path}. Try again." },
  code: {
    nl: "Typ de zegelcode uit de brief, niet van schijf of envelop. De code heeft 7 groepen van 5 tekens.\nGeen brief? Stop en bel de Kiesraad. (S = stoppen)",
    en: "Type the zegelcode of the letter, not one from disc or envelope. The code has 7 groups of 5 characters.\nNo letter? Stop and call the Kiesraad. (S = stop)",
  },
  group: { nl: "Groep {group} van 7: ", en: "Group {group} of 7: " },
  wrongGroup: progressWords.wrongGroup,
  notSevenGroups: {
    nl: "Dat zijn geen 7 groepen van 5 tekens. Typ nu alleen groep {group}.",
    en: "Those are not 7 groups of 5 characters. Now type group {group} alone.",
  },
  codeTaken: progressWords.codeGood,
  otherRelease: {
    nl: "Deze code hoort niet bij deze schijf. Staan er meer codes in de brief? Kies de code bij deze schijf.",
    en: "This code does not belong to this disc. Are there more codes in the letter? Take the one for this disc.",
  },
  typeAgain: { nl: "De code opnieuw typen", en: "Type the code again" },
  goOn: { nl: "Toch alles controleren, voor het verslag", en: "Verify all the same, for the record" },
  reading: {
    nl: "De controle begint. Een cd lezen duurt een paar minuten. Laat de schijf zitten.",
    en: "Verification begins. Reading a CD takes some minutes. Leave the disc in.",
  },
  readingInstalled: { nl: "De controle begint.", en: "Verification begins." },
  stopped: {
    nl: "Gestopt. Er is niets gecontroleerd: dit is geen oordeel.",
    en: "Stopped. Nothing was verified: this is no verdict.",
  },
  failed: {
    nl: "NIET INSTALLEREN. De controle is niet gelukt, er is geen oordeel. Start het programma opnieuw. Lukt het weer niet? Bel de Kiesraad. (Voor de technicus: {text})",
    en: "DO NOT INSTALL. Verification did not succeed, there is no verdict. Start the program again. No better? Call the Kiesraad. (For the technician: {text})",
  },
  noInstallList: {
    nl: "Bij deze uitgave hoort geen lijst van geïnstalleerde bestanden. Het programma op deze pc is zo niet te controleren. Dit is geen oordeel. Controleer de schijf zelf (keuze 1 of 2).",
    en: "This release has no list of installed files. The program on this PC cannot be verified this way. This is no verdict. Verify the disc itself (choice 1 or 2).",
  },
  noAnchor: {
    nl: "In dit programma zit geen vertrouwensbasis van de Kiesraad. Hiermee kunt u niet controleren. Gebruik het programma dat bij de brief hoort.",
    en: "This program has no trust root of the Kiesraad in it. You cannot verify with it. Use the program that the letter names.",
  },
  saveRecord: { nl: "Het verslag bewaren? (J = ja, N = nee): ", en: "Save the record? (Y = yes, N = no): " },
  municipality: { nl: "Gemeente (Enter = later met pen): ", en: "Municipality (Enter = later by pen): " },
  envelope: { nl: "Envelopnummer (Enter = later met pen): ", en: "Envelope number (Enter = later by pen): " },
  person: {
    nl: "Naam van persoon {number} (Enter = later met pen): ",
    en: "Name of person {number} (Enter = later by pen): ",
  },
  badText: { nl: "Dat kan niet in het verslag: {text}", en: "That cannot go into the record: {text}" },
  saved: { nl: "Bewaard: {path}", en: "Saved: {path}" },
  notSaved: {
    nl: "Niet bewaard: dat kon daar niet. (Voor de technicus: {text})",
    en: "Not saved: it could not be done there. (For the technician: {text})",
  },
  otherFolder: {
    nl: "In welke map dan? Sleep een map naar dit venster, bijvoorbeeld van een USB-stick (Enter = niet bewaren): ",
    en: "In which folder then? Drag a folder into this window, say of a USB stick (Enter = do not save): ",
  },
  standsAnyway: {
    nl: "Het oordeel blijft staan. Schrijf het controlenummer op de strook van de brief: {number}",
    en: "The verdict stands. Write the control number on the slip of the letter: {number}",
  },
  open: { nl: "Het verslag openen om te printen? (J/N): ", en: "Open the record to print it? (Y/N): " },
  notOpened: {
    nl: "Openen lukt hier niet. Open zelf: {path}",
    en: "It cannot be opened from here. Open it yourself: {path}",
  },
  saveReference: {
    nl: "Een kopie van de gegevens bewaren, voor latere controles van het programma op elke pc? (J/N): ",
    en: "Save a copy of the data, for later checks of the program on every PC? (Y/N): ",
  },
  referenceUse: {
    nl: "Na installatie: start dit programma en kies 3. Voor een andere pc: zet de map op een USB-stick.",
    en: "After installing: start this program and choose 3. For another PC: put the folder on a USB stick.",
  },
  yesOrNo: { nl: "Typ J of N, en druk op Enter.", en: "Type Y or N, then press Enter." },
  close: { nl: "Druk op Enter om te sluiten.", en: "Press Enter to close." },
} as const satisfies Record<string, Text>;

export type GuideText = keyof typeof guideTexts;
