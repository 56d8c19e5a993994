// Reporting on the page: the program's own code, slips told, and the key in no place that stays.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeReceiptKey, parseReceipt, parseReceiptKey, receiptProof } from "../../src/format/index.ts";
import { goodDisc } from "../corpus/workshop.ts";
import { has } from "../tools.ts";
import { type Disc, makeSet, samplePayload, sha256Of } from "../verify/fixture.ts";
import { axeComplaints, begin, buildPage, keptRecord, launch, openPage, savedBy, verdictOf } from "./browser.ts";

const key = encodeReceiptKey(Uint8Array.from([0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78]));
const [first = "", second = "", third = ""] = key.split("-");

describe.skipIf(!has("chromium"))("reporting on the page", () => {
  let browser: Browser;
  let folder: string;
  let path: string;
  const disc = goodDisc();
  const releaseSha256 = sha256Of(disc.seal.release.text);
  const [one, two] = makeSet([samplePayload, { "tweede.txt": "De tweede schijf.\n" }]) as [Disc, Disc];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zegel-page-"));
    path = buildPage(join(folder, "page"), disc.rootNote);
    writeFileSync(join(folder, "goed.iso"), disc.image);
    const forged = Buffer.from(disc.image);
    forged[forged.length - 1] = 1;
    writeFileSync(join(folder, "vals.iso"), forged);
    writeFileSync(join(folder, "een.iso"), one.image);
    writeFileSync(join(folder, "twee.iso"), two.image);
    const forgedTwo = Buffer.from(two.image);
    forgedTwo[forgedTwo.length - 1] = 1;
    writeFileSync(join(folder, "twee-vals.iso"), forgedTwo);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const checked = async (name: string, code = disc.code) => {
    const { page, noise } = await openPage(browser, path);
    await begin(page, join(folder, name), false, code);
    const record = await verdictOf(page);
    return { page, noise, record };
  };
  /** All that the page holds: what it shows, its fields, its address, what it keeps. */
  const held = (page: Page): Promise<string> =>
    page.evaluate(
      `[document.documentElement.outerHTML, ...[...document.querySelectorAll("input, textarea")].map((one) => one.value),
        location.href, JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie, JSON.stringify(history.state)].join("\\n")`,
    );

  test("after GOED: slips are told, the code is the program's, and the key stays nowhere", async () => {
    const { page, noise, record } = await checked("goed.iso");
    expect(record.receipt).toBeUndefined();
    expect(await page.innerText("#h-receipt")).toBe("Stap 4. Afmelden");
    expect(await page.innerText("#record-step")).toBe("Stap 5. Verslag");
    expect(await page.innerText("#receipt")).toContain("Meld de schijf af. Open het vouwtje van de brief.");
    expect(await axeComplaints(page)).toEqual([]);

    await page.fill("#receipt-envelope", "0123-L");
    await page.click("#receipt-make");
    expect(await page.innerText("#receipt-envelope-fault")).toBe(
      "Envelopnummer: de letter achter het streepje klopt niet.",
    );
    await page.fill("#receipt-envelope", key);
    await page.click("#receipt-make");
    expect(await page.innerText("#receipt-envelope-fault")).toContain(
      "Dat is de afmeldsleutel. Gevraagd wordt het envelopnummer",
    );
    await page.fill("#receipt-envelope", "0123-k");
    await page.fill("#receipt-group-1", disc.code);
    expect(await page.innerText("#receipt-groups")).toContain("Dat is de zegelcode. Gevraagd wordt de afmeldsleutel");
    await page.fill("#receipt-group-1", [second, first, third].join("-"));
    expect(await page.innerText("#receipt-state")).toContain("Groep 1 en groep 2 staan omgewisseld.");
    await page.click("#receipt-make");
    expect(await page.innerText("#receipt-said")).toBe("Typ eerst de hele afmeldsleutel.");
    expect(await page.isHidden("#receipt-made")).toBe(true);

    await page.fill("#receipt-group-1", key);
    expect(await page.innerText("#receipt-state")).toBe("De afmeldsleutel is zonder typefout.");
    await page.press("#receipt-group-3", "Enter");
    const said = await page.innerText("#receipt-made");
    const code = /Afmeldcode: (\S+)/.exec(said)?.[1] ?? "";
    const proof = receiptProof(parseReceiptKey(key), "0123-K", releaseSha256, 1);
    const link = record.controlNumber.slice(0, 2);
    expect(parseReceipt(code)).toEqual({ exitCode: 0, scope: 1, link, proof });
    expect(said).toContain("Lees envelopnummer, nummer van de zak en afmeldcode voor.");
    expect(await page.innerText("#verdict")).toContain(`Afmeldcode: ${code}`);
    expect(await page.inputValue("#envelope-0")).toBe("0123-K");
    expect(await page.isEditable("#envelope-0")).toBe(false);
    expect(await axeComplaints(page)).toEqual([]);

    await page.fill("#municipality-0", "Juinen");
    const kept = await keptRecord(page);
    expect(kept.receipt).toEqual({ envelope: "0123-K", code });
    expect(kept.filledIn).toMatchObject({ municipality: "Juinen", envelope: "0123-K" });
    expect(kept.controlNumber).toBe(record.controlNumber);
    const sheet = await savedBy(page, "#save-page");
    expect(sheet.text).toContain(code);
    for (const text of [await held(page), JSON.stringify(kept), sheet.text])
      for (const part of [key, first, second, third]) expect(text).not.toContain(part);
    expect(noise).toEqual([]);

    await page.click("#language");
    expect(await page.innerText("#receipt-made")).toContain(
      "Read out envelope number, number of the bag and afmeldcode.",
    );
    await page.fill("input[name=group-1]", "0"); // another check is begun: nothing of this one stays
    expect(await page.isHidden("#result")).toBe(true);
    await page.close();
  });

  test("of a set the key is typed once: held in memory, named, and forgotten with another envelope and the last disc", async () => {
    const { page, noise, record } = await checked("een.iso", one.code);
    const checkNext = async (name: string, code: string) => {
      await begin(page, join(folder, name), false, code);
      return verdictOf(page);
    };
    await page.fill("#receipt-envelope", "0123-K");
    await page.fill("#receipt-group-1", key);
    await page.press("#receipt-group-3", "Enter");
    expect(await page.innerText("#receipt-made")).toContain("wordt nergens opgeslagen");
    expect(await page.innerText("#receipt-made")).toContain("Kies die bij stap 1, en typ bij stap 2 de zegelcode");
    expect(record.release).toMatchObject({ disc: 1 });
    await checkNext("twee.iso", two.code);
    expect(await page.inputValue("#receipt-envelope")).toBe("0123-K");
    expect(await page.innerText("#receipt-hint")).toBe(
      "Envelop 0123-K: de afmeldsleutel is nog bekend van de vorige schijf.",
    );
    expect(await page.isHidden("#receipt-groups")).toBe(true);
    expect(await axeComplaints(page)).toEqual([]);
    for (const part of [key, first, second, third]) expect(await held(page)).not.toContain(part);
    await page.click("#language");
    expect(await page.innerText("#receipt-hint")).toContain("is still known from the disc before");
    await page.click("#language");
    await page.click("#receipt-make");
    const said = await page.innerText("#receipt-made");
    const proof = receiptProof(parseReceiptKey(key), "0123-K", sha256Of(two.seal.release.text), 1);
    expect(parseReceipt(/Afmeldcode: (\S+)/.exec(said)?.[1] ?? "").proof).toBe(proof);
    expect(said).not.toContain("wordt nergens opgeslagen"); // it was the last: forgotten
    await checkNext("een.iso", one.code);
    expect(await page.inputValue("#receipt-envelope")).toBe("");
    expect(await page.isHidden("#receipt-groups")).toBe(false);

    const report = async () => {
      await page.fill("#receipt-envelope", "0123-K");
      await page.fill("#receipt-group-1", key);
      await page.press("#receipt-group-3", "Enter");
    };
    const isKnown = async () => [await page.inputValue("#receipt-envelope"), await page.isHidden("#receipt-groups")];
    await report();
    const made = await page.innerText("#receipt-made");
    await page.click("#receipt-make"); // once too often
    expect(await page.innerText("#receipt-said")).toBe("");
    expect(await page.innerText("#receipt-made")).toBe(made);
    await checkNext("een.iso", one.code); // a disc of this number was reported: this one may be of another envelope
    expect(await isKnown()).toEqual(["", false]);
    await report();
    await checkNext("twee-vals.iso", two.code);
    await checkNext("twee.iso", two.code); // a key is held for the next disc, and that one was no good
    expect(await isKnown()).toEqual(["", false]);

    await checkNext("een.iso", one.code);
    await report();
    await checkNext("twee.iso", two.code);
    expect(await isKnown()).toEqual(["0123-K", true]);
    expect([await page.inputValue("#envelope-0"), await page.isEditable("#envelope-0")]).toEqual(["", true]);
    await page.fill("#receipt-envelope", "0124-M"); // another letter
    expect(await page.isHidden("#receipt-groups")).toBe(false);
    await page.click("#receipt-make");
    expect(await page.innerText("#receipt-said")).toBe("Typ eerst de hele afmeldsleutel.");
    await page.fill("#receipt-envelope", "0123-K");
    await page.click("#receipt-make");
    expect(await page.innerText("#receipt-said")).toBe("Typ eerst de hele afmeldsleutel.");
    expect(noise).toEqual([]);
    await page.close();
  });

  test("the envelope of one disc is on no other disc's record", async () => {
    const { page } = await checked("goed.iso");
    await page.fill("#receipt-envelope", "0123-K");
    await page.fill("#receipt-group-1", key);
    await page.press("#receipt-group-3", "Enter");
    expect(await page.inputValue("#envelope-0")).toBe("0123-K");
    await begin(page, join(folder, "vals.iso"), false, disc.code);
    const record = await verdictOf(page);
    expect(record.filledIn.envelope).toBeUndefined();
    expect(await page.inputValue("#report-text")).not.toContain("0123-K");
    await page.fill("#envelope-0", "0124-M"); // what she types herself stays
    await begin(page, join(folder, "goed.iso"), false, disc.code);
    await verdictOf(page);
    expect(await page.inputValue("#envelope-0")).toBe("0124-M");
    await page.close();
  });

  test("a page that is left and comes back, or is loaded again, shows no key, and a key in hand is gone", async () => {
    const { page } = await checked("een.iso", one.code);
    const kept = "[...document.querySelectorAll('input')].map((one) => one.value).join(' ')";
    const leave = async (how: () => Promise<unknown>) => {
      await page.fill("#receipt-group-1", key);
      expect(await page.evaluate(kept)).toContain(first);
      await how();
      await page.waitForLoadState();
      for (const part of [first, second, third]) expect(await page.evaluate(kept)).not.toContain(part);
    };
    await leave(async () => {
      await page.goto("about:blank");
      await page.goBack();
    });
    await begin(page, join(folder, "een.iso"), false, one.code);
    await verdictOf(page);
    await leave(() => page.reload());
    await begin(page, join(folder, "een.iso"), false, one.code);
    await verdictOf(page);
    await page.fill("#receipt-envelope", "0123-K");
    await page.fill("#receipt-group-1", key);
    await page.press("#receipt-group-3", "Enter");
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"); // into the cache of a browser
    await begin(page, join(folder, "twee.iso"), false, two.code);
    await verdictOf(page);
    expect([await page.inputValue("#receipt-envelope"), await page.isHidden("#receipt-groups")]).toEqual(["", false]);
    const fields = "[...document.querySelectorAll('#receipt input')]";
    expect(
      await page.evaluate(`${fields}.map(({ name, autocomplete, spellcheck }) => [name, autocomplete, spellcheck])`),
    ).toEqual(
      Array.from({ length: 4 }, () => ["", "off", false]), // in no form that is sent, no list of what was typed, no speller's cloud
    );
    await page.close();
  });

  test("the key is not taken as text for the record", async () => {
    const { page } = await checked("goed.iso");
    await page.fill("#municipality-0", `sleutel ${key}`);
    await page.click("#save-page");
    expect(await page.innerText("#municipality-0-fault")).toContain(
      "Dat is de afmeldsleutel. Die hoort niet in het verslag.",
    );
    await page.close();
  });

  test("after STOP no key is asked for, and the stopcode stands with the verdict and in the message", async () => {
    const { page, record } = await checked("vals.iso");
    const code = record.receipt?.code ?? "";
    expect(parseReceipt(code)).toMatchObject({ exitCode: 22, scope: 1, link: record.controlNumber.slice(0, 2) });
    expect(await page.isHidden("#receipt")).toBe(true);
    expect(await page.innerText("#record-step")).toBe("Stap 4. Verslag");
    expect(await page.innerText("#verdict")).toContain(
      `Stopcode: ${code} (laat zien of meer gemeenten hetzelfde hebben)`,
    );
    expect(await page.inputValue("#report-text")).toContain(`Stopcode: ${code}\n`);
    await page.close();
  });
});
