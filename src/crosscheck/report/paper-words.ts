// What is said of papers against a count. docs/spec/paper-entry.md, "Verdicts"

import type { Text } from "../../words/language.ts";
import { sampleWords } from "../seats/sample-words.ts";
import type { Verdict } from "./verdict.ts";

type PaperVerdict = Extract<Verdict, "KLOPT" | "PAPIER_WIJKT_AF" | "NOG_NIET_AF">;

export const paperHeadlines: Readonly<Record<PaperVerdict, Text>> = {
  KLOPT: { nl: "papier en computer zijn gelijk: {scope}.", en: "paper and computer agree: {scope}." },
  PAPIER_WIJKT_AF: { nl: "papier wijkt af, {differences}.", en: "the paper differs, {differences}." },
  NOG_NIET_AF: { nl: "er is nog iets te doen.", en: "there is still something to do." },
};

export const paperAdvice: Readonly<Record<PaperVerdict, readonly Text[]>> = {
  KLOPT: [
    { nl: "Druk dit verslag af en onderteken het beiden.", en: "Print this report, and both sign it." },
    { nl: "Bewaar het bij het papieren proces-verbaal.", en: "Keep it with the record on paper." },
  ],
  PAPIER_WIJKT_AF: [
    {
      nl: "Het papier gaat voor. Verander niets in de computer.",
      en: "The paper decides. Change nothing in the computer.",
    },
    {
      nl: "Pak het papieren proces-verbaal van deze stembureaus en kijk nog een keer.",
      en: "Take the record on paper of these stations, and look once more.",
    },
    {
      nl: "Blijft het verschil? Bent u van het gemeentelijk stembureau en is de zitting nog niet gesloten: meld het de voorzitter; het bureau verbetert de invoer of telt opnieuw. Is de zitting gesloten: meld het aan het centraal stembureau; dat kan een nieuwe zitting vragen (verslag P 2a, zo nodig Na 14-2).",
      en: "Does it stay? If you are of the municipal electoral committee and its session is not closed, tell the chair: the committee corrects the entry or counts again. If it is closed, tell the central electoral committee, which can ask for another session (record P 2a, if need be Na 14-2).",
    },
    {
      nl: "Bent u van het centraal stembureau: u kunt het gemeentelijk stembureau opdracht geven tot onderzoek. Bent u kiezer: meld het met het formulier op de website van het centraal stembureau, vóór het tijdstip dat daar staat.",
      en: "If you are of the central electoral committee, you can order the municipal one to investigate. If you are a voter, report it by the form on the web site of the central electoral committee, before the hour named there.",
    },
  ],
  NOG_NIET_AF: [
    { nl: "Doe wat hierboven staat, en vergelijk opnieuw.", en: "Do what stands above, and compare again." },
  ],
};

/** Of a sample, before the others. */
export const sampleAdvice: Readonly<Record<PaperVerdict, readonly Text[]>> = {
  KLOPT: [],
  PAPIER_WIJKT_AF: [sampleWords.everything],
  NOG_NIET_AF: [
    {
      nl: "Is het papier van een getrokken stembureau er niet? Typ in elk vak een vraagteken: in een steekproef telt dat als een verschil.",
      en: "Is the paper of a drawn polling station not there? Type a question mark in each box: in a sample that counts as a difference.",
    },
  ],
};

/** Seats with the figures of the paper. */
export const seatWords = {
  heading: { nl: "Zetelverdeling met de cijfers van het papier", en: "Seats with the figures of the paper" },
  same: { nl: "dezelfde", en: "the same" },
  lot: { nl: "een loting beslist", en: "a lot decides" },
  other: {
    nl: "anders: lijst {list} {paper} zetels, met de cijfers van de telling {file}",
    en: "others: list {list} {paper} seats, {file} with the figures of the count",
  },
} as const satisfies Record<string, Text>;

