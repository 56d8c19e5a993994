// The list of recipients: what spreadsheets write is read, and every fault of it is told at once, with line and column.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  demandList,
  encodeList,
  encodeTable,
  type ListedRecipient,
  listColumns,
  type RegisterError,
  readList,
  readTable,
  recipientsOf,
  rowLimit,
} from "../../../src/distribute/register/index.ts";
import { FormatError } from "../../../src/format/index.ts";
import { has, run, temporaryFolder } from "../../tools.ts";
import fc from "../../world/properties.ts";

const header = listColumns.join(";");
const row =
  "GM0363;gsb;GSB;Amsterdam;nl;nee;Bureau Verkiezingen;Amstel 1;1011 PN;Amsterdam;;0031 20 624 1111;post@amsterdam.example";
const utf8 = (text: string) => new TextEncoder().encode(text);
const listOf = (...rows: readonly string[]) => utf8(`${[header, ...rows].join("\r\n")}\r\n`);
const wide = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return new Uint8Array(isBig ? bytes.swap16() : bytes);
};
/** `line column: what is said`, in English. */
const faultsOf = (bytes: Uint8Array) =>
  readList(bytes).faults.map(({ line, column, says }) => `${line} ${column ?? "-"}: ${says.en}`);
const withCell = (column: (typeof listColumns)[number], value: string) =>
  row.split(";").with(listColumns.indexOf(column), value).join(";");
const [amsterdam] = readList(listOf(row)).recipients;

describe("a list is read the same, however a spreadsheet saved it", () => {
  const text = `${header}\r\n${row}\r\n`;
  test.each([
    ["UTF-8", utf8(text)],
    ["UTF-8 with a mark", utf8(`\ufeff${text}`)],
    ["UTF-16, little end first", wide(text, false)],
    ["UTF-16, big end first", wide(text, true)],
    ["line feeds alone", utf8(text.replaceAll("\r", ""))],
    ["no end of its last line", utf8(text.trimEnd())],
    ["commas", utf8(text.replaceAll(";", ","))],
    ["tabs", utf8(text.replaceAll(";", "\t"))],
    ["quotes around all", utf8(text.replaceAll(/[^;\r\n]+/g, '"$&"'))],
    ["empty lines, and rows of nothing but separators, as Excel leaves them", utf8(`${text}\r\n${";".repeat(12)}\r\n`)],
    ["blanks around the cells, capitals in the header", utf8(text.replaceAll(";", " ; ").replace("naam", "Naam"))],
    ["a telephone with +", utf8(text.replace("0031 20", "+31 20"))],
    [
      "columns in another order",
      utf8(
        text
          .split("\r\n")
          .map((line) => line.split(";").reverse().join(";"))
          .join("\r\n"),
      ),
    ],
  ])("%s", (_, bytes) => {
    expect(readList(bytes)).toEqual({ recipients: [amsterdam], padded: [], faults: [] });
    expect(amsterdam).toMatchObject({
      id: "GM0363",
      kind: "gsb",
      name: "Amsterdam",
      isLarge: false,
      phone: "0031 20 624 1111",
    });
  });

  test("codes whose zeros were dropped are padded, and it is said", () => {
    const { recipients, padded, faults } = readList(
      listOf(withCell("id", "34"), "9;hsb;HSB;Amsterdam;;;;;;;;;", "GM5;sol;SOL;Saba;;;;;;;;;"),
    );
    expect(faults).toEqual([]);
    expect(recipients.map(({ id }) => id)).toEqual(["GM0034", "HSB09", "GM0005"]);
    expect(padded).toEqual([
      { line: 2, from: "34", to: "GM0034" },
      { line: 3, from: "9", to: "HSB09" },
      { line: 4, from: "GM5", to: "GM0005" },
    ]);
  });

  test("a name in pieces (as Macs write it) is put together", () => {
    expect(readList(listOf(withCell("naam", "Su\u0301dwest"))).recipients[0]?.name).toBe("S\u00fadwest");
  });
});

