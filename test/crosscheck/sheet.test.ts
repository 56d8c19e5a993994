// The list of differences on paper: what stands on it, and that no name of a file or a person can do more than be read.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkReportOf } from "../../src/crosscheck/check/check.ts";
import { makeElection } from "../../src/crosscheck/check/self-test-election.ts";
import { renderSheet } from "../../src/crosscheck/check/sheet.ts";
import { judge, readInputs } from "../../src/crosscheck/index.ts";
import { temporaryFolder, zegel } from "../tools.ts";

const made = { version: "1.2.3", moment: "2026-03-19 21:05:00 +01:00", tested: { found: 10, all: 10 } };

/** A sheet of the whole election, each file of it changed. */
async function sheetOf(change: (text: string, name: string) => string = (text) => text): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(makeElection())) writeFileSync(join(folder, name), change(text, name));
  const inputs = await readInputs([folder]);
  const judged = judge(inputs, { chosen: new Set(), codes: [] });
  return renderSheet(checkReportOf(inputs, judged, { lots: undefined, deceased: [] }), made, "nl");
}

const both = (from: string, to: string) => (text: string, name: string) =>
  name.startsWith("invoer") ? text.replace(from, to) : text;

test("all agrees: the sign, what was compared, three people to sign, and nobody's name", async () => {
  const sheet = await sheetOf();
  expect(sheet).toContain('<div class="verdict good"><svg class="sign"');
  expect(sheet).toContain("Geen verschil in wat vergeleken is.");
  expect(sheet).toContain("19 maart 2026, 21.05 uur · zegel crosscheck 1.2.3, zelftest 10 van 10");
  expect(sheet.match(/Handtekening/g)).toHaveLength(3);
  expect(sheet).not.toContain("persoon 1");
});

test("a difference is a row, and stands out in the annex", async () => {
  const sheet = await sheetOf(both("E.1 26", "E.1 1062"));
  expect(sheet).toContain(
    '<td>Stembureau 1: Zaal</td><td>N 10-1</td><td>E.1 Totaal lijst 1 Lijst 1</td><td class="number">1.062</td><td class="number">26</td><td>1.036 meer op papier</td>',
  );
  expect(sheet).toContain('<span class="figure differs">E.1 1.062 ≠ 26</span>');
  expect(sheet).not.toContain("<li>Stembureau 1: Zaal, N 10-1");
  // 1,036 votes more for one list: what that makes of the seats stands on the page that is signed.
  const page = sheet.slice(0, sheet.indexOf('class="next"'));
  expect(page).toMatch(/cijfers van het papier/);
  expect(sheet.match(/cijfers van het papier/g)).toHaveLength(1);
});

test("a swap is one row", async () => {
  const sheet = await sheetOf((text, name) =>
    name.startsWith("invoer") ? text.replace("E.1 26", "E.1 24").replace("E.2 24", "E.2 26") : text,
  );
  expect(sheet.match(/verwisseld/g)).toHaveLength(1);
  expect(sheet).toContain("<td>E.1 en E.2 verwisseld</td>");
});

describe("names from files are text and nothing else", () => {
  test.each([
    ["markup", "&lt;script>alert(1)&lt;/script>", "&lt;script&gt;"],
    ["an attribute", "&quot; onload=&quot;x", "&quot; onload"],
    ["text that runs backwards", "\u202eZaal", "\\u{202e}Zaal"],
  ])("%s", async (_, name, shown) => {
    const sheet = await sheetOf((text, file) =>
      file.startsWith("invoer") ? text : text.replaceAll(">Zelftest<", `>${name}<`),
    );
    expect(sheet).not.toMatch(/<script|\u202e|onload="/);
    expect(sheet).toContain(shown);
  });
});

describe("the command", () => {
  const folder = () => {
    const made = temporaryFolder();
    for (const [name, text] of Object.entries(makeElection())) writeFileSync(join(made, name), text);
    return made;
  };

  test("writes what the name says, and never over a file", () => {
    const [files, out] = [folder(), temporaryFolder()];
    for (const [name, start] of [
      ["verslag.html", "<!doctype html>"],
      ["verslag.json", '{"verdict":"KLOPT","exit":0'],
    ] as const) {
      const path = join(out, name);
      expect(zegel(["crosscheck", "check", files, "-o", path])).toMatchObject({ status: 0 });
      expect(readFileSync(path, "utf8").startsWith(start)).toBe(true);
    }
    const again = zegel(["crosscheck", "check", files, "-o", join(out, "verslag.html")]);
    expect(again).toMatchObject({ status: 1, stdout: "" });
  });

  test("a name that says nothing is asked again, before anything is read", () => {
    const path = join(temporaryFolder(), "verslag.pdf");
    const { status, stderr } = zegel(["crosscheck", "check", folder(), "-o", path]);
    expect(status).toBe(2);
    expect(stderr).toContain(".html");
    expect(existsSync(path)).toBe(false);
  });
});
