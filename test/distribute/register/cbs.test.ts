// The table of municipalities of the CBS, in the forms in which its site gives it; the names and codes are of the first rows of it.

import { describe, expect, test } from "vitest";
import {
  demandMunicipalities,
  heldAgainst,
  type ListedRecipient,
  RegisterError,
  readList,
} from "../../../src/distribute/register/index.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const own = "Codes en namen van gemeenten";
const group = "Lokaliseringen van gemeenten/Provincies";
const columns = ["Regio's", `${own}/Code (code)`, `${own}/Naam (naam)`, `${own}/Sortering naam (naam)`];
const rowsOf = (more: readonly string[]) => [
  ["Aa en Hunze", "GM1680    ", `${"Aa en Hunze".padEnd(50)}`, "Aa en Hunze", ...more],
  ["Utrecht (gemeente)", "GM0344    ", "Utrecht", "Utrecht", ...more],
  ["'s-Gravenhage (gemeente)", "GM0518    ", "'s-Gravenhage", "Gravenhage 's-", ...more],
];
const quoted = (rows: readonly (readonly string[])[], end = "\r\n") =>
  rows.map((cells) => cells.map((cell) => `"${cell}"`).join(";") + end).join("");
const province = ["PV22  ", "Drenthe"];
const table = quoted([[...columns, `${group}/Code (code)`, `${group}/Naam (naam)`], ...rowsOf(province)]);
const found = [
  { code: "GM1680", name: "Aa en Hunze" },
  { code: "GM0344", name: "Utrecht" },
  { code: "GM0518", name: "'s-Gravenhage" },
];

describe("the table is read", () => {
  test.each([
    ["with one row of headings", table],
    ["with a mark, as the site gives it", `\ufeff${table}`],
    ["with line feeds alone and commas", table.replaceAll(";", ",").replaceAll("\r", "")],
    ["with the source as its last row", `${table}"Bron: CBS"\r\n`],
    [
      "with five rows of headings",
      quoted([
        ["Gebieden in Nederland 2027"],
        ["", own, own, own, group, group],
        ["", "Code", "Naam", "Sortering naam", "Code", "Naam"],
        ["Regio's", "code", "naam", "naam", "code", "naam"],
        ...rowsOf(province),
        ["Bron: CBS"],
      ]),
    ],
    [
      "as open data, with the code twice",
      quoted([
        ["ID", "RegioS", "Code_1", "Naam_2", "SorteringNaam_3", "Code_4", "Naam_5"],
        ...rowsOf(province).map(([, code = "", ...more], i) => [String(i), code, code, ...more]),
      ]),
    ],
    [
      "of years in which the name stands in the first column alone",
      quoted([
        ["Regio's", `${own}/Code (code)`, `${group}/Code (code)`, `${group}/Naam (naam)`],
        ...rowsOf(province).map(([name = "", code = "", , , ...more]) => [name, code, ...more]),
      ]),
    ],
    [
      "with the name in front of the code",
      quoted([["Naam", "Code"], ...rowsOf([]).map(([name = "", code = ""]) => [name, code])]),
    ],
  ])("%s", (_, text) => {
    expect(demandMunicipalities(utf8(text), "cbs.csv")).toEqual(found);
  });
});

