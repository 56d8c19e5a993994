// What the page says, Dutch first. Short sentences, level B1. What the verdict says is not here: src/verify/record

import { fileSlipTexts } from "../verify/file-slips.ts";
import { recordTexts as codeLabels } from "../verify/record/labels.ts";
import { receiptTexts as sharedTexts } from "../verify/record/receipt-words.ts";
import { codeTexts } from "../words/code-words.ts";
import { labelWords, progressWords } from "../words/glossary.ts";
import type { Text } from "../words/language.ts";

/** Before a check: the choices, the code, and what is said of a slip. */
const startTexts = {
  title: labelWords.title,
  intro: {
    nl: "Deze pagina controleert uw schijf op deze computer. Er gaat niets over het netwerk en er verandert niets aan de schijf. Pak uw brief. Werk met twee personen.",
    en: "This page verifies your disc on this computer. Nothing goes over the network and nothing on the disc changes. Take your letter. Work with two persons.",
  },
  itself: {
    nl: "Is deze pagina zelf al gecontroleerd, met de hashcode van controlepagina.html in de brief? Zo niet: doe dat eerst. Een nagemaakte pagina zegt wat de maker wil.",
    en: "Has this page itself been verified, with the hash code of controlepagina.html in the letter? If not, do that first. A forged page says what its maker likes.",
  },
  otherLanguage: labelWords.otherLanguage,
  stepTarget: { nl: "Stap 1. Kies wat u controleert", en: "Step 1. Choose what to verify" },
  chooseFolder: { nl: "1 Schijf, map of USB-stick", en: "1 Disc, folder or USB stick" },
  chooseFile: { nl: "2 ISO-bestand", en: "2 ISO file" },
  drop: {
    nl: "Bij een schijf kiest u het station, bijvoorbeeld D:. Een ISO-bestand mag u ook hierheen slepen.",
    en: "For a disc choose the drive, for instance D:. You may also drop an ISO file here.",
  },
  uploadHint: {
    nl: "De browser vraagt of u bestanden wilt uploaden. Kies Uploaden. Er gaat niets over het netwerk: de bestanden blijven op deze computer.",
    en: "The browser asks whether you want to upload files. Choose Upload. Nothing goes over the network: the files stay on this computer.",
  },
  chooseInstalled: {
    nl: "3 Geïnstalleerd programma op deze computer",
    en: "3 Installed program on this computer",
  },
  referenceHint: {
    nl: "Na het installeren. Kies eerst waarmee u vergelijkt: de schijf, de opgeslagen kopie van de map ZEGEL, of het ISO-bestand.",
    en: "After installing. First choose what to compare with: the disc, the saved copy of the folder ZEGEL, or the ISO file.",
  },
  programHint: {
    nl: "Kies dan de map waarin het programma staat.",
    en: "Then choose the folder that the program is in.",
  },
  chooseProgram: { nl: "Map van het programma", en: "Folder of the program" },
  chooseReferenceFolder: { nl: "Schijf of kopie", en: "Disc or copy" },
  chooseReferenceFile: { nl: "ISO-bestand om mee te vergelijken", en: "ISO file to compare with" },
  noTarget: { nl: "Nog niets gekozen.", en: "Nothing chosen yet." },
  wholeDrive: { nl: "het hele station", en: "the whole drive" },
  chosenFile: {
    nl: "Gekozen bestand: {name} ({size} MB). Elke byte wordt gecontroleerd.",
    en: "Chosen file: {name} ({size} MB). Every byte will be verified.",
  },
  chosenFolder: {
    nl: "Gekozen map: {name}. Aantal bestanden: {count}. Een browser ziet alleen de bestanden, niet de schijf zelf: een tweede sessie of wat tussen de bestanden staat, blijft ongezien. Het controleprogramma ziet dat wel.",
    en: "Chosen folder: {name}. Number of files: {count}. A browser sees the files only, not the disc itself: a second session, or what lies between the files, stays unseen. The verifier program does see it.",
  },
  chosenProgram: {
    nl: "Programma: map {name}. Aantal bestanden: {count}.",
    en: "Program: folder {name}. Number of files: {count}.",
  },
  chosenReference: { nl: "Vergelijken met: {name}.", en: "Compare with: {name}." },
  needProgram: {
    nl: "Kies nu de map waarin het programma staat.",
    en: "Now choose the folder that the program is in.",
  },
  needProgramAt: {
    nl: "Kies nu de map waarin het programma staat. Dat is meestal {place}.",
    en: "Now choose the folder that the program is in. That is mostly {place}.",
  },
  needReference: {
    nl: "Kies nu waarmee u vergelijkt: de schijf, de kopie van de map ZEGEL, of het ISO-bestand.",
    en: "Now choose what to compare with: the disc, the copy of the folder ZEGEL, or the ISO file.",
  },
  programLimits: {
    nl: "Een browser ziet geen lege mappen en geen verwijzingen. Het controleprogramma ziet die wel.",
    en: "A browser sees no empty folders and no links. The verifier program does see them.",
  },
  chooseAgain: {
    nl: "Gelezen: {name}. Nog een controle? Kies opnieuw, ook als het dezelfde schijf is.",
    en: "Read: {name}. To verify again, choose again, also when it is the same disc.",
  },
  stepCode: { nl: "Stap 2. Typ de zegelcode uit de brief", en: "Step 2. Type the zegelcode of the letter" },
  codeHint: {
    nl: `7 groepen van 5 tekens, in het kader. Neem de code uit de brief, niet van de schijf of de envelop. ${codeTexts.sameCharacters.nl} Geen brief? Installeer niet en bel de Kiesraad.`,
    en: `7 groups of 5 characters, in the frame. Take the code from the letter, not from the disc or the envelope. ${codeTexts.sameCharacters.en} No letter? Do not install, and call the Kiesraad.`,
  },
  group: { nl: "Groep {group} van {count}", en: "Group {group} of {count}" },
  missingGroups: { nl: "Nog te typen: groep {groups}.", en: "Still to type: group {groups}." },
  codeGood: progressWords.codeGood,
  chooseGiven: {
    nl: "4 Intrekking of bestand van de Kiesraad opgeven",
    en: "4 Enter a recall or a file from the Kiesraad",
  },
  recallHint: {
    nl: `Kreeg u bericht dat een versie is ingetrokken? Typ de intrekkingscode uit de brief of van de telefoon: 4 groepen van 5 tekens. ${codeTexts.sameCharacters.nl}`,
    en: `Were you told that a version is recalled? Type the intrekkingscode of the letter or the call: 4 groups of 5 characters. ${codeTexts.sameCharacters.en}`,
  },
  recallCode: labelWords.recallCode,
  recallLength: {
    nl: "Een intrekkingscode heeft 4 groepen van 5 tekens. Typ de code opnieuw.",
    en: "An intrekkingscode has 4 groups of 5 characters. Type the code again.",
  },
  notesHint: {
    nl: "Kreeg u een bestand van de Kiesraad: de intreklijst, het logboekbewijs, of het bericht van een nabouwer (een deskundige die de schijf zelf heeft nagebouwd)? Kies dat hier.",
    en: "Did the Kiesraad send you a file: the recall list, the log proof, or the statement of a rebuilder (an expert who rebuilt the disc independently)? Choose it here.",
  },
  chooseNotes: { nl: "Bestand van de Kiesraad", en: "File of the Kiesraad" },
  givenRecall: { nl: "Intreklijst: {name}", en: "Recall list: {name}" },
  givenRebuild: { nl: "Bericht van een nabouwer: {name}", en: "Statement of a rebuilder: {name}" },
  givenLogProof: { nl: "Logboekbewijs: {name}", en: "Log proof: {name}" },
  givenOther: { nl: "Bestand van de Kiesraad: {name}", en: "File of the Kiesraad: {name}" },
  takeAway: { nl: "Weghalen", en: "Take away" },
  stepStart: { nl: "Stap 3. Controleer", en: "Step 3. Verify" },
  start: { nl: "Controle beginnen", en: "Begin verification" },
  version: {
    nl: "Versie {version}, broncode {revision}. Vertrouwensbasis: {root}",
    en: "Version {version}, source {revision}. Trust root: {root}",
  },
} as const satisfies Record<string, Text>;

