// What a status says, on screen, in a table and on its page. The office reads it.

import type { Text } from "../../words/language.ts";
import type { ReceiptKind } from "../register/index.ts";
import type { FlagKind } from "./flags/flag.ts";

/** Of each flag, by what it found. */
export const flagTexts = {
  forgery: {
    nl: "{count} × precies hetzelfde gevonden, en dat is van geen master: {names}. Waarschijnlijk dezelfde vervalsing. Bel nu; niemand installeert",
    en: "{count} × found exactly the same, and it is of no master: {names}. Probably one forgery. Call now; nobody installs",
  },
  refused: {
    nl: "{name}: schijf {disc} van {discs}: {verdict}",
    en: "{name}: disc {disc} of {discs}: {verdict}",
  },
  refusedKnown: {
    nl: "{name}: schijf {disc} van {discs}: {verdict}; op de schijf staat de echte {product} versie {version} (nummer {sequence})",
    en: "{name}: disc {disc} of {discs}: {verdict}; the disc holds the genuine {product} version {version} (number {sequence})",
  },
  refusedSeal: {
    nl: "{name}: schijf {disc} van {discs}: {verdict}; het zegel is dat van de echte {product} versie {version} (nummer {sequence})",
    en: "{name}: disc {disc} of {discs}: {verdict}; the seal is that of the genuine {product} version {version} (number {sequence})",
  },
  wrongCodes: {
    nl: "{name}: drie keer een code die niet bij deze envelop hoort. Bel terug op het nummer uit de lijst",
    en: "{name}: three times a code that is not of this envelope. Call back on the number in the list",
  },
  batch: {
    nl: "partij {batch} waarschijnlijk slecht: {bad} van {checked} gecontroleerde schijven onleesbaar, tegen {otherBad} van {otherChecked} in de andere partijen",
    en: "batch {batch} is probably bad: {bad} of {checked} checked discs unreadable, against {otherBad} of {otherChecked} in the other batches",
  },
  otherRelease: {
    nl: "{name}: het verslag is van een andere versie of schijf: {found}. Niet installeren; bel",
    en: "{name}: the record is of another version or disc: {found}. Do not install; call",
  },
  unknownRelease: {
    nl: "{name}: het verslag is van een versie die niet in dit register staat. Niet installeren; bel",
    en: "{name}: the record is of a version that is not in this register. Do not install; call",
  },
  otherBag: {
    nl: "{name}: de zak is die van {other}. Niet installeren; bel beide",
    en: "{name}: the bag is that of {other}. Do not install; call both",
  },
  otherLetter: {
    nl: "{name}: de code is van de brief van {other}: brieven verwisseld. Niet installeren; bel beide",
    en: "{name}: the code is of the letter of {other}: letters mixed up. Do not install; call both",
  },
  bag: {
    nl: "{name}: het nummer van de zak wijkt af en is van geen envelop. Schijf niet gebruiken",
    en: "{name}: the number of the bag is another, and of no envelope. Do not use the disc",
  },
  double: {
    nl: "controlenummer {control} bij {count} schijven: {names}. Hoogstens één ervan is gecontroleerd",
    en: "control number {control} with {count} discs: {names}. One of them was checked at most",
  },
  missing: {
    nothing: { nl: "{name}: nog niet ingepakt", en: "{name}: not packed yet" },
    packed: { nl: "{name}: ingepakt, niet verzonden", en: "{name}: packed, not sent" },
    sent: { nl: "{name}: onderweg, dagen: {days}", en: "{name}: under way, days: {days}" },
    arrived: {
      nl: "{name}: aangekomen, dagen geleden: {days}; schijf {discs} niet gemeld",
      en: "{name}: arrived, days ago: {days}; disc {discs} not reported",
    },
  },
  lateArrived: { nl: "{name}: aangekomen na {due}", en: "{name}: arrived after {due}" },
  lateChecked: { nl: "{name}: gecontroleerd na {due}", en: "{name}: checked after {due}" },
  oldList: {
    nl: "{name}: het verslag kende intreklijst {list}, en {newest} was er al",
    en: "{name}: the record knew recall list {list}, and {newest} was out already",
  },
  together: {
    nl: "{name}: brief en schijf samen verzonden (zelfde nummer of zelfde dag)",
    en: "{name}: letter and disc sent together (one number or one day)",
  },
  clockBack: {
    nl: "de klok van dit register ging terug bij regel {lines}",
    en: "the clock of this register went back at line {lines}",
  },
  clockEarly: {
    nl: "{name}: het verslag is van {moment}, en de schijf ging pas {sent} de deur uit",
    en: "{name}: the record is of {moment}, and the disc was sent only at {sent}",
  },
} as const satisfies Record<string, Text | Record<string, Text>>;

/** What to do about all flags of one kind. The name itself is Dutch in both languages: it is what people say to each other. */
export const flagTodo: Readonly<Record<FlagKind, Text>> = {
  VERVALSING: { nl: "Bel nu", en: "Call now" },
  VERWISSELD: { nl: "Bel nu", en: "Call now" },
  ZEGEL: { nl: "Bel nu", en: "Call now" },
  "NIET GOED": { nl: "Bel vandaag", en: "Call today" },
  PARTIJ: { nl: "Haal een andere partij", en: "Take another batch" },
  DUBBEL: { nl: "Laat opnieuw controleren", en: "Have them checked again" },
  ONTBREEKT: { nl: "Bellijst", en: "Call list" },
  LAAT: { nl: "Ter kennisneming", en: "For your information" },
  "OUDE LIJST": { nl: "Stuur de nieuwe intreklijst", en: "Send the new recall list" },
  SAMEN: { nl: "Ter kennisneming", en: "For your information" },
  KLOK: { nl: "Kijk hoe dat kwam", en: "Look why" },
};