export const paperWords = {
  drawnDone: {
    nl: "steekproef, {done} van {all} getrokken stembureaus (van {of})",
    en: "a sample, {done} of {all} polling stations drawn (of {of})",
  },
  lookedAt: { nl: "{name}: {count} stembureaus", en: "{name}: {count} polling stations" },
  unread: {
    nl: "{unit}, {field}: niet te lezen op papier, of het papier is er niet. In een steekproef telt dat als een verschil",
    en: "{unit}, {field}: unreadable on paper, or the paper is not there. In a sample that counts as a difference",
  },
  oneDifference: { nl: "1 verschil", en: "1 difference" },
  differences: { nl: "{count} verschillen", en: "{count} differences" },
  stationsDone: { nl: "{done} van {all} stembureaus", en: "{done} of {all} polling stations" },
  unitsDone: { nl: "{done} van {all} onderdelen", en: "{done} of {all} units" },
  lists: { nl: "alle lijsttotalen", en: "all totals of lists" },
  figures: { nl: "{count} getallen", en: "{count} figures" },
  candidates: { nl: "{count} keer stemmen op een kandidaat", en: "{count} times the votes for a candidate" },
  partial: {
    nl: "{unit}: niet te lezen of niet getypt: {fields}. Een ander exemplaar van het papier?",
    en: "{unit}: unreadable or not typed: {fields}. Is there another copy of the paper?",
  },
  noCandidates: { nl: "stemmen per kandidaat", en: "votes for candidates" },
  noTotal: { nl: "het totaal van {name}", en: "the total of {name}" },
  total: { nl: "het totaal van {name}", en: "the total of {name}" },
  noSums: { nl: "de optelling en de zetels", en: "the sums and the seats" },
  unreadable: { nl: "niet te lezen op papier: {places}", en: "unreadable on paper: {places}" },
  notInCount: { nl: "{letters} staan niet in dit telbestand", en: "{letters} are not in this count file" },
  earlier: {
    nl: "{unit}: het papier van vóór de verbetering ({model}); het telbestand zegt niet wat daar stond",
    en: "{unit}: the paper before the correction ({model}); the count file does not say what stood there",
  },
  withoutEarlier: {
    nl: "{unit}: typ ook het eerdere papier; op {model} staat alleen wat veranderde",
    en: "{unit}: type the earlier paper, too; {model} has only what changed",
  },
  field: { nl: "{place}: papier {paper}, telbestand {count}", en: "{place}: paper {paper}, count file {count}" },
  fieldEmpty: { nl: "{place}: papier leeg, telbestand {count}", en: "{place}: paper empty, count file {count}" },
  fieldBefore: {
    nl: "{place}: papier {paper}, telbestand {count} (vóór de verbetering)",
    en: "{place}: paper {paper}, count file {count} (before the correction)",
  },
  more: { nl: " ({amount} meer op papier)", en: " ({amount} more on paper)" },
  fewer: { nl: " ({amount} minder op papier)", en: " ({amount} fewer on paper)" },
  empty: { nl: "leeg", en: "empty" },
  swapped: {
    nl: "{unit}, {model}: {first} en {second} verwisseld: papier {paper}, telbestand {count}",
    en: "{unit}, {model}: {first} and {second} in each other's place: paper {paper}, count file {count}",
  },
  swappedLists: {
    nl: "{unit}, {model}: {first} en {second} met hun kandidaten verwisseld: papier {paper}, telbestand {count}",
    en: "{unit}, {model}: {first} and {second} with their candidates in each other's place: paper {paper}, count file {count}",
  },
  swappedStations: { nl: "{unit} en {other} verwisseld", en: "{unit} and {other} in each other's place" },
  notInFile: {
    nl: "{unit}: er is papier, maar dit onderdeel staat niet in het telbestand",
    en: "{unit}: there is paper, but this unit is not in the count file",
  },
  untyped: { nl: "{name}: van deze telling is niets getypt", en: "{name}: nothing was typed of this count" },
  missing: { nl: "nog niet getypt: {units}", en: "not typed yet: {units}" },
  stations: { nl: "stembureau {numbers}", en: "polling station {numbers}" },
  waiting: { nl: "{unit}: {entry} ontbreekt", en: "{unit}: {entry} missing" },
  unfinished: { nl: "{unit}: {entry} is niet af", en: "{unit}: {entry} not finished" },
  waitingList: {
    nl: "{unit}: in de {entry} ontbreken de kandidaten van lijst {list}",
    en: "{unit}: the {entry} lacks the candidates of list {list}",
  },
  entry1: { nl: "eerste invoer", en: "first entry" },
  entry2: { nl: "tweede invoer", en: "second entry" },
  open: {
    nl: "{place}: de een typte {first}, de ander {second}. Een derde kijkt op het papier",
    en: "{place}: one typed {first}, the other {second}. A third person looks at the paper",
  },
  unasked: {
    nl: "{place}: de derde typte {third}, en de eerste twee waren het eens over {first}. Kijk samen op het papier",
    en: "{place}: the third typed {third}, and the first two had agreed on {first}. Look at the paper together",
  },
  notTyped: { nl: "niets", en: "nothing" },
  broken: {
    nl: "{file}: dit is geen goede invoer (voor de technicus: {text})",
    en: "{file}: this is no sound entry (for the technician: {text})",
  },
  noEntries: {
    nl: "Er is geen invoer van papier die bij deze telling hoort. Maak een invoerformulier, en laat twee personen typen.",
    en: "There is no entry from paper that belongs to this count. Make a form, and let two people type.",
  },
  noForm: {
    nl: "De telling of de kandidatenlijsten ontbreken: zonder die is niet te zien waar de invoer bij hoort.",
    en: "The count or the candidate lists are missing: without them nobody can tell what the entries belong to.",
  },
  sumOnPaper: { nl: "op het papier zelf, {unit}: {sum}", en: "on the paper itself, {unit}: {sum}" },
} as const satisfies Record<string, Text>;

/** Codes of what papers can show, each with the ways in which it is said, and what it means. docs/spec/paper-entry.md */
export const paperCodes = {
  P1: { verdict: "PAPIER_WIJKT_AF", said: [paperWords.field] },
  P2: { verdict: "PAPIER_WIJKT_AF", said: [paperWords.fieldEmpty, paperWords.unreadable, paperWords.unread] },
  P3: { verdict: "PAPIER_WIJKT_AF", said: [paperWords.fieldBefore, paperWords.earlier, paperWords.withoutEarlier] },
  P4: { verdict: undefined, said: [paperWords.sumOnPaper] },
  P5: { verdict: "PAPIER_WIJKT_AF", said: [paperWords.swapped, paperWords.swappedLists, paperWords.swappedStations] },
  P6: { verdict: "PAPIER_WIJKT_AF", said: [paperWords.notInFile, paperWords.missing, paperWords.partial] },
} as const satisfies Record<string, { readonly verdict: Verdict | undefined; readonly said: readonly Text[] }>;
export type PaperCode = keyof typeof paperCodes;
