// The page on which paper is typed, in Chromium, used as a person does: by keyboard alone, saved, gone on with, decided on.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  encodeEntry,
  type Field,
  type Figure,
  type Paper,
  type PaperEntry,
  paperOrder,
  parseEntry,
  renderFormPage,
} from "../../src/crosscheck/paper/index.ts";
import { encodeUtf8 } from "../../src/format/index.ts";
import { entryOf, form, goodFigures, goodPapers, paper, withFigures } from "../crosscheck/paper-world.ts";
import { has } from "../tools.ts";
import { axeComplaints, launch, openPage } from "./browser.ts";

const { makeFormPage } = await import(join(import.meta.dirname, "../../scripts/package/form-page.mjs"));
const [first = "", second = ""] = form.units.map(({ id }) => id);

describe.skipIf(!has("chromium"))("the page on which paper is typed", () => {
  let browser: Browser;
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zegel-form-"));
    path = join(folder, "invoer.html");
    const { pageScript, pageStyle } = await makeFormPage();
    writeFileSync(path, renderFormPage(form, false, { script: pageScript, style: pageStyle }));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** In a browser that cannot write a file by itself, unless `picker` is what it has in place of that. */
  async function open(picker = "undefined") {
    const opened = await openPage(browser, path);
    await opened.page.addInitScript(`globalThis.showSaveFilePicker = ${picker};`);
    await opened.page.reload();
    await opened.page.setViewportSize({ width: 1366, height: 768 });
    return opened;
  }

  const keys = async (page: Page, ...pressed: readonly string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  /** Each and an Enter. */
  const lines = async (page: Page, ...typed: readonly (string | number)[]) => {
    for (const text of typed) {
      await page.keyboard.type(String(text));
      await page.keyboard.press("Enter");
    }
  };
  const begin = async (page: Page, entry: 1 | 2 | 3, person: string) => {
    await page.check(`input[name=entry][value="${entry}"]`);
    await page.fill("#person", person);
    await page.press("#person", "Enter");
  };
  const focus = (page: Page) => page.evaluate<string>("document.activeElement.id || document.activeElement.value");
  const savedBy = async (page: Page, act: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    expect(download.suggestedFilename()).toMatch(/^invoer-[123]\.txt$/);
    return parseEntry(readFileSync(await download.path()));
  };
  const boxes = (figures: ReadonlyMap<Field, Figure>) => paperOrder(form).map((field) => String(figures.get(field)));
  const put = (name: string, entry: PaperEntry) => {
    writeFileSync(join(folder, name), encodeEntry(entry));
    return join(folder, name);
  };

  test("by keyboard alone: two stations, saved after each; nothing of it stays in the browser or goes over a network", async () => {
    const { page, noise } = await open();
    await keys(page, "Tab", "Tab", "Space", "Tab");
    await page.keyboard.type("AZ");
    await keys(page, "Enter"); // begins, at the first station
    await keys(page, "Enter", "Space", "Enter"); // which paper: the first
    expect(await focus(page)).toBe("box-A");
    await lines(page, ...boxes(goodFigures(1)));
    expect(await focus(page)).toBe("done");
    const early = await savedBy(page, () => page.keyboard.press("Enter"));
    expect(early).toEqual({ ...entryOf(1, goodPapers().slice(0, 1)), person: "AZ" });
    expect(await page.innerText("#units-state")).toContain("invoer-1.txt");
    await keys(page, "Enter"); // the second station has the focus, and the same paper
    await lines(page, ...boxes(goodFigures(2)));
    const late = await savedBy(page, () => page.keyboard.press("Enter"));
    expect(late.papers).toEqual(goodPapers().slice(0, 2));
    expect(await page.innerText("#who")).toBe("Eerste invoer: AZ · 2 van 4 klaar.");
    const kept = "JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])";
    expect(await page.evaluate(kept)).toBe('[0,0,""]');
    expect(await page.evaluate("indexedDB.databases().then((all) => all.length)")).toBe(0);
    expect(noise).toEqual([]);
    await page.close();
  });

  test("asks nothing of a browser that those of the oldest Windows lack", async () => {
    const { page, noise } = await open();
    await page.addInitScript(
      "for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name]",
    );
    await page.reload();
    await page.setInputFiles("#resume", put("old.txt", entryOf(2, goodPapers())));
    await page.click("#unit-list button");
    expect((await savedBy(page, () => page.click("#done"))).papers).toEqual(goodPapers());
    expect(noise).toEqual([]);
    await page.close();
  });

  test("axe-core finds nothing on any screen, in either language, and nothing runs out of a narrow window", async () => {
    const { page } = await open();
    const look = async () => {
      expect(await axeComplaints(page)).toEqual([]);
      for (const width of [320, 1366]) {
        await page.setViewportSize({ width, height: 768 });
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      }
    };
    await look();
    await begin(page, 1, "AZ");
    await look();
    await page.click("#unit-list button");
    await look();
    await page.check('input[name=model][value="N10-1"]');
    await page.click("text=Kandidaten van lijst 1 Partij Wilg ook typen");
    await page.fill("[id='box-A']", "x");
    await page.press("[id='box-A']", "Enter");
    expect(await page.innerText("[id='fault-A']")).toMatch(/^Typ alleen cijfers/);
    await lines(page, 1, 2, 3, 9);
    await look();
    await page.click("#language");
    expect(await page.innerText("#checks")).toBe("Check your answers.\n\nA, B and C do not add up to D.");
    expect(await page.inputValue("[id='box-D']")).toBe("9");
    await look();
    await page.close();
  });

  test("sums are checked as she types and forbid nothing: once more Finished, and it is as on the paper", async () => {
    const { page } = await open();
    await begin(page, 2, "mies");
    await keys(page, "Enter", "Space", "Enter");
    await lines(page, 1, 1, "-", 3);
    expect(await page.innerText("#checks")).toBe("Controleer je antwoorden.\n\nA, B en C tellen niet op tot D.");
    expect(await page.getAttribute("[id='box-B']", "class")).toBe("look");
    await page.click("#done");
    expect(await page.innerText("#paper-state")).toBe(
      "Nog niet getypt: E.1, E.4, E, F, G, H, I, J. Leeg op papier? Typ een streepje.",
    );
    expect(await focus(page)).toBe("box-E.1");
    await lines(page, "1.000", "?", 1, 1, 1, 3, "–", "-");
    await page.keyboard.press("Enter");
    expect(await page.innerText("#paper-state")).toBe("Staat het zo op het papier? Druk dan nog een keer op Klaar.");
    const { papers } = await savedBy(page, () => page.keyboard.press("Enter"));
    expect(papers[0]?.isFinished).toBe(true);
    expect([...(papers[0]?.figures.values() ?? [])].join(" ")).toBe("1 1 - 3 1 1 1 3 - - 1000 ?");
    await page.close();
  });

  test("goes on with a file, half a station and all; leaving asks while something is not saved", async () => {
    const half = { ...paper(second, new Map<Field, Figure>([["A", 57]])), isFinished: false };
    const file = put("half.txt", entryOf(1, [...goodPapers().slice(0, 1), half]));
    const { page } = await open();
    await page.setInputFiles("#resume", file);
    await expect.poll(() => page.innerText("#units-state")).toBe("U gaat verder met half.txt.");
    await page.keyboard.press("Enter");
    expect(await focus(page)).toBe("box-B");
    await lines(page, 9);
    const asksToLeave = () => page.evaluate("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    expect(await asksToLeave()).toBe(true);
    await page.click("#back");
    expect(await page.innerText("#unsaved")).toMatch(/nog niet zijn opgeslagen/);
    const { papers } = await savedBy(page, () => page.click("#save"));
    expect(papers[1]).toEqual({
      ...half,
      figures: new Map([
        ["A", 57],
        ["B", 9],
      ]),
    });
    expect(await asksToLeave()).toBe(false);
    await page.close();
  });

  test("a browser that can write a file asks for its place once; a stick that is gone is said, and asked for again", async () => {
    const picker = `async () => { asked.push(1); return { name: "stick.txt", createWritable: async () => {
      if (globalThis.gone) throw new DOMException("weg", "NotFoundError");
      return { write: async (bytes) => written.push(bytes.length), close: async () => undefined }; } }; };
      globalThis.asked = []; globalThis.written = []`;
    const { page } = await open(picker);
    await page.setInputFiles("#resume", put("all.txt", entryOf(2, goodPapers())));
    const finish = async () => {
      await page.click("#unit-list button");
      await page.click("#done");
    };
    await finish();
    await expect.poll(() => page.innerText("#units-state")).toBe("Opgeslagen: stick.txt.");
    await finish();
    expect(await page.evaluate("[asked.length, written.length]")).toEqual([1, 2]);
    await page.evaluate("globalThis.gone = true");
    await finish();
    await expect.poll(() => page.innerText("#units-state")).toMatch(/^Niet opgeslagen/);
    expect(await page.isVisible("#save")).toBe(true);
    await page.evaluate("globalThis.gone = false");
    await page.click("#save");
    await expect.poll(() => page.evaluate("asked.length")).toBe(2);
    await page.close();
  });

  test("files that do not belong here are each said to be so, and nothing of them is taken", async () => {
    const { page } = await open();
    writeFileSync(join(folder, "brief.txt"), encodeUtf8("Geachte heer,\n"));
    const wrong: readonly (readonly [string, RegExp])[] = [
      [join(folder, "brief.txt"), /brief\.txt is geen invoer van deze pagina/],
      [put("a.txt", { ...entryOf(1, []), election: "GR2026_Zandhoek" }), /andere gemeente: GR2026_Zandhoek/],
      [put("b.txt", { ...entryOf(1, []), form: "0".repeat(64) }), /een ander invoerformulier/],
    ];
    for (const [file, says] of wrong) {
      await page.setInputFiles("#resume", file);
      await expect.poll(() => page.innerText("#start-state")).toMatch(says);
      expect(await page.isVisible("#start")).toBe(true);
    }
    await page.click("#begin");
    expect(await page.innerText("#start-state")).toBe("Kies eerst welke invoer u doet.");
    await begin(page, 1, "\u202e");
    expect(await page.innerText("#start-state")).toMatch(/^Vul in wie typt/);
    await page.close();
  });

  test("who decides sees both figures of the boxes that differ, and no other; one paper of a station after the other", async () => {
    const later = (figure: number): Paper => paper(first, new Map([...goodFigures(1), ["G", figure]]), "Na14-1");
    const slip = goodPapers().map((each, i) => (i === 0 ? withFigures(each, { "E.4": 72, G: 33 }) : each));
    const files = [
      put("1.txt", entryOf(1, [...goodPapers(), later(2)])),
      put("2.txt", entryOf(2, [...slip, later(5)])),
    ];
    const { page } = await open();
    await begin(page, 3, "Medewerker 1");
    expect(await page.innerText("#start-state")).toMatch(/eerste én van de tweede invoer/);
    await page.setInputFiles("#both-files", files);
    await expect.poll(() => page.innerText("#both-names")).toBe("1.txt, 2.txt");
    await page.click("#begin");
    expect(await page.innerText("#start-state")).toMatch(/^U typte zelf/);
    await page.fill("#person", "derde");
    await page.click("#begin");
    expect(await page.locator("#unit-list button").count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await page.locator("#boxes input").count()).toBe(2);
    expect(await page.innerText("#boxes")).toContain("De een typte 27, de ander 72. Pak het papier. Wat staat er?");
    expect(await axeComplaints(page)).toEqual([]);
    await lines(page, 3);
    await page.click("#done");
    expect(await page.innerText("#paper-state")).toMatch(/^Nog niet getypt: E\.4\./);
    await lines(page, 27);
    await savedBy(page, () => page.keyboard.press("Enter"));
    expect(await page.innerText("#unit-list button")).toMatch(/begonnen$/);
    await page.keyboard.press("Enter");
    expect(await page.innerText("#paper-title")).toMatch(/Na 14-1/);
    await lines(page, 4);
    const decision = await savedBy(page, () => page.keyboard.press("Enter"));
    const decided: readonly (readonly [Field, Figure])[] = [
      ["G", 3],
      ["E.4", 27],
    ];
    expect(decision.person).toBe("derde");
    expect(decision.papers).toEqual([
      paper(first, new Map(decided)),
      paper(first, new Map<Field, Figure>([["G", 4]]), "Na14-1"),
    ]);
    expect(await page.innerText("#units-state")).toMatch(/Alles is klaar en opgeslagen/);
    await page.close();
  });

  test("a correction after the paper that it corrects: only what is filled in", async () => {
    const { page } = await open();
    await page.setInputFiles("#resume", put("c.txt", entryOf(1, goodPapers())));
    await page.click("#unit-list button");
    await page.click("#another");
    await page.check('input[name=model][value="Na14-1"]');
    expect(await page.innerText("#paper-hint")).toMatch(/^Typ alleen wat op dit papier is ingevuld/);
    await page.fill("[id='box-G']", "2");
    const { papers } = await savedBy(page, () => page.click("#done"));
    expect(papers.filter(({ unit }) => unit === first).map(({ model }) => model)).toEqual(["N10-1", "Na14-1"]);
    expect(
      [...(papers.find(({ model }) => model === "Na14-1")?.figures ?? [])].filter(([, figure]) => figure !== "-"),
    ).toEqual([["G", 2]]);
    await page.close();
  });
});
