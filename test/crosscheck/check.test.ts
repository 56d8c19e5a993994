// All parts in one run: what it says of which files, and the self-test before it.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkReportOf } from "../../src/crosscheck/check/check.ts";
import { checkInJson, showCheck } from "../../src/crosscheck/check/screen.ts";
import { type Run, runner, SelfTestError, selfTest } from "../../src/crosscheck/check/self-test.ts";
import { makeElection } from "../../src/crosscheck/check/self-test-election.ts";
import { judge, readInputs } from "../../src/crosscheck/index.ts";
import { temporaryFolder } from "../tools.ts";
import { hasShared, sharedEml } from "./shared.ts";

const tested = { found: 10, all: 10 };

/** A folder with a whole election, on which two people typed the paper; `change` gives other texts, or takes files away. */
function folderOf(change: Readonly<Record<string, (text: string) => string | undefined>> = {}): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(makeElection())) {
    const changed = change[name] === undefined ? text : change[name](text);
    if (changed !== undefined) writeFileSync(join(folder, name), changed);
  }
  return folder;
}

async function check(folder: string, options: { lots?: undefined; deceased?: string[]; codes?: string[] } = {}) {
  const inputs = await readInputs([folder]);
  const judged = judge(inputs, { chosen: new Set(), codes: options.codes ?? [] });
  const report = checkReportOf(inputs, judged, { lots: undefined, deceased: options.deceased ?? [] });
  const said = showCheck(report, tested, "nl").join("\n");
  return { report, said, verdicts: report.verdicts, flat: said.replace(/\s+/g, " ") };
}

const gone = () => undefined;
const without = (...names: string[]) => folderOf(Object.fromEntries(names.map((name) => [name, gone])));
const swap = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe("what agrees says how far it goes", () => {
  test("everything", async () => {
    const { verdicts, flat } = await check(folderOf());
    expect(verdicts).toEqual(["KLOPT"]);
    expect(flat).toContain("KLOPT - papier (2 van 2 stembureaus, lijsttotalen), optelling en zetels en gekozenen. (");
    expect(flat).toContain("zelftest: 10 van 10 fouten gevonden");
    expect(flat).toContain("Druk dit verslag af");
  });

  test.each([
    ["no paper", ["invoer-1.txt", "invoer-2.txt"], "optelling en zetels en gekozenen. Niet vergeleken: papier."],
    ["no result", ["520.eml.xml"], "papier (2 van 2 stembureaus, lijsttotalen) en optelling. Niet vergeleken: zetels."],
    ["the count alone", ["invoer-1.txt", "invoer-2.txt", "520.eml.xml", "110a.eml.xml"], "alleen de optelling. Niet vergeleken: papier en zetels."], // biome-ignore format: a table
  ])("%s", async (_, names, headline) => {
    const { verdicts, flat } = await check(without(...names));
    expect(verdicts).toEqual(["KLOPT"]);
    expect(flat).toContain(`KLOPT - ${headline}`);
  });

  test("without paper the next step is paper", async () => {
    const { flat } = await check(without("invoer-1.txt", "invoer-2.txt"));
    expect(flat).toContain("1. Vergelijk ook met het papier");
  });

  test("seats are computed where there is no result, and named as not compared", async () => {
    const { flat } = await check(without("520.eml.xml"));
    expect(flat).toContain("wel uitgerekend, maar er is geen uitslag (520)");
    expect(flat).toContain("lijst 1 Lijst 1: 2");
  });
});

describe("what is begun must end", () => {
  test.each([
    ["a second entry is missing", ["invoer-2.txt"], "tweede invoer ontbreekt"],
    ["a result without the number of seats", ["110a.eml.xml"], "de verkiezingsdefinitie (110a)"],
    ["entries whose count is not there", ["510b.eml.xml"], "invoer-1.txt"],
  ])("%s: 46", async (_, names, said) => {
    const { verdicts, flat } = await check(without(...names));
    expect(verdicts).toContain("NOG_NIET_AF");
    expect(verdicts).not.toContain("KLOPT");
    expect(flat).toContain(said);
  });

  test("an empty comparison is 46, and says what is missing", async () => {
    const nothing = await check(temporaryFolder());
    expect(nothing.verdicts).toEqual(["NOG_NIET_AF"]);
    expect(nothing.flat).toContain("Er is geen telling bij (510b, 510c of 510d).");
    const lists = await check(without("510b.eml.xml", "510d.eml.xml", "520.eml.xml", "invoer-1.txt", "invoer-2.txt"));
    expect(lists.verdicts).toEqual(["NOG_NIET_AF"]);
  });

  test("an entry that is damaged is never left out in silence", async () => {
    const { verdicts, flat } = await check(folderOf({ "invoer-2.txt": swap("unit 9998::SB2", "unti 9998::SB2") }));
    expect(verdicts).toEqual(["NOG_NIET_AF"]);
    expect(flat).toContain("invoer-2.txt: dit is geen goede invoer");
  });
});

