// What the page says, Dutch first. Short sentences, level B1.

import { labelWords, progressWords } from "../words/glossary.ts";
import type { Text } from "../words/language.ts";

export const pageTexts = {
  title: labelWords.title,
  intro: {
    nl: "Deze bladzijde controleert uw schijf op deze computer. Er gaat niets over het netwerk en er verandert niets aan de schijf. Pak uw brief. Werk met twee personen.",
    en: "This page verifies your disc on this computer. Nothing goes over the network and nothing on the disc changes. Take your letter. Work with two persons.",
  },
  itself: {
    nl: "Hebt u deze bladzijde zelf al gecontroleerd, met certutil en de brief? Doe dat eerst: een nagemaakte bladzijde zegt wat zij wil.",
    en: "Have you verified this page itself, with certutil and the letter? Do that first: a forged page says what it likes.",
  },
  otherLanguage: labelWords.otherLanguage,
  stepTarget: { nl: "1. Kies wat u controleert", en: "1. Choose what you verify" },
  chooseFolder: { nl: "Schijf of map", en: "Disc or folder" },
  chooseFile: { nl: "ISO-bestand", en: "ISO file" },
  drop: {
    nl: "Bij een schijf kiest u het station, bijvoorbeeld D:. Een ISO-bestand mag u ook hierheen slepen.",
    en: "For a disc choose the drive, for instance D:. An ISO file may be dropped here too.",
  },
  chooseAgain: {
    nl: "Gelezen: {name}. Nog een controle? Kies opnieuw, ook als het dezelfde schijf is.",
    en: "Read: {name}. To verify again, choose again, also when it is the same disc.",
  },
  noTarget: { nl: "Nog niets gekozen.", en: "Nothing chosen yet." },
  dropFailed: {
    nl: "een map die u hierheen sleept, laat de browser niet helemaal zien. Kies de map met de knop Schijf of map.",
    en: "the browser does not show all of a folder that is dropped. Choose it with the button Disc or folder.",
  },
  chosenFile: {
    nl: "Gekozen bestand: {name} ({size} MB). Elke byte wordt gecontroleerd.",
    en: "Chosen file: {name} ({size} MB). Every byte will be verified.",
  },
  chosenFolder: {
    nl: "Gekozen map: {name}, {count} bestanden. Een browser ziet alleen de bestanden, niet de schijf zelf: een tweede sessie of wat tussen de bestanden staat, blijft ongezien. Het controleprogramma ziet dat wel.",
    en: "Chosen folder: {name}, {count} files. A browser sees the files only, not the disc itself: a second session, or what lies between the files, stays unseen. The verifier program does see it.",
  },
  stepCode: { nl: "2. Typ de zegelcode uit de brief", en: "2. Type the zegelcode of the letter" },
  codeHint: {
    nl: "Zeven groepen van vijf tekens. Neem de code uit de brief, niet van de schijf of de envelop. Geen brief? Stop en bel de Kiesraad.",
    en: "Seven groups of five characters. Take the code from the letter, not from the disc or the envelope. No letter? Stop and call the Kiesraad.",
  },
  group: { nl: "Groep {group} van 7", en: "Group {group} of 7" },
  wrongGroup: progressWords.wrongGroup,
  missingGroups: { nl: "Nog te typen: groep {groups}.", en: "Still to type: group {groups}." },
  codeGood: progressWords.codeGood,
  recall: {
    nl: "Hebt u bericht gekregen dat een uitgave is ingetrokken?",
    en: "Were you told that a release was recalled?",
  },
  recallHint: {
    nl: "Typ dan de intrekkingscode uit de brief of van de telefoon: 4 groepen van 5 tekens. Niets gekregen? Laat dit leeg.",
    en: "Then type the intrekkingscode of the letter or the call: 4 groups of 5 characters. Nothing? Leave this empty.",
  },
  recallCode: labelWords.recallCode,
  stepStart: { nl: "3. Controleer", en: "3. Verify" },
  start: { nl: "Controle beginnen", en: "Begin verification" },
  needBoth: {
    nl: "Kies eerst een schijf of bestand, en typ de hele zegelcode.",
    en: "First choose a disc or file, and type the whole zegelcode.",
  },
  otherRelease: {
    nl: "Deze code hoort niet bij deze schijf. Meer codes in de brief? Typ de code bij deze schijf. Of druk nog eens op de knop, dan wordt toch alles gecontroleerd, voor het verslag.",
    en: "This code does not belong to this disc. More codes in the letter? Type the one for this disc. Or press the button again: then all is verified all the same, for the record.",
  },
  selfTest: { nl: "De bladzijde test zichzelf…", en: "The page is testing itself…" },
  progress: progressWords.bytesRead,
  file: { nl: "Bestand {count} van {of}: {path}", en: "File {count} of {of}: {path}" },
  minutesLeft: progressWords.minutesLeft,
  secondsLeft: progressWords.secondsLeft,
  cancel: labelWords.stop,
  stopped: { nl: "Gestopt. Dit is geen oordeel.", en: "Stopped. This is no verdict." },
  failed: {
    nl: "NIET INSTALLEREN. De controle is niet gelukt, er is geen oordeel. Probeer het opnieuw. Lukt het weer niet? Gebruik het controleprogramma of bel de Kiesraad. (Voor de technicus: {text})",
    en: "DO NOT INSTALL. Verification did not succeed, there is no verdict. Try again. No better? Use the verifier program or call the Kiesraad. (For the technician: {text})",
  },
  noAnchor: {
    nl: "In deze bladzijde zit geen vertrouwensbasis van de Kiesraad. Hiermee kunt u niet controleren. Gebruik de bladzijde die bij de brief hoort.",
    en: "This page has no trust root of the Kiesraad in it. You cannot verify with it. Use the page that the letter names.",
  },
  tooOld: {
    nl: "Deze browser kan de controle niet uitvoeren (WebAssembly of workers ontbreken). Gebruik het controleprogramma of een nieuwere browser.",
    en: "This browser cannot run the verification (no WebAssembly or workers). Use the verifier program or a newer browser.",
  },
  verdict: { nl: "Uitslag", en: "Verdict" },
  recordStep: { nl: "4. Verslag", en: "4. Record" },
  recordHint: {
    nl: "Vul in wat u weet; de rest kan met de pen. Print het verslag, en teken het met twee personen. Geen printer? Schrijf het controlenummer op de strook van de brief: de uitslag blijft staan.",
    en: "Fill in what you know; the rest can be done by pen. Print the record and sign it with two persons. No printer? Write the control number on the slip of the letter: the verdict stands.",
  },
  municipality: labelWords.municipality,
  envelope: labelWords.envelope,
  person: { nl: "Naam van persoon {number}", en: "Name of person {number}" },
  print: { nl: "Verslag printen", en: "Print the record" },
  savePage: { nl: "Verslag bewaren", en: "Save the record" },
  saveData: { nl: "Gegevens bewaren (JSON)", en: "Save the data (JSON)" },
  details: labelWords.allSteps,
  version: {
    nl: "Versie {version}, broncode {revision}. Vertrouwensbasis: {root}",
    en: "Version {version}, source {revision}. Trust root: {root}",
  },
} as const satisfies Record<string, Text>;

export type PageText = keyof typeof pageTexts;
