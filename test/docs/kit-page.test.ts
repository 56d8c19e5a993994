// The page at the root of every disc: it runs nothing, everybody can read it, and its lines can be copied as they stand.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sign, signSvg, signWords } from "../../src/words/signs.ts";
import { launch } from "../page/browser.ts";
import { has } from "../tools.ts";

const path = join(import.meta.dirname, "../../kit/00-EERST-CONTROLEREN.html");
const source = readFileSync(path, "utf8");

test("the page runs and loads nothing", () => {
  expect(source).toContain(
    "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"",
  );
  expect(source).not.toMatch(
    /<script|<img|<link|<iframe| on[a-z]+=|url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg")/i,
  );
});

test("the page shows each sign as the screen draws it, beside its word", () => {
  for (const [sign, word] of Object.entries(signWords) as [Sign, { readonly nl: string }][])
    expect(source).toContain(`${signSvg(sign).source}<span><strong>${word.nl}</strong>`);
});

test("the page has the line for each letter and both programs, and no hash code but one that is seen to be an example", () => {
  const lines = [...source.matchAll(/<td><code>(.*?)<\/code>/g)].map(([, line]) => line);
  expect(lines).toEqual(
    ["controleprogramma.exe", "controlepagina.html"].flatMap((file) =>
      ["D", "E", "F"].map((letter) => `certutil -hashfile ${letter}:\\ZEGEL\\${file} SHA256`),
    ),
  );
  const groups = [...source.matchAll(/<code>([0-9a-f]{4})<\/code>/g)].map(([, group]) => group);
  expect(groups).toEqual([..."0123456789abcdef"].map((digit) => digit.repeat(4)));
  expect(source).toContain(`<strong>${groups.join("<wbr>")}</strong>`);
  expect(source.replaceAll(/<[^>]*>/g, "").match(/[0-9a-f]{32,}/g)).toEqual([groups.join("")]);
});

describe.skipIf(!has("chromium"))("the page in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  async function complaints(page: Page): Promise<unknown> {
    await page.evaluate(axe.source); // by the debugger: the page's own policy would not run it
    return page.evaluate(
      'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })' +
        '.then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
    );
  }

  test.each([1366, 960, 320])("axe-core finds nothing at %i px, and nothing runs out of the window", async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 700 } });
    await page.goto(`file://${path}`);
    expect(await complaints(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await page.close();
  });

  test.each([
    ["in print", { media: "print" }],
    ["in forced colours", { forcedColors: "active", colorScheme: "dark" }],
  ] as const)("axe-core finds nothing %s", async (_where, medium) => {
    const page = await browser.newPage({ viewport: { width: 720, height: 900 } });
    await page.goto(`file://${path}`);
    await page.emulateMedia(medium);
    expect(await complaints(page)).toEqual([]);
    await page.close();
  });

  test("one click chooses the whole line", async () => {
    const page = await browser.newPage();
    await page.goto(`file://${path}`);
    await page.locator("td code").first().click();
    expect(await page.evaluate("getSelection().toString().trim()")).toBe(
      "certutil -hashfile D:\\ZEGEL\\controleprogramma.exe SHA256",
    );
    await page.close();
  });
});
