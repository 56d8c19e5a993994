// The page in Chromium: the same judgement as the program's, in words for officials, without a network.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeRecallCode, encodeUtf8 } from "../../src/format/index.ts";
import { slipOfFile } from "../../src/page/slips.ts";
import { resultLine } from "../../src/verify/record/result-line.ts";
import { attacks } from "../corpus/attacks.ts";
import { goodDisc } from "../corpus/workshop.ts";
import { has } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";
import { folderOf, verifyFolder, verifyImageBytes } from "../verify/harness.ts";
import { complaintsOf } from "../verify/schema.ts";
import { begin, buildPage, drop, keptRecord, launch, openPage, verdictOf } from "./browser.ts";

const root = join(import.meta.dirname, "../..");

describe.skipIf(!has("chromium"))("controlepagina.html", () => {
  let browser: Browser;
  let folder: string;
  let path: string;
  const disc = goodDisc();
  const many = Uint8Array.from({ length: 9_000_000 }, (_, i) => (i * 7) ^ (i >> 8));
  const large = makeDisc({ payload: { "groot.bin": many, "klein.txt": encodeUtf8("klein\n") } }); // the same root

  const put = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const open = () => openPage(browser, path);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zegel-page-"));
    path = buildPage(join(folder, "page"), disc.rootNote);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a good image: ECHT, a record by the schema, and the program's own result line", async () => {
    const { page, noise } = await open();
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    const record = await verdictOf(page);
    expect(record.verdict).toBe("ECHT");
    expect(await page.innerText("#headline")).toBe("GOED\nDit ISO-bestand is echt. U mag installeren.");
    expect(await page.innerText("#verdict")).toMatch(/hele schijf, elke byte[\s\S]*\(melding: ECHT\)/);
    expect(await page.title()).toBe("GOED – Controle van verkiezingssoftware");
    const schema = JSON.parse(readFileSync(join(root, "docs/spec/record.schema.json"), "utf8"));
    expect(complaintsOf(record, schema)).toEqual([]);
    expect(record.tool).toMatchObject({ kind: "page", file: "controlepagina.html" });
    expect(record.steps.find((step) => step.id === "self-test")?.status).toBe("passed");
    expect(resultLine(record)).toBe(resultLine(await verifyImageBytes(disc.image, disc)));
    expect(noise).toEqual([]);
    await page.close();
  });

  test("an image of many chunks: ECHT; and with another byte in the last GEWIJZIGD", async () => {
    const at = large.image.length - 400_000;
    const changed = large.image.with(at, (large.image[at] ?? 0) ^ 1);
    const { page } = await open();
    const trials = [
      ["groot.iso", large.image, "ECHT"],
      ["anders.iso", changed, "GEWIJZIGD"],
    ] as const;
    for (const [name, image, verdict] of trials) {
      await page.reload();
      await begin(page, put(name, image), false, large.code);
      const record = await verdictOf(page);
      expect(record).toMatchObject({ verdict });
      expect(resultLine(record)).toBe(resultLine(await verifyImageBytes(image, large)));
    }
    await page.close();
  });

  test.each([
    ["at its start", "throw new Error('stuk')"],
    ["while it digests", "let count = 0; onmessage = () => { if (++count === 2) throw new Error('stuk'); };"],
  ])("a digest worker that fails %s: that is said, and there is no verdict", async (_when, program) => {
    const { page } = await open();
    await page.evaluate(`
      const Good = Worker;
      globalThis.Worker = function () { return new Good(URL.createObjectURL(new Blob([${JSON.stringify(program)}]))); };
    `);
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    await page.locator("#start-state", { hasText: "a digest worker failed" }).waitFor();
    expect(await page.isVisible("#result")).toBe(false);
    await page.close();
  });

  test("a browser that clears up its memory all the time still comes to a verdict", async () => {
    const tidy = await launch(["--js-flags=--expose-gc"]);
    const { page } = await openPage(tidy, path);
    await page.evaluate("setInterval(gc, 1)");
    await begin(page, put("groot.iso", large.image), false, large.code);
    expect(await verdictOf(page)).toMatchObject({ verdict: "ECHT" });
    await tidy.close();
  });

  test("an older browser, without streams into a buffer, comes to the same", async () => {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      const whole = ReadableStream.prototype.getReader;
      ReadableStream.prototype.getReader = function (this: ReadableStream, options?: unknown) {
        if (options !== undefined) throw new TypeError("no such reader");
        return whole.call(this);
      } as typeof whole;
    });
    await page.goto(`file://${path}`);
    await begin(page, put("groot.iso", large.image), false, large.code);
    expect(resultLine(await verdictOf(page))).toBe(resultLine(await verifyImageBytes(large.image, large)));
    await page.close();
  });

  test("an image that changes after it was chosen is not read on: no ECHT, and none for the bytes that are there now", async () => {
    const { page } = await open();
    await page.setInputFiles("#file", put("wisselt.iso", disc.image.with(0, 1)));
    put("wisselt.iso", disc.image);
    utimesSync(join(folder, "wisselt.iso"), new Date(0), new Date(0));
    await page.fill("input[name=group-1]", disc.code);
    await page.click("#start");
    const refused = page.locator("#headline, #start-state", { hasText: /^WACHT|geen oordeel/ });
    await refused.waitFor({ timeout: 60_000 });
    expect(await page.locator("#verdict.good").count()).toBe(0);
    await page.close();
  });

  // A disc of every verdict that one root can give, by the attack corpus; the whole corpus: three.slow.ts
  const wanted = ["GEEN_ZEGELSCHIJF", "NIET_ONDERTEKEND", "GEWIJZIGD", "ONVOLLEDIG"];
  test.each(wanted)("an image that is %s gives the program's result line", async (verdict) => {
    const trials = attacks.filter((attack) => attack.verdict === verdict && attack.form === "after").slice(0, 3);
    let compared = 0;
    const { page } = await open();
    for (const attack of trials) {
      const { target, disc: of, outside } = attack.make();
      if (typeof target === "string" || outside !== undefined || of !== disc) continue;
      if ((await slipOfFile(new Blob([new Uint8Array(target)]))) !== undefined) continue; // asked again, and never judged
      await begin(page, put("slecht.iso", target), false, disc.code);
      const record = await verdictOf(page);
      expect(resultLine(record), attack.name).toBe(resultLine(await verifyImageBytes(target, disc)));
      expect(record.verdict).toBe(verdict);
      compared++;
      await page.reload();
    }
    expect(compared).toBeGreaterThan(0);
    await page.close();
  });

  test("a chosen folder: ECHT for the files, and what a browser cannot see is said; an extra file is ONVOLLEDIG", async () => {
    const whole = folderOf(disc);
    const { page } = await open();
    await page.setInputFiles("#folder", whole);
    expect(await page.innerText("#target")).toContain("een tweede sessie");
    await begin(page, whole, true, disc.code);
    const record = await verdictOf(page);
    expect(resultLine(record)).toBe(resultLine(await verifyFolder(whole, disc)));
    expect(record).toMatchObject({ verdict: "ECHT", scope: "tree" });
    expect(JSON.stringify(record.steps)).toContain("EMPTY_FOLDERS_NOT_SEEN");
    writeFileSync(join(whole, "SETUP.EXE"), "MZ");
    await page.reload();
    await begin(page, whole, true, disc.code);
    expect(await verdictOf(page)).toMatchObject({ verdict: "ONVOLLEDIG" });
    await page.close();
  });

  test("a dropped image is read; a dropped folder, of which a browser hides things, is refused with what to do", async () => {
    const { page } = await open();
    await drop(page, folderOf(disc));
    await page.locator("#target", { hasText: "Kies de map met knop 1" }).waitFor();
    await page.fill("input[name=group-1]", disc.code);
    await page.click("#start");
    expect(await page.innerText("#start-state")).toContain("Kies eerst in stap 1");
    await drop(page, put("goed.iso", disc.image));
    await page.locator("#target", { hasText: "Gekozen bestand: goed.iso" }).waitFor();
    await page.click("#start");
    expect(await verdictOf(page)).toMatchObject({ verdict: "ECHT", scope: "image" });
    await page.close();
  });

  test("another release's code is told at once, and gone on with it is ANDERE_UITGAVE", async () => {
    const { page } = await open();
    const other = "00001-00002-00003-00004-00005-00006-00007";
    await begin(page, put("goed.iso", disc.image), false, other);
    await page.waitForSelector("#question:not([hidden])");
    expect(await page.isVisible("#result")).toBe(false);
    expect(await page.evaluate("document.activeElement.id")).toBe("question-title");
    expect(await page.innerText("#question")).toMatch(/Op de schijf staat: .+ versie .+ \(nummer .+\).*definitief\./);
    await page.click("#question-code");
    expect(await page.evaluate("document.activeElement.id")).toBe("group-1");
    await page.click("#start");
    await page.click("#question-disc-other");
    expect(await page.innerText("#target")).toBe("Nog niets gekozen.");
    await begin(page, join(folder, "goed.iso"), false, other);
    await page.click("#question-go-on");
    await page.waitForSelector("#result:not([hidden])");
    expect(await keptRecord(page)).toMatchObject({ verdict: "ANDERE_UITGAVE" });
    await page.close();
  });

  test("a reported recall of this very disc is INTREKKING_GEMELD; a slip in its code is told", async () => {
    const { page } = await open();
    const code = encodeRecallCode(1, disc.release.imageSha256);
    await page.click("#given summary");
    await page.fill("#recall", `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`);
    expect(await page.innerText("#recall-state")).toContain("Groep 4 klopt niet");
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    expect(await page.innerText("#start-state")).toContain("De intrekkingscode klopt nog niet");
    await page.fill("#recall", code);
    await page.click("#start");
    expect(await verdictOf(page)).toMatchObject({ verdict: "INTREKKING_GEMELD" });
    await page.close();
  });

  test("nothing is verified without a target, without a whole code, or without a root", async () => {
    const { page } = await open();
    await page.click("#start");
    expect(await page.innerText("#start-state")).toContain("Kies eerst");
    await page.setInputFiles("#file", put("goed.iso", disc.image));
    const [first = "", second = ""] = disc.code.split("-");
    await page.fill("input[name=group-1]", first);
    await page.fill("input[name=group-2]", `${second.slice(0, 4)}${second.endsWith("0") ? "1" : "0"}`);
    expect(await page.innerText("#group-2-fault")).toBe("Groep 2 klopt niet. Lees groep 2 opnieuw.");
    expect(await page.getAttribute("#group-2", "aria-describedby")).toBe("group-2-fault");
    expect(await page.getAttribute("input[name=group-2]", "aria-invalid")).toBe("true");
    await page.click("#start");
    expect(await page.innerText("#start-state")).toContain("Typ eerst in stap 2 de hele zegelcode");
    expect(await page.isVisible("#result")).toBe(false);
    await page.close();

    const bare = await openPage(browser, buildPage(join(folder, "bare"), undefined));
    await begin(bare.page, join(folder, "goed.iso"), false, disc.code);
    expect(await bare.page.innerText("#start-state")).toContain("geen vertrouwensbasis");
    expect(await bare.page.isVisible("#result")).toBe(false);
    await bare.page.close();
  });

  test("a verdict goes when something else is chosen or typed", async () => {
    const { page } = await open();
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    await verdictOf(page);
    await page.fill("input[name=group-1]", "AAAAA");
    expect(await page.isVisible("#result")).toBe(false);
    await page.close();
  });

  test("what was checked is to be chosen again: a browser lists a folder but once", async () => {
    const { page } = await open();
    const place = folderOf(disc);
    await begin(page, place, true, disc.code);
    expect((await verdictOf(page)).verdict).toBe("ECHT");
    writeFileSync(join(place, "autorun.inf"), "[autorun]");
    expect(await page.innerText("#target")).toContain("Kies opnieuw");
    await page.click("#start");
    expect(await page.innerText("#start-state")).toContain("Kies eerst in stap 1");
    expect(await page.isVisible("#result")).toBe(false);
    await page.setInputFiles("#folder", place);
    await page.click("#start");
    expect((await verdictOf(page)).verdict).toBe("ONVOLLEDIG");
    await page.close();
  });

  test("an empty folder takes the place of what was chosen; and a click forgets the path, so that each choice is told", async () => {
    const { page } = await open();
    await page.setInputFiles("#file", put("goed.iso", disc.image));
    expect(await page.innerText("#target")).toContain("goed.iso");
    expect(await page.evaluate("document.querySelector('#file').files.length")).toBe(1);
    await page.evaluate("document.querySelector('#file').dispatchEvent(new Event('click'))");
    expect(await page.evaluate("document.querySelector('#file').files.length")).toBe(0);
    const empty = join(folder, "leeg");
    mkdirSync(empty);
    await page.setInputFiles("#folder", empty);
    expect(await page.innerText("#target")).toContain("Deze map is leeg");
    await page.close();
  });

  test("a check that is under way stops when something else is chosen: its verdict never stands under another name", async () => {
    const { page } = await open();
    // What goes to the digest worker is held back, so that the check is still under way, however slow this machine.
    await page.evaluate(`
      const post = Worker.prototype.postMessage;
      window.held = [];
      Worker.prototype.postMessage = function (...message) { held.push(() => post.apply(this, message)); };
      window.letGo = () => { Worker.prototype.postMessage = post; for (const send of held) send(); };
    `);
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    await page.waitForFunction("held.length > 0");
    await page.setInputFiles("#file", put("ander.iso", Buffer.alloc(400_000)));
    await page.locator("#start-state", { hasText: "Gestopt" }).waitFor();
    expect(await page.isEnabled("#start")).toBe(true);
    await page.evaluate("letGo()");
    await page.click("#start");
    expect(await verdictOf(page)).toMatchObject({ verdict: "GEEN_ZEGELSCHIJF", target: "ander.iso" });
    await page.waitForTimeout(3000); // the first check would have come to its end long since
    expect(await page.innerText("#verdict")).toContain("GEEN_ZEGELSCHIJF");
    await page.close();
  });

  test("what the first look finds is not told of a check that was stopped", async () => {
    const { page } = await open();
    const image = put("goed.iso", disc.image);
    await page.setInputFiles("#file", image);
    await page.fill("input[name=group-1]", "00001-00002-00003-00004-00005-00006-00007");
    await page.evaluate("document.querySelector('#start').click(), document.querySelector('#cancel').click()");
    await page.waitForTimeout(2000); // the look would have come to its end long since
    expect(await page.innerText("#start-state")).toContain("Gestopt");
    await page.setInputFiles("#file", image);
    await page.click("#start");
    await page.waitForSelector("#question:not([hidden])");
    await page.close();
  });

  test("a browser that cannot: what to use instead", async () => {
    const { page } = await open();
    await page.evaluate("delete globalThis.WebAssembly");
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    await page.waitForFunction("document.querySelector('#start').disabled === false");
    expect(await page.innerText("#start-state")).toContain("Gebruik het controleprogramma of een nieuwere browser.");
    await page.close();
  });

  test("by keyboard alone, in English", async () => {
    const { page } = await open();
    await page.focus("#language");
    await page.keyboard.press("Enter");
    expect(await page.innerText("h1")).toBe("Verification of election software");
    expect(await page.getAttribute("html", "lang")).toBe("en");
    await page.setInputFiles("#file", put("goed.iso", disc.image)); // the system's own window is not the page's
    await page.focus("input[name=group-1]");
    for (const group of disc.code.split("-")) await page.keyboard.type(group); // a right group moves on to the next
    await page.keyboard.press("Enter");
    await page.waitForSelector("#result:not([hidden])");
    expect(await page.evaluate("document.activeElement.id")).toBe("headline"); // so that a screen reader reads it first
    expect((await keptRecord(page)).verdict).toBe("ECHT");
    expect(await page.innerText("#verdict")).toContain("You may install");
    await page.close();
  });

  test("names go into the record, and what cannot go on paper is refused", async () => {
    const { page } = await open();
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    await verdictOf(page);
    const inputs = page.locator("#fields input");
    await inputs.nth(0).fill("’s-Hertogenbosch");
    await inputs.nth(3).fill("A. de Vries");
    expect((await keptRecord(page)).filledIn).toMatchObject({
      municipality: "’s-Hertogenbosch",
      persons: ["A. de Vries"],
    });
    await inputs.nth(3).fill("\u0451\u0436");
    await page.click("#save-data");
    expect(await page.innerText("#person-1-fault")).toContain("niet op papier kan");
    expect(await page.getAttribute("#person-1", "aria-invalid")).toBe("true");
    await page.close();
  });

  test("axe-core finds nothing against WCAG 2.2 AA, before and after a verdict", async () => {
    const { page } = await open();
    const complaints = async () => {
      await page.evaluate(axe.source); // by the debugger: the page's own policy would not run it
      const found = await page.evaluate(
        'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })' +
          '.then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
      );
      return found as string[];
    };
    expect(await complaints()).toEqual([]);
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    await verdictOf(page);
    expect(await complaints()).toEqual([]);
    await page.close();
  });

  test("its policy lets nothing out and runs no other script", async () => {
    const { page, noise } = await open();
    const tried = await page.evaluate(`(async () => {
      const fails = async (work) => { try { await work(); return "done"; } catch { return "refused"; } };
      const script = document.createElement("script");
      script.textContent = "globalThis.evil = true";
      document.body.append(script);
      return [
        await fails(() => fetch("https://example.org/")),
        String(globalThis.evil),
      ];
    })()`);
    expect(tried).toEqual(["refused", "undefined"]);
    expect(noise.filter((line) => line.startsWith("http"))).toEqual([]);
    await page.close();
  });

  test("its bytes are the same from another folder", () => {
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    for (const name of ["src", "scripts", "package.json", "package-lock.json", "dist"])
      cpSync(join(root, name), join(elsewhere, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(elsewhere, "node_modules"));
    const again = buildPage(join(folder, "again"), disc.rootNote, elsewhere);
    expect(readFileSync(again)).toEqual(readFileSync(path));
  });
});
