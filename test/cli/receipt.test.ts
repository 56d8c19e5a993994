// The afmeldcode on the command line: the key out of a file or from the terminal, and never in anything that goes out.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  encodeReceiptKey,
  encodeZegelcode,
  parseReceipt,
  parseReceiptKey,
  receiptProof,
} from "../../src/format/index.ts";
import { readOptions } from "../../src/verify/program/options.ts";
import { reportWith } from "../../src/verify/program/receipt.ts";
import { readRescueOptions } from "../../src/verify/program/rescue/options.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { VerifyError } from "../../src/verify/proof/verdict.ts";
import { onTerminal } from "../sign/pty.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { makeDisc, sha256Of } from "../verify/fixture.ts";
import { quickPlatform, verifyImageBytes } from "../verify/harness.ts";
import { recordOf } from "../verify/records.ts";

const program = join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js");
const key = encodeReceiptKey(Uint8Array.from([0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78]));
const [first = "", second = "", third = ""] = key.split("-");
const disc = makeDisc();
let folder: string;
let good: Report;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  good = await verifyImageBytes(disc.image, disc, {}, quickPlatform());
});

beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(at("key.txt"), `${key}\n`);
});

function read(...args: string[]) {
  const options = readOptions(["disc.iso", "--lang", "nl", ...args]);
  if (options === "help" || "version" in options) throw new Error("help");
  return options;
}

function refusal(use: () => unknown): string {
  try {
    use();
  } catch (error) {
    if (error instanceof VerifyError && error.code === "GEBRUIK") return error.message;
    throw error;
  }
  return "accepted";
}

describe("--receipt-key-file", () => {
  const given = (content: string | Uint8Array, envelope = "0123-K") => {
    writeFileSync(at("typed.txt"), content);
    return () => read("--receipt-key-file", at("typed.txt"), "--envelope", envelope);
  };

  test.each<[string, string | Uint8Array]>([
    ["as the letter prints it", `${key}\n`],
    ["in lower case, with blanks and CRLF", `${key.toLowerCase().replaceAll("-", " ")}\r\n`],
    ["a group a line", `${first}\n${second}\n${third}\n`],
    ["with its name before it", `Afmeldsleutel: ${key}`],
    ["as Windows saves it: UTF-16", Buffer.from(`\ufeff${key}\r\n`, "utf16le")],
  ])("%s", (_what, content) => {
    const { receipt } = given(content)();
    expect(receipt).toEqual({ envelope: "0123-K", key: parseReceiptKey(key) });
  });

  test.each<[string, string, RegExp]>([
    ["a slip", `${first}-${second.slice(0, 4)}${second.endsWith("0") ? "1" : "0"}-${third}`, /Groep 2 klopt niet/],
    ["two groups in each other's place", `${second}-${first}-${third}`, /Groep 1 en groep 2 staan omgewisseld/],
    ["the zegelcode", disc.code, /Dat is de zegelcode\. Gevraagd wordt de afmeldsleutel: drie groepen/],
    ["nothing", "\n", /Dit is geen afmeldsleutel/],
    ["the key twice", `${key}\n${key}\n`, /Dit is geen afmeldsleutel/],
    ["a long text", "x".repeat(2000), /at most 1024 bytes/],
    ["bytes that are no text", "\u0000\u0001\ufffd", /Dit is geen afmeldsleutel/],
  ])("%s is told, and nothing of it is repeated", (_what, content, says) => {
    const told = refusal(given(content));
    expect(told).toMatch(says);
    for (const group of [first, second, third]) expect(told).not.toContain(group);
  });

  test("needs the envelope of the letter, its letter right", () => {
    expect(refusal(() => read("--receipt-key-file", at("key.txt")))).toContain("--envelope");
    expect(refusal(given(key, "0123-L"))).toContain("Envelopnummer: de letter achter het streepje klopt niet.");
    expect(refusal(given(key, "123"))).toContain("Een envelopnummer ziet eruit als 0123-K.");
    expect(given(key, "0123k")().receipt?.envelope).toBe("0123-K");
  });

  test("is given once, not with the other way, not to rescue, and asked for only where somebody can answer", () => {
    const file = ["--receipt-key-file", at("key.txt"), "--envelope", "0123-K"];
    expect(refusal(() => read(...file, ...file.slice(0, 2)))).toContain("--receipt-key-file");
    expect(refusal(() => read(...file, "--ask-receipt-key"))).toContain("give one of them");
    expect(refusal(() => read("--ask-receipt-key", "--envelope", "0123-K"))).toContain("terminal");
    expect(refusal(() => readRescueOptions(["a.iso", "-o", "b.iso", ...file]))).toContain("not with rescue");
    expect(read().receipt).toBeUndefined();
  });
});