/** A slip of the hand: what was expected, and what to do. Never a verdict. */
const slipTexts = {
  ...fileSlipTexts,
  needTarget: {
    nl: "Kies eerst in stap 1 wat u controleert.",
    en: "First choose in step 1 what to verify.",
  },
  needCode: { nl: "Typ eerst in stap 2 de hele zegelcode.", en: "First type the whole zegelcode in step 2." },
  needRecallCode: {
    nl: "De intrekkingscode klopt nog niet. Typ die opnieuw, of haal die weg.",
    en: "The intrekkingscode is not right yet. Type it again, or take it away.",
  },
  twoDropped: { nl: "Kies één bestand. U koos er {count}.", en: "Choose one file. You chose {count}." },
  folderDropped: {
    nl: "Een map die u hierheen sleept, laat de browser niet helemaal zien. Kies de map met knop 1.",
    en: "The browser does not show all of a folder that is dropped here. Choose the folder with button 1.",
  },
  emptyFolder: { nl: "Deze map is leeg. Kies een andere map.", en: "This folder is empty. Choose another folder." },
  zegelFolder: {
    nl: "De map {name} is alleen de map ZEGEL van een schijf. Kies de hele schijf.",
    en: "The folder {name} is only the folder ZEGEL of a disc. Choose the whole disc.",
  },
  parentFolder: {
    nl: "De schijf staat een map dieper. Kies de map {path}.",
    en: "The disc is one folder further down. Choose the folder {path}.",
  },
  imageInFolder: {
    nl: "In deze map staat geen schijf, maar een ISO-bestand: {path}. Kies dat bestand, met de knop ISO-bestand.",
    en: "There is no disc in this folder, but an ISO file: {path}. Choose that file, with the button ISO file.",
  },
  wrongFolder: {
    nl: "In deze map staat het programma niet. Kies de map waarin het is geïnstalleerd. Er is geen oordeel: gebruik het programma nog niet.",
    en: "The program is not in this folder. Choose the folder in which it was installed. There is no verdict: do not use the program yet.",
  },
  wrongFolderBut: {
    nl: "In deze map staat het programma niet. Bedoelt u de map {path} die erin staat? Kies dan die. Er is geen oordeel: gebruik het programma nog niet.",
    en: "The program is not in this folder. Do you mean the folder {path} within it? Then choose that one. There is no verdict: do not use the program yet.",
  },
  severalDiscs: {
    nl: "In deze map staan meer schijven. Kies de map van één schijf.",
    en: "There are several discs in this folder. Choose the folder of one disc.",
  },
  notChosen: {
    nl: "Hiermee kan deze pagina niet controleren. Kies opnieuw, of gebruik het controleprogramma. (Voor de technicus: {text})",
    en: "This page cannot verify that. Choose again, or use the verifier program. (For the technician: {text})",
  },
  noNote: {
    nl: "{name} is geen intreklijst, logboekbewijs of bericht van een nabouwer, of is onderweg veranderd. Kreeg u het van de Kiesraad? Vraag het opnieuw, of bel voordat u installeert.",
    en: "{name} is no recall list, log proof or statement of a rebuilder, or was changed on its way. Did the Kiesraad send it? Ask for it again, or call before you install.",
  },
  noteSavedAnew: {
    nl: "{name} is door een programma anders opgeslagen. Neem het bestand zoals u het kreeg, of vraag het opnieuw. Sla het niet op vanuit een tekstverwerker of een e-mail.",
    en: "A program saved {name} in another way. Take the file as you got it, or ask for it again. Do not save it from an editor or a mail.",
  },
  noteUnreadable: {
    nl: "{name} is niet te lezen. Kies het bestand opnieuw.",
    en: "{name} cannot be read. Choose the file again.",
  },
  tooManyNotes: {
    nl: "{name} is er één te veel. Haal eerst een bestand weg.",
    en: "{name} is one too many. Take a file away first.",
  },
  otherCode: { nl: "Deze code hoort niet bij deze schijf.", en: "This code does not belong to this disc." },
  onDisc: { nl: "Op de schijf staat: {disc}.", en: "The disc says: {disc}." },
  otherCodeHint: {
    nl: "Staat dat ook boven uw brief? Staan er meer codes in de brief? Kies de code bij deze schijf.",
    en: "Does your letter say so too, at the top? Are there more codes in the letter? Take the one for this disc.",
  },
  answerCode: { nl: "1 Code opnieuw typen", en: "1 Type the code again" },
  answerDisc: { nl: "2 Andere schijf kiezen", en: "2 Choose another disc" },
  answerGoOn: {
    nl: "3 Alles klopt met de brief: toch controleren, voor het verslag",
    en: "3 All is as in the letter: verify all the same, for the record",
  },
} as const satisfies Record<string, Text>;

