// `--version`, in all its forms: what this program is, in figures that can be compared with a letter or a rebuild.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeHashGroups } from "../../src/format/index.ts";
import { run } from "../tools.ts";
import { sha256Of } from "../verify/fixture.ts";

const dist = join(import.meta.dirname, "../../dist");
const started = (file: string, args: readonly string[]) => run(process.execPath, [join(dist, file), ...args]);

test.each([
  ["cli/zegel.js", "zegel", ["--version"]],
  ["cli/zegel.js", "zegel", ["-V"]],
  ["cli/zegel.js", "zegel", ["--version", "--lang", "nl"]],
  ["cli/zegel.js", "zegel", ["--lang", "en", "--version"]],
  ["cli/zegel.js", "zegel-verify", ["verify", "--version"]],
  ["verify/program/zegel-verify.js", "zegel-verify", ["--version"]],
  ["verify/program/zegel-verify.js", "zegel-verify", ["-V"]],
  ["verify/program/zegel-verify.js", "zegel-verify", ["--guided", "--version"]],
  ["verify/program/zegel-verify.js", "zegel-verify", ["--version", "--guided"]],
  ["verify/program/zegel-verify.js", "zegel-verify", ["--guided", "--root", "none", "-V"]],
])("C12: %s as %s %j tells its own digest, its root and its revision", (file, name, args) => {
  const { status, stdout, stderr } = started(file, args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const groups = encodeHashGroups(sha256Of(readFileSync(join(dist, file))));
  expect(stdout.split("\n")[0]).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(Node v`));
  expect(stdout).toContain(`  ${groups.slice(0, 39)}\n  ${groups.slice(40)}\n`);
  expect(stdout).toMatch(/^(?:Trust root built in: none|Ingebouwde vertrouwensbasis: geen)/m);
  expect(stdout).toMatch(/^(?:Source revision|Broncode) \(git\): /m);
});

test("C12: help stays help, and what else is no version is refused", () => {
  for (const args of [["--help"], ["-h"]]) {
    expect(started("cli/zegel.js", args)).toMatchObject({ status: 0 });
    expect(started("cli/zegel.js", args).stdout).toContain("build-iso");
  }
  expect(started("verify/program/zegel-verify.js", ["--guided", "--help"]).stdout).toMatch(/^Usage: zegel verify/);
  expect(started("cli/zegel.js", ["--version", "--unknown"])).toMatchObject({ status: 2, stdout: "" });
  expect(started("cli/zegel.js", ["--versions"])).toMatchObject({ status: 2 });
});
