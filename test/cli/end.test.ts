// How a command ends: what is expected is one line, what is a mistake of this program shows where it was made.

import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { ArchiveFault } from "../../src/archives/bytes.ts";
import { BuildError } from "../../src/build-iso/error.ts";
import { typedLanguage } from "../../src/cli/command.ts";
import { exitCodeOf } from "../../src/cli/end.ts";
import { FileError, FilesError } from "../../src/files/error.ts";
import { Fault, FormatError } from "../../src/format/index.ts";
import { IsoError } from "../../src/iso9660/error.ts";
import { LintError } from "../../src/lint/folder.ts";
import { EntryFault } from "../../src/lint/item.ts";
import { ReproduceError } from "../../src/reproduce/error.ts";
import { SignError } from "../../src/sign/index.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";
import type { Language } from "../../src/words/language.ts";

const ours: readonly [string, Error][] = [
  ["FormatError", new FormatError("TEXT", "line 1", "text", "none")],
  ["BuildError", new BuildError("CANARY", "another image")],
  ["ReproduceError", new ReproduceError("KIND", "no image")],
  ["LintError", new LintError("no payload")],
  ["EntryFault", new EntryFault("is broken")],
  ["ArchiveFault", new ArchiveFault("it ends too early")],
  ["FilesError", new FilesError("EXISTS", "a.note: exists already")],
  ["FileError", new FileError("a.note: cannot be read", false)],
  ["IsoError", new IsoError("NOT_ISO", "sector 16", "CD001", "zeros")],
  ["CommandError", new CommandError("nothing to do")],
];

/** What is printed on stderr, and the exit code. */
function end(error: unknown, language?: Language): [number, string] {
  let said = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
  try {
    return [exitCodeOf(error, language), said];
  } finally {
    spy.mockRestore();
  }
}

describe("the end of a command", () => {
  test.each(ours)("%s is a Fault by its own name, and one line", (name, error) => {
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ name, code: expect.stringMatching(/^[A-Z_]+$/) });
    expect(end(error)).toEqual([1, `zegel: ${error.message}\n`]);
  });

  test("a wrong command line ends in 2; the system's errors are one line", () => {
    expect(end(new CommandError("give it once", 2))).toEqual([2, "zegel: give it once\n"]);
    let missing: unknown;
    try {
      readFileSync("/nowhere/at/all");
    } catch (error) {
      missing = error;
    }
    expect(end(missing)).toEqual([1, expect.stringMatching(/^zegel: ENOENT: [^\n]*\n$/)]);
  });

  test("a mistake of this program shows its stack: an error without a code, and one that Node gives to who calls it wrongly", () => {
    const wrongly = Object.assign(new TypeError("the argument must be a string"), { code: "ERR_INVALID_ARG_TYPE" });
    for (const error of [new Error("cannot be"), wrongly])
      expect(end(error)).toEqual([1, expect.stringMatching(/^zegel: internal error: .*\n +at /)]);
  });

  test("in Dutch: the sentence that it carries; else what its code says, and the technician's behind it", () => {
    const carried = new SignError("PASSPHRASE", { nl: "verkeerde wachtzin", en: "wrong passphrase" });
    expect([end(carried, "nl"), end(carried, "en")]).toEqual([
      [1, "zegel: verkeerde wachtzin\n"],
      [1, "zegel: wrong passphrase\n"],
    ]);
    for (const [name, error] of ours.filter(([, one]) => !(one instanceof CommandError))) {
      const [code, said] = end(error, "nl");
      const own = `zegel: ${error.message}\n`;
      const led = /^zegel: [^\n]*\. \(Voor de technicus: ([^\n]*)\)\n$/.exec(said)?.[1];
      expect([name, code, said === own ? error.message : led]).toEqual([name, 1, error.message]);
    }
    expect(end(new FormatError("TEXT", "line 1", "text", "none"), "nl")[1]).toContain(
      "Dit is niet wat hier verwacht wordt",
    );
    expect(end(new SignError("REQUEST", "a"), "nl")[1]).toContain("Dit ondertekenverzoek is niet te gebruiken");
    const hostile = new SignError("FILE", { nl: "a\u001b[2J\nzegel: GOED", en: "a" });
    expect(end(hostile, "nl")[1]).toBe("zegel: a\\u{1b}[2J\n  zegel: GOED\n");
  });

  test("the system's own errors say in Dutch what is wrong with which file", () => {
    const error = Object.assign(new Error("ENOENT: no such file, open 'a'"), {
      code: "ENOENT",
      syscall: "open",
      path: "a",
    });
    expect(end(error, "nl")[1]).toMatch(/^zegel: a: dit bestand of deze map is er niet: controleer de naam\. \(Voor /);
    expect(end(Object.assign(error, { code: "EXDEV" }), "nl")[1]).toBe("zegel: ENOENT: no such file, open 'a'\n");
  });

  test("the language is what is typed for this command, else the locale", () => {
    vi.stubEnv("LC_ALL", "C");
    expect(typedLanguage(["merge", "a", "--lang", "nl"])).toBe("nl");
    expect(typedLanguage(["merge", "--lang=nl", "a"])).toBe("nl");
    for (const args of [
      [],
      ["--lang"],
      ["--lang", "fr"],
      ["record", "--", "zegel", "--lang", "nl"],
      ["--lang", "en", "--lang", "nl"],
    ])
      expect([args, typedLanguage(args)]).toEqual([args, "en"]);
    vi.stubEnv("LC_ALL", "nl_NL.UTF-8");
    expect(typedLanguage(["merge"])).toBe("nl");
    vi.unstubAllEnvs();
  });
});
