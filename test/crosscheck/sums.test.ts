// The rules over made-up counts: a good one has no fault, and each single change is found with its unit and figure.

import { describe, expect, test } from "vitest";
import {
  added,
  candidateLists,
  count,
  definition,
  type MadeUnit,
  makeUnit,
  nation,
  national,
  sheet,
  stationList,
  stations,
} from "./made.ts";
import { changed, codesOf, faultsOf, reportOn } from "./run.ts";

const whole = {
  "telling.eml.xml": count(),
  "lijsten.eml.xml": candidateLists(),
  "stembureaus.eml.xml": stationList(),
  "tabel.csv": sheet(),
};
const withCount = (text: string) => reportOn({ ...whole, "telling.eml.xml": text });
/** Changes the nth figure behind this. */
const figure = (before: string, nth = 1) =>
  count().replace(
    new RegExp(`${before}(\\d+)`, "g"),
    (() => {
      let seen = 0;
      return (match: string, value: string) =>
        ++seen === nth ? match.replace(/\d+$/, String(Number(value) + 1)) : match;
    })(),
  );

describe("a municipality", () => {
  test("that adds up is found good, and the report says what was compared", () => {
    const report = reportOn(whole);
    expect(faultsOf(report)).toEqual([]);
    expect(report.verdicts).toEqual(["KLOPT"]);
    const { counts, units, lists, stations: held, sheets } = report.judged.compared;
    expect({ counts, units, lists, held, sheets }).toEqual({
      counts: 1,
      units: 3,
      lists: { all: 1, some: 0, none: 0 },
      held: 1,
      sheets: 1,
    });
  });

  test("nothing but lists is no yes: there is no count", () => {
    expect(reportOn({ "lijsten.eml.xml": candidateLists() }).verdicts).toEqual(["NOG_NIET_AF"]);
  });

  test("a total alone is no yes either: what it is made of is missing", () => {
    const report = reportOn({ "telling.eml.xml": count().replace(/<ReportingUnitVotes>.*<\/ReportingUnitVotes>/, "") });
    expect([report.verdicts, faultsOf(report)]).toEqual([
      ["NOG_NIET_AF"],
      [{ code: "S9", file: "telling.eml.xml", part: "no-units" }],
    ]);
  });

  test.each([
    ["a candidate of a station", "</Candidate><ValidVotes>", 7, ["S1", "S6", "S12"]],
    ["a list of a station", "</AffiliationIdentifier><ValidVotes>", 4, ["S1", "S2", "S6", "S12"]],
    ["a candidate of the total", "</Candidate><ValidVotes>", 1, ["S1", "S6", "S12"]],
    ["all valid votes of a station", "<TotalCounted>", 3, ["S2", "S4", "S12"]],
    ["blank ballot papers", 'ReasonCode="blanco">', 2, ["S4", "S6", "S12"]],
    ["invalid ballot papers", 'ReasonCode="ongeldig">', 1, ["S4", "S6", "S12"]],
    ["A", 'ReasonCode="geldige stempassen">', 2, ["S3", "S6", "S12"]],
    ["D", 'ReasonCode="toegelaten kiezers">', 3, ["S3", "S4", "S6", "S12"]],
  ])("%s that is one more is found", (_, before, nth, codes) => {
    const report = withCount(figure(before, nth));
    expect(new Set(codesOf(report))).toEqual(new Set(codes));
    expect(report.verdicts).toEqual(["OPTELLING_KLOPT_NIET"]);
  });

  test("a difference names the unit, the figure, what is found and what it would have to be", () => {
    const report = withCount(figure("</Candidate><ValidVotes>", 7));
    const [first] = faultsOf(report);
    const own = stations[0]?.votes[0]?.[0] ?? 0;
    const sum = (stations[0]?.votes[0] ?? []).reduce((a, b) => a + b, 0);
    expect(first).toEqual({
      code: "S1",
      file: "telling.eml.xml",
      unit: { id: "9998::SB1", name: "Stembureau Dorpshuis" },
      figure: { kind: "list", list: 1 },
      found: sum,
      expected: sum + 1,
    });
    expect(faultsOf(report)).toContainEqual(
      expect.objectContaining({
        code: "S12",
        figure: { kind: "candidate", list: 1, candidate: 1 },
        found: own,
        expected: own + 1,
      }),
    );
  });

  test("entitled voters and explanations that do not add up are remarks", () => {
    const text = changed(figure("<Cast>", 2), 'ReasonCode="geen verklaring">', 'ReasonCode="geen verklaring">1', 2);
    const report = reportOn({ "telling.eml.xml": text });
    expect(report.judged.findings.codes).toEqual(expect.arrayContaining(["S11", "S5o"]));
    expect(codesOf(reportOn({ "telling.eml.xml": figure("<Cast>", 2) }))).toEqual([]);
  });

  test("more and fewer ballot papers at one station cannot be; in a total they can", () => {
    expect(codesOf(reportOn(whole))).toEqual([]);
    const text = changed(
      count(),
      'ReasonCode="minder getelde stembiljetten">0',
      'ReasonCode="minder getelde stembiljetten">1',
    );
    expect(codesOf(reportOn({ "telling.eml.xml": text }))).toContain("S5");
  });
});