export const evidenceWords: Readonly<Record<ReceiptKind, Text>> = {
  afmeldcode: { nl: "GOED met afmeldcode", en: "GOED with an afmeldcode" },
  verslag: { nl: "GOED met verslag", en: "GOED with a record" },
  papier: { nl: "GOED alleen op papier", en: "GOED on paper alone" },
  mondeling: { nl: "GOED alleen mondeling", en: "GOED by word alone" },
};

export const statusTexts = {
  title: { nl: "Stand van de verzending", en: "Status of the dispatch" },
  at: { nl: "Stand op {moment}.", en: "Status at {moment}." },
  release: {
    nl: "{product} versie {version} (nummer {sequence}), {role}",
    en: "{product} version {version} (number {sequence}), {role}",
  },
  sent: { nl: "verzonden", en: "sent" },
  arrived: { nl: "aangekomen", en: "arrived" },
  reported: { nl: "gemeld", en: "reported" },
  good: { nl: "GOED", en: "GOED" },
  notGood: { nl: "niet goed", en: "not good" },
  signed: { nl: "getekend binnen", en: "signed and in" },
  missing: { nl: "ontbreken", en: "missing" },
  missingOf: {
    nl: "{unpacked} niet ingepakt, {packed} niet verzonden, {sent} onderweg, {arrived} wel aangekomen",
    en: "{unpacked} not packed, {packed} not sent, {sent} under way, {arrived} arrived",
  },
  required: {
    nl: "gevraagd bewijs ({kinds}): {met} van {of} enveloppen",
    en: "evidence that is asked for ({kinds}): {met} of {of} envelopes",
  },
  office: {
    nl: "zelf gecontroleerd: {checked} van {copies} exemplaren, waarvan niet goed: {bad}",
    en: "checked by the office itself: {checked} of {copies} copies, of which not good: {bad}",
  },
  recall: {
    nl: "intreklijst {list}: ontvangers met zo’n schijf: {holders}, niet bereikt: {unreached}; verteld aan {told}, gehoord door {heard}, nog niet: {names}",
    en: "recall list {list}: recipients with such a disc: {holders}, not reached: {unreached}; told to {told}, heard by {heard}, not yet: {names}",
  },
  nothingFlagged: { nl: "Er is niets bijzonders.", en: "There is nothing to look at." },
  more: { nl: "en nog {count}: zie de tabel", en: "and {count} more: see the table" },
  changes: { nl: "Gecorrigeerd, vervangen, vervallen", en: "Corrected, replaced, void" },
  noChanges: { nl: "Geen.", en: "None." },
  corrected: {
    nl: "regel {target} gecorrigeerd ({reason}), door {by}, regel {line}",
    en: "line {target} corrected ({reason}), by {by}, line {line}",
  },
  replaced: {
    nl: "{old} vervangen door {envelope} ({what}), door {by}, regel {line}",
    en: "{old} replaced by {envelope} ({what}), by {by}, line {line}",
  },
  void: {
    nl: "{old} vervallen ({reason}), door {by}, regel {line}",
    en: "{old} void ({reason}), by {by}, line {line}",
  },
  torn: { nl: "afgebroken en hersteld: regel {line}", en: "broken off and repaired: line {line}" },
  head: {
    nl: "Register: {lines} regels, stand {head}; in het openbare logboek tot en met regel {logged}",
    en: "Register: {lines} lines, head {head}; in the public log up to line {logged}",
  },
  notLogged: {
    nl: "Register: {lines} regels, stand {head}; nog niet in het openbare logboek",
    en: "Register: {lines} lines, head {head}; not in the public log yet",
  },
  callList: { nl: "Wie ontbreekt", en: "Who is missing" },
  phone: { nl: "Telefoon", en: "Telephone" },
  recipient: { nl: "Ontvanger", en: "Recipient" },
  envelope: { nl: "Envelop", en: "Envelope" },
  stage: { nl: "Stand", en: "Stage" },
  days: { nl: "Dagen", en: "Days" },
  page: { nl: "pagina", en: "page" },
  of: { nl: "van", en: "of" },
  funnel: { nl: "Hoe ver het is", en: "How far it is" },
  toCall: { nl: "Wat aandacht vraagt", en: "What needs attention" },
  allReported: { nl: "Van iedereen is een melding binnen.", en: "Everybody has reported." },
  percent: { nl: "{count} van {of}", en: "{count} of {of}" },
} as const satisfies Record<string, Text>;

export const stageWords = {
  nothing: { nl: "niet ingepakt", en: "not packed" },
  packed: { nl: "niet verzonden", en: "not sent" },
  sent: { nl: "onderweg", en: "under way" },
  arrived: { nl: "aangekomen", en: "arrived" },
} as const satisfies Record<string, Text>;
