// Letters as a browser prints them: how many sheets, that nothing runs over its place, that whoever cannot see hears what stands there.

import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeRecall, parseRelease } from "../../src/format/index.ts";
import { axeComplaints, launch } from "../page/browser.ts";
import { has } from "../tools.ts";
import { signText } from "../world/people.ts";
import { makeOffice, type Office, putSet } from "./office.ts";
import { faultsOf, longest, sidesOf } from "./paper.ts";

/** Of the address: top, bottom, left, right, in millimetres. */
const measureAddress = `(() => {
  const { top, bottom, left, right } = document.querySelector(".address").getBoundingClientRect();
  return [top, bottom, left, right].map((pixels) => Math.round(pixels / 96 * 25.4));
})()`;

describe.skipIf(!has("chromium"))("letters in print", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function opened(office: Office, args: readonly string[], without: string[] = []): Promise<Page> {
    const out = `${args.join("").replace(/[^a-z0-9]/gi, "")}.html`;
    const done = await office.letter([...args, "-o", out], "out", ...without);
    expect([done.status, done.stderr]).toEqual([0, ""]);
    const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
    await page.emulateMedia({ media: "print" });
    await page.goto(`file://${join(office.folder, out)}`);
    return page;
  }

  async function longOffice(): Promise<Office> {
    const office = await makeOffice({ contact: longest.contact });
    office.put("brief.json", JSON.stringify(longest.texts));
    return office;
  }

  test("the longest are as long as they may be", () => {
    const { contact, texts: long, release } = longest;
    expect([contact.length, long.municipality.length, release.product.length, release.version.length]).toEqual([
      200, 40, 32, 32,
    ]);
    expect([release.election.length, long.address.length, long.website.length]).toEqual([32, 6, 39]);
  });

  test.each([
    ["nl", "final"],
    ["en", "trial"],
  ] as const)(
    "one sheet, both sides full at most, with one disc and with two: %s, %s, the longest names",
    async (lang, purpose) => {
      const office = await longOffice();
      const change = { ...longest.release, purpose };
      office.putRelease("release.note", change);
      for (const names of [["release.note"], ["release.note", "--without-proof"], putSet(office, 2, change)]) {
        const page = await opened(office, [...names, "--paper-lang", lang]);
        expect([names, await faultsOf(page)]).toEqual([names, []]);
        expect(await sidesOf(page)).toBe(2);
        await page.close();
      }
    },
  );

  test("the longest set, of 16 discs, has one side more, on which each code stands", async () => {
    const office = await longOffice();
    const page = await opened(office, putSet(office, 16, longest.release));
    expect(await faultsOf(page)).toEqual([]);
    expect(await sidesOf(page)).toBe(3);
    expect(await page.textContent(".more")).toContain("Zegelcode van schijf 12 van 16");
    await page.close();
  });

  test("the address stands in the window of an envelope, and nothing else does", async () => {
    const office = await longOffice();
    office.putRelease("release.note", longest.release);
    for (const more of [[], ["--large"]]) {
      const page = await opened(office, ["release.note", ...more]);
      expect([more, await faultsOf(page)]).toEqual([more, []]);
      const [top = 0, bottom = 0, left = 0, right = 0] = (await page.evaluate(measureAddress)) as number[];
      const margin = more.length === 0 ? 0 : 15; // of the sheet, which a screen has not
      expect([top + margin, bottom + margin]).toEqual([48, 80]);
      if (margin === 0) expect([left, right]).toEqual([20, 108]);
      await page.close();
    }
  });

  test("axe-core finds nothing: a letter; a large one, for practice, in English; one of a set; one about a recall", async () => {
    const office = await makeOffice();
    office.putRelease("trial.note", { purpose: "trial", urgency: "emergency" });
    office.putRelease("urgent.note", { urgency: "emergency" });
    const text = encodeRecall({
      date: "2027-02-01",
      recalled: [{ imageSha256: "a".repeat(64), date: "2027-02-01", reason: "Telt fout" }],
    });
    office.put("list.note", signText(text, ["anna", "bert"]));
    const pages: [args: readonly string[], without?: string[]][] = [
      [["release.note"]],
      [["trial.note", "--large", "--paper-lang", "en"]],
      [["urgent.note", "--without-proof"]],
      [putSet(office, 3)],
      [["--recall", "list.note"], ["kit"]],
    ];
    for (const [args, without] of pages) {
      const page = await opened(office, args, without);
      expect([args, await axeComplaints(page), await faultsOf(page)]).toEqual([args, [], []]);
      await page.close();
    }
  });

  test("large print has a group a line, and OEFENEN on every sheet of a practice letter", async () => {
    const office = await makeOffice();
    office.putRelease("trial.note", { purpose: "trial" });
    const page = await opened(office, ["trial.note", "--large"]);
    expect(await page.evaluate(`document.querySelector(".groups").innerText`)).toMatch(
      /^Groep 1\s+[0-9A-Z]{5}\nGroep 2\s+[0-9A-Z]{5}\n/,
    );
    expect(await page.evaluate("getComputedStyle(document.body).fontSize")).toBe("24px"); // 18 points
    expect(await page.content()).toContain('@top-center { content: "OEFENEN');
    expect(await sidesOf(page)).toBeGreaterThan(4);
    await page.close();
  });

  /** A list of two, of which one is named. */
  function putList(office: Office, release: object): readonly string[] {
    const { imageSha256 } = parseRelease(office.putRelease("release.note", release).text);
    const recalled = [imageSha256, "b".repeat(64)].map((image) => ({
      imageSha256: image,
      date: "2027-09-30",
      reason: "Telt blanco stemmen dubbel bij lijsten",
    }));
    office.put("list.note", signText(encodeRecall({ date: "2027-09-30", recalled }), ["anna", "bert"]));
    return ["--recall", "list.note", "--recalled", "release.note"];
  }

  test("a recall of few versions is one sheet; with the longest names nothing is cut off, in large print neither", async () => {
    const office = await makeOffice();
    const page = await opened(office, putList(office, {}), ["kit"]);
    expect([await faultsOf(page), await sidesOf(page)]).toEqual([[], 2]);
    await page.close();
    const long = await longOffice();
    const list = putList(long, longest.release);
    for (const more of [[], ["--large"]]) {
      const other = await opened(long, [...list, ...more], ["kit"]);
      expect([more, await faultsOf(other)]).toEqual([more, []]);
      if (more.length > 0)
        expect(await other.textContent(".entry .groups")).toMatch(/Groep 1 [0-9A-Z]{5}[\s\S]*Groep 4/);
      await other.close();
    }
  });
});
