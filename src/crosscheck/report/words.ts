// Headlines, advice and labels. docs/spec/crosscheck.md, "Screens"

import type { Text } from "../../words/language.ts";
import type { MessageKind } from "../read/model.ts";
import { paperAdvice } from "./paper-words.ts";
import type { Verdict } from "./verdict.ts";

/** Behind the word. `{count}`: how many differences, `{more}`: the plural of them. */
export const headlines: Readonly<Record<Verdict, Text>> = {
  KLOPT: { nl: "alleen de optelling.", en: "the sums alone." },
  ONLEESBAAR_BESTAND: { nl: "onleesbaar bestand.", en: "unreadable file." },
  ANDER_BESTAND: { nl: "ander bestand.", en: "another file." },
  PAPIER_WIJKT_AF: { nl: "papier wijkt af.", en: "the paper differs." },
  UITSLAG_WIJKT_AF: { nl: "uitslag wijkt af.", en: "the result differs." },
  OPTELLING_KLOPT_NIET: { nl: "optelling klopt niet.", en: "the sums do not agree." },
  NOG_NIET_AF: { nl: "er ontbreekt nog iets.", en: "something is still missing." },
};

/** The one of `files`, which makes no sums. */
export const hashHeadline: Text = { nl: "alleen de hashcodes.", en: "the hash codes alone." };

/** What to do now, numbered in this order. */
export const advice: Readonly<Record<Verdict, readonly Text[]>> = {
  KLOPT: [
    {
      nl: "Er is niet met papier vergeleken. Een fout die overal doorwerkt, of een verwisseling, ziet u zo niet.",
      en: "Nothing was compared with paper. An error that runs through all figures, or a swap, is not seen this way.",
    },
    {
      nl: "Vergelijk de telling met de papieren processen-verbaal.",
      en: "Compare the count with the records on paper.",
    },
  ],
  ONLEESBAAR_BESTAND: [
    { nl: "Gebruik dit bestand niet.", en: "Do not use this file." },
    {
      nl: "Vraag de maker het bestand opnieuw, of pak het opnieuw uit de oorspronkelijke zip.",
      en: "Ask its maker for it again, or take it again from the original zip.",
    },
  ],
  ANDER_BESTAND: [
    {
      nl: "Is het bestand opnieuw opgeslagen, of van een andere verkiezing? Vraag het oorspronkelijke bestand.",
      en: "Was the file saved anew, or is it of another election? Ask for the original file.",
    },
    {
      nl: "Een andere hashcode is nog geen bewijs van fraude.",
      en: "A different hash code is no proof of fraud yet.",
    },
  ],
  PAPIER_WIJKT_AF: paperAdvice.PAPIER_WIJKT_AF,
  UITSLAG_WIJKT_AF: [
    {
      nl: "Reken de berekening na. Die volgt de Kieswet en staat hieronder.",
      en: "Redo the computation. It follows the Elections Act and stands below.",
    },
    { nl: "Meld het aan het centraal stembureau.", en: "Tell the central electoral committee." },
  ],
  OPTELLING_KLOPT_NIET: [
    { nl: "Gebruik dit bestand niet.", en: "Do not use this file." },
    {
      nl: "Vraag de maker een nieuw bestand en vertel wat hier staat.",
      en: "Ask its maker for a new file, and tell him what stands here.",
    },
  ],
  NOG_NIET_AF: [{ nl: "Zoek wat ontbreekt en controleer opnieuw.", en: "Find what is missing, and check again." }],
};

export const labels = {
  compared: { nl: "Vergeleken", en: "Compared" },
  notCompared: { nl: "Niet vergeleken", en: "Not compared" },
  found: { nl: "Gevonden", en: "Found" },
  toDo: { nl: "Nog te doen", en: "Still to do" },
  notUsed: { nl: "Niet gebruikt", en: "Not used" },
  also: { nl: "Ook", en: "Also" },
  missing: { nl: "Er ontbreekt", en: "Missing" },
  remarks: { nl: "Let op (geen fout)", en: "Take note (no fault)" },
  unusual: { nl: "Opvallend (vaak gewoon waar; telt niet mee)", en: "Unusual (often simply true; it does not count)" },
  technical: { nl: "Voor de technicus", en: "For the technician" },
  message: { nl: "melding", en: "message" },
  more: { nl: "en nog {count}", en: "and {count} more" },
  files: { nl: "Bestanden", en: "Files" },
  unreadable: { nl: "Onleesbaar", en: "Unreadable" },
  hash: { nl: "hashcode", en: "hash code" },
  hashSame: { nl: "komt overeen", en: "agrees" },
  hashNot: { nl: "niet vergeleken", en: "not compared" },
} as const satisfies Record<string, Text>;

