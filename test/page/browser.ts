// The page in headless Chromium, used as a person does: choose, type, press, read.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

/** Drops a file or folder on the page, as a person does with the mouse. */
export async function drop(page: Page, target: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [target], dragOperationsMask: 1 };
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
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-data")]);
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}