describe("what is no such table is refused, with its line", () => {
  const refusal = (bytes: Uint8Array) => {
    try {
      demandMunicipalities(bytes, "cbs.csv");
      return "";
    } catch (error) {
      if (error instanceof RegisterError) return error.message;
      throw error;
    }
  };
  test.each([
    ["nothing", "", /line 1: expected the table Gebieden in Nederland/],
    ["another table", "id;naam\r\n1;x\r\n", /expected the table Gebieden in Nederland/],
    ["a page", "<!DOCTYPE html>\n<p>GM0363</p>\n", /expected the table Gebieden in Nederland/],
    ["codes without a name", quoted([["Code"], ["GM0001"]]), /line 2: expected the table/],
    [
      "codes of provinces among them",
      `${table}"Drenthe";"PV22";"Drenthe";"Drenthe";"";""\r\n`,
      /line 5: .* found PV22/,
    ],
    ["a code twice", `${table}${quoted(rowsOf(province)).split("\r\n")[0]}\r\n`, /line 5: GM1680 stands in line 2 too/],
    [
      "a name that is empty",
      table.replace(/Utrecht(?=";"Utrecht";)/, " "),
      /line 3: expected a code such as GM0363 and a name/,
    ],
    ["a name without an end", table.replace("Aa en Hunze   ", "A".repeat(101)), /line 2: expected a code/],
    ["a quotation mark too many", `${table}"Dorp";"GM0003";"Do"rp"\r\n`, /quotation mark/],
  ])("%s", (_, text, says) => {
    expect(refusal(utf8(text))).toMatch(says);
  });

  test("a list of recipients, which would be held against itself", () => {
    const list = "id;soort;rol;naam\nGM0363;gsb;GSB;Amsterdam\n";
    expect(refusal(utf8(list))).toMatch(/line 2: expected the table/);
    expect(refusal(utf8(list.replace("id;soort", "ID; Soort ")))).toMatch(/line 2: expected the table/);
    expect(demandMunicipalities(utf8(list.replace("id;soort", "code;gebied")), "x.csv")).toHaveLength(1);
  });

  test("a row of more columns than any table has, under very many rows of headings", () => {
    const wide = (columns: number, headings: number) =>
      utf8(`Code;Naam\n${"Naam;Naam\n".repeat(headings)}GM0363;Amsterdam${";".repeat(columns - 2)}\n`);
    expect(refusal(wide(201, 1))).toMatch(/line 3: expected the table/);
    expect(refusal(wide(60_000, 15_000))).toMatch(/line 15002: expected the table/);
    expect(demandMunicipalities(wide(200, 1), "x.csv")).toEqual([{ code: "GM0363", name: "Amsterdam" }]);
  });

  test("Windows-1252", () => {
    expect(refusal(new Uint8Array([...utf8(table), 0x53, 0xfa, 0x64]))).toContain("line 5: this file is not UTF-8");
  });
});

describe("a list held against it", () => {
  const header = "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email";
  const listOf = (...rows: readonly string[]): readonly ListedRecipient[] => {
    const { recipients, faults } = readList(utf8([header, ...rows.map((row) => `${row};;;;;;;;;`)].join("\n")));
    expect(faults).toEqual([]);
    return recipients;
  };
  const good = ["GM1680;gsb;GSB;Aa en Hunze", "344;gsb;GSB;gemeente UTRECHT", "GM0518;gsb;GSB;\u2019s-Gravenhage"];
  const others = ["GM9001;sol;SOL;Bonaire", "HSB09;hsb;HSB;Amsterdam", "RESERVE1;spare;GSB;Voorraad"];

  test("has the same municipalities, however their names are written", () => {
    expect(heldAgainst(listOf(...good, ...others), found)).toEqual({
      missing: [],
      unknown: [],
      renamed: [],
      others: 3,
    });
  });

  test("misses one, has one that there is not, and two that were exchanged", () => {
    const [hunze = "", utrecht = ""] = good;
    const exchanged = [hunze.replace("GM1680", "GM0344"), utrecht.replace("344", "GM1680")];
    const { missing, unknown, renamed } = heldAgainst(listOf(...exchanged, "GM0007;gsb;GSB;Bellingwedde"), found);
    expect(missing).toEqual([found[2]]);
    expect(unknown.map(({ id }) => id)).toEqual(["GM0007"]);
    expect(renamed.map(({ recipient, name }) => [recipient.id, recipient.name, name])).toEqual([
      ["GM0344", "Aa en Hunze", "Utrecht"],
      ["GM1680", "gemeente UTRECHT", "Aa en Hunze"],
    ]);
  });
});
