// What is typed: hash codes in any dress, slips told by their group, and what people fill in.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeCodeGroups, encodeHashGroups, encodeZegelcode } from "../../src/format/index.ts";
import { type Options, readOptions } from "../../src/verify/program/options.ts";
import { VerifyError } from "../../src/verify/proof/verdict.ts";
import { temporaryFolder } from "../tools.ts";
import { makeDisc, sha256Of } from "./fixture.ts";
import { quickPlatform, reasonsOf, verifyImageBytes } from "./harness.ts";

const sha256 = sha256Of("test"); // the vector of Abacus, backend/src/eml/hash.rs
const groups = encodeHashGroups(sha256).split(" ");

function read(...args: string[]): Options {
  const options = readOptions(["disc.iso", "--lang", "nl", ...args]);
  if (options === "help" || "version" in options) throw new Error("help");
  return options;
}

function refusal(...args: string[]): string {
  try {
    readOptions(["disc.iso", ...args]);
  } catch (error) {
    if (error instanceof VerifyError && error.code === "GEBRUIK") return error.message;
    throw error;
  }
  return "accepted";
}

describe("--expect-sha256", () => {
  test.each([
    ["as the Kiesraad prints it", groups.join(" ")],
    ["with hyphens", groups.join("-")],
    ["with dashes of a word processor", groups.join(" – ")],
    ["with colons, upper case", groups.join(":").toUpperCase()],
    ["bare", sha256],
    ["upper case over two lines", `${groups.slice(0, 8).join(" ")}\r\n${groups.slice(8).join(" ")}`.toUpperCase()],
    ["with a non-breaking blank and a full stop", `${groups.join("\u00a0")}.`],
  ])("%s", (_what, typed) => {
    expect(read("--expect-sha256", typed).releaseSha256).toBe(sha256);
  });

  test("a slip is told by its group, in both languages", () => {
    const slip = groups.with(4, "2feg").with(15, "0a0").join(" ");
    expect(refusal("--lang", "nl", "--expect-sha256", slip)).toContain(
      "Groep 5 en groep 16 kloppen niet. Lees ze opnieuw.",
    );
    expect(refusal("--lang", "en", "--expect-sha256", slip)).toContain("Group 5 and group 16 are wrong.");
  });

  test.each([
    ["empty", ""],
    ["15 groups", groups.slice(1).join(" ")],
    ["17 groups", [...groups, "0000"].join(" ")],
    ["a letter O for a nought", sha256.replace("0", "O")],
    ["full-width digits", sha256.replace("9", "９")],
    ["far too long", "0 ".repeat(500)],
  ])("%s is refused", (_what, typed) => {
    expect(refusal("--expect-sha256", typed)).toMatch(/^--expect-sha256: /);
  });

  const file = (content: string | Uint8Array) => {
    const path = join(temporaryFolder(), "hash.txt");
    writeFileSync(path, content);
    return path;
  };
  const windows = `${groups.join(" ").toUpperCase()}\r\n`;

  test.each<[string, string | Uint8Array]>([
    ["plain", `${sha256}\n`],
    ["with byte order mark and CRLF", `\ufeff${windows}`],
    ["the same hash code twice", `${sha256}\n${sha256.toUpperCase()}\n`],
    ["a hash code and a name", `${sha256}  disc.iso\n`],
    ["as PowerShell writes it: UTF-16", Buffer.from(`\ufeff${windows}`, "utf16le")],
  ])("from a file, %s", (_what, content) => {
    expect(read("--expect-sha256-file", file(content)).releaseSha256).toBe(sha256);
  });

  test.each<[string, string | Uint8Array]>([
    ["empty", ""],
    ["not UTF-8", Uint8Array.of(0x80, 0x81)],
    ["two different hash codes", `${sha256}\n${sha256Of("another")}\n`],
    ["two different hash codes, each with a name", `${sha256}  disc.iso\n${sha256Of("another")}  other.iso\n`],
    ["a hash code and a piece of one", `${sha256}${sha256.slice(0, 9)}\n`],
    ["a name alone", "disc.iso\n"],
    ["large", " ".repeat(20_000)],
  ])("from a file that is %s: refused", (_what, content) => {
    expect(refusal("--expect-sha256-file", file(content))).not.toBe("accepted");
  });

  test("a folder or nothing in place of the file, or both ways at once", () => {
    const folder = join(temporaryFolder(), "folder");
    mkdirSync(folder);
    expect(refusal("--expect-sha256-file", folder)).toContain("expected a text file");
    expect(refusal("--expect-sha256-file", join(folder, "gone"))).toContain("ENOENT");
    expect(refusal("--expect-sha256", sha256, "--expect-sha256-file", file(sha256))).toContain("give one of them");
  });
});

