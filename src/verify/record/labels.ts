// The words of the record that are not on the screen of a verdict alone.

import type { Answer } from "./record.ts";
import type { Text } from "./sentences.ts";

export const answerWords: Readonly<Record<Answer, Text>> = {
  ja: { nl: "ja", en: "yes" },
  nee: { nl: "nee", en: "no" },
  nvt: { nl: "n.v.t.", en: "n/a" },
};

export const recordTexts = {
  title: { nl: "Proces-verbaal van controle", en: "Record of verification" },
  subtitle: { nl: "Controle van verkiezingssoftware", en: "Verification of election software" },
  controlNumber: { nl: "Controlenummer", en: "Control number" },
  reasons: { nl: "Waarom", en: "Why" },
  moreReasons: {
    nl: "en nog {count}; alle staan onder Stappen van de controle",
    en: "and {count} more; all stand under Steps of the verification",
  },
  what: { nl: "Wat is gecontroleerd", en: "What was verified" },
  purpose: { nl: "Doel van de uitgave", en: "Purpose" },
  urgency: { nl: "Soort vrijgave", en: "Urgency" },
  releasedOn: { nl: "Datum van de uitgave", en: "Date of the release" },
  steps: { nl: "Stappen van de controle", en: "Steps of the verification" },
  digests: { nl: "Gevonden hashcodes (SHA-256)", en: "Digests found (SHA-256)" },
  notFound: { nl: "niet vastgesteld", en: "not established" },
  attested: { nl: "Wie ondertekenden en wie bouwden na", en: "Who signed and who rebuilt" },
  signed: { nl: "Ondertekend door", en: "Signed by" },
  rebuilt: { nl: "Nagebouwd en gelijk bevonden door", en: "Rebuilt and found equal by" },
  dissent: { nl: "Nagebouwd en ANDERS bevonden door", en: "Rebuilt and found DIFFERENT by" },
  noDissent: { nl: "geen tegenspraak in dit zegel", en: "no dissent in this seal" },
  dissentUnconfirmed: {
    nl: "een verschil is gemeld, onbevestigd",
    en: "a difference was reported, unconfirmed",
  },
  sourceOnly: { nl: ": de inhoud uit de broncode, telt niet mee", en: ": payload from source, does not count" },
  recalls: { nl: "Ingetrokken uitgaven", en: "Recalls" },
  nobody: { nl: "niemand", en: "nobody" },
  surroundings: { nl: "Programma en computer", en: "Program and machine" },
  factsOnly: {
    nl: "Dit zijn feiten zoals de computer ze meldt. Zij beslissen niets.",
    en: "These are facts as the machine tells them. They decide nothing.",
  },
  checkedOn: { nl: "Gecontroleerd op (UTC)", en: "Verified on (UTC)" },
  clock: { nl: "Klok en tijdzone", en: "Clock and time zone" },
  system: { nl: "Besturingssysteem", en: "Operating system" },
  host: { nl: "Naam van de computer", en: "Name of the machine" },
  networks: { nl: "Netwerkverbindingen die aan staan", en: "Network interfaces that are up" },
  noNetworks: { nl: "geen", en: "none" },
  tool: { nl: "Controleprogramma", en: "Verifier" },
  toolFile: { nl: "Bestand van het programma", en: "File of the program" },
  toolSha256: { nl: "Hashcode van dat bestand", en: "SHA-256 of that file" },
  digested: { nl: "Over die hashcode", en: "About that SHA-256" },
  wholeProgram: { nl: "over het hele programma", en: "of the whole program" },
  firstFile: {
    nl: "alleen over het eerste bestand; het programma bestaat uit meer bestanden",
    en: "of the first file only; the program consists of several",
  },
  unknown: { nl: "niet vast te stellen", en: "cannot be told" },
  instructions: { nl: "Aanwijzingen voor het gebruik", en: "Instructions for use" },
  instructionsHow: {
    nl: "Uit de map ZEGEL op de schijf. Kruis bij elke stap één vakje aan.",
    en: "From the folder ZEGEL on the disc. Tick one box for each step.",
  },
  noInstructions: {
    nl: "De schijf bevat geen gecontroleerde aanwijzingen.",
    en: "The disc holds no verified instructions.",
  },
  noInstruction: { nl: "(deze stap staat niet op de schijf)", en: "(this step is not on the disc)" },
  instruction: { nl: "Stap", en: "Step" },
  filledIn: { nl: "Ingevuld", en: "Filled in" },
  sign: { nl: "Invullen en ondertekenen", en: "Fill in and sign" },
  signHow: {
    nl: "Twee personen hebben de controle samen gedaan (vierogenprincipe) en tekenen voor wat hierboven staat.",
    en: "Two persons did the verification together (four-eyes principle) and sign for what stands above.",
  },
  municipality: { nl: "Gemeente", en: "Municipality" },
  place: { nl: "Plaats", en: "Place" },
  moment: { nl: "Datum en tijd", en: "Date and time" },
  pc: { nl: "Pc (nummer of plaats)", en: "PC (number or place)" },
  envelope: { nl: "Envelopnummer", en: "Envelope number" },
  person: { nl: "Naam", en: "Name" },
  firstPerson: { nl: "Eerste persoon", en: "First person" },
  secondPerson: { nl: "Tweede persoon", en: "Second person" },
  signature: { nl: "Handtekening", en: "Signature" },
  page: { nl: "Bladzijde", en: "Page" },
  of: { nl: "van", en: "of" },
} as const satisfies Record<string, Text>;

export const urgencyWords: Readonly<Record<string, Text>> = {
  normal: { nl: "gewone vrijgave", en: "normal" },
  emergency: { nl: "noodvrijgave", en: "emergency" },
};
