// An entry in a spreadsheet: what the program writes empty, a person fills in, and reads back as any spreadsheet saves it.

import { describe, expect, test } from "vitest";
import {
  encodeEntry,
  encodeTable,
  isSoftwareTable,
  isTable,
  judgeFit,
  parseEntry,
  parseTable,
} from "../../src/crosscheck/paper/index.ts";
import { encodeUtf8, FormatError, tryParse } from "../../src/format/index.ts";
import fc from "../world/properties.ts";
import { form, goodFigures } from "./paper-world.ts";

const empty = new TextDecoder("utf-8", { ignoreBOM: true }).decode(encodeTable(form, true));
const columns = "A;B;C;D;E;F;G;H;I;J;E.1;E.4";

/** As a person fills it in. */
function filled(changes: Readonly<Record<string, string>> = {}): string {
  const rows = ["zegel/paper-table v1;;;", "election;GR2026_Waterhoek", `form;${/form;([0-9a-f]+)/.exec(empty)?.[1]}`];
  const figures = columns.split(";").map((field) => goodFigures(1).get(field as "A") ?? "");
  const head = { entry: "1", person: "bureau", ...changes };
  const { row = `9042::SB1;wat dan ook;N10-1;${figures.join(";")}` } = changes;
  return [...rows, `entry;${head.entry}`, `person;${head.person}`, `unit;name;model;${columns}`, row, ""].join("\r\n");
}
const parse = (text: string) => parseTable(encodeUtf8(text), form);

describe("an empty table", () => {
  test("has a row a unit and a column a field, and no name that a spreadsheet would calculate", () => {
    const rows = empty.split("\r\n");
    expect(rows[0]).toMatch(/^\ufeffzegel\/paper-table v1;/);
    expect(rows[5]).toBe(`unit;name;model;${columns};K.1.1;K.1.2;K.1.3;K.4.1;K.4.2`);
    expect(rows.slice(6).map((row) => row.split(";").slice(0, 2).join(";"))).toEqual([
      "9042::SB1;Dorpshuis De Wilg",
      "9042::SB2;Sporthal <b>",
      `9042::SB12;"'=1+1 Café"`,
      "total;Waterhoek",
      "",
    ]);
    expect(new TextDecoder().decode(encodeTable(form, false))).not.toContain("K.1.1");
    expect(isTable(encodeTable(form, true))).toBe(true);
  });

  test("reads as an entry without papers once it says who typed it", () => {
    const text = empty.replace("entry;", "entry;2").replace("person;", "person;mies");
    expect(parse(text)).toMatchObject({ entry: 2, person: "mies", papers: [] });
    expect(() => parse(empty)).toThrow(/row "entry"/);
  });
});

describe("a table that was filled in", () => {
  test("is an entry of its form", () => {
    const entry = parse(filled());
    expect(judgeFit(entry, form)).toBeUndefined();
    expect(entry.papers).toEqual([{ unit: "9042::SB1", model: "N10-1", figures: goodFigures(1), isFinished: true }]);
  });

  test("however a spreadsheet saves it", () => {
    const good = parse(filled());
    const text = filled();
    expect(parse(text.replaceAll(";", ","))).toEqual(good);
    expect(parse(text.replaceAll(";", "\t"))).toEqual(good);
    expect(parse(`\ufeff${text.replaceAll("\r\n", "\n")}`)).toEqual(good);
    expect(parse(text.replaceAll(/[^;\r\n]+/g, (cell) => `"${cell}"`))).toEqual(good);
    expect(parse(text.replaceAll("\r\n", ";;;\r\n"))).toEqual(good);
  });

  test("with an empty box it is unfinished, without a figure it is not there", () => {
    expect(parse(filled({ row: "9042::SB1;x;N10-1;1;2" })).papers).toMatchObject([{ isFinished: false }]);
    expect(parse(filled({ row: "9042::SB1;x;;" })).papers).toEqual([]);
  });

  test.each([
    ["a figure that is none", { row: "9042::SB1;x;N10-1;1,5" }, /column A: expected digits/],
    ["no model", { row: "9042::SB1;x;;1" }, /column model/],
    ["a formula for a unit", { row: "=9042 SB1;x;N10-1;1" }, /unit/],
    ["a fourth entry", { entry: "4" }, /row "entry"/],
    ["nobody", { person: "" }, /row "person"/],
    ["an open quotation mark", { row: '9042::SB1;"x;N10-1;1' }, /rows and columns/],
  ])("%s is said with its place", (_what, changes, message) => {
    expect(() => parse(filled(changes))).toThrow(FormatError);
    expect(() => parse(filled(changes))).toThrow(message);
  });

  test.each([
    ["a column twice", filled().replace("E.1;E.4", "E.1;E.1"), "DUPLICATE"],
    ["a column that there is not", filled().replace("E.1;E.4", "E.1;Z"), "FIELD"],
    ["no row unit", filled().replace("unit;name", "eenheid;naam"), "TYPE_LINE"],
    ["bytes that are no text", "zegel/paper-table v1\ud800", "UTF8"],
  ])("%s is refused", (_what, text, code) => {
    const bytes = code === "UTF8" ? Uint8Array.of(...encodeUtf8(filled()), 0xff) : encodeUtf8(text);
    expect(() => parseTable(bytes, form)).toThrow(expect.objectContaining({ code }));
  });
});

test("with any bytes changed a table is an entry or a FormatError", () => {
  const bytes = encodeUtf8(filled());
  const change = fc.tuple(fc.nat(bytes.length), fc.nat(3), fc.uint8Array({ maxLength: 3 }));
  fc.assert(
    fc.property(change, ([from, count, put]) => {
      const changed = Uint8Array.of(...bytes.subarray(0, from), ...put, ...bytes.subarray(from + count));
      const read = tryParse(() => parseTable(changed, form));
      if (!(read instanceof FormatError)) expect(parseEntry(encodeEntry(read))).toEqual(read);
    }),
    { numRuns: 300 },
  );
});

test("what the counting software writes for publication is known for what it is", () => {
  const published =
    '\ufeff"Verkiezing";;"Gemeenteraad"\n"Datum";;"2026-03-18"\n\n"Lijstnummer";"Aanduiding";"Volgnummer"\n';
  expect(isSoftwareTable(encodeUtf8(published))).toBe(true);
  expect(isSoftwareTable(encodeUtf8(filled()))).toBe(false);
  expect(isSoftwareTable(encodeUtf8(""))).toBe(false);
});
