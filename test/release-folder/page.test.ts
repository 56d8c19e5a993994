// zegel release status --html: the state of one release, and of several, as a page to print.

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { zegelIn } from "../cli/flow.ts";
import { axeComplaints, chromiumPath, launch, openPage } from "../page/browser.ts";
import { temporaryFolder } from "../tools.ts";
import { makeOfficeFolder, type OfficeFolder } from "./office.ts";

/** The page, and how the command ended. */
async function pageOf(folder: string, ...words: string[]) {
  const path = join(temporaryFolder(), "stand.html");
  const ended = await zegelIn(folder, ["release", "status", ".", "--html", path, ...words]);
  return { ...ended, path, source: existsSync(path) ? readFileSync(path, "utf8") : "" };
}

/** Without its tags. */
const textOf = (source: string) => source.replaceAll(/<[^>]*>/g, "\n").replaceAll(/\n\s*\n/g, "\n");

async function differing(): Promise<OfficeFolder> {
  const office = await makeOfficeFolder("built");
  office.put("notes/x", office.rebuild("ruud", { scope: "source", differs: "<b>tel.jar</b>" }));
  office.put("notes/a\u202egpj.note", "x");
  return office;
}

async function several(): Promise<string> {
  const [first, second] = [await makeOfficeFolder("built"), await makeOfficeFolder("finished")];
  const parent = temporaryFolder();
  for (const [name, { folder }] of Object.entries({ "a <b>&": first, b: second, "c'$(x)": second }))
    cpSync(folder, join(parent, name), { recursive: true });
  writeFileSync(join(parent, "c'$(x)/STOPPED.txt"), "</td><script>alert(1)</script>\n");
  mkdirSync(join(parent, "foto's"));
  return parent;
}

describe("the page of one release", () => {
  test("says what the screen says: state, steps, whose turn, the commands; and when and where it was asked", async () => {
    const office = await makeOfficeFolder("joined");
    const { status, stdout, source } = await pageOf(office.folder, "--lang", "nl");
    expect([status, stdout]).toEqual([3, (await office.status("--lang", "nl")).stdout]);
    const text = textOf(source);
    for (const line of ["WACHT", "Tweede Kamer 2027", "gemeentelijk stembureau", "niet gelezen (dat doet --full)"])
      expect(text).toContain(`\n${line}\n`);
    expect(text).toContain("Nu aan zet: wie de versie maakt, op de bouwcomputer");
    expect(text).toMatch(/\nzegel seal --image build\/unsealed\.iso .* -o out\/master\.iso\n/);
    expect(text).toMatch(/Nagegaan\n[0-9]{1,2} [a-z]+ [0-9]{4}, [0-9]{2}\.[0-9]{2} uur/);
    expect(text).toContain(`zegel release status ${office.folder}`);
    expect(source.match(/<tr class="(?:done|waiting|later|none|wrong)">/g)?.length).toBe(10);
  });

  test("a reviewer who differs stands above all; foreign text is no markup, and nothing turns or hides it", async () => {
    const { status, source } = await pageOf((await differing()).folder, "--lang", "nl");
    expect(status).toBe(31);
    expect(source.indexOf("ZEGT DAT HET VERSCHILT")).toBeLessThan(source.indexOf('class="outcome'));
    expect(source).toContain("&lt;b&gt;tel.jar&lt;/b&gt;");
    expect(source).toContain("notes/a\\u{202e}gpj.note");
    expect(source).not.toMatch(/<script|\u202e|<b>tel/);
  });

  test("an emergency, what is stopped, what is done, and a folder without a description", async () => {
    const urgent = await makeOfficeFolder("inputs", { choice: { urgency: "emergency" } });
    expect(textOf((await pageOf(urgent.folder, "--lang", "nl")).source)).toContain("\nNOODVERSIE\n");
    urgent.put("STOPPED.txt", "fout\n");
    expect(textOf((await pageOf(urgent.folder, "--lang", "nl")).source)).toMatch(/\nGESTOPT\nGESTOPT: fout /);
    urgent.remove("STOPPED.txt");
    urgent.remove("release.json");
    expect(textOf((await pageOf(urgent.folder, "--lang", "en")).source)).toContain(
      "Without a release.json that can be read",
    );
    const done = await makeOfficeFolder("finished");
    const { status, source } = await pageOf(done.folder, "--full", "--lang", "en");
    expect([status, textOf(source)]).toEqual([
      0,
      expect.stringContaining("\nDONE\nDone: every step is done, and the images"),
    ]);
    expect(source).not.toContain('class="command code">zegel seal');
  });

  test("with --json too", async () => {
    const { folder } = await makeOfficeFolder("built");
    const { stdout, source } = await pageOf(folder, "--json");
    expect([JSON.parse(stdout).outcome, source]).toEqual(["waiting", expect.stringMatching(/^<!doctype html>/)]);
  });
});

