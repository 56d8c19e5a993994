// What one line of a register says. The table is the format: parsing, printing and the types walk it, so that none of them can leave a
// part out. docs/spec/register.md, "Facts"

import { FormatError, purposes, quote } from "../../format/index.ts";
import * as part from "./fields.ts";

/** Who gets discs. `study`: a third party that looks; `spare`: an envelope that is packed before anybody needs it. */
export const recipientKinds = ["gsb", "sol", "hsb", "csb", "psb", "nbsb", "study", "spare"] as const;
export type RecipientKind = (typeof recipientKinds)[number];

export const parcels = ["disc", "letter"] as const;
/** The disc, or the letter: they travel apart. */
export type Parcel = (typeof parcels)[number];

/** The four kinds of evidence, which are never mixed up: by telephone, a code, the record itself, two signatures. */
export const receiptKinds = ["mondeling", "afmeldcode", "verslag", "papier"] as const;
export type ReceiptKind = (typeof receiptKinds)[number];

/** docs/spec/verification.md, "Verdicts"; their order is that of the exit codes, ECHT first. */
export const receiptVerdicts = [
  "ECHT",
  "GEEN_ZEGELSCHIJF",
  "NIET_ONDERTEKEND",
  "GEWIJZIGD",
  "ONVOLLEDIG",
  "INGETROKKEN",
  "ONVOLDOENDE_HERBOUW",
  "ANDERE_UITGAVE",
  "NIET_VERGELEKEN",
  "ONLEESBAAR",
  "INTREKKING_GEMELD",
] as const;
export type ReceiptVerdict = (typeof receiptVerdicts)[number];

/** How a recall was told. */
export const channels = ["telefoon", "brief", "email", "koerier"] as const;
/** How a recipient showed that he heard: the groups read back, a record with INGETROKKEN, a mail of his own, at his desk. */
export const heardBy = ["teruggelezen", "verslag", "email", "bezoek"] as const;

/** What a caller read out that does not belong to his envelope: the number of the bag, the third wrong code, a code of another letter. */
export const differences = ["zak", "code", "brief"] as const;
export type Difference = (typeof differences)[number];

/** A fixed list: in free text there would be names of people, and the chain cannot forget them. */
export const voidReasons = [
  "zak-open",
  "zak-beschadigd",
  "schijf-kapot",
  "verkeerd-gepakt",
  "verloren",
  "niet-nodig",
] as const;
export const correctionReasons = ["tikfout", "verkeerde-envelop", "dubbel", "niet-gebeurd"] as const;

const { pair, sha256, name, envelope, disc } = part;

