// What the messages of an election say, as values: the one vocabulary of this room. A message is one file of EML_NL (the Kiesraad's
// profile of OASIS EML): 110a, 110b, 230b, 510b, 510c, 510d or 520. Pure types; readers fill them, rules and reports only read them.
// docs/spec/crosscheck.md

import type { OtherFigure, Votes } from "./votes.ts";

export const messageKinds = ["110a", "110b", "230b", "510b", "510c", "510d", "520"] as const;

/** The `Id` of the root element: it says what the file is, whatever the file is called. */
export type MessageKind = (typeof messageKinds)[number];
/** The three levels of a count: of a municipality (b), of a district (c), of the whole election (d). */
export type CountKind = "510b" | "510c" | "510d";

/** Whatever stands in it must be equal in all files of one election, but for the name and what some levels leave out. */
export interface Election {
  /** `GR2022_WestMaasenWaal`, `TK2021`. */
  readonly id: string;
  /** As the file has it; "" where it has none. */
  readonly name: string;
  /** `TK`, `EP`, `PS`, `AB`, `GR`, … */
  readonly category: string;
  /** `GR1` (under 19 seats), `GR2`, `PS2` (several districts), … Undefined: the file does not say. */
  readonly subcategory: string | undefined;
  /** The municipality, province or country. Counts of a district leave it out, and some of 2023 have no id in it. */
  readonly domain: { readonly id: string | undefined; readonly name: string } | undefined;
  /** The day of the vote, `YYYY-MM-DD`; "" where the file leaves it out, as its schema allows. */
  readonly date: string;
}

/** Who made the message. */
export interface Authority {
  /** `0668` (a municipality), `HSB19` (a district), `CSB` (the whole election). */
  readonly id: string;
  readonly name: string;
}

/** The part of the election that the message is about. */
export interface Contest {
  /** A district's number, `geen` (no districts) or `alle` (all of them). */
  readonly id: string;
  readonly name: string;
}

/** What every message says of itself. */
interface Head<Kind extends MessageKind> {
  readonly kind: Kind;
  readonly election: Election;
  readonly contest: Contest;
  /** Undefined only in a 110a, which names none. */
  readonly authority: Authority | undefined;
  /** As written, or "": some files have a zone, most have none, so it is never compared. */
  readonly createdAt: string;
  /** Elements that this program does not know and that stood outside of votes, those within them not counted. Nothing of them was used. */
  readonly skipped: number;
}

/** 110a: what is elected, and by whom. */
export interface Definition extends Head<"110a"> {
  readonly seats: number;
  /** Percent of the quota that a candidate needs to be elected by preference. */
  readonly preferenceThreshold: number;
  /** The whole tree, parents before or behind their children: as in the file. */
  readonly regions: readonly Region[];
}

export interface Region {
  readonly category: RegionCategory;
  /** 6 for a district, 668 for the municipality that counts name `0668`. Undefined: the file gives it none. */
  readonly number: number | undefined;
  readonly name: string;
  /** The region that this one lies in; undefined: none. */
  readonly superior: { readonly category: RegionCategory; readonly number: number | undefined } | undefined;
  /** `CSB`, `HSB`, `PSB`, …, in the order of the file. */
  readonly committees: readonly string[];
}

export const regionCategories = [
  "STAAT",
  "KIESKRING",
  "PROVINCIE",
  "PROVINCIAAL_KIESKRING",
  "PROVINCIAAL_STEMBUREAU",
  "WATERSCHAP",
  "WATERSCHAP_KIESKRING",
  "WATERSCHAP_GEMEENTE",
  "GEMEENTE",
  "DEELGEMEENTE",
  "STEMBUREAU",
] as const;
export type RegionCategory = (typeof regionCategories)[number];

/** 110b: the polling stations of one municipality. */
export interface Stations extends Head<"110b"> {
  /** The municipality, as its count names it. */
  readonly municipality: Authority;
  readonly stations: readonly Station[];
}

export interface Station {
  /** As a 510b names the unit of this station: `0042::SB1`. */
  readonly unitId: string;
  /** 1 and up, with gaps. */
  readonly number: number;
  readonly name: string;
  readonly postalCode: string | undefined;
  readonly channel: "polling" | "postal";
}

/** 230b: the lists of one district, or of the whole election where there are no districts. */
export interface Candidates extends Head<"230b"> {
  readonly lists: readonly CandidateList[];
}

