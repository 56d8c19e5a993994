// The table that OSV and Abacus publish beside a count (`osv4-3_telling_*.csv`): semicolons, quotes, UTF-8 with a mark at its start.

import { CsvError, parse } from "csv-parse/sync";
import { ReadError } from "./error.ts";
import { limits } from "./limits.ts";
import type { Sheet, SheetFigure, SheetRow } from "./model.ts";
import type { OtherFigure } from "./votes.ts";

/** Bytes: one of a station has 80 characters a candidate and unit at most. */
export const sheetLimit = 64 * 1024 * 1024;

const labels: ReadonlyMap<string, OtherFigure | "counted"> = new Map([
  ["opgeroepenen", "cast"],
  ["geldige stempas", "geldige stempassen"],
  ["geldig volmachtbewijs", "geldige volmachtbewijzen"],
  ["geldige kiezerspas", "geldige kiezerspassen"],
  ["toegelaten kiezers", "toegelaten kiezers"],
  ["geldige stembiljetten", "totalCounted"],
  ["blanco stembiljetten", "blanco"],
  ["ongeldige stembiljetten", "ongeldig"],
  ["aangetroffen stembiljetten", "counted"],
  ["meer stembiljetten dan toegelaten kiezers", "meer getelde stembiljetten"],
  ["minder stembiljetten dan toegelaten kiezers", "minder getelde stembiljetten"],
  ["kiezers met stembiljet hebben niet gestemd", "meegenomen stembiljetten"],
  ["er zijn te weinig stembiljetten uitgereikt", "te weinig uitgereikte stembiljetten"],
  ["er zijn te veel stembiljetten uitgereikt", "te veel uitgereikte stembiljetten"],
  ["geen briefstembiljetten", "geen briefstembiljetten"],
  ["te veel briefstembiljetten", "te veel briefstembiljetten"],
  ["kwijtgeraakte stembiljetten", "kwijtgeraakte stembiljetten"],
  ["geen verklaring", "geen verklaring"],
  ["andere verklaring", "andere verklaring"],
]);

/** Columns in front of those of the units: list, its name, position, name of the candidate or label, total. */
const frontColumns = 5;

/** By its first line. */
export function isSheet(start: string): boolean {
  return /^\ufeff?"?Verkiezing"?;/.test(start);
}

/** Throws ReadError. `bytes`: at most `sheetLimit`. */
export function parseSheet(bytes: Uint8Array): Sheet {
  const rows = cellsOf(textOf(bytes));
  const head = (name: string) => rows.find(([first]) => first === name) ?? fault(`no line ${name}`);
  const columns = rows.findIndex(([first]) => first === "Lijstnummer");
  const names = (rows[columns] ?? fault("no line Lijstnummer")).slice(frontColumns);
  const numbers = head("Gebiednummer").slice(frontColumns);
  if (numbers.length > limits.units) throw new ReadError("TOO_MANY", { limit: limits.units, what: "Gebiednummer" });
  if (new Set(numbers).size !== numbers.length) throw new ReadError("TWICE", { what: "Gebiednummer" });
  return {
    electionName: head("Verkiezing")[2] ?? "",
    date: head("Datum")[2] ?? "",
    areaNumber: head("Nummer")[2] ?? "",
    units: numbers.map((number, i) => ({ number, name: names[i] ?? "" })),
    rows: figuresOf(rows.slice(columns + 1), numbers.length),
  };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ReadError("NOT_UTF8");
  }
}

function cellsOf(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter: ";",
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1024 * 1024,
    });
  } catch (error) {
    if (error instanceof CsvError) return fault(error.message);
    throw error;
  }
}

function figuresOf(rows: readonly (readonly string[])[], units: number): SheetRow[] {
  const found: SheetRow[] = [];
  const seen = new Set<string>();
  let list = 0;
  for (const cells of rows) {
    if (cells[0] === "Gebiednummer" || cells[0] === "Postcode") continue;
    const [number = "", label = "", position = ""] = cells;
    if (number !== "") list = figureOf(number);
    const figure = kindOf(number, label, position, list);
    const key = JSON.stringify(figure);
    if (seen.has(key)) throw new ReadError("TWICE", { what: label === "" ? `${list}.${position}` : label });
    seen.add(key);
    const values = cells.slice(frontColumns).map(figureOf);
    if (values.length !== units) fault(`${values.length} columns in a line, ${units} in the first`);
    found.push({ figure, total: figureOf(cells[4] ?? ""), cells: values });
  }
  return found;
}

function kindOf(number: string, label: string, position: string, list: number): SheetFigure {
  if (number !== "") return { kind: "list", list };
  if (position === "") return { kind: "other", name: labels.get(label) ?? fault(`unknown line ${label}`) };
  return list === 0 ? fault("a candidate before any list") : { kind: "candidate", list, position: figureOf(position) };
}

function figureOf(text: string): number {
  if (!/^(?:0|[1-9][0-9]{0,8})$/.test(text)) throw new ReadError("NUMBER", { where: "CSV", found: text });
  return Number(text);
}

function fault(detail: string): never {
  throw new ReadError("SHEET", { detail });
}
