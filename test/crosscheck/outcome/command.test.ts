// zegel crosscheck seats, as a person types it.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { zegelIn } from "../../cli/flow.ts";
import { council, filesOf, folderOf } from "./world.ts";

const seats = (folder: string, ...more: string[]) => zegelIn(folder, ["crosscheck", "seats", ".", ...more]);
const lots = "zegel/lots v1\nelection GR2022_Verzonnen\nlot P8 of 1,2 drawn 1\n";

describe("the screen", () => {
  test("KLOPT is 0, and says what was not compared", async () => {
    const { status, stdout } = await seats(folderOf(filesOf(council)), "--lang", "nl");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^=+\nKLOPT - alleen zetels en gekozenen\. \(melding: KLOPT\)\n=+\n/);
    for (const line of ["  - zetels: van 4 lijsten", "  - gekozenen: 9", "  - het papier", "  - lijst 1 Lijst 1: 4"])
      expect(stdout).toContain(line);
  });

  test("a result that leaves out the manner of election: said, and how many", async () => {
    const files = filesOf(council);
    const result = files.result.replace(/<Ranking>\d<\/Ranking>/g, "");
    expect(result).not.toBe(files.result);
    const { status, stdout } = await seats(folderOf({ ...files, result }), "--lang", "nl");
    expect([status, stdout.replace(/\s+/g, " ")]).toEqual([
      0,
      expect.stringContaining("op welke manier 9 van de gekozenen het werden"),
    ]);
    expect((await seats(folderOf(filesOf(council)), "--lang", "nl")).stdout).not.toContain("op welke manier");
  });

  test("VERSCHIL is 45, with the article under it", async () => {
    const elected = { ...council.elected, 7: [{ name: "Jasmijn", ranking: 2 }] } as const;
    const { status, stdout } = await seats(folderOf(filesOf({ ...council, elected })), "--lang", "nl");
    expect(status).toBe(45);
    expect(stdout).toMatch(/^#+\nVERSCHIL - uitslag wijkt af\. \(melding: UITSLAG_WIJKT_AF\)/);
    expect(stdout).toContain("P 8: restzetel 2 naar lijst 1");
  });

  test("without a result the people elected are named, and it is 46", async () => {
    const { status, stdout } = await seats(folderOf(filesOf(council), ["result"]), "--lang", "en");
    expect(status).toBe(46);
    expect(stdout).toContain("list 4: Havik, Q.; Iep, Q.");
  });

  test("JSON is one line with the exit code in it", async () => {
    const { status, stdout } = await seats(folderOf(filesOf(council)), "--json");
    expect(status).toBe(0);
    expect(stdout.split("\n").length).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "KLOPT", exit: 0, lot: null, refused: null });
  });

  test("an empty folder is 46: nothing was compared", async () => {
    const folder = folderOf(filesOf(council), ["definition", "count", "result", "candidates"]);
    expect((await seats(folder)).status).toBe(46);
  });
});

describe("a slip", () => {
  test.each([
    ["a deceased person whom nobody fits", ["--deceased", "1.77"], /--deceased "1\.77": expected one person/],
    ["no lots in the file", ["--lots", "result.xml"], /--lots .*expected "zegel\/lots v1"/],
    ["lots that are not there", ["--lots", "nowhere"], /nowhere/],
    ["lots that are not UTF-8", ["--lots", "latin"], /--lots .*UTF-8/],
    ["a lot with an unknown winner", ["--lots", "wrong"], /--lots .*line 3.*expected one of 1,2/],
    ["an option twice", ["--lots", "lots", "--lots", "lots"], /--lots is given twice/],
    ["a folder for a file", ["--lots", "sub"], /sub/],
  ])("%s is a sentence, and no verdict", async (_, args, says) => {
    const folder = folderOf(filesOf(council));
    writeFileSync(join(folder, "lots"), lots);
    writeFileSync(join(folder, "wrong"), lots.replace("drawn 1", "drawn 4"));
    writeFileSync(join(folder, "latin"), Buffer.from(lots.replace("Verzonnen", "Verz\u00f6nnen"), "latin1"));
    mkdirSync(join(folder, "sub"));
    const { status, stdout, stderr } = await seats(folder, ...args);
    expect([1, 2]).toContain(status);
    expect(stdout).toBe("");
    expect(stderr).toMatch(says);
  });

  test("the good twins pass", async () => {
    const folder = folderOf(filesOf(council));
    writeFileSync(join(folder, "lots"), lots);
    const { status, stdout } = await seats(folder, "--lots", "lots", "--lang", "en");
    expect(status).toBe(0);
    expect(stdout).toContain("A lot is not needed by this computation");
  });
});

test("names from files steer no screen", async () => {
  const files = filesOf(council);
  const hostile = "=1+1 &lt;script&gt; \u202eomgekeerd";
  const evil = (text: string) => text.replaceAll("Lijst 1<", `${hostile}<`).replaceAll(">Aakster<", `>${hostile}<`);
  const folder = folderOf(
    { ...files, count: evil(files.count), result: evil(files.result), candidates: files.candidates.map(evil) },
    ["definition"],
  );
  writeFileSync(join(folder, "definition.xml"), files.definition);
  for (const format of [["--lang", "nl"], ["--json"]]) {
    const { stdout } = await seats(folder, ...format);
    if (format[0] !== "--json") expect(stdout).not.toContain("\u202e");
    expect(stdout).not.toContain("\u001b");
  }
});