describe("lists and stations (S7)", () => {
  test.each([
    [
      "a list that is not on the candidate lists",
      'AffiliationIdentifier Id="5"',
      'AffiliationIdentifier Id="6"',
      ["missing-list", "unknown-list"],
    ],
    [
      "a candidate that is not",
      'CandidateIdentifier Id="3"',
      'CandidateIdentifier Id="4"',
      ["missing-candidate", "unknown-candidate"],
    ],
    ["a list of another name", "Partij van de Proef", "Partij van de Broef", ["list-name"]],
  ])("%s", (_, from, to, parts) => {
    const report = withCount(count().replaceAll(from, to));
    const found = faultsOf(report).filter(({ code }) => code === "S7");
    expect([...new Set(found.map(({ part }) => part as string))].sort()).toEqual(parts);
  });

  test("a station too few and one too many", () => {
    const report = reportOn({ ...whole, "stembureaus.eml.xml": stationList([1, 2, 13]) });
    expect(faultsOf(report).map(({ part, unit }) => [part, unit?.id])).toEqual([
      ["unknown-unit", "9998::SB12"],
      ["missing-unit", "9998::SB13"],
    ]);
  });
});

describe("identity", () => {
  test("another election is another file", () => {
    const other = candidateLists({
      election: { id: "GR2027_Elders", name: "Elders", category: "GR", subcategory: "GR1", date: "2027-03-17" },
    });
    expect(reportOn({ ...whole, "lijsten.eml.xml": other }).verdicts[0]).toBe("ANDER_BESTAND");
  });

  test("so is another day, and another domain", () => {
    const [day, domain] = [
      count().replace("2027-03-17", "2027-03-18"),
      count().replace('Domain Id="9998"', 'Domain Id="9997"'),
    ];
    for (const text of [day, domain]) expect(codesOf(reportOn({ ...whole, "lijsten.eml.xml": text }))).toContain("I1");
  });

  test("two counts of one municipality are two versions, unless one is the correction or is named", () => {
    const second = count().replace("01:02:03", "01:02:04");
    const both = { "a.eml.xml": count(), "b.eml.xml": second };
    expect(reportOn(both).verdicts).toEqual(["ANDER_BESTAND"]);
    const correction = reportOn({ ...both, "b.eml.xml": count({ phase: "corrigendum" }) });
    expect(correction.verdicts).toEqual(["KLOPT"]);
    expect(correction.judged.dossier.replaced.map(({ source }) => source.path)).toEqual(["a.eml.xml"]);
    const { sha256 } = reportOn(both).inputs.messages[1]?.source ?? { sha256: "" };
    const named = reportOn(both, { chosen: new Set([sha256]) });
    expect([named.verdicts[0], named.judged.dossier.counts[0]?.source.path]).toEqual(["KLOPT", "b.eml.xml"]);
  });

  test("a district that a second count names makes it no count of another authority", () => {
    const other = count({ contest: { id: "7" } });
    expect(reportOn({ ...whole, "b.eml.xml": other }).verdicts).toEqual(["ANDER_BESTAND"]);
    expect(reportOn({ "lijsten.eml.xml": whole["lijsten.eml.xml"], "b.eml.xml": other }).verdicts).toEqual(["KLOPT"]);
  });

  test("a hash code is compared where it is given, and names the group that differs", () => {
    const { sha256 } = reportOn(whole).inputs.messages[0]?.source ?? { sha256: "" };
    const good = reportOn(whole, { codes: [sha256] });
    expect(good.judged.compared.hashes.compared).toEqual(["telling.eml.xml"]);
    expect(good.verdicts).toEqual(["KLOPT"]);
    const slip = `${sha256.slice(0, 8)}${sha256[8] === "0" ? "1" : "0"}${sha256.slice(9)}`;
    const bad = reportOn(whole, { codes: [slip] });
    expect(bad.verdicts).toEqual(["ANDER_BESTAND"]);
    expect(faultsOf(bad)[0]).toMatchObject({ code: "I3", part: "hash-groups", file: "telling.eml.xml" });
  });

  test("a further code is only told where every file has its own", () => {
    const file = { "telling.eml.xml": count() };
    const { sha256 } = reportOn(file).inputs.messages[0]?.source ?? { sha256: "" };
    const report = reportOn(file, { codes: [sha256, "0".repeat(64)] });
    expect([report.verdicts, report.judged.findings.codes]).toEqual([["KLOPT"], expect.arrayContaining(["I3o"])]);
    expect(reportOn(whole, { codes: [sha256, "0".repeat(64)] }).verdicts).toEqual(["ANDER_BESTAND"]);
  });
});

