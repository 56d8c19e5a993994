// What a register says when all its lines are read: the one object that letters, receipts, notices and status are made from. The rules
// change it line by line; whoever asks gets `Register`, of which nothing can be changed. docs/spec/register.md

import type { Purpose } from "../../format/index.ts";
import type { FactKind, FactOf, Stamp } from "./fact.ts";

export type { Stamp } from "./fact.ts";

/** What a line of this kind said, and where it stands. */
export type Stamped<Kind extends FactKind> = Stamp & FactOf<Kind>;

export interface RecipientModel extends Stamped<"recipient"> {
  /** The number of the envelope that was set apart for him when he came in: what labels and the packing table go by. */
  readonly planned: string;
  /** All of his, in the order in which they were packed or assigned; those that ended too. */
  envelopes: EnvelopeModel[];
}

/** A release, one disc or a set. */
export interface ReleaseModel {
  readonly name: string;
  readonly role: string;
  readonly product: string;
  readonly version: string;
  readonly sequence: number;
  /** How many discs the set has. */
  readonly count: number;
  /** By their number in the set; all of them before any is packed. */
  discs: Map<number, Stamped<"release">>;
}

/** A disc in an envelope. */
export interface PackedModel extends Stamped<"packed"> {
  readonly batch: Stamped<"batch">;
}

export interface LetterModel extends Stamped<"letter"> {
  /** One a disc: what the code that is read out later is held against. Empty until they are written. */
  commits: Stamped<"commit">[];
}

/** What travels: the last of `sent` counts, and has arrived when the last of `arrived` is behind it. */
export interface JourneyModel {
  sent: Stamped<"sent">[];
  arrived: Stamped<"arrived">[];
}

export interface EnvelopeModel {
  /** As it is printed: 0123-K. */
  readonly number: string;
  /** A spare's, until it is assigned. */
  recipient: RecipientModel;
  readonly release: ReleaseModel;
  /** In the order of packing. Of an envelope that took over the discs of another (`replaces`): the same ones. */
  discs: PackedModel[];
  assigned: Stamped<"assigned"> | undefined;
  /** The last one counts: those before were printed anew before any head of the register was logged. */
  letters: LetterModel[];
  /** The discs' journey is shared with the envelope whose discs were taken over. */
  disc: JourneyModel;
  letter: JourneyModel;
  /** Discs that came back, and that were destroyed; shared as `disc` is. */
  returned: Stamped<"returned">[];
  destroyed: Stamped<"destroyed">[];
  receipts: Stamped<"receipt">[];
  records: Stamped<"record">[];
  differs: Stamped<"differs">[];
  /** The envelope in whose place this one came. */
  replaces: EnvelopeModel | undefined;
  /** It counts no more. */
  ended:
    | (Stamped<"void"> & { readonly how: "void" })
    | (Stamped<"replaced"> & { readonly how: "replaced" })
    | undefined;
}

export interface RegisterModel {
  readonly election: string;
  readonly purpose: Purpose;
  /** The lowest number of an envelope in this register: registers of one election begin at different ones. */
  readonly first: string;
  readonly opened: Stamp;
  clerks: Map<string, Stamped<"clerk">>;
  /** The last one is what the list of recipients is judged against. */
  lists: Stamped<"recipients">[];
  recipients: Map<string, RecipientModel>;
  /** Numbers of envelopes that were set apart, with the recipient each is for. */
  planned: Map<string, RecipientModel>;
  /** The first number that no line has named and nobody was promised. */
  nextNumber: number;
  releases: Map<string, ReleaseModel>;
  /** By line. */
  masters: Map<number, Stamped<"master">>;
  /** In the order of their copies, which never overlap: a copy is of one disc of one release. */
  batches: Stamped<"batch">[];
  envelopes: Map<string, EnvelopeModel>;
  /** In which envelope a copy lies, and a bag: the last one where another took it over. */
  copies: Map<number, EnvelopeModel>;
  seals: Map<string, EnvelopeModel>;
  /** Copies that the office drew and checked itself. */
  checked: Map<number, Stamped<"checked">>;
  /** Entries of the recall list that recipients were told of, in their order: entry 1 first. */
  recalled: Stamped<"recalled">[];
  /** By line. */
  notices: Map<number, Stamped<"notice">>;
  heard: Map<number, Stamped<"heard">>;
  logged: Stamped<"logged">[];
  corrections: Stamped<"corrects">[];
  torn: Stamped<"torn">[];
  closed: Stamp | undefined;
  /** Lines whose moment is before that of the line above. */
  clockWentBack: number[];
}

/** The same, of which nothing can be changed. */
export type View<T> = T extends (...given: never[]) => unknown
  ? T
  : T extends Map<infer K, infer V>
    ? ReadonlyMap<K, View<V>>
    : T extends readonly (infer E)[]
      ? readonly View<E>[]
      : T extends object
        ? { readonly [Name in keyof T]: View<T[Name]> }
        : T;

export type Register = View<RegisterModel>;
export type Recipient = View<RecipientModel>;
export type Envelope = View<EnvelopeModel>;
export type Letter = View<LetterModel>;
export type Journey = View<JourneyModel>;

/** Whether the envelope is packed: each disc of its release lies in it. */
export const isWhole = ({ release, discs }: Envelope): boolean => discs.length === release.count;

/** The letter that counts; undefined: none yet. */
export const letterOf = ({ letters }: Envelope): Letter | undefined => letters.at(-1);

/** Whether the head of the register at this line, or of a later one, stands in the public log. */
export const isLogged = ({ logged }: Register, line: number): boolean => (logged.at(-1)?.upTo ?? 0) >= line;

/** Whether the letter has all its commitments and they stand in the public log: from then on nobody can make himself another key. */
export function isCommitted(register: Register, envelope: Envelope): boolean {
  const commits = letterOf(envelope)?.commits;
  if (commits === undefined || commits.length < envelope.release.count) return false;
  return commits.every(({ line }) => isLogged(register, line));
}

/** Whether a letter stands that cannot be made anew: whoever may print again, once it is logged or gone, may make himself a key. */
export function isSettled(register: Register, envelope: Envelope): boolean {
  const letter = letterOf(envelope);
  return letter !== undefined && (isLogged(register, letter.line) || envelope.letter.sent.length > 0);
}

/** When it was sent last, and whether that has arrived; undefined: it is not under way and was not. */
export function lastOf({ sent, arrived }: Journey): { sent: Stamp; arrived: Stamp | undefined } | undefined {
  const last = sent.at(-1);
  const came = arrived.at(-1);
  return last && { sent: last, arrived: came !== undefined && came.line > last.line ? came : undefined };
}

/** Whether an envelope still counts: it was neither withdrawn nor replaced. */
export const counts = ({ ended }: Envelope): boolean => ended === undefined;

/** Recipients whose silence means something: not a third party that looks, and not an envelope in stock. */
export const isAwaited = ({ of }: Recipient): boolean => of !== "study" && of !== "spare";
