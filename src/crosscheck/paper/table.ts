// An entry as a table for a spreadsheet: one row a unit, one column a field. It holds the same as an entry, and becomes one.
// docs/spec/paper-entry.md, "Tables"

import { parse } from "csv-parse/sync";
import {
  checkSha256,
  checkText,
  decodeDecimal,
  decodeUtf8,
  encodeUtf8,
  FormatError,
  oneOf,
  quote,
} from "../../format/index.ts";
import { type EntryNumber, type Paper, type PaperEntry, paperLimit, personLimit, readFigure } from "./entry.ts";
import { allFields, type Field, type Figure, modelNames, paperOrder, placeOf, readField, totalUnit } from "./fields.ts";
import { unfilledOf } from "./fit.ts";
import { checkElection, checkUnitId, formDigest, type PaperForm } from "./form.ts";

export const tableTypeLine = "zegel/paper-table v1";
const what = "paper table";
/** Bytes. */
export const tableLimit = 32 * 1024 * 1024;
/** Characters of one row: all candidates of a Tweede Kamer, and some. */
const rowLimit = 256 * 1024;
const separators = [";", ",", "\t"] as const;

/**
 * An empty table of a form, for a person to fill in: separated by `;`, as spreadsheets here expect, with the mark that tells them that
 * it is UTF-8. `withCandidates`: with a column a candidate.
 */
export function encodeTable(form: PaperForm, withCandidates: boolean): Uint8Array {
  const fields = withCandidates ? allFields(form) : paperOrder(form);
  const columns = ["unit", "name", "model", ...fields.toSorted((a, b) => placeOf(a) - placeOf(b))];
  const rows = [
    [tableTypeLine],
    ["election", form.election],
    ["form", formDigest(form)],
    ["entry", ""],
    ["person", ""],
    columns,
    ...[...form.units, { id: totalUnit, name: form.authorityName }].map(({ id, name }) => [id, name]),
  ];
  const text = rows.map((row) => columns.map((_, i) => cell(row[i] ?? "")).join(";")).join("\r\n");
  return encodeUtf8(`\ufeff${text}\r\n`);
}

/** A name that a spreadsheet would take for a formula gets an apostrophe before it: it would be calculated, and not shown. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";,\t\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Whether bytes begin as such a table does. */
export function isTable(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).replace(/^\ufeff/, "");
  return /^"?zegel\/paper-table v1"?[;,\t\r\n]/.test(start);
}

/**
 * The counts that the counting software itself writes for publication (`osv4-3_telling_….csv`): they come from the same software, so
 * they are no paper.
 */
export function isSoftwareTable(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096)).replace(/^\ufeff/, "");
  return (
    /^"?(?:Verkiezing|Lijstnummer)"?[;,\t]/.test(start) &&
    /(?:^|\n)"?Lijstnummer"?[;,\t]"?Aanduiding"?[;,\t]/.test(start)
  );
}

/** The entry in a table that a person filled in. Rows without a figure are left out. Throws FormatError. */
export function parseTable(bytes: Uint8Array, form: PaperForm): PaperEntry {
  const rows = readRows(bytes);
  const head = new Map(rows.slice(0, 5).map(([name = "", value = ""]) => [name, value]));
  const value = (name: string) => head.get(name) ?? "";
  const place = rows.findIndex(([first]) => first === "unit");
  if (rows[0]?.[0] !== tableTypeLine || place < 0)
    throw new FormatError("TYPE_LINE", what, `${tableTypeLine} and a row that begins with unit`, "another table");
  const entry = decodeDecimal(value("entry"), 1, 3, `${what}, row "entry"`) as EntryNumber;
  const columns = readColumns(rows[place] ?? []);
  const papers = rows.slice(place + 1).flatMap((row, i) => {
    const paper = readRow(row, columns, `${what} row ${place + i + 2}`);
    return paper === undefined ? [] : [{ ...paper, isFinished: unfilledOf(paper, form, entry).length === 0 }];
  });
  if (papers.length > paperLimit)
    throw new FormatError("LIMIT", what, `at most ${paperLimit} rows`, `${papers.length}`);
  return {
    election: checkElection(value("election"), `${what}, row "election"`),
    form: checkSha256(value("form"), `${what}, row "form"`),
    entry,
    person: checkText(value("person"), `${what}, row "person"`, personLimit),
    papers,
  };
}

function readRows(bytes: Uint8Array): string[][] {
  if (bytes.length > tableLimit) throw new FormatError("LIMIT", what, `at most ${tableLimit} bytes`, `${bytes.length}`);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = decodeUtf8(hasMark ? bytes.subarray(3) : bytes, what);
  const header = /(?:^|\n)"?unit"?([;,\t])/.exec(text)?.[1] ?? ";";
  const delimiter = separators.find((one) => one === header) ?? ";";
  try {
    return parse(text, {
      ...{ delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: rowLimit, trim: true },
      record_delimiter: ["\r\n", "\n"],
    }) as string[][];
  } catch (error) {
    throw new FormatError("TEXT", what, "a table of rows and columns", quote(String((error as Error).message)));
  }
}

interface Columns {
  readonly model: number;
  readonly fields: readonly (readonly [Field, number])[];
}

function readColumns(header: readonly string[]): Columns {
  const names = header.filter((name) => name !== "");
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new FormatError("DUPLICATE", what, "each column once", quote(twice));
  const fields: [Field, number][] = [];
  for (const [i, name] of header.entries()) {
    if (name === "" || ["unit", "name", "model"].includes(name)) continue;
    const field = readField(name);
    if (field === undefined) throw new FormatError("FIELD", what, "columns of fields, such as A or E.3", quote(name));
    fields.push([field, i]);
  }
  const model = header.indexOf("model");
  if (model < 0) throw new FormatError("FIELD", what, "a column model", "none");
  return { model, fields: fields.toSorted(([a], [b]) => placeOf(a) - placeOf(b)) };
}

/** Undefined: nothing was typed in it. */
function readRow(row: readonly string[], columns: Columns, where: string): Omit<Paper, "isFinished"> | undefined {
  const figures = new Map<Field, Figure>();
  for (const [field, i] of columns.fields) {
    const typed = row[i] ?? "";
    const figure = readFigure(typed);
    if (figure === undefined)
      throw new FormatError("NUMBER", `${where}, column ${field}`, "digits, a hyphen (empty) or a ?", quote(typed));
    if (figure !== "") figures.set(field, figure);
  }
  if (figures.size === 0) return undefined;
  const model = oneOf(row[columns.model] ?? "", modelNames, `${where}, column model`);
  return { unit: checkUnitId(row[0] ?? "", where), model, figures };
}