/** What each kind of file is. */
export const kindWords: Readonly<Record<MessageKind | "csv", Text>> = {
  "110a": { nl: "verkiezingsdefinitie", en: "definition of the election" },
  "110b": { nl: "stembureaulijst", en: "list of polling stations" },
  "230b": { nl: "kandidatenlijsten", en: "candidate lists" },
  "510b": { nl: "telling van een gemeente", en: "count of a municipality" },
  "510c": { nl: "telling van een kieskring", en: "count of a district" },
  "510d": { nl: "telling van de hele verkiezing", en: "count of the whole election" },
  "520": { nl: "uitslag", en: "result" },
  csv: { nl: "gepubliceerde tabel (CSV)", en: "published table (CSV)" },
};

export const unusedWords = {
  link: { nl: "een verwijzing; die wordt niet gevolgd", en: "a link; it is not followed" },
  special: { nl: "geen bestand", en: "no file" },
  other: { nl: "een ander soort bestand", en: "a file of another kind" },
  signature: { nl: "een digitale handtekening; niet gecontroleerd", en: "a digital signature; not checked" },
  twice: { nl: "dezelfde inhoud als {detail}", en: "the same content as {detail}" },
} as const satisfies Record<string, Text>;

/** Lines under "compared" and "not compared". */
export const scopeWords = {
  sums: { nl: "optelling: {counts}, {units}", en: "sums: {counts}, {units}" },
  oneCount: { nl: "1 telling", en: "1 count" },
  counts: { nl: "{count} tellingen", en: "{count} counts" },
  oneUnit: { nl: "1 onderdeel", en: "1 unit" },
  units: { nl: "{count} onderdelen", en: "{count} units" },
  lists: {
    nl: "lijsten en kandidaten: met de kandidatenlijsten",
    en: "lists and candidates: with the candidate lists",
  },
  listsSome: {
    nl: "lijsten en kandidaten: met de kandidatenlijsten die er zijn",
    en: "lists and candidates: with the candidate lists that are here",
  },
  stations: { nl: "stembureaus: met de stembureaulijst", en: "polling stations: with the list of stations" },
  chain: {
    nl: "doorgeven: {count} keer een niveau hoger met een lager",
    en: "passing on: {count} times one level with the one below",
  },
  people: { nl: "personen: in {count} kieskringen met hun naam", en: "people: in {count} districts by their name" },
  sheets: {
    nl: "gepubliceerde tabellen: {count}. Die komen uit dezelfde software en zijn geen papier",
    en: "published tables: {count}. They come from the same software and are no paper",
  },
  hashes: { nl: "hashcodes: {count} komen overeen", en: "hash codes: {count} agree" },
  noPaper: { nl: "het papier", en: "the paper" },
  noSeats: { nl: "zetels en gekozenen", en: "seats and elected people" },
  noCount: { nl: "er is geen telling", en: "there is no count" },
  noLists: { nl: "kandidatenlijsten: ontbreken bij {count}", en: "candidate lists: missing for {count}" },
  noStations: { nl: "stembureaulijst: ontbreekt", en: "list of polling stations: missing" },
  noDefinition: { nl: "verkiezingsdefinitie: ontbreekt", en: "definition of the election: missing" },
  noChain: {
    nl: "een niveau lager: ontbreekt bij {count}",
    en: "the level below: missing for {count}",
  },
  noSheet: { nl: "tabel zonder telling: {file}", en: "table without a count: {file}" },
  noHash: { nl: "hashcode: van {count} niet opgegeven", en: "hash code: not given for {count}" },
  noFigures: {
    nl: "niet te controleren: {letters} staan niet in {file}",
    en: "cannot be checked: {letters} do not stand in {file}",
  },
  files: { nl: "{count} bestanden", en: "{count} files" },
  oneFile: { nl: "1 bestand", en: "1 file" },
  skipped: { nl: "{file}: {count} onbekende onderdelen overgeslagen", en: "{file}: {count} unknown elements skipped" },
  replaced: { nl: "{file}: vervangen door een ander bestand", en: "{file}: replaced by another file" },
} as const satisfies Record<string, Text>;
