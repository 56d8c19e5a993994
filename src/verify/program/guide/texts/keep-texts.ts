// What is said of the papers after a verdict. Whatever becomes of them, the verdict stands.

import type { Text } from "../../../../words/language.ts";

export const keepTexts = {
  saveRecord: { nl: "Het verslag opslaan? (J = ja, N = nee)", en: "Save the record? (Y = yes, N = no)" },
  municipality: { nl: "Gemeente (Enter = later met pen):", en: "Municipality (Enter = later by pen):" },
  envelope: { nl: "Envelopnummer (Enter = later met pen):", en: "Envelope number (Enter = later by pen):" },
  person: {
    nl: "Naam van persoon {number} (Enter = later met pen):",
    en: "Name of person {number} (Enter = later by pen):",
  },
  samePerson: {
    nl: "Dat is dezelfde naam. Controleer met twee personen. Is er nog niemand? Druk op Enter.",
    en: "That is the same name. Verify with two persons. Is nobody there yet? Press Enter.",
  },
  badText: {
    nl: "Dat kan niet op papier. Gebruik gewone letters en cijfers, niet meer dan 200.",
    en: "That cannot go on paper. Use plain letters and digits, not more than 200.",
  },
  oddEnvelope: {
    nl: "U typte {typed}. Een envelopnummer ziet eruit als 0123-K. Kijk op de envelop en typ het nog een keer.",
    en: "You typed {typed}. An envelope number looks like 0123-K. Look at the envelope and type it once more.",
  },
  codeForEnvelope: {
    nl: "Dat is {kind}. Het envelopnummer staat op de envelop en ziet eruit als 0123-K.",
    en: "That is {kind}. The envelope number is on the envelope and looks like 0123-K.",
  },
  saved: { nl: "Opgeslagen: {path}", en: "Saved: {path}" },
  noRoom: {
    nl: "Opslaan lukt hier niet: de schijf is vol. Kies een andere map.",
    en: "It cannot be saved here: the disk is full. Choose another folder.",
  },
  mayNotWrite: {
    nl: "Opslaan lukt hier niet: in deze map mag u niets opslaan. Kies een andere map.",
    en: "It cannot be saved here: you may not save anything in this folder. Choose another one.",
  },
  notOnDisc: {
    nl: "Opslaan kan niet op de plaats die u controleert: dan zou die veranderen. Kies een andere map.",
    en: "It cannot be saved in the place that you verify: that would change it. Choose another folder.",
  },
  notSaved: {
    nl: "Opslaan lukt hier niet. Kies een andere map. (Voor de technicus: {text})",
    en: "It cannot be saved here. Choose another folder. (For the technician: {text})",
  },
  otherFolder: {
    nl: "In welke map dan? Sleep een map naar dit venster, bijvoorbeeld van een USB-stick. Druk dan op Enter. (Alleen Enter = niet opslaan)",
    en: "In which folder then? Drag a folder into this window, say of a USB stick. Then press Enter. (Enter alone = do not save)",
  },
  standsAnyway: {
    nl: "Het oordeel blijft staan. Schrijf het controlenummer op de strook van de brief: {number}",
    en: "The verdict stands. Write the control number on the slip of the letter: {number}",
  },
  openRecord: { nl: "Het verslag openen om af te drukken? (J/N)", en: "Open the record to print it? (Y/N)" },
  printFails: {
    nl: "Afdrukken lukt niet? Schrijf het controlenummer op de strook van de brief: {number}",
    en: "Printing fails? Write the control number on the slip of the letter: {number}",
  },
  notOpened: {
    nl: "Openen lukt hier niet. Open zelf: {path}",
    en: "It cannot be opened from here. Open it yourself: {path}",
  },
  saveReport: {
    nl: "Een kort bericht voor de Kiesraad tonen en opslaan, om voor te lezen of te mailen? (J/N)",
    en: "Show and save a short report for the Kiesraad, to read out or to mail? (Y/N)",
  },
  reportUse: {
    nl: "Zet dit bestand op een USB-stick en mail de tekst vanaf een ander apparaat. Of bel, en lees de tekst voor.",
    en: "Put this file on a USB stick and mail its text from another device. Or call, and read it out.",
  },
  saveInstructions: {
    nl: "Bij deze schijf horen aanwijzingen. Die opslaan en openen om af te drukken? (J/N)",
    en: "Instructions for use belong to this disc. Save them, and open them to print? (Y/N)",
  },
  saveCopy: {
    nl: "Een kopie van de gegevens opslaan? Daarmee controleert u na het installeren elke computer. (J/N)",
    en: "Save a copy of the data? With it you verify each computer after installing. (Y/N)",
  },
  copyUse: {
    nl: "Na het installeren: start dit programma en kies 3. Voor een andere computer: zet de map op een USB-stick.",
    en: "After installing: start this program and choose 3. For another computer: put the folder on a USB stick.",
  },
} as const satisfies Record<string, Text>;