export interface CandidateList {
  /** The number on the ballot paper: 1 and up, with gaps. */
  readonly number: number;
  /** "" for a list without a name. */
  readonly name: string;
  /** How lists of one name in several districts hang together: alone, all equal, or a group of different ones. */
  readonly type: "op zichzelf staande lijst" | "stel gelijkluidende lijsten" | "lijstengroep";
  /** Lists of equal number in several districts with equal sets are one list. Undefined: each district has its own. */
  readonly set: number | undefined;
  /** In the order of the list: `candidates[i].position` is i + 1 unless the file leaves a number out. */
  readonly candidates: readonly Candidate[];
}

/** A person as one list of one district names her. Across districts she is known by `shortCode` of a 510d, never by position. */
export interface Candidate {
  /** On this list: 1 and up. */
  readonly position: number;
  readonly name: PersonName;
  /** Where she lives, as it is published. */
  readonly locality: string;
}

export interface PersonName {
  /** `G.W.` */
  readonly initials: string;
  /** "" where the file has none. */
  readonly firstName: string;
  /** `van der`; "" where there is none. */
  readonly prefix: string;
  readonly lastName: string;
}

/** 510b, 510c, 510d: the count of one authority, in total and for each unit one level down. */
export interface Count extends Head<CountKind> {
  readonly authority: Authority;
  /** `corrigendum`: it replaces an earlier count of the same authority. Undefined: the file does not say (all before 2026). */
  readonly phase: "eerste zitting" | "corrigendum" | undefined;
  /** Counted at one place for the whole municipality, or at each station. Undefined: the file does not say. */
  readonly method: "centrale stemopneming" | "decentrale stemopneming" | undefined;
  readonly total: Votes;
  /** Stations of a 510b, municipalities of a 510c, districts or municipalities of a 510d; in the order of the file. */
  readonly units: readonly CountUnit[];
}

export interface CountUnit {
  /** `0668::SB1`, `HSB19::0971`, `HSB19`, `0668`. */
  readonly id: string;
  readonly name: string;
  readonly votes: Votes;
  /** Undefined: the file does not say (all before 2026). */
  readonly type: "FixedLocation" | "Mobile" | "Special" | undefined;
  /** What the central bureau did at this station, where the file tells it: the reasons that say `true`. */
  readonly investigations: readonly string[];
}

/** 520: who is elected. */
export interface Result extends Head<"520"> {
  readonly authority: Authority;
  /** Lists with at least one elected person, in the order of the file. */
  readonly lists: readonly ElectedList[];
}

export interface ElectedList {
  readonly number: number;
  readonly name: string;
  /** In the order of the file, which is the order in which they are elected. */
  readonly elected: readonly Elected[];
}

export interface Elected {
  readonly position: number;
  /** Undefined where the file has none (elections without districts may leave it out). */
  readonly shortCode: string | undefined;
  readonly name: PersonName;
  /** 1: more votes than the preference threshold; 2: by the order of the list. Undefined: the file does not say. */
  readonly ranking: 1 | 2 | undefined;
}

export type Message = Definition | Stations | Candidates | Count | Result;

/** One file, or one entry of a zip, that was read whole. */
export interface Source {
  /** As a person may find it: the path as typed or walked, and behind an archive `: ` and the entry's name. Foreign text. */
  readonly path: string;
  /** Of the bytes as they lie on disk or in the archive: what the programs of the Kiesraad print as hash code. 64 hex digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** A message and where it came from. */
export interface ReadMessage<Kind extends Message = Message> {
  readonly source: Source;
  readonly message: Kind;
}

/** What the counting software publishes beside its count: the same figures as a table. Never paper: it comes from the same program. */
export interface Sheet {
  /** As the file has it: `Gemeenteraad Juinen 2026`. */
  readonly electionName: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Of the authority: `0668`. */
  readonly areaNumber: string;
  /** Numbers of the units, in the order of the columns. */
  readonly units: readonly { readonly number: string; readonly name: string }[];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  readonly figure: SheetFigure;
  readonly total: number;
  /** One a unit. */
  readonly cells: readonly number[];
}

/** `counted`: all ballot papers, valid or not (H on paper). */
export type SheetFigure =
  | { readonly kind: "list"; readonly list: number }
  | { readonly kind: "candidate"; readonly list: number; readonly position: number }
  | { readonly kind: "other"; readonly name: OtherFigure | "counted" };

export interface ReadSheet {
  readonly source: Source;
  readonly sheet: Sheet;
}
