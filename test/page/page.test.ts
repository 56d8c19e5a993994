// The page in Chromium: the same judgement as the program's, in words for officials, without a network.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  aanwijzingenPath,
  encodeAanwijzingen,
  encodeInstall,
  encodeLogProof,
  encodeNote,
  encodeRecallCode,
  encodeUtf8,
  installPath,
} from "../../src/format/index.ts";
import { slipOfFile } from "../../src/page/slips.ts";
import { resultLine } from "../../src/verify/record/result-line.ts";
import { attacks } from "../corpus/attacks.ts";
import { goodDisc } from "../corpus/workshop.ts";
import { has } from "../tools.ts";
import { proofOf } from "../trust/log-fixture.ts";
import { makeDisc, otherDigest, recallNote, sha256Of } from "../verify/fixture.ts";
import { folderOf, verifyFolder, verifyImageBytes } from "../verify/harness.ts";
import { complaintsOf } from "../verify/schema.ts";
import { axeComplaints, begin, buildPage, drop, keptRecord, launch, openPage, savedBy, verdictOf } from "./browser.ts";

const root = join(import.meta.dirname, "../..");

/** Without a typing error, and of no disc. */
const otherCode = "00001-00002-00003-00004-00005-00006-00007";
/** A signed recall list that names this image. */
const recallOf = (imageSha256: string) => encodeNote(recallNote([imageSha256]));

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
      if ((await slipOfFile(new File([new Uint8Array(target)], "slecht.iso"))) !== undefined) continue; // asked again, and never judged
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
    await begin(page, put("goed.iso", disc.image), false, otherCode);
    await page.waitForSelector("#question:not([hidden])");
    expect(await page.isVisible("#result")).toBe(false);
    expect(await page.evaluate("document.activeElement.id")).toBe("question-title");
    expect(await page.innerText("#question")).toMatch(/Op de schijf staat: .+ versie .+ \(nummer .+\).*definitief\./);
    await page.click("#question-code");
    expect(await page.evaluate("document.activeElement.id")).toBe("group-1");
    await page.click("#start");
    await page.click("#question-disc-other");
    expect(await page.innerText("#target")).toBe("Nog niets gekozen.");
    await begin(page, join(folder, "goed.iso"), false, otherCode);
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

  test("an installed program: two folders are chosen, one look at the other; the record says what a browser cannot see", async () => {
    const installation = join(mkdtempSync(join(folder, "programma-")), "OSV");
    mkdirSync(join(installation, "bin"), { recursive: true });
    writeFileSync(join(installation, "bin/osv.jar"), "jar");
    const list = encodeInstall([{ path: "bin/osv.jar", class: "static", sha256: sha256Of("jar") }], {
      place: "C:\\OSV",
    });
    const withList = makeDisc({ payload: { "a.txt": "a", [installPath]: list } });
    const reference = folderOf(withList);
    const { page } = await open();
    await page.click("#installed summary");
    await page.setInputFiles("#reference-folder", join(reference, "ZEGEL"));
    await page
      .locator("#target", {
        hasText: "Vergelijken met: ZEGEL. Kies nu de map waarin het programma staat. Dat is meestal C:\\OSV.",
      })
      .waitFor();
    await page.click("#start");
    expect(await page.innerText("#start-state")).toContain("Kies eerst in stap 1");
    await page.fill("input[name=group-1]", withList.code);
    await page.setInputFiles("#program", join(installation, ".."));
    await page.click("#start");
    await page.locator("#target", { hasText: "In deze map staat het programma niet. Bedoelt u de map OSV" }).waitFor();
    await page.setInputFiles("#program", join(reference, "ZEGEL"));
    await page.click("#start");
    await page.locator("#target", { hasText: "Kies de map waarin het is geïnstalleerd" }).waitFor();
    expect(await page.isVisible("#result")).toBe(false);
    await page.setInputFiles("#program", installation);
    expect(await page.innerText("#target")).toMatch(/Programma: map OSV\. Aantal bestanden: 1\. .*geen lege mappen/);
    await page.click("#start");
    const record = await verdictOf(page);
    expect(record).toMatchObject({ verdict: "ECHT", scope: "installed", target: "OSV", filesCompared: 1 });
    expect(await page.innerText("#headline")).toBe("GOED\nDit programma is echt. U mag het gebruiken.");
    expect(JSON.stringify(record.steps)).toMatch(/EMPTY_FOLDERS_NOT_SEEN.*INSTALLED_LIMITS/);

    writeFileSync(join(installation, "bin/osv.jar"), "war");
    await page.setInputFiles("#program", installation);
    await page.setInputFiles("#reference-file", put("osv.iso", withList.image));
    await page.click("#start");
    expect(await verdictOf(page)).toMatchObject({ verdict: "GEWIJZIGD", scope: "installed" });
    expect(await page.innerText("#headline")).toBe("STOP\nNiet gebruiken. Er is iets veranderd.");

    await page.setInputFiles("#program", installation);
    await page.setInputFiles("#reference-folder", folderOf(disc));
    await page.fill("input[name=group-1]", disc.code);
    await page.click("#start");
    await page.locator("#start-state", { hasText: "geen lijst van geïnstalleerde bestanden" }).waitFor();
    expect(await page.isVisible("#result")).toBe(false);
    await page.close();
  });

  test("files of the Kiesraad: a signed recall list recalls, whatever an editor made of it; what is none is said", async () => {
    const { page } = await open();
    await page.setInputFiles("#notes", [
      put("brief.pdf", encodeUtf8("%PDF-1.4")),
      put("r.note", recallOf(disc.release.imageSha256)),
      put("p.tlog-proof", encodeLogProof(proofOf(disc.seal.release.text))),
    ]);
    await page.locator("#notes-list li").first().waitFor({ state: "attached" });
    expect(await page.textContent("#notes-list")).toContain("Intreklijst: r.note");
    expect(await page.textContent("#notes-list")).toContain("Logboekbewijs: p.tlog-proof");
    expect(await page.textContent("#notes-state")).toContain("brief.pdf is geen intreklijst");
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    expect(await verdictOf(page)).toMatchObject({ verdict: "INGETROKKEN" });
    expect(await page.title()).toMatch(/^STOP – /);

    await page.click("#given summary");
    await page.click("#notes-list button >> nth=0");
    expect(await page.isVisible("#result")).toBe(false); // the verdict was about that list, too
    const wide = Buffer.from(`\ufeff${new TextDecoder().decode(recallOf(disc.release.imageSha256))}`, "utf16le");
    await drop(page, put("recall.txt", wide));
    await page.locator("#notes-list li", { hasText: "recall.txt" }).waitFor();
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    expect(await verdictOf(page)).toMatchObject({ verdict: "INGETROKKEN" });
    await page.close();
  });

  test("slips at choosing: a sentence each, nothing is checked, and the right thing can be chosen at once", async () => {
    const { page } = await open();
    const said = (text: string | RegExp) => page.locator("#target", { hasText: text }).waitFor();
    const good = put("goed.iso", disc.image);
    await drop(page, good, put("twee.iso", disc.image));
    await said("Kies één bestand. U koos er 2.");
    await page.setInputFiles("#file", put("osv.zip", encodeUtf8("PK\u0003\u0004 osv.iso")));
    await said("Dit is een zip-bestand. Pak het eerst uit");
    const parent = join(folderOf(disc), "..");
    await page.setInputFiles("#folder", parent);
    await said("De schijf staat een map dieper. Kies de map disc.");
    await page.setInputFiles("#folder", join(parent, "disc/ZEGEL"));
    await said("Kies de hele schijf");
    await page.setInputFiles("#reference-folder", parent);
    await said("Kies de map disc.");
    await page.fill("input[name=group-1]", disc.code);
    await page.click("#start");
    expect(await page.innerText("#start-state")).toContain("Kies eerst in stap 1");
    expect(await page.isVisible("#result")).toBe(false);
    await begin(page, good, false, disc.code);
    expect(await verdictOf(page)).toMatchObject({ verdict: "ECHT" });
    await page.close();
  });

  test("slips in the code: said at the field, tied to it, and never more than a sentence", async () => {
    const { page } = await open();
    const [a = "", b = "", c = "", ...rest] = disc.code.split("-");
    const fault = (group: number) => page.innerText(`#group-${group}-fault`);
    for (const [i, text] of [a, c, b, ...rest].entries()) await page.fill(`#group-${i + 1}`, text);
    expect(await page.innerText("#code-state")).toBe("Groep 2 en groep 3 staan omgewisseld. Lees ze opnieuw.");
    for (const group of [2, 3]) {
      expect(await page.getAttribute(`#group-${group}`, "aria-invalid")).toBe("true");
      expect(await page.getAttribute(`#group-${group}`, "aria-describedby")).toBe("code-state");
      expect(await fault(group)).toBe("");
    }
    await page.fill("#group-1", "871");
    expect(await fault(1)).toBe(""); // still typing
    await page.keyboard.press("Tab");
    expect(await fault(1)).toBe("Een groep heeft 5 tekens, u typte er 3. Lees groep 1 opnieuw.");
    const recallCode = encodeRecallCode(1, disc.release.imageSha256);
    await page.fill("#group-1", recallCode);
    expect(await fault(1)).toBe("Dat is de intrekkingscode. Typ de zegelcode.");
    await page.click("#given summary");
    await page.fill("#recall", disc.code);
    expect(await page.innerText("#recall-state")).toBe("Dat is de zegelcode. Typ de intrekkingscode.");
    await page.fill("#recall", recallCode.slice(0, 9));
    expect(await page.innerText("#recall-state")).toBe(""); // still typing
    await page.fill("#recall", "");
    await page.fill(
      "#group-1",
      `\u200b${disc.code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l").replaceAll("-", " ")}\ufeff`,
    );
    expect(await page.innerText("#code-state")).toBe("De zegelcode is zonder typefout.");
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    expect(await verdictOf(page)).toMatchObject({ verdict: "ECHT" });
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
    await page.locator("#target", { hasText: "goed.iso" }).waitFor();
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
    await expect.poll(() => page.evaluate("held.length"), { timeout: 60_000 }).toBeGreaterThan(0);
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
    await page.locator("#target", { hasText: "goed.iso" }).waitFor();
    await page.fill("input[name=group-1]", otherCode);
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
    await page.locator("#start-state", { hasText: "Gebruik" }).waitFor();
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
    await page.setViewportSize({ width: 1280, height: 580 });
    await page.keyboard.press("Enter");
    await page.waitForSelector("#result:not([hidden])");
    expect(await page.evaluate("document.activeElement.id")).toBe("headline"); // so that a screen reader reads it first
    const { y = -1, height = 0 } = (await page.locator("#headline").boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThan(580);
    expect((await keptRecord(page)).verdict).toBe("ECHT");
    expect(await page.innerText("#verdict")).toContain("You may install");
    await page.close();
  });

  test("names go into the record and its file's name, and what cannot go on paper is refused at its field", async () => {
    const { page } = await open();
    await begin(page, put("goed.iso", disc.image), false, disc.code);
    await verdictOf(page);
    await page.fill("#municipality-0", "’s-Hertogenbosch");
    await page.fill("#envelope-0", "01234");
    await page.fill("#computer-0", "Balie  2");
    await page.fill("#person-1", "A. de Vries");
    expect(await page.innerText("#envelope-0-fault")).toContain("4 cijfers, een streepje en een letter");
    const record = await keptRecord(page);
    expect(Object.keys(record.filledIn)).toEqual(["municipality", "envelope", "computer", "persons", "answers"]);
    expect(record.filledIn).toMatchObject({
      municipality: "’s-Hertogenbosch",
      computer: "Balie 2",
      persons: ["A. de Vries"],
    });
    expect(record.machine.host).toBe(""); // as it was measured, so that the control number is that of the file
    const saved = await savedBy(page, "#save-page");
    expect(saved.name).toMatch(/^controleverslag GSB OSV [0-9.]+ [0-9-]{10} [0-9]{2}\.[0-9]{2}\.html$/);
    for (const text of ["GOED", "’s-Hertogenbosch", "01234", "Balie 2", "A. de Vries", record.controlNumber])
      expect(saved.text).toContain(text);
    expect(await page.isVisible("#report")).toBe(false); // nothing to report after GOED
    expect(await page.isVisible("#instructions")).toBe(false); // this disc holds none
    await page.fill("#person-1", "\u0451\u0436");
    await page.click("#save-data");
    expect(await page.innerText("#person-1-fault")).toContain("niet op papier kan");
    expect(await page.getAttribute("#person-1", "aria-invalid")).toBe("true");
    expect(await page.getAttribute("#person-1", "aria-describedby")).toBe("person-1-fault");
    await page.close();
  });

  test("after STOP: a message to mail, with what is filled in; after GOED of a disc that holds them: the instructions to print", async () => {
    const { page } = await open();
    await begin(page, put("kort.iso", disc.image.subarray(0, -2048)), false, disc.code);
    const { controlNumber } = await verdictOf(page);
    await page.fill("#municipality-0", "Urk");
    const text = await page.inputValue("#report-text");
    expect(text).toMatch(/^(STOP|WACHT): [\s\S]*Gemeente: Urk[\s\S]*Controlenummer: /);
    expect(text).toContain(controlNumber);
    const saved = await savedBy(page, "#save-report");
    expect(saved.name).toMatch(/^melding (STOP|WACHT) .*\.txt$/);
    expect(saved.text).toBe(text);
    expect((await savedBy(page, "#save-page")).name).toMatch(/^controleverslag (STOP|WACHT) /);

    const guided = makeDisc({
      payload: { "a.txt": "a", [aanwijzingenPath]: encodeAanwijzingen(["Start de computer."]) },
    });
    await begin(page, put("metuitleg.iso", guided.image), false, guided.code);
    await verdictOf(page);
    await page.evaluate("globalThis.print = () => undefined");
    await page.click("#instructions");
    const paper = page.frameLocator("iframe.print");
    await paper.locator("td", { hasText: "Start de computer." }).waitFor();
    await page.click("#print");
    await paper.locator("h1", { hasText: "Controleverslag" }).waitFor();
    await page.close();
  });

  test("axe-core finds nothing against WCAG 2.2 AA: at the start, with slips and questions, and after a verdict; nothing is cut off", async () => {
    const { page } = await open();
    /** The last: whether the page is set out otherwise than at the size before. */
    const sizes = [
      [1366, 625, true],
      [1280, 580, false],
      [960, 470, false],
      [320, 568, true],
    ] as const;
    const look = async (what: string) => {
      for (const [width, height, isNew] of sizes) {
        await page.setViewportSize({ width, height });
        const fits = await page.evaluate("document.documentElement.scrollWidth <= innerWidth");
        expect([what, width, fits, isNew ? await axeComplaints(page) : []]).toEqual([what, width, true, []]);
      }
    };
    await look("start");
    await page.click("#language");
    await look("start in English");
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    await page.fill("#group-3", "UUUUU");
    await page.fill("#recall", "00000-00000-00000-00000");
    await page.setInputFiles("#notes", put("recall.note", recallOf(otherDigest)));
    await page.setInputFiles("#folder", join(folder));
    await look("slips");
    await page.click("#language");
    await page.fill("#recall", "");
    await begin(page, put("goed.iso", disc.image), false, otherCode);
    await page.waitForSelector("#question:not([hidden])");
    await look("question");
    await page.click("#question-go-on");
    await page.waitForSelector("#result:not([hidden])");
    await look("a verdict with all of its papers");
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
