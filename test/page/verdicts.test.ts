// Every verdict as the page sets it out, at every size: the word and the headline are in the window, without colour too, and axe-core finds
// nothing. The records are made, not read: page.test.ts has real discs.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf } from "../../src/verify/record/outcome.ts";
import type { VerificationRecord } from "../../src/verify/record/record.ts";
import type { Language } from "../../src/words/language.ts";
import { goodDisc } from "../corpus/workshop.ts";
import { has } from "../tools.ts";
import { axeComplaints, buildPage, launch, openPage, verdictScript } from "./browser.ts";
import { allOutcomes } from "./outcomes.ts";

/** Windows of laptops with their bars, a small one, a telephone; and two of these at 200 %. */
const sizes = [
  [1366, 625],
  [1280, 580],
  [960, 470],
  [320, 568],
  [683, 312],
  [640, 290],
] as const;

describe.skipIf(!has("chromium"))("the verdict on the page", () => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  let noise: readonly string[];
  let outcomes: readonly (readonly [string, VerificationRecord])[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zegel-verdicts-"));
    browser = await launch();
    ({ page, noise } = await openPage(browser, buildPage(join(folder, "page"), goodDisc().rootNote)));
    await page.evaluate(await verdictScript());
    outcomes = await allOutcomes();
    await page.evaluate(`globalThis.records = ${JSON.stringify(outcomes.map(([, record]) => record))}`);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Shows the record of this index, and tells what `look`, an expression, then comes to. */
  const shown = (index: number, look: string, language: Language = "nl"): Promise<unknown> =>
    page.evaluate(`showAgain(records[${index}], "${language}"); ${look}`);

  test.each(sizes)("is in a window of %i by %i, whichever it is", async (width, height) => {
    await page.setViewportSize({ width, height });
    const outside = await page.evaluate(`
      const inside = (name) => {
        const { top, bottom, left, right } = document.querySelector(name).getBoundingClientRect();
        return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      };
      const isSeen = () => ["word", "line", "sign"].every((name) => inside("#verdict ." + name)) &&
        document.documentElement.scrollWidth <= innerWidth && document.activeElement.id === "headline";
      records.flatMap((record, i) => ["nl", "en"].filter((language) => {
        showAgain(record, language);
        return !isSeen();
      }).map((language) => language + " " + i));
    `);
    expect(outside).toEqual([]);
  });

  test("would be missed by that test where it is not in the window", async () => {
    expect(
      await shown(0, "document.querySelector('#verdict .line').getBoundingClientRect().bottom <= innerHeight"),
    ).toBe(true);
    const away =
      "scrollTo(0, 0), document.querySelector('#verdict .line').getBoundingClientRect().bottom <= innerHeight";
    expect(await shown(0, away)).toBe(false);
  });

  test("says what the component says: word, headline, steps in order, the message small and last; and the tab says the word", async () => {
    await page.setViewportSize({ width: 1366, height: 625 });
    expect(new Set(outcomes.map(([, record]) => outcomeOf(record, "nl").word)).size).toBe(4);
    for (const [i, [name, record]] of outcomes.entries()) {
      const { sign, word, headline, emergency, cause, software, checked, steps, after, message } = outcomeOf(
        record,
        "nl",
      );
      const head = [emergency, cause, software, checked].filter((line) => line !== undefined);
      const stopcode = `Stopcode: ${record.receipt?.code} (laat zien of meer gemeenten hetzelfde hebben)`;
      const numbers = [...(record.exitCode === 0 ? [] : [stopcode]), `Controlenummer: ${record.controlNumber}`];
      const due = [word, headline, ...head, "Wat u nu moet doen", ...steps, ...after, ...numbers, message];
      const parts = '"#verdict .word, #verdict .line, #verdict p, #verdict h3, #verdict li"';
      const look = `({
        texts: [...document.querySelectorAll(${parts})].map((one) => one.textContent),
        title: document.title,
        sign: document.querySelector("#verdict").className,
      })`;
      const title = `${word} – Controle van verkiezingssoftware`;
      expect([name, await shown(i, look)]).toEqual([name, { texts: due, title, sign }]);
    }
  });

  test("is told by outline and border where there is no colour, and practice is never green", async () => {
    const looks = new Map<string, string>();
    for (const [i, [name, record]] of outcomes.entries()) {
      const { sign } = outcomeOf(record, "nl");
      const look = `[
        document.querySelector("#verdict .sign path").getAttribute("d"),
        getComputedStyle(document.querySelector("#verdict")).borderTopStyle,
        getComputedStyle(document.querySelector("#verdict .word")).color,
      ]`;
      const [outline, border, colour] = (await shown(i, look)) as string[];
      const seen = `${outline} ${border} ${colour}`;
      expect([name, looks.get(sign) ?? seen]).toEqual([name, seen]);
      looks.set(sign, seen);
    }
    const seen = [...looks.values()].map((one) => one.split(/ (?=solid|dashed|double)/));
    expect(new Set(seen.map(([outline]) => outline)).size).toBe(4);
    expect(new Set(seen.map(([, rest]) => rest)).size).toBe(4);
    expect(looks.get("practice")).not.toContain("rgb(23, 92, 51)");
    expect(looks.get("good")).toContain("rgb(23, 92, 51)");
  });

  test.each([
    ["as it is", {}],
    ["in forced colours", { forcedColors: "active" }],
    ["in print", { media: "print" }],
  ] as const)("axe-core finds nothing %s, in either language, at any size", async (_how, media) => {
    await page.emulateMedia({ media: "screen", forcedColors: "none", ...media });
    const oneOfEach = new Map(outcomes.map(([, record], i) => [outcomeOf(record, "nl").sign, i]));
    expect(oneOfEach.size).toBe(4);
    for (const [i, [sign, index]] of [...oneOfEach].entries()) {
      const [width, height] = sizes[i] ?? sizes[0];
      await page.setViewportSize({ width, height });
      await shown(index, "0", i % 2 === 0 ? "nl" : "en");
      expect([sign, await axeComplaints(page)]).toEqual([sign, []]);
    }
    await page.emulateMedia({ media: null, forcedColors: null });
  });

  test("asks nothing of a network while it is shown", () => {
    expect(noise).toEqual([]);
  });
});