/** While a check runs, and where it comes to no verdict. */
const runTexts = {
  selfTest: { nl: "De pagina test zichzelf…", en: "The page is testing itself…" },
  progress: progressWords.bytesRead,
  progressSoFar: { nl: "{done} MB gelezen.", en: "{done} MB read." },
  file: { nl: "Bestand {count} van {of}: {path}", en: "File {count} of {of}: {path}" },
  minutesLeft: progressWords.minutesLeft,
  secondsLeft: progressWords.secondsLeft,
  cancel: labelWords.stop,
  stopped: {
    nl: "Gestopt. Er is geen oordeel. Installeer niet, en gebruik het programma nog niet.",
    en: "Stopped. There is no verdict. Do not install, and do not use the program yet.",
  },
  failed: {
    nl: "Er is geen oordeel: de controle is niet gelukt. Installeer niet, en gebruik het programma niet. Kies opnieuw en probeer het nog een keer. Lukt het weer niet? Gebruik het controleprogramma of bel de Kiesraad. (Voor de technicus: {text})",
    en: "There is no verdict: verification did not succeed. Do not install, and do not use the program. Choose again and try once more. No better? Use the verifier program or call the Kiesraad. (For the technician: {text})",
  },
  noInstallList: {
    nl: "Bij deze versie hoort geen lijst van geïnstalleerde bestanden. Een geïnstalleerd programma is zo niet te controleren. Dit is geen oordeel. Controleer de schijf zelf (knop 1 of 2).",
    en: "This version has no list of installed files. An installed program cannot be verified this way. This is no verdict. Verify the disc itself (button 1 or 2).",
  },
  noAnchor: {
    nl: "In deze pagina zit geen vertrouwensbasis van de Kiesraad. Hiermee kunt u niet controleren. Gebruik de pagina die bij de brief hoort.",
    en: "This page has no trust root of the Kiesraad in it. You cannot verify with it. Use the page that the letter names.",
  },
  tooOld: {
    nl: "Deze browser kan de controle niet uitvoeren (WebAssembly of workers ontbreken). Gebruik het controleprogramma of een nieuwere browser.",
    en: "This browser cannot run the verification (no WebAssembly or workers). Use the verifier program or a newer browser.",
  },
} as const satisfies Record<string, Text>;

