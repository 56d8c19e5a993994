// What the letter of a release says. Short sentences, level B1: its reader is no technician. Each sentence is true of what the program
// then shows: test/distribute/letter-says.test.ts walks them.

import { codeTexts } from "../words/code-words.ts";
import { labelWords, releaseWords } from "../words/glossary.ts";
import type { Text } from "../words/language.ts";

export const letterWords = {
  title: {
    nl: "Controleer uw schijf vóór u installeert, uiterlijk {day}",
    en: "Verify your disc before you install, no later than {day}",
  },
  practiceTitle: { nl: "Oefen met deze schijf, uiterlijk {day}", en: "Practise with this disc by {day}" },
  together: {
    nl: "Werk met twee personen. Het duurt ongeveer {minutes} minuten.",
    en: "Work with two persons. It takes about {minutes} minutes.",
  },
  emergency: {
    nl: "Deze brief hoort bij een noodversie. Vraagt het scherm of dat in uw brief staat? Ja, hier. Gebruik uw oudere schijf van deze software niet meer.",
    en: "This letter is of an emergency version. Does the screen ask whether it says so? Yes, here. Do not use your older disc of this software.",
  },
  withoutProof: {
    nl: "Er komt nog een bestand: het bewijs van het openbare logboek. Zonder dat bestand zegt het scherm WACHT. Hebt u het? Geef het op met keuze 4.",
    en: "One more file will come: the proof of the public log. Without it the screen says WAIT. Do you have it? Give it with choice 4.",
  },
  practice: {
    nl: "Oefenbrief. Gebruik deze schijf niet voor de verkiezing.",
    en: "Practice letter. Do not use this disc for the election.",
  },
  dated: { nl: "Brief van", en: "Letter of" },
  version: releaseWords.version,
  disc: { nl: "Schijf", en: "Disc" },
  discOf: { nl: "{disc} van {discs}", en: "{disc} of {discs}" },
  discs: { nl: "{discs} schijven", en: "{discs} discs" },
  envelope: labelWords.envelope,
  bag: { nl: "Nummer van de zak", en: "Number of the bag" },
  code: { nl: "Zegelcode", en: "Zegelcode" },
  codeOfDisc: { nl: "Zegelcode van schijf {disc} van {discs}", en: "Zegelcode of disc {disc} of {discs}" },
  codeApart: {
    nl: "De zegelcode staat op het tweede vel.",
    en: "The zegelcode is on the second sheet.",
  },
  codesApart: {
    nl: "Er zijn {discs} schijven. De zegelcodes staan op het tweede vel: één kader per schijf.",
    en: "There are {discs} discs. The zegelcodes are on the second sheet: one frame for each disc.",
  },
  group: { nl: "Groep", en: "Group" },
  slips: codeTexts.sameCharacters,
  compare: {
    nl: "Vergelijk de code op een ander apparaat met Staatscourant {staatscourant} of {website}.",
    en: "On another device, compare the code with Staatscourant {staatscourant} or {website}.",
  },
  staatscourant: { nl: "{year}, nr. {number}", en: "{year}, no. {number}" },
  bagStep: {
    nl: "Is de zak heel en kloppen de nummers? Zo niet: gebruik de schijf niet en bel.",
    en: "Is the bag whole, and are the numbers right? If not: do not use the disc, and call.",
  },
  ictStep: {
    nl: "Heeft ICT het controleprogramma al gecontroleerd en klaargezet? Ga naar 3. Anders: doe eerst wat op {back} staat.",
    en: "Has IT verified the verifier program and put it ready? Go to 3. If not: first do what is on {back}.",
  },
  back: { nl: "de achterkant", en: "the back" },
  lastPages: { nl: "de laatste vellen", en: "the last sheets" },
  startStep: {
    nl: "Start controleprogramma: dat van ICT, of op de schijf in de map ZEGEL. Kies 1 voor de schijf. Houdt Windows het tegen? Zie {back}, gebruik controlepagina.html, of een andere computer. Geen station voor schijven? Kies 2 en dan het ISO-bestand dat u van ICT kreeg.",
    en: "Start controleprogramma: that of IT, or on the disc in the folder ZEGEL. Type E for English. Choose 1 for the disc. Does Windows stop it? See {back}, use controlepagina.html, or another computer. No disc drive? Choose 2, then the ISO file that IT gave you.",
  },
  codeStep: {
    nl: "Typ de zegelcode: 7 groepen van 5, in het kader.",
    en: "Type the zegelcode: 7 groups of 5, in the frame.",
  },
  codeStepOfDisc: {
    nl: "Typ de zegelcode van die schijf: 7 groepen van 5, in het kader. Controleer elke schijf.",
    en: "Type the zegelcode of that disc: 7 groups of 5, in the frame. Verify each disc.",
  },
  verdictStep: { nl: "Het scherm zegt één woord. Dan doet u dit:", en: "The screen says one word. Then do this:" },
  goodHead: { nl: "Deze schijf is echt. U mag installeren.", en: "This disc is genuine. You may install." },
  good: {
    nl: "Installeer. Vraagt het scherm om keuze 3? Controleer daarmee elke computer. Zet beiden uw handtekening op het verslag en bewaar het. Meld de schijf af bij de Kiesraad: bel of mail, met envelopnummer en controlenummer.",
    en: "Install. Does the screen ask for choice 3? Verify each computer with it. Both sign the record, and keep it. Report the disc to the Kiesraad: call or e-mail, with envelope number and control number.",
  },
  practiceHead: { nl: "Dit is een echte oefenschijf.", en: "This is a genuine practice disc." },
  demonstrationHead: { nl: "Dit is een echte voorbeeldschijf.", en: "This is a genuine demonstration disc." },
  practiceGood: {
    nl: "Het oefenen is gelukt. Gebruik deze schijf niet voor de verkiezing.",
    en: "The exercise went well. Do not use this disc for the election.",
  },
  stopHead: { nl: "Niet installeren.", en: "Do not install." },
  stop: {
    nl: "STOP of WACHT: installeer niet, en doe wat het scherm zegt.",
    en: "STOP or WAIT: do not install, and do what the screen says.",
  },
  contact: { nl: "Bellen of mailen:", en: "Call or e-mail:" },
  hours: { nl: "Bereikbaar: {hours}.", en: "Answered: {hours}." },
  lost: { nl: "Brief kwijt? Bel.", en: "Letter lost? Call." },
  strip: { nl: "Strook: vul in na de controle", en: "Slip: fill in after the verification" },
  municipality: labelWords.municipality,
  verdict: { nl: "Oordeel", en: "Verdict" },
  control: { nl: "Controlenummer", en: "Control number" },
  moment: labelWords.moment,
  computer: { nl: "Computer", en: "Computer" },
  nameAndSignature: { nl: "Naam en handtekening {number}", en: "Name and signature {number}" },
  stripApart: { nl: "vul in op het tweede vel", en: "fill in on the second sheet" },
  page: { nl: "Pagina", en: "Page" },
  fold: { nl: "vouwlijn · laat dit vak leeg", en: "fold here · leave this space empty" },
} as const satisfies Record<string, Text>;

