// What all commands share: a new file is refused before the command does anything, a list grows, a result is JSON or words.

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { jsonOption, languageOf, languageOption, many, oneNew, outOption, printResult } from "../../src/cli/command.ts";
import { temporaryFolder } from "../tools.ts";
import { runIn } from "./flow.ts";

/** A command with one option of each kind; it writes `done` and prints what it was given. */
function addSample(program: Command): void {
  program
    .command("sample")
    .addOption(many("--root <note>", "roots"))
    .addOption(outOption("-o, --out <note>"))
    .addOption(oneNew("--qr-svg <file>", "a second file"))
    .addOption(jsonOption())
    .addOption(languageOption())
    .action((options) => {
      writeFileSync("done", "");
      const { root, out } = options;
      printResult(
        options.json,
        () => ({ root, out }),
        () => `${languageOf(options)}: ${root.join("+")} to ${out}\n`,
      );
      process.exitCode = 0;
    });
}

describe("a command", () => {
  test("gets lists in the order of the command line, and tells its result in words or as one line of JSON", async () => {
    const folder = temporaryFolder();
    const given = ["sample", "--root", "2", "--root", "1", "-o", "new.note"];
    expect(await runIn(folder, addSample, given)).toMatchObject({ status: 0, stdout: "en: 2+1 to new.note\n" });
    const json = await runIn(folder, addSample, [...given, "--json", "--qr-svg", "new.svg"]);
    expect(json).toMatchObject({ status: 0, stdout: '{"root":["2","1"],"out":"new.note"}\n' });
    const dutch = await runIn(folder, addSample, ["sample", "-o", "new.note", "--lang", "nl"]);
    expect(dutch).toMatchObject({ status: 0, stdout: "nl:  to new.note\n" });
  });

  test("does nothing when a file that it is to make is there already, or when none is named", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "old"), "");
    for (const args of [
      ["-o", "old"],
      ["-o", "new", "--qr-svg", "old"],
    ])
      expect(await runIn(folder, addSample, ["sample", ...args])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("old: exists already, and nothing is written over"),
      });
    expect(await runIn(folder, addSample, ["sample"])).toMatchObject({ status: 2 });
    expect(existsSync(join(folder, "done"))).toBe(false);
  });
});
