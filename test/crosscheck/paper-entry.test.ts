// The texts that people's typing stands in: what parses encodes to the same bytes, and what is not so is refused where it is.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  encodeEntry,
  encodeForm,
  type Field,
  type Figure,
  formDigest,
  formName,
  judgeFit,
  modelsOf,
  type PaperEntry,
  paperOrder,
  parseEntry,
  parseForm,
  readField,
  readFigure,
  unfilledOf,
  wrongSums,
} from "../../src/crosscheck/paper/index.ts";
import { encodeUtf8, FormatError, tryParse } from "../../src/format/index.ts";
import fc from "../world/properties.ts";
import { entryOf, form, goodFigures, goodPapers, paper, withFigures } from "./paper-world.ts";

const textOf = (entry: PaperEntry) => new TextDecoder().decode(encodeEntry(entry));
const good = entryOf(1, goodPapers(true));
const parseText = (text: string) => parseEntry(encodeUtf8(text));
const first = form.units[0]?.id ?? "";

/** A block of the page that describes the format. */
function exampleOf(name: string): string {
  const page = readFileSync(join(import.meta.dirname, "../../docs/spec/paper-entry.md"), "utf8");
  return page.split(`\`\`\`${name}\n`)[1]?.split("```")[0] ?? "";
}

test("the examples of docs/spec/paper-entry.md belong to each other, and print again to the same text", () => {
  const example = parseForm(exampleOf("zegel-paper-form"));
  expect(encodeForm(example)).toBe(exampleOf("zegel-paper-form"));
  const entry = parseText(exampleOf("zegel-paper-entry"));
  expect(textOf(entry)).toBe(exampleOf("zegel-paper-entry"));
  expect(entry.form).toBe(formDigest(example));
  expect(judgeFit(entry, example)).toBeUndefined();
  expect(entry.papers.map(({ isFinished }) => isFinished)).toEqual([true, false]);
});

