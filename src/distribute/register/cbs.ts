// The table "Gebieden in Nederland" of Statistics Netherlands (CBS): every municipality with its code. A list of recipients is held
// against it, so that a municipality that was left out, merged or mistyped is found before its disc is missing.
// docs/spec/register.md, "The list of recipients"

import { spellOut } from "../../format/index.ts";
import type { ListedRecipient } from "./list.ts";
import { demandNoFaults, type FoundRecord, fault, readRecords, type TableFault } from "./table.ts";

/** Characters of one row: that table has some thirty columns, each padded with blanks. */
const cbsRowLimit = 65_536;
/** Columns of a row: each is looked up in every row of headings. */
const columnLimit = 200;
/** Characters of a name, as in the list of recipients. */
const nameLimit = 100;
const codeForm = /^GM[0-9]{4}$/;

export interface Municipality {
  /** `GM0363`. */
  readonly code: string;
  readonly name: string;
}

export interface CbsDifferences {
  /** In the table, and no gsb of the list has that code: who would get no disc. */
  readonly missing: readonly Municipality[];
  /** In the list, and of no municipality of that year: merged since, or mistyped. */
  readonly unknown: readonly ListedRecipient[];
  /** One code, two names: the codes of two municipalities may have been exchanged. */
  readonly renamed: readonly { readonly recipient: ListedRecipient; readonly name: string }[];
  /** Recipients of other kinds, whom that table does not know. */
  readonly others: number;
}

/**
 * The table as StatLine or its open data gives it: rows of headings, rows with a code `GM` and four digits in one column and the name
 * beside it, at the end perhaps the source. Throws RegisterError LIST.
 */
export function demandMunicipalities(bytes: Uint8Array, path: string): readonly Municipality[] {
  const faults: TableFault[] = [];
  const found = readMunicipalities(bytes, faults);
  demandNoFaults(faults, path);
  return found;
}

function readMunicipalities(bytes: Uint8Array, faults: TableFault[]): Municipality[] {
  const records = readRecords(bytes, cbsRowLimit);
  if ("says" in records) {
    faults.push(records);
    return [];
  }
  const first = records.findIndex(({ cells }) => cells.some((cell) => codeForm.test(cell.trim())));
  const rows = records.slice(first < 0 ? records.length : first).filter((row) => !isSource(row));
  const headings = records.slice(0, Math.max(first, 0));
  const isOther = (rows[0]?.cells.length ?? 0) > columnLimit || headings.some(isOurs);
  const columns = isOther ? undefined : columnsOf(headings, rows[0]);
  if (columns === undefined) {
    faults.push(noTable(rows[0]?.line ?? 1));
    return [];
  }
  const lines = new Map<string, number>();
  return rows.flatMap(({ line, cells }) => {
    const [code = "", name = ""] = [columns.code, columns.name].map((i) => cells[i]?.trim());
    const twin = lines.get(code);
    lines.set(code, line);
    if (codeForm.test(code) && name !== "" && name.length <= nameLimit && twin === undefined)
      return [{ code, name: ownName(name) }];
    faults.push(badRow(line, code, twin));
    return [];
  });
}

/** The header of a list of recipients: held against itself, it would always be right. */
const isOurs = ({ cells }: FoundRecord): boolean =>
  ["id", "soort"].every((name) => cells.some((cell) => cell.trim().toLowerCase() === name));

/** The last row of what StatLine writes. */
const isSource = ({ cells }: FoundRecord): boolean =>
  /^Bron: /.test(cells[0] ?? "") && cells.slice(1).every((cell) => cell.trim() === "");

/**
 * The last column of codes in front (its open data has them twice); the first name behind it, before another code (of a province, say);
 * else the name before it. What a column is called stands in any of the rows of headings. Undefined: there are no such columns.
 */
function columnsOf(headings: readonly FoundRecord[], row: FoundRecord | undefined) {
  const width = row?.cells.length ?? 0;
  const names = Array.from({ length: width }, (_, i) =>
    headings.map(({ cells }) => (cells[i] ?? "").toLowerCase()).join("\n"),
  );
  const code = row?.cells.findLastIndex((cell) => codeForm.test(cell.trim())) ?? -1;
  const isName = (i: number) => /naam/.test(names[i] ?? "") && !/sortering|afkorting/.test(names[i] ?? "");
  const next = names.findIndex((text, i) => i > code && /\bcode/.test(text) && !isName(i));
  const name = names.findIndex((_, i) => i > code && (next < 0 || i < next) && isName(i));
  const before = names.findLastIndex((text, i) => i < code && (isName(i) || /^regio|\nregio/.test(text)));
  const found = name < 0 ? before : name;
  return code < 0 || found < 0 ? undefined : { code, name: found };
}

/** StatLine tells the city of Utrecht from its province so: `Utrecht (gemeente)`. */
const ownName = (name: string): string => name.replace(/ \(gemeente\)$/, "");

function noTable(line: number): TableFault {
  return fault(
    line,
    undefined,
    "verwacht de tabel Gebieden in Nederland van het CBS als CSV: een kolom met codes zoals GM0363, en een kolom Naam",
    "expected the table Gebieden in Nederland of Statistics Netherlands (CBS) as CSV: a column of codes such as GM0363, and a column Naam",
  );
}

function badRow(line: number, code: string, twin: number | undefined): TableFault {
  if (twin !== undefined && codeForm.test(code))
    return fault(line, undefined, `${code} staat ook op regel ${twin}`, `${code} stands in line ${twin} too`);
  const found = spellOut(code, 40);
  return fault(
    line,
    undefined,
    `verwacht een code zoals GM0363 en een naam, gevonden ${found}: alleen gemeenten horen in deze tabel`,
    `expected a code such as GM0363 and a name, found ${found}: only municipalities belong in this table`,
  );
}

/** Of kind gsb, each by its code. Another way of writing one name (capitals, the apostrophe, `gemeente` before it) is none. */
export function heldAgainst(list: readonly ListedRecipient[], municipalities: readonly Municipality[]): CbsDifferences {
  const own = list.filter(({ kind }) => kind === "gsb");
  const listed = new Set(own.map(({ id }) => id));
  const known = new Map(municipalities.map(({ code, name }) => [code, name]));
  return {
    missing: municipalities.filter(({ code }) => !listed.has(code)),
    unknown: own.filter(({ id }) => !known.has(id)),
    renamed: own.flatMap((recipient) => {
      const name = known.get(recipient.id);
      return name === undefined || plain(name) === plain(recipient.name) ? [] : [{ recipient, name }];
    }),
    others: list.length - own.length,
  };
}

const plain = (name: string): string =>
  ownName(name)
    .toLowerCase()
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replace(/^gemeente /, "");
