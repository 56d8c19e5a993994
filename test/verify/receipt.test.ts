// The afmeldcode after GOED and the stopcode after STOP and WACHT, as a record has them: the same as the format makes, tied to the record
// by its control number, and nothing of the key in anything that is kept or shown.

import { beforeAll, describe, expect, test } from "vitest";
import { parseCheckRecord } from "../../src/distribute/receipts/check-record.ts";
import {
  encodeReceiptKey,
  encodeUtf8,
  envelopeOf,
  foundDigits,
  parseReceipt,
  receiptProof,
} from "../../src/format/index.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { scanLine } from "../../src/verify/record/paper/scan-line.ts";
import { holdsReceiptKey } from "../../src/verify/record/receipt-words.ts";
import { encodeRecord, type VerificationRecord, withReceipt } from "../../src/verify/record/record.ts";
import { renderPage } from "../../src/verify/record/sheet.ts";
import { stopReport } from "../../src/verify/record/stop-report.ts";
import { renderLast, renderRecord, renderVerdict } from "../../src/verify/record/text.ts";
import { makeDisc } from "./fixture.ts";
import { quickPlatform, verifyImageBytes } from "./harness.ts";
import { recordOf } from "./records.ts";

const key = Uint8Array.from([0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78]);
const printed = encodeReceiptKey(key);
const juinen = envelopeOf("0123");
const disc = makeDisc();
const forged = Buffer.from(disc.image);
forged[forged.length - 1] = 1;
let good: Report;
let changed: Report;

beforeAll(async () => {
  good = await verifyImageBytes(disc.image, disc, {}, quickPlatform());
  changed = await verifyImageBytes(forged, disc, {}, quickPlatform());
  expect([good.verdict, changed.verdict]).toEqual(["ECHT", "GEWIJZIGD"]);
});

describe("the afmeldcode", () => {
  test("is what the format makes of key, envelope, release and scope, and begins the record's control number", () => {
    for (const [report, scope] of [
      [{ ...good, medium: "drive" }, 0],
      [good, 1],
      [{ ...good, scope: "tree" }, 2],
      [{ ...good, scope: "installed" }, 3],
    ] as const) {
      const { receipt, controlNumber } = withReceipt(recordOf(report), key, juinen);
      expect(parseReceipt(receipt?.code ?? "")).toEqual({
        exitCode: 0,
        scope,
        link: controlNumber.slice(0, 2),
        proof: receiptProof(key, juinen, good.releaseSha256 ?? "", scope),
      });
    }
  });

  test("changes no control number and nothing above what was filled in; its envelope is the one that was filled in", () => {
    const record = recordOf(good, { municipality: "Juinen", envelope: "0042-D" });
    const reported = withReceipt(record, key, juinen);
    expect(reported.controlNumber).toBe(record.controlNumber);
    expect(reported.filledIn).toEqual({ ...record.filledIn, envelope: juinen });
    const above = (text: string) => text.slice(0, text.indexOf('  "filledIn"'));
    expect(above(encodeRecord(reported))).toBe(above(encodeRecord(record)));
  });

  test("is never made of a refusal, nor for an envelope that is none", () => {
    expect(() => withReceipt(recordOf(changed), key, juinen)).toThrow("the verdict is GEWIJZIGD");
    expect(() => withReceipt(recordOf({ ...changed, exitCode: 0 }), key, juinen)).toThrow("GEWIJZIGD");
    for (const envelope of ["", "0123-L", "0123K", "123"])
      expect(() => withReceipt(recordOf(good), key, envelope)).toThrow("envelope number");
    expect(recordOf(good).receipt).toBeUndefined();
  });

  test("stands on screen, paper and in the scanner's line; the key stands nowhere", () => {
    const record = withReceipt(recordOf(good), key, juinen);
    const code = record.receipt?.code ?? "";
    const texts = (["nl", "en"] as const).flatMap((language) => [
      renderVerdict(record, language),
      renderLast(record, language),
      renderRecord(record, language),
      renderPage(record, language),
    ]);
    for (const text of [...texts, encodeRecord(record)]) expect(text).toContain(code);
    expect(scanLine(record)).toMatch(new RegExp(`\\.${code.replaceAll("-", "")}$`));
    const all = [...texts, encodeRecord(record), scanLine(record)].join("\n");
    for (const part of [printed, printed.replaceAll("-", ""), ...printed.split("-"), Buffer.from(key).toString("hex")])
      expect(all).not.toContain(part);
  });
});