describe("zegel/paper-form v1", () => {
  test("says what is to be typed and no figure, and prints again to the same text", () => {
    const text = encodeForm(form);
    expect(text).toMatch(/^zegel\/paper-form v1\nelection GR2026_Waterhoek\ncategory GR\n/);
    expect(text).toContain("\nlist 4\ncandidate 1 Dirk O'Neel\n");
    expect(parseForm(text)).toEqual(form);
    expect(formDigest(form)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ["a unit twice", { ...form, units: [...form.units, ...form.units] }],
    ["units in another order", { ...form, units: form.units.toReversed() }],
    ["a list twice", { ...form, lists: [...form.lists, ...form.lists] }],
    ["a unit that is called total", { ...form, units: [{ id: "total", name: "alles" }] }],
    ["a name of two lines", { ...form, name: "een\nunit 9042::SB99 twee" }],
    ["a name that turns the line around", { ...form, name: "\u202eomgekeerd" }],
    ["a name of letters that a screen may turn around", { ...form, authorityName: "\u05d0\u05d1" }],
  ])("%s is refused", (_what, bad) => {
    expect(() => encodeForm(bad)).toThrow(FormatError);
  });

  test("a foreign name becomes one harmless line", () => {
    for (const name of [
      "\u202eab",
      " a\n\tb ",
      "",
      "e\u0301",
      "x".repeat(5000),
      "\ud800",
      "<script>",
      "—",
      "\u05d0\u0627",
      "a\u20dd",
      "\u{1f642}",
    ]) {
      const clean = { ...form, name: formName(name), units: [{ id: "9042::SB1", name: formName(name) }] };
      expect(parseForm(encodeForm(clean))).toEqual(clean);
    }
  });
});

describe("zegel/paper-entry v1", () => {
  test("prints again to the same bytes, finished and unfinished", () => {
    expect(parseEntry(encodeEntry(good))).toEqual(good);
    const half = new Map([...goodFigures(2)].slice(0, 3));
    const unfinished = entryOf(2, [
      ...goodPapers(),
      { unit: "total", model: "Na31-1", figures: half, isFinished: false },
    ]);
    expect(parseEntry(encodeEntry(unfinished))).toEqual(unfinished);
    expect(textOf(unfinished).endsWith("unit total\nmodel Na31-1\nA 57\nB 9\nC -\n")).toBe(true);
  });

  test("whatever figures stand in it", () => {
    const figure = fc.oneof<fc.Arbitrary<Figure>[]>(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.constantFrom("-", "?"),
    );
    const field = fc.constantFrom<Field>(...paperOrder(form), "K.1.2", "K.4.1", "K.999.999");
    fc.assert(
      fc.property(fc.array(fc.tuple(field, figure)), fc.boolean(), (figures, isFinished) => {
        const entry = entryOf(1, [{ ...paper(first, new Map(figures)), isFinished }]);
        const bytes = encodeEntry(entry);
        expect(encodeEntry(parseEntry(bytes))).toEqual(bytes);
        expect(parseEntry(bytes).papers[0]?.figures).toEqual(new Map(figures));
      }),
      { numRuns: 50 },
    );
  });

  const text = textOf(good);
  test.each([
    ["another first line", text.replace("v1", "v2"), "TYPE_LINE"],
    ["a line that is cut off", text.slice(0, -1), "TEXT"],
    ["a line taken out", text.replace("\nB 9\n", "\n"), "COUNT"],
    ["a figure twice", text.replace("\nB 9\n", "\nB 9\nB 9\n"), "ORDER"],
    ["fields in another order", text.replace("\nE.1 ", "\nE.9 1\nE.1 "), "ORDER"],
    ["a figure with a zero before it", text.replace("\nB 9\n", "\nB 09\n"), "NUMBER"],
    ["a figure below 0", text.replace("\nB 9\n", "\nB -9\n"), "NUMBER"],
    ["a figure of ten digits", text.replace("\nB 9\n", "\nB 1000000000\n"), "NUMBER"],
    ["an empty figure", text.replace("\nB 9\n", "\nB \n"), "TEXT"],
    ["a field that there is not", text.replace("\nB 9\n", "\nZ 9\n"), "FIELD"],
    ["a model that there is not", text.replace("N10-1", "N10-2"), "FIELD"],
    ["a fourth entry", text.replace("entry 1", "entry 4"), "NUMBER"],
    ["nobody", text.replace("person medewerker 1\n", ""), "FIELD"],
    ["a person that turns the line around", text.replace("medewerker", "\u202emed"), "TEXT"],
    ["a digest in capitals", text.replace(/form .*/, (line) => `form ${line.slice(5).toUpperCase()}`), "HEX"],
    ["lines of Windows", text.replaceAll("\n", "\r\n"), "TEXT"],
    ["something behind its end", `${text}A 1\n`, "FIELD"],
  ])("%s is refused", (_what, changed, code) => {
    expect(changed).not.toBe(text);
    expect(() => parseText(changed)).toThrow(expect.objectContaining({ code }));
    expect(parseText(text)).toEqual(good);
  });

  test("with any bytes changed, taken out or put in: a FormatError, or an entry that prints again to these bytes", () => {
    const bytes = encodeEntry(good);
    const at = fc.integer({ min: 0, max: bytes.length });
    const change = fc.tuple(at, fc.integer({ min: 0, max: 3 }), fc.uint8Array({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let changed = [...bytes];
        for (const [from, count, put] of changes)
          changed = [...changed.slice(0, from), ...put, ...changed.slice(from + count)];
        const read = tryParse(() => parseEntry(Uint8Array.from(changed)));
        if (!(read instanceof FormatError)) expect(encodeEntry(read)).toEqual(Uint8Array.from(changed));
      }),
      { numRuns: 300 },
    );
  });

  test("cut anywhere between two lines it is unfinished, and not broken", () => {
    const lines = text.split("\n");
    for (let count = 5; count < lines.length; count++) {
      const cut = `${lines.slice(0, count).join("\n")}\n`;
      if (/^unit [^\n]*\n$/m.test(`${cut.split("\n").at(-2)}\n`)) continue; // a unit without its model
      const open = parseText(cut).papers.filter(({ isFinished }) => !isFinished);
      expect(open.length).toBe(lines[count - 1]?.startsWith("end ") || count === 5 ? 0 : 1);
    }
  });
});

describe("whether an entry belongs to a form", () => {
  const other = { ...form, election: "GR2026_Zandhoek" };
  test.each([
    ["it does", good, undefined],
    ["another municipality's", { ...good, election: other.election }, "election"],
    ["of another form", { ...good, form: "0".repeat(64) }, "form"],
    ["a station that the form lacks", entryOf(1, [paper("9042::SB9", goodFigures(1))]), "unit"],
    ["a total's model for a station", entryOf(1, [paper(first, goodFigures(1), "Na31-1")]), "model"],
    ["a station's model for the total", entryOf(1, [paper("total", goodFigures(1), "N10-1")]), "model"],
    ["a list that the form lacks", entryOf(1, [withFigures(paper(first, goodFigures(1)), { "E.2": 1 })]), "field"],
    ["a box that was passed over", entryOf(1, [paper(first, new Map([["A", 1]]))]), "unfilled"],
    ["some candidates of a list", entryOf(1, [withFigures(paper(first, goodFigures(1)), { "K.1.2": 1 })]), "unfilled"],
    ["of who decides: only what differed", entryOf(3, [paper(first, new Map([["A", 1]]))]), undefined],
    ["another paper: what is on it", entryOf(1, [paper(first, new Map([["A", 1]]), "other")]), undefined],
  ])("%s", (_what, entry, why) => {
    expect(judgeFit(entry, form)?.why).toBe(why);
  });

  test("what is missing is named in the order of the paper: lists above their total", () => {
    expect(unfilledOf({ unit: first, model: "N10-1", figures: new Map([["B", 1]]) }, form, 1).join(" ")).toBe(
      "A C D E.1 E.4 E F G H I J",
    );
  });
});

describe("what a person types", () => {
  test.each([
    ["619", 619],
    [" 007 ", 7],
    ["3.025", 3025],
    ["1.234.567", 1_234_567],
    ["-", "-"],
    ["–", "-"],
    ["?", "?"],
    ["", ""],
    ["   ", ""],
    ["1,5", undefined],
    ["12.34", undefined],
    ["1e3", undefined],
    ["+7", undefined],
    ["-7", undefined],
    ["٣", undefined],
    ["1234567890", undefined],
    ["abc", undefined],
  ])("%j is %j", (typed, figure) => {
    expect(readFigure(typed)).toBe(figure);
  });

  test("a field has one name", () => {
    expect(["A", "J", "E.1", "E.112", "K.3.25"].map(readField)).not.toContain(undefined);
    expect(["K", "Z", "a", "E.0", "E.01", "E.1000", "K.1", "K.1.0", "__proto__", ""].map(readField)).toEqual(
      Array(10).fill(undefined),
    );
  });

  test("each unit and each total is offered its own models, and any other paper", () => {
    expect(modelsOf(first)).toEqual(["N10-1", "Na31-2-1", "Na14-1", "Na14-2-1", "N29-2", "Na14-3", "other"]);
    expect(modelsOf("total")).toEqual(["Na31-1", "Na31-2", "Na14-2", "O7", "O20", "P22", "other"]);
  });
});

describe("the sums of a paper", () => {
  const station = paper(first, goodFigures(3, true));
  const says = (changes: Readonly<Partial<Record<Field, Figure>>>, isTotal = false) =>
    wrongSums(withFigures(station, changes).figures, form, isTotal).map(({ says: name }) => name);

  test("come out", () => {
    expect(says({})).toEqual([]);
    expect(says({ C: 0, I: 0, J: 0 })).toEqual([]);
    expect(says({ D: 77, A: 68, I: 1 })).toEqual([]); // H is 78
    expect(says({ D: 77, A: 68, I: 2, J: 1 }, true)).toEqual([]);
  });

  test.each([
    ["A, B and C to D", { A: 1 }, ["admitted"]],
    ["lists to E", { "E.4": 1 }, ["lists", "candidates"]],
    ["E, F and G to H", { G: 99 }, ["cast"]],
    ["candidates to a list", { "K.1.2": 99 }, ["candidates"]],
    ["I or J where D and H are equal", { I: 3 }, ["none"]],
    ["more ballot papers", { D: 72, A: 63, I: 1 }, ["more"]],
    ["fewer", { D: 99, A: 90, J: 1 }, ["fewer"]],
    ["I and J in each other's place", { D: 72, A: 63, J: 6 }, ["swapped"]],
    ["both at a station", { D: 77, A: 68, I: 2, J: 1 }, ["both"]],
    ["nothing of what cannot be read", { A: "?", G: "?", "K.1.1": "?", "E.4": "?" }, []],
  ] as const)("%s", (_what, changes, expected) => {
    expect(says(changes)).toEqual(expected);
  });
});
