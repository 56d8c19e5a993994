// The papers of a check as a browser prints them: one sheet to sign, whatever the verdict and however long the names.

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codes, type FindingCode } from "../../src/verify/proof/codes.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { exitCodes, refusals } from "../../src/verify/proof/verdict.ts";
import { renderInstructions } from "../../src/verify/record/paper/instructions.ts";
import { withReceipt } from "../../src/verify/record/record.ts";
import { renderPage } from "../../src/verify/record/sheet.ts";
import { temporaryFolder } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";
import { quickPlatform, verifyImageBytes } from "../verify/harness.ts";
import { recordOf } from "../verify/records.ts";
import { axeComplaints, chromiumPath, launch } from "./browser.ts";

/** What is left of A4 between the margins of the record, in CSS pixels. */
const sheetHeight = ((297 - 12 - 15) * 96) / 25.4;
const long = (length: number) => "Overijsselse Wijhe-Zwolle ".repeat(20).slice(0, length).trim();

describe.skipIf(!existsSync(chromiumPath))("on paper", () => {
  let browser: Browser;
  let good: Report;

  beforeAll(async () => {
    browser = await launch();
    const disc = makeDisc();
    good = await verifyImageBytes(disc.image, disc, {}, quickPlatform());
  });
  afterAll(() => browser?.close());

  /** Every refusal, by its first reason, and GOED, of a release with the longest names that its note can have. */
  function worst(): [string, Report][] {
    if (good.release === undefined) throw new Error("expected a release");
    const release = {
      ...good.release,
      ...{ product: long(60), version: long(30), election: "TK2027", role: long(20), urgency: "emergency" as const },
      ...{ disc: 9, manifests: Array.from({ length: 9 }, () => "00".repeat(32)) },
    };
    const contact = `Kiesraad, 070 000 00 00, ${long(170)}`;
    const named = { ...good, release, contact, install: { place: undefined, start: `${long(100)}/setup.exe` } };
    const refused = refusals.map((refusal): [string, Report] => {
      const code = Object.keys(codes).find((one) => codes[one as FindingCode] === refusal) as FindingCode;
      const values = { path: `${long(200)}/osv.jar`, reason: long(200), date: "2027-02-01", found: 1, needed: 2 };
      const finding = { step: "files" as const, code, refusal, values };
      const steps = named.steps.map((step) => (step.id === "files" ? { ...step, findings: [finding] } : step));
      return [refusal, { ...named, verdict: refusal, exitCode: exitCodes[refusal], refusals: [...refusals], steps }];
    });
    return [["ECHT", named], ...refused];
  }

  test.each(["nl", "en"] as const)(
    "the sheet to sign is one sheet, the annex begins on another (%s)",
    async (language) => {
      const folder = temporaryFolder();
      const page = await browser.newPage({ viewport: { width: Math.round((176 * 96) / 25.4), height: 1000 } });
      await page.emulateMedia({ media: "print" });
      for (const [what, report] of worst()) {
        const persons = [long(60), long(60)];
        const filled = { municipality: long(80), envelope: "0123-K", persons };
        const made = recordOf(report, filled, { host: long(60) });
        const record = report.verdict === "ECHT" ? withReceipt(made, new Uint8Array(8), "0123-K") : made;
        expect(record.receipt?.code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){2}$/);
        writeFileSync(join(folder, "r.html"), renderPage(record, language));
        await page.goto(`file://${join(folder, "r.html")}`);
        const height: number = await page.evaluate("document.querySelector('.annex').getBoundingClientRect().top");
        expect([what, height < sheetHeight], `${what}: ${height} of ${sheetHeight}`).toEqual([what, true]);
        expect(await page.evaluate("getComputedStyle(document.querySelector('.annex')).breakBefore")).toBe("page");
      }
      await page.close();
    },
  );

  test("record and instructions have nothing that axe-core complains of", async () => {
    const folder = temporaryFolder();
    const page = await browser.newPage();
    const told = recordOf({ ...good, instructions: ["Zet het netwerk uit."] });
    const papers = [renderPage(recordOf(good), "nl"), renderInstructions(told, "nl") ?? ""];
    for (const paper of papers) {
      writeFileSync(join(folder, "p.html"), paper);
      await page.goto(`file://${join(folder, "p.html")}`);
      expect(await axeComplaints(page)).toEqual([]);
    }
    await page.close();
  });
});