test("the key as an argument of something else is named and not repeated", () => {
  for (const args of [
    ["--code", key],
    ["--recall-code", key],
    ["--expect-sha256", key],
    ["--envelope", key],
    ["--person", key],
    ["--receipt-key-file", key, "--envelope", "0123-K"],
  ]) {
    const told = refusal(() => read(...args));
    expect(told).toMatch(/afmeldsleutel|the key itself/);
    expect(told).not.toContain(first);
  }
});

test("after ECHT the code is the format's; after a refusal none is made; the key is wiped either way", async () => {
  for (const report of [good, { ...good, verdict: "GEWIJZIGD", refusals: ["GEWIJZIGD"], exitCode: 22 } as const]) {
    const wiped = parseReceiptKey(key);
    const record = await reportWith(Promise.resolve(recordOf(report)), { envelope: "0123-K", key: wiped }, "nl");
    expect([...wiped]).toEqual(new Array(8).fill(0));
    const { exitCode, proof } = parseReceipt(record.receipt?.code ?? "");
    expect(exitCode).toBe(report.exitCode);
    const isGood = report.verdict === "ECHT";
    expect(proof === receiptProof(parseReceiptKey(key), "0123-K", good.releaseSha256 ?? "", 1)).toBe(isGood);
    expect(record.receipt?.envelope).toBe(isGood ? "0123-K" : undefined);
  }
  const wiped = parseReceiptKey(key);
  const failed = reportWith(Promise.reject(new Error("the drive")), { envelope: "0123-K", key: wiped }, "nl");
  await expect(failed).rejects.toThrow("the drive");
  expect([...wiped]).toEqual(new Array(8).fill(0));
});

describe("the whole program", () => {
  const base = () => ["disc.iso", "--root", "root.note", "--code", disc.code, "--lang", "nl", "--envelope", "0123-K"];
  beforeEach(() => {
    writeFileSync(at("disc.iso"), disc.image);
    writeFileSync(at("root.note"), disc.rootNote);
  });

  test("prints the code and keeps it in every form of the record; the key is in none of them", () => {
    const records = ["r.json", "r.txt", "r.html"];
    const args = [...base(), "--receipt-key-file", "key.txt", ...records.flatMap((name) => ["--record", name])];
    const { status, stdout, stderr } = run(process.execPath, [program, ...args], { cwd: folder });
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: "" });
    const code = /^Afmeldcode: (\S+)$/m.exec(stdout)?.[1] ?? "";
    const proof = receiptProof(parseReceiptKey(key), "0123-K", sha256Of(disc.seal.release.text), 1);
    expect(parseReceipt(code)).toMatchObject({ exitCode: 0, scope: 1, proof });
    const texts = [stdout, ...records.map((name) => readFileSync(at(name), "utf8"))];
    for (const text of texts) {
      expect(text).toContain(code);
      for (const part of [first, second, third]) expect(text).not.toContain(part);
    }
  });

  test.skipIf(!has("python3") && process.env.CI === undefined)(
    "asks at the terminal, shows nothing of it, tells a slip, and lets her skip",
    () => {
      const argv = [process.execPath, program, ...base(), "--ask-receipt-key"];
      const asked = onTerminal(
        [
          ["overslaan", `${encodeZegelcode("00".repeat(32))}\r`],
          ["overslaan", `{proc}${key}\r`],
        ],
        argv,
        folder,
      );
      expect(asked.status, asked.stdout).toBe(0);
      expect(asked.stdout).toContain("Dat is de zegelcode.");
      expect(asked.stdout).toMatch(/Afmeldcode: [0-9A-Z-]{17}/);
      for (const part of [first, second, third]) expect(asked.stdout).not.toContain(part);
      expect(readFileSync(at("proc"), "latin1")).toContain("--ask-receipt-key");
      if (process.platform === "linux") expect(readFileSync(at("proc"), "latin1")).toMatch(/coredump_filter 0+\n/);
      for (const part of [key, first, second, third]) expect(readFileSync(at("proc"), "latin1")).not.toContain(part);
      const skipped = onTerminal([["overslaan", "\u0003"]], argv, folder);
      expect(skipped.status, skipped.stdout).toBe(0);
      expect(skipped.stdout).not.toContain("Afmeldcode: ");
    },
  );
});