describe("what is wrong is told with line and column, and nothing of such a list is used", () => {
  test.each([
    [
      "Windows-1252",
      new Uint8Array([...listOf(row, row), ...Buffer.from(withCell("naam", "Súdwest"), "latin1")]),
      ['4 -: this file is not UTF-8. Save it in Excel as "CSV UTF-8"'],
    ],
    ["half of UTF-16", wide(`${header}\r\n${row}`, false).subarray(0, -1), ["1 -: this is no sound UTF-16"]],
    [
      "a column missing",
      utf8(`${header.replace(";groot", "")}
${row}`),
      ["1 groot: this column is missing"],
    ],
    ["an unknown column", utf8(`${header};extra\n${row};x`), [expect.stringMatching(/^1 extra: unknown column/)]],
    ["a column twice", utf8(`${header};naam\n${row};x`), ["1 naam: this column is there twice"]],
    ["a row too short", listOf("GM0001;gsb"), ["2 -: expected 13 columns, found 2"]],
    ["a row too long", listOf(`${row};`), ["2 -: expected 13 columns, found 14"]],
    ["a twin", listOf(row, row), ["3 id: GM0363 stands in line 2 too"]],
    ["a twin by its zeros", listOf(row, withCell("id", "363")), ["3 id: GM0363 stands in line 2 too"]],
    [
      "an unknown kind",
      listOf(withCell("soort", "gemeente")),
      [expect.stringMatching(/^2 soort: expected gsb or sol/)],
    ],
    ["an unknown role", listOf(withCell("rol", "gsb")), [expect.stringMatching(/^2 rol: expected 2 to 8 capitals/)]],
    ["an unknown language", listOf(withCell("taal", "de")), [expect.stringMatching(/^2 taal: expected nl or en/)]],
    ["no id", listOf(withCell("id", "")), [expect.stringMatching(/^2 id: /)]],
    ["no name", listOf(withCell("naam", "")), [expect.stringMatching(/^2 naam: /)]],
    [
      "a formula",
      listOf(withCell("naam", "=HYPERLINK(1)")),
      [expect.stringMatching(/^2 naam: a cell does not begin with =/)],
    ],
    ["+ where no telephone is", listOf(withCell("aan", "+Bureau")), [expect.stringMatching(/^2 aan: a cell/)]],
    ["a -", listOf(withCell("aan", "-1")), [expect.stringMatching(/^2 aan: a cell/)]],
    ["an @", listOf(withCell("plaats", "@x")), [expect.stringMatching(/^2 plaats: a cell/)]],
    [
      "letters in a telephone",
      listOf(withCell("telefoon", "bel Piet")),
      [expect.stringMatching(/^2 telefoon: expected a telephone/)],
    ],
    [
      "text that hides or turns",
      listOf(withCell("naam", "Am\u202estel")),
      [expect.stringMatching(/^2 naam: expected no control or bidi/)],
    ],
    [
      "a quotation mark without its other",
      listOf(withCell("naam", '"Am')),
      [expect.stringMatching(/^\d+ -: the table cannot be read here/)],
    ],
    ["nobody", listOf(), ["1 -: there is no recipient in this list"]],
    ["nothing", new Uint8Array(), listColumns.map((name) => `1 ${name}: this column is missing`)],
    [
      "a picture",
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]),
      [expect.stringMatching(/^1 -: this file is not UTF-8/)],
    ],
  ])("%s", (_, bytes, faults) => {
    expect(faultsOf(bytes)).toEqual(faults);
  });

  test("all faults at once, in the order of the lines, at most 200 of them one by one", () => {
    const bad = Array.from({ length: 300 }, (_, i) => `GM${1000 + i};x;GSB;N;nl;nee;;;;;;;`);
    expect(readList(listOf(...bad)).faults).toHaveLength(300);
    try {
      demandList(listOf(...bad), "l.csv");
    } catch (error) {
      const lines = (error as RegisterError).dutch?.split("\n") ?? [];
      expect(lines).toHaveLength(202);
      expect([lines[0], lines[1], lines.at(-1)]).toEqual([
        "l.csv: niet te gebruiken, fouten: 300",
        expect.stringMatching(/^regel 2, kolom soort: verwacht gsb/),
        "en nog 100",
      ]);
    }
    expect.assertions(3);
  });

  test(`${rowLimit} rows are taken, one more is refused`, () => {
    const rows = (count: number) => readTable(utf8(`id\n${"x\n".repeat(count)}`), ["id"]);
    expect([rows(rowLimit).faults, rows(rowLimit).rows.length]).toEqual([[], rowLimit]);
    expect(rows(rowLimit + 1).faults[0]?.says.en).toBe(`expected at most ${rowLimit} rows`);
  });
});

