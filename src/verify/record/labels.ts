// The labels of screen and record: whatever stands beside sentences and values.

import { labelWords, noWords, progressWords } from "../../words/glossary.ts";
import type { Text } from "../../words/language.ts";
import type { SectorClass, StepId, StepStatus } from "../proof/report.ts";
import type { Answer } from "./record.ts";

export const answerWords: Readonly<Record<Answer, Text>> = {
  ja: { nl: "ja", en: "yes" },
  nee: { nl: "nee", en: "no" },
  nvt: { nl: "n.v.t.", en: "n/a" },
};

export const recordTexts = {
  title: { nl: "Controleverslag", en: "Record of verification" },
  annex: { nl: "Voor de technicus", en: "For the technician" },
  subtitle: labelWords.title,
  controlNumber: { nl: "Controlenummer", en: "Control number" },
  afmeldcode: { nl: "Afmeldcode", en: "Afmeldcode" },
  stopcode: { nl: "Stopcode", en: "Stopcode" },
  stopcodeUse: {
    nl: "laat zien of meer gemeenten hetzelfde hebben",
    en: "shows whether other municipalities have the same",
  },
  reasons: { nl: "Waarom", en: "Why" },
  moreReasons: { nl: "en nog {count}", en: "and {count} more" },
  software: { nl: "Software", en: "Software" },
  byClock: {
    nl: "(klok van deze computer; klopt die niet, schrijf de juiste tijd hierachter)",
    en: "(clock of this computer; if it is wrong, write the right time behind it)",
  },
  forOffice: { nl: "voor de scanner van de Kiesraad", en: "for the Kiesraad's scanner" },
  findings: { nl: "Alles wat gevonden is", en: "All that was found" },
  what: { nl: "De schijf", en: "The disc" },
  purpose: { nl: "Doel van de versie", en: "Purpose" },
  urgency: { nl: "Soort versie", en: "Kind of version" },
  releasedOn: { nl: "Datum van de versie", en: "Date of the version" },
  steps: { nl: "Wat gecontroleerd is", en: "What was checked" },
  digests: { nl: "Gevonden hashcodes", en: "SHA-256 values found" },
  notFound: noWords.notEstablished,
  attested: { nl: "Wie ondertekenden en wie bouwden na", en: "Who signed and who rebuilt" },
  signed: labelWords.signedBy,
  rebuilt: { nl: "Nagebouwd en gelijk bevonden door", en: "Rebuilt and found equal by" },
  dissent: { nl: "Nagebouwd en ANDERS bevonden door", en: "Rebuilt and found DIFFERENT by" },
  noDissent: { nl: "niemand, voor zover dit zegel zegt", en: "nobody, as far as this seal says" },
  dissentUnconfirmed: {
    nl: "een verschil is gemeld; niet te zien is of een nabouwer dat ondertekende",
    en: "a difference was reported; nobody can see whether a rebuilder signed that",
  },
  sourceOnly: {
    nl: ": de inhoud uit de broncode, telt niet mee",
    en: ": the content from the source code, does not count",
  },
  recalls: { nl: "Ingetrokken versies", en: "Recalled versions" },
  logWitnesses: { nl: "Getuigen van het openbare logboek", en: "Witnesses of the public log" },
  nobody: noWords.nobody,
  surroundings: { nl: "Programma en computer", en: "Program and computer" },
  factsOnly: {
    nl: "Dit zijn feiten zoals de computer ze meldt. Ze beslissen niets.",
    en: "These are facts as the computer tells them. They decide nothing.",
  },
  checkedOn: { nl: "Gecontroleerd op (UTC)", en: "Verified on (UTC)" },
  clock: { nl: "Klok en tijdzone", en: "Clock and time zone" },
  system: { nl: "Besturingssysteem", en: "Operating system" },
  host: { nl: "Naam van de computer", en: "Name of the computer" },
  networks: { nl: "Netwerkverbindingen die aan staan", en: "Network interfaces that are up" },
  noNetworks: noWords.none,
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
    nl: "Er zijn geen aanwijzingen opgeslagen: die zijn er alleen na GOED, van een schijf waar ze op staan.",
    en: "No instructions were written: there are some only after GOED, of a disc that holds them.",
  },
  instruction: labelWords.step,
  filledIn: { nl: "Ingevuld", en: "Filled in" },
  signHow: {
    nl: "Twee personen hebben de controle samen gedaan (vierogenprincipe) en tekenen voor wat hierboven staat.",
    en: "Two persons did the verification together (four-eyes principle) and sign for what stands above.",
  },
  municipality: labelWords.municipality,
  moment: labelWords.moment,
  pc: { nl: "Computer", en: "Computer" },
  envelope: labelWords.envelope,
  person: labelWords.person,
  firstPerson: { nl: "Eerste persoon", en: "First person" },
  secondPerson: { nl: "Tweede persoon", en: "Second person" },
  signature: labelWords.signature,
  page: { nl: "Pagina", en: "Page" },
  of: labelWords.of,
} as const satisfies Record<string, Text>;

