// What is no file, or an empty one, where a register's commands read one: it is refused or read, and never counted as nothing to do.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zegelCommand } from "./flow.ts";
import { makeWholeOffice, registerName } from "./whole-register.ts";

test("a folder, a pipe, a device and an empty file are refused, each beside its good twin", async () => {
  const office = await makeWholeOffice();
  const { folder, run, copy } = office;
  const r = `${copy("A")}/${registerName}`;
  const before = readFileSync(join(folder, r));
  mkdirSync(join(folder, "map"));
  execFileSync("mkfifo", [join(folder, "pijp")]);
  writeFileSync(join(folder, "leeg"), "");
  const by = ["--by", "anna", "--by", "bert"];
  const call = [
    "receipt",
    r,
    "--envelope",
    "0100-F",
    "--control",
    "NENTT-QAXBT-NENTR",
    "--verdict",
    "ECHT",
    "--by",
    "anna",
  ];
  const reading: readonly (readonly string[])[] = [
    ["receipt", r, "--by", "anna", "--scan"],
    ["receipt", r, "--by", "anna", "--record"],
    ["receipt", r, "--csv"],
    [...call, "--slip"],
    ["sent", r, "--csv"],
    ["pack", r, ...by, "--csv"],
    ["recipients", r, ...by, "--csv"],
    ["recipients", "-o", "nieuw.csv", "--csv"],
    ["recipients", "-o", "nieuw.csv", "--csv", "A/ontvangers.csv", "--check-cbs"],
    ["status", r, "--recipients"],
    ["missing", r, "--recipients"],
    ["logged", r, "--root", "root.note"],
    ["verify"],
  ];
  for (const args of reading)
    for (const what of ["map", "/dev/null", "/dev/zero", "leeg", "pijp"]) {
      if (what === "pijp" && !args.includes("--scan") && !args.includes("--slip")) continue; // a second each
      const which = [...args, what].join(" ");
      if (which.includes("--slip leeg")) continue; // below
      const { status, stderr } = await run(...args, what);
      expect([which, status]).toEqual([which, 1]);
      expect([which, stderr]).toEqual([
        which,
        expect.stringMatching(
          /expected|no line in it|is missing|no records|cannot be read|is not the list|is no table/,
        ),
      ]);
    }
  expect(await run(...call, "--slip", "leeg")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("is no table of reports"),
  });
  expect(readFileSync(join(folder, r)).equals(before)).toBe(true);
  writeFileSync(join(folder, "kop.csv"), "envelop;wat;vervoerder;nummer\n");
  expect((await run("sent", r, "--csv", "kop.csv")).stderr).toContain("line 1: there is no row below the heading");
  writeFileSync(join(folder, "pakkop.csv"), "envelop;ontvanger;exemplaar;zak\n");
  expect((await run("pack", r, ...by, "--csv", "pakkop.csv")).stderr).toContain("there is no row below the heading");
  // The good twins: a pipe that somebody writes into, a folder of records, a table with a row.
  const writer = spawn("sh", ["-c", "sleep 0.2; cat scan.txt > pijp"], { cwd: folder, stdio: "ignore" });
  expect((await run("receipt", r, "--by", "anna", "--scan", "pijp")).stdout).toContain("taken in: 1");
  writer.kill();
  writeFileSync(join(folder, "map/verslag.json"), readFileSync(join(folder, "verslag.json")));
  expect((await run("receipt", r, "--by", "anna", "--record", "map")).stdout).toContain("taken in: 1");
  writeFileSync(join(folder, "kop.csv"), "envelop;wat;vervoerder;nummer\n0100-F;brief;koerier;\n");
  expect((await run("sent", r, "--csv", "kop.csv")).status).toBe(0);
});

test("a folder as the input of the scanner or of a call is no end of it", async () => {
  const { folder, copy } = await makeWholeOffice();
  const r = `${copy("A")}/${registerName}`;
  for (const args of [
    ["pack", r, "--by", "anna", "--by", "bert"],
    ["receipt", r, "--envelope", "0100-F", "--by", "anna"],
  ]) {
    const from = (path: string) =>
      spawnSync("sh", ["-c", 'exec "$@" < "$0"', path, ...zegelCommand, "register", ...args, "--lang", "en"], {
        cwd: folder,
        encoding: "utf8",
      });
    expect(from("A")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("expected a scanner or keyboard, found a folder"),
    });
    expect(from("/dev/null").status).toBe(args[0] === "pack" ? 0 : 3);
  }
});
