// Three implementations of the reading path: the command line, the Linux executable and the page give one result line for every
// disc of the attack corpus that can be judged under one root. `npm run test:three`

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slipOfFile } from "../../src/page/slips.ts";
import { resultLine } from "../../src/verify/record/result-line.ts";
import type { Trial } from "../corpus/attack.ts";
import { attacks } from "../corpus/attacks.ts";
import { twins } from "../corpus/twins.ts";
import { goodDisc } from "../corpus/workshop.ts";
import { pack } from "../package/packing.ts";
import { has } from "../tools.ts";
import { folderOf } from "../verify/harness.ts";
import { begin, buildPage, launch, openPage, verdictOf } from "./browser.ts";
import { hiddenFolders } from "./chosen.ts";
import { discWithList, installed, installedFaults } from "./installations.ts";
import { recordOfProgram, verifyCommand } from "./three.ts";

describe.skipIf(!has("chromium"))("command line, executable and page", { timeout: 7_200_000 }, () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  const disc = goodDisc();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zegel-three-"));
    writeFileSync(join(folder, "root.note"), disc.rootNote);
    pack(["zegel-verify-linux-x64"], join(folder, "out"), disc.rootNote);
    browser = await launch();
    ({ page } = await openPage(browser, buildPage(join(folder, "page"), disc.rootNote)));
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ofProgram = async (argv: readonly string[], target: string, given: readonly string[]) =>
    resultLine(await recordOfProgram([...argv, target, ...given], folder));

  const ofPage = async (target: string, isFolder: boolean, code: string) => {
    await page.reload();
    await begin(page, target, isFolder, code);
    return resultLine(await verdictOf(page));
  };

  /** All three at a time: none of them writes. */
  async function linesOf(target: string, isFolder: boolean, code: string) {
    const [line, executable, ofThePage] = await Promise.all([
      ofProgram(verifyCommand, target, ["--root", "root.note", "--code", code]),
      ofProgram([join(folder, "out/zegel-verify-linux-x64")], target, ["--code", code]),
      ofPage(target, isFolder, code),
    ]);
    return { line, executable, page: ofThePage };
  }

  test("give the same line for every disc", async () => {
    const all: { name: string; trial: Trial }[] = [...attacks, ...twins].map((row) => ({
      name: "form" in row ? `${row.name} ${row.form}` : row.name,
      trial: row.make(),
    }));
    let compared = 0;
    for (const { name, trial } of all) {
      const { target } = trial;
      if (typeof target === "string" || !isForPage(trial)) continue;
      if ((await slipOfFile(new File([new Uint8Array(target)], "schijf.iso"))) !== undefined) continue; // the page asks again, and never judges it
      writeFileSync(join(folder, "schijf.iso"), target);
      const lines = await linesOf(join(folder, "schijf.iso"), false, trial.disc.code);
      expect([name, lines.executable, lines.page]).toEqual([name, lines.line, lines.line]);
      if (++compared % 50 === 0) process.stdout.write(`${compared} discs compared\n`);
    }
    process.stdout.write(`${compared} of ${all.length} discs compared\n`);
    expect(compared).toBeGreaterThan(400);
  });

  test("and for every folder of the corpus, chosen; what a browser hides is known, and nothing else differs", async () => {
    const all = [...attacks, ...twins].map((row) => ({ name: row.name, trial: row.make() }));
    const differing: string[] = [];
    let compared = 0;
    for (const { name, trial } of all) {
      const { target } = trial;
      if (typeof target !== "string" || !isForPage(trial) || name === "tree-empty") continue; // nothing can be chosen in it
      const lines = await linesOf(target, true, trial.disc.code);
      expect([name, lines.executable]).toEqual([name, lines.line]);
      if (lines.page !== lines.line) differing.push(name);
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
    expect(differing.sort()).toEqual([...hiddenFolders].sort());
  });

  test("and for a chosen folder with every kind of fault that a browser can be given", async () => {
    const faults: [string, (at: string) => void][] = [
      ["good", () => undefined],
      ["extra", (at) => writeFileSync(join(at, "SETUP.EXE"), "MZ")],
      ["missing", (at) => rmSync(join(at, "LEESMIJ.txt"))],
      ["changed", (at) => writeFileSync(join(at, "LEESMIJ.txt"), "anders")],
      ["no seal", (at) => rmSync(join(at, "ZEGEL/SEAL"))],
    ];
    for (const [name, spoil] of faults) {
      const at = join(folder, name);
      for (const [path, content] of Object.entries(disc.files)) {
        mkdirSync(join(at, path, ".."), { recursive: true });
        writeFileSync(join(at, path), content);
      }
      for (const path of disc.folders) mkdirSync(join(at, path), { recursive: true });
      spoil(at);
      const lines = await linesOf(at, true, disc.code);
      expect([name, lines.executable, lines.page]).toEqual([name, lines.line, lines.line]);
    }
  });

  test("and for an installed program with every kind of fault that a browser sees; what it hides is ECHT there and nowhere else", async () => {
    const withList = discWithList();
    const reference = folderOf(withList);
    for (const [name, spoil, seen] of installedFaults) {
      const target = installed(spoil);
      const given = ["--code", withList.code, "--reference", reference, "--installed"];
      await page.reload();
      await page.setInputFiles("#reference-folder", reference);
      await page.setInputFiles("#program", target);
      await page.fill("input[name=group-1]", withList.code);
      await page.click("#start");
      const ofThePage = await verdictOf(page);
      const line = await ofProgram([...verifyCommand, "--root", "root.note", ...given], target, []);
      const executable = await ofProgram([join(folder, "out/zegel-verify-linux-x64"), ...given], target, []);
      expect([name, executable]).toEqual([name, line]);
      if (seen === "seen") expect([name, resultLine(ofThePage)]).toEqual([name, line]);
      else expect([name, line.includes("ONVOLLEDIG")]).toEqual([name, true]);
    }
  });

  /** Other roots, loose notes and other expectations are not this page's; those of the public log are in three-log.slow.ts. */
  const isForPage = ({ disc: of, outside = {} }: Trial) =>
    Object.keys(outside).length === 0 && Buffer.from(of.rootNote).equals(Buffer.from(disc.rootNote));
});
