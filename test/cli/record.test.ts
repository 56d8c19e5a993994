// `zegel verify --record`: one check, three forms with one control number, whole or not at all, and never over a file.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { aanwijzingenPath, encodeHashGroups } from "../../src/format/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "../verify/fixture.ts";
import { startIn, zegelIn } from "./flow.ts";

const disc: Disc = makeDisc();
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "master.iso"), disc.image);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
});

const at = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(at(name), "utf8");
const verify = (...args: string[]) => zegelIn(folder, ["verify", ...args]);
const good = ["master.iso", "--root", "root.note", "--code", disc.code, "--lang", "nl"];

describe("one check", () => {
  test("gives three forms and the screen, all with one control number", async () => {
    const forms = ["r.html", "r.txt", "r.json"].flatMap((name) => ["--record", name]);
    const { status, stdout, stderr } = await verify(
      ...good,
      ...forms,
      "--municipality",
      "Juinen",
      "--person",
      "A. de Vries",
    );
    expect([status, stderr]).toEqual([0, ""]);
    const [, number = ""] = /^Controlenummer: (\S+)\n$/m.exec(stdout) ?? [];
    expect(number).toMatch(/^.{5}-.{5}-.{5}$/);
    expect(JSON.parse(text("r.json"))).toMatchObject({ verdict: "ECHT", controlNumber: number });
    expect(text("r.txt")).toBe(stdout);
    expect(text("r.html")).toContain(number);
    for (const name of ["r.html", "r.txt", "r.json"]) expect(text(name)).toContain("A. de Vries");
    expect(readdirSync(folder).sort()).toEqual(["master.iso", "r.html", "r.json", "r.txt", "root.note"]);
  });

  test("--json prints the record of the file", async () => {
    const { stdout } = await verify(...good, "--json", "--record", "r.json");
    expect(text("r.json")).toBe(stdout);
  });

  test("--instructions: the paper of the disc's own instructions, after GOED and of no other disc", async () => {
    const told = makeDisc({
      payload: { ...samplePayload, [aanwijzingenPath]: "zegel/aanwijzingen v1\n1 Zet het netwerk uit.\n" },
    });
    writeFileSync(at("told.iso"), told.image);
    writeFileSync(at("told.note"), told.rootNote);
    const args = ["told.iso", "--root", "told.note", "--code", told.code, "--lang", "nl"];
    expect(await verify(...args, "--instructions", "a.html", "--answer", "1=ja")).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(text("a.html")).toMatch(/Zet het netwerk uit\.[\s\S]*<span class="box">X<\/span> ja/);
    const none = /^zegel verify: Er zijn geen aanwijzingen opgeslagen/;
    expect(await verify(...good, "--instructions", "b.html")).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(none),
    });
    const altered = Buffer.from(told.image);
    altered.write("X", altered.indexOf("Lees dit eerst"));
    writeFileSync(at("told.iso"), altered);
    expect(await verify(...args, "--instructions", "b.html")).toMatchObject({
      status: 22,
      stderr: expect.stringMatching(none),
    });
    expect(existsSync(at("b.html"))).toBe(false);
    for (const name of ["a.html", "a.txt", "gone/a.html"])
      expect((await verify(...good, "--instructions", name)).status).toBe(2);
  });

  test("no two papers at one name, however it is spelt: before the long read", async () => {
    for (const name of ["c.html", "./c.html", "C.html"])
      expect((await verify(...good, "--instructions", "c.html", "--record", name)).status).toBe(2);
    expect((await verify(...good, "--record", "d.html", "--record", "./d.html")).status).toBe(2);
    expect((await verify(...good, "--record", "d.html", "--extract", "./d.html")).status).toBe(2);
    expect((await verify(...good, "--record", "d.html", "--record", "./d.txt")).status).toBe(0);
  });

  test("names the program that ran and its digest", () => {
    startIn(folder, ["verify", ...good, "--record", "r.json"]);
    const { tool } = JSON.parse(text("r.json"));
    expect(tool).toMatchObject({ kind: "script", file: expect.stringMatching(/dist.cli.zegel\.js$/) });
    expect(tool.sha256).toBe(sha256Of(readFileSync(tool.file)));
  });

  test("a no is written down like a yes", async () => {
    writeFileSync(at("bad.iso"), disc.unsealed);
    expect((await verify("bad.iso", ...good.slice(1), "--record", "r.html")).status).toBe(21);
    expect(text("r.html")).toContain("Niet installeren. De Kiesraad heeft dit niet vrijgegeven.");
  });
});

