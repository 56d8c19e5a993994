// Tables as spreadsheets write and read them, one row a line: CSV in, with every fault by line and column at once, and CSV out.
// docs/spec/register.md, "Tables"

import { CsvError, parse } from "csv-parse/sync";
import { type Bilingual, encodeUtf8, FormatError, spellOut, tryParse } from "../../format/index.ts";
import { RegisterError } from "./error.ts";

/** Bytes of a table. */
export const tableLimit = 16 * 1024 * 1024;
/** Rows below the header. */
export const rowLimit = 20_000;
/** Characters of one row. */
const recordLimit = 8192;
/** Faults that are told one by one. */
const toldLimit = 200;
const separators = [";", ",", "\t"] as const;

/** What is wrong, and where; `column` undefined: with the whole line. */
export interface TableFault {
  /** In the file, from 1. */
  readonly line: number;
  readonly column: string | undefined;
  readonly says: Bilingual;
}

export interface TableRow<Column extends string> {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

export interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[];
  readonly faults: readonly TableFault[];
}

/** `columns`: all that the table must have, in any order, and no other. Never throws for a bad table. */
export function readTable<Column extends string>(bytes: Uint8Array, columns: readonly Column[]): Table<Column> {
  const records = readRecords(bytes);
  if ("says" in records) return { rows: [], faults: [records] };
  const [header, ...below] = records;
  const names = (header?.cells ?? []).map((name) => name.toLowerCase());
  const line = header?.line ?? 1;
  const faults = headerFaults(names, columns, line);
  if (faults.length > 0) return { rows: [], faults };
  const rows: TableRow<Column>[] = [];
  for (const record of below) {
    const fault = raggedFault(record, names.length);
    if (fault !== undefined) faults.push(fault);
    else rows.push({ line: record.line, cells: named(record.cells, names as Column[]) });
  }
  for (const row of rows) faults.push(...cellFaults(row, columns));
  return { rows, faults: faults.toSorted((a, b) => a.line - b.line) };
}

/** Of a table that must say something: a heading alone may be what a person saved of the wrong sheet. */
export function noRowFault({ rows, faults }: Table<string>): TableFault[] {
  if (rows.length > 0 || faults.length > 0) return [];
  return [fault(1, undefined, "onder de koppen staat geen regel", "there is no row below the heading")];
}

function named<Column extends string>(cells: readonly string[], names: readonly Column[]): Record<Column, string> {
  const row: Partial<Record<Column, string>> = {};
  for (const [i, name] of names.entries()) row[name] = cells[i] ?? "";
  return row as Record<Column, string>;
}

/** The rows of a table of somebody else's, whatever columns it has; or why there are none. `limit`: characters of one row. */
export function readRecords(bytes: Uint8Array, limit = recordLimit): readonly FoundRecord[] | TableFault {
  const text = textOf(bytes);
  return typeof text === "string" ? recordsOf(text, limit) : text;
}

/** UTF-8 with or without a mark, or UTF-16 with one: what Excel and LibreOffice write. */
function textOf(bytes: Uint8Array): string | TableFault {
  if (bytes.length > tableLimit)
    return fault(1, undefined, `verwacht ten hoogste ${tableLimit} bytes`, `expected at most ${tableLimit} bytes`);
  const wide = ({ "255 254": "utf-16le", "254 255": "utf-16be" } as const)[bytes.subarray(0, 2).join(" ")];
  try {
    // A mark at the start is dropped by the decoder.
    return new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    if (wide !== undefined) return fault(1, undefined, "dit is geen goede UTF-16", "this is no sound UTF-16");
    return fault(
      firstBadLine(bytes),
      undefined,
      'dit bestand is geen UTF-8. Bewaar in Excel als "CSV UTF-8"',
      'this file is not UTF-8. Save it in Excel as "CSV UTF-8"',
    );
  }
}

/** Each line by itself: no byte of a character of several is a line feed. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let line = 1, at = 0; at < bytes.length; line++) {
    const feed = bytes.indexOf(10, at);
    const end = feed < 0 ? bytes.length : feed;
    try {
      decoder.decode(bytes.subarray(at, end));
    } catch {
      return line;
    }
    at = end + 1;
  }
  return 1;
}

export interface FoundRecord {
  /** In the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** As csv-parse gives it. */
