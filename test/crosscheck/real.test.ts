// Real elections, where their files lie beside the checkout: no false alarm, and what is known of them is found.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findGivenCodes } from "../../src/crosscheck/read/given-codes.ts";
import { readInputs } from "../../src/crosscheck/read/inputs.ts";
import type { Count, Result } from "../../src/crosscheck/read/model.ts";
import { type Report, reportOf } from "../../src/crosscheck/report/screen.ts";
import { judge } from "../../src/crosscheck/rules/judge.ts";
import { faultsOf } from "./run.ts";
import { hasShared, sharedEml } from "./shared.ts";

async function reportOnShared(names: readonly string[], codes: readonly string[] = []): Promise<Report> {
  const inputs = await readInputs(names.map((name) => join(sharedEml, name)));
  return reportOf(inputs, judge(inputs, { chosen: new Set(), codes }));
}

describe.skipIf(!hasShared)("real elections", () => {
  test.each([
    ["gr2022", 21, ["S11", "S5o"]],
    ["tk2025", 11, ["S11"]],
  ])("%s of one municipality, with its lists and the published table: no fault", async (folder, units, remarks) => {
    const report = await reportOnShared([folder]);
    expect(faultsOf(report)).toEqual([]);
    expect(report.verdicts).toEqual(["KLOPT"]);
    expect(report.judged.compared).toMatchObject({ counts: 1, units, sheets: 1, lists: { all: 1, some: 0, none: 0 } });
    expect([...report.judged.findings.codes].sort()).toEqual(remarks);
  });

  test("tk2021: what lies there agrees; 18 districts are missing by name; what is not passed on is said once", async () => {
    const report = await reportOnShared(["tk2021-part.zip"]);
    expect(report.verdicts).toEqual(["NOG_NIET_AF"]);
    expect([...new Set(faultsOf(report).map(({ code }) => code))]).toEqual(["S9"]);
    expect(faultsOf(report).map(({ unit }) => unit?.name)).toHaveLength(18);
    expect(faultsOf(report).map(({ unit }) => unit?.name)).toContain("Bonaire");
    expect(report.judged.findings.kept.filter(({ code }) => code === "S8o").map(({ figure }) => figure)).toEqual([
      { kind: "other", name: "geldige kiezerspassen" },
    ]);
    expect(report.judged.compared).toMatchObject({ counts: 3, links: 2, districts: 2 });
  });

  test("tk2021: 10,422,852 votes of 1,582 people on 37 lists; 150 elected on 17 lists, 43 by preference", async () => {
    const { inputs } = await reportOnShared(["tk2021-part.zip"]);
    const find = (kind: string) => inputs.messages.find(({ message }) => message.kind === kind)?.message;
    const { total, units } = find("510d") as Count;
    const { ballot, figures } = total;
    expect(figures[ballot.otherCell + ballot.others.indexOf("totalCounted")]).toBe(10_422_852);
    expect([ballot.lists.length, units.length]).toEqual([37, 20]);
    expect(ballot.lists.reduce((sum, { candidates }) => sum + candidates.length, 0)).toBe(1582);
    const elected = (find("520") as Result).lists.map((list) => list.elected);
    expect([elected.length, elected.flat().length]).toEqual([17, 150]);
    expect(elected.flat().filter(({ ranking }) => ranking === 1).length).toBe(43);
  });

  test("printed hash codes fit the files that they were printed for", async () => {
    const codes = findGivenCodes([join(sharedEml, "made/Hashcodes-Juinen.txt")]);
    const names = ["eml110a_verkiezingsdefinitie-juinen.eml.xml", "eml230b_kandidatenlijsten-juinen.eml.xml"];
    const report = await reportOnShared(
      names.map((name) => `made/${name}`),
      codes,
    );
    expect(report.judged.compared.hashes).toMatchObject({
      compared: expect.arrayContaining([expect.any(String)]),
      notCompared: [],
    });
    expect(faultsOf(report)).toEqual([]);
  });

  test("made files of others are read; the one that fails its own schema is refused", async () => {
    const { inputs } = await reportOnShared(["made"]);
    expect(inputs.messages).toHaveLength(10 - 1);
    expect(inputs.unreadable.map(({ path, error }) => [path.split("/").at(-1), error.code])).toEqual([
      ["eml510b_with_investigations.eml.xml", "L3"],
    ]);
  });
});