/** The afmeldcode after GOED. What the guided program says too stands in verify/record/receipt-words.ts. */
const receiptTexts = {
  afmeldcode: codeLabels.afmeldcode,
  receiptStep: { nl: "Stap 4. Afmelden", en: "Step 4. Reporting" },
  receiptEnvelope: {
    nl: "Envelopnummer van de brief, bijvoorbeeld 0123-K",
    en: "Envelope number of the letter, for instance 0123-K",
  },
  receiptHint: {
    nl: `Afmeldsleutel: 3 groepen van 5 tekens, achter het vouwtje. ${codeTexts.sameCharacters.nl} Geen vouwtje? Sla deze stap over.`,
    en: `Afmeldsleutel: 3 groups of 5 characters, under the fold. ${codeTexts.sameCharacters.en} No fold? Skip this step.`,
  },
  nextDisc: {
    nl: "Nog een schijf bij deze brief? Kies die bij stap 1, en typ bij stap 2 de zegelcode van die schijf.",
    en: "Another disc with this letter? Choose it at step 1, and type the zegelcode of that disc at step 2.",
  },
  receiptMake: { nl: "Afmeldcode maken", en: "Make the afmeldcode" },
  receiptKeyGood: { nl: "De afmeldsleutel is zonder typefout.", en: "The afmeldsleutel is without a typing error." },
  needEnvelope: {
    nl: "Typ eerst het envelopnummer van de brief.",
    en: "First type the envelope number of the letter.",
  },
  needReceiptKey: { nl: "Typ eerst de hele afmeldsleutel.", en: "First type the whole afmeldsleutel." },
} as const satisfies Record<string, Text>;