describe("writing", () => {
  test("never over a file, whatever it holds", async () => {
    writeFileSync(at("r.html"), "kept");
    expect(await verify(...good, "--record", "r.html")).toMatchObject({ status: 2, stdout: "" });
    expect(text("r.html")).toBe("kept");
  });

  test("A9: a file r.txt.tmp is somebody's own: neither in the way nor touched", async () => {
    writeFileSync(at("r.txt.tmp"), "kept");
    const { status, stdout } = await verify(...good, "--record", "r.txt");
    expect([status, text("r.txt.tmp")]).toEqual([0, "kept"]);
    expect(text("r.txt")).toBe(stdout);
  });

  test("B3: where none can be made is told before the disc is read, and nothing is left", async () => {
    mkdirSync(at("there"));
    const { status, stdout, stderr } = await verify(...good, "--record", "there/r.json", "--record", "gone/r.html");
    expect([status, stdout, readdirSync(at("there"))]).toEqual([2, "", []]);
    expect(stderr).toMatch(/^zegel verify: GEBRUIK: gone\/r\.html: cannot be written \(ENOENT\)/);
    expect((await verify(...good, "--record", "there/r.json")).status).toBe(0);
  });

  test.skipIf(!existsSync("/dev/full") || !has("prlimit"))(
    "on a medium without room: 1, and nothing of it is left",
    () => {
      const program = [process.execPath, join(import.meta.dirname, "../../dist/cli/zegel.js")];
      const limited = ["--fsize=1000", ...program, "verify", ...good, "--record", "r.html"];
      const { status, stdout } = run("prlimit", limited, { cwd: folder });
      expect([status, stdout.split("\n")[1]]).toEqual([1, " GOED"]);
      expect(readdirSync(folder).sort()).toEqual(["master.iso", "root.note"]);
    },
  );
});

describe("the published hash code", () => {
  const own = encodeHashGroups(sha256Of(disc.seal.release.text));
  const without = ["master.iso", "--root", "root.note", "--lang", "nl"];

  test("in place of the zegelcode, typed or from a file of Windows", async () => {
    expect((await verify(...without, "--expect-sha256", own.toUpperCase().replaceAll(" ", "-"))).status).toBe(0);
    writeFileSync(at("hash.txt"), `\ufeff${own.toUpperCase()}\r\n`);
    expect((await verify(...without, "--expect-sha256-file", "hash.txt")).status).toBe(0);
    expect((await verify(...without)).status).toBe(27);
  });

  test("of another release: 26, with the groups that differ", async () => {
    const other = own.replace(/^..../, own.startsWith("0000") ? "1111" : "0000");
    const { status, stdout } = await verify(...without, "--expect-sha256", other);
    expect(status).toBe(26);
    expect(stdout).toContain("Niet installeren. Dit is een andere versie.");
    expect(stdout.replace(/\s+/g, " ")).toContain("Anders zijn groep 1 (van 16).");
    expect(stdout.replace(/\s+/g, " ")).not.toContain(own); // the disc's own is not shown
  });

  test("with a slip: no verdict, and the group to read again", async () => {
    const { status, stdout, stderr } = await verify(...without, "--expect-sha256", own.replace(/^..../, "zzzz"));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Groep 1 klopt niet. Lees groep 1 opnieuw.");
  });
});
