// telcontrole: the crosscheck as one program. On Linux as a command and as three questions; under Wine, where it is, as a double-click.
// `npm run test:package`

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeElection } from "../../src/crosscheck/check/self-test-election.ts";
import { encodeHashGroups } from "../../src/format/index.ts";
import { onTerminal } from "../sign/pty.ts";
import { run, temporaryFolder } from "../tools.ts";
import { sha256Of } from "../verify/fixture.ts";
import { pack, sumsOf } from "./packing.ts";
import { hasWine, Wine } from "./wine.ts";

let home: string;
let out: string;
const program = () => join(out, "telcontrole-linux-x64");

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "zegel-telcontrole-"));
  out = join(home, "out");
  pack(["telcontrole.exe", "telcontrole-linux-x64"], out, undefined);
}, 600_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

function election(place = temporaryFolder(), without: readonly string[] = []): string {
  mkdirSync(place, { recursive: true });
  for (const [name, text] of Object.entries(makeElection()))
    if (!without.includes(name)) writeFileSync(join(place, name), text);
  return place;
}

describe("on Linux", () => {
  test("takes the arguments of zegel crosscheck, and ends in the verdict", () => {
    const good = run(program(), ["check", election(), "--lang", "nl"]);
    expect(good).toMatchObject({ status: 0, stderr: "" });
    expect(good.stdout).toContain("KLOPT - papier (2 van 2 stembureaus, lijsttotalen)");
    expect(run(program(), ["check", election(undefined, ["invoer-2.txt"])]).status).toBe(46);
    expect(run(program(), ["chekc"]).status).toBe(2);
  });

  test("says its own SHA-256, which stands in SHA256SUMS", () => {
    const groups = encodeHashGroups(sha256Of(readFileSync(program())));
    const { stdout } = run(program(), ["--version"]);
    expect(stdout).toContain(`  ${groups.slice(0, 39)}\n  ${groups.slice(40)}\n`);
    expect(sumsOf(out)["telcontrole-linux-x64"]).toBe(groups.replaceAll(" ", ""));
  });

  test("opens with three questions, makes the form, and waits before its window closes", () => {
    const files = election(undefined, ["510d.eml.xml", "520.eml.xml", "invoer-1.txt", "invoer-2.txt"]);
    const { stdout } = onTerminal(
      [
        ["Uw keuze:", "1\n"],
        ["Enter: terug", `${files}\n`],
        ["Dit is uitgevoerd", "s\n"],
        ["venster te sluiten", "\n"],
      ],
      [program()],
      files,
    );
    expect(stdout).toContain("Een telling nakijken");
    expect(readFileSync(join(files, "invoer.html"), "utf8")).toContain("<script>");
  });
});

test.skipIf(!hasWine)("under Wine: the same verdict, and a folder with a blank in its name", () => {
  const folder = temporaryFolder();
  const wine = new Wine(folder);
  try {
    election(join(folder, "de telling"));
    const args = [join(out, "telcontrole.exe"), "check", "de telling", "--lang", "nl", "-o", "verslag.html"];
    const { status, stdout } = wine.run(args, folder);
    expect(stdout).toContain("KLOPT - papier (2 van 2 stembureaus, lijsttotalen)");
    expect(status).toBe(0);
    expect(existsSync(join(folder, "verslag.html"))).toBe(true);
    rmSync(join(folder, "de telling", "invoer-2.txt"));
    expect(wine.run(args.slice(0, 5), folder).status).toBe(46);
    expect(readdirSync(join(folder, "de telling"))).toHaveLength(6);
  } finally {
    wine.stop();
  }
});