/** The record below the verdict. */
const recordTexts = {
  recordStep: { nl: "Stap 4. Verslag", en: "Step 4. Record" },
  recordStepAfter: { nl: "Stap 5. Verslag", en: "Step 5. Record" },
  recordHint: {
    nl: "Vul in wat u weet; de rest kan met de pen. Druk het verslag af en zet beiden uw handtekening.",
    en: "Fill in what you know; the rest can be done by pen. Print the record, and both sign it.",
  },
  practiceHint: {
    nl: "Dit was een oefening: een verslag hoeft niet. Afdrukken en opslaan kunt u hier wel oefenen.",
    en: "This was practice: no record is needed. You can practise printing and saving here.",
  },
  municipality: labelWords.municipality,
  envelope: labelWords.envelope,
  notOnPaper: {
    nl: "Hier staat een teken dat niet op papier kan. Typ het opnieuw.",
    en: "There is a character here that cannot go on paper. Type it again.",
  },
  keyOnPaper: sharedTexts.keyOnPaper,
  oddEnvelope: {
    nl: "Klopt dit? Een envelopnummer is 4 cijfers, een streepje en een letter.",
    en: "Is this right? An envelope number is 4 digits, a hyphen and a letter.",
  },
  computer: { nl: "Computer (naam of nummer)", en: "Computer (name or number)" },
  person: { nl: "Naam van persoon {number}", en: "Name of person {number}" },
  print: { nl: "Verslag afdrukken", en: "Print the record" },
  savePage: { nl: "Verslag opslaan", en: "Save the record" },
  printInstructions: { nl: "Aanwijzingen afdrukken", en: "Print the instructions" },
  noPrinter: {
    nl: "Afdrukken lukt niet? Schrijf het controlenummer op de strook van de brief. Het oordeel blijft staan.",
    en: "Printing fails? Write the control number on the slip of the letter. The verdict stands.",
  },
  report: { nl: "Bericht aan de Kiesraad", en: "Message to the Kiesraad" },
  reportHint: {
    nl: "Lees dit voor aan de telefoon, of mail deze tekst vanaf een ander apparaat.",
    en: "Read this out over the telephone, or mail this text from another device.",
  },
  saveReport: { nl: "Bericht opslaan", en: "Save the message" },
  saveData: { nl: "Gegevens opslaan (JSON)", en: "Save the data (JSON)" },
  details: { nl: "Alle stappen, voor de technicus", en: "All steps, for the technician" },
} as const satisfies Record<string, Text>;

export const pageTexts = { ...startTexts, ...slipTexts, ...runTexts, ...receiptTexts, ...recordTexts };

export type PageText = keyof typeof pageTexts;
