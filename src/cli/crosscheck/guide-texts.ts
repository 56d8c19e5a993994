// What the three questions say. docs/nl/papier-nakijken.md names the numbers of the choices.

import type { Text } from "../../words/language.ts";

export const guideTexts = {
  title: { nl: "Een telling nakijken", en: "Checking a count" },
  intro: {
    nl: "Dit verandert niets aan de telling. Gebruik een andere computer dan die waarop geteld wordt. Bij twijfel gaat het papier voor.",
    en: "This changes nothing in the count. Use another computer than the one that counts. In doubt the paper decides.",
  },
  menu: { nl: "Wat wilt u doen?", en: "What do you want to do?" },
  form: {
    nl: "Een invoerformulier maken, om het papier op over te typen",
    en: "Make a form, to type the paper on",
  },
  check: {
    nl: "Vergelijken: papier, optelling en zetels, met alles wat in een map staat",
    en: "Compare: paper, sums and seats, with all that is in a folder",
  },
  files: { nl: "Zien wat er in een map staat, met de hashcodes", en: "See what is in a folder, with the hash codes" },
  otherLanguage: { nl: "English", en: "Nederlands" },
  stop: { nl: "Stoppen", en: "Stop" },
  choice: { nl: "Uw keuze:", en: "Your choice:" },
  noChoice: { nl: "Dat is geen keuze. Typ een van deze: {keys}.", en: "That is no choice. Type one of these: {keys}." },
  yesOrNo: { nl: "Typ j of n.", en: "Type y or n." },
  notThere: {
    nl: "Hier staat niets: {typed}. Sleep de map of het bestand in dit venster, of typ de hele plaats. Enter: terug.",
    en: "Nothing is there: {typed}. Drop the folder or file into this window, or type the whole path. Enter: back.",
  },
  whichForm: {
    nl: "Van welke telling? Sleep het telbestand, de stembureaulijst, of een map met één daarvan en de kandidatenlijsten in dit venster. Enter: terug.",
    en: "Of which count? Drop the count file, the list of polling stations, or a folder with one of them and the candidate lists into this window. Enter: back.",
  },
  whichLists: {
    nl: "Waar staan de kandidatenlijsten? Sleep dat bestand of die map in dit venster. Enter: terug.",
    en: "Where are the candidate lists? Drop that file or folder into this window. Enter: back.",
  },
  whichFolder: {
    nl: "Welke map? Sleep die in dit venster. Zet er alles in wat u hebt: telbestand, kandidatenlijsten, invoer, gekozenen. Enter: terug.",
    en: "Which folder? Drop it into this window. Put all that you have into it: count file, candidate lists, entries, result. Enter: back.",
  },
  whichHash: {
    nl: "Staat er een hashcode op het papieren proces-verbaal? Typ de 16 groepen van 4. Hebt u die niet: Enter.",
    en: "Is there a hash code on the record on paper? Type its 16 groups of 4. If you have none: Enter.",
  },
  wrongHash: {
    nl: "Dat is geen hashcode: die heeft 16 groepen van 4 tekens, 0 tot en met 9 en a tot en met f. Lees de code opnieuw.",
    en: "That is no hash code: it has 16 groups of 4 characters, 0 to 9 and a to f. Read it once more.",
  },
  keep: { nl: "Ook een verslag opslaan, om af te drukken? (j/n)", en: "Save a report, too, to print? (y/n)" },
  ran: { nl: "Dit is uitgevoerd: {command}", en: "This was run: {command}" },
  saved: { nl: "Opgeslagen: {path}", en: "Saved: {path}" },
  stopped: { nl: "Gestopt.", en: "Stopped." },
  close: { nl: "Druk op Enter om dit venster te sluiten.", en: "Press Enter to close this window." },
} as const satisfies Record<string, Text>;