describe("as an expectation", () => {
  const platform = quickPlatform();

  test("the release's own is enough; any other is another release, by its groups", async () => {
    const disc = makeDisc();
    const own = sha256Of(disc.seal.release.text);
    const verify = (expectation: object) => verifyImageBytes(disc.image, disc, { expectation }, platform);
    expect(await verify({ releaseSha256: own })).toMatchObject({ verdict: "ECHT", releaseSha256: own });
    expect((await verify({ releaseSha256: own, code: disc.code })).verdict).toBe("ECHT");
    const slip = `${own.slice(0, 8)}${own[8] === "0" ? "1" : "0"}${own.slice(9)}`;
    const other = await verify({ releaseSha256: slip });
    expect(other).toMatchObject({ verdict: "ANDERE_UITGAVE", releaseSha256: undefined });
    const findings = other.steps.flatMap((step) => step.findings);
    expect(findings.find(({ code }) => code === "RELEASE_SHA256_DIFFERS")?.values).toEqual({ groups: "3" });
    // Both are given and only one fits: no.
    const mixed = await verify({ releaseSha256: own, code: encodeZegelcode(slip.replace(/^./, "f")) });
    expect([mixed.verdict, reasonsOf(mixed)]).toEqual(["ANDERE_UITGAVE", ["CODE_DIFFERS"]]);
    expect((await verify({ releaseSha256: slip, code: disc.code })).verdict).toBe("ANDERE_UITGAVE");
  });
});

describe("--code", () => {
  const code = encodeZegelcode(sha256);

  test("a slip is told by its group", () => {
    expect(read("--code", code.toLowerCase().replaceAll("-", " ")).code).toBe(code);
    const parts = code.split("-");
    const wrong = parts.with(2, `${parts[2]?.slice(0, 4)}${parts[2]?.at(-1) === "0" ? "1" : "0"}`).join("-");
    expect(refusal("--lang", "nl", "--code", wrong)).toBe("Groep 3 klopt niet. Lees groep 3 opnieuw.");
  });

  test("an envelope number is no code, and a control number is none", () => {
    expect(refusal("--lang", "nl", "--code", "E-0042")).toContain("Dit is geen zegelcode");
    expect(refusal("--lang", "nl", "--code", encodeCodeGroups(sha256, 3))).not.toBe("accepted");
  });
});

describe("what people fill in", () => {
  test("is read, answers in order of the steps", () => {
    const given = ["--municipality", "Juinen", "--envelope", "E 42", "--person", "A. é", "--person", "B"];
    expect(read(...given, "--answer", "2=NVT", "--answer", "1=ja").filledIn).toEqual({
      municipality: "Juinen",
      envelope: "E 42",
      persons: ["A. é", "B"],
      answers: [
        { step: 1, answer: "ja" },
        { step: 2, answer: "nvt" },
      ],
    });
    expect(read().filledIn).toEqual({ municipality: undefined, envelope: undefined, persons: [], answers: [] });
  });

  test.each([
    [["--person", "a", "--person", "b", "--person", "c"], "at most two"],
    [["--person", ""], "--person"],
    [["--person", "a\u202eb"], "--person"],
    [["--municipality", "x".repeat(201)], "--municipality"],
    [["--answer", "1=misschien"], "--answer"],
    [["--answer", "0=ja"], "--answer"],
    [["--answer", "201=ja"], "--answer"],
    [["--answer", "ja"], "--answer"],
    [["--answer", "1=ja", "--answer", "1=nee"], "answered twice"],
  ])("%j is refused", (args, reason) => {
    expect(refusal(...args)).toContain(reason);
  });

  test("records: three kinds of names", () => {
    expect(read("--record", "a.html", "--record", "a.TXT", "--record", "a.json").records).toHaveLength(3);
    expect(refusal("--record", "a.pdf")).toContain(".html, .txt or .json");
    expect(refusal("--record", "html")).toContain(".html, .txt or .json");
  });
});