test("of several faults the first decides, and all are listed", async () => {
  const { verdicts, flat } = await check(
    folderOf({
      "510d.eml.xml": swap('ongeldig">3<', 'ongeldig">4<'),
      "520.eml.xml": swap("Keuring", "Test"),
      "invoer-1.txt": swap("E.1 26", "E.1 27"),
      "invoer-2.txt": swap("E.1 26", "E.1 27"),
    }),
  );
  expect(verdicts).toEqual(["PAPIER_WIJKT_AF", "UITSLAG_WIJKT_AF", "OPTELLING_KLOPT_NIET"]);
  expect(flat).toContain("VERSCHIL - papier wijkt af, 1 verschil.");
  expect(flat).toContain("Ook: UITSLAG_WIJKT_AF, OPTELLING_KLOPT_NIET");
  expect(flat).toContain("papier 27, telbestand 26 (1 meer op papier)");
});

test("a slip of one typist is no alarm", async () => {
  const { verdicts } = await check(folderOf({ "invoer-1.txt": swap("E.1 26", "E.1 62") }));
  expect(verdicts).toEqual(["NOG_NIET_AF"]);
});

test("JSON has a part each, and names nobody who typed", async () => {
  const { report } = await check(folderOf());
  const json = JSON.stringify(checkInJson(report, tested));
  expect(JSON.parse(json)).toMatchObject({
    verdict: "KLOPT",
    exit: 0,
    selfTest: tested,
    compared: { sums: true, paper: true, seats: true },
    sums: { compared: { counts: 2 } },
    paper: { parts: [{ missing: [] }] },
    seats: { compared: { people: 3 } },
  });
  expect(json).not.toContain("persoon 1");
});

describe("the self-test", () => {
  test("finds ten of ten", () => {
    expect(selfTest()).toEqual({ found: 10, all: 10 });
  });

  test("a check that says yes to everything, or no to everything, gets no verdict", () => {
    const run = runner();
    const [good, bad] = [run(makeElection(), []), run({}, [])];
    const yes: Run = () => good;
    const no: Run = () => bad;
    expect(() => selfTest(yes)).toThrow(SelfTestError);
    expect(() => selfTest(no)).toThrow(SelfTestError);
  });

  test("a check that is blind to one code gets no verdict", () => {
    const blindTo = (verdict: string): Run => {
      const run = runner();
      return (files, codes) => {
        const report = run(files, codes);
        return report.verdicts[0] === verdict ? { ...report, verdicts: ["KLOPT"] } : report;
      };
    };
    for (const verdict of ["ONLEESBAAR_BESTAND", "ANDER_BESTAND", "OPTELLING_KLOPT_NIET", "PAPIER_WIJKT_AF", "UITSLAG_WIJKT_AF", "NOG_NIET_AF"]) // biome-ignore format: a table
      expect(() => selfTest(blindTo(verdict))).toThrow(/self-test/);
  });
});

const real = join(sharedEml, "gr2022");
describe.skipIf(!hasShared)("real files", () => {
  test("a municipality of 2022 in one screen", async () => {
    const { verdicts, said, flat } = await check(real);
    expect(verdicts).toEqual(["KLOPT"]);
    expect(flat).toContain("alleen de optelling. Niet vergeleken: papier en zetels.");
    expect(said.split("\n").length).toBeLessThan(45);
  });

  test("changed in one figure it is no yes", async () => {
    const folder = temporaryFolder();
    cpSync(real, folder, { recursive: true });
    const name = join(folder, "Telling_GR2022_WestMaasenWaal.eml.xml");
    const text = readFileSync(name, "utf8");
    rmSync(name);
    writeFileSync(
      name,
      text.replace(/<ValidVotes>(\d+)</, (_, n: string) => `<ValidVotes>${Number(n) + 1}<`),
    );
    expect((await check(folder)).verdicts).toEqual(["OPTELLING_KLOPT_NIET"]);
  });
});