/** The back: the program itself, before it may judge the disc. */
export const backWords = {
  title: { nl: "Het controleprogramma zelf controleren", en: "Verify the verifier program itself" },
  open: {
    nl: "Leg de schijf in het station. Druk op de Windows-toets, typ cmd en druk op Enter.",
    en: "Put the disc in the drive. Press the Windows key, type cmd and press Enter.",
  },
  type: {
    nl: "Typ deze regel en druk op Enter. D is de letter van uw station.",
    en: "Type this line and press Enter. D is the letter of your drive.",
  },
  answer: {
    nl: "U ziet één rij van 64 tekens. Eén leest voor, één vinkt af. De regels erboven en eronder kunnen er anders uitzien.",
    en: "You see one row of 64 characters. One reads aloud, the other ticks off. The lines above and below may look different.",
  },
  picture: { nl: "Zo ziet het antwoord eruit", en: "What the answer looks like" },
  programDigest: {
    nl: "Hashcode van controleprogramma.exe: 16 groepen van 4",
    en: "Hash code of controleprogramma.exe: 16 groups of 4",
  },
  page: {
    nl: "Gebruikt u controlepagina.html? Doe hetzelfde met deze regel:",
    en: "Do you use controlepagina.html? Do the same with this line:",
  },
  pageDigest: {
    nl: "Hashcode van controlepagina.html: 16 groepen van 4",
    en: "Hash code of controlepagina.html: 16 groups of 4",
  },
  wrong: {
    nl: "Klopt er één groep niet? Start het niet en bel.",
    en: "Is one group wrong? Do not start it, and call.",
  },
  windows: { nl: "Houdt Windows het tegen?", en: "Does Windows stop it?" },
  blue: {
    nl: "Een blauw venster van Windows? Kloppen de 16 groepen? Dan mag u het programma toch uitvoeren: kies Meer informatie en dan Toch uitvoeren. Kloppen ze niet: niet doen, bel.",
    en: "A blue window of Windows? Are the 16 groups right? Then you may run the program all the same: choose More info, then Run anyway. Are they wrong? Do not run it, and call.",
  },
  policy: {
    nl: "Zegt Windows dat uw beheerder dit niet toestaat? Gebruik controlepagina.html.",
    en: "Does Windows say that your administrator does not allow it? Use controlepagina.html.",
  },
} as const satisfies Record<string, Text>;

/** Ten lines for whoever reads no Dutch, in the Dutch letter. */
export const englishLines = {
  title: "In English",
  lines: [
    "With this letter comes a disc of Dutch election software. Verify the disc before you install it.",
    "Work with two persons, and be done by {day}.",
    "Is the bag whole, and are its numbers those of this letter? If not, do not use the disc, and call.",
    "First compare the program with its 16 groups ({place}), unless your IT department did so before.",
    "Start controleprogramma in the folder ZEGEL of the disc. Type E for English.",
    "Choose 1 for the disc, or 2 for an ISO file. Type the zegelcode: the 7 groups in the frame.",
    codeTexts.sameCharacters.en,
    "{good}",
    "STOP or WAIT (WACHT): do not install, and do what the screen says.",
    "Questions, or no letter? {contact}. Answered: {hours}.",
  ],
  good: "GOOD (GOED): the disc is genuine. Install it, both sign and keep the record, and report that the disc is good.",
  practice: "PRACTICE (OEFENEN): the disc is a genuine practice disc. Do not use it for the election.",
  above: "above",
} as const;