describe("the page of several", () => {
  test("has a row each, what stands out, and the command for each that is not over", async () => {
    const parent = await several();
    const { status, source } = await pageOf(parent, "--lang", "nl");
    const text = textOf(source);
    expect([status, text]).toEqual([31, expect.stringContaining("\nFOUT\nKijk eerst naar wat FOUT is.")]);
    expect(source.match(/<tr class="(?:done|waiting|stopped)">/g)?.length).toBe(3);
    expect(text).toContain("nummer 1 van OSV TK2027 GSB");
    expect(source).toContain("&lt;/td&gt;&lt;script&gt;alert(1)");
    expect(source).toContain(`zegel release status &#39;${parent}/a &lt;b&gt;&amp;&#39;`);
    expect(source).not.toMatch(/<script|<b>&amp;/);
  });
});

describe("where it may be written", () => {
  test("never over a file, nor among those that decide; a place beside them is good", async () => {
    const { folder } = await makeOfficeFolder("built");
    const write = (path: string, from = folder) => zegelIn(from, ["release", "status", ".", "--html", path]);
    for (const path of ["notes/stand.html", "in/payload/stand.html", "build/stand.html", "out/stand.html"]) {
      mkdirSync(join(folder, path.split("/")[0] ?? ""), { recursive: true });
      const { status, stdout, stderr } = await write(path);
      expect([path, status, stdout, stderr]).toEqual([
        path,
        2,
        "",
        expect.stringContaining("expected a place outside"),
      ]);
      expect(existsSync(join(folder, path))).toBe(false);
    }
    expect((await write("stand.html")).status).toBe(3);
    const before = readFileSync(join(folder, "stand.html"));
    const again = await write("stand.html");
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining("stand.html: exists already")]);
    expect(readFileSync(join(folder, "stand.html")).equals(before)).toBe(true);
    expect((await write("nergens/stand.html")).status).toBe(1);
    const parent = temporaryFolder();
    cpSync(folder, join(parent, "a"), { recursive: true });
    expect((await write("a/in/stand.html", parent)).status).toBe(2);
    expect((await write("stand.html", parent)).status).toBe(3);
  });

  test("twice on one line: refused", async () => {
    const { folder } = await makeOfficeFolder("inputs");
    const { status } = await zegelIn(folder, ["release", "status", ".", "--html", "a.html", "--html", "b.html"]);
    expect([status, existsSync(join(folder, "a.html"))]).toEqual([2, false]);
  });
});

describe.skipIf(!existsSync(chromiumPath))("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  test("axe-core finds nothing: on a screen, on a small one, in print, in forced colours; it loads nothing", async () => {
    const pages = [
      ["nl", (await differing()).folder],
      ["en", await several()],
    ] as const;
    for (const [language, folder] of pages) {
      const { path } = await pageOf(folder, "--lang", language);
      const { page, noise } = await openPage(browser, path);
      for (const width of [1000, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect([width, await axeComplaints(page)]).toEqual([width, []]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      }
      for (const medium of [{ media: "print" }, { forcedColors: "active", colorScheme: "dark" }] as const) {
        await page.emulateMedia(medium);
        expect(await axeComplaints(page)).toEqual([]);
      }
      expect(noise).toEqual([]);
      await page.close();
    }
  });

  test("one click chooses a whole command, however it is broken", async () => {
    const { folder } = await makeOfficeFolder("joined");
    const { path } = await pageOf(folder, "--lang", "nl");
    const { page } = await openPage(browser, path);
    await page.locator(".command").first().click();
    const chosen: string = await page.evaluate("getSelection().toString().trim()");
    expect(chosen).toMatch(/^zegel seal --image build\/unsealed\.iso .* -o out\/master\.iso$/);
    await page.close();
  });
});