interface CountedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** By the first character behind the first cell of the header that can part cells. */
function recordsOf(text: string, limit: number): FoundRecord[] | TableFault {
  const lines = text.split("\n").length;
  if (lines > rowLimit + 2)
    return fault(lines, undefined, `verwacht ten hoogste ${rowLimit} regels`, `expected at most ${rowLimit} rows`);
  const found = /^\s*"?[^";,\t\r\n]*"?([;,\t])/.exec(text)?.[1];
  const delimiter = separators.find((one) => one === found) ?? ";";
  const options = {
    ...{ delimiter, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true },
    ...{ max_record_size: limit, trim: true, record_delimiter: ["\r\n", "\n"] },
  };
  // No cell of a text in form NFC needs to be brought into it.
  const normal = text.normalize("NFC") === text ? (cell: string) => cell : (cell: string) => cell.normalize("NFC");
  try {
    const records: readonly (readonly string[])[] = parse(text, options);
    // As many records as lines: each is a line of its own. Else the parser counts, which takes half as long again.
    if (records.length === (text.endsWith("\n") ? lines - 1 : lines))
      return records.map((cells, i) => ({ line: i + 1, cells: cells.map(normal) }));
    const counted = parse(text, { ...options, info: true }) as unknown as readonly CountedRecord[];
    return counted.map(({ record, info }) => ({ line: info.lines, cells: record.map(normal) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error.lines === "number" ? error.lines : 1;
    return fault(
      at,
      undefined,
      `hier is de tabel niet te lezen, waarschijnlijk door een aanhalingsteken (${spellOut(error.code)})`,
      `the table cannot be read here, probably because of a quotation mark (${spellOut(error.code)})`,
    );
  }
}

function headerFaults(names: readonly string[], columns: readonly string[], line: number): TableFault[] {
  const faults: TableFault[] = [];
  for (const name of columns)
    if (!names.includes(name)) faults.push(fault(line, name, "deze kolom ontbreekt", "this column is missing"));
  for (const [i, name] of names.entries()) {
    const column = spellOut(name, 40);
    if (names.indexOf(name) !== i)
      faults.push(fault(line, column, "deze kolom staat er twee keer", "this column is there twice"));
    else if (!columns.includes(name))
      faults.push(
        fault(
          line,
          column,
          `onbekende kolom; verwacht ${columns.join(" ")}`,
          `unknown column; expected ${columns.join(" ")}`,
        ),
      );
  }
  return faults;
}

function raggedFault({ line, cells }: FoundRecord, expected: number): TableFault | undefined {
  if (cells.length === expected) return undefined;
  return fault(
    line,
    undefined,
    `verwacht ${expected} kolommen, gevonden ${cells.length}`,
    `expected ${expected} columns, found ${cells.length}`,
  );
}

/** With what a formula begins. */
const calculated: ReadonlySet<string | undefined> = new Set(["=", "+", "-", "@"]);

/** A spreadsheet would calculate such a cell, and hide what stands in it. A telephone number may begin with +. */
function cellFaults<Column extends string>(
  { line, cells }: TableRow<Column>,
  columns: readonly Column[],
): TableFault[] {
  return columns
    .filter((column) => calculated.has(cells[column][0]) && !(column === "telefoon" && cells[column][0] === "+"))
    .map((column) =>
      fault(
        line,
        column,
        `een cel begint niet met = + - of @, gevonden ${spellOut(cells[column], 40)}`,
        `a cell does not begin with = + - or @, found ${spellOut(cells[column], 40)}`,
      ),
    );
}

/** `nl` and `en` hold nothing foreign but what was spelt out. */
export function fault(line: number, column: string | undefined, nl: string, en: string): TableFault {
  return { line, column, says: { nl, en } };
}

/** What `read` makes of a cell; where it refuses it, the fault is added and undefined returned. `read` throws FormatError. */
export function cellOf<T>(read: () => T, line: number, column: string, faults: TableFault[]): T | undefined {
  const value = tryParse(read);
  if (!(value instanceof FormatError)) return value;
  const { expected, found } = value;
  faults.push(fault(line, column, `verwacht ${expected}, gevonden ${found}`, `expected ${expected}, found ${found}`));
  return undefined;
}

/** All faults in one error, by line. Throws RegisterError LIST where there are any. */
export function demandNoFaults(faults: readonly TableFault[], path: string): void {
  if (faults.length === 0) return;
  const told = faults.toSorted((a, b) => a.line - b.line).slice(0, toldLimit);
  const more = faults.length - told.length;
  const name = spellOut(path);
  const rows = (language: "nl" | "en", line: string, column: string) =>
    told.map(
      (one) =>
        `${line} ${one.line}${one.column === undefined ? "" : `, ${column} ${one.column}`}: ${one.says[language]}`,
    );
  throw new RegisterError("LIST", {
    nl: [
      `${name}: niet te gebruiken, fouten: ${faults.length}`,
      ...rows("nl", "regel", "kolom"),
      ...(more > 0 ? [`en nog ${more}`] : []),
    ].join("\n"),
    en: [
      `${name}: cannot be used, faults: ${faults.length}`,
      ...rows("en", "line", "column"),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join("\n"),
  });
}

/**
 * UTF-8 with a mark, `;`, CRLF: what Excel here opens by a double click. A cell that a spreadsheet would calculate is refused, as it
 * would be read. Throws FormatError TEXT.
 */
export function encodeTable(columns: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const lines = [columns, ...rows].map((cells) => cells.map(cell).join(";"));
  return encodeUtf8(`\ufeff${lines.join("\r\n")}\r\n`);
}

function cell(text: string): string {
  if (/^[=+\-@\t\r]/.test(text) || /[\r\n]/.test(text))
    throw new FormatError("TEXT", "table", "a cell that no spreadsheet calculates, of one line", spellOut(text));
  return /[";,\t']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