const table = {
  opened: { election: part.election, purpose: part.of(purposes), first: envelope },
  clerk: { id: name, organisation: name },
  recipients: { sha256, count: part.count, by: pair },
  recipient: { id: name, of: part.of(recipientKinds), role: part.role, name: part.officeName },
  release: {
    ...{ name, disc, discs: disc, role: part.role, sequence: part.sequence },
    ...{ textSha256: sha256, imageSha256: sha256, version: part.version, product: part.product },
  },
  master: { release: name, disc, imageSha256: sha256, manifestSha256: sha256, sealSha256: sha256 },
  batch: { name, release: name, disc, copies: part.copies, place: part.place },
  packed: { envelope, recipient: name, release: name, disc, copy: part.copy, seal: part.seal, by: pair },
  letter: { envelope, sha256, by: pair },
  commit: { envelope, disc, drive: sha256, image: sha256, tree: sha256, installed: sha256 },
  logged: { upTo: part.lineNumber, proofSha256: sha256 },
  assigned: { envelope, recipient: name, by: pair },
  sent: { envelope, parcel: part.of(parcels), carrier: part.carrier, track: part.track },
  arrived: { envelope, parcel: part.of(parcels), carrier: part.carrier, track: part.track },
  receipt: {
    ...{ envelope, disc, evidence: part.of(receiptKinds), verdict: part.of(receiptVerdicts), scope: part.scope },
    ...{ link: part.link, found: part.found, by: name },
  },
  record: {
    ...{ envelope, disc, sha256, control: part.control, release: part.orNone(sha256), image: part.orNone(sha256) },
    ...{ list: part.knownList, moment: part.moment },
  },
  differs: { envelope, disc, what: part.of(differences), other: part.orNone(envelope), by: name },
  checked: { copy: part.copy, verdict: part.of(receiptVerdicts), control: part.control, by: name },
  recalled: { entry: part.listNumber, imageSha256: sha256, entrySha256: sha256, by: name },
  notice: { list: part.listNumber, recipient: name, channel: part.of(channels), by: name },
  heard: { list: part.listNumber, recipient: name, how: part.of(heardBy), by: name },
  destroyed: { envelope, by: name },
  returned: { envelope, by: name },
  void: { envelope, reason: part.of(voidReasons), by: pair },
  replaced: { old: envelope, envelope, what: part.of(["all", "letter"]), by: pair },
  corrects: { target: part.lineNumber, reason: part.of(correctionReasons), by: pair },
  torn: { bytes: part.bytes },
  closed: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, { readonly words: number | undefined }>>>>;

type Table = typeof table;
type ValueOf<P> = P extends part.Part<infer T> ? T : never;
export type FactKind = keyof Table;

/** What a line says, by its kind. */
export type FactOf<Kind extends FactKind> = { readonly kind: Kind } & {
  readonly [Name in keyof Table[Kind]]: ValueOf<Table[Kind][Name]>;
};
export type Fact = { [Kind in FactKind]: FactOf<Kind> }[FactKind];

export const factKinds = Object.keys(table) as readonly FactKind[];

interface Row {
  /** The table's own text: cut out of each line it would be one more text to keep, and slow to look rules up by. */
  readonly kind: string;
  readonly parts: readonly (readonly [string, part.Part<unknown>])[];
}
const rows = new Map<string, Row>(
  Object.entries(table).map(([kind, parts]) => [
    kind,
    { kind, parts: Object.entries(parts as Record<string, part.Part<unknown>>) },
  ]),
);

/** What every fact carries beside what its line says; `parseFact` puts it in, so that no fact is copied to get it. */
export interface Stamp {
  /** Its line in the file, from 2. */
  readonly line: number;
  /** `YYYY-MM-DDThh:mm:ssZ`, by the clock of the machine; nobody vouches for it. */
  readonly at: string;
}

/** Every part has one spelling, so that what parses prints again to the same line. Throws FormatError. */
export function parseFact(text: string, where: string, { line, at: moment }: Stamp): Fact & Stamp {
  let end = endOf(text, 0, 1);
  const row = rows.get(text.slice(0, end));
  if (row === undefined) throw new FormatError("FIELD", where, "a fact that this version knows", quote(text));
  const fact: Record<string, unknown> = { kind: row.kind, line, at: moment };
  for (const [field, { words, parse }] of row.parts) {
    const start = end + 1;
    if (start >= text.length) throw new FormatError("FIELD", where, `a ${field}`, quote(text));
    end = endOf(text, start, words);
    fact[field] = parse(text.slice(start, end), where);
  }
  if (end < text.length) throw new FormatError("FIELD", where, "nothing more", quote(text));
  return fact as unknown as Fact & Stamp;
}

/** Where the part that begins at `start` ends; `words` as of a part. */
function endOf(text: string, start: number, words: number | undefined): number {
  let end = start - 1;
  for (let left = words ?? 0; left > 0 && end < text.length; left--) {
    end = text.indexOf(" ", end + 1);
    if (end < 0) return text.length;
  }
  return words === undefined ? text.length : end;
}

/** A fact as a line has it, and as it reads back. Throws FormatError on a value that would be read as another one. */
export function writeFact(
  fact: Fact,
  where: string,
  stamp: Stamp,
): { readonly text: string; readonly read: Fact & Stamp } {
  const text = spell(fact);
  const read = parseFact(text, where, stamp);
  if (spell(read) !== text) throw new FormatError("FIELD", where, "the one spelling", quote(text));
  return { text, read };
}

/** The inverse of parseFact. Throws FormatError as writeFact does. */
export const printFact = (fact: Fact, where: string): string => writeFact(fact, where, { line: 2, at: "" }).text;

function spell(fact: Fact): string {
  const values = fact as unknown as Readonly<Record<string, unknown>>;
  const texts = (rows.get(fact.kind)?.parts ?? []).map(([field, { print }]) => print(values[field]));
  return [fact.kind, ...texts].join(" ");
}
