// zegel crosscheck on the command line: exit codes, the screen in both languages, JSON, and hostile names.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256Of } from "../../src/files/digest.ts";
import { encodeHashGroups } from "../../src/format/index.ts";
import { zegelIn } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { candidateLists, count, nation, sheet, writeAll } from "./made.ts";

const crosscheck = (...args: string[]) => zegelIn(temporaryFolder(), ["crosscheck", ...args]);
const good = { "telling.eml.xml": count(), "lijsten.eml.xml": candidateLists(), "tabel.csv": sheet() };

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeAll(folder, files);
  return folder;
}

describe("zegel crosscheck sums", () => {
  test("a good count is 0, names its scope, and says what was not compared", async () => {
    const { status, stdout, stderr } = await crosscheck("sums", folderOf(good), "--lang", "nl");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^=+\nKLOPT - alleen de optelling\. \(melding: KLOPT\)\n=+\n/);
    expect(stdout).toContain("Niet vergeleken:\n  - het papier\n");
    expect(stdout).toContain("hashcode: van 2 bestanden niet opgegeven");
    expect(stdout).toContain("Een fout die overal doorwerkt");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(80);
  });

  test.each([
    [41, "ONLEESBAAR_BESTAND", { ...good, "kapot.xml": "<EML" }],
    [42, "ANDER_BESTAND", { ...good, "nog.eml.xml": count().replace("01:02:03", "01:02:04") }],
    [
      43,
      "OPTELLING_KLOPT_NIET",
      { ...good, "telling.eml.xml": count().replace(/<Cast>\d+<\/Cast><TotalCounted>\d/, "$&1") },
    ],
    [46, "NOG_NIET_AF", { "lijsten.eml.xml": candidateLists() }],
    [
      46,
      "NOG_NIET_AF",
      Object.fromEntries(Object.entries(nation()).filter(([name]) => !/kieskring-2|9003/.test(name))),
    ],
    [0, "KLOPT", nation()],
  ])("ends in %i for %s", async (exit, verdict, files) => {
    const folder = folderOf(files);
    const { status, stdout } = await crosscheck("sums", folder, "--json");
    const report = JSON.parse(stdout) as { verdict: string; exit: number };
    expect([status, report.verdict, report.exit]).toEqual([exit, verdict, exit]);
    expect((await crosscheck("sums", folder, "--lang", "nl")).stdout).toContain(`(melding: ${verdict})`);
    expect((await crosscheck("sums", folder, "--lang", "en")).stdout).toContain(`(message: ${verdict})`);
  });

  test("of several verdicts the first counts, and the others are named", async () => {
    const folder = folderOf({ ...good, "kapot.xml": "<EML", "nog.eml.xml": count().replace("01:02:03", "01:02:04") });
    const { status, stdout } = await crosscheck("sums", folder, "--lang", "nl");
    expect(status).toBe(41);
    expect(stdout).toContain("Ook: ANDER_BESTAND");
    expect(stdout).toContain("kapot.xml: hier staat iets dat niet in een telbestand hoort.");
    expect(stdout).toMatch(/Voor de technicus:\n {2}- kapot.xml: regel 1, teken \d+:/);
  });

  test("a difference stands there with unit, figure and both numbers", async () => {
    const text = count().replace(
      /(<ReportingUnitIdentifier Id="9998::SB2">.*?<\/Candidate><ValidVotes>)(\d+)/s,
      (_, head: string) => `${head}3025`,
    );
    const { status, stdout } = await crosscheck("sums", folderOf({ "telling.eml.xml": text }), "--lang", "nl");
    expect(status).toBe(43);
    expect(stdout.replace(/\s+/g, " ")).toMatch(
      /Stembureau School \(9998::SB2\): lijst 1 heeft \d+ stemmen, de kandidaten samen 3\.\d+\./,
    );
  });

  test("--use names which of two files counts; one that is not read is a wrong command line", async () => {
    const folder = folderOf({ "a.eml.xml": count(), "b.eml.xml": count().replace("01:02:03", "01:02:04") });
    expect((await crosscheck("sums", folder)).status).toBe(42);
    expect((await crosscheck("sums", folder, "--use", join(folder, "b.eml.xml"))).status).toBe(0);
    const other = folderOf({ "c.eml.xml": count().replace("01:02:03", "01:02:05") });
    const { status, stderr } = await crosscheck("sums", folder, "--use", join(other, "c.eml.xml"));
    expect([status, stderr]).toEqual([2, expect.stringContaining("expected one of the files that are read")]);
  });

  test("a path that is not there is a failure and no verdict; no path is a wrong command line", async () => {
    expect(await crosscheck("sums", join(temporaryFolder(), "niets"))).toMatchObject({ status: 1, stdout: "" });
    expect((await crosscheck("sums")).status).toBe(2);
    expect((await crosscheck("sums", temporaryFolder())).status).toBe(46);
  });

  test("hostile names steer nothing on the screen, and are the same in JSON", async () => {
    const name = "&lt;script>=1+1\u202eX&#10;Y";
    const text = count().replaceAll("Stembureau School", name).replace("Gemeenteraad Voorbeeld 2027", name);
    const broken = text.replace(/(9998::SB2".*?<\/Candidate><ValidVotes>)\d+/s, "$17");
    const folder = folderOf({ "telling.eml.xml": broken });
    const { stdout } = await crosscheck("sums", folder, "--lang", "nl");
    expect(stdout).not.toContain("\u202e");
    expect(stdout).toContain("\\u{202e}");
    const report = JSON.parse((await crosscheck("sums", folder, "--json")).stdout) as {
      findings: { unit?: { name: string } }[];
    };
    expect(report.findings.map(({ unit }) => unit?.name)).toContain("<script>=1+1\u202eX Y");
  });
});

describe("zegel crosscheck files", () => {
  test("says what each file is, with its hash code, and gives no verdict where nothing was compared", async () => {
    const folder = folderOf({ ...good, "leesmij.txt": "tekst" });
    const { status, stdout } = await crosscheck("files", folder, "--lang", "nl");
    expect(status).toBe(0);
    expect(stdout).toContain("telling van een gemeente (510b): Voorbeeld (9998), GR2027_Voorbeeld");
    expect(stdout).toContain(encodeHashGroups(sha256Of(readFileSync(join(folder, "telling.eml.xml")))));
    expect(stdout).toContain("leesmij.txt: een ander soort bestand");
    expect(stdout).not.toContain("melding:");
  });

  test("compares a code that is given", async () => {
    const folder = folderOf(good);
    const code = encodeHashGroups(sha256Of(readFileSync(join(folder, "telling.eml.xml"))));
    expect((await crosscheck("files", folder, "--hash", code)).status).toBe(0);
    const wrong = `${code.slice(0, 10)}${code[10] === "0" ? "1" : "0"}${code.slice(11)}`;
    const { status, stdout } = await crosscheck("files", folder, "--hash", wrong, "--lang", "nl");
    expect(status).toBe(42);
    expect(stdout.replace(/\s+/g, " ")).toContain("Anders: groep 3 van de hashcode.");
  });

  test("sums that do not agree are nothing that it was asked for", async () => {
    const folder = folderOf({ "telling.eml.xml": count().replace(/<TotalCounted>\d/, "$&1") });
    expect([(await crosscheck("files", folder)).status, (await crosscheck("sums", folder)).status]).toEqual([0, 43]);
  });

  test("a mistyped code is a wrong command line, with the group", async () => {
    const { status, stderr } = await crosscheck("files", folderOf(good), "--hash", `${"0123 ".repeat(15)}012x`);
    expect([status, stderr]).toEqual([2, expect.stringContaining("group 16")]);
  });
});
