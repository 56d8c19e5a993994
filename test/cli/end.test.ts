// How a command ends: what is expected is one line, what is a mistake of this program shows where it was made.

import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { ArchiveFault } from "../../src/archives/bytes.ts";
import { BuildError } from "../../src/build-iso/error.ts";
import { exitCodeOf } from "../../src/cli/end.ts";
import { FileError, FilesError } from "../../src/files/error.ts";
import { Fault, FormatError } from "../../src/format/index.ts";
import { IsoError } from "../../src/iso9660/error.ts";
import { LintError } from "../../src/lint/folder.ts";
import { EntryFault } from "../../src/lint/item.ts";
import { ReproduceError } from "../../src/reproduce/error.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";

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
function end(error: unknown): [number, string] {
  let said = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
  try {
    return [exitCodeOf(error), said];
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
});
