// What is unusual stands in a list of its own, and no verdict depends on it.

import { describe, expect, test } from "vitest";
import type { Count } from "../../src/crosscheck/read/model.ts";
import { judgePlausible } from "../../src/crosscheck/rules/plausible.ts";
import { count, type MadeUnit, municipal, national } from "./made.ts";
import { readText, reportOn } from "./run.ts";

const steady: Omit<MadeUnit, "id" | "name"> = { votes: [[200, 100, 50], [100, 50], [40]], blanco: 5, ongeldig: 4 };
const station = (number: number, change: Partial<MadeUnit> = {}): MadeUnit => ({
  ...steady,
  id: `9998::SB${number}`,
  name: `Stembureau ${number}`,
  ...change,
});
/** Five stations, the last one changed. */
const units = (change: Partial<MadeUnit> = {}) => [1, 2, 3, 4].map((n) => station(n)).concat(station(5, change));

function unusual(text: string) {
  const message = readText(text) as Count;
  const source = { path: "telling.eml.xml", sha256: "0".repeat(64), size: 1 };
  return judgePlausible({ source, message }).map(({ code, unit, figure, other }) => [code, unit.id, figure, other]);
}

const last = "9998::SB5";

describe("what is unusual", () => {
  test("nothing in five stations that are alike", () => {
    expect(unusual(count({ units: units() }))).toEqual([]);
  });

  test("W1: 3 % of the ballot papers are blank; a little less is not said", () => {
    expect(unusual(count({ units: units({ blanco: 17 }) }))).toEqual([
      ["W1", last, { kind: "other", name: "blanco" }, undefined],
    ]);
    expect(unusual(count({ units: units({ blanco: 16 }) }))).toEqual([]);
  });

  test("W2: not one ballot paper", () => {
    const empty = { votes: [[0, 0, 0], [0, 0], [0]], blanco: 0, ongeldig: 0 };
    const text = count({ units: units(empty) }).replaceAll('">-7<', '">0<');
    expect(unusual(text)).toEqual([["W2", last, undefined, undefined]]);
  });

  test("W3: fifteen papers more than voters; fourteen of a thousand are not said", () => {
    const large: Partial<MadeUnit> = { votes: [[600, 300, 150], [300, 150], [120]], blanco: 15, ongeldig: 12 };
    expect(unusual(count({ units: units({ ...large, more: 15 }) }))).toEqual([
      ["W3", last, { kind: "other", name: "counted" }, undefined],
    ]);
    expect(unusual(count({ units: units({ ...large, more: 14 }) }))).toEqual([]);
  });

  test("W4: a list far off the rest, but not in a municipality's own election", () => {
    const villages = units({ votes: [[10, 5, 2], [400, 100], [20]] });
    const tk = count({ units: villages, election: national });
    expect(unusual(tk)).toEqual(
      expect.arrayContaining([
        ["W4", last, { kind: "list", list: 1 }, undefined],
        ["W4", last, { kind: "list", list: 2 }, undefined],
      ]),
    );
    expect(unusual(count({ units: villages, election: municipal })).filter(([code]) => code === "W4")).toEqual([]);
  });

  test("W5: two candidates of one list as if they had changed places", () => {
    const swapped = count({ units: units({ votes: [[20, 10, 500], [100, 50], [40]] }) });
    expect(unusual(swapped)).toEqual([
      ["W5", last, { kind: "candidate", list: 1, candidate: 3 }, { kind: "candidate", list: 1, candidate: 1 }],
    ]);
    expect(unusual(count({ units: units({ votes: [[100, 100, 150], [100, 50], [40]] }) }))).toEqual([]);
  });

  test("W6: no blank papers where fifteen are to be expected", () => {
    const many = [1, 2, 3, 4].map((n) => station(n, { blanco: 16 }));
    expect(unusual(count({ units: [...many, station(5, { blanco: 0 })] }))).toEqual([
      ["W6", last, { kind: "other", name: "blanco" }, undefined],
    ]);
    expect(unusual(count({ units: [...many, station(5, { blanco: 1 })] }))).toEqual([]);
  });

  test("W7: voters by proxy, far from the share of the rest", () => {
    const text = count({ units: units() }).replace(/(Id="9998::SB5".*?geldige volmachtbewijzen">)5/s, "$1200");
    expect(unusual(text)).toEqual([["W7", last, { kind: "other", name: "geldige volmachtbewijzen" }, undefined]]);
  });

  test("decides nothing", () => {
    const report = reportOn({ "telling.eml.xml": count({ units: units({ blanco: 17 }) }) });
    expect([report.verdicts, report.judged.unusual.length]).toEqual([["KLOPT"], 1]);
  });
});
