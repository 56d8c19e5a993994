// One sentence for each slip of the hand: what was expected, and then the question comes again. None of them is an alarm.

import type { Text } from "../../../../words/language.ts";
import { fileSlipTexts } from "../../../file-slips.ts";
import { noVerdictTexts } from "../../say-error.ts";

export const slipTexts = {
  ...noVerdictTexts,
  ...fileSlipTexts,
  noChoice: {
    nl: "Dat is geen van de keuzes. Typ een van deze: {keys}.",
    en: "That is none of the choices. Type one of these: {keys}.",
  },
  codeTooEarly: {
    nl: "Kies eerst wat u wilt controleren. De code komt daarna.",
    en: "First choose what to verify. The code comes after that.",
  },
  noDisc: {
    nl: "Geen schijf met een zegel gevonden. Leg de schijf in het station, sluit de lade, wacht even en typ Z.\nZit de schijf er al in? Installeer niet. Kies 2 en typ de letter van het station, bijvoorbeeld D:",
    en: "No disc with a seal found. Put the disc in the drive, close it, wait a moment and type Z.\nIs the disc in already? Do not install. Choose 2 and type the letter of the drive, for instance D:",
  },
  emptyDrive: {
    nl: "In {path} zit geen schijf of stick. Leg de schijf erin, wacht even en probeer het opnieuw.",
    en: "There is no disc or stick in {path}. Put it in, wait a moment and try again.",
  },
  mayNotRead: {
    nl: "Deze computer laat dat niet lezen: {path}. Zet het in een andere map, of vraag de beheerder.",
    en: "This computer does not let that be read: {path}. Put it in another folder, or ask the administrator.",
  },
  onlyOne: {
    nl: "Kies één bestand. U koos er meer dan één.",
    en: "Choose one file. You chose more than one.",
  },
  webAddress: {
    nl: "Dat is een adres op internet. Kies een bestand of map op deze computer.",
    en: "That is an address on the internet. Choose a file or folder on this computer.",
  },
  codeForPath: {
    nl: "Dat is {kind}. Hier hoort een bestand of map.",
    en: "That is {kind}. A file or folder belongs here.",
  },
  emptyFolder: { nl: "Deze map is leeg. Kies een andere map.", en: "This folder is empty. Choose another one." },
  papersAlone: {
    nl: "Dit is de kopie om een geïnstalleerd programma mee te vergelijken. Die kiest u bij keuze 3.",
    en: "This is the copy that an installed program is compared with. It is for choice 3.",
  },
  severalDiscs: {
    nl: "In deze map staan meer schijven. Kies de map van één schijf.",
    en: "There are several discs in this folder. Choose the folder of one disc.",
  },
  severalImages: {
    nl: "In deze map staan meer ISO-bestanden. Kies er één.",
    en: "There are several ISO files in this folder. Choose one of them.",
  },
  noSealHere: {
    nl: "Hier staat geen zegel van de Kiesraad op: {path}.",
    en: "There is no seal of the Kiesraad on this: {path}.",
  },
  doYouMean: {
    nl: "Daar staat het niet. Bedoelt u {other}? (J/N)",
    en: "It is not there. Do you mean {other}? (Y/N)",
  },
  noFolder: {
    nl: "Dat is een bestand. Kies een map.",
    en: "That is a file. Choose a folder.",
  },
  isReference: {
    nl: "Daarmee wordt vergeleken. Kies de map waarin het programma is geïnstalleerd.",
    en: "That is what it is compared with. Choose the folder in which the program was installed.",
  },
  wrongFolder: {
    nl: "In deze map staat het programma niet. Kies de map waarin het is geïnstalleerd.",
    en: "The program is not in this folder. Choose the folder in which it was installed.",
  },
  noInstallList: {
    nl: "Bij deze versie hoort geen lijst van geïnstalleerde bestanden. Het programma op deze computer is zo niet te controleren. Dit is geen oordeel. Controleer de schijf zelf met keuze 1 of 2.",
    en: "This version has no list of installed files. The program on this computer cannot be verified this way. This is no verdict. Verify the disc itself with choice 1 or 2.",
  },
  notAllGroups: {
    nl: "Dat zijn geen {count} groepen van 5 tekens. Typ nu alleen groep {group}.",
    en: "Those are not {count} groups of 5 characters. Now type group {group} alone.",
  },
  noRecall: {
    nl: "Dit is geen intrekkingscode (4 groepen van 5) en geen bestand. Kreeg u het van de Kiesraad? Bel dan voordat u installeert. Of probeer het opnieuw.",
    en: "This is no intrekkingscode (4 groups of 5) and no file. Did you get it from the Kiesraad? Then call before you install. Or try again.",
  },
  noFileOfKiesraad: {
    nl: "Dit is geen intreklijst, logboekbewijs of ander bestand van de Kiesraad dat hier hoort, of het is onderweg veranderd. Kreeg u het van de Kiesraad? Vraag het opnieuw, of bel voordat u installeert. Sla het niet op vanuit een tekstverwerker of een e-mail.",
    en: "This is no recall list, log proof or other file of the Kiesraad that belongs here, or it was changed on its way. Did you get it from the Kiesraad? Ask for it again, or call before you install. Do not save it from an editor or a mail.",
  },
  notDone: {
    nl: "De controle is niet gelukt. Er is geen oordeel. Veranderde er iets tijdens het lezen, of staat het programma nog open? Sluit het, en kies opnieuw wat u wilt controleren. (Voor de technicus: {text})",
    en: "Verification did not succeed. There is no verdict. Did something change while it was read, or is the program still open? Close it, and choose again what to verify. (For the technician: {text})",
  },
} as const satisfies Record<string, Text>;