describe("a nation", () => {
  const files = nation();

  test("agrees from station to total; what the total leaves out is said once", () => {
    const report = reportOn(files);
    expect(faultsOf(report)).toEqual([]);
    expect(report.verdicts).toEqual(["KLOPT"]);
    const { links, districts } = report.judged.compared;
    expect([links, districts]).toEqual([5, 2]);
    const left = report.judged.findings.kept.filter(({ code }) => code === "S8o").map(({ figure }) => figure);
    expect(left).toEqual([
      { kind: "other", name: "geldige stempassen" },
      { kind: "other", name: "geldige kiezerspassen" },
      { kind: "other", name: "toegelaten kiezers" },
    ]);
  });

  test("a figure that changes on the way up is found", () => {
    const below = files["gemeente-9001.eml.xml"] ?? "";
    const [, figureOf = ""] = /<TotalCounted>(\d+)/.exec(below) ?? [];
    const text = below.replace(`<TotalCounted>${figureOf}`, `<TotalCounted>${Number(figureOf) + 1}`);
    const found = faultsOf(reportOn({ ...files, "gemeente-9001.eml.xml": text }));
    expect(found.map(({ code }) => code)).toContain("S8");
    expect(found.find(({ code }) => code === "S8")).toMatchObject({
      file: "kieskring-1.eml.xml",
      other: "gemeente-9001.eml.xml",
      unit: { id: "HSB1::9001" },
      found: Number(figureOf),
      expected: Number(figureOf) + 1,
    });
  });

  test("a district without its count is missing by name, unless all its municipalities are there", () => {
    const { "kieskring-2.eml.xml": _, ...rest } = files;
    expect(reportOn(rest).verdicts).toEqual(["KLOPT"]);
    const { "gemeente-9003.eml.xml": __, ...less } = rest;
    const report = reportOn(less);
    expect(report.verdicts).toEqual(["NOG_NIET_AF"]);
    expect(faultsOf(report).map(({ code, unit }) => [code, unit?.name])).toEqual([["S9", "Zuid"]]);
  });

  test("a person who is somebody else in one district is found", () => {
    const lists = (files["lijsten-2.eml.xml"] ?? "").replace("Cijfersma", "Dijfersma");
    const found = faultsOf(reportOn({ ...files, "lijsten-2.eml.xml": lists }));
    expect(found.map(({ code, part }) => [code, part])).toEqual([
      ["S10", "person-name"],
      ["S10", "person-differs"],
    ]);
  });

  test("a total of municipalities, where districts lie between, is held against the municipalities", () => {
    const names = ["gemeente-9001.eml.xml", "gemeente-9002.eml.xml", "gemeente-9003.eml.xml"];
    const codes = ["9001", "9002", "9003"];
    const units = codes.map((code) => ({
      ...added([1, 2].map((n) => makeUnit("x", "x", Number(code) + n))),
      id: code,
      name: code,
    }));
    const authority = { id: "CSB", name: "Nergensland" };
    const total = (some: readonly MadeUnit[]) =>
      count({
        kind: "510d",
        election: national,
        contest: { id: "geen" },
        authority,
        units: some,
        parts: some.map(() => 2),
      });
    const own = Object.fromEntries(names.map((name) => [name, files[name] ?? ""]));
    const whole = { ...own, "definitie.eml.xml": definition(), "totaal.eml.xml": total(units) };
    expect([reportOn(whole).verdicts, faultsOf(reportOn(whole))]).toEqual([["KLOPT"], []]);
    const found = faultsOf(reportOn({ ...whole, "totaal.eml.xml": total(units.slice(1)) }));
    expect(found.map(({ code, part, unit }) => [code, part, unit?.name])).toEqual([["S7", "missing-unit", "Aadorp"]]);
  });

  test("a unit that the definition does not know: with a count of its own a remark, without it a fault", () => {
    const without = (files["definitie.eml.xml"] ?? "").replace(/<kr:Region RegionNumber="9003".*?<\/kr:Region>/, "");
    const report = reportOn({ ...files, "definitie.eml.xml": without });
    expect([report.verdicts, report.judged.findings.codes]).toEqual([["KLOPT"], expect.arrayContaining(["S8o"])]);
    const renamed = (files["definitie.eml.xml"] ?? "").replace('RegionNumber="9002"', 'RegionNumber="9012"');
    const found = reportOn({ ...files, "definitie.eml.xml": renamed });
    expect(found.judged.findings.codes).toEqual(expect.arrayContaining(["S7o", "S7"]));
    const all: Record<string, string> = { ...files, "definitie.eml.xml": renamed };
    const { "gemeente-9002.eml.xml": _, ...rest } = all;
    expect(faultsOf(reportOn(rest)).map(({ part }) => part)).toEqual(["unknown-unit", "missing-unit"]);
  });
});

describe("the published table (S12)", () => {
  test("each figure of it counts", () => {
    const text = sheet().replace(
      /("blanco stembiljetten";;;"\d+";")(\d+)/,
      (_, head: string, n: string) => `${head}${Number(n) + 1}`,
    );
    const found = faultsOf(reportOn({ ...whole, "tabel.csv": text }));
    expect(found.map(({ code, unit, figure: what }) => [code, unit?.id, what])).toEqual([
      ["S12", "9998::SB1", { kind: "other", name: "blanco" }],
    ]);
  });

  test("without its count it is not compared, and that is said", () => {
    const report = reportOn({ "telling.eml.xml": count(), "tabel.csv": sheet().replace('"9998"', '"9997"') });
    expect([report.verdicts, report.judged.compared.loose]).toEqual([["KLOPT"], ["tabel.csv"]]);
  });
});
