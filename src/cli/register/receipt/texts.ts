// What the clerk at the telephone reads.

import type { Text } from "../../../words/language.ts";

export const receiptTexts = {
  needsEnvelope: {
    nl: "geef --envelope en --by, of --record, --scan of --csv",
    en: "give --envelope and --by, or --record, --scan or --csv",
  },
  oneWay: {
    nl: "geef één van --code, --control, --paper, --record, --scan en --csv",
    en: "give one of --code, --control, --paper, --record, --scan and --csv",
  },
  needsVerdict: {
    nl: "geef --verdict: wat zei het programma volgens de beller of het papier",
    en: "give --verdict: what did the program say, by the caller or the paper",
  },
  needsControl: {
    nl: "geef --control: zonder code leest de beller het controlenummer voor",
    en: "give --control: without a code the caller reads the control number",
  },
  noSlip: {
    nl: "--slip is voor de telefoon: geef hier --code, --control of --paper",
    en: "--slip is for the telephone: give --code, --control or --paper with it",
  },
  onlyCall: {
    nl: "--bag, --verdict, --twice en --search zijn voor de telefoon, --envelope en --disc ook voor --record: wat in een bestand staat, wordt daar niet mee vergeleken",
    en: "--bag, --verdict, --twice and --search are for the telephone, --envelope and --disc for --record too: nothing in a file is held against them",
  },
  head: {
    nl: "Envelop {envelope}, {name}. Bel terug op {phone} (uit de lijst van het register).",
    en: "Envelope {envelope}, {name}. Call back on {phone} (from the list of the register).",
  },
  noPhone: { nl: "geen nummer in de lijst", en: "no number in the list" },
  askBag: { nl: "Nummer van de zak? ", en: "Number of the bag? " },
  askCode: { nl: "Code? ", en: "Code? " },
  again: { nl: "NIET GOED: {says}", en: "WRONG: {says}" },
  thirdCode: {
    nl: "derde foute code: hang op, en bel terug op {phone} (uit de lijst van het register)",
    en: "third wrong code: hang up, and call back on {phone} (from the list of the register)",
  },
  ended: { nl: "er is niets opgeschreven: de invoer hield op", en: "nothing was recorded: the input ended" },
  there: { nl: "staat er al:  regel {line}", en: "there already: line {line}" },
  searched: {
    nl: "gezocht:     {tried} schijven in {seconds} s",
    en: "searched:    {tried} discs in {seconds} s",
  },
  nowhere: {
    nl: "de code hoort bij geen enkele envelop in dit register: bel terug op {phone}",
    en: "the code is of no envelope in this register: call back on {phone}",
  },
  slip: { nl: "geschreven:  {path}", en: "written:     {path}" },
  notSlip: {
    nl: "{path}: is geen tabel met meldingen: noem een nieuw bestand, of de tabel die --slip eerder schreef. Er is niets opgeschreven",
    en: "{path}: is no table of reports: name a new file, or the table that --slip wrote before. Nothing was recorded",
  },
  slipTorn: {
    nl: "{path}: de laatste rij was afgebroken en is weggehaald: typ die melding opnieuw",
    en: "{path}: the last row had broken off and was cut: type that report again",
  },
  noRecords: { nl: "{path}: geen verslagen (.json) in deze map", en: "{path}: no records (.json) in this folder" },
  noLines: {
    nl: "{path}: er staat geen regel in: is dit het bestand van de scanner?",
    en: "{path}: there is no line in it: is this the scanner's file?",
  },
  tooMany: {
    nl: "ten hoogste {limit} bestanden of regels tegelijk",
    en: "at most {limit} files or lines at once",
  },
  taken: {
    nl: "opgenomen: {fresh}, stond er al: {there}, niet opgenomen: {faults}",
    en: "taken in: {fresh}, there already: {there}, not taken in: {faults}",
  },
  notTaken: { nl: "niet opgenomen, fouten: {count}", en: "not taken in, faults: {count}" },
  more: { nl: "en nog {count}", en: "and {count} more" },
} as const satisfies Record<string, Text>;