const anyRecipient: fc.Arbitrary<ListedRecipient> = fc.record({
  id: fc.stringMatching(/^[A-Z]{4}[0-9]{5}$/),
  kind: fc.constantFrom("gsb", "hsb", "study", "spare"),
  role: fc.constantFrom("GSB", "HSB"),
  name: fc.stringMatching(/^'?[A-Za-zéû]([A-Za-z0-9;,"' .-]{0,20}[a-z"])?$/).filter((text) => !text.includes("  ")),
  language: fc.constantFrom("nl", "en", "pap", "fy"),
  isLarge: fc.boolean(),
  attention: fc.constantFrom("", "Bureau Verkiezingen", 'afdeling "Burgerzaken"; balie 3'),
  address: fc.constant("Amstel 1"),
  postcode: fc.constant("1011 PN"),
  place: fc.constant("'s-Gravenhage"),
  country: fc.constant(""),
  phone: fc.constantFrom("", "0031 20 624 1111"),
  email: fc.constantFrom("", "a@b.example"),
});

describe("a list that is written", () => {
  const unique = fc.uniqueArray(anyRecipient, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });

  test("is read as the same values", () => {
    fc.assert(
      fc.property(unique, (recipients) => {
        expect(readList(encodeList(recipients))).toEqual({ recipients, padded: [], faults: [] });
      }),
    );
  });

  test("has each telephone number that is read, whatever it was made of, and is read again", () => {
    const twice = (phone: string) => {
      const { recipients, faults } = readList(listOf(withCell("telefoon", phone)));
      expect([phone, faults]).toEqual([phone, []]);
      expect(readList(encodeList(recipients))).toEqual({ recipients, padded: [], faults: [] });
      return recipients[0]?.phone;
    };
    expect(twice("0201234567")).toBe("0201 234567");
    expect(twice("+31 (0)70 - 426 62 66  (2)")).toBe("0031 (0)70 - 426 62 66  (2)");
    for (let length = 6; length <= 27; length++) twice("1".repeat(length));
    for (let length = 6; length <= 25; length++) twice(`+${"1".repeat(length)}`);
    for (const long of ["1".repeat(28), `+${"1".repeat(26)}`])
      expect(faultsOf(listOf(withCell("telefoon", long)))).toEqual([
        expect.stringMatching(/^2 telefoon: expected a tel/),
      ]);
  });

  test("begins with a mark, has `;` and CRLF, and no cell that a spreadsheet would calculate", () => {
    const bytes = encodeList([amsterdam as ListedRecipient]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(`${header}\r\n${row}\r\n`);
    for (const text of ["=1", "+1", "-1", "@x", "a\nb"])
      expect(() => encodeTable(["id"], [[text]])).toThrow(FormatError);
    expect(encodeTable(["id"], [["a=1"]]).length).toBeGreaterThan(5);
  });

  test.skipIf(!has("python3"))("is read by Python's csv as we mean it", () => {
    const folder = temporaryFolder();
    fc.assert(
      fc.property(unique, (recipients) => {
        writeFileSync(join(folder, "l.csv"), encodeList(recipients));
        const script =
          "import csv,json; print(json.dumps([r for r in csv.DictReader(open('l.csv',encoding='utf-8-sig',newline=''),delimiter=';')]))";
        const found = JSON.parse(run("python3", ["-c", script], { cwd: folder }).stdout) as Record<string, string>[];
        expect(found.map(({ id, naam, aan }) => [id, naam, aan])).toEqual(
          recipients.map(({ id, name, attention }) => [id, name, attention]),
        );
      }),
      { numRuns: 5 },
    );
  });
});

test("the regions of an election become recipients, one a committee", () => {
  const regions = [
    { category: "STAAT", number: undefined, name: "Nederland", committees: ["CSB"] },
    { category: "KIESKRING", number: 9, name: "Amsterdam", committees: ["HSB"] },
    { category: "GEMEENTE", number: 363, name: "Amsterdam", committees: [] },
    { category: "GEMEENTE", number: 14, name: "Groningen", committees: ["CSB", "HSB"] },
    { category: "GEMEENTE", number: 9001, name: "Bonaire", committees: [] },
    { category: "PROVINCIE", number: 20, name: "Groningen", committees: ["PSB"] },
  ];
  const found = recipientsOf(regions);
  expect(found.map(({ id, kind, role }) => `${id} ${kind} ${role}`)).toEqual([
    "CSB csb CSB",
    "HSB09 hsb HSB",
    "GM0363 gsb GSB",
    "GM0014 gsb GSB",
    "CSB0014 csb CSB",
    "HSB0014 hsb HSB",
    "GM9001 sol SOL",
    "PSB20 psb PSB",
  ]);
  expect(readList(encodeList(found)).recipients).toEqual(found);
});

test("bytes that are no list are refused by faults, never by an error that is not ours", () => {
  const whole = listOf(row, withCell("id", "34"));
  fc.assert(
    fc.property(fc.nat(whole.length), fc.uint8Array({ maxLength: 6 }), fc.nat(30), (place, put, cut) => {
      const { recipients, faults } = readList(
        new Uint8Array([...whole.subarray(0, place), ...put, ...whole.subarray(Math.min(whole.length, place + cut))]),
      );
      expect(recipients.length + faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});
