// Letters of a register at the size of an election: 400 of them printed and read again; and kill -9 while they are made.

import { spawn } from "node:child_process";
import { scryptSync } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  commitmentInput,
  commitmentSalt,
  envelopeOf,
  parseNote,
  parseReceiptKey,
  receiptProof,
  textDigest,
} from "../../src/format/index.ts";
import { zegelCommand } from "../cli/flow.ts";
import { launch } from "../page/browser.ts";
import { has, run } from "../tools.ts";
import { by, type DispatchOffice, dispatchOffice, keysIn } from "./dispatch.ts";

const numberOf = (i: number) => envelopeOf(`${100 + i}`.padStart(4, "0"));

/** With so many packed envelopes. */
function officeOf(count: number): Promise<DispatchOffice> {
  const all = Array.from({ length: count }, (_, i) => i);
  return dispatchOffice({
    people: all.map((i) => `GM${`${i + 1}`.padStart(4, "0")};gsb;GSB;Plaats ${i};nl;nee;;Markt ${i};1000 AA;Plaats;;;`),
    packed: all.map((i) => `${numberOf(i)};;${i + 1};NL${i}`),
  });
}

describe("400 letters", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
  });

  test("are 400 sheets, on which every key and code stands and every QR code is read", async () => {
    for (const tool of ["pdftotext", "pdftoppm", "zbarimg"]) expect([tool, has(tool)]).toEqual([tool, true]);
    const office = await officeOf(400);
    expect((await office.letters()).status).toBe(0);
    expect(office.names()).toHaveLength(2);
    const read: string[] = [];
    for (const [file, name] of office.names().entries()) {
      const page = await browser.newPage();
      await page.goto(`file://${join(office.folder, "brieven", name)}`);
      const pdf = join(office.folder, `${file}.pdf`);
      await page.pdf({ preferCSSPageSize: true, path: pdf });
      await page.close();
      const sides = run("pdftotext", ["-layout", pdf, "-"]).stdout.split("\f").slice(0, -1);
      expect(sides).toHaveLength(400);
      const keys = keysIn(office.made(name));
      expect(new Set(keys).size).toBe(200);
      for (const [i, key] of keys.entries())
        for (const part of [...key.split("-"), numberOf(200 * file + i), `Plaats ${200 * file + i}`])
          expect(sides[2 * i]).toContain(part);
      for (let i = 0; i < 200; i++) {
        const to = join(office.folder, "side");
        run("pdftoppm", ["-r", "200", "-gray", "-singlefile", "-f", `${2 * i + 1}`, "-l", `${2 * i + 1}`, pdf, to]);
        read.push(run("zbarimg", ["-q", "--raw", `${to}.pgm`]).stdout.trim());
      }
    }
    const [, code = ""] = /^ZEGEL\.B1\.0100F\.([0-9A-Z]{35})$/.exec(read[0] ?? "") ?? [];
    expect(read).toEqual(read.map((_, i) => `ZEGEL.B1.${numberOf(i).replace("-", "")}.${code}`));
    expect(read).toHaveLength(400);
  });
});

test("kill -9 at forty moments leaves no letter whose key the register does not know, and a register that can go on", async () => {
  const office = await officeOf(12);
  const { folder } = office;
  const [register, first, out] = [join(folder, "r"), join(folder, "first"), join(folder, "brieven")];
  copyFileSync(register, first);
  const digest = textDigest(parseNote(readFileSync(join(folder, "release.note")), "note").text);
  const args = ["register", "letters", "r", "release.note", "--root", "root.note", "--kit", "kit.tar"].concat([
    "--texts",
    "brief.json",
    "--out",
    "brieven",
    "--per-file",
    "3",
    ...by,
  ]);
  const whole = Date.now();
  await killed(folder, args, undefined);
  const span = Date.now() - whole;
  let half = 0;
  for (let moment = 0; moment < 40; moment++) {
    rmSync(out, { recursive: true, force: true });
    rmSync(`${register}.lock`, { force: true });
    copyFileSync(first, register);
    await killed(folder, args, Math.round((span * (moment + 0.5)) / 40));
    const lines = readFileSync(register, "utf8").split("\n");
    for (const name of namesIn(out))
      for (const article of readFileSync(join(out, name), "utf8").split("<article").slice(1)) {
        const [, envelope = ""] = /data-envelope="([^"]+)"/.exec(article) ?? [];
        const [key = ""] = keysIn(article);
        if (!/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(key)) {
          half++;
          continue;
        }
        const proof = receiptProof(parseReceiptKey(key), envelope, digest, 0);
        const drive = scryptSync(commitmentInput(proof), commitmentSalt(envelope, 1, 0), 32, {
          N: 2 ** 14,
          r: 8,
          p: 1,
        });
        expect(lines.findLast((line) => line.includes(` commit ${envelope} 1 `))).toContain(drive.toString("hex"));
      }
    rmSync(out, { recursive: true, force: true });
    const on = await office.run("letters", ...args.slice(2), "--only", `${numberOf(0)}..${numberOf(11)}`);
    expect([moment, on.status, on.stderr]).toEqual([moment, 0, expect.any(String)]);
    expect((await office.run("verify", "r")).status).toBe(0);
  }
  console.log(`letters without a key on the disk after kill -9: ${half}`);
});

const namesIn = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return []; // killed before there was a folder
  }
};

/** Resolves when it has ended; `after`: milliseconds until it is killed. */
function killed(folder: string, args: readonly string[], after: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const [node, program] = zegelCommand;
    const child = spawn(node, [program, ...args], { cwd: folder, stdio: "ignore" });
    const timer = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
