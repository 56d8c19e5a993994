// The page on discs of the sizes there are: a full CD, a DVD beyond 4 GiB, a folder of 2,000 files. Rates are printed, not asserted.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { has } from "../tools.ts";
import { begin, buildPage, launch, openPage, verdictOf } from "./browser.ts";

const bench = join(import.meta.dirname, "../bench/make.mjs");

describe.skipIf(!has("chromium"))("large discs in the page", { timeout: 3_600_000 }, () => {
  let browser: Browser;
  let folder: string;

  /** A sealed disc of `megabytes` in files of 150 MB, and 2,000 small ones; its code. */
  function makeDisc(megabytes: number): { image: string; code: string; root: Uint8Array; payload: string } {
    const work = join(folder, String(megabytes));
    mkdirSync(join(work, "payload/klein"), { recursive: true });
    const script = `
      import { setUp } from ${JSON.stringify(bench)};
      const { run, signBoth } = setUp(${JSON.stringify(work)});
      run("build-iso", "--payload", "payload", "--release", "release.json", "--root", "root.note", "--out", "built");
      signBoth("built/release.note", "release.note");
      run("seal", "--image", "built/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o", "master.iso");
      process.stdout.write(JSON.parse(run("code", "release.note", "--json")).code);
    `;
    const block = Buffer.alloc(10_000_000, 7);
    for (let at = 0, i = 0; at < megabytes; at += 150, i++)
      for (let part = 0; part < 15; part++)
        writeFileSync(
          join(work, `payload/deel-${i}.bin`),
          block.map((byte) => byte ^ (i + part)),
          { flag: "a" },
        );
    for (let i = 0; i < 2000; i++) writeFileSync(join(work, `payload/klein/${i}.txt`), `regel ${i}\n`.repeat(i % 50));
    writeFileSync(join(work, "make.mjs"), script);
    const code = execFileSync(process.execPath, [join(work, "make.mjs")], { encoding: "utf8" });
    rmSync(join(work, "built"), { recursive: true });
    return { image: join(work, "master.iso"), code, root: readFileSync(join(work, "root.note")), payload: work };
  }

  async function check(megabytes: number): Promise<void> {
    const { image, code, root } = makeDisc(megabytes);
    const { page } = await openPage(browser, buildPage(join(folder, `page-${megabytes}`), root));
    const started = performance.now();
    await begin(page, image, false, code);
    const record = await verdictOf(page, 1_800_000);
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(`${megabytes} MB: ${seconds.toFixed(1)} s, ${(megabytes / seconds).toFixed(0)} MB/s\n`);
    expect(record.verdict).toBe("ECHT");
    await page.close();
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zegel-large-"));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a CD of 650 MB", () => check(600));
  test("a DVD of more than 4 GiB", () => check(4500));

  test("a folder of 2,000 files", async () => {
    const { image, code, root, payload } = makeDisc(1);
    const disc = join(payload, "disc");
    mkdirSync(disc);
    execFileSync("xorriso", ["-osirrox", "on", "-indev", image, "-extract", "/", disc], { stdio: "ignore" });
    execFileSync("chmod", ["-R", "u+w", disc]);
    const { page } = await openPage(browser, buildPage(join(folder, "page-folder"), root));
    await begin(page, disc, true, code);
    const record = await verdictOf(page, 600_000);
    expect(record).toMatchObject({ verdict: "ECHT", scope: "tree" });
    expect(record.filesCompared).toBeGreaterThan(2000);
    await page.close();
  });
});
