// The page in headless Chromium, used as a person does: choose, type, press, read.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { VerificationRecord } from "../../src/verify/record/record.ts";
import { run } from "../tools.ts";

export const chromiumPath = "/usr/bin/chromium";
const project = join(import.meta.dirname, "../..");

/** Makes the page with this root built in (none: a page without an anchor) and returns its path. */
export function buildPage(out: string, root: Uint8Array | undefined, folder = project): string {
  const given = root === undefined ? [] : ["--root", `${out}.root.note`];
  if (root !== undefined) writeFileSync(`${out}.root.note`, root);
  const made = run(process.execPath, [join(folder, "scripts/page.mjs"), "--revision", "test", "--out", out, ...given], {
    cwd: folder,
  });
  expect(made.status, made.stdout + made.stderr).toBe(0);
  return join(out, "controlepagina.html");
}

/** What axe-core finds against WCAG 2.2 AA. By the debugger: the page's own policy would not run it. */
export async function axeComplaints(page: Page): Promise<string[]> {
  if (!(await page.evaluate("globalThis.axe !== undefined"))) await page.evaluate(axe.source);
  return page.evaluate(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })' +
      '.then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
  );
}

/** Text that puts `showAgain(record, language)` into a page: the verdict of any record, as after a check. */
export async function verdictScript(): Promise<string> {
  const { bundle } = await import(join(project, "scripts/package/bundle.mjs"));
  const { bytes } = await bundle("test/page/verdict-entry.mjs", project, {}, { outfile: "x.js", platform: "browser" });
  return new TextDecoder().decode(bytes);
}

export function launch(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", ...args] });
}

/** A fresh page; whatever it asks of a network or says on its console is collected. */
export async function openPage(browser: Browser, path: string): Promise<{ page: Page; noise: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1200 }, locale: "nl-NL" });
  const noise: string[] = [];
  page.on("request", (request) => {
    if (!/^(file|blob|data|about):/.test(request.url())) noise.push(request.url());
  });
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  await page.goto(`file://${path}`);
  return { page, noise };
}

/** Chooses `target` (an image by its path, or a folder), types the code and starts. */
export async function begin(page: Page, target: string, isFolder: boolean, code: string): Promise<void> {
  await page.setInputFiles(isFolder ? "#folder" : "#file", target);
  await page.fill("input[name=group-1]", code);
  await page.click("#start");
}

/** Drops files or folders on the page, as a person does with the mouse. */
export async function drop(page: Page, ...files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  await session.detach();
}

/** Waits for a verdict; a code that is asked about is gone on with. The record as the person would keep it. */
export async function verdictOf(page: Page, timeout = 100_000): Promise<VerificationRecord> {
  const none = page.locator("#start-state", { hasText: /geen oordeel/ });
  const question = page.locator("#question-go-on");
  const result = page.locator("#result");
  await result.or(question).or(none).filter({ visible: true }).first().waitFor({ timeout });
  if (await question.isVisible()) {
    await question.click();
    await result.or(none).filter({ visible: true }).first().waitFor({ timeout });
  }
  if (await none.isVisible()) throw new Error(await none.innerText());
  return keptRecord(page);
}

export async function keptRecord(page: Page): Promise<VerificationRecord> {
  await page.evaluate("document.querySelector('#details').parentElement.open = true");
  return JSON.parse((await savedBy(page, "#save-data")).text);
}

/** The file that a button saves. */
export async function savedBy(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return { name: download.suggestedFilename(), text: Buffer.concat(parts).toString("utf8") };
}