export const stepTexts: Readonly<Record<StepId, Text>> = {
  "self-test": { nl: "Zelftest van dit programma", en: "Self-test of this program" },
  anchor: { nl: "Sleutels van de Kiesraad, van buiten de schijf", en: "Keys of the Kiesraad, from outside the disc" },
  expectation: { nl: "Wat u verwacht (code uit de brief)", en: "What you expect (code of the letter)" },
  seal: { nl: "Zegel gevonden en leesbaar", en: "Seal found and readable" },
  "trust-roots": { nl: "Sleutels van de Kiesraad, op de schijf", en: "Keys of the Kiesraad, on the disc" },
  "release-signatures": { nl: "Handtekeningen van de Kiesraad", en: "Signatures of the Kiesraad" },
  rebuilds: { nl: "Nagebouwd door anderen", en: "Rebuilt by others" },
  recall: { nl: "Niet ingetrokken", en: "Not recalled" },
  log: { nl: "Openbaar logboek", en: "Public log" },
  structure: { nl: "Opbouw van de schijf", en: "Structure of the disc" },
  manifest: { nl: "Bestandslijst", en: "List of files" },
  image: { nl: "Elke byte van de schijf", en: "Every byte of the disc" },
  tree: { nl: "Elk bestand, en geen ander", en: "Every file, and no other" },
  files: { nl: "Elk bestand, en geen ander", en: "Every file, and no other" },
  "behind-the-volume": { nl: "Niets achter de inhoud", en: "Nothing behind the content" },
  mounted: { nl: "Deze computer toont dezelfde bestanden", en: "This computer shows the same files" },
  installation: { nl: "Elk geïnstalleerd bestand, en geen ander", en: "Every installed file, and no other" },
  "expected-release": { nl: "Het is de verwachte versie", en: "It is the expected version" },
};

export const statusTexts: Readonly<Record<StepStatus, Text>> = {
  passed: { nl: "goed", en: "good" },
  failed: { nl: "FOUT", en: "WRONG" },
  "not-checked": { nl: "niet gecontroleerd", en: "not checked" },
  "not-asked": { nl: "niet gevraagd", en: "not asked for" },
};

export const labels = {
  todo: labelWords.todo,
  scope: { nl: "Gecontroleerd", en: "Checked" },
  target: { nl: "Gelezen schijf, bestand of map", en: "Disc, file or folder that was read" },
  release: labelWords.release,
  releaseSha256: { nl: "Tekst die is ondertekend (hashcode)", en: "Text that was signed (SHA-256)" },
  imageSha256: labelWords.imageSha256,
  manifestSha256: { nl: "Bestandslijst (hashcode)", en: "List of files (SHA-256)" },
  sealSha256: { nl: "Zegel (hashcode)", en: "Seal (SHA-256)" },
  found: { nl: "gevonden", en: "found" },
  expected: { nl: "vrijgegeven", en: "released" },
  also: { nl: "Ook gevonden", en: "Also found" },
  files: { nl: "Bestanden", en: "Files" },
  recalls: { nl: "Intrekkingen", en: "Recalls" },
  recallsKnown: {
    nl: "bekend tot en met nummer {number} van {date} ({from})",
    en: "known up to number {number} of {date} ({from})",
  },
  noRecallsKnown: { nl: "geen intrekkingen bekend", en: "no recalls known" },
  recallReported: {
    nl: "een intrekking is gemeld, en niemand heeft die ondertekend",
    en: "a recall was reported, and nobody signed it",
  },
  recallsNotReached: noWords.notEstablished,
  logEntry: {
    nl: "regel {index} (geteld vanaf 0), regels: {size}",
    en: "entry {index} (counted from 0), entries: {size}",
  },
  logSeenOn: { nl: "gezien door {names} op {first}", en: "seen by {names} on {first}" },
  logSeenFromTo: {
    nl: "gezien door {names} van {first} tot en met {last}",
    en: "seen by {names} from {first} to {last}",
  },
  logNotProven: { nl: "niet bewezen", en: "not proven" },
  filesCounted: { nl: "{compared} vergeleken, {good} gelijk", en: "{compared} compared, {good} equal" },
  sectors: { nl: "Sectoren", en: "Sectors" },
  sectorsSeen: { nl: "{total} op de schijf: {counts}", en: "{total} on the disc: {counts}" },
  sectorsUnseen: { nl: "niet gezien", en: "not seen" },
  steps: labelWords.allSteps,
  progress: progressWords.bytesRead,
  secondsLeft: progressWords.secondsLeft,
  minutesLeft: progressWords.minutesLeft,
  leaveDisc: { nl: "Laat de schijf in het station.", en: "Leave the disc in the drive." },
  next: { nl: "Nu", en: "Now" },
} as const satisfies Record<string, Text>;

/** After a number of sectors. */
export const sectorWords: Readonly<Record<SectorClass, Text>> = {
  seal: { nl: "zegel", en: "seal" },
  structure: { nl: "mappen en beschrijving", en: "structure" },
  files: { nl: "inhoud van bestanden", en: "file data" },
  slack: { nl: "einde van een bestand", en: "end of a file" },
  zero: { nl: "leeg", en: "zero" },
  unexplained: { nl: "onverklaard", en: "unexplained" },
  behind: { nl: "achter de inhoud", en: "behind the volume" },
  unreadable: { nl: "onleesbaar", en: "unreadable" },
  unread: { nl: "niet gelezen", en: "not read" },
};