describe("the stopcode", () => {
  test("is there after every refusal, without a key, and says what was found", () => {
    const { receipt, controlNumber } = recordOf(changed);
    expect(parseReceipt(receipt?.code ?? "")).toEqual({
      exitCode: 22,
      scope: 1,
      link: controlNumber.slice(0, 2),
      proof: foundDigits(changed, 1),
    });
    expect(receipt?.envelope).toBeUndefined();
  });

  test("two municipalities with the same forgery have the same digits of what was found, each its own link", async () => {
    const there = recordOf(changed, { municipality: "Juinen", envelope: juinen });
    const gaarne = await verifyImageBytes(Buffer.from(forged), disc, {}, quickPlatform());
    const here = recordOf(gaarne, { municipality: "Gaarne" }, { host: "balie-7", clock: "2027-03-01 11:00:00 +01:00" });
    expect(here.controlNumber).not.toBe(there.controlNumber);
    const [one, other] = [here, there].map(({ receipt }) => parseReceipt(receipt?.code ?? ""));
    expect(one?.proof).toBe(other?.proof);
    expect([one?.link, other?.link]).toEqual([here.controlNumber.slice(0, 2), there.controlNumber.slice(0, 2)]);
    const another = Buffer.from(disc.image);
    another[another.length - 1] = 2;
    const { receipt } = recordOf(await verifyImageBytes(another, disc, {}, quickPlatform()));
    expect(parseReceipt(receipt?.code ?? "").proof).not.toBe(one?.proof);
  });

  test("stands on screen, paper and in what is mailed, and is no afmeldcode", () => {
    const record = recordOf(changed);
    const code = record.receipt?.code ?? "";
    const texts = [renderVerdict(record, "nl"), renderLast(record, "nl"), renderRecord(record, "nl")];
    for (const text of [...texts, stopReport(record, "nl") ?? ""]) {
      expect(text).toContain(`Stopcode: ${code}`);
      expect(text).not.toContain("Afmeldcode");
    }
    expect(renderVerdict(record, "nl").replace(/\s+/g, " ")).toContain("Noem het envelopnummer en de stopcode.");
    expect(renderPage(record, "nl")).toContain(code);
  });
});

test("the office reads envelope and code out of the record that is mailed, and of no record more than it has", () => {
  const read = (record: VerificationRecord) => parseCheckRecord(encodeUtf8(encodeRecord(record)), "r.json");
  const reported = withReceipt(recordOf(good), key, juinen);
  expect(read(reported)).toMatchObject({ envelope: juinen, code: reported.receipt?.code });
  const stopped = recordOf(changed, { envelope: juinen });
  expect(read(stopped)).toMatchObject({ envelope: juinen, code: stopped.receipt?.code });
  expect(read(recordOf(good))).toMatchObject({ envelope: undefined, code: undefined });
});

describe("a key where it does not belong", () => {
  test.each([
    ["as printed", printed],
    ["without dashes, lower case", printed.replaceAll("-", "").toLowerCase()],
    ["with blanks, between other words", `sleutel: ${printed.replaceAll("-", " ")} (brief)`],
    ["with a slip in one group", `${printed.slice(0, 4)}${printed[4] === "0" ? "1" : "0"}${printed.slice(5)}`],
  ])("%s is recognised", (_how, typed) => {
    expect(holdsReceiptKey(typed)).toBe(true);
  });

  test.each([
    "",
    "Juinen",
    "A. de Vries",
    "0123-K",
    disc.code,
    "Pieter Maria Vries",
    "Súdwest-Fryslân",
    "x".repeat(400),
  ])("%s is none", (typed) => {
    expect(holdsReceiptKey(typed)).toBe(false);
  });
});
