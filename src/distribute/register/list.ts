// The list of recipients, beside the chain: addresses and telephones of people, which can be destroyed when the chain stays. The register
// holds its digest. docs/spec/register.md, "The list of recipients"

import { checkText, FormatError, oneOf, quote, releaseFields, token } from "../../format/index.ts";
import { type RecipientKind, recipientKinds } from "./fact.ts";
import { cellOf, demandNoFaults, encodeTable, fault, readTable, type TableFault, type TableRow } from "./table.ts";

export const listColumns = [
  "id",
  "soort",
  "rol",
  "naam",
  "taal",
  "groot",
  "aan",
  "adres",
  "postcode",
  "plaats",
  "land",
  "telefoon",
  "email",
] as const;
type Column = (typeof listColumns)[number];

/** Languages of a letter; whether there are texts in one is asked when the letter is made. */
export const letterLanguages = ["nl", "en", "pap", "fy"] as const;
export type LetterLanguage = (typeof letterLanguages)[number];

export interface ListedRecipient {
  readonly id: string;
  readonly kind: RecipientKind;
  readonly role: string;
  /** Of an office or municipality. */
  readonly name: string;
  readonly language: LetterLanguage;
  /** A letter in large print. */
  readonly isLarge: boolean;
  /** To whose attention, street, postal code, place and country: as typed, or "". */
  readonly attention: string;
  readonly address: string;
  readonly postcode: string;
  readonly place: string;
  readonly country: string;
  /** `0031…`: the number on which he is called back; or "". */
  readonly phone: string;
  readonly email: string;
}

/** A list by the ids of its recipients. */
export type People = ReadonlyMap<string, ListedRecipient>;

export const byId = (list: readonly ListedRecipient[]): People => new Map(list.map((one) => [one.id, one]));

export interface ReadList {
  readonly recipients: readonly ListedRecipient[];
  /** Codes whose leading zeros a spreadsheet had dropped. */
  readonly padded: readonly { readonly line: number; readonly from: string; readonly to: string }[];
  readonly faults: readonly TableFault[];
}

/** Never throws for a bad list. */
export function readList(bytes: Uint8Array): ReadList {
  const table = readTable(bytes, listColumns);
  const faults = [...table.faults];
  const padded: { line: number; from: string; to: string }[] = [];
  const recipients: ListedRecipient[] = [];
  const lines = new Map<string, number>();
  for (const row of table.rows) {
    const before = faults.length;
    const one = readRow(row, faults);
    if (faults.length > before || one === undefined) continue;
    const twin = lines.get(one.id);
    if (twin !== undefined)
      faults.push(
        fault(row.line, "id", `${one.id} staat ook op regel ${twin}`, `${one.id} stands in line ${twin} too`),
      );
    lines.set(one.id, row.line);
    if (one.id !== row.cells.id) padded.push({ line: row.line, from: row.cells.id, to: one.id });
    recipients.push(one);
  }
  if (recipients.length === 0 && faults.length === 0)
    faults.push(fault(1, undefined, "er staat geen ontvanger in deze lijst", "there is no recipient in this list"));
  return { recipients, padded, faults };
}

/** The same of a list that must be sound. Throws RegisterError LIST with all that is wrong. */
export function demandList(bytes: Uint8Array, path: string): ReadList {
  const list = readList(bytes);
  demandNoFaults(list.faults, path);
  return list;
}

/** Undefined: a cell was refused, and the fault added. */
function readRow({ line, cells }: TableRow<Column>, faults: TableFault[]): ListedRecipient | undefined {
  const read = <T>(column: Column, parse: (text: string, where: string) => T) =>
    cellOf(() => parse(cells[column], column), line, column, faults);
  const kind = read("soort", (text, where) => oneOf(text.toLowerCase(), recipientKinds, where));
  const id = read("id", (text, where) => token(kind === undefined ? text : withZeros(text, kind), where));
  const role = read("rol", releaseFields.role);
  const name = read("naam", (text, where) => checkText(text, where, 100));
  const language = read("taal", (text, where) =>
    oneOf(text === "" ? "nl" : text.toLowerCase(), letterLanguages, where),
  );
  const large = read("groot", (text, where) => oneOf(text === "" ? "nee" : text.toLowerCase(), ["ja", "nee"], where));
  const optional = (column: Column) => read(column, (text, where) => (text === "" ? "" : checkText(text, where, 200)));
  const [attention, address, postcode, place, country] = (["aan", "adres", "postcode", "plaats", "land"] as const).map(
    optional,
  );
  const phone = read("telefoon", readPhone);
  const email = read("email", readEmail);
  if (kind === undefined || id === undefined || role === undefined || name === undefined || language === undefined)
    return undefined;
  if (attention === undefined || address === undefined || postcode === undefined || place === undefined)
    return undefined;
  if (country === undefined || phone === undefined || email === undefined || large === undefined) return undefined;
  const isLarge = large === "ja";
  return { id, kind, role, name, language, isLarge, attention, address, postcode, place, country, phone, email };
}

/** A spreadsheet takes `0363` for a number and drops its zeros: the codes of municipalities have four digits, of districts two. */
function withZeros(text: string, kind: RecipientKind): string {
  const [, digits] = /^(?:GM|HSB)?([0-9]{1,4})$/i.exec(text) ?? [];
  if (digits === undefined) return text;
  if (kind === "gsb" || kind === "sol") return `GM${digits.padStart(4, "0")}`;
  return kind === "hsb" ? `HSB${digits.padStart(2, "0")}` : text;
}

/**
 * Digits with blanks, hyphens and brackets between. `+` becomes `00`, as a cell must not begin with it; and digits alone get a blank: a
 * spreadsheet takes them for a number, drops the zero before them, and the list to call by has a number that nobody answers.
 */
function readPhone(text: string, where: string): string {
  if (text === "") return "";
  // Two characters more without a `+`, and one for a blank: what is written here must be read again.
  if (!/^(?:\+[0-9][0-9 ()-]{5,24}|[0-9][0-9 ()-]{5,26})$/.test(text))
    throw new FormatError("FIELD", where, "a telephone number such as 0031 70 426 6266", quote(text));
  return text.replace(/^\+/, "00").replace(/^([0-9]{4})([0-9]{1,22})$/, "$1 $2");
}

function readEmail(text: string, where: string): string {
  if (text === "") return "";
  if (!/^[^\s@;,]{1,64}@[^\s@;,]{1,190}$/.test(text))
    throw new FormatError("FIELD", where, "an e-mail address", quote(text));
  return checkText(text, where, 255);
}

/** The bytes of a list, which readList reads as the same values. Throws FormatError TEXT. */
export function encodeList(recipients: readonly ListedRecipient[]): Uint8Array {
  return encodeTable(
    listColumns,
    recipients.map((one) => [
      ...[one.id, one.kind, one.role, one.name, one.language, one.isLarge ? "ja" : "nee"],
      ...[one.attention, one.address, one.postcode, one.place, one.country, one.phone, one.email],
    ]),
  );
}
